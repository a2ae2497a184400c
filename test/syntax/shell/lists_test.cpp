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

TEST(ShellLists, EndCommands) {
    expect_outlines({
        {"a;b & c", "{cmd 0-1 a@0-1}; {cmd 2-3 b@2-3 background}& {cmd 6-7 c@6-7}"},
        {"a\nb\n\nc", R"({cmd 0-1 a@0-1}\n {cmd 2-3 b@2-3}\n {cmd 5-6 c@5-6})"},
        {"a; # b\nc", "{cmd 0-1 a@0-1}; {cmd 7-8 c@7-8}"},
        {"a;", "{cmd 0-1 a@0-1};"},
    });
}

TEST(ShellLists, JoinCommands) {
    expect_outlines({
        {"a && b || c",
         "{and_or 0-11 {cmd 0-1 a@0-1} &&@2-4 {cmd 5-6 b@5-6} ||@7-9 {cmd 10-11 c@10-11}}"},
        {"a |b", "{pipe 0-4 {cmd 0-1 a@0-1} |@2-3 {cmd 3-4 b@3-4}}"},
        {"a | b |& c",
         "{pipe 0-10 {cmd 0-1 a@0-1} |@2-3 {cmd 4-5 b@4-5} |&@6-8 {cmd 9-10 c@9-10}}"},
        {"a &&\n\n# c\nb", "{and_or 0-11 {cmd 0-1 a@0-1} &&@2-4 {cmd 10-11 b@10-11}}"},
        {"a | b && c | d", "{and_or 0-14 {pipe 0-5 {cmd 0-1 a@0-1} |@2-3 {cmd 4-5 b@4-5}} &&@6-8 "
                           "{pipe 9-14 {cmd 9-10 c@9-10} |@11-12 {cmd 13-14 d@13-14}}}"},
    });
}

TEST(ShellLists, Negate) {
    expect_outlines({
        {"! a", "{cmd ! 0-3 a@2-3}"},
        {"! a | b", "{pipe ! 0-7 {cmd 2-3 a@2-3} |@4-5 {cmd 6-7 b@6-7}}"},
        {"! a && ! b", "{and_or 0-10 {cmd ! 0-3 a@2-3} &&@4-6 {cmd ! 7-10 b@9-10}}"},
        {"!a", "{cmd 0-2 !a@0-2}"},
    });
}

TEST(ShellLists, AreTimedByBash) {
    expect_outlines(
        {
            {"time a | b", "{time 0-10 time {pipe 5-10 {cmd 5-6 a@5-6} |@7-8 {cmd 9-10 b@9-10}}}"},
            {"time -p a; b", "{time 0-9 time {cmd 8-9 a@8-9}}; {cmd 11-12 b@11-12}"},
            {"time", "{time 0-4 time}"},
        },
        Dialect::bash);
}

TEST(ShellLists, AreTimedByOthersWhenNothingElseFits) {
    expect_outlines({
        {"time a", "{cmd 0-6 time@0-4 a@5-6}"},
        {"time { a; }", "{time 0-11 time {group 5-11 { {seq 7-9 {cmd 7-8 a@7-8};}}}"},
    });
}

} // namespace dflint::shell
