// SPDX-License-Identifier: Apache-2.0
// Compose files that include and extend others.
#include "dflint/bake/compose.h"
#include "dflint/bake/compose_files.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

const Environment environment{.values = {{"DIR", "lib"}}};

/// `compose.yaml` and the files that it names.
struct Files {
    explicit Files(const std::string& text, std::map<std::string, std::string> others = {},
                   const std::string& directory = "", const Environment& given = environment)
        : tree(std::move(others)) {
        const std::string path = directory + "compose.yaml";
        tree.add(path, text);
        inputs.resize(1);
        inputs[0].source = std::make_shared<const SourceFile>(path, text);
        read_compose(inputs, {0}, tree, directory, given);
    }

    [[nodiscard]] std::string slice(const Origin& at) const {
        const SourceFile& file = *inputs[at.file].source;
        return file.path() + ":" + std::string(file.slice(at.at));
    }
    static std::string shown(const Value& value) {
        return !value.is_known() ? "?" : value.is_string() ? value.text() : "{}";
    }
    /// Each target as `name(attribute=value, ...)`.
    [[nodiscard]] std::string said() const {
        std::string out;
        for (const Definition& target : inputs[0].compose->definitions) {
            out += target.name + "(";
            for (const Attribute& each : target.attributes) {
                if (out.back() != '(') out += ", ";
                out += std::string(rule_of(each.id).name) + "=";
                if (each.elements.empty()) out += shown(each.value);
                for (const Element& element : each.elements) {
                    if (&element != &each.elements.front()) out += "+";
                    out += element.key + (element.key.empty() ? "" : ":") + shown(element.value);
                }
            }
            out += ") ";
        }
        return out;
    }
    /// Where an attribute of the first target is written.
    [[nodiscard]] std::string place(AttributeId id, std::size_t element) const {
        const Attribute* const found = inputs[0].compose->definitions.at(0).attributes.find(id);
        return slice(found->elements.empty() ? found->at : found->elements.at(element).at);
    }
    [[nodiscard]] std::string mistakes() const {
        std::string out;
        for (const FileDiagnostic& each : inputs[0].compose->diagnostics) {
            out += slice({each.file, each.diagnostic.at}) + ": " + each.diagnostic.message + "\n";
        }
        return out;
    }

    MemoryTree tree;
    std::vector<Input> inputs;
};

TEST(ComposeExtends, AServiceHasWhatItsBaseSays) {
    const Files files(
        "services:\n"
        "  base:\n    image: b\n    build: {context: x, target: t, args: {A: 1, B: 2},"
        " tags: [p], labels: [k=v]}\n"
        "  app:\n    extends: {service: base}\n"
        "    build: {target: u, args: {B: 3}, tags: [q], labels: {l: w}}\n");
    EXPECT_EQ(files.mistakes(), "");
    EXPECT_EQ(files.said(), "base(context=x, args=A:1+B:2, labels=k:v, tags=p, target=t) "
                            "app(context=x, args=A:1+B:3, labels=k:v+l:w, tags=p+q, target=u) ");
}

TEST(ComposeExtends, TheShortFormsCount) {
    const Files files("services:\n  base: {build: x, image: i}\n"
                      "  app: {extends: base, build: {target: t}}\n"
                      "  other: {extends: base, image: j}\n");
    EXPECT_EQ(files.said(), "base(context=x, tags=i) app(context=x, tags=i, target=t) "
                            "other(context=x, tags=j) ");
}

TEST(ComposeExtends, AnExtensionJoinsThatOfTheBase) {
    const Files files("services:\n  base: {build: {x-bake: {platforms: [a], tags: [b]}}}\n"
                      "  app: {extends: base, build: {x-bake: {platforms: [c]}}}\n");
    EXPECT_EQ(files.said(), "base(tags=b, platforms=a) app(tags=b, platforms=a+c) ");
}

