// SPDX-License-Identifier: Apache-2.0
// Real bake projects, where a corpus stands beside the repository: what buildx resolves them to, or
// where it finds them wrong.
#include "dflint/bake/invocation.h"
#include "dflint/bake/print.h"
#include "test/corpus.h"

#include <gtest/gtest.h>
#include <map>
#include <set>

namespace dflint::bake {
namespace {

using nlohmann::json;

/// All files of all projects.
const MemoryTree& files() {
    static const MemoryTree tree = [] {
        MemoryTree all;
        for (const json& record : corpus::records("bake.jsonl")) {
            if (record.contains("text"))
                all.add(record.at("file").get<std::string>(), record.at("text").get<std::string>());
        }
        return all;
    }();
    return tree;
}

Project project_of(const json& record) {
    Invocation invocation;
    invocation.files = record.at("files").get<std::vector<std::string>>();
    invocation.all_targets = true;
    invocation.local_platform = "linux/amd64";
    auto inputs = read_inputs(invocation, files(), record.at("dir").get<std::string>());
    if (!inputs) return {};
    return understand(std::move(*inputs), invocation);
}

std::string shown(const Project& project) {
    std::string out;
    for (const FileDiagnostic& one : project.diagnostics) {
        if (one.file == no_file) continue;
        const SourceFile& file = *project.files[one.file].source;
        out += file.path() + ":" + std::to_string(file.position(one.diagnostic.at.begin).line) +
               ": " + one.diagnostic.message + "\n";
    }
    return out;
}

/// True when a diagnostic begins in these lines of a file of that name.
bool is_reported(const Project& project, const std::string& name, unsigned first, unsigned last) {
    for (const FileDiagnostic& one : project.diagnostics) {
        if (one.file == no_file) continue;
        const SourceFile& file = *project.files[one.file].source;
        const unsigned line = file.position(one.diagnostic.at.begin).line;
        if (file.path().ends_with(name) && first <= line && line <= last) return true;
    }
    return false;
}

/// What only follows from another mistake in the same expression.
bool is_consequence(const json& diagnostic) {
    return diagnostic.at("detail") == "Unsuitable value: value must be known";
}

TEST(BakeCorpus, ResolvesToWhatBuildxPrints) {
    if (!corpus::has("expected-bake.jsonl")) GTEST_SKIP() << "no corpus at " << corpus::folder();
    std::size_t equal = 0;
    for (const json& record : corpus::records("expected-bake.jsonl")) {
        if (record.contains("error") || record.value("unstable", false)) continue;
        const Project project = project_of(record);
        std::vector<std::string> unknown;
        const json printed = json::parse(print(project, unknown)).at("target");
        const json& expected = record.at("print");
        for (const auto& [name, target] : expected.items()) {
            if (printed.contains(name) && printed.at(name) == target) continue;
            ADD_FAILURE() << record.at("dir") << record.at("files") << " target " << name << "\n"
                          << json::diff(target, printed.value(name, json())).dump(1).substr(0, 600)
                          << "\n"
                          << shown(project);
            break;
        }
        if (printed == expected && project.diagnostics.empty()) {
            ++equal;
        } else {
            ADD_FAILURE() << record.at("dir") << "\n" << shown(project);
        }
    }
    RecordProperty("equal", static_cast<int>(equal));
    std::printf("%zu projects equal\n", equal);
}

TEST(BakeCorpus, IsWrongWhereBuildxFindsItWrong) {
    if (!corpus::has("expected-bake.jsonl")) GTEST_SKIP() << "no corpus at " << corpus::folder();
    for (const json& record : corpus::records("expected-bake.jsonl")) {
        if (!record.contains("error")) continue;
        const Project project = project_of(record);
        const json& error = record.at("error");
        EXPECT_FALSE(project.diagnostics.empty())
            << record.at("dir") << record.at("files") << error.at("message");
        if (!error.contains("diags")) continue;
        for (const json& one : error.at("diags")) {
            if (is_consequence(one)) continue;
            const json& subject = one.at("subject");
            EXPECT_TRUE(is_reported(project, one.at("file").get<std::string>(),
                                    subject.at(0).get<unsigned>(), subject.at(3).get<unsigned>()))
                << record.at("dir") << " " << one.dump() << "\n"
                << shown(project);
        }
    }
}

} // namespace
} // namespace dflint::bake
