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

TEST(ShellCompounds, Group) {
    expect_outlines({
        {"(a; b)", "{subshell 0-6 ( {seq 1-5 {cmd 1-2 a@1-2}; {cmd 4-5 b@4-5}}}"},
        {"{ a; b; }", "{group 0-9 { {seq 2-7 {cmd 2-3 a@2-3}; {cmd 5-6 b@5-6};}}"},
        {"{ { a; } }", "{group 0-10 { {seq 2-8 {group 2-8 { {seq 4-6 {cmd 4-5 a@4-5};}}}}"},
        {"( (a) )", "{subshell 0-7 ( {seq 2-5 {subshell 2-5 ( {seq 3-4 {cmd 3-4 a@3-4}}}}}"},
        {"((a); (b))", "{subshell 0-10 ( {seq 1-9 {subshell 1-4 ( {seq 2-3 {cmd 2-3 a@2-3}}}; "
                       "{subshell 6-9 ( {seq 7-8 {cmd 7-8 b@7-8}}}}}"},
    });
}

TEST(ShellCompounds, Choose) {
    expect_outlines({
        {"if a; then b; fi",
         "{if 0-16 if {seq 3-5 {cmd 3-4 a@3-4};} {seq 11-13 {cmd 11-12 b@11-12};}}"},
        {"if a; then b; elif c; then d; else e; fi",
         "{if 0-40 if {seq 3-5 {cmd 3-4 a@3-4};} {seq 11-13 {cmd 11-12 b@11-12};} {seq 19-21 {cmd "
         "19-20 c@19-20};} {seq 27-29 {cmd 27-28 d@27-28};} {seq 35-37 {cmd 35-36 e@35-36};} "
         "else}"},
        {"if (a) then b; fi", "{if 0-17 if {seq 3-6 {subshell 3-6 ( {seq 4-5 {cmd 4-5 a@4-5}}}} "
                              "{seq 12-14 {cmd 12-13 b@12-13};}}"},
    });
}

TEST(ShellCompounds, Match) {
    expect_outlines({
        {"case $x in a|b) c;; (d) e;; *) esac",
         "{case 0-35 case $x@5-7<x@5-7> {item 11-17 a@11-12 b@13-14 {seq 16-17 {cmd 16-17 "
         "c@16-17}}};; {item 20-25 d@21-22 {seq 24-25 {cmd 24-25 e@24-25}}};; {item 28-31 *@28-29g "
         "{seq 31-31}}}"},
        {"case x in\n a)\n  b\n  ;;\nesac",
         R"({case 0-27 case x@5-6 {item 11-20 a@11-12 {seq 16-17 {cmd 16-17 b@16-17}\n}};;})"},
        {"case x in esac", "{case 0-14 case x@5-6}"},
        {"case x in a) b; esac",
         "{case 0-20 case x@5-6 {item 10-16 a@10-11 {seq 13-15 {cmd 13-14 b@13-14};}}}"},
    });
}

TEST(ShellCompounds, MatchOnInBash) {
    expect_outlines({
        {"case x in a) b;& c) d;;& esac",
         "{case 0-29 case x@5-6 {item 10-14 a@10-11 {seq 13-14 {cmd 13-14 b@13-14}}};& {item 17-21 "
         "c@17-18 {seq 20-21 {cmd 20-21 d@20-21}}};;&}"},
    });
}

TEST(ShellCompounds, Loop) {
    expect_outlines({
        {"while a; do b; done",
         "{loop 0-19 while {seq 6-8 {cmd 6-7 a@6-7};} {seq 12-14 {cmd 12-13 b@12-13};}}"},
        {"until a; do b; done",
         "{loop 0-19 until {seq 6-8 {cmd 6-7 a@6-7};} {seq 12-14 {cmd 12-13 b@12-13};}}"},
        {"for x in 1 $y; do a; done",
         "{for 0-25 for x@4-5 1@9-10 $y@11-13<y@11-13> {seq 18-20 {cmd 18-19 a@18-19};}}"},
        {"for x; do a; done", "{for 0-17 for x@4-5 {seq 10-12 {cmd 10-11 a@10-11};}}"},
        {"for x\ndo a; done", "{for 0-16 for x@4-5 {seq 9-11 {cmd 9-10 a@9-10};}}"},
        {"for x in\ndo a; done", "{for 0-19 for x@4-5 {seq 12-14 {cmd 12-13 a@12-13};}}"},
    });
}

