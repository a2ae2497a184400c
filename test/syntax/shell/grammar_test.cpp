// SPDX-License-Identifier: Apache-2.0
// Which texts are scripts. Each row was put to `dash -n` or `bash -O extglob -n`, which agree, but
// for the rows of `[[` that bash reports without a failing status.
#include "dflint/syntax/shell/parse.h"
#include "tree_check.h"

#include <gtest/gtest.h>

#include <array>
#include <initializer_list>
#include <span>
#include <string>

namespace dflint::shell {

namespace {

void expect_all(bool are_scripts, std::span<const Dialect> dialects,
                std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) {
        for (const Dialect dialect : dialects) {
            const Script script = parse(text, dialect);
            EXPECT_EQ(!script.error, are_scripts) << text;
            if (script.error && are_scripts) ADD_FAILURE() << script.error->message;
            EXPECT_EQ(TreeCheck::of(script), "") << text;
        }
    }
}

constexpr std::array both = {Dialect::posix, Dialect::bash};
constexpr std::array bash = {Dialect::bash};

} // namespace

TEST(ShellGrammar, WordsAreRead) {
    expect_all(true, both, {"a",        "a\\ b",  "a'b c'd", "\"a$b\"", "\"\\$\\`\\\"\\\\\\n\"",
                            "a\\\nb",   "''",     "\"\"",    "a#b",     "$\"a\"",
                            "{a,b}",    "{1..3}", "~/a",     "a*[!b]?", "a=b",
                            "]",        "a }",    "a {",     "}a",      "{a",
                            "!a",       "a !",    "-",       "a{",      "a'\n'b",
                            "\"a\nb\"", "a\\",    "a\\;b",   "'a\\'"});
}

TEST(ShellGrammar, ExpansionsAreRead) {
    expect_all(true, both,
               {"$a$1$@$*$#$?$-$$$!",
                "$",
                "\"$\"",
                "${a}",
                "${10}",
                "${#a}",
                "${#}",
                "${a-}",
                "${a:-b c}",
                "${a:=b}",
                "${a:?b}",
                "${a:+b}",
                "${a%b}",
                "${a%%b}",
                "${a#b}",
                "${a##b}",
                "${a:-${b:-${c:-d}}}",
                "\"${a:-\"b\"}\"",
                "${a:-'}'}",
                "${a:-\"}\"}",
                "${a:-\\}}",
                "${a:-$(b)}",
                "${a:-`b`}",
                "${#-x}",
                "$(a)",
                "$(a $(b $(c)))",
                "\"$(a \"$(b \"c\")\")\"",
                "$(a; b\nc)",
                "$(# a\nb)",
                "$(case a in b) c;; esac)",
                "$(case a in (b) c;; esac)",
                "$( (a) )",
                "`a`",
                "`a \\`b\\``",
                "\"`a \"b\"`\"",
                "$((1+2))",
                "$((a*(b+1)))",
                "$(($(a)+${b}))",
                "$((a<<2))",
                "$((a ? b : c))",
                "$()",
                "$( )"});
}

TEST(ShellGrammar, ExpansionsOfBashAreRead) {
    expect_all(true, bash, {"$'a\\'b'",    "\"${a:-'}'}\"", "${a:1}",        "${a:1:2}",
                            "${a: -1}",    "${a/b/c}",      "${a//b/c}",     "${a/#b/c}",
                            "${a/%b}",     "${a^}",         "${a^^}",        "${a,}",
                            "${a,,}",      "${a@Q}",        "${!a}",         "${!a@}",
                            "${!a*}",      "${a[0]}",       "${a[@]}",       "${#a[@]}",
                            "${!a[@]}",    "${a[$b]:-c}",   "<(a)",          ">(a)",
                            "$[1+2]",      "a=(b c)",       "a=(b\n# c\nd)", "a+=b",
                            "a+=(b)",      "a[1]=b",        "a[b+1]=c",      "declare -A a=([b]=c)",
                            "local a=(b)", "export a=(b)",  "a[\"b c\"]=d",  "a[b[1]]=c",
                            "a[${b}]+=c",  "a[$(b c)]=d",   "a[`b c`]=d",    "a[(1+2)]=c",
                            "${a~}",       "${a~~}",        "${a[@]@Q}",     "${@:2}",
                            "${!1}",       "${!a:-b}",      "${a: -1:1}",    "${a/%\"b\"/'c'}"});
}

