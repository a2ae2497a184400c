// SPDX-License-Identifier: Apache-2.0
#include "fixture.h"

#include "dflint/fix/rounds.h"
#include "dflint/source/file_tree.h"
#include "dflint/workspace/workspace.h"
#include "rules/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace dflint::fixture {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool is_blessing() {
    const char* bless = std::getenv("DFLINT_BLESS");
    return bless != nullptr && std::string_view(bless) == "1";
}

void expect_file(const fs::path& path, const std::string& text) {
    if (!is_blessing()) {
        EXPECT_EQ(read(path), text)
            << path.string() << " differs; DFLINT_BLESS=1 writes it anew: then read it";
        return;
    }
    if (text.empty()) {
        fs::remove(path);
    } else if (read(path) != text) {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
}

std::string name_for(FileKind kind) {
    switch (kind) {
    case FileKind::dockerfile:
        return "Dockerfile";
    case FileKind::dockerignore:
        return ".dockerignore";
    case FileKind::bake_hcl:
        return "docker-bake.hcl";
    case FileKind::bake_json:
        return "docker-bake.json";
    case FileKind::compose:
        return "compose.yaml";
    }
    return "";
}

std::vector<Case> cases_in(const fs::path& folder) {
    constexpr std::string_view endings[] = {".Dockerfile", ".dockerignore", ".hcl", ".json",
                                            ".yaml"};
    std::vector<Case> cases;
    if (!fs::exists(folder)) return cases;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_directory()) {
            const bool has_dockerfile = fs::exists(entry.path() / "Dockerfile");
            cases.push_back({name, entry.path() / (has_dockerfile ? "Dockerfile" : ".dockerignore"),
                             entry.path(), endings[has_dockerfile ? 0 : 1]});
            continue;
        }
        for (const std::string_view ending : endings) {
            if (!name.ends_with(ending)) continue;
            cases.push_back(
                {name.substr(0, name.size() - ending.size()), entry.path(), {}, ending});
        }
    }
    std::sort(cases.begin(), cases.end(),
              [](const Case& a, const Case& b) { return a.name < b.name; });
    return cases;
}

Linter::Linter() : settings_(all_rules()) {
    EXPECT_TRUE(settings_.select({"all"}));
}

Linter::Linter(const Rule& rule) : Linter() {
    only_ = rule.name;
    const bool has_check = std::any_of(rule.checks.begin(), rule.checks.end(),
                                       [](const Check& check) { return check.index() != 0; });
    if (has_check) {
        EXPECT_TRUE(settings_.select({std::string(rule.name)}));
    }
}

/// The files of a folder, called as they are called there, and what its bake file says of them.
struct Linter::Workspace {
    MemoryTree files;
    std::unique_ptr<const workspace::Workspace> meaning;
};

const Linter::Workspace& Linter::workspace_of(const fs::path& folder) const {
    std::shared_ptr<const Workspace>& known = workspaces_[folder];
    if (known != nullptr) return *known;
    const auto made = std::make_shared<Workspace>();
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        made->files.add(entry.path().lexically_relative(folder).generic_string(),
                        read(entry.path()));
    }
    const std::vector<std::string> paths{"docker-bake.hcl"};
    made->meaning =
        std::make_unique<const workspace::Workspace>(paths, made->files, bake::Environment{});
    known = made;
    return *made;
}

Diagnostics Linter::operator()(const SourceFile& file, const fs::path& context) const {
    std::vector<model::Context> contexts;
    if (!context.empty() && fs::exists(context / "docker-bake.hcl")) {
        contexts = workspace_of(context).meaning->contexts_of("Dockerfile");
    }
    if (contexts.empty()) {
        contexts.push_back({context.empty() ? nullptr : &disk_, context.generic_string()});
    }
    Diagnostics found = lint(file, contexts, settings_);
    if (!only_.empty()) {
        std::erase_if(found, [this](const Diagnostic& each) { return each.rule != only_; });
    }
    return found;
}

Catalog Linter::rules() const {
    return settings_.rules();
}

std::string fixed(const Linter& linter, const SourceFile& file, const fs::path& context) {
    const auto lint = [&](const SourceFile& text) { return linter(text, context); };
    fix::Options options;
    options.least = Applicability::unsafe;
    const fix::FixResult result = fix::fix_until_stable(file, lint, options);
    for (const fix::Dropped& each : result.dropped) {
        ADD_FAILURE() << file.path() << ": the fix \"" << each.title << "\" of " << each.rule
                      << " at line " << file.position(each.at.begin).line
                      << " is refused: " << each.reason;
    }
    EXPECT_TRUE(result.is_stable) << file.path() << ": the fixes come to no end";
    return std::string(result.file->text());
}

std::string with_crlf(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += '\r';
        out += c;
    }
    return out;
}

} // namespace dflint::fixture