TEST(ShellCompounds, LoopTheWayOfC) {
    expect_outlines({
        {"for ((i=0; i<$n; i++)); do a; done",
         "{for 0-34 for i=0; i<$n; i++@6-20<n@13-15> {seq 27-29 {cmd 27-28 a@27-28};}}"},
        {"for ((;;)) { a; }", "{for 0-17 for ;;@6-8 {seq 13-15 {cmd 13-14 a@13-14};}}"},
    });
}

TEST(ShellCompounds, Select) {
    expect_outlines({
        {"select x in a; do b; done",
         "{for 0-25 select x@7-8 a@12-13 {seq 18-20 {cmd 18-19 b@18-19};}}"},
        {"select x", "{cmd 0-8 select@0-6 x@7-8}"},
    });
}

TEST(ShellCompounds, DefineFunctions) {
    expect_outlines({
        {"f() { a; }", "{function 0-10 f@0-1 {group 4-10 { {seq 6-8 {cmd 6-7 a@6-7};}}}"},
        {"f ()\n(a)", "{function 0-8 f@0-1 {subshell 5-8 ( {seq 6-7 {cmd 6-7 a@6-7}}}}"},
        {"function f { a; }",
         "{function 0-17 function f@9-10 {group 11-17 { {seq 13-15 {cmd 13-14 a@13-14};}}}"},
        {"function f() { a; } >x", "{function 0-22 function f@9-10 {group 13-22 { [>@20-22 "
                                   "x@21-22] {seq 15-17 {cmd 15-16 a@15-16};}}}"},
        {"f() if a; then b; fi", "{function 0-20 f@0-1 {if 4-20 if {seq 7-9 {cmd 7-8 a@7-8};} {seq "
                                 "15-17 {cmd 15-16 b@15-16};}}}"},
    });
}

TEST(ShellCompounds, RunBeside) {
    expect_outlines(
        {
            {"coproc a b", "{coproc 0-10 coproc {cmd 7-10 a@7-8 b@9-10}}"},
            {"coproc X while a; do b; done",
             "{coproc 0-28 coproc X@7-8 {loop 9-28 while {seq 15-17 {cmd 15-16 a@15-16};} {seq "
             "21-23 {cmd 21-22 b@21-22};}}}"},
            {"coproc X # { a; }", "{coproc 0-17 coproc {cmd 7-8 X@7-8}}"},
            {"coproc X { a; }",
             "{coproc 0-15 coproc X@7-8 {group 9-15 { {seq 11-13 {cmd 11-12 a@11-12};}}}"},
        },
        Dialect::bash);
}

TEST(ShellCompounds, KnowTheirWordsInCommandPositionOnly) {
    expect_outlines({
        {"echo if then fi", "{cmd 0-15 echo@0-4 if@5-7 then@8-12 fi@13-15}"},
        {"if=1 then", "{cmd 0-9 [if=@0-4 1@3-4] then@5-9}"},
        {"'if' a", "{cmd 0-6 if@0-4q a@5-6}"},
        {"{a }", "{cmd 0-4 {a@0-2 }@3-4}"},
    });
}

TEST(ShellCompounds, Test) {
    expect_outlines({
        {"[[ -f x && ! ( $a == b* ) || c =~ ^(x|y)$ ]]",
         "{test 0-44 [[ -f@3-5 x@6-7 &&@8-10 !@11-12 (@13-14 $a@15-17<a@15-17> ==@18-20 b*@21-23g "
         ")@24-25 ||@26-28 c@29-30 =~@31-33 ^(x|y)$@34-41g}"},
        {"[[ a < b\n&& -z \"\" ]] && c", "{and_or 0-25 {test 0-20 [[ a@3-4 <@5-6 b@7-8 &&@9-11 "
                                         "-z@12-14 @15-17q} &&@21-23 {cmd 24-25 c@24-25}}"},
        {"[[ x ]]", "{test 0-7 [[ x@3-4}"},
        {"[ a ]", "{cmd 0-5 [@0-1 a@2-3 ]@4-5}"},
    });
}

TEST(ShellCompounds, CalculateInBoth) {
    expect_outlines(
        {
            {"((i++ + $(a)))",
             "{arithmetic 0-14 (( i++ + $(a)@2-12<command@8-12 {seq 10-11 {cmd 10-11 a@10-11}}>}"},
        },
        Dialect::bash);
}

} // namespace dflint::shell
