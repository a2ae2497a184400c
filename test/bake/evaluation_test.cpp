// SPDX-License-Identifier: Apache-2.0
// What bake makes of its files: variables, references, inheritance, matrix.
#include "test/bake/project_of.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

// Variables

TEST(BakeVariables, TakeTheEnvironmentByTheTypeOfTheirDefault) {
    const char* text =
        "variable \"S\" {\n default = \"a\"\n}\nvariable \"N\" {\n default = 1\n}\n"
        "variable \"B\" {\n default = false\n}\nvariable \"E\" {}\nC = \"constant\"\n"
        "target \"t\" {\n tags = [S, N + 1, B ? \"yes\" : \"no\", \"e${E}\", C]\n}\n";
    EXPECT_EQ(target(all_of(text), "t"), plain + R"(,"tags":["a","2","no","e","constant"])");
    Invocation invocation;
    invocation.environment = {{"S", "x"}, {"N", "5"}, {"B", "1"}, {"E", "y"}, {"C", "env"}};
    EXPECT_EQ(target(all_of(text, invocation), "t"),
              plain + R"(,"tags":["x","6","yes","ey","constant"])");
    invocation.variables = {{"S", "var"}};
    EXPECT_EQ(target(all_of(text, invocation), "t"),
              plain + R"(,"tags":["var","6","yes","ey","constant"])");
    invocation.environment["N"] = "many";
    EXPECT_EQ(mistakes(all_of(text, invocation)), "N: failed to parse N as number: \"many\"\n");
    invocation.environment = {{"S", "x"}, {"BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP", "1"}};
    invocation.variables.clear();
    EXPECT_EQ(target(all_of(text, invocation), "t"),
              plain + R"(,"tags":["a","2","no","e","constant"])");
}

TEST(BakeVariables, NeedATypeToTakeAListFromTheEnvironment) {
    Invocation invocation;
    invocation.environment = {{"L", "x,y"}};
    const std::string use = "target \"t\" {\n tags = L\n}\n";
    EXPECT_EQ(mistakes(all_of("variable \"L\" {\n default = [\"a\"]\n}\n" + use, invocation)),
              "L: unsupported type tuple for variable L: a value from the environment needs a "
              "declared `type`\n");
    EXPECT_EQ(target(all_of("variable \"L\" {\n type = list(string)\n default = [\"a\"]\n}\n" + use,
                            invocation),
                     "t"),
              plain + R"(,"tags":["x","y"])");
    invocation.environment["L_JSON"] = R"(["j", 1])";
    EXPECT_EQ(target(all_of("variable \"L\" {\n type = list(string)\n}\n" + use, invocation), "t"),
              plain + R"(,"tags":["j","1"])");
}

TEST(BakeVariables, OfMapTypeReadPairs) {
    Invocation invocation;
    invocation.environment = {{"M", "a:1,b:2"}};
    EXPECT_EQ(target(all_of("variable \"M\" {\n type = map(number)\n}\n"
                            "target \"t\" {\n args = M\n}\n",
                            invocation),
                     "t"),
              plain + R"(,"args":{"a":"1","b":"2"})");
}

TEST(BakeVariables, WithoutDefaultAreEmptyOrNull) {
    const Project project = all_of("variable \"A\" {}\nvariable \"B\" {\n type = string\n}\n"
                                   "variable \"C\" {\n default = null\n}\ntarget \"t\" {}\n");
    EXPECT_EQ(project.variables[0].value, Value(""));
    EXPECT_EQ(project.variables[1].value, Value::null(Kind::string));
    EXPECT_TRUE(project.variables[2].value.is_null());
}

TEST(BakeVariables, TypesAreWrittenWithoutQuotes) {
    EXPECT_EQ(mistakes(all_of("variable \"A\" {\n type = \"string\"\n}\ntarget \"t\" {}\n")),
              "\"string\": a type is written without quotes: a type is one of `bool`, `number`, "
              "`string`, `any`, or a call like `list(string)`\n");
    EXPECT_EQ(
        mistakes(
            all_of("variable \"A\" {\n type = list\n}\nvariable \"B\" {\n type = text\n}\n"
                   "variable \"C\" {\n type = number\n default = \"x\"\n}\ntarget \"t\" {}\n")),
        "list: the list type needs the type of its elements, as in `list(string)`\n"
        "text: `text` is no type: a type is one of `bool`, `number`, `string`, `any`, or a call "
        "like `list(string)`\n"
        "\"x\": the default of `C` is no number: a number is required\n");
}

TEST(BakeVariables, AreValidated) {
    const char* text = "variable \"A\" {\n default = \"\"\n validation {\n  condition = A != \"\"\n"
                       "  error_message = \"give A\"\n }\n validation {\n  condition = null\n"
                       "  error_message = \"x\"\n }\n}\ntarget \"t\" {}\n";
    EXPECT_EQ(mistakes(all_of(text)),
              "A != \"\": validation of `A` failed: give A\n"
              "null: the condition of a validation must be true or false\n");
}

