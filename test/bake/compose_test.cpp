// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

const Environment environment{.values = {{"SET", "s"}}};

std::string shown(const Value& value) {
    if (!value.is_known()) return "?";
    if (value.is(Kind::boolean)) return value.boolean() ? "true" : "false";
    if (value.is_string()) return value.text();
    std::string out;
    for (const auto& [key, each] : value.members()) {
        out += (out.empty() ? "" : ";") + key + "=" + shown(each);
    }
    return out;
}

/// A compose file and what it says.
struct Compose {
    explicit Compose(std::string text, const Environment& around = environment)
        : inputs(read(std::move(text), around)) {}

    static std::vector<Input> read(std::string text, const Environment& around) {
        std::vector<Input> all(1);
        all[0].source = std::make_shared<const SourceFile>("compose.yaml", std::move(text));
        read_compose(all, {0}, MemoryTree(), "", around);
        return all;
    }

    [[nodiscard]] std::string names() const {
        std::string out;
        for (const Definition& each : content.definitions) out += each.name + " ";
        return out;
    }
    /// One attribute of the target with that number: its value, or its elements.
    [[nodiscard]] std::string said(std::size_t target, AttributeId id) const {
        const Attribute* const attribute = content.definitions.at(target).attributes.find(id);
        if (attribute == nullptr) return "unset";
        if (attribute->elements.empty()) return shown(attribute->value);
        std::string out;
        for (const Element& each : attribute->elements) {
            if (!out.empty()) out += ",";
            if (!each.key.empty()) out += each.key + "=";
            out += shown(each.value);
        }
        return out;
    }
    [[nodiscard]] std::string mistakes() const {
        std::string out;
        for (const FileDiagnostic& each : content.diagnostics) {
            out +=
                std::string(file.slice(each.diagnostic.at)) + ": " + each.diagnostic.message + "\n";
        }
        return out;
    }

    std::vector<Input> inputs;
    const SourceFile& file = *inputs[0].source;
    const ComposeContent& content = *inputs[0].compose;
};

TEST(Compose, MakesATargetOfEachServiceThatIsBuilt) {
    const Compose compose("services:\n  a.b: {build: dir}\n  c: {image: d}\n  e: {build: {}}\n");
    EXPECT_EQ(compose.names(), "a_b e ");
    EXPECT_EQ(compose.said(0, AttributeId::context), "dir");
    EXPECT_EQ(compose.file.slice(compose.content.definitions[0].at.at), "a.b");
    ASSERT_EQ(compose.content.groups.size(), 1u);
    EXPECT_EQ(compose.content.groups[0].name, "default");
    EXPECT_EQ(compose.content.groups[0].targets.size(), 2u);
}

TEST(Compose, TakesArgumentsAsMapOrListAndFromTheEnvironment) {
    const Compose compose("services:\n"
                          "  a:\n"
                          "    environment: {FROM_SERVICE: x}\n"
                          "    build: {args: {B: 1, FROM_SERVICE: , SET: , UNSET: }}\n"
                          "  b:\n"
                          "    build: {args: [B=1, C=$SET, SET, UNSET]}\n");
    EXPECT_EQ(compose.said(0, AttributeId::args), "B=1,FROM_SERVICE=x,SET=s");
    EXPECT_EQ(compose.said(1, AttributeId::args), "B=1,C=s,SET=s");
}

TEST(Compose, KnowsNotWhatNobodyKnows) {
    const Environment unknown{.values = {}, .is_complete = false};
    const Compose compose("services: {a: {build: {args: {B: $X, C: '${X:-c}', D: }}}}\n", unknown);
    EXPECT_EQ(compose.said(0, AttributeId::args), "B=?,C=c,D=?");
}

TEST(Compose, LinksServicesByContexts) {
    const Compose compose(
        "services: {a: {build: {additional_contexts: [base=service:b.c, d=./e]}}}");
    EXPECT_EQ(compose.said(0, AttributeId::contexts), "base=target:b_c,d=e");
}

