// SPDX-License-Identifier: Apache-2.0
#include "outline.h"

#include <gtest/gtest.h>

namespace dflint::shell {

namespace {

struct Case {
    std::string_view text;
    std::string_view outline;
};

void expect_outlines(std::initializer_list<Case> cases, Dialect dialect = Dialect::posix) {
    for (const Case& each : cases)
        EXPECT_EQ(outline(each.text, dialect), each.outline) << each.text;
}

} // namespace

TEST(ShellWords, EndAtBlanksAndOperators) {
    expect_outlines({
        {"ls -l  /tmp", "{cmd 0-11 ls@0-2 -l@3-5 /tmp@7-11}"},
        {"a;b", "{cmd 0-1 a@0-1}; {cmd 2-3 b@2-3}"},
        {"a\\\n b", "{cmd 0-5 a@0-3 b@4-5}"},
        {"a\\\nb", "{cmd 0-4 ab@0-4}"},
    });
}

TEST(ShellWords, LoseTheirQuotes) {
    expect_outlines({
        {"echo 'a b'", "{cmd 0-10 echo@0-4 a b@5-10q}"},
        {R"(echo "a b"'c'\d)", "{cmd 0-15 echo@0-4 a bcd@5-15q}"},
        {R"(echo a\ b)", "{cmd 0-9 echo@0-4 a b@5-9q}"},
        {R"(echo "a\"b\$c\d")", R"({cmd 0-16 echo@0-4 a"b$c\d@5-16q})"},
        {"echo ''", "{cmd 0-7 echo@0-4 @5-7q}"},
        {R"(echo $"hi")", "{cmd 0-10 echo@0-4 hi@5-10q}"},
        {R"(echo $'a\tb\x41\u00e9')", "{cmd 0-22 echo@0-4 a\tbA\u00e9@5-22q}"},
    });
}

TEST(ShellWords, AreSlicesOfTheTextWherePossible) {
    expect_outlines({
        {R"("torch==${V}")", "{cmd 0-13 torch==${V}@0-13q<V@8-12q>}"},
        {"pip install 'a>=1'", "{cmd 0-18 pip@0-3 install@4-11 a>=1@12-18q}"},
    });
}

TEST(ShellWords, NoticePatterns) {
    expect_outlines({
        {"ls *.c [ab] [ x", "{cmd 0-15 ls@0-2 *.c@3-6g [ab]@7-11g [@12-13 x@14-15}"},
        {"{a,b} {a} {1..3}", "{cmd 0-16 {a,b}@0-5g {a}@6-9 {1..3}@10-16g}"},
        {R"('*' "?" '{a,b}' \*)", "{cmd 0-18 *@0-3q ?@4-7q {a,b}@8-15q *@16-18q}"},
        {R"(a{b,"c d"})", "{cmd 0-10 a{b,c d}@0-10qg}"},
    });
}

TEST(ShellWords, TakePatternGroups) {
    expect_outlines(
        {
            {"ls !(a|b) x@(c)", "{cmd 0-15 ls@0-2 !(a|b)@3-9g x@(c)@10-15g}"},
        },
        Dialect::bash);
}

TEST(ShellWords, KeepHashesInside) {
    expect_outlines({
        {"echo a#b # c", "{cmd 0-8 echo@0-4 a#b@5-8}"},
        {"#a\nb", "{cmd 3-4 b@3-4}"},
    });
}

TEST(ShellWords, LeaveCommentsAside) {
    const struct {
        std::string_view text;
        std::string_view comments; ///< each between bars
    } rows[] = {
        {"a # b c\nd #e", "|# b c|#e|"},
        {"#a", "|#a|"},
        {"a;#b\n(#c\nd)", "|#b|#c|"},
        {"a &&# b\n#c\nd", "|# b|#c|"},
        {"a # b \\\nc", "|# b \\|"},
        {"a \\\n# b\nc", "|# b|"},
        {"a # b\r\nc", "|# b|"},
        {"$(a # b)\n) `c # d`; (e # f\n)", "|# b)|# d|# f|"},
        {"case a in # b\nc) # d\n;; # e\nesac # f", "|# b|# d|# e|# f|"},
        {"for a in b # c\ndo d # e\ndone", "|# c|# e|"},
        {"a=(b # c\nd)", "|# c|"},
        {"a#b '# c' \"# d\" \\# ${#e} ${f#g} $# $((#))", ""},
        {"a <<E # b\n# c\n$(d # e\n)\nE\n# f", "|# b|# e|# f|"},
        {"[[ a # b\n]]", "|# b|"},
    };
    for (const auto& row : rows) {
        const Script script = parse(row.text, Dialect::bash);
        EXPECT_FALSE(script.error) << row.text;
        std::string comments = script.comments.empty() ? "" : "|";
        for (const Comment& each : script.comments)
            comments.append(row.text.substr(each.at.begin, each.at.size())).append("|");
        EXPECT_EQ(comments, row.comments) << row.text;
    }
}

TEST(ShellWords, AreAssignmentsBeforeTheCommandOnly) {
    expect_outlines({
        {R"(A=1 B="x y" C= cmd D=2)",
         "{cmd 0-22 [A=@0-3 1@2-3] [B=@4-11 x y@6-11q] [C=@12-14] cmd@15-18 D=2@19-22}"},
        {"A=b", "{cmd 0-3 [A=@0-3 b@2-3]}"},
        {"1A=b", "{cmd 0-4 1A=b@0-4}"},
        {"A+=b", "{cmd 0-4 A+=b@0-4}"},
        {">x A=b", "{cmd 0-6 [A=@3-6 b@5-6] [>@0-2 x@1-2]}"},
    });
}

TEST(ShellWords, AreArraysToBash) {
    expect_outlines(
        {
            {"a=(x \"y z\"\n$v # w\n)",
             "{cmd 0-19 [a=@0-19 array x@3-4 y z@5-10q $v@11-13<v@11-13>]}"},
            {"a+=b a[1]=c", "{cmd 0-11 [a+=@0-4 b@3-4] [a=@5-11 c@10-11]}"},
            {"a[$i]=b a[\"x y\"]=c a[b[1]]+=d",
             "{cmd 0-29 [a=@0-7 b@6-7 $i@2-4<i@2-4>] [a=@8-18 c@17-18] [a+=@19-29 d@28-29]}"},
            {"a[$(b c)]=d", "{cmd 0-11 [a=@0-11 d@10-11 $(b c)@2-8<command@2-8 {seq 4-7 {cmd 4-7 "
                            "b@4-5 c@6-7}}>]}"},
            {"a[1]b=c a[ b", "{cmd 0-12 a[1]b=c@0-7g a[@8-10 b@11-12}"},
            {"declare -a x=(1 2) y", "{cmd 0-20 declare@0-7 -a@8-10 x=(1 2)@11-18 y@19-20}"},
        },
        Dialect::bash);
}

TEST(ShellWords, AreArraysToOthersToo) {
    expect_outlines({
        {"a=(x y)", "{cmd 0-7 [a=@0-7 array x@3-4 y@5-6]}"},
    });
}

TEST(ShellWords, KeepBytesThatAreNoText) {
    expect_outlines({
        {"a\rb c", "{cmd 0-5 a\rb@0-3 c@4-5}"},
    });
}

TEST(ShellWords, EndAtCrLf) {
    expect_outlines({
        {"a b\r\nc\r\n", R"({cmd 0-3 a@0-1 b@2-3}\n {cmd 5-6 c@5-6}\n)"},
        {"a \\\r\nb", "{cmd 0-6 a@0-1 b@5-6}"},
    });
}

} // namespace dflint::shell
