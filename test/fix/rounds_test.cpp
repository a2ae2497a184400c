// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/rounds.h"

#include <gtest/gtest.h>

namespace dflint::fix {
namespace {

/// A rule that wants every `word` replaced.
struct Wish {
    std::string_view rule;
    std::string word;
    std::string by;
};

Lint lint_for(std::vector<Wish> wishes) {
    return [wishes = std::move(wishes)](const SourceFile& file) {
        Diagnostics out;
        for (const Wish& wish : wishes) {
            for (std::size_t found = file.text().find(wish.word); found != std::string_view::npos;
                 found = file.text().find(wish.word, found + 1)) {
                const auto begin = static_cast<std::uint32_t>(found);
                const Span at{begin, begin + static_cast<std::uint32_t>(wish.word.size())};
                Diagnostic each{.at = at, .message = "wish", .fix = Fix{"replace", {}, {}}};
                each.fix->applicability = Applicability::safe;
                each.fix->edits = {{at, wish.by}};
                each.rule = wish.rule;
                out.push_back(std::move(each));
            }
        }
        std::sort(out.begin(), out.end(), [](const Diagnostic& a, const Diagnostic& b) {
            return std::tie(a.at, a.rule) < std::tie(b.at, b.rule);
        });
        return out;
    };
}

FixResult fixed(const std::string& text, std::vector<Wish> wishes) {
    const SourceFile file("Dockerfile", text);
    return fix_until_stable(file, lint_for(std::move(wishes)), Options{});
}

TEST(Rounds, ChangeNothingWithoutAFix) {
    const FixResult result = fixed("FROM a\nRUN b\n", {});
    EXPECT_EQ(result.file->text(), "FROM a\nRUN b\n");
    EXPECT_TRUE(result.applied.empty());
    EXPECT_TRUE(result.is_stable);
}

TEST(Rounds, MakeEveryFixAndSayWhere) {
    const FixResult result = fixed("FROM a\nRUN b c b\n", {{"rule", "b", "long"}});
    EXPECT_EQ(result.file->text(), "FROM a\nRUN long c long\n");
    ASSERT_EQ(result.applied.size(), 2u);
    EXPECT_EQ(result.applied[1].rule, "rule");
    EXPECT_EQ(result.applied[1].title, "replace");
    EXPECT_EQ(result.applied[1].at, (Span{15, 16}));
    EXPECT_TRUE(result.remaining.empty());
    EXPECT_TRUE(result.is_stable);
}

TEST(Rounds, GoOnWhileAFixMakesWayForAnother) {
    const FixResult result = fixed("FROM a\nRUN x && b c\n",
                                   {{"one", "b c", "d"}, {"two", "c", "e"}, {"three", "d", "f"}});
    EXPECT_EQ(result.file->text(), "FROM a\nRUN x && f\n");
    ASSERT_EQ(result.applied.size(), 2u);
    EXPECT_EQ(result.applied[1].rule, "three");
    EXPECT_EQ(result.applied[1].at, (Span{16, 19})) << "in the text before all fixes";
}

TEST(Rounds, DropTheGuiltyFixAndMakeTheOthers) {
    const FixResult result =
        fixed("FROM a\nRUN b c\nRUN d e\nRUN f g\n",
              {{"good", "b", "B"}, {"bad", "e\nRUN", "e"}, {"good", "g", "G"}, {"good", "d", "D"}});
    EXPECT_EQ(result.file->text(), "FROM a\nRUN B c\nRUN D e\nRUN f G\n");
    ASSERT_EQ(result.dropped.size(), 1u) << "told once, though it fails in each round";
    EXPECT_EQ(result.dropped[0].rule, "bad");
    EXPECT_EQ(result.dropped[0].at, (Span{21, 26}));
    EXPECT_EQ(result.dropped[0].reason, "a word outside of the edits changes its meaning");
    EXPECT_EQ(result.remaining.size(), 1u);
    EXPECT_TRUE(result.is_stable);
}

TEST(Rounds, DropAMalformedFix) {
    const FixResult result = fixed("FROM a\nRUN b\n", {{"bad", "b", "b"}});
    ASSERT_EQ(result.dropped.size(), 1u);
    EXPECT_EQ(result.dropped[0].reason, "it changes nothing");
    EXPECT_TRUE(result.is_stable);
}

TEST(Rounds, StopWhenFixesUndoEachOther) {
    const FixResult result = fixed("FROM a\nRUN b\n", {{"one", "b", "c"}, {"two", "c", "b"}});
    EXPECT_FALSE(result.is_stable);
    EXPECT_EQ(result.file->text(), "FROM a\nRUN c\n");
    EXPECT_EQ(result.applied.size(), 1u);
}

TEST(Rounds, StopAfterTen) {
    const FixResult result = fixed("FROM a\nRUN b\n", {{"more", "b", "bb"}});
    EXPECT_FALSE(result.is_stable);
    EXPECT_TRUE(result.file->text().starts_with("FROM a\nRUN bbb"));
}

TEST(Rounds, AreStableWhenTheTenthWasTheLast) {
    std::vector<Wish> wishes;
    for (char c = 'b'; c < 'b' + max_rounds; ++c) {
        wishes.push_back({"next", std::string(" ") + c, std::string(" ") + char(c + 1)});
    }
    const FixResult result = fixed("FROM a\nUSER b\n", wishes);
    EXPECT_EQ(result.file->text(), "FROM a\nUSER l\n");
    EXPECT_TRUE(result.is_stable);
}

TEST(Rounds, RefuseOtherLineEnds) {
    const std::string text = "FROM a\r\nRUN b && c\r\n";
    const FixResult result = fixed(text, {{"split", " && ", "\nRUN "}});
    EXPECT_EQ(result.file->text(), text);
    EXPECT_EQ(result.dropped.size(), 1u);
    EXPECT_EQ(fixed(text, {{"split", " && ", "\r\nRUN "}}).file->text(),
              "FROM a\r\nRUN b\r\nRUN c\r\n");
}

TEST(Rounds, AFileFullOfBadFixesEnds) {
    std::string text = "FROM a\n";
    for (int i = 0; i < 2000; ++i) text += "RUN b\n";
    const FixResult result = fixed(text, {{"bad", "b\nR", "R"}});
    EXPECT_EQ(result.file->text(), text);
    EXPECT_EQ(result.dropped.size(), 1999u);
}

} // namespace
} // namespace dflint::fix
