// SPDX-License-Identifier: Apache-2.0
// What bake makes of its files: links, requests, overrides, mistakes, output, provenance.
#include "test/bake/project_of.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

// Links

TEST(BakeLinks, BuildTheLinkedTargetWithoutOutput) {
    const Project project = project_of(
        {{"docker-bake.hcl", "target \"default\" {\n contexts = {b = \"target:base\"}\n}\n"
                             "target \"base\" {\n entitlements = [\"security.insecure\"]\n}\n"}});
    EXPECT_EQ(target(project, "default"),
              R"("context":".","contexts":{"b":"target:base"},"dockerfile":"Dockerfile",)"
              R"("entitlements":["security.insecure"])");
    EXPECT_EQ(target(project, "base"),
              plain + R"(,"output":[{"type":"cacheonly"}],"entitlements":["security.insecure"])");
}

TEST(BakeLinks, ToItselfInALoopOrToNothingAreWrong) {
    EXPECT_EQ(mistakes(all_of("target \"a\" {\n contexts = {x = \"target:a\"}\n}\n")),
              "x = \"target:a\": target `a` cannot link to itself\n");
    EXPECT_EQ(mistakes(all_of("target \"a\" {\n contexts = {x = \"target:b\"}\n}\n"
                              "target \"b\" {\n contexts = {x = \"target:a\"}\n}\n")),
              "x = \"target:a\": the links between `b` and `a` make a loop\n");
    EXPECT_EQ(mistakes(all_of("target \"a\" {\n contexts = {x = \"target:none\"}\n}\n")),
              "x = \"target:none\": there is no target named `none`\n");
    EXPECT_EQ(
        mistakes(all_of("target \"a\" {\n contexts = {x = \"target:b\"}\n"
                        " platforms = [\"linux/amd64\", \"linux/arm64\"]\n}\n"
                        "target \"b\" {\n platforms = [\"linux/amd64\", \"linux/s390x\"]\n}\n")),
        "x = \"target:b\": target `b` cannot be used by `a`: it is not built for linux/arm64\n");
}

// Requests and overrides

TEST(BakeRequests, WantADefaultOrNames) {
    EXPECT_EQ(mistakes(project_of({{"docker-bake.hcl", "target \"app\" {}\n"}})),
              ": there is no target or group named `default`: name what to build, or make one\n");
    Invocation invocation;
    invocation.targets = {"a*", "b.x"};
    const Project project =
        project_of({{"docker-bake.hcl",
                     "target \"a1\" {}\ntarget \"a2\" {}\ntarget \"b_x\" {}\ntarget \"c\" {}\n"}},
                   invocation);
    EXPECT_EQ(project.targets.size(), 3U);
    invocation.targets = {"z*"};
    EXPECT_EQ(mistakes(project_of({{"docker-bake.hcl", "target \"a\" {}\n"}}, invocation)),
              "command line: could not find any target matching `z*`\n");
}

TEST(BakeOverrides, SetWhatTheyName) {
    const char* text =
        "target \"t\" {\n tags = [\"a\"]\n args = {A = \"a\"}\n platforms = [\"linux/amd64\"]\n}\n";
    EXPECT_EQ(
        target(all_of(text, with_overrides({"t.tags=x", "*.args.B=b=c", "t.platform=linux/arm64",
                                            "t.context=dir", "t.no-cache=true", "t.labels.x.y=z"})),
               "t"),
        R"("context":"dir","dockerfile":"Dockerfile","args":{"A":"a","B":"b=c"},)"
        R"("labels":{"x.y":"z"},"tags":["x"],"platforms":["linux/arm64"],"no-cache":true)");
    EXPECT_EQ(target(all_of(text, with_overrides({"t.tags+=x", "t.tags+=y"})), "t"),
              plain + R"(,"args":{"A":"a"},"tags":["a","x","y"],"platforms":["linux/amd64"])");
    EXPECT_EQ(target(all_of("target \"t\" {\n network = \"none\"\n ulimits = [\"a=1\"]\n}\n",
                            with_overrides({"t.network=host", "t.ulimits=b=1"})),
                     "t"),
              plain + R"(,"network":"")");
}