TEST(BakeVariables, NeedAnErrorMessageOnlyWhereAValidationFails) {
    const auto text = [](const char* condition) {
        return std::string("variable \"A\" {\n default = \"x\"\n validation {\n  condition = ") +
               condition + "\n }\n}\ntarget \"t\" {}\n";
    };
    EXPECT_EQ(mistakes(all_of(text("A == \"x\""))), "");
    EXPECT_EQ(mistakes(all_of(text("A == \"y\""))),
              "A == \"y\": validation of `A` failed, and has no `error_message`\n");
}

TEST(BakeVariables, HaveDescriptionsOfAnyConstant) {
    const Project project = all_of("variable \"A\" {\n description = 5\n}\n"
                                   "variable \"B\" {\n description = true\n}\n"
                                   "variable \"C\" {\n description = [\"c\"]\n}\n"
                                   "variable \"D\" {\n description = A\n}\ntarget \"t\" {}\n");
    EXPECT_EQ(mistakes(project), "[\"c\"]: a description is a plain string\n"
                                 "A: a description is a plain string\n");
    EXPECT_EQ(project.variables[0].description + project.variables[1].description, "5true");
}

TEST(BakeVariables, MayNotDependOnThemselves) {
    EXPECT_EQ(
        mistakes(all_of("variable \"A\" {\n default = B\n}\nvariable \"B\" {\n default = A\n}\n"
                        "target \"t\" {}\n")),
        "A: `A` depends on itself\n");
}