TEST(ComposeExtends, PathsOfAnotherFileCountFromThere) {
    const Files files("services:\n  app: {extends: {file: '${DIR}/base.yaml', "
                      "service: base}, build: {args: {A: 2}}}\n",
                      {{"lib/base.yaml", "services:\n  base:\n    extends: {file: ../c.yaml, "
                                         "service: c}\n    build: {context: ./x, "
                                         "additional_contexts: [y=../y, z=docker-image://z]}\n"},
                       {"c.yaml", "services: {c: {build: {args: {A: 1, B: 1}}}}\n"}});
    EXPECT_EQ(files.mistakes(), "");
    EXPECT_EQ(files.said(), "app(context=lib/x, contexts=y:y+z:docker-image://z, args=A:2+B:1) ");
    EXPECT_EQ(files.place(AttributeId::context, 0), "lib/base.yaml:./x");
    EXPECT_EQ(files.place(AttributeId::args, 0), "compose.yaml:2");
    EXPECT_EQ(files.place(AttributeId::args, 1), "c.yaml:1");
}

TEST(ComposeExtends, MistakesAreToldWhereTheyAreWritten) {
    EXPECT_EQ(Files("services: {a: {extends: b, build: .}}\n").mistakes(),
              "compose.yaml:b: there is no service `b`\n");
    EXPECT_EQ(Files("services: {a: {extends: {file: x.yaml, service: b}}}\n").mistakes(),
              "compose.yaml:x.yaml: there is no file `x.yaml`\n");
    EXPECT_EQ(Files("services: {a: {extends: {file: x.yaml, service: b}}}\n",
                    {{"x.yaml", "services: {c: {}}\n"}})
                  .mistakes(),
              "compose.yaml:b: there is no service `b` in `x.yaml`\n");
    EXPECT_EQ(Files("services: {a: {extends: {file: x.yaml}}}\n").mistakes(),
              "compose.yaml:{file: x.yaml}: `extends` needs a `service`\n");
    EXPECT_EQ(Files("services: {a: {extends: {file: x.yaml, service: b}}}\n",
                    {{"x.yaml", "services: {b: {extends: c}}\n"}})
                  .mistakes(),
              "x.yaml:c: there is no service `c`\n");
}

TEST(ComposeExtends, ACycleIsAMistake) {
    const Files files("services:\n  a: {extends: b, build: x}\n"
                      "  b: {extends: a, build: {target: t}}\n");
    EXPECT_EQ(files.mistakes(),
              "compose.yaml:b: the service extends itself, directly or through others\n");
    std::string text = "services:\n  s0: {build: x}\n";
    for (int i = 1; i <= 150; ++i) {
        text += "  s" + std::to_string(i) + ": {extends: s" + std::to_string(i - 1) + "}\n";
    }
    EXPECT_EQ(Files(text).mistakes(), "") << "in this order each is known";
    text = "services:\n  s0: {build: x}\n";
    for (int i = 150; i > 0; --i) {
        text += "  s" + std::to_string(i) + ": {extends: s" + std::to_string(i - 1) + "}\n";
    }
    EXPECT_EQ(Files(text).mistakes(),
              "compose.yaml:s49: services extend each other over more than 100 steps\n");
}

TEST(ComposeInclude, ServicesOfOtherFilesJoin) {
    const Files files("include:\n  - lib/compose.yaml\n  - path: ${DIR}/two.yaml\n"
                      "    project_directory: base\n"
                      "services:\n  app: {build: ., extends: lib}\n",
                      {{"lib/compose.yaml", "services:\n  lib: {build: {target: t, secrets: [s]}}\n"
                                            "secrets: {s: {file: ./s.txt}}\n"},
                       {"lib/two.yaml", "services:\n  two: {build: x}\n"}});
    EXPECT_EQ(files.mistakes(), "");
    EXPECT_EQ(files.said(),
              "app(context=., target=t, secret={}) lib(context=lib, target=t, secret={}) "
              "two(context=base/x) ");
    const Definition& app = files.inputs[0].compose->definitions[0];
    EXPECT_EQ(files.slice(app.attributes.find(AttributeId::target)->at), "lib/compose.yaml:t");
    EXPECT_EQ(
        app.attributes.find(AttributeId::secret)->elements[0].value.members()[1].second.text(),
        "lib/s.txt");
    EXPECT_EQ(files.inputs[0].compose->groups[0].targets.size(), 3u);
}