TEST(Compose, ShortensPaths) {
    const auto context = [](const std::string& build) {
        return Compose("services: {a: {build: " + build + "}}").said(0, AttributeId::context);
    };
    EXPECT_EQ(context("./a/b"), "a/b");
    EXPECT_EQ(context("{context: ./a/../b/}"), "b");
    EXPECT_EQ(context("./"), ".");
    EXPECT_EQ(context("''"), ".");
    EXPECT_EQ(context("../a"), "../a");
    EXPECT_EQ(context("//a/./b/"), "/a/b");
    EXPECT_EQ(context("https://a/./b/"), "https://a/./b/");
    const Compose contexts("services: {a: {build: {additional_contexts: {a: /b/../c, d: ''}}}}");
    EXPECT_EQ(contexts.said(0, AttributeId::contexts), "a=/b/../c,d=");
}

TEST(Compose, TagsWithTheImageUnlessTagsAreGiven) {
    const Compose compose("services:\n  a: {image: x, build: .}\n"
                          "  b: {image: x, build: {tags: [y]}}\n"
                          "  c: {image: x, build: {x-bake: {tags: [z, w]}}}\n");
    EXPECT_EQ(compose.said(0, AttributeId::tags), "x");
    EXPECT_EQ(compose.said(1, AttributeId::tags), "y");
    EXPECT_EQ(compose.said(2, AttributeId::tags), "z,w");
}

TEST(Compose, ReadsTheExtensionForBake) {
    const Compose compose("services: {a: {build: {platforms: [p], x-bake: {platforms: 'q r', "
                          "cache-to: 'type=gha', output: [type=docker], no-cache: true}}}}");
    EXPECT_EQ(compose.said(0, AttributeId::platforms), "p,q,r");
    EXPECT_EQ(compose.said(0, AttributeId::cache_to), "type=gha");
    EXPECT_EQ(compose.said(0, AttributeId::output), "type=docker");
    EXPECT_EQ(compose.said(0, AttributeId::no_cache), "true");
}

TEST(Compose, FindsTheValueOfSecrets) {
    const Compose compose("secrets: {s: {file: f}, e: {environment: E}, x: {external: true}}\n"
                          "services: {a: {build: {secrets: [s, {source: e}, x]}}}\n");
    EXPECT_EQ(compose.said(0, AttributeId::secret), "id=s;src=f,env=E;id=e,id=x");
    EXPECT_EQ(compose.mistakes(), "true: unsupported external secret x\n");
}

TEST(Compose, RefusesWhatTheSchemaRefuses) {
    EXPECT_EQ(Compose("services: {a: {build: {dockerFile: x, x-y: z}}}\n").mistakes(),
              "dockerFile: additional property 'dockerFile' is not allowed in `build`\n");
    EXPECT_EQ(Compose("services: {a: {build: {context: '${'}}}\n").mistakes(),
              "'${': invalid interpolation format in `${`\n");
}

TEST(Compose, ReadsPlainScalarsAsNumbersAndBooleans) {
    const Compose compose(
        "services: {a: {build: {args: {A: 3.10, B: 0x10, C: 010, D: TRUE, E: yes, F: 1_000, "
        "G: 1e6, H: 1.0, I: 08, J: 1:30, K: 3.10.1, L: '3.10', M: !!str 3.10, N: 1.0e-5, "
        "O: 18446744073709551616, P: .inf, Q: '${X:-3.10}', R: +5, S: -0}}}}\n");
    EXPECT_EQ(compose.mistakes(), "");
    EXPECT_EQ(compose.said(0, AttributeId::args),
              "A=3.1,B=16,C=8,D=true,E=yes,F=1000,G=1e+06,H=1,I=8,J=1:30,K=3.10.1,L=3.10,M=3.10,"
              "N=1e-05,O=1.8446744073709552e+19,P=+Inf,Q=3.10,R=5,S=0");
}

