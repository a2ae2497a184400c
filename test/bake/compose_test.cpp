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
        read_compose(all, 0, MemoryTree(), "", around);
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
    EXPECT_EQ(compose.said(0, AttributeId::contexts), "base=target:b_c,d=./e");
}

TEST(Compose, TagsWithTheImageUnlessTagsAreGiven) {
    const Compose compose("services:\n  a: {image: x, build: .}\n"
                          "  b: {image: x, build: {tags: [y]}}\n"
                          "  c: {image: x, build: {x-bake: {tags: [z, w]}}}\n");
    EXPECT_EQ(compose.said(0, AttributeId::tags), "x");
    EXPECT_EQ(compose.said(1, AttributeId::tags), "y");
    EXPECT_EQ(compose.said(2, AttributeId::tags), "x,z,w");
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

TEST(Compose, HoldsNoTargetsInOtherFiles) {
    for (const char* text : {"", "a: b\n", "[1]\n", "services:\n", "services: [a]\n", "x"}) {
        EXPECT_EQ(Compose(text).names(), "") << text;
    }
}

} // namespace
} // namespace dflint::bake
