// SPDX-License-Identifier: Apache-2.0
#include "built_for.h"

#include "dflint/lint/rule.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule emulated_compile = rule({
    .name = "emulated-compile",
    .summary = "Build stage that compiles once for each platform, in an emulator for all but one",
    .why =
        R"(A stage without `--platform` runs on the platform that is built. One machine emulates all others, and a
compiler in QEMU takes five to twenty times as long. `FROM --platform=$BUILDPLATFORM` runs the stage on the
builder's own platform.

What JavaScript, Java and .NET make runs everywhere: there the flag is all, and one build serves every
platform. Go cross-compiles by `ARG TARGETOS TARGETARCH` and `GOOS=$TARGETOS GOARCH=$TARGETARCH`, Rust by
`--target`. A builder with a machine of each kind needs none of this.

Reported for stages that nothing is built from, where a bake target or a compose service builds for
several architectures.)",
    .bad = "FROM golang:1.24 AS build\nRUN go build -o /app .\nFROM scratch\n"
           "COPY --from=build /app /app\n",
    .good = "FROM --platform=$BUILDPLATFORM golang:1.24 AS build\nARG TARGETOS TARGETARCH\n"
            "RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .\nFROM scratch\n"
            "COPY --from=build /app /app\n",
    .source = "https://docs.docker.com/build/building/multi-platform/#cross-compilation",
    .group = Group::architecture,
    .severity = Severity::info,
    .checks = {check},
});

namespace {

using model::Command;

/// The word that says that the command compiles or bundles a whole project, with a tool that can do
/// it on another machine than the one it is for; nothing when it does not.
const model::Word* compiling_word(const Command& command) {
    const auto& words = command.words;
    const auto first_of = [&](std::initializer_list<std::string_view> names) {
        const auto is_one = [&](const model::Word& word) {
            return std::find(names.begin(), names.end(), word.text) != names.end();
        };
        const auto found = std::find_if(words.begin(), words.end(), is_one);
        return found == words.end() ? nullptr : &*found;
    };
    const auto leads = [&](const model::Word* word) {
        return word == words.data() ? word : nullptr;
    };
    // `go install tool@version` fetches what the stage itself runs.
    const bool is_fetched = std::any_of(words.begin(), words.end(), [](const model::Word& word) {
        return word.text.find('@') != word.text.npos;
    });
    if (command.is("go") && is_fetched) return nullptr;
    if (command.is_one_of({"go", "cargo"})) return leads(first_of({"build", "install"}));
    if (command.is("dotnet")) return leads(first_of({"build", "publish"}));
    if (command.is_one_of({"npm", "pnpm", "yarn", "bun"})) {
        const bool runs = words.size() > 1 && words[0].is("run");
        if (runs) return words[1].text.starts_with("build") ? &words[1] : nullptr;
        return command.is("yarn") ? leads(first_of({"build"})) : nullptr;
    }
    if (command.is_one_of({"mvn", "mvnw"})) {
        return first_of({"compile", "package", "verify", "install", "deploy"});
    }
    if (command.is_one_of({"gradle", "gradlew"})) {
        return first_of({"build", "assemble", "jar", "bootJar", "shadowJar", "installDist"});
    }
    return nullptr;
}

/// C compilers of another machine are a matter of their own.
bool needs_c(const Command& command) {
    const auto cgo = model::variable_of(command, "CGO_ENABLED");
    return cgo && cgo->value == "1";
}

/// The first command of a stage that compiles.
struct Compile {
    const Command* command = nullptr;
    const model::Word* word = nullptr;
};

Compile compile_in(const model::Stage& stage) {
    for (const model::Run& run : stage.runs) {
        if (run.error != nullptr) continue;
        for (const Command& command : run.commands) {
            const model::Word* const word = compiling_word(command);
            if (word != nullptr && !needs_c(command)) return {&command, word};
        }
    }
    return {};
}

std::string text_of(const Compile& compile) {
    const bool runs = compile.command->words[0].is("run");
    return std::string(compile.command->name) + (runs ? " run " : " ") +
           std::string(compile.word->text);
}

/// What runs the other's programs without an emulator.
std::string_view family_of(std::string_view architecture) {
    return architecture == "386" ? "amd64" : architecture;
}

/// One platform of each architecture.
std::vector<const model::BuiltPlatform*>
architectures_of(const std::vector<model::BuiltPlatform>& platforms) {
    std::vector<const model::BuiltPlatform*> firsts;
    std::set<std::string_view> known;
    for (const model::BuiltPlatform& each : platforms) {
        if (known.insert(family_of(each.platform.architecture)).second) firsts.push_back(&each);
    }
    return firsts;
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    // What a stage below it runs on is decided there.
    if (stage.parent != nullptr || stage.is_shipped() || stage.has_children()) return;
    const auto platforms = model::built_platforms(stage);
    const auto architectures = architectures_of(platforms);
    if (architectures.size() < 2) return;
    const Compile compile = compile_in(stage);
    if (compile.command == nullptr) return;
    Diagnostic diagnostic{.at = cover(compile.command->name_word.at, compile.word->at),
                          .message = "`" + text_of(compile) + "` runs once for each of " +
                                     names_of(architectures) +
                                     ", and one machine emulates all but one of them",
                          .labels = {{stage.from->as<dockerfile::From>()->image.at,
                                      "no `--platform=$BUILDPLATFORM` before it"}}};
    if (auto label = asked_for(*stage.build, *architectures[1])) {
        diagnostic.labels.push_back(*std::move(label));
    }
    pass.report(std::move(diagnostic));
}
} // namespace dflint::rules
