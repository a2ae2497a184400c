// SPDX-License-Identifier: Apache-2.0
// What people really get wrong in bake files, going by the trackers of buildx and bake-action: each
// mistake is told at its place, with its cause.
#include "dflint/lint/run.h"
#include "dflint/workspace/workspace.h"
#include "rules/catalog.h"

#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace dflint {
namespace {

struct Mistake {
    const char* name;
    const char* text;     ///< of docker-bake.hcl
    const char* expected; ///< `what is written there: message`, each on a line
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
    *out << mistake.name;
}

class BakeMistake : public testing::TestWithParam<Mistake> {};

TEST_P(BakeMistake, IsToldWithItsCause) {
    const SourceFile file("docker-bake.hcl", GetParam().text);
    Settings settings(all_rules());
    EXPECT_TRUE(settings.select({"bake"}));
    EXPECT_TRUE(settings.ignore({"missing-output"})); // too many
    std::string out;
    for (const Diagnostic& each : lint(file, model::Context{}, settings)) {
        out += std::string(file.slice(each.at)) + ": " + each.message + "\n";
    }
    EXPECT_EQ(out, GetParam().expected);
}

/// The same of one rule, for a `docker-bake.hcl` that stands among other files.
std::string told(std::string_view rule, const std::string& text,
                 std::map<std::string, std::string> others) {
    others["docker-bake.hcl"] = text;
    const MemoryTree files(std::move(others));
    const std::vector<std::string> paths{"docker-bake.hcl"};
    const workspace::Workspace workspace(paths, files, {{}, false});
    Settings settings(all_rules());
    EXPECT_TRUE(settings.select({std::string(rule)}));
    const SourceFile file("docker-bake.hcl", text);
    std::string out;
    for (const Diagnostic& each : lint(file, workspace, {}, settings)) {
        out += std::string(file.slice(each.at)) + ": " + each.message + "\n";
    }
    return out;
}

const std::string directories = "variable \"DIR\" {\n default = \"made\"\n}\n"
                                "target \"a\" {\n context = \"./gone\"\n}\n"
                                "target \"b\" {\n contexts = {c = \"lib/gone\"}\n}\n"
                                "target \"c\" {\n context = DIR\n}\n"
                                "target \"d\" {\n context = \"there\"\n}\n"
                                "target \"e\" {\n context = \"https://example.org/a.git\"\n}\n";

TEST(BakeMistakeInATree, DirectoryThatIsNotThere) {
    EXPECT_EQ(told("unresolvable-reference", directories,
                   {{".git/HEAD", "x"}, {"there/Dockerfile", "FROM a\n"}}),
              "\"./gone\": there is no directory `gone`: unless something makes it, the build "
              "fails\n"
              "c = \"lib/gone\": there is no directory `lib/gone`: unless something makes it, the "
              "build fails\n");
}

TEST(BakeMistakeInATree, DirectoryThatIsMadeLater) {
    const std::map<std::string, std::string> there{{".git/HEAD", "x"},
                                                   {"there/Dockerfile", "FROM a\n"}};
    for (const auto& [name, text] : std::map<std::string, std::string>{
             {".gitignore", "# made\n/gon?\n!x\n"},
             {".gitmodules", "[submodule \"x\"]\r\n\tpath = lib/gone\r\n"}}) {
        auto files = there;
        files[name] = text;
        EXPECT_EQ(told("unresolvable-reference", directories, files), "") << name;
    }
    auto files = there;
    files[".gitignore"] = "#gone\n!gone\nother/\n";
    files["lib/.gitignore"] = "*\n";
    EXPECT_EQ(told("unresolvable-reference", directories, files),
              "\"./gone\": there is no directory `gone`: unless something makes it, the build "
              "fails\n");
}

TEST(BakeMistakeInATree, DirectoryThatNobodyKnowsToBeMissing) {
    EXPECT_EQ(told("unresolvable-reference", directories, {{"there/Dockerfile", "FROM a\n"}}), "")
        << "no repository: the tree may be a part of one";
}

TEST(BakeMistakeInATree, DirectoryThatIsMisspelt) {
    EXPECT_EQ(told("unresolvable-reference", "target \"a\" {\n context = \"./serv\"\n}\n",
                   {{"server/Dockerfile", "FROM a\n"}}),
              "\"./serv\": there is no directory `serv`; did you mean `server`?\n");
}

const Mistake mistakes[] = {
    {"MisspeltAttribute", "target \"default\" {\n inherit = [\"a\"]\n}\n",
     "inherit: bake knows no `inherit` at a target and ignores it; did you mean `inherits`?\n"},
    {"UnderscoreInAttribute", "target \"default\" {\n cache_from = [\"a\"]\n}\n",
     "cache_from: bake knows no `cache_from` at a target and ignores it; did you mean "
     "`cache-from`?\n"},
    {"MapAsBlock", "target \"default\" {\n args {\n  A = 1\n }\n}\n",
     "args: `args` is a block here, which bake ignores; `args = {` sets it\n"},
    {"TargetsInTarget", "target \"default\" {\n targets = [\"a\"]\n}\n",
     "targets: bake knows no `targets` at a target and ignores it; targets are listed in a "
     "`group`\n"},
    {"KeysOfSet", "target \"default\" {\n platform = \"linux/amd64\"\n secrets = []\n}\n",
     "platform: bake knows no `platform` at a target and ignores it; did you mean `platforms`?\n"
     "secrets: bake knows no `secrets` at a target and ignores it; did you mean `secret`?\n"},
    {"DollarWithoutBraces",
     "variable \"TAG\" {\n default = \"1\"\n}\ntarget \"default\" {\n tags = [\"a:$TAG\"]\n}\n",
     "TAG: nothing refers to the variable `TAG`\n"
     "$TAG: `$TAG` is plain text here: the variable is written `${TAG}`\n"},
    {"UndeclaredVariable", "target \"default\" {\n tags = [\"a:${TAG}\"]\n}\n",
     "TAG: there is no variable named `TAG`\n"},
    {"QuotedType",
     "variable \"A\" {\n type = \"string\"\n}\ntarget \"default\" {\n tags = [A]\n}\n",
     "\"string\": a type is written without quotes: a type is one of `bool`, `number`, `string`, "
     "`any`, or a call like `list(string)`\n"},
    {"ListForTheEnvironment",
     "variable \"TAGS\" {\n default = [\"a:1\"]\n}\ntarget \"default\" {\n tags = TAGS\n}\n",
     "TAGS: the environment cannot set `TAGS`: a list needs `type = list(string)` to be read from "
     "text\n"},
    {"UnquotedValue",
     "target \"default\" {\n output = [{type = registry}]\n tags = [\"a/b:1\"]\n}\n",
     "registry: there is no variable named `registry`; write `\"registry\"` to mean the text\n"},
    {"MatrixWithoutName", "target \"default\" {\n matrix = {a = [\"x\", \"y\"]}\n}\n",
     "default: duplicate name `default`: a matrix needs `name`, other for each combination\n"},
    {"DotInMatrixName", "target \"default\" {\n matrix = {v = [\"1.0\"]}\n name = \"a-${v}\"\n}\n",
     "default: invalid name `a-1.0`: only letters, digits, `_` and `-` are allowed in a name; "
     "`sanitize()` replaces all others\n"},
    {"MatrixNameThatIsTaken",
     "target \"default\" {}\ntarget \"m\" {\n matrix = {v = [\"default\", \"b\"]}\n name = v\n}\n",
     "m: this becomes one with the other target `default`\n"},
    {"InheritsAGroup",
     "group \"g\" {\n targets = [\"default\"]\n}\ntarget \"default\" {\n inherits = [\"g\"]\n}\n",
     "\"g\": `g` is a group, not a target\n"},
    {"InheritsAMatrix",
     "target \"m\" {\n matrix = {v = [\"a\", \"b\"]}\n name = \"m-${v}\"\n}\n"
     "target \"default\" {\n inherits = [\"m\"]\n}\n",
     "\"m\": `m` has a matrix: name one of its copies, such as `m-a`\n"},
    {"InheritsInACircle",
     "target \"a\" {\n inherits = [\"default\"]\n}\n"
     "target \"default\" {\n inherits = [\"a\"]\n}\n",
     "\"a\": `default` inherits from itself through `a`: bake leaves it out without a word\n"},
    {"NullToUnset",
     "target \"a\" {\n args = {X = \"1\"}\n dockerfile-inline = \"FROM x\\nARG X\"\n}\n"
     "target \"default\" {\n inherits = [\"a\"]\n args = {X = null}\n}\n",
     "null: `null` does not take `X` away from `default`: the other value stays\n"},
    {"DockerfileVariableInline",
     "target \"default\" {\n dockerfile-inline = \"FROM a\\nRUN echo ${PATH}\"\n}\n",
     "PATH: there is no variable named `PATH`; write `$${...}` to leave it to the Dockerfile\n"},
    {"NoDefault", "target \"app\" {\n tags = [\"a:1\"]\n}\n",
     "app: `docker buildx bake` without names fails: no target or group is called `default`\n"},
    {"SeveralTagsInAString", "target \"default\" {\n tags = [\"a:1,a:2\"]\n}\n",
     "\"a:1,a:2\": the build refuses the tag `a:1,a:2`: each tag is a string of its own in the "
     "list\n"},
    {"PlatformsSeparatedByBlanks",
     "target \"default\" {\n platforms = [\"linux/amd64 linux/arm64\"]\n}\n",
     "\"linux/amd64 linux/arm64\": the build refuses the platform `linux/amd64 linux/arm64`: "
     "`linux/amd64 linux/arm64` is no `os/arch` or `os/arch/variant`\n"},
    {"StringForAList", "target \"default\" {\n tags = \"a:1\"\n}\n",
     "\"a:1\": unsuitable value for `tags`: list of string required\n"},
    {"InheritedAttributeOfAnother",
     "target \"a\" {\n tags = [\"a:1\"]\n}\ntarget \"b\" {\n inherits = [\"a\"]\n}\n"
     "target \"default\" {\n tags = [target.b.tags[0]]\n}\n",
     "target.b.tags: `b` does not set `tags` itself: what a target inherits, or gets by default, "
     "cannot be referred to\n"},
    {"OneLineBlockWithTwoAttributes", "target \"default\" { target=\"a\" call=\"b\" }\n",
     "call: a block on one line holds one attribute and nothing else\n"},
    {"TagsOfTwoParents",
     "target \"a\" {\n tags = [\"a:1\"]\n}\ntarget \"b\" {\n tags = [\"b:1\"]\n}\n"
     "target \"default\" {\n inherits = [\"a\", \"b\"]\n}\n",
     "\"a\": `default` gets no tags from `a`: those of `b` replace them\n"},
    {"ImageOfAnotherTarget",
     "target \"a\" {\n tags = [\"x/a:1\", \"x/a:2\"]\n dockerfile-inline = \"FROM b\"\n}\n"
     "target \"default\" {\n dockerfile-inline = \"FROM x/a:1\"\n}\n",
     "default: `default` takes `x/a:1` from the registry, and not what `a` builds: no context "
     "links the two\n"},
    {"MemberThatIsNothing", "group \"default\" {\n targets = [\"ap\"]\n}\ntarget \"app\" {}\n",
     "\"ap\": there is no target or group named `ap`; did you mean `app`?\n"},
    {"GroupThatHidesATarget",
     "group \"app\" {\n targets = [\"default\"]\n}\ntarget \"app\" {}\ntarget \"default\" {}\n",
     "app: `app` means the group: the target of that name cannot be asked for\n"},
    {"LinkToNothing",
     "target \"app\" {}\ntarget \"default\" {\n contexts = {a = \"target:ap\"}\n}\n",
     "a = \"target:ap\": there is no target named `ap`; did you mean `app`?\n"},
    {"LinksInALoop",
     "target \"a\" {\n contexts = {x = \"target:default\"}\n}\n"
     "target \"default\" {\n contexts = {x = \"target:a\"}\n}\n",
     "x = \"target:a\": the links between `default` and `a` make a loop\n"},
    {"LinkForOtherPlatforms",
     "target \"a\" {\n platforms = [\"linux/amd64\", \"linux/386\"]\n}\n"
     "target \"default\" {\n contexts = {x = \"target:a\"}\n"
     " platforms = [\"linux/amd64\", \"linux/arm64\"]\n}\n",
     "x = \"target:a\": target `a` cannot be used by `default`: it is not built for "
     "linux/arm64\n"},
    {"MissingStage",
     "target \"default\" {\n target = \"run\"\n dockerfile-inline = \"FROM a AS build\"\n}\n",
     "\"run\": no stage of the inline Dockerfile is called `run`\n"},
    {"ArgumentThatNobodyDeclares",
     "target \"default\" {\n args = {VERSON = \"1\"}\n"
     " dockerfile-inline = \"FROM a\\nARG VERSION\"\n}\n",
     "VERSON = \"1\": no ARG of the inline Dockerfile declares `VERSON`; did you mean "
     "`VERSION`?\n"},
};

INSTANTIATE_TEST_SUITE_P(Users, BakeMistake, testing::ValuesIn(mistakes),
                         [](const auto& one) { return std::string(one.param.name); });

} // namespace
} // namespace dflint
