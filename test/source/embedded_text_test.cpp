// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/embedded_text.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

/// Adds `bytes` as a copy of what follows the first `at` in the file.
void copy(EmbeddedText& text, const std::string& file, const std::string& bytes,
          std::size_t from = 0) {
    text.add_copy(bytes, static_cast<std::uint32_t>(file.find(bytes, from)));
}

/// A block with an indentation of two, and what stands around it.
struct Block {
    Block() {
        copy(text, file, "FROM a\n");
        copy(text, file, "\n", file.find("\n\n") + 1);
        copy(text, file, "RUN b\n");
        text.set_notation({"\n", "  ", {{"${", "$${"}}});
    }

    [[nodiscard]] Span inner(const std::string& of) const {
        const auto begin = static_cast<std::uint32_t>(text.text().find(of));
        return {begin, begin + static_cast<std::uint32_t>(of.size())};
    }
    /// The file after the edit; "none" when it cannot be made.
    [[nodiscard]] std::string after(Span at, const std::string& by) const {
        const auto edit = text.in_file(Edit{at, by});
        if (!edit) return "none";
        std::string out = file;
        return out.replace(edit->at.begin, edit->at.size(), edit->text);
    }

    std::string file = "x:\n  FROM a\n\n  RUN b\nend\n";
    EmbeddedText text;
};

TEST(EmbeddedText, FindsPlacesInTheFile) {
    const Block block;
    EXPECT_EQ(block.text.text(), "FROM a\n\nRUN b\n");
    EXPECT_EQ(block.text.in_file(block.inner("FROM")), (Span{5, 9}));
    EXPECT_EQ(block.text.in_file(block.inner("RUN")), (Span{15, 18}));
    EXPECT_EQ(block.text.in_file(block.inner("a\n\nRUN")), (Span{10, 18}));
    EXPECT_EQ(block.text.in_file(Span{14, 14}), (Span{21, 21}));
    EXPECT_EQ(block.text.in_file(Span{8, 8}), (Span{15, 15}));
}

TEST(EmbeddedText, ReplacesInsideOfALine) {
    const Block block;
    EXPECT_EQ(block.after(block.inner("a"), "c"), "x:\n  FROM c\n\n  RUN b\nend\n");
    EXPECT_EQ(block.after(block.inner("a"), "c AS\nENV d"),
              "x:\n  FROM c AS\n  ENV d\n\n  RUN b\nend\n");
}

TEST(EmbeddedText, IndentsWhatIsInserted) {
    const Block block;
    EXPECT_EQ(block.after({8, 8}, "ARG x\n"), "x:\n  FROM a\n\n  ARG x\n  RUN b\nend\n");
    EXPECT_EQ(block.after({6, 6}, "\n\nARG x"), "x:\n  FROM a\n\n  ARG x\n\n  RUN b\nend\n");
    EXPECT_EQ(block.after({14, 14}, "CMD x\nCMD y\n"),
              "x:\n  FROM a\n\n  RUN b\n  CMD x\n  CMD y\nend\n");
    EXPECT_EQ(block.after({0, 0}, "ARG x\n"), "x:\n  ARG x\n  FROM a\n\n  RUN b\nend\n");
}

TEST(EmbeddedText, DeletesALineWithItsIndentation) {
    const Block block;
    EXPECT_EQ(block.after(block.inner("FROM a\n\n"), ""), "x:\n  RUN b\nend\n");
    EXPECT_EQ(block.after({7, 7}, "CMD c\n"), "x:\n  FROM a\n  CMD c\n\n  RUN b\nend\n");
    EXPECT_EQ(block.after(block.inner("RUN b\n"), ""), "x:\n  FROM a\n\nend\n");
    EXPECT_EQ(block.after(block.inner("RUN b\n"), "CMD c\n"), "x:\n  FROM a\n\n  CMD c\nend\n");
    EXPECT_EQ(block.after(block.inner("\n\n"), " "), "x:\n  FROM a RUN b\nend\n");
    EXPECT_EQ(block.after({7, 8}, ""), "x:\n  FROM a\n  RUN b\nend\n");
    EXPECT_EQ(block.after({7, 11}, ""), "x:\n  FROM a\n   b\nend\n");
    EXPECT_EQ(block.after({7, 7}, "ARG c"), "x:\n  FROM a\n  ARG c\n  RUN b\nend\n");
}

TEST(EmbeddedText, EscapesWhatAnEditBrings) {
    const Block block;
    EXPECT_EQ(block.after(block.inner("b"), "${b} $c"), "x:\n  FROM a\n\n  RUN $${b} $c\nend\n");
}