TEST(ComposeEnvFile, FillsInWhatTheEnvironmentLeavesOpen) {
    const std::string text = "services: {a: {build: {context: $DIR, target: $T, args: [T]}}}\n";
    EXPECT_EQ(Files(text, {{".env", "DIR=file\nT=${DIR}-t\n"}}).said(),
              "a(context=lib, args=T:lib-t, target=lib-t) ");
    EXPECT_EQ(Files(text, {{"app/.env", "T=t\n"}, {".env", "T=no\n"}}, "app/").said(),
              "a(context=lib, args=T:t, target=t) ");
    EXPECT_EQ(Files(text, {{".env", "T=1\nT T\n"}}).mistakes(),
              "compose.yaml:: `.env` cannot be read: line 2: a name holds no blank\n");
}

TEST(ComposeEnvFile, BesideAnIncludedFileCountsThere) {
    const std::string service = "{build: {target: $T-$U}}";
    const std::map<std::string, std::string> files{
        {"lib/compose.yaml", "services: {b: " + service + "}\n"},
        {".env", "T=here\n"},
        {"lib/.env", "\xEF\xBB\xBFT=lib\nU=lib\n"},
        {"one.env", "T=1\nU=1\n"},
        {"two.env", "U=2\n"}};
    const std::string own = "services: {a: " + service + "}\n";
    EXPECT_EQ(Files("include: [lib/compose.yaml]\n" + own, files).said(),
              "a(target=here-) b(context=lib, target=here-lib) ");
    EXPECT_EQ(
        Files("include: [{path: lib/compose.yaml, env_file: [one.env, two.env]}]\n" + own, files)
            .said(),
        "a(target=here-) b(context=lib, target=here-2) ");
    const std::map<std::string, std::string> chain{
        {"lib/compose.yaml", "services: {b: " + service + "}\n"},
        {"one.env", "T=1\nU=${DIR}1\n"},
        {"two.env", "T=2\nU=${U}-${T}\nDIR=two\n"}};
    EXPECT_EQ(
        Files("include: [{path: lib/compose.yaml, env_file: [one.env, two.env]}]\n", chain).said(),
        "b(context=lib, target=2-lib1-1) ");
    EXPECT_EQ(Files("include: [{path: lib/compose.yaml, env_file: no.env}]\n", files).mistakes(),
              "compose.yaml:no.env: there is no file `no.env`\n");
}

TEST(ComposeEnvFile, OfAServiceGivesArgumentsWithoutAValue) {
    const Files files(
        "services:\n  a:\n    env_file: [one.env, {path: two.env}, {path: no.env, required: "
        "false}]\n"
        "    environment: {C: own}\n    build: {args: [A, B, C, D, DIR, NONE]}\n",
        {{"one.env", "A=1\nB=1\nC=1\n"}, {"two.env", "B=2\nD=${A}${C}\nDIR=2\n"}});
    EXPECT_EQ(files.mistakes(), "");
    EXPECT_EQ(files.said(), "a(args=A:1+B:2+C:own+D:1own+DIR:2) ");
}

TEST(ComposeEnvFile, MayBeMissingWhereNotAllIsKnown) {
    const std::string text = "services:\n  a: {image: i, env_file: .env}\n"
                             "  b: {build: ., env_file: [{path: no.env, required: true}]}\n"
                             "  c: {build: ., env_file: [{path: off.env, required: false}]}\n"
                             "  d: {build: ., env_file: $UNKNOWN}\n";
    EXPECT_EQ(Files(text, {{"off", ""}}, "app/").mistakes(),
              "app/compose.yaml:.env: there is no file `app/.env`\n"
              "app/compose.yaml:{path: no.env, required: true}: there is no file `app/no.env`\n"
              "app/compose.yaml:$UNKNOWN: there is no file `app`\n");
    EXPECT_EQ(Files(text, {}, "app/", {.values = {}, .is_complete = false}).mistakes(), "");
}

