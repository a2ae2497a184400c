// SPDX-License-Identifier: Apache-2.0
// What bake makes of its files: lookup, blocks, attributes, evaluation, overrides, output.
#include "test/bake/project_of.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

Invocation with_files(std::vector<std::string> files) {
    Invocation invocation;
    invocation.files = std::move(files);
    return invocation;
}

Invocation with_overrides(std::vector<std::string> overrides) {
    Invocation invocation;
    invocation.overrides = std::move(overrides);
    return invocation;
}

const std::string plain = R"("context":".","dockerfile":"Dockerfile")";

// Files

TEST(BakeFiles, AreFoundByTheirDefaultNamesAndMergedInThatOrder) {
    const Project project = project_of({
        {"docker-bake.override.hcl", "target \"default\" {\n tags = [\"d\"]\n}\n"},
        {"docker-bake.hcl", "target \"default\" {\n tags = [\"b\"]\n target = \"b\"\n}\n"},
        {"docker-bake.json",
         R"({"target": {"default": {"tags": ["a"], "target": "a", "call": "a"}}})"},
        {"docker-bake.override.json", R"({"target": {"default": {"tags": ["c"]}}})"},
        {"other.hcl", "target \"other\" {}\n"},
    });
    EXPECT_EQ(target(project, "default"), plain + R"(,"tags":["d"],"target":"b","call":"a")");
}

TEST(BakeFiles, NamedOnesReplaceTheDefaultsAndKeepTheirOrder) {
    const std::map<std::string, std::string> files = {
        {"docker-bake.hcl", "target \"default\" {\n call = \"x\"\n}\n"},
        {"a.hcl", "target \"default\" {\n tags = [\"a\"]\n}\n"},
        {"b.hcl", "target \"default\" {\n tags = [\"b\"]\n}\n"}};
    EXPECT_EQ(target(project_of(files, with_files({"b.hcl", "a.hcl"})), "default"),
              plain + R"(,"tags":["a"])");
    EXPECT_EQ(target(project_of(files, with_files({"cwd://a.hcl"})), "default"),
              plain + R"(,"tags":["a"])");
}

TEST(BakeFiles, EmptyOrMissingOnesAreNoDefinition) {
    const MemoryTree nothing;
    const auto inputs = read_inputs({}, nothing, "");
    ASSERT_FALSE(inputs);
    EXPECT_EQ(inputs.error().message, "couldn't find a bake definition");
    MemoryTree empty;
    empty.add("docker-bake.hcl", "");
    EXPECT_FALSE(read_inputs({}, empty, ""));
    EXPECT_FALSE(read_inputs(with_files({"missing.hcl"}), nothing, ""));
}

TEST(BakeFiles, OfOtherNamesAreReadByWhatIsInThem) {
    EXPECT_EQ(
        target(project_of({{"bake", "target \"default\" {}\n"}}, with_files({"bake"})), "default"),
        plain);
    EXPECT_EQ(target(project_of({{"bake", R"({"target": {"default": {}}})"}}, with_files({"bake"})),
                     "default"),
              plain);
}

TEST(BakeFiles, ComposeDefinitionsComeFirst) {
    ComposeContent content;
    Definition definition;
    definition.name = "default";
    definition.attributes[AttributeId::tags].elements = {{"", Value("compose"), {}}};
    definition.attributes[AttributeId::call].value = Value("compose");
    content.definitions.push_back(definition);
    std::vector<Input> inputs;
    inputs.push_back({std::make_shared<const SourceFile>(
                          "docker-bake.hcl", "target \"default\" {\n tags = [\"hcl\"]\n}\n"),
                      std::nullopt});
    inputs.push_back({std::make_shared<const SourceFile>("compose.yaml", ""), std::move(content)});
    const Project project = understand(std::move(inputs), {});
    EXPECT_EQ(target(project, "default"), plain + R"(,"tags":["hcl"],"call":"compose")");
}

TEST(BakeFiles, SameTopLevelAttributeIsWrongInOneFileAndReplacedByALaterOne) {
    EXPECT_TRUE(all_of("A = 1\nA = 2\ntarget \"t\" {}\n").has_errors());
    const Project project = project_of(
        {{"a.hcl", "A = 1\ntarget \"default\" {\n tags = [\"${A}\"]\n}\n"}, {"b.hcl", "A = 2\n"}},
        with_files({"a.hcl", "b.hcl"}));
    EXPECT_EQ(target(project, "default"), plain + R"(,"tags":["2"])");
}

// Blocks