TEST(EmbeddedText, LetsNoTwoSignsMeetAtTheBorderOfAnEdit) {
    const std::string file = "\"$a {b $\"";
    EmbeddedText text;
    text.add_copy("$a {b $", 1);
    text.set_notation({"\\n", "", {{"${", "$${"}}});
    EXPECT_EQ(text.in_file(Edit{{1, 1}, "{"}), (Edit{{1, 2}, "$${"}));
    EXPECT_EQ(text.in_file(Edit{{1, 3}, ""}), (Edit{{1, 5}, "$${"}));
    EXPECT_EQ(text.in_file(Edit{{3, 3}, "$"}), (Edit{{4, 5}, "$${"}));
    EXPECT_EQ(text.in_file(Edit{{7, 7}, "{"}), (Edit{{7, 8}, "$${"}));
    EXPECT_EQ(text.in_file(Edit{{1, 2}, "c"}), (Edit{{2, 3}, "c"}));
}

TEST(EmbeddedText, TakesAnEscapeAsAWhole) {
    // "a\n$${x}"
    EmbeddedText text;
    text.add_copy("a", 1);
    text.add_made("\n", {2, 4});
    text.add_made("${", {4, 7});
    text.add_copy("x}", 7);
    text.set_notation({"\\n", "", {}});
    EXPECT_EQ(text.in_file(Span{1, 2}), (Span{2, 4}));
    EXPECT_EQ(text.in_file(Span{3, 5}), (Span{4, 8}));
    EXPECT_EQ(text.in_file(Span{3, 3}), (Span{4, 7}));
    EXPECT_EQ(text.in_file(Edit{{0, 2}, "b\n"}), (Edit{{1, 4}, "b\\n"}));
    EXPECT_EQ(text.in_file(Edit{{3, 4}, ""}), std::nullopt);
    EXPECT_EQ(text.in_file(Edit{{3, 3}, "y"}), std::nullopt);
}

TEST(EmbeddedText, CanBeMadeOfPartsOfAnother) {
    const Block block;
    EmbeddedText part;
    part.add_part(block.text, block.inner("a\n\nRUN"));
    EXPECT_EQ(part.text(), "a\n\nRUN");
    EXPECT_EQ(part.in_file(Span{3, 6}), (Span{15, 18}));
}

/// `FROM a:${V} as b`, where the variable stands for something.
std::string without_as(const std::string& filling, Span at) {
    const std::string file = "FROM a:${V} as b";
    EmbeddedText text;
    text.add_copy("FROM a:", 0);
    text.add_filled(filling, {7, 11});
    text.add_copy(" as b", 11);
    text.set_notation({"\n", "", {{"${", "$${"}}});
    const auto edit = text.in_file(Edit{at, ""});
    return edit ? std::string(file).replace(edit->at.begin, edit->at.size(), edit->text) : "none";
}

TEST(EmbeddedText, NoEditTouchesWhatAVariableStandsFor) {
    EXPECT_EQ(without_as("1.2", {11, 15}), "FROM a:${V} ") << "`as b` behind the blank";
    EXPECT_EQ(without_as("1.2", {10, 15}), "none") << "beside it";
    EXPECT_EQ(without_as("1.2", {9, 10}), "none") << "a part of it";
    EXPECT_EQ(without_as("1.2", {0, 6}), ":${V} as b");
    EXPECT_EQ(without_as("1.2", {0, 7}), "none") << "beside it";
    EXPECT_EQ(without_as("1.2", {0, 15}), "none") << "all of it";
}

TEST(EmbeddedText, NothingIsEditedBesideAVariableThatIsNoWord) {
    EXPECT_EQ(without_as("1 as x", {15, 17}), "none");
    EXPECT_EQ(without_as("", {8, 10}), "none");
    EmbeddedText whole;
    whole.add_filled("", {0, 4});
    whole.add_copy("RUN a", 4);
    EmbeddedText part;
    part.add_part(whole, {0, 5});
    part.set_notation({});
    EXPECT_EQ(part.in_file(Edit{{0, 1}, ""}), std::nullopt) << "a part knows it, too";
}

TEST(EmbeddedText, HasNoEditsWithoutANotation) {
    EmbeddedText text;
    text.add_copy("a", 1);
    EXPECT_EQ(text.in_file(Edit{{0, 1}, "b"}), std::nullopt);
    EXPECT_EQ(EmbeddedText().in_file(Span{0, 0}), (Span{0, 0}));
}

} // namespace
} // namespace dflint