TEST(BakeOverrides, ThatReplaceAListAreRemarked) {
    const char* text = "target \"base\" {\n tags = [\"a\", \"b\"]\n}\n"
                       "target \"t\" {\n inherits = [\"base\"]\n output = [\"type=docker\"]\n}\n";
    EXPECT_EQ(remarks(all_of(text, with_overrides({"t.tags=x"}))),
              "docker-bake.hcl:[\"a\", \"b\"]: `--set t.tags=` replaces this list; "
              "`--set t.tags+=` adds to it\n");
    EXPECT_EQ(remarks(all_of(text, with_overrides({"t.output=type=registry"}))),
              "docker-bake.hcl:[\"type=docker\"]: `--set t.output=` replaces this list; "
              "`--set t.output+=` adds to it\n");
    for (const char* harmless : {"t.tags+=x", "t.platform=linux/amd64", "t.attest=type=sbom"}) {
        EXPECT_EQ(remarks(all_of(text, with_overrides({harmless}))), "") << harmless;
    }
    EXPECT_EQ(remarks(all_of(text, with_overrides({"t.tags=b", "t.tags=a"}))), "")
        << "nothing is lost";
}

TEST(BakeVariables, WhoseLaterDefaultTheEnvironmentBeatsAreRemarked) {
    const std::map<std::string, std::string> files{
        {"docker-bake.hcl", "variable \"TAG\" {\n default = \"1\"\n}\n"
                            "variable \"N\" {\n default = 1\n}\n"
                            "target \"default\" {\n tags = [TAG]\n}\n"},
        {"docker-bake.override.hcl", "variable \"TAG\" {\n default = \"2\"\n}\n"}};
    Invocation invocation;
    EXPECT_EQ(remarks(project_of(files, invocation)), "");
    invocation.environment = {{"TAG", "3"}, {"N", "2"}};
    EXPECT_EQ(remarks(project_of(files, invocation)),
              "docker-bake.override.hcl:\"2\": the environment sets `TAG`, which beats the default "
              "of a later file, too; `--var TAG=...` beats both\n");
    invocation.environment = {{"TAG", "2"}};
    EXPECT_EQ(remarks(project_of(files, invocation)), "") << "the same value";
    invocation.environment = {{"TAG", "3"}};
    invocation.variables = {{"TAG", "3"}};
    EXPECT_EQ(remarks(project_of(files, invocation)), "") << "said on purpose";
}

TEST(BakeOverrides, PushAndLoadChangeTheOutput) {
    EXPECT_EQ(target(all_of("target \"t\" {}\n", with_overrides({"*.push=true"})), "t"),
              plain + R"(,"output":[{"push":"true","type":"image"}])");
    EXPECT_EQ(
        target(all_of("target \"t\" {}\n", with_overrides({"*.load=true", "*.push=true"})), "t"),
        plain + R"(,"output":[{"push":"true","type":"image"},{"type":"docker"}])");
    EXPECT_EQ(
        target(
            all_of("target \"t\" {\n output = [\"type=registry\", \"type=image,push=true\"]\n}\n",
                   with_overrides({"*.push=false"})),
            "t"),
        plain + R"(,"output":[{"push":"false","type":"image"}])");
    EXPECT_EQ(target(all_of("target \"t\" {}\n", with_overrides({"*.load=true"})), "t"),
              plain + R"(,"output":[{"type":"docker"}])");
}

TEST(BakeOverrides, TakeArgumentsFromTheEnvironment) {
    Invocation invocation = with_overrides({"t.args.SET", "t.args.UNSET"});
    invocation.environment = {{"SET", "x"}};
    EXPECT_EQ(target(all_of("target \"t\" {}\n", invocation), "t"),
              plain + R"(,"args":{"SET":"x"})");
}