TEST(ComposeProject, HasTheNameOfItsFileOrOfTheEnvironmentOrOfBake) {
    const std::string text = "services: {a: {build: {target: $COMPOSE_PROJECT_NAME}}}\n";
    EXPECT_EQ(Files(text).said(), "a(target=bake) ");
    EXPECT_EQ(Files(text, {{".env", "COMPOSE_PROJECT_NAME=env\n"}}).said(), "a(target=env) ");
    EXPECT_EQ(Files("name: ${DIR}-x\n" + text, {{".env", "COMPOSE_PROJECT_NAME=env\n"}}).said(),
              "a(target=lib-x) ");
}

/// Two files that bake is given.
std::string said_of(const std::string& first, const std::string& second) {
    std::vector<Input> inputs(2);
    inputs[0].source = std::make_shared<const SourceFile>("compose.yaml", first);
    inputs[1].source = std::make_shared<const SourceFile>("more.yaml", second);
    const MemoryTree tree({{"compose.yaml", first}, {"more.yaml", second}});
    read_compose(inputs, {0, 1}, tree, "", environment);
    Files shown("");
    shown.inputs = std::move(inputs);
    return shown.said() + shown.mistakes();
}

TEST(ComposeProject, OfSeveralFilesIsOne) {
    EXPECT_EQ(said_of("services:\n  a: {image: i, build: {context: x, tags: [p], platforms: [q], "
                      "args: {A: 1}}}\n",
                      "services:\n  a: {build: {context: y, tags: [p, r], platforms: [s], args: "
                      "[B=2]}}\n  b: {build: {secrets: [s]}}\nsecrets: {s: {file: f}}\n"),
              "a(context=y, args=A:1+B:2, tags=p+r, platforms=q+s) b(secret={}) ");
}

TEST(ComposeProject, ALaterFileMayTakeAwayAndReplace) {
    EXPECT_EQ(said_of("services:\n  a: {build: {context: x, target: t, tags: [p], args: {A: 1, B: "
                      "1}}}\n  b: {build: .}\n  c: {build: .}\n",
                      "services:\n  a: {build: {target: !reset null, tags: !override [q], args: "
                      "{A: !reset null}}}\n  b: !reset null\n  c: !override {build: z}\n"),
              "a(context=x, args=B:1, tags=q) c(context=z) ");
}

TEST(ComposeProject, WithAnOverrideMayLackWhatThatHolds) {
    const std::string text = "services: {a: {ports: ['1:1']}, b: {build: {secrets: [s]}}}\n";
    EXPECT_EQ(Files(text).mistakes(),
              "compose.yaml:a: the service `a` has neither `image` nor `build`\n"
              "compose.yaml:s: there is no secret `s` under the `secrets` of the file\n");
    EXPECT_EQ(Files(text, {{"compose.override.yml", ""}}).mistakes(), "");
    EXPECT_EQ(Files(text, {{"app/compose.override.yaml", ""}}, "app/").mistakes(), "");
}

TEST(ComposeInclude, FurtherFilesOfAnEntryOverrideTheFirst) {
    const Files files("include: [{path: [lib/a.yaml, b.yaml]}]\n",
                      {{"lib/a.yaml", "services: {a: {build: {context: x, target: t}}}\n"},
                       {"b.yaml", "services: {a: {build: {target: u}}}\n"}});
    EXPECT_EQ(files.mistakes(), "");
    EXPECT_EQ(files.said(), "a(context=lib/x, target=u) ");
}

TEST(ComposeInclude, IncludesFromWhereTheFileIs) {
    const Files files("include: [./x/compose.yaml]\n",
                      {{"app/x/compose.yaml", "include: [y/z.yaml]\n"},
                       {"app/x/y/z.yaml", "services: {z: {build: .}}\n"}},
                      "app/");
    EXPECT_EQ(files.mistakes(), "");
    EXPECT_EQ(files.said(), "z(context=x/y) ");
}