TEST(ShellGrammar, CommandsAndListsAreRead) {
    expect_all(true, both,
               {"a b c",
                "A=b c",
                "A=b B=c",
                "A=b",
                "a A=b",
                ">a",
                ">a b",
                "a >b c",
                "a;b",
                "a;",
                "a&",
                "a&b",
                "a & b &",
                "a\nb",
                "a\n\n\nb",
                "a && b",
                "a || b",
                "a &&\nb",
                "a ||\n\n# c\nb",
                "a && b || c && d",
                "a | b",
                "a |\nb",
                "a | b | c",
                "! a",
                "! a | b",
                "# a",
                "a # b",
                "a;# b",
                "a #",
                "",
                "\n",
                " "});
}

TEST(ShellGrammar, NoCommandsAreNotRead) {
    expect_all(false, both,
               {"a &&",     "&& a",    "a ||",    "| a",       "a |",     ";",       "a;;",
                "; a",      "a & ; b", "a ; & b", "a && && b", "a | | b", "!",       "a &&& b",
                "a && ;",   "(",       ")",       "a (b)",     "a )",     "(a",      "()",
                "( )",      "{ a",     "}",       "a; }",      "{ }",     "{ a }",   "(a) b",
                "{ a; } b", "fi",      "then",    "do",        "done",    "esac",    "else",
                "elif a",   "a; fi",   "a 'b",    "a \"b",     "a `b",    "a $(b",   "a ${b",
                "a >",      "a > ;",   "a <",     "a 2>",      "a <<",    "a >& ",   "a <<<",
                "in",       "a; in b", "a >2>b",  "a > 2>&1",  "a <2<b",  "a 2>2>b", "a >>2>b"});
}

TEST(ShellGrammar, RedirectionsAreRead) {
    expect_all(true, both,
               {"a <b",
                "a >b",
                "a >>b",
                "a <>b",
                "a >|b",
                "a 2>&1",
                "a >&2",
                "a <&0",
                "a <&-",
                "a 2>&-",
                "a 10>b",
                "a >$b",
                "a >\"b c\"",
                "a >b 2>&1 <c",
                "a>b",
                "a 2> b",
                "(a) >b",
                "{ a; } >b 2>&1",
                "if a; then b; fi >c",
                "while a; do b; done <c",
                "for a in b; do c; done >d",
                "case a in b) c;; esac >d",
                "f() { a; } >b"});
}

TEST(ShellGrammar, RedirectionsOfBashAreRead) {
    expect_all(true, bash,
               {"a 2>&1>b", "a 2<(b)", "a <<<b", "a <<<\"$b c\"", "a &>b", "a &>>b", "a >&b",
                "a {b}>c", "a |& b", "a 2>&1 |& b"});
}

TEST(ShellGrammar, HeredocsAreRead) {
    expect_all(true, both,
               {"a <<E\nb\nE\n",
                "a <<E\nb\nE",
                "a <<'E'\n$b $(c\nE\n",
                "a <<\"E\"\n`b\nE\n",
                "a <<\\E\n$(b\nE\n",
                "a <<E\"\"F\nb\nEF\n",
                "a <<-E\n\tb\n\tE\n",
                "a << E\nb\nE\n",
                "a <<E | b\nc\nE\n",
                "a <<E && b\nc\nE\n",
                "a <<E <<F\nb\nE\nc\nF\n",
                "a <<E; b <<F\nc\nE\nd\nF\n",
                "a <<E >b\nc\nE\n",
                "<<E a\nb\nE\n",
                "a <<E\nE\n",
                "a <<E\n E\nE\n",
                "a <<E\nb\\\nE\nE\n",
                "a <<E\nb\\\\\nE\n",
                "a <<'E'\nb\\\nE\n",
                "a <<''\nb\n\n",
                "a <<'b c'\nd\nb c\n",
                "a <<E\n${b:-$(c)}\nE\n",
                "if a <<E\nb\nE\nthen c; fi",
                "(a <<E\nb\nE\n)",
                "$(a <<E\nb\nE\n)",
                "while a; do b; done <<E\nc\nE\n",
                "{ a <<E\nb\nE\n}"});
}