TEST(BakeVariables, BuiltInOnesAreThere) {
    Invocation invocation;
    invocation.local_platform = "linux/arm64";
    EXPECT_EQ(target(all_of("variable \"BAKE_LOCAL_PLATFORM\" {\n default = \"mine\"\n}\n"
                            "target \"t\" {\n context = BAKE_CMD_CONTEXT\n"
                            " platforms = [BAKE_LOCAL_PLATFORM]\n}\n",
                            invocation),
                     "t"),
              R"("context":"cwd://","dockerfile":"Dockerfile","platforms":["linux/arm64"])");
}

TEST(BakeVariables, ThatNobodyKnowsStayUnknownWithTheirCause) {
    EXPECT_EQ(printed(all_of("target \"t\" {\n args = {AT = timestamp(), A = 1}\n}\n")),
              R"({"group":{"default":{"targets":["t"]}},"target":{"t":{)" + plain +
                  R"(,"args":{"A":"1","AT":null}}}})"
                  "\ntarget `t`, args.AT: `timestamp()` depends on the clock");
}

// Targets of each other

TEST(BakeReferences, SeeWhatAnotherTargetHasWrittenItself) {
    EXPECT_EQ(
        target(all_of("target \"base\" {\n tags = [\"x\"]\n}\n"
                      "target \"a\" {\n inherits = [\"base\"]\n args = {V = \"1\"}\n}\n"
                      "target \"b\" {\n args = {V = target.a.args.V, T = target.a.tags == null,\n"
                      "  X = target.base.tags[0], N = target.a.name}\n}\n"),
               "b"),
        plain + R"(,"args":{"N":"a","T":"true","V":"1","X":"x"})");
}

TEST(BakeReferences, MayNotGoInCircles) {
    EXPECT_EQ(mistakes(all_of("target \"a\" {\n tags = target.b.tags\n}\n"
                              "target \"b\" {\n tags = target.a.tags\n}\n")),
              "target.a.tags: `target.a.tags` depends on itself\n");
    EXPECT_EQ(
        target(all_of("target \"a\" {\n tags = [\"x\"]\n labels = {t = target.a.tags[0]}\n}\n"),
               "a"),
        plain + R"(,"labels":{"t":"x"},"tags":["x"])");
}

TEST(BakeInherits, ParentsFirstThenTheTargetItself) {
    EXPECT_EQ(target(all_of("target \"a\" {\n args = {A = \"a\", B = \"a\"}\n tags = [\"a\"]\n}\n"
                            "target \"b\" {\n args = {B = \"b\", C = \"b\"}\n target = \"b\"\n}\n"
                            "target \"c\" {\n inherits = [\"a\", \"b\"]\n args = {C = \"c\"}\n}\n"),
                     "c"),
              plain + R"(,"args":{"A":"a","B":"b","C":"c"},"tags":["a"],"target":"b")");
}

TEST(BakeInherits, CyclesAreToleratedAndUnknownNamesAreNot) {
    EXPECT_EQ(target(all_of("target \"a\" {\n inherits = [\"b\"]\n tags = [\"a\"]\n}\n"
                            "target \"b\" {\n inherits = [\"a\"]\n target = \"b\"\n}\n"),
                     "a"),
              plain + R"(,"tags":["a"],"target":"b")");
    EXPECT_EQ(mistakes(all_of(
                  "group \"g\" {\n targets = [\"t\"]\n}\n"
                  "target \"m\" {\n name = \"m-${x}\"\n matrix = {x = [\"1\"]}\n}\n"
                  "target \"t\" {\n inherits = [\"bse\", \"g\", \"m\"]\n}\ntarget \"base\" {}\n")),
              "\"bse\": there is no target named `bse`; did you mean `base`?\n"
              "\"g\": `g` is a group, not a target\n"
              "\"m\": `m` has a matrix: name one of its copies, such as `m-1`\n");
}

TEST(BakeInherits, CyclesThatMeetAreWalkedFromEachTargetAnew) {
    const Project project =
        all_of("target \"a\" {\n inherits = [\"b\", \"c\"]\n tags = [\"a\"]\n}\n"
               "target \"b\" {\n inherits = [\"a\"]\n}\n"
               "target \"c\" {\n inherits = [\"b\"]\n}\n");
    for (const char* name : {"a", "b", "c"}) {
        EXPECT_EQ(target(project, name), plain + R"(,"tags":["a"])") << name;
    }
}

TEST(BakeInherits, EmptyOutputsAndCachesOfAParentTakeNothingFromItsHeirs) {
    const Project project = all_of(
        "target \"p\" {\n output = [\"out\"]\n cache-to = [\"type=inline\"]\n tags = [\"a\"]\n}\n"
        "target \"q\" {\n inherits = [\"p\"]\n output = []\n cache-to = []\n tags = []\n}\n"
        "target \"heir\" {\n inherits = [\"p\", \"q\"]\n}\n"
        "target \"other\" {\n inherits = [\"q\"]\n}\n");
    EXPECT_EQ(target(project, "q"), plain);
    EXPECT_EQ(target(project, "heir"),
              plain +
                  R"(,"cache-to":[{"type":"inline"}],"output":[{"dest":"out","type":"local"}])");
    EXPECT_EQ(target(project, "other"), plain);
}

TEST(BakeInherits, OfLongChainsEnds) {
    std::string text = "target \"t0\" {\n tags = [\"x\"]\n}\n";
    for (int i = 1; i < 3000; ++i) {
        text += "target \"t" + std::to_string(i) + "\" {\n inherits = [\"t" +
                std::to_string(i - 1) + "\"]\n}\n";
    }
    EXPECT_EQ(target(all_of(text), "t2999"), plain + R"(,"tags":["x"])");
}

// Matrix

TEST(BakeMatrix, MakesACopyForEachCombination) {
    const Project project =
        project_of({{"docker-bake.hcl",
                     "variable \"v\" {\n default = \"shadowed\"\n}\n"
                     "target \"default\" {\n name = \"a-${v}-${o.n}\"\n"
                     " matrix = {v = [\"1\", \"2\"], o = [{n = \"x\"}]}\n tags = [v]\n}\n"}});
    EXPECT_EQ(printed(project),
              R"({"group":{"default":{"targets":["a-1-x","a-2-x"]}},"target":{"a-1-x":{)" + plain +
                  R"(,"tags":["1"]},"a-2-x":{)" + plain + R"(,"tags":["2"]}}})");
    EXPECT_EQ(project.definitions[1].matrix.size(), 2U);
}

TEST(BakeMatrix, NeedsDistinctValidNames) {
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n matrix = {v = [1, 2]}\n}\n")),
              "t: duplicate name `t`: a matrix needs `name`, other for each combination\n");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n name = \"t\"\n matrix = {v = [1, 2]}\n}\n")),
              "t: duplicate name `t`: the matrix needs another one for each combination\n");
    EXPECT_EQ(mistakes(all_of(
                  "target \"t\" {\n name = \"t-${v}\"\n matrix = {v = [\"1.2\", \"1.3\"]}\n}\n")),
              "t: invalid name `t-1.2`: only letters, digits, `_` and `-` are allowed in a "
              "name; `sanitize()` replaces all others\n");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n name = \"x\"\n}\n")),
              "t: `name` needs a `matrix`\n");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n matrix = [1]\n}\ntarget \"u\" {}\n")),
              "t: matrix must be a map of lists\n");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n matrix = {v = \"1\"}\n}\ntarget \"u\" {}\n")),
              "t: matrix values must be a list: `v` is none\n");
    EXPECT_EQ(mistakes(all_of("group \"g\" {\n matrix = {}\n targets = []\n}\ntarget \"t\" {}\n")),
              "matrix: a group has no `matrix`\n");
}

TEST(BakeMatrix, OfNothingMakesNoTargetAndOfMillionsIsRefused) {
    const Project none =
        all_of("target \"t\" {\n name = \"t-${v}\"\n matrix = {v = []}\n}\ntarget \"u\" {}\n");
    EXPECT_EQ(none.definitions.size(), 1U);
    EXPECT_EQ(mistakes(all_of("L = range(0, 1000)\ntarget \"t\" {\n name = \"t-${a}-${b}\"\n"
                              " matrix = {a = L, b = L}\n}\ntarget \"u\" {}\n")),
              "{a = L, b = L}: the matrix makes more than 10000 targets\n");
}

} // namespace
} // namespace dflint::bake