TEST(BakeOverrides, OfUnknownKeysAndTargetsAreWrong) {
    EXPECT_EQ(mistakes(all_of("target \"t\" {}\n",
                              with_overrides({"t.platforms=x", "t.inherits=x", "u.tags=x", "tags=x",
                                              "t.tags", "t.args=x", "t.pull=maybe"}))),
              "command line: --set t.platforms=x: unknown key `platforms`; the key of --set is "
              "`platform`\n"
              "command line: --set t.inherits=x: unknown key `inherits`; `inherits` can be set in "
              "bake files only\n"
              "command line: --set u.tags=x: could not find any target matching 'u'\n"
              "command line: --set tags=x: invalid override key tags, expected target.name\n"
              "command line: --set t.tags: invalid override t.tags, expected target.name=value\n"
              "command line: --set t.args=x: invalid key t.args, args requires name\n"
              "command line: --set for `t`: invalid value maybe for boolean key pull\n");
}

TEST(BakeOverrides, SayWhatWasMeantByAKey) {
    const auto mistake = [](const char* override) {
        const std::string all = mistakes(
            all_of("variable \"CACHE_TYPE\" {}\ntarget \"t\" {}\n", with_overrides({override})));
        return all.substr(all.find(": unknown") + 2);
    };
    EXPECT_EQ(mistake("*.CACHE_TYPE=gha"),
              "unknown key `CACHE_TYPE`; `CACHE_TYPE` is a variable: `--var CACHE_TYPE=...` or the "
              "environment sets it\n");
    EXPECT_EQ(mistake("t.DEBUG=1"), "unknown key `DEBUG`; `args.DEBUG` sets a build argument\n");
    EXPECT_EQ(mistake("t.cache_from=x"), "unknown key `cache_from`; did you mean `cache-from`?\n");
    EXPECT_EQ(mistake("t.tag=x"), "unknown key `tag`; did you mean `tags`?\n");
    EXPECT_EQ(mistake("t.nothing=x"), "unknown key `nothing`\n");
    EXPECT_EQ(mistakes(all_of("target \"t\" {}\n", with_overrides({"t.secret=x"}))),
              "command line: --set t.secret=x: `secret` needs the id of a secret, as in "
              "`secret.ID=...`; the list is `secrets`\n");
}

// What people really get wrong: the cause is named

TEST(BakeMistakes, NameTheirCause) {
    EXPECT_EQ(
        mistakes(all_of("target \"t\" {\n cache-to = [{type = registry, ref = \"r\"}]\n}\n")),
        "registry: there is no variable named `registry`; write `\"registry\"` to mean the text\n");
    EXPECT_EQ(
        mistakes(all_of("target \"t\" {\n dockerfile-inline = \"FROM a\\nRUN echo ${PATH}\"\n}\n")),
        "PATH: there is no variable named `PATH`; write `$${...}` to leave it to the Dockerfile\n");
    EXPECT_EQ(mistakes(all_of("variable \"VERSION\" {}\ntarget \"t\" {\n tags = [\"${VERSON}\", "
                              "\"${VERSON}\"]\n}\n")),
              "VERSON: there is no variable named `VERSON`; did you mean `VERSION`?\n"
              "VERSON: there is no variable named `VERSON`; did you mean `VERSION`?\n");
    EXPECT_TRUE(all_of("target \"t\" { a=1 b=2 }\n").has_errors());
}

TEST(BakeMistakes, AreExplainedWhereInheritedValuesAreReferredTo) {
    const std::string before =
        "target \"a\" {\n tags = [\"x\"]\n}\ntarget \"b\" {\n inherits = [\"a\"]\n}\n";
    const std::string why =
        "target.b.tags: `b` does not set `tags` itself: what a target inherits, or "
        "gets by default, cannot be referred to\n";
    EXPECT_EQ(mistakes(all_of(before + "target \"c\" {\n tags = [target.b.tags[0]]\n}\n")), why);
    EXPECT_EQ(mistakes(all_of(before + "target \"c\" {\n tags = [\"${target.b.tags}y\"]\n}\n")),
              why);
}

