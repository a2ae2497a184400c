// SPDX-License-Identifier: Apache-2.0
// Expansion, row by row: each operator over set, empty and unset variables, with every way to
// protect a character, in both escape modes. Outside law: BuildKit, frontend/dockerfile/shell.
#include "expand_rows.h"

namespace dflint::dockerfile::test {

TEST(ExpandTable, PlainTextStaysAsItIs) {
    expect_rows({{"", ""},
                 {"hello", "hello"},
                 {"a b  c", "a b  c"},
                 {"a\tb", "a\tb"},
                 {"#x", "#x"},
                 {"{S}", "{S}"},
                 {"a{b,c}", "a{b,c}"},
                 {"~/x", "~/x"},
                 {"*.txt", "*.txt"},
                 {"a=b", "a=b"},
                 {"%S%", "%S%"},
                 {"`S`", "`S`"},
                 {"\xED\x95\x9C", "\xED\x95\x9C"},
                 {"<<EOF", "<<EOF"},
                 {"a << b", "a << b"}});
}

TEST(ExpandTable, SingleQuotesProtectEverything) {
    expect_rows({{"''", ""},
                 {"'a'", "a"},
                 {"a'b'c", "abc"},
                 {"'a'b'c'", "abc"},
                 {"'$S'", "$S"},
                 {"'${S}'", "${S}"},
                 {"'${'", "${"},
                 {"'\\'", "\\"},
                 {"'a\\'b", "a\\b"},
                 {"'a\\n'", "a\\n"},
                 {"'a\"b'", "a\"b"},
                 {"'a' 'b'", "a b"},
                 {"'", nullptr},
                 {"'a", nullptr},
                 {"a'", nullptr},
                 {"'a''", nullptr},
                 {"it's", nullptr}});
}

TEST(ExpandTable, DoubleQuotesExpandAndProtectBlanks) {
    expect_rows({{"\"\"", ""},
                 {"\"a b\"", "a b"},
                 {"\"it's\"", "it's"},
                 {"\"'$S'\"", "'set'"},
                 {"\"$S\"", "set"},
                 {"\"${S}x\"", "setx"},
                 {"\"$\"", "$"},
                 {"\"$ S\"", "$ S"},
                 {"\"a\\\"b\"", "a\"b"},
                 {"\"a\\$S\"", "a$S"},
                 {"\"a\\\\b\"", "a\\b"},
                 {"\"a\\nb\"", "a\\nb"},
                 {"\"a\\'b\"", "a\\'b"},
                 {"\"\\a\"", "\\a"},
                 {"\"${U:-a b}\"", "a b"},
                 {"\"${U:-\"a\"}\"", "a"},
                 {"\"a\"b\"c\"", "abc"},
                 {"\"a\"'b'c", "abc"},
                 {"\"", nullptr},
                 {"\"a", nullptr},
                 {"a\"", nullptr},
                 {"\"a\\\"", nullptr},
                 {"\"a\\", nullptr},
                 {"\"'\"'", nullptr}});
}

TEST(ExpandTable, EscapesOutsideQuotes) {
    expect_rows({{"\\a", "a"},
                 {"\\n", "n"},
                 {"\\\\", "\\"},
                 {"\\\\\\\\", "\\\\"},
                 {"\\ ", " "},
                 {"a\\ b", "a b"},
                 {"\\$S", "$S"},
                 {"\\${S}", "${S}"},
                 {"\\\\$S", "\\set"},
                 {"\\\\\\$S", "\\$S"},
                 {"\\'a", "'a"},
                 {"\\\"a\\\"", "\"a\""},
                 {"a\\", "a"},
                 {"\\", ""},
                 {"a\\\\", "a\\"},
                 {"$S\\", "set"},
                 {"C:\\x\\y", "C:xy"},
                 {"\\\xC3\xA9", "\xC3\xA9"}});
}

TEST(ExpandTable, NamesWithoutBraces) {
    expect_rows({{"$S", "set"},
                 {"$S$S", "setset"},
                 {"$S.", "set."},
                 {"$S-x", "set-x"},
                 {"$S/x", "set/x"},
                 {"$S:x", "set:x"},
                 {"$S'x'", "setx"},
                 {"$S\"x\"", "setx"},
                 {"$S{x}", "set{x}"},
                 {"a$S", "aset"},
                 {"a$Sx", "a"},
                 {"$_x1", "under"},
                 {"$_x1.", "under."},
                 {"$E", ""},
                 {"a${E}b", "ab"},
                 {"$U", ""},
                 {"a$U.b", "a.b"},
                 {"$KO", "\xED\x95\x9C\xEA\xB5\xAD\xEC\x96\xB4"},
                 {"$\xC3\xA9!", "accent!"},
                 {"$", "$"},
                 {"a$", "a$"},
                 {"$ a", "$ a"},
                 {"$.a", "$.a"},
                 {"$/a", "$/a"},
                 {"$(S)", "$(S)"},
                 {"$%", "$%"},
                 {"$=", "$="},
                 {"$'S'", "$S"},
                 {"$\"S\"", "$S"},
                 {"$\\S", "$S"},
                 {"$$", ""},
                 {"$$S", "S"},
                 {"$$$S", "set"},
                 {"$s", ""}});
}

TEST(ExpandTable, PositionalAndSpecialParameters) {
    expect_rows({{"$1", "one"},     {"$1x", "onex"},    {"$12", "twelve"},   {"$12x", "twelvex"},
                 {"$123", ""},      {"${1}2", "one2"},  {"${12}", "twelve"}, {"$0", ""},
                 {"$0x", "x"},      {"$@", "at"},       {"$@x", "atx"},      {"${@}", "at"},
                 {"${@:-x}", "at"}, {"$*x", "x"},       {"$#x", "x"},        {"$?x", "x"},
                 {"$-x", "x"},      {"$!x", "x"},       {"${*}", ""},        {"${#}", ""},
                 {"${?}", ""},      {"${-}", ""},       {"${$}", ""},        {"${!}", ""},
                 {"${0}", ""},      {"${0:-sh}", "sh"}, {"${?:-x}", "x"},    {"${-:-x}", "x"},
                 {"${#-x}", "x"},   {"${1x}", nullptr}, {"${@x}", nullptr}});
}

TEST(ExpandTable, DefaultsWhenUnset) {
    expect_rows({{"${S-d}", "set"},
                 {"${E-d}", ""},
                 {"${U-d}", "d"},
                 {"${S-}", "set"},
                 {"${E-}", ""},
                 {"${U-}", ""},
                 {"${S:-d}", "set"},
                 {"${E:-d}", "d"},
                 {"${U:-d}", "d"},
                 {"${U:-}", ""},
                 {"${U:--}", "-"},
                 {"${U:-:}", ":"},
                 {"${U:-a b}", "a b"},
                 {"${U:-$S}", "set"},
                 {"${U:-${S}}", "set"},
                 {"${U:-${V:-d}}", "d"},
                 {"${U:-${V:-${W:-d}}}", "d"},
                 {"${U:-$V}", ""},
                 {"${U:-'a}b'}", "a}b"},
                 {"${U:-\"a}b\"}", "a}b"},
                 {"${U:-a\\}b}", "a}b"},
                 {"${U:-a\\\\b}", "a\\b"},
                 {"${U:-\\n}", "n"},
                 {"${U:-'$S'}", "$S"},
                 {"${U:-\\$S}", "$S"},
                 {"${U:-{x}}", "{x}"},
                 {"${U:-a}b}", "ab}"},
                 {"x${U:-d}y", "xdy"},
                 {"${S:-$LATE}", "set"},
                 {"'${U:-d}'", "${U:-d}"},
                 {"${U:-/*?}", "/*?"},
                 {"${E-${E:-d}}", ""},
                 {"${U:-\xED\x95\x9C}", "\xED\x95\x9C"}});
}

TEST(ExpandTable, AlternativesWhenSet) {
    expect_rows({{"${S+a}", "a"},
                 {"${E+a}", "a"},
                 {"${U+a}", ""},
                 {"${S:+a}", "a"},
                 {"${E:+a}", ""},
                 {"${U:+a}", ""},
                 {"${S+}", ""},
                 {"${S:+}", ""},
                 {"${S:+$S}", "set"},
                 {"${S:+-$S}", "-set"},
                 {"${S:+${E:-x}}", "x"},
                 {"${S:++}", "+"},
                 {"${S:+a b}", "a b"},
                 {"${S:+:$S}", ":set"},
                 {"/x${U:+:$U}", "/x"},
                 {"/x${S:+:$S}", "/x:set"},
                 {"${S:+'a b'}", "a b"},
                 {"${U:+$S}", ""}});
}

TEST(ExpandTable, MessagesWhenMissing) {
    expect_rows({{"${S?m}", "set"},
                 {"${E?m}", ""},
                 {"${U?m}", nullptr},
                 {"${U?}", nullptr},
                 {"${S:?m}", "set"},
                 {"${E:?m}", nullptr},
                 {"${U:?m}", nullptr},
                 {"${E:?}", nullptr},
                 {"${U:?$S}", nullptr},
                 {"${S:?'}'}", "set"}});
    EXPECT_EQ(expand("${U:?say $S}", '\\', Fixed()).error, "U: say set");
    EXPECT_EQ(expand("${U?}", '\\', Fixed()).error, "U: is not allowed to be unset");
    EXPECT_EQ(expand("${E:?}", '\\', Fixed()).error, "E: is not allowed to be empty");
}

TEST(ExpandTable, WhatBuildKitRefuses) {
    expect_rows(
        {{"${", nullptr},        {"${S", nullptr},       {"a${S", nullptr},    {"${}", nullptr},
         {"${:}", nullptr},      {"${:-x}", nullptr},    {"${{", nullptr},     {"${{S}}", nullptr},
         {"${S:}", nullptr},     {"${S:", nullptr},      {"${S:-", nullptr},   {"${S:-x", nullptr},
         {"${S:-'}", nullptr},   {"${S:-${U}", nullptr}, {"${S=x}", nullptr},  {"${S:=x}", nullptr},
         {"${S^}", nullptr},     {"${S^^}", nullptr},    {"${S,,}", nullptr},  {"${S@Q}", nullptr},
         {"${S:0:1}", nullptr},  {"${S:1}", nullptr},    {"${S[0]}", nullptr}, {"${S[@]}", nullptr},
         {"${#S}", nullptr},     {"${!S}", nullptr},     {"${ S}", nullptr},   {"${S }", nullptr},
         {"${.}", nullptr},      {"${S.x}", nullptr},    {"${S!x}", nullptr},  {"\"${S\"", nullptr},
         {"${'S'}", nullptr},    {"${S#", nullptr},      {"${S%x", nullptr},   {"${a-b", nullptr},
         {"\"${U:-\"}", nullptr}});
}

TEST(ExpandTable, ABacktickTakesThePlaceOfTheBackslash) {
    expect_rows({{"C:\\x\\y", "C:\\x\\y"},
                 {"C:\\$S", "C:\\set"},
                 {"\\\\", "\\\\"},
                 {"a\\", "a\\"},
                 {"`$S", "$S"},
                 {"``", "`"},
                 {"`a", "a"},
                 {"a`", "a"},
                 {"a` b", "a b"},
                 {"`'a", "'a"},
                 {"\"`$S\"", "$S"},
                 {"\"`\"\"", "\""},
                 {"\"``\"", "`"},
                 {"\"`a\"", "`a"},
                 {"\"\\$S\"", "\\set"},
                 {"'`a'", "`a"},
                 {"${U:-`}}", "}"},
                 {"${U:-C:\\x}", "C:\\x"},
                 {"${DIR}\\bin", "C:\\Program Files\\bin"},
                 {"$DIR;$S", "C:\\Program Files;set"},
                 {"${P#\\/}", "a/b/c.tar.gz"},
                 {"${STARS#a\\*}", "b*c"},
                 {"\"a`", nullptr},
                 {"\"a`\"", nullptr},
                 {"\"a\\\"", "a\\"}},
                '`');
}

TEST(ExpandTable, UnknownStaysUnknown) {
    for (const char* word : {"$LATER", "x${LATER}", "${LATER:-d}", "${LATER-d}", "${LATER:+d}",
                             "${LATER?m}", "${LATER:?m}", "${LATER#x}", "${LATER/x/y}",
                             "${U:-$LATER}", "${S#$LATER}", "${S/e/$LATER}", "\"$LATER\""}) {
        EXPECT_EQ(shown(word, '\\'), "unknown") << word;
    }
    EXPECT_EQ(shown("'$LATER'", '\\'), "[$LATER]");
    EXPECT_EQ(shown("\\$LATER", '\\'), "[$LATER]");
    EXPECT_EQ(shown("$LATER${", '\\'), "error") << "a mistake is one whatever the value";
}

TEST(ExpandTable, WordsAreSplitAfterExpansion) {
    using Words = std::vector<std::string>;
    const struct {
        const char* word;
        Words expected;
    } rows[] = {
        {"", {}},
        {"80", {"80"}},
        {"80 443", {"80", "443"}},
        {"  80\t443 ", {"80", "443"}},
        {"$PORTS", {"80", "443"}},
        {"1$PORTS", {"180", "443"}},
        {"${PORTS}1", {"80", "4431"}},
        {"$PORTS$PORTS", {"80", "44380", "443"}},
        {"$BLANKS", {"a", "b"}},
        {"x${BLANKS}y", {"x", "a", "b", "y"}},
        {"\"$PORTS\"", {"80 443"}},
        {"'80 443'", {"80 443"}},
        {"80\\ 443", {"80 443"}},
        {"8'0 4'43", {"80 443"}},
        {"$U", {}},
        {"$E $S", {"set"}},
        {"''", {}},
        {"\"\" a", {"a"}},
        {"${U:-1 2}", {"1", "2"}},
        {"${U:-'1 2'}", {"1", "2"}},
        {"a\xC2\xA0"
         "b",
         {"a", "b"}},
        {"$PORTS/udp", {"80", "443/udp"}},
        // What BuildKit reads behind an operator takes the place of the word so far.
        {"80${U:-90}", {"90"}},
        {"${U:-80}-${U:-90}/tcp", {"90/tcp"}},
        {"70 80${U:-9 0}1", {"70", "9", "01"}},
        {"80\"${U:-90}\"", {"90"}},
        {"80${S#s}", {"et"}},
        {"80${S/e/x}", {"sxt"}},
        {"80${S}${U}", {"80set"}},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(expand_words(row.word, '\\', Fixed()).words, row.expected) << row.word;
    }
    EXPECT_EQ(expand_words("$LATER", '\\', Fixed()).words, std::nullopt);
    EXPECT_EQ(expand_words("'", '\\', Fixed()).words, std::nullopt);
    EXPECT_FALSE(expand_words("'", '\\', Fixed()).error.empty());
}

TEST(ExpandTable, HeredocBodiesKeepQuotesAndLoseBackslashes) {
    const struct {
        const char* body;
        const char* expected;
    } rows[] = {
        {"it's $S\n", "it's set\n"},
        {"\"$S\"\n", "\"set\"\n"},
        {"'$S'\n", "'set'\n"},
        {"a\\nb\n", "anb\n"},
        {"\\$S\n", "$S\n"},
        {"\\\\n\n", "\\n\n"},
        {"a \\\nb\n", "a \nb\n"},
        {"${U:-\"x\"}\n", "\"x\"\n"},
        {"$(pwd) `id`\n", "$(pwd) `id`\n"},
        {"$U\n", "\n"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(expand_heredoc(row.body, Fixed()).text, row.expected) << row.body;
    }
    EXPECT_FALSE(expand_heredoc("${", Fixed()).error.empty());
}

TEST(ExpandTable, UsesAreNamedWhateverComesOfThem) {
    const std::string word = "$S '$N' x${U}y${U:-$V} ${P##${E}} \\$N $$ $";
    std::vector<Use> uses;
    const Expanded expanded = expand(word, '\\', Fixed(), &uses);
    EXPECT_TRUE(expanded.text);
    std::string all;
    for (const Use& use : uses) {
        const char* state = use.state == Variable::State::unset ? "-" : "+";
        all += std::string(use.name) + state + word.substr(use.at.begin, use.at.size()) + " ";
    }
    EXPECT_EQ(all, "S+$S U-${U} V-$V U-U E+${E} P+P $-$$ ");
}

} // namespace dflint::dockerfile::test
