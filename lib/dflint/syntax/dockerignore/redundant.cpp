// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/redundant.h"

#include "dflint/source/utf8.h"
#include "wildcard.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace dflint::dockerignore {

namespace {

// Patterns with wildcards are compared one by one: a file of thousands of them is not worth more.
constexpr std::size_t max_wild_patterns = 64;

std::string_view first_name(std::string_view text) {
    return text.substr(0, text.find('/'));
}

/// Calls back with each name of the pattern; stops when the callback says so.
template <class Callback> bool any_name(std::string_view text, Callback callback) {
    while (true) {
        const std::string_view name = first_name(text);
        if (callback(name)) return true;
        if (name.size() == text.size()) return false;
        text.remove_prefix(name.size() + 1);
    }
}

/// Whether each name of the pattern is plain, or has `*` and `?` for parts of a name, or is `**`:
/// then the pattern matches name by name. Bytes that are no UTF-8 are a character of their own only
/// to those that are compared byte by byte.
bool is_by_name(const Pattern& pattern) {
    if (!utf8::is_valid(pattern.text)) return false;
    if (pattern.comparison == Comparison::exact) return true;
    if (pattern.text.find_first_of("[]{}|^\\") != std::string::npos) return false;
    return !any_name(pattern.text, [](std::string_view name) {
        return name != "**" && name.find("**") != std::string_view::npos;
    });
}

bool is_plain(std::string_view name) {
    return name.find_first_of("*?") == std::string_view::npos;
}

/// The name that a pattern like `**/name` ignores at any depth, wildcards and all.
std::optional<std::string_view> anywhere_name(const Pattern& pattern) {
    const std::string_view text = pattern.text;
    if (!text.starts_with("**/") || text.find('/', 3) != text.npos || text.substr(3) == "**") {
        return std::nullopt;
    }
    return text.substr(3);
}

/// Reads the patterns from top to bottom. Why leaving out is right: a pattern is only asked where
/// it would change the verdict so far, and what it said then is inherited. So one that can never be
/// asked and match at once says nothing, anywhere.
class Search {
public:
    explicit Search(const File& file) : file_(file) {}

    std::vector<Redundant> run() {
        for (const Pattern& pattern : file_.patterns) {
            if (pattern.is_bad || pattern.text.empty()) continue;
            if (pattern.never_matches()) {
                out_.push_back({Redundant::Why::outside, &pattern});
            } else if (!is_redundant(pattern)) {
                remember(pattern);
            }
        }
        return std::move(out_);
    }

private:
    bool is_redundant(const Pattern& pattern) {
        using Why = Redundant::Why;
        if (pattern.negated && takes_nothing(pattern)) {
            return add(Why::takes_nothing, pattern, nullptr);
        }
        if (pattern.negated != was_negated_) {
            // Those before may have been overruled since.
            same_sign_.clear();
            was_negated_ = pattern.negated;
        }
        const auto same = same_sign_.find(pattern.text);
        if (same != same_sign_.end()) return add(Why::repeated, pattern, same->second);
        if (pattern.negated || has_negations_ || !is_by_name(pattern)) return false;
        const Pattern* const cover = covering(pattern);
        return cover != nullptr && add(Why::covered, pattern, cover);
    }

    bool add(Redundant::Why why, const Pattern& pattern, const Pattern* because_of) {
        out_.push_back({why, &pattern, because_of});
        return true;
    }

    void remember(const Pattern& pattern) {
        same_sign_.emplace(pattern.text, &pattern);
        if (pattern.negated) {
            has_negations_ = true;
            return;
        }
        const std::string_view text = pattern.text;
        const auto anywhere = anywhere_name(pattern);
        if (!is_by_name(pattern)) {
            has_odd_ = true;
        } else if (pattern.comparison == Comparison::exact) {
            exact_.emplace(text, &pattern);
        } else if (anywhere && is_plain(*anywhere)) {
            anywhere_.emplace(*anywhere, &pattern);
        } else if (wild_.size() < max_wild_patterns) {
            wild_.push_back(&pattern);
        } else {
            has_odd_ = true;
        }
        const std::string_view first = first_name(text);
        if (is_plain(first)) first_names_.emplace(first, &pattern);
    }

    /// No pattern before it ignores anything that begins with its first name.
    [[nodiscard]] bool takes_nothing(const Pattern& pattern) const {
        if (first_names_.empty() && wild_.empty() && anywhere_.empty() && !has_odd_) return true;
        const std::string_view first = first_name(pattern.text);
        if (!is_by_name(pattern) || has_odd_ || !anywhere_.empty()) return false;
        const bool is_wild = pattern.comparison != Comparison::exact && !is_plain(first);
        if (is_wild || first_names_.contains(first)) return false;
        return std::none_of(wild_.begin(), wild_.end(), [first](const Pattern* each) {
            const std::string_view other = first_name(each->text);
            return other == "**" || wildcard_matches(other, first);
        });
    }

    /// A pattern before it that matches each path it matches, or a directory above.
    [[nodiscard]] const Pattern* covering(const Pattern& pattern) const {
        const std::string_view text = pattern.text;
        for (std::size_t slash = text.find('/'); slash != text.npos;
             slash = text.find('/', slash + 1)) {
            const auto found = exact_.find(text.substr(0, slash));
            if (found != exact_.end()) return found->second;
        }
        const Pattern* cover = nullptr;
        any_name(text, [&](std::string_view name) {
            const auto found = anywhere_.find(name);
            if (found != anywhere_.end()) cover = found->second;
            return cover != nullptr;
        });
        if (cover != nullptr) return cover;
        const auto found = std::find_if(wild_.begin(), wild_.end(), [&](const Pattern* each) {
            return wild_covers(*each, pattern);
        });
        return found == wild_.end() ? nullptr : *found;
    }

    static bool wild_covers(const Pattern& wild, const Pattern& pattern) {
        // Each path has a first name, and what that is covers all below.
        if (wild.text == "*" || wild.text == "**") return true;
        const bool is_exact = pattern.comparison == Comparison::exact;
        const auto is_same_or_inside = [is_exact](std::string_view glob, std::string_view name) {
            if (name == glob) return true;
            return (is_exact || is_plain(name)) && wildcard_matches(glob, name);
        };
        if (const auto anywhere = anywhere_name(wild)) {
            return any_name(pattern.text, [&](std::string_view name) {
                return name != "**" && is_same_or_inside(*anywhere, name);
            });
        }
        if (wild.text.find('/') != std::string::npos) return false;
        const std::string_view first = first_name(pattern.text);
        return first != "**" && is_same_or_inside(wild.text, first);
    }

    using ByText = std::unordered_map<std::string_view, const Pattern*>;
    const File& file_;
    std::vector<Redundant> out_;
    ByText same_sign_; ///< since the sign changed
    ByText exact_;
    ByText anywhere_;    ///< by the plain name after `**/`
    ByText first_names_; ///< plain ones
    std::vector<const Pattern*> wild_;
    bool was_negated_ = false;
    bool has_negations_ = false;
    bool has_odd_ = false; ///< ignoring patterns that are not followed here
};

} // namespace

std::vector<Redundant> redundant_patterns(const File& file) {
    return Search(file).run();
}

} // namespace dflint::dockerignore