TEST(BakeBlocks, NeedExactlyOneName) {
    EXPECT_EQ(mistakes(all_of("target {}\ntarget \"a\" \"b\" {}\ntarget c {}\n")),
              "target: a target needs a name: `target \"name\" {`\n"
              "b: a target has one name only\n");
}

TEST(BakeBlocks, UnknownOnesAndUnknownAttributesAreIgnoredAndRemembered) {
    const Project project = all_of("services \"x\" {\n a = nope\n}\n"
                                   "target \"t\" {\n platform = nope\n args {\n  A = nope\n }\n}\n"
                                   "variable \"V\" {\n defualt = nope\n}\n");
    EXPECT_EQ(mistakes(project), "");
    std::string ignored;
    for (const Ignored& one : project.ignored)
        ignored += one.owner + "/" + one.name + (one.is_block ? "{} " : " ");
    EXPECT_EQ(ignored, "/services{} variable/defualt target/platform target/args{} ");
}

TEST(BakeBlocks, NamesHaveLettersDigitsDashesAndUnderscoresOnly) {
    EXPECT_EQ(mistakes(all_of("target \"a.b\" {}\ngroup \"x/y\" {\n targets = []\n}\n")),
              "a.b: invalid name `a.b`: only letters, digits, `_` and `-` are allowed in a name\n"
              "x/y: invalid name `x/y`: only letters, digits, `_` and `-` are allowed in a name\n");
}

TEST(BakeBlocks, FunctionsNeedParametersAndAResult) {
    EXPECT_EQ(mistakes(all_of("function \"f\" {\n result = 1\n}\n"
                              "function \"g\" {\n params = []\n}\n"
                              "function \"h\" {\n params = [\"x\"]\n result = 1\n extra = 1\n}\n"
                              "function \"i\" {\n params = []\n result = nope\n}\n"
                              "function \"upper\" {\n params = []\n result = \"never\"\n}\n"
                              "target \"t\" {\n tags = [upper(\"a\")]\n}\n")),
              "f: the function `f` needs `params`\n"
              "g: the function `g` needs `result`\n"
              "\"x\": the name of a parameter is written without quotes\n"
              "extra: a function has no `extra`\n"
              "nope: there is no variable named `nope`\n");
}

TEST(BakeBlocks, GroupsNeedTargetsAndNestAndWinOverTargets) {
    EXPECT_EQ(mistakes(all_of("group \"g\" {}\n")), "g: the group `g` needs `targets`\n");
    const Project project = project_of(
        {{"docker-bake.hcl",
          "group \"default\" {\n targets = [\"inner\", \"a\"]\n description = \"all\"\n}\n"
          "group \"inner\" {\n targets = [\"b\", \"b\"]\n}\n"
          "group \"a\" {\n targets = [\"c\"]\n}\n"
          "target \"a\" {}\ntarget \"b\" {}\ntarget \"c\" {}\n"}});
    EXPECT_EQ(
        printed(project),
        R"({"group":{"a":{"targets":["c"]},"default":{"description":"all","targets":["a","inner"]},)"
        R"("inner":{"targets":["b"]}},"target":{"b":{)" +
            plain + R"(},"c":{)" + plain + "}}}");
}

TEST(BakeBlocks, AGroupMayNotContainItself) {
    EXPECT_EQ(
        mistakes(project_of({{"docker-bake.hcl", "group \"default\" {\n targets = [\"g\"]\n}\n"
                                                 "group \"g\" {\n targets = [\"default\"]\n}\n"}})),
        "\"default\": the group `default` contains itself\n");
}

TEST(BakeBlocks, LaterGroupsReplaceEarlierOnes) {
    const Project project =
        project_of({{"docker-bake.hcl", "group \"default\" {\n targets = [\"a\"]\n}\n"
                                        "group \"default\" {\n targets = [\"b\"]\n}\n"
                                        "target \"a\" {}\ntarget \"b\" {}\n"}});
    EXPECT_EQ(project.target("a"), nullptr);
    EXPECT_NE(project.target("b"), nullptr);
}

// Attributes