TEST(ShellGrammar, CompoundCommandsAreRead) {
    expect_all(true, both,
               {"(a)",
                "(a;b)",
                "( a & )",
                "(a\n)",
                "{ a; }",
                "{ a\n}",
                "{\na\n}",
                "{ (a) }",
                "if a; then b; fi",
                "if a\nthen b\nfi",
                "if a; then b; else c; fi",
                "if a; then b; elif c; then d; else e; fi",
                "if ! a; then b; fi",
                "if a && b || c; then d; fi",
                "if (a) then b; fi",
                "if { a; } then b; fi",
                "while a; do b; done",
                "until a; do b; done",
                "while a; b; do c; done",
                "while a\ndo\nb\ndone",
                "for a in b c; do d; done",
                "for a in $b \"$@\"; do c; done",
                "for a; do b; done",
                "for a do b; done",
                "for a in; do b; done",
                "for a\nin b\ndo c\ndone",
                "for a in b\ndo c; done",
                "case a in esac",
                "case a in b) ;; esac",
                "case a in b) c;; d|e) f;; *) g;; esac",
                "case a in (b) c;; esac",
                "case a in b) c; esac",
                "case a in b) c;; esac | d",
                "case $a in\n\nb)\nc\n;;\n\nesac",
                "case \"$a\" in \"b c\"|d*) e;; esac",
                "case a\nin\nb) c;; esac",
                "case in in in) a;; esac",
                "f() { a; }",
                "f () { a; }",
                "f()\n{\na\n}",
                "f() (a)",
                "f() if a; then b; fi",
                "f() { g() { a; }; }",
                "(((a)))",
                "( (a) )",
                "a && (b || c) && { d; }",
                "a | while b; do c; done | d",
                "if a; then (b); fi",
                "! (a)",
                "! { a; }"});
}

TEST(ShellGrammar, NoCompoundCommandsAreNotRead) {
    expect_all(false, both,
               {"if a; then b",
                "if a; then fi",
                "if ; then a; fi",
                "if a then b; fi",
                "if a; b; fi",
                "if a; then b; else fi",
                "if a; then b; else c; else d; fi",
                "while a; do b",
                "while a; done",
                "while a; do done",
                "for a in b; c; done",
                "for; do a; done",
                "for 1 2; do a; done",
                "for a in b do c; done",
                "case a in b c;; esac",
                "case a in b) c;;",
                "case a b) c;; esac",
                "case a in ) b;; esac",
                "f() ",
                "f(",
                "f(a) { b; }",
                "{ a; ",
                "(a;;)",
                "if a; then b; fi; fi",
                "done a",
                "case a in b) c; done; esac"});
}

TEST(ShellGrammar, CompoundCommandsOfBashAreRead) {
    expect_all(true, bash,
               {"[[ a ]]",
                "[[ -f a ]]",
                "[[ ! -f a ]]",
                "[[ a == b* ]]",
                "[[ a != b ]]",
                "[[ a =~ ^(b|c)+$ ]]",
                "[[ a =~ b|c ]]",
                "[[ $a =~ [0-9]{2} ]]",
                "[[ a < b && c > d ]]",
                "[[ ( a || b ) && ! c ]]",
                "[[ a -eq 1 ]]",
                "[[ a -nt b ]]",
                "[[ -z $a\n&& b ]]",
                "[[ \"a b\" ]]",
                "[[ a = $(b) ]]",
                "((a++))",
                "((a = b + (c * 2)))",
                "(( a < b )) && c",
                "for ((a=0; a<b; a++)); do c; done",
                "for ((;;)) do a; done",
                "for ((;;)); do a; done",
                "select a in b c; do d; done",
                "function f { a; }",
                "function f() { a; }",
                "function f\n{\na\n}",
                "function f (a)",
                "coproc a b",
                "coproc a { b; }",
                "coproc { a; }",
                "coproc a (b)",
                "coproc a while b; do c; done",
                "coproc a [[ b ]]",
                "coproc a if b; then c; fi",
                "coproc if a; then b; fi",
                "time a",
                "time -p a | b",
                "time { a; }",
                "! time a",
                "case a in b) c;& d) e;;& *) f;; esac",
                "if [[ a ]]; then ((b)); fi",
                "while ((a--)); do b; done",
                "f-g() { a; }"});
}

TEST(ShellGrammar, NoTextsOfBashAreNotRead) {
    expect_all(false, bash, {"\"${a:-it's}\"", "[[ a",
                             "[[ ]]",          "[[ a b ]]",
                             "[[ a == ]]",     "[[ a && ]]",
                             "[[ ( a ]]",      "((a",
                             "a=(b",           "for ((a; b)); do c; done ;;",
                             "select a in b",  "function",
                             "function f",     "a <<< ",
                             "diff <(a",       "[[ -f a b ]]",
                             "f() a",          "f()\na",
                             "function f a",   "f() >a",
                             "a[$(b(c)])]=d",  "coproc a b; do c; done",
                             "a > {b}>c"});
}

} // namespace dflint::shell
