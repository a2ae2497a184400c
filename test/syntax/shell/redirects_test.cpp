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

TEST(ShellRedirects, HaveOperatorsAndDescriptors) {
    expect_outlines({
        {"cat <a >b 2>&1 3>>c <>d >|e",
         "{cmd 0-27 cat@0-3 [<@4-6 a@5-6] [>@7-9 b@8-9] [2>&@10-14 1@13-14] [3>>@15-19 c@18-19] "
         "[<>@20-23 d@22-23] [>|@24-27 e@26-27]}"},
        {"a >&2 <&-", "{cmd 0-9 a@0-1 [>&@2-5 2@4-5] [<&@6-9 -@8-9]}"},
        {"cat <<<x", "{cmd 0-8 cat@0-3 [<<<@4-8 x@7-8]}"},
        {"a 2 >b", "{cmd 0-6 a@0-1 2@2-3 [>@4-6 b@5-6]}"},
    });
}

TEST(ShellRedirects, StandAnywhere) {
    expect_outlines({
        {">x a b", "{cmd 0-6 a@3-4 b@5-6 [>@0-2 x@1-2]}"},
        {"a >x b", "{cmd 0-6 a@0-1 b@5-6 [>@2-4 x@3-4]}"},
        {"> x", "{cmd 0-3 [>@0-3 x@2-3]}"},
    });
}

TEST(ShellRedirects, FollowCompoundCommands) {
    expect_outlines({
        {"(a) >x", "{subshell 0-6 ( [>@4-6 x@5-6] {seq 1-2 {cmd 1-2 a@1-2}}}"},
        {"if a; then b; fi <x 2>y", "{if 0-23 if [<@17-19 x@18-19] [2>@20-23 y@22-23] {seq 3-5 "
                                    "{cmd 3-4 a@3-4};} {seq 11-13 {cmd 11-12 b@11-12};}}"},
        {"{ a; } >x | b", "{pipe 0-13 {group 0-9 { [>@7-9 x@8-9] {seq 2-4 {cmd 2-3 a@2-3};}} "
                          "|@10-11 {cmd 12-13 b@12-13}}"},
    });
}

TEST(ShellRedirects, OfBothStreamsBelongToBash) {
    expect_outlines(
        {
            {"a &>b &>>c", "{cmd 0-10 a@0-1 [&>@2-5 b@4-5] [&>>@6-10 c@9-10]}"},
            {"a {fd}>b", "{cmd 0-8 a@0-1 [{fd}>@2-8 b@7-8]}"},
        },
        Dialect::bash);
}

TEST(ShellRedirects, OfBothStreamsAreTwoCommandsToPosix) {
    expect_outlines({
        {"a &> b", "{cmd 0-1 a@0-1 background}& {cmd 3-6 [>@3-6 b@5-6]}"},
    });
}

TEST(ShellRedirects, OfHeredocsHaveBodies) {
    expect_outlines({
        {"cat <<E\na\nE\nb",
         R"({cmd 0-7 cat@0-3 [<<@4-7 E@6-7 8-10 10-11]}\n {cmd 12-13 b@12-13})"},
        {"cat <<-E\n\ta\n\tE\n", R"({cmd 0-8 cat@0-3 [<<-@4-8 E@7-8 9-12 12-14]}\n)"},
        {"cat <<'E' >x\n$a\nE\n",
         R"({cmd 0-12 cat@0-3 [<<@4-9 E@6-9q 13-16 16-17 literal] [>@10-12 x@11-12]}\n)"},
        {"cat <<E\n$a `b` \\$c\nE\n",
         R"({cmd 0-7 cat@0-3 [<<@4-7 E@6-7 8-19 19-20<a@8-10q><command@11-14q {seq 12-13 {cmd 12-13 b@12-13}}>]}\n)"},
    });
}

TEST(ShellRedirects, OfSeveralHeredocsHaveTheirBodiesInOrder) {
    expect_outlines({
        {"a <<E <<F; b\n1\nE\n2\nF\nc",
         R"({cmd 0-9 a@0-1 [<<@2-5 E@4-5 13-15 15-16] [<<@6-9 F@8-9 17-19 19-20]}; {cmd 11-12 b@11-12}\n {cmd 21-22 c@21-22})"},
        {"a <<E &&\n1\nE\nb",
         "{and_or 0-14 {cmd 0-5 a@0-1 [<<@2-5 E@4-5 9-11 11-12]} &&@6-8 {cmd 13-14 b@13-14}}"},
    });
}

TEST(ShellRedirects, OfHeredocsWorkInsideSubstitutions) {
    expect_outlines({
        {"a \"$(b <<E\nc\nE\n)\"", "{cmd 0-17 a@0-1 $(b <<E\nc\nE\n)@2-17q<command@3-16q {seq 5-10 "
                                   "{cmd 5-10 b@5-6 [<<@7-10 E@9-10 11-13 13-14]}\\n}>}"},
    });
}

TEST(ShellRedirects, OfHeredocsJoinLinesBeforeTheyLookForTheEnd) {
    expect_outlines({
        {"cat <<E\na\\\nE\nE\nb",
         R"({cmd 0-7 cat@0-3 [<<@4-7 E@6-7 8-13 13-14]}\n {cmd 15-16 b@15-16})"},
        {"cat <<E\na\\\\\nE\nb",
         R"({cmd 0-7 cat@0-3 [<<@4-7 E@6-7 8-12 12-13]}\n {cmd 14-15 b@14-15})"},
        {"cat <<EF\nE\\\nF\nb",
         R"({cmd 0-8 cat@0-3 [<<@4-8 EF@6-8 9-9 9-13]}\n {cmd 14-15 b@14-15})"},
        {"cat <<'E'\na\\\nE\nb",
         R"({cmd 0-9 cat@0-3 [<<@4-9 E@6-9q 10-13 13-14 literal]}\n {cmd 15-16 b@15-16})"},
        {"cat <<-E\n\ta\\\n\tE\n\tE\n", R"({cmd 0-8 cat@0-3 [<<-@4-8 E@7-8 9-16 16-18]}\n)"},
    });
}

TEST(ShellRedirects, OfHeredocsEndAtCrLf) {
    expect_outlines({
        {"cat <<E\r\na\r\nE\r\nb",
         R"({cmd 0-7 cat@0-3 [<<@4-7 E@6-7 9-12 12-13]}\n {cmd 15-16 b@15-16})"},
    });
}

} // namespace dflint::shell
