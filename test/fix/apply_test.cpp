// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/apply.h"
#include "dflint/fix/offset_map.h"

#include <gtest/gtest.h>

namespace dflint::fix {
namespace {

std::string applied(const std::string& text, const std::vector<Edit>& edits) {
    const SourceFile file("Dockerfile", text);
    return fix::apply(file, edits);
}

TEST(Apply, InsertsReplacesAndDeletes) {
    EXPECT_EQ(
        applied("0123456789", {{{0, 0}, "<"}, {{2, 4}, "xyz"}, {{6, 8}, ""}, {{10, 10}, ">"}}),
        "<01xyz4589>");
    EXPECT_EQ(applied("abc", {}), "abc");
}

TEST(OffsetMap, KnowsWhereKeptBytesWent) {
    const std::vector<Edit> edits{{{0, 0}, "<<"}, {{2, 4}, "x"}};
    const OffsetMap map(edits, 6); // 012345 -> <<01x45
    EXPECT_EQ(map.after(0), 2u);
    EXPECT_EQ(map.after(1), 3u);
    EXPECT_EQ(map.after(2), 5u) << "gone: the next kept byte";
    EXPECT_EQ(map.after(5), 6u);
    EXPECT_EQ(map.after(6), 7u);
    EXPECT_EQ(map.before(0), 0u);
    EXPECT_EQ(map.before(3), 1u);
    EXPECT_EQ(map.before(4), 2u) << "inserted: where it was inserted";
    EXPECT_EQ(map.before(6), 5u);
    EXPECT_EQ(map.before(7), 6u);
}

TEST(OffsetMap, FindsTheKeptPartsOfASpan) {
    const std::vector<Edit> edits{{{2, 4}, "xyz"}};
    const OffsetMap map(edits, 6); // 012345 -> 01xyz45
    const auto kept = map.kept_in({1, 6});
    ASSERT_EQ(kept.size(), 2u);
    EXPECT_EQ(kept[0].before, (Span{1, 2}));
    EXPECT_EQ(kept[0].after, (Span{1, 2}));
    EXPECT_EQ(kept[1].before, (Span{4, 5}));
    EXPECT_EQ(kept[1].after, (Span{5, 6}));
    EXPECT_TRUE(map.kept_in({2, 5}).empty());
}

} // namespace
} // namespace dflint::fix
