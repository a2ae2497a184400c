// SPDX-License-Identifier: Apache-2.0
// The checks of `docker build --check` and its errors on real Dockerfiles, against BuildKit. The
// files are not part of this repository: without them the test is skipped.
#include "test/build_checks.h"
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
using build_checks::Warnings;

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
        const Warnings found =
            build_checks::warnings(SourceFile(text->first, without_ignores(text->second)));
        ++all;
        equal += expected == found ? 1 : 0;
        print("missing", text->first, expected, found);
        print("too much", text->first, found, expected);
    }
    std::printf("%zu of %zu files are equal in %zu checks\n", equal, all, names.size());
    EXPECT_GE(equal * 1000, all * 995);
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
            EXPECT_TRUE(std::none_of(found.begin(), found.end(), build_checks::stops_builds))
                << text->first;
            continue;
        }
        if (!record["check"].is_null()) continue; // its author may have silenced the reason
        ++failing;
        const bool is_named = std::any_of(found.begin(), found.end(), build_checks::names_failure);
        named += is_named ? 1 : 0;
        if (!is_named) std::printf("not named %s\n", text->first.c_str());
    }
    std::printf("%zu of %zu files that do not build have a reason\n", named, failing);
    EXPECT_GE(named * 100, failing * 99);
}

} // namespace
} // namespace dflint
