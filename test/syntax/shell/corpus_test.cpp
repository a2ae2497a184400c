// SPDX-License-Identifier: Apache-2.0
// Real RUN texts, read as mvdan/sh reads them. The records stand beside the repository, if at all.
#include "dflint/syntax/shell/parse.h"
#include "test/corpus.h"
#include "tools/dflint/show_shell.h"
#include "tree_check.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

namespace dflint {

namespace {

using json = nlohmann::json;

class ShellCorpus : public testing::Test {
protected:
    void SetUp() override {
        records_ = corpus::records("expected-shell.jsonl");
        if (records_.empty()) GTEST_SKIP() << "no corpus at " << corpus::folder();
    }

    static json shown(const json& record) {
        const auto& text = record["text"].get_ref<const std::string&>();
        return json::parse(shell_json("", text, shell::Dialect::posix));
    }

    std::vector<json> records_;
};

} // namespace

TEST_F(ShellCorpus, HasTheExpectedCommandsAndLists) {
    std::size_t equal = 0;
    for (const json& record : records_) {
        const json line = shown(record);
        const bool is_error = record.contains("error");
        if (is_error != line.contains("error")) continue;
        if (is_error ||
            (line["commands"] == record["commands"] && line["lists"] == record["lists"])) {
            ++equal;
        }
    }
    std::printf("%zu of %zu records are equal\n", equal, records_.size());
    EXPECT_GE(equal * 1000, records_.size() * 995);
}

TEST_F(ShellCorpus, HasMistakesWhereExpected) {
    for (const json& record : records_) {
        EXPECT_EQ(shown(record).contains("error"), record.contains("error")) << record["text"];
    }
}

TEST_F(ShellCorpus, GivesTreesThatKeepTheirPromises) {
    for (const json& record : records_) {
        const auto& text = record["text"].get_ref<const std::string&>();
        for (const auto dialect : {shell::Dialect::posix, shell::Dialect::bash}) {
            EXPECT_EQ(shell::TreeCheck::of(shell::parse(text, dialect)), "") << text;
        }
    }
}

TEST(ShowShell, ReportsCommandsListsAndMistakes) {
    EXPECT_EQ(shell_json("f", "! A=1 b \"$(c)\" 2>d | e;", shell::Dialect::posix),
              R"({"file":"f","text":"! A=1 b \"$(c)\" 2>d | e;","lang":"posix","commands":[)"
              R"({"args":[{"raw":"b","span":[6,7],"static":"b"},{"raw":"\"$(c)\"","span":[8,14]}],)"
              R"("assigns":[{"name":"A","raw":"A=1","span":[2,5]}],)"
              R"("redirs":[{"op":">","span":[15,18],)"
              R"("word":{"raw":"d","span":[17,18],"static":"d"},"n":"2"}],"span":[0,18]},)"
              R"({"args":[{"raw":"c","span":[11,12],"static":"c"}],"span":[11,12]},)"
              R"({"args":[{"raw":"e","span":[21,22],"static":"e"}],"span":[21,22]}],)"
              R"("lists":[{"op":"|","span":[0,23]}]})");
    EXPECT_EQ(shell_json("f", "a &&", shell::Dialect::posix),
              R"({"file":"f","text":"a &&","lang":"posix","error":{"message":)"
              R"("`&&` is followed by no command","offset":2,"span":[2,4],"line":1,"col":3}})");
}

TEST(ShowShell, TellsWhichTextsNeedBash) {
    for (const std::string_view text :
         {"a <(b)", "a=(b)", "a <<<b", "a |& b", "function f { a; }", "echo ${a/b/c} x",
          "for ((;;)); do a; done", "select x in a; do b; done", "echo ${a[1]}", "ls @(a)", "${!a}",
          "\"${!a@}\"", "${a~}", "${a: -1}", "a 2<(b)", "for a in b; { c; }", "f-g() { a; }",
          "time (a)", "coproc { a; }"}) {
        EXPECT_NE(shell_json("", text, shell::Dialect::posix).find(R"("lang":"bash")"),
                  std::string::npos)
            << text;
    }
    for (const std::string_view text :
         {"a $(b) `c` ${d:-e} ${f##g} $((1)) <h", "[[ a ]]", "f() { a; }", "${a#b} ${#c}", "${!}",
          "$'a'", "case a in b) c;& d) e; esac", "f_1() (a)", "A+=b", "coproc a", "time a"}) {
        EXPECT_NE(shell_json("", text, shell::Dialect::posix).find(R"("lang":"posix")"),
                  std::string::npos)
            << text;
    }
}

TEST(ShowShell, WritesTheTreeForPeople) {
    EXPECT_EQ(shell_text("a \"b\" | c &", shell::Dialect::posix),
              "sequence 0..11\n"
              "  pipeline, in the background 0..9\n"
              "    command 0..5\n"
              "      word 0..1  a\n"
              "      word 2..5  \"b\"\n"
              "        means 2..5  b\n"
              "    operator 6..7  |\n"
              "    command 8..9\n"
              "      word 8..9  c\n");
}

} // namespace dflint
