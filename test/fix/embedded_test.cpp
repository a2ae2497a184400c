// SPDX-License-Identifier: Apache-2.0
// The proof for Dockerfiles that are written in bake and compose files.
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

std::string objection(const std::string& path, const std::string& text, std::string_view old,
                      std::string_view by) {
    const SourceFile before(path, text);
    const Proof proof(before);
    const std::vector<Edit> edits{replace(text, old, by)};
    const SourceFile after(path, fix::apply(before, edits));
    const auto found = proof.object(edits, after);
    return found ? found->reason : "";
}

const std::string bake = "target \"a\" {\n  dockerfile-inline = <<-EOT\n    FROM a\n"
                         "    # comment\n    RUN b c\n  EOT\n}\n";
const std::string json =
    R"({"target": {"a": {"dockerfile-inline": "FROM a\n# comment\nRUN b \"c\"\n"}}})";
const std::string compose = "services:\n  a: # first\n    build:\n      dockerfile_inline: |\n"
                            "        FROM a\n        # comment\n        RUN b $$c\n    image: x\n";

std::string in_bake(std::string_view old, std::string_view by) {
    return objection("docker-bake.hcl", bake, old, by);
}
std::string in_json(std::string_view old, std::string_view by) {
    return objection("docker-bake.json", json, old, by);
}
std::string in_compose(std::string_view old, std::string_view by) {
    return objection("compose.yaml", compose, old, by);
}

TEST(EmbeddedProof, HoldsForWordsAndInstructions) {
    EXPECT_EQ(in_bake("FROM a", "FROM a AS b"), "");
    EXPECT_EQ(in_bake("RUN", "ENV d=e\n    RUN"), "");
    EXPECT_EQ(in_json("FROM a", "FROM a AS b"), "");
    EXPECT_EQ(in_json("RUN", "ENV d=\\\"e\\\"\\nRUN"), "");
    EXPECT_EQ(in_compose("FROM a", "FROM a AS b"), "");
    EXPECT_EQ(in_compose("RUN", "ENV d=e\n        RUN"), "");
}

TEST(EmbeddedProof, ReadsAVariableAsAWord) {
    const std::string file = "target \"a\" {\n  dockerfile-inline = <<EOT\nFROM a:${V} as b\n"
                             "RUN c ${W}\nEOT\n}\n";
    EXPECT_EQ(objection("docker-bake.hcl", file, " as ", " AS "), "");
    EXPECT_EQ(objection("docker-bake.hcl", file, "RUN c", "ENV d=e\nRUN c"), "");
    EXPECT_EQ(objection("docker-bake.hcl", file, "RUN", "RUN echo"),
              "a word outside of the edits changes its meaning");
    const std::string service = "services:\n  a:\n    build:\n      dockerfile_inline: |\n"
                                "        FROM a:${V:-${W}} as b\n        RUN c $$d $E\n";
    EXPECT_EQ(objection("compose.yaml", service, " as ", " AS "), "");
    EXPECT_EQ(objection("compose.yaml", service, "RUN", "RUN echo"),
              "a word outside of the edits changes its meaning");
    EXPECT_EQ(objection("compose.yaml", service, "RUN c", "ENV d\n        RUN c").substr(0, 11),
              "new mistake");
}

TEST(EmbeddedProof, ObjectsToVariablesThatComeOrGo) {
    const std::string file = "target \"a\" {\n  dockerfile-inline = \"FROM a:${V}\\nRUN c\"\n}\n";
    EXPECT_EQ(objection("docker-bake.hcl", file, "${V}", "1"), "a variable comes or goes");
    EXPECT_EQ(objection("docker-bake.hcl", file, "RUN c", "RUN c ${W}"),
              "a variable comes or goes");
    EXPECT_EQ(objection("docker-bake.hcl", file, "RUN c", "RUN c $${W}"), "");
}

TEST(EmbeddedProof, ObjectsToWordsWithAnotherMeaning) {
    const std::string meaning = "a word outside of the edits changes its meaning";
    EXPECT_EQ(in_bake("RUN ", "RUN \\\n "), "");
    EXPECT_EQ(in_bake("RUN", "RUN echo"), meaning);
    EXPECT_EQ(in_json("RUN", "RUN echo"), meaning);
    EXPECT_EQ(in_compose("RUN", "RUN echo"), meaning);
}

TEST(EmbeddedProof, ObjectsToLostComments) {
    EXPECT_EQ(in_bake("    # comment\n    RUN", "    RUN"), "the comment `# comment` is lost");
    EXPECT_EQ(in_json("# comment\\nRUN", "RUN"), "the comment `# comment` is lost");
    EXPECT_EQ(in_compose("        # comment\n        RUN", "        RUN"),
              "the comment `# comment` is lost");
    EXPECT_EQ(in_compose(" # first", ""), "");
    EXPECT_EQ(in_compose("# first\n    build", "\n    build"), "the comment `# first` is lost");
}

TEST(EmbeddedProof, ObjectsToMistakes) {
    EXPECT_EQ(in_bake("FROM a", "FROM a b c").substr(0, 11), "new mistake");
    EXPECT_EQ(in_json("FROM a", "FROM a b c").substr(0, 11), "new mistake");
    EXPECT_EQ(in_compose("FROM a", "FROM a b c").substr(0, 11), "new mistake");
    EXPECT_EQ(in_compose("image: x", "image: [x").substr(0, 11), "new mistake");
}

TEST(EmbeddedProof, HoldsForAnAttributeThatBecomesADockerfile) {
    const std::string misspelt =
        "target \"a\" {\n  dockerfile_inline = \"FROM a b c\\nRUN b\"\n}\n";
    EXPECT_EQ(objection("docker-bake.hcl", misspelt, "dockerfile_inline", "dockerfile-inline"), "");
    EXPECT_NE(in_bake("dockerfile-inline", "description"), "");
}

TEST(EmbeddedProof, ObjectsToATextThatBecomesATemplate) {
    EXPECT_NE(in_bake("RUN b", "RUN ${b}"), "");
    EXPECT_NE(in_compose("RUN b", "RUN ${b}"), "");
}

TEST(EmbeddedProof, ObjectsToABlockThatEndsEarly) {
    EXPECT_NE(in_bake("    RUN", "EOT\n    RUN"), "");
    EXPECT_NE(in_compose("        RUN", "    RUN"), "");
}

} // namespace
} // namespace dflint::fix
