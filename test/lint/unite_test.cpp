// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/unite.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

const SourceFile bake("docker-bake.hcl", "a b c d\n");

model::Invocation named(std::string name, std::uint32_t at) {
    return {.name = std::move(name), .file = &bake, .at = {at, at + 1}};
}

Diagnostic wrong(std::string message, std::string by = "x") {
    return {.at = {1, 2},
            .message = std::move(message),
            .fix = Fix{.title = "mend", .edits = {{{1, 2}, std::move(by)}}},
            .rule = "r"};
}

/// Four ways to build a file.
class Unite : public testing::Test {
protected:
    std::vector<model::Invocation> invocations{named("a", 0), named("b", 2), named("c", 4),
                                               named("d", 6)};
    std::vector<model::Context> contexts{{.invocation = &invocations[0]},
                                         {.invocation = &invocations[1]},
                                         {.invocation = &invocations[2]},
                                         {.invocation = &invocations[3]}};
};

TEST_F(Unite, TellsWhatHoldsForAllOnceWithItsFix) {
    const Diagnostics out =
        unite({{wrong("w")}, {wrong("w")}, {wrong("w")}, {wrong("w")}}, contexts);
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0].message, "w");
    EXPECT_TRUE(out[0].fix);
    EXPECT_TRUE(out[0].labels.empty());
}

TEST_F(Unite, NamesThoseItHoldsForAndOffersNoFix) {
    const Diagnostics out = unite({{wrong("w")}, {}, {wrong("w")}, {}}, contexts);
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0].message, "w; when built as `a` and `c`");
    EXPECT_FALSE(out[0].fix);
    ASSERT_EQ(out[0].labels.size(), 2u);
    EXPECT_EQ(out[0].labels[1].file.get(), &bake);
    EXPECT_EQ(out[0].labels[1].at, (Span{4, 5}));
    EXPECT_EQ(out[0].labels[1].text, "`c` builds it");
}

TEST_F(Unite, CountsTheOthersOfMany) {
    const std::vector<model::Context> five{contexts[0], contexts[1], contexts[2], contexts[3], {}};
    const Diagnostics out =
        unite({{wrong("w")}, {wrong("w")}, {wrong("w")}, {wrong("w")}, {}}, five);
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0].message, "w; when built as `a`, `b` and 2 others");
    EXPECT_EQ(out[0].labels.size(), 3u);
}

TEST_F(Unite, DropsFixesThatDiffer) {
    const Diagnostics out =
        unite({{wrong("w")}, {wrong("w", "y")}, {wrong("w")}, {wrong("w")}}, contexts);
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0].message, "w");
    EXPECT_FALSE(out[0].fix);
}

TEST_F(Unite, TellsTheWorstOfOneRuleAndPlace) {
    Diagnostic worse = wrong("v");
    worse.severity = Severity::error;
    const Diagnostics out = unite({{wrong("w")}, {worse}, {wrong("w")}, {}}, contexts);
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0].message, "v; when built as `b`");
}

TEST_F(Unite, LeavesTheOnlyWayAlone) {
    const Diagnostics out = unite({{wrong("w"), wrong("v")}}, std::span(contexts).first(1));
    ASSERT_EQ(out.size(), 2u);
    EXPECT_EQ(out[0].message, "w");
    EXPECT_TRUE(out[0].fix);
}

} // namespace
} // namespace dflint
