// SPDX-License-Identifier: Apache-2.0
// The proof for bake files, in HCL and in JSON.
#include "dflint/fix/apply.h"
#include "dflint/fix/verify.h"

#include <gtest/gtest.h>

namespace dflint::fix {
namespace {

Edit replace(const std::string& text, std::string_view old, std::string_view by) {
    const std::size_t found = text.find(old);
    EXPECT_NE(found, std::string::npos) << old;
    const auto begin = static_cast<std::uint32_t>(found);
    return {{begin, begin + static_cast<std::uint32_t>(old.size())}, std::string(by)};
}

std::string objection(const std::string& path, const std::string& text,
                      const std::vector<Edit>& edits) {
    const SourceFile before(path, text);
    const Proof proof(before);
    const SourceFile after(path, fix::apply(before, edits));
    const auto found = proof.object(edits, after);
    return found ? found->reason : "";
}
std::string hcl(const std::string& text, const std::vector<Edit>& edits) {
    return objection("docker-bake.hcl", text, edits);
}
std::string json(const std::string& text, const std::vector<Edit>& edits) {
    return objection("docker-bake.json", text, edits);
}

const char* const other_meaning = "a word outside of the edits changes its meaning";

const std::string file = "target \"a\" { # first\n"
                         "  tags = [\"x:${V}\", \"y\"]\n"
                         "  args = {\n"
                         "    A = 1 # one\n"
                         "    B = \"2\"\n"
                         "  }\n"
                         "}\n";
} // namespace

TEST(HclProof, HoldsForReplacedNamesAndValues) {
    EXPECT_EQ(hcl(file, {replace(file, "args", "labels")}), "");
    EXPECT_EQ(hcl(file, {replace(file, "\"y\"", "\"z\"")}), "");
    EXPECT_EQ(hcl(file, {replace(file, "V", "W")}), "");
}

TEST(HclProof, HoldsForInsertedAndDeletedElements) {
    EXPECT_EQ(hcl(file, {replace(file, ", \"y\"", "")}), "");
    EXPECT_EQ(hcl(file, {replace(file, "\"]", "\", \"z\"]")}), "");
    EXPECT_EQ(hcl(file, {replace(file, "    B = \"2\"\n", "")}), "");
    EXPECT_EQ(hcl(file, {replace(file, "  args", "  context = \".\"\n  args")}), "");
}

TEST(HclProof, HoldsForABlockThatBecomesAnAttribute) {
    const std::string block = "target \"a\" {\n  args {\n    A = 1\n  }\n}\n";
    EXPECT_EQ(hcl(block, {replace(block, "args {", "args = {")}), "");
}

TEST(HclProof, FailsForALostComment) {
    EXPECT_EQ(hcl(file, {replace(file, "    A = 1 # one\n", "")}), "the comment `# one` is lost");
}

TEST(HclProof, FailsForANewMistake) {
    EXPECT_EQ(hcl(file, {replace(file, "]", "")}).substr(0, 12), "new mistake:");
    EXPECT_EQ(hcl(file, {replace(file, "B = ", "A = ")}), "") << "the last key of an object counts";
    EXPECT_EQ(hcl(file, {replace(file, "args", "tags")}).substr(0, 12), "new mistake:");
}

TEST(HclProof, FailsWhenKeptTextGetsAnotherMeaning) {
    EXPECT_EQ(hcl(file, {replace(file, "    A", "    /* A")}).substr(0, 12), "new mistake:");
    EXPECT_EQ(hcl(file, {replace(file, "    A", "    # A")}), other_meaning);
    EXPECT_EQ(hcl("a = b\nc = d\n", {replace("a = b\nc = d\n", "b\nc", "b_c")}).substr(0, 3),
              "new");
}

TEST(HclProof, HoldsForARepairOfItsOwnLine) {
    const std::string text = "target \"a\" {\n  \"context\" : '.'\n  tags = [\"x\"]\n}\n";
    EXPECT_EQ(
        hcl(text, {replace(text, "\"context\" :", "context ="), replace(text, "'.'", "\".\"")}),
        "");
}

TEST(HclProof, HoldsForHeredocsButNotForTheirIndentation) {
    const std::string text = "a = <<-E\n  b\n    c\n  E\n";
    EXPECT_EQ(hcl(text, {replace(text, "b", "d")}), "");
    EXPECT_NE(hcl(text, {replace(text, "  b", "b")}), "");
}

TEST(HclProof, JsonIsHeldToTheSame) {
    const std::string text =
        "{\"target\": {\"a\": {\"tags\": [\"x\", \"y\"], \"args\": {\"A\": 1}}}}\n";
    EXPECT_EQ(json(text, {replace(text, "\"args\"", "\"labels\"")}), "");
    EXPECT_EQ(json(text, {replace(text, ", \"y\"", "")}), "");
    EXPECT_EQ(json(text, {replace(text, "args", "labels")}), "");
    EXPECT_EQ(json(text, {replace(text, "\"x\",", "\"x\"")}).substr(0, 12), "new mistake:");
    EXPECT_EQ(json(text, {replace(text, "x", "x\", \"z")}), "");
    EXPECT_EQ(json(text, {replace(text, "x", "${x")}).substr(0, 12), "new mistake:");
}

} // namespace dflint::fix
