// SPDX-License-Identifier: Apache-2.0
// Any bytes as an ignore file: places stay inside, decisions are those of a naive reading of the
// reference, and patterns that are called redundant decide nothing.
#include "dflint/syntax/dockerignore/clean.h"
#include "dflint/syntax/dockerignore/parse.h"
#include "dflint/syntax/dockerignore/redundant.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace dflint;
using namespace dflint::dockerignore;

constexpr std::size_t max_judged_bytes = 160; // the naive reading takes its time
constexpr std::size_t max_names = 3;

void require(bool holds, std::string_view what, std::string_view text) {
    if (holds) return;
    std::cerr << what << ": " << text << '\n';
    std::abort();
}

/// `*`, `?` and `**` as patternmatcher turns them into an expression, tried one way after another.
class Naive {
public:
    Naive(std::string_view pattern, std::string_view path) : pattern_(pattern), path_(path) {}

    /// Nothing for patterns with brackets, braces and the like, or when it takes too long.
    std::optional<bool> run() {
        const auto is_odd = [](char c) {
            return static_cast<unsigned char>(c) >= 0x80 ||
                   std::string_view("[]{}|^\\\n").find(c) != std::string_view::npos;
        };
        if (std::any_of(pattern_.begin(), pattern_.end(), is_odd)) return std::nullopt;
        if (std::any_of(path_.begin(), path_.end(), is_odd)) return std::nullopt;
        const bool result = matches(0, 0);
        if (steps_ > max_steps) return std::nullopt;
        return result;
    }

private:
    static constexpr int max_steps = 20'000;

    bool matches(std::size_t in_pattern, std::size_t at) {
        if (++steps_ > max_steps) return false;
        if (in_pattern == pattern_.size()) return at == path_.size();
        const std::string_view rest = pattern_.substr(in_pattern);
        if (rest.starts_with("**")) return stars(in_pattern, at);
        if (rest[0] == '*') {
            for (std::size_t end = at;; ++end) {
                if (matches(in_pattern + 1, end)) return true;
                if (end == path_.size() || path_[end] == '/') return false;
            }
        }
        if (at == path_.size() || (rest[0] == '?' ? path_[at] == '/' : path_[at] != rest[0]))
            return false;
        return matches(in_pattern + 1, at + 1);
    }

    bool stars(std::size_t in_pattern, std::size_t at) {
        std::size_t after = in_pattern + 2;
        if (after < pattern_.size() && pattern_[after] == '/') ++after;
        if (after == pattern_.size()) return true;
        if (matches(after, at)) return true;
        // With nothing wild behind it, `**` in front is compared as a suffix.
        const bool is_suffix =
            in_pattern == 0 && pattern_.find_first_of("*?", after) == pattern_.npos;
        if (is_suffix) {
            const std::string_view suffix = pattern_.substr(2);
            return path_.ends_with(suffix) ||
                   (suffix.starts_with('/') && path_ == suffix.substr(1));
        }
        for (std::size_t slash = path_.find('/', at); slash != path_.npos;
             slash = path_.find('/', slash + 1)) {
            if (matches(after, slash + 1)) return true;
        }
        return false;
    }

    std::string_view pattern_, path_;
    int steps_ = 0;
};

/// MatchesUsingParentResults, asked from the root down: what each pattern said, then the verdict.
struct Said {
    std::vector<bool> matched;
    bool is_ignored = false;
};

std::optional<Said> said_of(const std::vector<const Pattern*>& patterns, std::string_view path) {
    std::optional<Said> parent;
    if (const std::size_t slash = path.rfind('/'); slash != path.npos) {
        parent = said_of(patterns, path.substr(0, slash));
        if (!parent) return std::nullopt;
    }
    Said said;
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        bool matches = parent && parent->matched[i];
        if (!matches && patterns[i]->negated == said.is_ignored) {
            if (!patterns[i]->is_known()) return std::nullopt;
            matches = patterns[i]->matches(path);
        }
        said.matched.push_back(matches);
        if (matches) said.is_ignored = !patterns[i]->negated;
    }
    return said;
}

/// Paths made of the names that the patterns have.
std::vector<std::string> paths_for(const File& tree) {
    std::set<std::string> names{"a"};
    for (const Pattern& pattern : tree.patterns) {
        std::string name;
        for (const char c : pattern.text + "/") {
            if (c != '/' && c != '*' && c != '?' && c != '\n') {
                name += c;
            } else if (!name.empty() && names.size() < max_names) {
                names.insert(std::exchange(name, ""));
            }
        }
    }
    std::vector<std::string> paths(names.begin(), names.end());
    for (std::size_t i = 0, depth = 1; depth < 3; ++depth) {
        for (const std::size_t end = paths.size(); i < end; ++i) {
            for (const std::string& name : names) paths.push_back(paths[i] + "/" + name);
        }
    }
    return paths;
}

void check_places(const SourceFile& file, const File& tree) {
    const auto is_inside = [&](Span at) {
        return at.begin <= at.end && at.end <= file.text().size();
    };
    for (const Pattern& each : tree.patterns) {
        require(is_inside(each.at) && each.at.contains(each.body_at), "a place is wrong",
                each.text);
        require(!each.at.empty(), "a pattern is nowhere", each.text);
    }
    for (const Comment& each : tree.comments) {
        require(is_inside(each.at) && file.slice(each.at).starts_with('#'), "no comment", "");
    }
    for (const Mistake& each : tree.mistakes) require(is_inside(each.at), "outside", each.message);
}

void check_decisions(const File& tree) {
    std::vector<const Pattern*> all, needed;
    for (const Pattern& each : tree.patterns) all.push_back(&each);
    needed = all;
    if (tree.mistakes.empty()) {
        for (const Redundant& each : redundant_patterns(tree)) std::erase(needed, each.pattern);
    }
    for (const std::string& path : paths_for(tree)) {
        if (clean(path) != path || path == "." || path.starts_with("..")) continue;
        for (const Pattern* each : all) {
            if (!each->is_known() || each->text.empty()) continue;
            const auto naive = Naive(each->text, path).run();
            require(!naive || *naive == each->matches(path), each->text, path);
        }
        const auto said = said_of(all, path);
        const Verdict verdict = tree.decide(path).verdict;
        require(said.has_value() == (verdict != Verdict::unknown), "unknown", path);
        if (!said) continue;
        require(said->is_ignored == (verdict == Verdict::ignored), "another decision", path);
        const auto without = said_of(needed, path);
        require(without && without->is_ignored == said->is_ignored, "not redundant", path);
        if (tree.ignores_all_of(path)) {
            const auto below = said_of(all, path + "/a");
            require(!below || below->is_ignored, "not all ignored", path);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const SourceFile file(".dockerignore", text);
    check_places(file, parse(file));
    const SourceFile small(".dockerignore", text.substr(0, max_judged_bytes));
    check_decisions(parse(small));
    return 0;
}
