// SPDX-License-Identifier: Apache-2.0
// The checks of `docker build --check` and its errors on real Dockerfiles, against BuildKit. The
// files are not part of this repository: without them the test is skipped.
#include "dflint/lint/build_check.h"
#include "dflint/lint/place.h"
#include "dflint/lint/run.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "rules/catalog.h"
#include "test/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>
#include <set>

namespace dflint {
namespace {

using Json = nlohmann::json;
/// A check and the line it names, as often as it does.
using Warnings = std::multiset<std::pair<std::string, std::uint32_t>>;

std::map<std::string, std::string> texts() {
    return corpus::texts({"dockerfiles.jsonl", "bake.jsonl"});
}

/// The text without the comments that silence rules here and mean nothing to BuildKit.
std::string without_ignores(std::string text) {
    for (const std::string linter : {"hadolint", "dflint"}) {
        for (std::size_t at = text.find(linter); at != std::string::npos;
             at = text.find(linter, at + linter.size())) {
            text[at] = '_';
        }
    }
    return text;
}

/// The checks that a rule of the catalog stands for.
std::set<std::string> covered() {
    std::set<std::string> names;
    for (const Rule* rule : all_rules()) {
        if (const BuildCheck* check = build_check_of(*rule)) names.emplace(check->name);
    }
    return names;
}

/// Where BuildKit sees what we report more narrowly: the instruction's first line, but for
/// NoEmptyContinuation the line at which its text ends.
std::uint32_t line_of(std::string_view check, const dockerfile::Tree& tree, Span at) {
    const std::uint32_t index = instruction_at(tree, at);
    if (index == tree.instructions.size()) return 0;
    const dockerfile::Instruction& instruction = tree.instructions[index];
    const bool is_at_end = check == "NoEmptyContinuation" && instruction.heredocs.empty();
    return is_at_end ? instruction.last_line : instruction.first_line;
}

Warnings ours(const SourceFile& file) {
    static const Settings settings(all_rules());
    const dockerfile::Tree tree = dockerfile::parse(file);
    Warnings out;
    for (const Diagnostic& each : lint(file, model::Context{}, settings)) {
        const BuildCheck* check = build_check_of(*settings.find(each.rule));
        if (check != nullptr) out.emplace(check->name, line_of(check->name, tree, each.at));
    }
    return out;
}

Warnings theirs(const Json& record, const std::set<std::string>& names) {
    Warnings out;
    if (!record["checks"].is_array()) return out;
    for (const Json& each : record["checks"]) {
        if (names.contains(each["rule"])) out.emplace(each["rule"], each["start"]);
    }
    return out;
}

void print(const char* what, const std::string& file, const Warnings& more, const Warnings& less) {
    Warnings rest;
    std::set_difference(more.begin(), more.end(), less.begin(), less.end(),
                        std::inserter(rest, rest.end()));
    for (const auto& [check, line] : rest) {
        std::printf("%s %s:%u: %s\n", what, file.c_str(), line, check.c_str());
    }
}

TEST(CorpusChecks, AreThoseOfBuildKit) {
    const auto files = texts();
    if (!corpus::has("expected-dockerfile.jsonl"))
        GTEST_SKIP() << "no corpus at " << corpus::folder();
    const std::set<std::string> names = covered();
    std::size_t equal = 0;
    std::size_t all = 0;
    for (const Json& record : corpus::records("expected-dockerfile.jsonl")) {
        const auto text = files.find(record["file"]);
        // A build that fails ends before some of the checks.
        if (text == files.end() || !record["build_error"].is_null()) continue;
        const Warnings expected = theirs(record, names);
        const Warnings found = ours(SourceFile(text->first, without_ignores(text->second)));
        ++all;
        equal += expected == found ? 1 : 0;
        print("missing", text->first, expected, found);
        print("too much", text->first, found, expected);
    }
    std::printf("%zu of %zu files are equal in %zu checks\n", equal, all, names.size());
    EXPECT_GE(equal * 1000, all * 995);
}

/// Rules that say of a file that no build of it comes through.
bool stops_builds(const Diagnostic& each) {
    static const std::set<std::string_view> rules = {
        "invalid-checksum",      "invalid-mount",          "invalid-port",   "invalid-syntax",
        "remote-source-in-copy", "unbuildable-dockerfile", "unclosed-quote", "unknown-stop-signal"};
    return each.severity == Severity::error && rules.contains(each.rule);
}

/// The errors of BuildKit, whatever its phase: none where it builds, and where it fails a reason.
TEST(CorpusBuilds, FailWhereBuildKitFails) {
    const auto files = texts();
    if (!corpus::has("expected-dockerfile.jsonl"))
        GTEST_SKIP() << "no corpus at " << corpus::folder();
    const Settings settings(all_rules());
    std::size_t named = 0;
    std::size_t failing = 0;
    for (const Json& record : corpus::records("expected-dockerfile.jsonl")) {
        const auto text = files.find(record["file"]);
        if (text == files.end()) continue;
        const SourceFile file(text->first, without_ignores(text->second));
        const Diagnostics found = lint(file, model::Context{}, settings);
        if (record["build_error"].is_null()) {
            EXPECT_TRUE(std::none_of(found.begin(), found.end(), stops_builds)) << text->first;
            continue;
        }
        if (!record["check"].is_null()) continue; // its author may have silenced the reason
        ++failing;
        const bool is_named = std::any_of(found.begin(), found.end(), [](const Diagnostic& each) {
            return each.severity == Severity::error || each.rule == "invalid-base-reference";
        });
        named += is_named ? 1 : 0;
        if (!is_named) std::printf("not named %s\n", text->first.c_str());
    }
    std::printf("%zu of %zu files that do not build have a reason\n", named, failing);
    EXPECT_GE(named * 100, failing * 99);
}

} // namespace
} // namespace dflint