TEST(BakeAttributes, ScalarsConvertAndOthersDoNot) {
    EXPECT_EQ(target(all_of("target \"t\" {\n pull = \"true\"\n no-cache = false\n shm-size = 128\n"
                            " args = {A = 1, B = true, C = null, D = \"d\"}\n tags = [1]\n}\n"),
                     "t"),
              plain + R"(,"args":{"A":"1","B":"true","D":"d"},"tags":["1"],"pull":true,)"
                      R"("no-cache":false,"shm-size":"128")");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n pull = 1\n no-cache = \"yes\"\n tags = \"a\"\n"
                              " platforms = [null]\n args = [\"a\"]\n context = []\n}\n")),
              "1: unsuitable value for `pull`: bool required\n"
              "\"yes\": unsuitable value for `no-cache`: a bool is required\n"
              "\"a\": unsuitable value for `tags`: list of string required\n"
              "null: unsuitable value for `platforms`: element 0: null value is not allowed\n"
              "[\"a\"]: unsuitable value for `args`: map of string required\n"
              "[]: unsuitable value for `context`: string required\n");
}

TEST(BakeAttributes, EmptyStringsAndDuplicatesAreDropped) {
    EXPECT_EQ(target(all_of("target \"t\" {\n tags = [\"a\", \"\", \"a\"]\n"
                            " contexts = {x = \"\", y = \"z\"}\n cache-from = [\"\", \"r\"]\n}\n"),
                     "t"),
              R"("context":".","contexts":{"y":"z"},"dockerfile":"Dockerfile","tags":["a"],)"
              R"("cache-from":[{"ref":"r","type":"registry"}])");
}

TEST(BakeAttributes, EntriesAreReadFromTextAndFromObjects) {
    EXPECT_EQ(
        target(
            all_of(
                "target \"t\" {\n"
                " output = [\"out\", \"type=image,push=true\", {type = \"oci\", dest = \"x\"}]\n"
                " cache-to = [\"type=gha,mode=max\", {type = \"inline\"}]\n"
                " attest = [\"type=sbom,disabled=true\", {type = \"provenance\", mode = \"max\"}]\n"
                " secret = [\"id=a,src=f\", \"type=env,id=b,src=B\", {id = \"c\", env = \"C\", no "
                "= 1}]\n"
                " ssh = [\"default\", \"k=a,b\", {id = \"o\", paths = [\"p\"]}]\n}\n"),
            "t"),
        R"("attest":[{"disabled":true,"type":"sbom"},{"mode":"max","type":"provenance"}],)" +
            plain +
            R"(,"cache-to":[{"mode":"max","type":"gha"},{"type":"inline"}],)"
            R"("secret":[{"id":"a","src":"f"},{"id":"b","env":"B"},{"id":"c","env":"C"}],)"
            R"("ssh":[{"id":"default"},{"id":"k","paths":["a","b"]},{"id":"o","paths":["p"]}],)"
            R"("output":[{"dest":"out","type":"local"},{"push":"true","type":"image"},)"
            R"({"dest":"x","type":"oci"}])");
    EXPECT_EQ(target(all_of("target \"t\" {\n output = [\"-\"]\n}\n"), "t"),
              plain + R"(,"output":[{"dest":"-","type":"tar"}])");
}

TEST(BakeAttributes, WrongEntriesAreSaidWithBuildxWords) {
    EXPECT_EQ(
        mistakes(all_of("target \"t\" {\n"
                        " output = [\"push=true,a=b\", \"type=image,x\"]\n"
                        " cache-from = [\"mode=max\"]\n"
                        " attest = [\"mode=max\"]\n"
                        " secret = [\"id=a,x=1\", \"type=dir\", \"a\"]\n"
                        " cache-to = {type = \"gha\"}\n}\n")),
        "\"push=true,a=b\": unsuitable value for `output`: type is required for output\n"
        "\"type=image,x\": unsuitable value for `output`: invalid value x\n"
        "\"mode=max\": unsuitable value for `cache-from`: type required for \"mode=max\"\n"
        "\"mode=max\": unsuitable value for `attest`: attestation type not specified\n"
        "\"id=a,x=1\": unsuitable value for `secret`: unexpected key 'x' in 'x=1'\n"
        "\"type=dir\": unsuitable value for `secret`: unsupported secret type \"dir\"\n"
        "\"a\": unsuitable value for `secret`: invalid field 'a' must be a key=value pair\n"
        "{type = \"gha\"}: unsuitable value for `cache-to`: list of map of string required\n");
}

TEST(BakeAttributes, EntriesMayHoldWhatNobodyKnows) {
    EXPECT_EQ(
        printed(all_of("target \"t\" {\n cache-to = [{type = \"gha\", scope = timestamp()}]\n}\n")),
        R"({"group":{"default":{"targets":["t"]}},"target":{"t":{)" + plain +
            R"(,"cache-to":[{"scope":null,"type":"gha"}]}}})"
            "\ntarget `t`, cache-to: `timestamp()` depends on the clock");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n cache-to = [{scope = timestamp()}]\n}\n")),
              "{scope = timestamp()}: unsuitable value for `cache-to`: type required for \"\"\n");
}