TEST(Compose, KnowsTheFormsOfHostsAndSizesAndLimits) {
    const Compose compose(
        "services:\n"
        "  a: {build: {extra_hosts: ['a:1', b=2, 'c:[::1]', 'a:3'], shm_size: 128m,\n"
        "              ulimits: {nproc: 5, nofile: {soft: 1, hard: 2}}, labels: [l, m=n]}}\n"
        "  b: {build: {extra_hosts: {a: ['[::1]', b], c: d}, shm_size: 1500}}\n");
    EXPECT_EQ(compose.mistakes(), "");
    EXPECT_EQ(compose.said(0, AttributeId::extra_hosts), "a=1,3,b=2,c=::1");
    EXPECT_EQ(compose.said(0, AttributeId::shm_size), "128MiB");
    EXPECT_EQ(compose.said(0, AttributeId::ulimits), "nproc=0:0,nofile=1:2");
    EXPECT_EQ(compose.said(0, AttributeId::labels), "l=,m=n");
    EXPECT_EQ(compose.said(1, AttributeId::extra_hosts), "a=::1,b,c=d");
    EXPECT_EQ(compose.said(1, AttributeId::shm_size), "1.465KiB");
}

TEST(Compose, TakesNothingFromWhatBuildxPassesOver) {
    const Compose compose("services: {a: {build: {pull: false, no_cache: 'no', entitlements: [e], "
                          "no_cache_filter: [s], shm_size: 0}}}\n");
    EXPECT_EQ(compose.mistakes(), "");
    for (const AttributeId id :
         {AttributeId::pull, AttributeId::no_cache, AttributeId::entitlements,
          AttributeId::no_cache_filter, AttributeId::shm_size}) {
        EXPECT_EQ(compose.said(0, id), "unset") << rule_of(id).name;
    }
}

TEST(Compose, RefusesWrongTypes) {
    const auto refused = [](const std::string& build) {
        return Compose("services: {a: {build: " + build + "}}\n").mistakes();
    };
    EXPECT_EQ(refused("{target: 5, dockerfile: true}"),
              "5: `target` must be a string: put `5` in quotes\n"
              "true: `dockerfile` must be a string: put `true` in quotes\n");
    EXPECT_EQ(refused("{args: , tags: x}"),
              "args: `args` must be a mapping or a list\nx: `tags` must be a list\n");
    EXPECT_EQ(refused("{args: {A: [1], B: 2024-01-31}}"),
              "[1]: `A` must be a string, a number or a boolean\n"
              "2024-01-31: `2024-01-31` is read as a date: put it in quotes\n");
    EXPECT_EQ(refused("{tags: [1.0, a], additional_contexts: [x], extra_hosts: [y]}"),
              "1.0: `tags` holds strings only: put `1.0` in quotes\n"
              "x: `x` must be `name=value`\ny: `y` names no address\n");
    EXPECT_EQ(refused("{no_cache: x, x-bake: {pull: 'true', tags: {a: b}, contexts: [c]}}"),
              "x: `no_cache` must be true or false\n"
              "'true': `pull` must be true or false, without quotes\n"
              "{a: b}: `tags` must be a list or a string\n[c]: `contexts` must be a mapping\n");
    EXPECT_EQ(refused("{shm_size: 5x, ulimits: {files: 1}}"),
              "5x: `x` is no unit of size\nfiles: `files` is no limit\n");
    EXPECT_EQ(refused("[x]"), "[x]: `build` must be a path or a mapping\n");
    EXPECT_EQ(refused("{secrets: [s]}"),
              "s: there is no secret `s` under the `secrets` of the file\n");
}

TEST(Compose, RefusesServicesThatAreNone) {
    EXPECT_EQ(Compose("services: {a: x, b: , c: {image: 5}, 'd e': {build: .}, f: {image: ''}}\n")
                  .mistakes(),
              "x: a service must be a mapping\n"
              "b: the service `b` has neither `image` nor `build`\n"
              "5: `image` must be a string\n"
              "'d e': `d e` is no name of a service: only letters, digits, `.`, `_` and `-` are "
              "allowed\n"
              "f: the service `f` has neither `image` nor `build`\n");
}

TEST(Compose, HoldsNoTargetsInOtherFiles) {
    for (const char* text : {"", "a: b\n", "[1]\n", "services:\n", "services: [a]\n", "x"}) {
        EXPECT_EQ(Compose(text).names(), "") << text;
    }
}

} // namespace
} // namespace dflint::bake
