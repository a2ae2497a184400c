// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/mentions.h"

#include "dflint/syntax/shell/parse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace dflint::model {
namespace {

TEST(Mentions, AScriptMaySetAVariableInManyWays) {
    for (const char* text : {
             "V=1",
             "V=1 a",
             "V+=1",
             "V=(a b)",
             "V[1]=a",
             "a; (b && V=1)",
             "a $(V=1)",
             "for V in a; do b; done",
             "select V in a; do b; done",
             "for ((V = 0; V < 3; V++)); do a; done",
             "read V",
             "a | while read -r b V; do c; done",
             "getopts ab V",
             "mapfile -t V <a",
             "export V",
             "export V=1",
             "local V=$1",
             "declare -x V+=a",
             "readonly V=1",
             "unset V",
             "let V=1",
             "let 'V += 1'",
             "let V++",
             "printf -v V a",
             "exec {V}>a",
             "coproc V { a; }",
             "((V = 1))",
             "((a = 2, V <<= 1))",
             "((V[1] |= 1))",
             "((--V))",
             "(( V ++ ))",
             "a $((V = 1))",
             "a \"$((b + (V += 1)))\"",
             ": ${V:=a}",
             ": \"${V=a}\"",
             ". ./a",
             "source a",
             "eval \"$(a)\"",
             "cat <<E\n$((V = 1))\nE",
         }) {
        EXPECT_TRUE(may_set(shell::parse(text, shell::Dialect::bash), "V")) << text;
    }
}

TEST(Mentions, ManyScriptsSetNothing) {
    for (const char* text : {
             "a $V",
             "echo V",
             "echo V=1",
             "printf V",
             "printf V=%s $V",
             "W=V VV=1 a",
             "for W in V; do a; done",
             "((V == 1))",
             "((V <= 1 && V >= 0 && V != 2))",
             "((V << 1, V - -1, 1 - V, W = V))",
             "((VV = 1, W.V))",
             "a $((V + 1))",
             "for ((W = V; W < V; W++)); do a; done",
             ": ${V:-a} ${V+a} ${V#=}",
             "eval 'a b'",
             "a >V",
             "cat <<'E'\n$((V = 1))\nE",
             "a # V=1",
         }) {
        EXPECT_FALSE(may_set(shell::parse(text, shell::Dialect::bash), "V")) << text;
    }
}

TEST(Mentions, OfVariablesAreFoundWhereverTheyExpand) {
    const shell::Script script = shell::parse(
        "$A ${B:-$C} \"$(d $E)\" x=$F y[$G]=1 >$H && `i $J`; k <<E\n$L \\$M\nE\nn '$O' $((P + $Q))",
        shell::Dialect::bash);
    ASSERT_FALSE(script.error) << script.error->message;
    std::string names;
    std::vector<VariableUse> uses = variable_uses(script);
    std::sort(uses.begin(), uses.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    for (const VariableUse& each : uses) names.append(each.name);
    EXPECT_EQ(names, "ABCEFGHJLQ");
}

TEST(Mentions, AreToldWithoutAnExpansion) {
    const auto is_known = [](std::string_view name) { return name == "A" || name == "B"; };
    for (const char* text : {"", "a", "$A", "${A}$B", "a${A:-x}b", "$A-x"})
        EXPECT_TRUE(mentions_only(text, is_known)) << text;
    for (const char* text : {"$C", "${A:-$C}", "$1", "$@", "$", "$A\xC3\xA9", "${A}${CD}"})
        EXPECT_FALSE(mentions_only(text, is_known)) << text;
}

} // namespace
} // namespace dflint::model