TEST(BakeAttributes, ResourcesAndPolicyHaveTheirFields) {
    EXPECT_EQ(
        target(all_of("target \"t\" {\n resources = {memory = \"1g\", cpu-shares = 5, x = 1}\n"
                      " policy = [\"filename=p,strict=true\"]\n}\n"),
               "t"),
        plain + R"(,"policy":[{"Files":[{"Filename":"p","Data":null}],"Reset":false,)"
                R"("Disabled":false,"Strict":true,"LogLevel":null}],)"
                R"("resources":{"memory":"1g","cpu-shares":5})");
}

TEST(BakeAttributes, HostNetworkNeedsAnEntitlement) {
    EXPECT_EQ(target(all_of("target \"t\" {\n network = \"host\"\n}\n"), "t"),
              plain + R"(,"network":"host","entitlements":["network.host"])");
}

TEST(BakeAttributes, MergeEachInItsOwnWay) {
    const char* text =
        "target \"t\" {\n tags = [\"a\"]\n cache-from = [\"a\", \"b\"]\n args = {A = 1, B = 1}\n"
        " secret = [\"id=a,src=1\", \"id=b\"]\n annotations = [\"a=1\"]\n call = \"x\"\n"
        " platforms = [\"linux/amd64\"]\n contexts = {x = \"y\"}\n}\n"
        "target \"t\" {\n tags = [\"b\"]\n cache-from = [\"b\", \"c\"]\n"
        " args = {B = 2, A = null}\n secret = [\"id=a,src=2\"]\n annotations = [\"b=1\"]\n"
        " call = null\n platforms = []\n contexts = {x = \"\"}\n}\n";
    EXPECT_EQ(
        target(all_of(text), "t"),
        R"("annotations":["a=1","b=1"],)" + plain +
            R"(,"args":{"A":"1","B":"2"},"tags":["b"],)"
            R"("cache-from":[{"ref":"a","type":"registry"},{"ref":"b","type":"registry"},)"
            R"({"ref":"c","type":"registry"}],"secret":[{"id":"a","src":"2"},{"id":"b"}],"call":"x")");
}

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
              "\"bse\": there is no target named `bse`; did you mean `base`\n"
              "\"g\": `g` is a group, not a target\n"
              "\"m\": `m` has a matrix: name one of its copies, such as `m-1`\n");
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
              "matrix: duplicate name `t`: a matrix needs `name`, other for each combination\n");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n name = \"t\"\n matrix = {v = [1, 2]}\n}\n")),
              "\"t\": duplicate name `t`: the matrix needs another one for each combination\n");
    EXPECT_EQ(
        mistakes(all_of("target \"t\" {\n name = \"t-${v}\"\n matrix = {v = [\"1.2\"]}\n}\n")),
        "\"t-${v}\": invalid name `t-1.2`: only letters, digits, `_` and `-` are allowed in a "
        "name; `sanitize()` replaces all others\n");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n name = \"x\"\n}\n")),
              "name: `name` needs a `matrix`\n");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n matrix = [1]\n}\ntarget \"u\" {}\n")),
              "[1]: matrix must be a map of lists\n");
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n matrix = {v = \"1\"}\n}\ntarget \"u\" {}\n")),
              "{v = \"1\"}: matrix values must be a list: `v` is none\n");
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

TEST(BakeOverrides, PushAndLoadChangeTheOutput) {
    EXPECT_EQ(target(all_of("target \"t\" {}\n", with_overrides({"*.push=true"})), "t"),
              plain + R"(,"output":[{"push":"true","type":"image"}])");
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
              "command line: --set t.inherits=x: unknown key `inherits`\n"
              "command line: --set u.tags=x: could not find any target matching 'u'\n"
              "command line: --set tags=x: invalid override key tags, expected target.name\n"
              "command line: --set t.tags: invalid override t.tags, expected target.name=value\n"
              "command line: --set t.args=x: invalid key t.args, args requires name\n"
              "command line: --set for `t`: invalid value maybe for boolean key pull\n");
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
              "VERSON: there is no variable named `VERSON`; did you mean `VERSION`\n"
              "VERSON: there is no variable named `VERSON`; did you mean `VERSION`\n");
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

} // namespace
} // namespace dflint::bake
