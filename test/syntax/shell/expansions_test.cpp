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

TEST(ShellExpansions, NameParameters) {
    expect_outlines({
        {"$a ${b} $1 ${10} $@ $$ $?",
         "{cmd 0-25 $a@0-2<a@0-2> ${b}@3-7<b@3-7> $1@8-10<1@8-10> ${10}@11-16<10@11-16> "
         "$@@17-19<@@17-19> $$@20-22<$@20-22> $?@23-25<?@23-25>}"},
        {R"($ "$" a$)", "{cmd 0-8 $@0-1 $@2-5q a$@6-8}"},
        {"${#a} ${#} ${#-x} ${!a}", "{cmd 0-23 ${#a}@0-5<a #@0-5> ${#}@6-10<#@6-10> ${#-x}@11-17<# "
                                    "-@11-17> ${!a}@18-23<a !@18-23>}"},
    });
}

TEST(ShellExpansions, HaveOperators) {
    expect_outlines({
        {"${a:-b} ${a=b} ${a%%.*} ${a##x}",
         "{cmd 0-31 ${a:-b}@0-7<a :-@0-7> ${a=b}@8-14<a =@8-14> ${a%%.*}@15-23<a %%@15-23> "
         "${a##x}@24-31<a ##@24-31>}"},
        {"${a:1:2} ${a/x/y} ${a//x/y} ${a^^} ${a@Q}",
         "{cmd 0-41 ${a:1:2}@0-8<a :@0-8> ${a/x/y}@9-17<a /@9-17> ${a//x/y}@18-27<a //@18-27> "
         "${a^^}@28-34<a ^^@28-34> ${a@Q}@35-41<a @@35-41>}"},
    });
}

TEST(ShellExpansions, Nest) {
    expect_outlines({
        {"${a:-${b}c$d}", "{cmd 0-13 ${a:-${b}c$d}@0-13<a :-@0-13><b@5-9><d@10-12>}"},
        {R"("${a:-"b c"}")", R"({cmd 0-13 ${a:-"b c"}@0-13q<a :-@1-12q>})"},
        {"${a:-'}'}", "{cmd 0-9 ${a:-'}'}@0-9<a :-@0-9>}"},
        {R"("${a:-it's}")", "{cmd 0-12 ${a:-it's}@0-12q<a :-@1-11q>}"},
        {"${a[1]} ${a[$i]:-x}",
         "{cmd 0-19 ${a[1]}@0-7<a@0-7> ${a[$i]:-x}@8-19<a :-@8-19><i@12-14>}"},
    });
}

TEST(ShellExpansions, RunCommands) {
    expect_outlines({
        {"$(a b | c)", "{cmd 0-10 $(a b | c)@0-10<command@0-10 {seq 2-9 {pipe 2-9 {cmd 2-5 a@2-3 "
                       "b@4-5} |@6-7 {cmd 8-9 c@8-9}}}>}"},
        {"`a`", "{cmd 0-3 `a`@0-3<command@0-3 {seq 1-2 {cmd 1-2 a@1-2}}>}"},
        {R"~("$(a "b $(c)")")~",
         R"~({cmd 0-15 $(a "b $(c)")@0-15q<command@1-14q {seq 3-13 {cmd 3-13 a@3-4 b $(c)@5-13q<command@8-12q {seq 10-11 {cmd 10-11 c@10-11}}>}}>})~"},
        {"$(a\nb\n)",
         "{cmd 0-7 $(a\nb\n)@0-7<command@0-7 {seq 2-5 {cmd 2-3 a@2-3}\\n {cmd 4-5 b@4-5}\\n}>}"},
        {"$((a); b)", "{cmd 0-9 $((a); b)@0-9<command@0-9 {seq 2-8 {subshell 2-5 ( {seq 3-4 {cmd "
                      "3-4 a@3-4}}}; {cmd 7-8 b@7-8}}>}"},
        {"$( (a) )", "{cmd 0-8 $( (a) )@0-8<command@0-8 {seq 3-6 {subshell 3-6 ( {seq 4-5 {cmd 4-5 "
                     "a@4-5}}}}>}"},
        {"$(case x in a) b;; esac)",
         "{cmd 0-24 $(case x in a) b;; esac)@0-24<command@0-24 {seq 2-23 {case 2-23 case x@7-8 "
         "{item 12-16 a@12-13 {seq 15-16 {cmd 15-16 b@15-16}}};;}}>}"},
    });
}

TEST(ShellExpansions, RunCommandsInEscapedBackticks) {
    expect_outlines({
        {R"(`a \`b\` \$c`)",
         R"({cmd 0-13 `a \`b\` \$c`@0-13<command@0-13 {seq 1-12 {cmd 1-12 a@1-2 `b`@4-8<command@4-8 {seq 5-6 {cmd 5-6 b@5-6}}> $c@10-12<c@10-12>}}>})"},
        {R"("`a \"b\"`")",
         R"({cmd 0-11 `a \"b\"`@0-11q<command@1-10q {seq 2-9 {cmd 2-9 a@2-3 b@5-9q}}>})"},
        {R"(`a \`b \\\`c\\\`\``)",
         R"({cmd 0-19 `a \`b \\\`c\\\`\``@0-19<command@0-19 {seq 1-18 {cmd 1-18 a@1-2 `b \`c\``@4-18<command@4-18 {seq 5-16 {cmd 5-16 b@5-6 `c`@10-16<command@10-16 {seq 11-12 {cmd 11-12 c@11-12}}>}}>}}>})"},
    });
}

TEST(ShellExpansions, Calculate) {
    expect_outlines({
        {"$((1 + $x)) $((a*(b+1)))", "{cmd 0-24 $((1 + $x))@0-11<arithmetic@0-11><x@7-9> "
                                     "$((a*(b+1)))@12-24<arithmetic@12-24>}"},
    });
}

TEST(ShellExpansions, CalculateTheOldWayInBash) {
    expect_outlines(
        {
            {"$[1+$x]", "{cmd 0-7 $[1+$x]@0-7<arithmetic@0-7><x@4-6>}"},
        },
        Dialect::bash);
}

TEST(ShellExpansions, PassFilesOfProcesses) {
    expect_outlines({
        {"diff <(a) >(b) c<(d)",
         "{cmd 0-20 diff@0-4 <(a)@5-9<process@5-9 {seq 7-8 {cmd 7-8 a@7-8}}> "
         ">(b)@10-14<process@10-14 {seq 12-13 {cmd 12-13 b@12-13}}> c<(d)@15-20<process@16-20 {seq "
         "18-19 {cmd 18-19 d@18-19}}>}"},
    });
}

} // namespace dflint::shell
