// SPDX-License-Identifier: Apache-2.0
#include "kept_deeper.h"

#include <algorithm>
#include <string_view>

namespace dflint::rules {

namespace {

using dockerignore::Directory;
using dockerignore::Pattern;
using dockerignore::Verdict;

constexpr std::size_t max_entries = 10'000;
constexpr int max_depth = 24;

/// What nobody wants in an image, wherever it lies: written by tools, or by an operating system.
constexpr std::string_view leftovers[] = {
    "*.egg-info",
    "*.py[co]",
    "*.py[cod]",
    "*.pyc",
    "*.pyd",
    "*.pyo",
    "*.swo",
    "*.swp",
    ".DS_Store",
    ".gradle",
    ".hypothesis",
    ".idea",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".next",
    ".nox",
    ".nuxt",
    ".nyc_output",
    ".parcel-cache",
    ".pytest_cache",
    ".ruff_cache",
    ".tox",
    ".turbo",
    ".venv",
    ".vscode",
    "Thumbs.db",
    "__pycache__",
    "node_modules",
    "npm-debug.log",
    "npm-debug.log*",
    "yarn-error.log",
};

/// Walks the context as a build does, until each candidate has its example.
class Walk {
public:
    explicit Walk(const model::IgnoreFile& ignore) : ignore_(ignore) {
        for (const Pattern& pattern : ignore.tree.patterns) {
            // `/name` says that the root is meant.
            const std::string_view written = ignore.file.slice(pattern.body_at);
            const bool is_leftover = std::find(std::begin(leftovers), std::end(leftovers),
                                               pattern.text) != std::end(leftovers);
            if (!pattern.negated && pattern.is_known() && is_leftover && !written.starts_with('/'))
                candidates_.push_back(&pattern);
        }
    }

    std::vector<KeptDeeper> run() {
        if (!candidates_.empty()) enter("", {}, 0);
        std::sort(found_.begin(), found_.end(),
                  [](const auto& a, const auto& b) { return a.pattern->at < b.pattern->at; });
        return std::move(found_);
    }

private:
    // Recursion is as deep as the depth allows.
    void enter(const std::string& directory, const Directory& decided, int depth) {
        const FileTree& files = *ignore_.context.files;
        const std::string root = ignore_.context.directory + "/";
        for (const std::string& name : files.list(root + directory)) {
            if (candidates_.empty() || ++entry_count_ > max_entries) return;
            if (depth == 0 && name == ".git") continue;
            const std::string path = directory + name;
            Directory own;
            const Verdict verdict = ignore_.tree.decide(path, decided, own).verdict;
            if (verdict == Verdict::unknown) return;
            if (depth > 0 && verdict == Verdict::kept && take(name, path)) continue;
            const bool is_needless = verdict == Verdict::ignored && !has_negations_;
            if (is_needless || depth == max_depth) continue;
            if (files.kind(root + path) == FileTree::Kind::directory) {
                enter(path + "/", own, depth + 1);
            }
        }
    }

    bool take(const std::string& name, const std::string& path) {
        const auto fits = [&](const Pattern* pattern) { return pattern->matches(name); };
        const auto found = std::find_if(candidates_.begin(), candidates_.end(), fits);
        if (found == candidates_.end()) return false;
        found_.push_back({*found, path});
        candidates_.erase(found);
        return true;
    }

    const model::IgnoreFile& ignore_;
    const bool has_negations_ = ignore_.tree.has_negations();
    std::vector<const Pattern*> candidates_;
    std::vector<KeptDeeper> found_;
    std::size_t entry_count_ = 0;
};

} // namespace

std::vector<KeptDeeper> kept_deeper(const model::IgnoreFile& ignore) {
    const model::Context& context = ignore.context;
    if (context.files == nullptr || context.directory.empty()) return {};
    return Walk(ignore).run();
}

} // namespace dflint::rules