TEST(ComposeInclude, MistakesAreToldWhereTheyAreWritten) {
    EXPECT_EQ(Files("include: [x.yaml]\nservices: {a: {build: .}}\n").mistakes(),
              "compose.yaml:x.yaml: there is no file `x.yaml`\n");
    EXPECT_EQ(Files("include: [x.yaml]\nservices: {a: {build: .}}\n",
                    {{"x.yaml", "services: {a: {build: ./a}}\n"}})
                  .mistakes(),
              "compose.yaml:x.yaml: the service `a` of the included file conflicts with another "
              "one of that name\n");
    EXPECT_EQ(Files("include: [x.yaml]\n",
                    {{"x.yaml", "include: [./compose.yaml]\nservices: {a: {build: .}}\n"}})
                  .mistakes(),
              "x.yaml:./compose.yaml: `./compose.yaml` includes itself, directly or through "
              "others\n");
    EXPECT_EQ(Files("include: [x.yaml]\n", {{"x.yaml", "services: {a: {build: {kontext: .}}}\n"}})
                  .mistakes(),
              "x.yaml:kontext: additional property 'kontext' is not allowed in `build`\n");
}

TEST(ComposeInclude, TheSameServiceTwiceIsNoConflict) {
    const Files files("include: [x.yaml, y.yaml]\n", {{"x.yaml", "services: {a: {build: .}}\n"},
                                                      {"y.yaml", "services: {a: {build: .}}\n"}});
    EXPECT_EQ(files.mistakes(), "");
    EXPECT_EQ(files.said(), "a(context=.) ");
}

TEST(ComposeInclude, IsBounded) {
    std::map<std::string, std::string> all;
    for (int i = 0; i < 20; ++i) {
        const std::string next = "x" + std::to_string(i + 1) + ".yaml";
        all["x" + std::to_string(i) + ".yaml"] = "include: [" + next + ", " + next + "]\n";
    }
    all["x20.yaml"] = "services: {a: {build: .}}\n";
    const Files files("include: [x0.yaml, x0.yaml]\n", std::move(all));
    EXPECT_LE(files.inputs.size(), ComposeFiles::most_files);
    EXPECT_NE(files.mistakes().find("more than 256 files are included\n"), std::string::npos);
}

TEST(ComposeInclude, NothingIsSaidWhereFilesAreOutOfReach) {
    std::vector<Input> inputs(1);
    inputs[0].source = std::make_shared<const SourceFile>(
        "compose.yaml", "include: [x.yaml]\nservices: {a: {extends: {file: y, service: z}}}\n");
    read_compose(inputs, {0}, MemoryTree(), "", environment);
    EXPECT_TRUE(inputs[0].compose->diagnostics.empty());
}

TEST(ComposeFiles, HoldNoWrongVariablesAnywhere) {
    EXPECT_EQ(
        Files("x-a: ${A b}\nservices:\n  a:\n    image: i\n    command: [echo, '${B']\n"
              "    environment: {P: '${P:?give P}'}\n    extends: {file: b.yaml, service: b}\n",
              {{"b.yaml", "services: {b: {image: '${C:}'}}\n"}})
            .mistakes(),
        "compose.yaml:${A b}: invalid interpolation format in `${A b}`\n"
        "compose.yaml:'${B': invalid interpolation format in `${B`\n"
        "compose.yaml:'${P:?give P}': required variable P is missing a value: give P\n"
        "b.yaml:'${C:}': invalid interpolation format in `${C:}`\n");
}

TEST(ComposeFiles, CleansPaths) {
    EXPECT_EQ(clean("./a//b/../c/."), "a/c");
    EXPECT_EQ(clean("../a/.."), "..");
    EXPECT_EQ(clean("./"), "");
    EXPECT_EQ(clean("/a/../b"), "/b");
}

} // namespace
} // namespace dflint::bake
