// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose.h"
#include "dflint/bake/interpolate.h"
#include "dflint/syntax/yaml/parse.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

const Environment environment{.values = {{"SET", "s"}, {"EMPTY", ""}}};

/// A compose file and what it says.
struct Compose {
    explicit Compose(std::string text, const Environment& around = environment)
        : file("compose.yaml", std::move(text)),
          config(read_compose(file, yaml::parse(file), around)) {}

    [[nodiscard]] std::string names() const {
        std::string out;
        for (const Target& each : config.targets) out += each.name + " ";
        return out;
    }
    [[nodiscard]] std::string mistakes() const {
        std::string out;
        for (const Mistake& each : config.mistakes) {
            out += std::string(file.slice(each.at.at)) + ": " + each.message + "\n";
        }
        return out;
    }

    SourceFile file;
    Config config;
};

std::string shown(const Entries& entries) {
    std::string out;
    for (const Entry& each : entries) {
        out += (out.empty() ? "" : ",") + each.key.value + "=" +
               (!each.value            ? "null"
                : each.value->is_known ? each.value->value
                                       : "?");
    }
    return out;
}
std::string shown(const Texts& texts) {
    std::string out;
    for (const Text& each : texts) out += (out.empty() ? "" : ",") + each.value;
    return out;
}

TEST(Compose, MakesATargetOfEachServiceThatIsBuilt) {
    const Compose compose("services:\n  a.b: {build: dir}\n  c: {image: d}\n  e: {build: {}}\n");
    EXPECT_EQ(compose.names(), "a_b e ");
    EXPECT_EQ(compose.config.targets[0].context->value, "dir");
    EXPECT_EQ(compose.file.slice(compose.config.targets[0].at.at), "a.b");
    ASSERT_EQ(compose.config.groups.size(), 1u);
    EXPECT_EQ(shown(compose.config.groups[0].targets), "a_b,e");
}

TEST(Compose, TakesArgumentsAsMapOrListAndFromTheEnvironment) {
    const Compose compose("services:\n"
                          "  a:\n"
                          "    environment: {FROM_SERVICE: x}\n"
                          "    build: {args: {B: 1, FROM_SERVICE: , SET: , UNSET: }}\n"
                          "  b:\n"
                          "    build: {args: [B=1, C=$SET, SET, UNSET]}\n");
    EXPECT_EQ(shown(compose.config.targets[0].args), "B=1,FROM_SERVICE=x,SET=s");
    EXPECT_EQ(shown(compose.config.targets[1].args), "B=1,C=s,SET=s");
}

TEST(Compose, KnowsNotWhatNobodyKnows) {
    const Environment unknown{.values = {}, .is_complete = false};
    const Compose compose("services: {a: {build: {args: {B: $X, C: '${X:-c}', D: }}}}\n", unknown);
    EXPECT_EQ(shown(compose.config.targets[0].args), "B=?,C=c,D=?");
}

TEST(Compose, LinksServicesByContexts) {
    const Compose compose(
        "services: {a: {build: {additional_contexts: [base=service:b.c, d=./e]}}}");
    EXPECT_EQ(shown(compose.config.targets[0].contexts), "base=target:b_c,d=./e");
}

TEST(Compose, TagsWithTheImageUnlessTagsAreGiven) {
    const Compose compose("services:\n  a: {image: x, build: .}\n"
                          "  b: {image: x, build: {tags: [y]}}\n"
                          "  c: {image: x, build: {x-bake: {tags: [z, w]}}}\n");
    EXPECT_EQ(shown(*compose.config.targets[0].tags), "x");
    EXPECT_EQ(shown(*compose.config.targets[1].tags), "y");
    EXPECT_EQ(shown(*compose.config.targets[2].tags), "x,z,w");
}

TEST(Compose, ReadsTheExtensionForBake) {
    const Compose compose("services: {a: {build: {platforms: [p], x-bake: {platforms: 'q r', "
                          "cache-to: 'type=gha', output: [type=docker], no-cache: true}}}}");
    const Target& target = compose.config.targets[0];
    EXPECT_EQ(shown(*target.platforms), "p,q,r");
    EXPECT_EQ(target.cache_to->front().type(), "gha");
    EXPECT_EQ(target.output->front().type(), "docker");
    EXPECT_TRUE(target.no_cache->value);
}

TEST(Compose, FindsTheValueOfSecrets) {
    const Compose compose("secrets: {s: {file: f}, e: {environment: E}, x: {external: true}}\n"
                          "services: {a: {build: {secrets: [s, {source: e}, x]}}}\n");
    const Specs& secrets = compose.config.targets[0].secret;
    ASSERT_EQ(secrets.size(), 3u);
    EXPECT_EQ(secrets[0].value("src"), "f");
    EXPECT_EQ(secrets[1].value("env"), "E");
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

struct Row {
    const char* text;
    const char* result;
};
class ComposeText : public testing::TestWithParam<Row> {};
TEST_P(ComposeText, IsInterpolated) {
    const Interpolated result = interpolate(GetParam().text, environment);
    EXPECT_EQ(result.text.value_or("error: " + result.error), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    Table, ComposeText,
    testing::Values(Row{"a$SET b", "as b"}, Row{"${SET}x", "sx"}, Row{"$$SET $$", "$SET $"},
                    Row{"$UNSET", ""}, Row{"${UNSET:-d}", "d"}, Row{"${EMPTY:-d}", "d"},
                    Row{"${EMPTY-d}", ""}, Row{"${SET:+a}${UNSET+b}", "a"},
                    Row{"${EMPTY+a}${EMPTY:+b}", "a"}, Row{"${UNSET:-${SET}}", "s"},
                    Row{"${SET?e}", "s"},
                    Row{"${UNSET:?say}", "error: required variable UNSET is missing a value: say"},
                    Row{"${SET", "error: invalid interpolation format in `${SET`"},
                    Row{"$", "error: invalid interpolation format in `$`"},
                    Row{"${SET:}", "error: invalid interpolation format in `${SET:}`"}));

} // namespace
} // namespace dflint::bake