TEST(BakeMistakes, OfABlockDoNotHideThoseOfOthers) {
    EXPECT_EQ(mistakes(all_of(
                  "variable \"A\" {\n default = nope1\n}\ntarget \"a\" {\n tags = [nope2]\n}\n"
                  "target \"b\" {\n inherits = [\"nope3\"]\n args = {X = A}\n}\n")),
              "nope1: there is no variable named `nope1`\n"
              "nope2: there is no variable named `nope2`\n"
              "\"nope3\": there is no target named `nope3`\n");
}

// Output

TEST(BakePrint, EscapesTemplatesWhereBuildxDoes) {
    EXPECT_EQ(target(all_of("target \"t\" {\n args = {A = \"$${x}\"}\n tags = [\"$${x}\"]\n"
                            " dockerfile-inline = \"FROM $${x} %%{y}\"\n}\n"),
                     "t"),
              R"("context":".","dockerfile":"Dockerfile","dockerfile-inline":"FROM $${x} %%{y}",)"
              R"("args":{"A":"$${x}"},"tags":["${x}"])");
}

TEST(BakePrint, KeepsUnsetThingsOutAndDefaultsIn) {
    EXPECT_EQ(target(all_of("target \"t\" {\n dockerfile = \"\"\n context = \"\"\n tags = []\n "
                            "description = \"\"\n}\n"),
                     "t"),
              R"("context":"","dockerfile":"Dockerfile")");
}

// Provenance

TEST(BakeProvenance, PointsAtTheElementThatWasWritten) {
    const Project project = project_of(
        {{"a.hcl", "target \"base\" {\n args = {A = \"1\", B = \"2\"}\n}\n"},
         {"b.hcl",
          "L = [\"x\"]\ntarget \"default\" {\n inherits = [\"base\"]\n args = {B = \"3\"}\n"
          " tags = [\"a\", \"b\"]\n platforms = L\n}\n"}},
        with_files({"a.hcl", "b.hcl"}));
    const auto slice = [&](Origin origin) {
        return std::to_string(origin.file) + ":" +
               std::string(project.files[origin.file].source->slice(origin.at));
    };
    const Attributes& attributes = project.target("default")->attributes;
    EXPECT_EQ(slice(attributes.find(AttributeId::args)->element("A")->at), "0:A = \"1\"");
    EXPECT_EQ(slice(attributes.find(AttributeId::args)->element("B")->at), "1:B = \"3\"");
    EXPECT_EQ(slice(attributes.find(AttributeId::tags)->elements[1].at), "1:\"b\"");
    EXPECT_EQ(slice(attributes.find(AttributeId::platforms)->elements[0].at), "1:L");
    EXPECT_EQ(slice(project.definitions[1].at), "1:default");
    EXPECT_TRUE(project.variables[0].is_used);
}

TEST(BakeProvenance, SaysInWhichFileAMistakeStands) {
    const Project project =
        project_of({{"a.hcl", "V = nope\n"}, {"b.hcl", "target \"default\" {\n tags = [V]\n}\n"}},
                   with_files({"a.hcl", "b.hcl"}));
    ASSERT_EQ(project.diagnostics.size(), 1U);
    EXPECT_EQ(project.diagnostics[0].file, 0U);
    EXPECT_EQ(mistakes(project), "nope: there is no variable named `nope`\n");
}

TEST(BakeRequests, FindComposeFilesByWhatIsInThem) {
    const Project project =
        project_of({{"stack", "services: {default: {build: x}}\n"}}, with_files({"stack"}));
    EXPECT_EQ(target(project, "default"), R"("context":"x","dockerfile":"Dockerfile")");
}

TEST(BakeRequests, MayKeepTheEnvironmentOutOfComposeFiles) {
    Invocation invocation;
    invocation.environment = {{"T", "env"}, {"BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP", "1"}};
    const std::map<std::string, std::string> files = {
        {"compose.yaml", "services: {default: {build: {target: '${T:-none}'}}}\n"}};
    EXPECT_EQ(target(project_of(files, invocation), "default"), plain + R"(,"target":"none")");
    invocation.variables = {{"T", "var"}};
    EXPECT_EQ(target(project_of(files, invocation), "default"), plain + R"(,"target":"var")");
}

} // namespace
} // namespace dflint::bake
