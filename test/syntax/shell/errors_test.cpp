// SPDX-License-Identifier: Apache-2.0
#include "outline.h"

#include <gtest/gtest.h>

namespace dflint::shell {

namespace {

struct Case {
    std::string_view text;
    std::string_view mistake;
};

void expect_mistakes(std::initializer_list<Case> cases, Dialect dialect = Dialect::posix) {
    for (const Case& each : cases)
        EXPECT_EQ(mistake(each.text, dialect), each.mistake) << each.text;
}

} // namespace

TEST(ShellErrors, PointToWhatIsNeverClosed) {
    expect_mistakes({
        {"a 'b", "this single quote is never closed @2-3"},
        {R"(a "b)", "this double quote is never closed @2-3"},
        {"a `b", "this backtick is never closed @2-3"},
        {"a $(b", "`$(` is never closed by `)` @2-4"},
        {"a ${b", "`${` is never closed by `}` @2-4"},
        {"(a", "`(` is never closed by `)` @0-1"},
        {"{ a;", "`{` is never followed by its `}` @0-1"},
        {"if a; then b", "`if` is never followed by its `fi` @0-2"},
        {"while a; do b", "`do` is never followed by its `done` @9-11"},
        {"for x in a; do b", "`do` is never followed by its `done` @12-14"},
        {"case x in", "`case` is never followed by its `esac` @0-4"},
        {"case x in a) b", "`case` is never followed by its `esac` @0-4"},
        {"a $'b", "this `$'` quote is never closed @2-4"},
        {"[[ a", "`[[` is never closed by `]]` @0-2"},
        {"b=(c", "`(` of an array is never closed by `)` @2-3"},
    });
}

TEST(ShellErrors, PointToWhatClosesNothing) {
    expect_mistakes({
        {"a )", "`)` without a `(` @2-3"},
        {"}", "`}` without a `{` @0-1"},
        {"fi", "`fi` without an `if` @0-2"},
        {"a; done", "`done` without a loop @3-7"},
        {"then a", "`then` without an `if` @0-4"},
        {"esac", "`esac` without a `case` @0-4"},
        {"a; in b", "`in` without a `for` or a `case` @3-5"},
        {"a;; b", "`;;` without a `case` @1-3"},
        {"( a; fi )", "`fi` without an `if` @5-7"},
    });
}

TEST(ShellErrors, PointToWhatHasNoCommand) {
    expect_mistakes({
        {"a &&", "`&&` is followed by no command @2-4"},
        {"a && ; b", "`;` where a command is expected @5-6"},
        {"a |", "`|` is followed by no command @2-3"},
        {"a ||\n", "`||` is followed by no command @2-4"},
        {"!", "`!` is followed by no command @0-1"},
        {"if ; then a; fi", "`;` where a command is expected @3-4"},
        {"while a; do done", "`do` is followed by no command @9-11"},
        {"()", "`(` is followed by no command @0-1"},
        {"{ }", "`{` is followed by no command @0-1"},
        {"; a", "`;` where a command is expected @0-1"},
        {"a; ; b", "`;` where a command is expected @3-4"},
        {"& a", "`&` where a command is expected @0-1"},
        {"f()", "function `f` has no body @0-1"},
        {"a | ! b", "`!` inside a pipeline: it stands before all of it @4-5"},
    });
}

TEST(ShellErrors, PointToParenthesesInCommands) {
    expect_mistakes({
        {"a b (c)", "`(` in the middle of a command @4-5"},
        {"Write-Host ('a')", "`(` in the middle of a command @11-12"},
        {"a $x (b)", "`(` in the middle of a command @5-6"},
        {"f(x)", "`(` in the middle of a command @1-2"},
    });
}

TEST(ShellErrors, PointToMissingSeparators) {
    expect_mistakes({
        {"(a) b", "`b` follows a finished command: `;`, `&` or a line end is missing between @4-5"},
        {"{ a; } b",
         "`b` follows a finished command: `;`, `&` or a line end is missing between @7-8"},
        {"if a; then b; fi c",
         "`c` follows a finished command: `;`, `&` or a line end is missing between @17-18"},
    });
}

TEST(ShellErrors, PointToBodiesOfFunctionsThatBashDoesNotTake) {
    expect_mistakes({{"f() a b", "bash takes a compound command such as `{ ...; }` for the body of "
                                 "`f` @4-5"}},
                    Dialect::bash);
    expect_mistakes({{"f() a b", ""}});
}

TEST(ShellErrors, PointToWrongKeywords) {
    expect_mistakes({
        {"if a; do b; fi", "`do` where `then` is expected @6-8"},
        {"while a; then b; done", "`then` where `do` is expected @9-13"},
        {"for x in a do b; done", "`done` where `do` is expected @17-21"},
        {"if a; then b; done", "`done` where `fi` is expected @14-18"},
        {"case x a) b;; esac", "`a` where `in` is expected @7-8"},
        {"case x in a b) c;; esac", "`b` where `)` is expected behind a pattern of `case` @12-13"},
    });
}

TEST(ShellErrors, PointToRedirectsWithoutATarget) {
    expect_mistakes({
        {"a >", "`>` is followed by no word @2-3"},
        {"a > ;", "`>` is followed by no word @2-3"},
        {"a <<\nb", "`<<` is followed by no word @2-4"},
        {"a 2>&", "`>&` is followed by no word @3-5"},
        {"a >2>&1", "`>` is followed by no word: `2` belongs to the operator behind it @2-3"},
    });
}

TEST(ShellErrors, PointToHeredocsThatDoNotEnd) {
    expect_mistakes({
        {"a <<E", "the heredoc has no body: no line follows @2-5"},
        {"a <<E\nb\n E\n", "the heredoc ends nowhere: no line is `E` @2-5"},
    });
}

TEST(ShellErrors, PointToBadExpansions) {
    expect_mistakes({
        {"${}", "`${}` is no parameter expansion of a shell @0-3"},
        {"a ${b c} d", "`${b c}` is no parameter expansion of a shell @2-8"},
        {"${{a}}", "`${{a}` is no parameter expansion of a shell @0-5"},
        {"${:x}", "`${:x}` is no parameter expansion of a shell @0-5"},
        {"${a*}", "`${a*}` is no parameter expansion of a shell @0-5"},
    });
}

TEST(ShellErrors, PointToBadTests) {
    expect_mistakes({
        {"[[ ]]", "`[[` is followed by no expression @0-2"},
        {"[[ a == ]]", "`]]` where an operand of `[[` is expected @8-10"},
        {"[[ a b c ]]", "`b` is no operator of `[[` @5-6"},
        {"[[ ( a ]]", "`(` is never closed by `)` @3-4"},
        {"[[ a && ]]", "`]]` where an operand of `[[` is expected @8-10"},
    });
}

TEST(ShellErrors, PointIntoEscapedBackticks) {
    expect_mistakes({
        {R"(`a \`b' \``)", "this single quote is never closed @6-7"},
    });
}

} // namespace dflint::shell
