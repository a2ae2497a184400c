// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/functions.h"
#include "test/bake/project_of.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

/// The value of an expression as JSON with its type, or what is wrong with it.
std::string value_of(const std::string& expression) {
    const Project project =
        all_of("X = " + expression +
               "\nB = true\nN = 2\nS = \"s\"\n"
               "L = [\"a\", \"b\"]\nO = {k = 1, \"o-p\" = 2}\n"
               "U = timestamp()\nNULL = null\n"
               "function \"twice\" {\n params = [x]\n result = \"${x}${x}\"\n}\n"
               "function \"rest\" {\n params = [a]\n variadic_params = b\n"
               " result = concat([a], b)\n}\ntarget \"t\" {}\n");
    if (project.has_errors()) return mistakes(project);
    for (const Variable& one : project.variables) {
        if (one.name != "X") continue;
        if (!one.value.is_wholly_known())
            return "unknown " + one.value.type().name() + ": " +
                   (one.value.cause() ? *one.value.cause() : "");
        return to_json(one.value).value_or("no JSON");
    }
    return "?";
}

struct Case {
    const char* expression;
    const char* value;
};

void PrintTo(const Case& one, std::ostream* out) {
    *out << one.expression;
}

class Expression : public testing::TestWithParam<Case> {};

TEST_P(Expression, GivesWhatHclGives) {
    EXPECT_EQ(value_of(GetParam().expression), GetParam().value);
}

const Case values[] = {
    {"1 + 2 * 3", "7"},
    {"(1 + 2) * 3", "9"},
    {"7 % 3", "1"},
    {"-N", "-2"},
    {"!B", "false"},
    {"\"1\" + 1", "2"},
    {"1 / 4", "0.25"},
    {"1e5", "100000"},
    {"N == \"2\"", "false"},
    {"N != 2", "false"},
    {"\"a\" == \"a\"", "true"},
    {"N < 3 && B", "true"},
    {"false && nope", "false"},
    {"true || nope", "true"},
    {"B ? 1 : \"a\"", "\"1\""},
    {"B ? [1] : [1, 2]", "[1]"},
    {"B ? null : 1", "null"},
    {"B ? \"ok\" : nope", "\"ok\""},
    {"\"${N}\"", "2"},
    {"\"v${N}.${S}\"", "\"v2.s\""},
    {"\"$${x} %%{y} $N\"", "\"${x} %{y} $N\""},
    {"\"%{ if B }yes%{ else }no%{ endif }\"", "\"yes\""},
    {"\"%{ if !B }yes%{ endif }\"", "\"\""},
    {"\"%{ for x in L }<${x}>%{ endfor }\"", "\"\\u003ca\\u003e\\u003cb\\u003e\""},
    {"\"%{ for i, x in L }${i}${x}%{ endfor }\"", "\"0a1b\""},
    {"L[0]", "\"a\""},
    {"L.1", "\"b\""},
    {"L[\"1\"]", "\"b\""},
    {"O.k", "1"},
    {"O[\"o-p\"]", "2"},
    {"O.o-p", "2"},
    {"{(S) = 1, \"${S}x\" = 2}", "{\"s\":1,\"sx\":2}"},
    {"[for x in L : upper(x)]", "[\"A\",\"B\"]"},
    {"[for i, x in L : i if x != \"a\"]", "[1]"},
    {"{for k, v in O : v => k}", "{\"1\":\"k\",\"2\":\"o-p\"}"},
    {"{for x in [\"a\", \"b\", \"a\"] : x => 1...}", "{\"a\":[1,1],\"b\":[1]}"},
    {"[{n = 1}, {n = 2}][*].n", "[1,2]"},
    {"[{n = 1}].*.n", "[1]"},
    {"S[*]", "[\"s\"]"},
    {"NULL[*]", "[]"},
    {"upper(S)", "\"S\""},
    {"max([1, 3, 2]...)", "3"},
    {"twice(\"ab\")", "\"abab\""},
    {"rest(1, 2, 3)", "[1,2,3]"},
    {"try(nope.x, \"fallback\")", "\"fallback\""},
    {"can(O.k)", "true"},
    {"can(O.missing)", "false"},
    {"convert([1, 2], list(string))", "[\"1\",\"2\"]"},
    {"U", "unknown string: `timestamp()` depends on the clock"},
    {"\"at ${U}\"", "unknown string: `timestamp()` depends on the clock"},
    {"upper(U)", "unknown string: `timestamp()` depends on the clock"},
    {"U == \"x\" ? 1 : 2", "unknown number: `timestamp()` depends on the clock"},
    {"<<EOT\nline ${N}\nEOT\n", "\"line 2\\n\""},
};
INSTANTIATE_TEST_SUITE_P(Values, Expression, testing::ValuesIn(values));

