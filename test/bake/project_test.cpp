// SPDX-License-Identifier: Apache-2.0
// What bake makes of its files: lookup, blocks, attributes.
#include "dflint/bake/missing.h"
#include "test/bake/project_of.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

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

TEST(BakeFiles, InJsonAreOneObject) {
    EXPECT_EQ(mistakes(project_of({{"docker-bake.json", R"([{"target": {"default": {}}}])"}})),
              "[: the file must hold one object, not a list\n");
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
                              "function \"j\" {\n params = []\n result = target.t.tags\n}\n"
                              "function \"upper\" {\n params = []\n result = \"never\"\n}\n"
                              "target \"t\" {\n tags = [upper(\"a\")]\n}\n")),
              "f: the function `f` needs `params`\n"
              "g: the function `g` needs `result`\n"
              "\"x\": the name of a parameter is written without quotes\n"
              "extra: a function has no `extra`\n"
              "nope: there is no variable named `nope`\n"
              "target: a function cannot read a `target`: hand over what it needs\n");
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

TEST(BakeBlocks, AGroupMayContainTheTargetOfItsName) {
    const auto asked = [](const std::string& text) {
        Invocation invocation;
        invocation.targets = {"a"};
        return printed(project_of({{"docker-bake.hcl", text}}, invocation));
    };
    EXPECT_EQ(
        asked("group \"a\" {\n targets = [\"a\", \"b\"]\n}\ntarget \"a\" {}\ntarget \"b\" {}\n"),
        R"({"group":{"a":{"targets":["a","b"]},"default":{"targets":["a"]}},"target":{"a":{)" +
            plain + R"(},"b":{)" + plain + "}}}");
    EXPECT_EQ(
        asked("group \"a\" {\n targets = [\"b\"]\n}\ngroup \"b\" {\n targets = [\"a\"]\n}\n"
              "target \"a\" {}\n"),
        R"({"group":{"a":{"targets":["b"]},"b":{"targets":["a"]},"default":{"targets":["a"]}},)"
        R"("target":{"a":{)" +
            plain + "}}}");
}

TEST(BakeBlocks, AnEmptyGroupInAGroupIsTakenForATarget) {
    const std::string groups = "group \"default\" {\n targets = [\"e\"]\n}\n"
                               "group \"e\" {\n targets = []\n}\n";
    EXPECT_EQ(mistakes(project_of({{"docker-bake.hcl", groups}})),
              "\"e\": the group `e` is empty, and there is no target of that name\n");
    const Project project = project_of({{"docker-bake.hcl", groups + "target \"e\" {}\n"}});
    EXPECT_EQ(target(project, "e"), plain);
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

TEST(BakeAttributes, OfEntriesMayNotBeNull) {
    EXPECT_EQ(mistakes(all_of("target \"t\" {\n tags = null\n cache-to = null\n"
                              " output = false ? [\"type=docker\"] : null\n}\n")),
              "null: unsuitable value for `cache-to`: null value is not allowed: an empty list "
              "stands for none\n"
              "false ? [\"type=docker\"] : null: unsuitable value for `output`: null value is not "
              "allowed: an empty list stands for none\n");
}

TEST(BakeAttributes, OverSeveralLinesAreWrongWhereTheyBegin) {
    const Project project = all_of("target \"t\" {\n tags = [\n  \"a\",\n  null\n ]\n args = {\n  "
                                   "A = []\n }\n secret = [\n  \"id=a,x=1\"\n ]\n}\n");
    EXPECT_EQ(mistakes(project),
              "[: unsuitable value for `tags`: element 1: null value is not allowed\n"
              "{: unsuitable value for `args`: element \"A\": string required\n"
              "[: unsuitable value for `secret`: unexpected key 'x' in 'x=1'\n");
    const SourceFile& file = *project.files[0].source;
    ASSERT_EQ(project.diagnostics[0].diagnostic.labels.size(), 1u);
    EXPECT_EQ(file.slice(project.diagnostics[0].diagnostic.labels[0].at), "null");
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

TEST(Matrix, OfUnknownCopiesLeavesNoNameMissing) {
    const std::string text = "variable \"V\" {}\ngroup \"all\" {\n targets = [\"m\", \"m-1\"]\n}\n"
                             "target \"m\" {\n name = \"m-${V}\"\n matrix = { k = [\"a\"] }\n}\n"
                             "target \"heir\" {\n inherits = [\"m-1\", \"m\"]\n}\n";
    Invocation unknown;
    unknown.is_environment_known = false;
    unknown.targets = {"all", "heir"};
    const Project project = project_of({{"docker-bake.hcl", text}}, unknown);
    EXPECT_EQ(mistakes(project), "\"m\": `m` has a matrix: name one of its copies\n");
    EXPECT_TRUE(has_unknown_copies(project));
}

TEST(Matrix, ThatIsEmptyMakesNoTarget) {
    Invocation invocation;
    invocation.targets = {"m"};
    const Project project = project_of(
        {{"docker-bake.hcl",
          "target \"m\" {\n name = \"m-${k}\"\n matrix = { k = [] }\n}\ntarget \"a\" {}\n"}},
        invocation);
    EXPECT_EQ(mistakes(project), "command line: the matrix of `m` is empty: it makes no target\n");
    EXPECT_FALSE(has_unknown_copies(project));
}

} // namespace
} // namespace dflint::bake
