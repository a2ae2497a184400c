// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/yaml/parse.h"

#include <gtest/gtest.h>

namespace dflint::yaml {
namespace {

/// A text and what it says: `[a, 'b']` for sequences, `{k: v}` for mappings, quotes kept.
class Yaml {
public:
    explicit Yaml(std::string text) : file_("compose.yaml", std::move(text)), tree_(parse(file_)) {}

    [[nodiscard]] const File& tree() const { return tree_; }
    [[nodiscard]] std::string said() const { return tree_.root ? say(*tree_.root) : "nothing"; }
    [[nodiscard]] std::string slice(const Node* node) const {
        return node == nullptr ? "nothing" : std::string(file_.slice(node->at));
    }
    /// Line and message of the mistakes.
    [[nodiscard]] std::string mistakes() const {
        std::string out;
        for (const Mistake& each : tree_.mistakes) {
            out += std::to_string(file_.lines().line_of(each.at.begin)) + " " + each.message + "\n";
        }
        return out;
    }

    static std::string say(const Node& node) {
        if (node.is_scalar()) return node.is_plain ? node.text : "'" + node.text + "'";
        std::string out;
        for (const Node* each : node.items) out += (out.empty() ? "" : ", ") + say(*each);
        for (const auto& [key, value] : node.entries) {
            out += (out.empty() ? "" : ", ") + say(*key) + ": " + say(*value);
        }
        return node.is_sequence() ? "[" + out + "]" : "{" + out + "}";
    }

private:
    SourceFile file_;
    File tree_;
};

TEST(Yaml, ReadsBlocksFlowsAndScalars) {
    EXPECT_EQ(Yaml("a: 1\nb:\n  - x\n  - \"y z\"\nc: {d: [e, 'f']}\n").said(),
              "{a: 1, b: [x, 'y z'], c: {d: [e, 'f']}}");
    EXPECT_EQ(Yaml("a: |\n  b\n  c\nd: >-\n  e\n  f\n").said(), "{a: 'b\nc\n', d: 'e f'}");
    EXPECT_EQ(Yaml("").said(), "nothing");
    EXPECT_EQ(Yaml("a: 1\n---\nb: 2\n").said(), "{a: 1}") << "only the first document counts";
}

TEST(Yaml, KnowsWhereThingsStand) {
    const Yaml yaml("a: b\nc:\n  - dd\n  - \"e\"\nf: [g, h]\n");
    const Node& root = *yaml.tree().root;
    EXPECT_EQ(yaml.slice(root.find("a")), "b");
    EXPECT_EQ(yaml.slice(root.entries[1].first), "c");
    EXPECT_EQ(yaml.slice(root.find("c")), "- dd\n  - \"e\"");
    EXPECT_EQ(yaml.slice(root.find("c")->items[1]), "\"e\"");
    EXPECT_EQ(yaml.slice(root.find("f")), "[g, h]");
}

TEST(Yaml, KnowsNullsFromStrings) {
    const Yaml yaml("a:\nb: ~\nc: null\nd: 'null'\ne: ''\n");
    const Node& root = *yaml.tree().root;
    for (const char* key : {"a", "b", "c"}) EXPECT_TRUE(root.find(key)->is_null()) << key;
    for (const char* key : {"d", "e"}) EXPECT_FALSE(root.find(key)->is_null()) << key;
}

TEST(Yaml, SharesWhatAnAliasStandsFor) {
    const Yaml yaml("a: &x {b: 1}\nc: *x\n");
    const Node& root = *yaml.tree().root;
    EXPECT_EQ(root.find("a"), root.find("c"));
    EXPECT_EQ(Yaml("a: *x\n").mistakes(), "1 no anchor `&x` ends before this alias\n");
    EXPECT_EQ(Yaml("a: &x\n  b: *x\n").mistakes(), "2 no anchor `&x` ends before this alias\n");
}

TEST(Yaml, MergesMappingsBehindTheirOwnEntries) {
    const Yaml yaml("x: &x {b: 1, c: 2}\ny: &y {c: 3, d: 4}\n"
                    "a:\n  <<: [*x, *y]\n  b: 5\n");
    const Node& a = *yaml.tree().root->find("a");
    EXPECT_EQ(a.find("b")->text, "5");
    EXPECT_EQ(a.find("c")->text, "2");
    EXPECT_EQ(a.find("d")->text, "4");
    EXPECT_EQ(a.find("<<"), nullptr);
    EXPECT_EQ(a.merged_entries().size(), 3u);
    EXPECT_EQ(Yaml("a: {'<<': b}\n").tree().root->find("a")->find("<<")->text, "b");
}

TEST(Yaml, TellsTheFirstMistakeAndKeepsWhatStandsBefore) {
    const Yaml yaml("a: 1\nb: [1, 2\nc: 3\n");
    EXPECT_EQ(yaml.tree().mistakes.size(), 1u);
    EXPECT_NE(yaml.tree().root, nullptr);
    EXPECT_FALSE(Yaml("a: \"b\n").mistakes().empty());
    EXPECT_EQ(Yaml("a: 1\nb: \xFF\n").mistakes(), "2 a byte that is no UTF-8\n");
    EXPECT_EQ(Yaml("%a \xFF\n").mistakes(), "1 a byte that is no UTF-8\n")
        << "libfyaml would not come back from it";
    EXPECT_EQ(Yaml("\xC3\xA9: \"x\"\n").said(), "{\xC3\xA9: 'x'}");
}

TEST(Yaml, SharingCostsNothing) {
    // Each line doubles the one before: 2^40 values if they were copied.
    std::string text = "l0: &l0 x\n";
    for (int i = 1; i <= 40; ++i) {
        const std::string before = "*l" + std::to_string(i - 1);
        text += "l" + std::to_string(i) + ": &l" + std::to_string(i) + " [" + before + ", " +
                before + "]\n";
    }
    EXPECT_EQ(Yaml(text).tree().root->entries.size(), 41u);
}

TEST(Yaml, ReadsDeepNestingOrRefusesIt) {
    const Yaml yaml(std::string(100'000, '['));
    EXPECT_EQ(yaml.tree().mistakes.size(), 1u);
}

TEST(Yaml, KeysAreThereOnce) {
    EXPECT_EQ(Yaml("a: 1\nb:\n  c: 1\n  'c': 2\na: 3\n").mistakes(),
              "4 the key `c` is already there, further up\n"
              "5 the key `a` is already there, further up\n");
}

TEST(Yaml, TagsAreKept) {
    const Yaml yaml("a: !reset null\nb: !!str 5\nc: !override [d]\n");
    EXPECT_EQ(yaml.mistakes(), "");
    EXPECT_EQ(yaml.said(), "{a: null, b: '5', c: [d]}");
    EXPECT_EQ(yaml.tree().root->find("a")->tag, "!reset");
    EXPECT_EQ(yaml.tree().root->find("b")->tag, "!!str");
    EXPECT_EQ(yaml.tree().root->find("c")->tag, "!override");
}

} // namespace
} // namespace dflint::yaml