const Case wrong[] = {
    {"nope", "nope: there is no variable named `nope`\n"},
    {"upercase(S)", "upercase: there is no function named `upercase`\n"},
    {"uppr(S)", "uppr: there is no function named `uppr`; did you mean `upper`?\n"},
    {"upper()", "): `upper` takes 1 argument; the one for `str` is missing\n"},
    {"upper(S, S)", "S: `upper` takes only 1 argument\n"},
    {"upper([])", "[]: invalid value for the parameter `str` of `upper`: string required\n"},
    {"upper(NULL)",
     "NULL: invalid value for the parameter `str` of `upper`: argument must not be null\n"},
    {"twice()", "): `twice` takes 1 argument; the one for `x` is missing\n"},
    {"ns::f()", "ns::f: there are no functions in namespaces\n"},
    {"\"a${NULL}\"",
     "NULL: the expression result is null; a null value cannot stand in a string\n"},
    {"\"a${L}\"", "L: this value cannot stand in a string: string required\n"},
    {"L[2]", "2: the index 2 is past the end: the collection has 2 elements\n"},
    {"L[-1]", "-1: a negative number is not an index\n"},
    {"L[0.5]", "0.5: an index is a whole number, but this one has a fractional part\n"},
    {"O.x", "x: this object does not have an attribute named `x`\n"},
    {"O[\"x\"]", "\"x\": there is no element with the key `x`\n"},
    {"S.x", "x: a string does not have any attributes\n"},
    {"NULL.x", "x: this value is null, so it does not have any attributes\n"},
    {"1 + S", "S: unsuitable value for the right operand: a number is required\n"},
    {"[] + 1", "[]: unsuitable value for the left operand: number required\n"},
    {"0 / 0", "0 / 0: error during operation: can't divide zero by zero or infinity by infinity\n"},
    {"S ? 1 : 2", "S: the condition must be a bool: a bool is required\n"},
    {"B ? [] : {}", "[] : {}: the two results of a conditional need one type, but the true value "
                    "is tuple, and the false value is object\n"},
    {"[for x in S : x]", "S: `for` cannot go over a string\n"},
    {"{for x in [1, 1] : x => x}", "x: two items have the key `1`; write `...` behind the value to "
                                   "group them\n"},
    {"X", "X: `X` depends on itself\n"},
    {"target",
     "target: cannot access `target` as a variable: name a target and an attribute, as in "
     "`target.app.tags`\n"},
    {"target.nope.tags", "nope: there is no target named `nope`\n"},
    {"target.t.tag", "target.t.tag: a target has no attribute `tag`; did you mean `tags`?\n"},
    {"try(nope)", "try(nope): no call to `try` succeeded: there is no variable named `nope`\n"},
    {"range(0, 1e9)",
     "range(0, 1e9): `range` failed: more than 1024 values were generated; either decrease the "
     "difference between start and end or use a smaller step\n"},
};
INSTANTIATE_TEST_SUITE_P(Wrong, Expression, testing::ValuesIn(wrong));

TEST(Evaluation, EndsHoweverMuchIsAskedOfIt) {
    std::string text = "A0 = range(0, 1000)\n";
    for (int i = 1; i < 12; ++i) {
        const std::string before = "A" + std::to_string(i - 1);
        text += "A" + std::to_string(i) + " = [for x in " + before + " : [for y in " + before +
                " : 1]]\n";
    }
    const Project project = all_of(text + "target \"t\" {}\n");
    EXPECT_TRUE(project.has_errors());
    ASSERT_NE(project.target("t"), nullptr);
}

TEST(Evaluation, RefusesFunctionsThatCallThemselves) {
    EXPECT_EQ(mistakes(all_of("function \"f\" {\n params = [x]\n result = g(x)\n}\n"
                              "function \"g\" {\n params = [x]\n result = f(x)\n}\n"
                              "target \"t\" {\n tags = [f(\"a\")]\n}\n")),
              "f: the function `f` calls itself\ng: the function `g` calls itself\n");
}

TEST(Evaluation, BoundsTextThatDoubles) {
    std::string text = "A0 = \"xxxxxxxxxxxxxxxx\"\n";
    for (int i = 1; i < 40; ++i) {
        const std::string before = "${A" + std::to_string(i - 1) + "}";
        text += "A" + std::to_string(i) + " = \"" + before + before + "\"\n";
    }
    const Project project = all_of(text);
    EXPECT_FALSE(project.variables.back().value.is_known());
}

} // namespace
} // namespace dflint::bake
