// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dflint::cli {

/// One line of a .gitignore.
struct IgnorePattern {
    std::string glob;     ///< without `!`, the leading and the trailing slash
    bool negated = false; ///< `!`: takes back what an earlier line excluded
    bool directory_only = false;
    bool anchored = false; ///< holds a slash: matched against the path below the file's directory
};

/// The lines of one .gitignore or info/exclude, in order.
class IgnoreFile {
public:
    /// `base` is the directory the patterns count from: "" or a path ending in a slash.
    IgnoreFile(std::string_view text, std::string base);

    enum class Verdict { none, ignored, kept };
    /// What the last matching line says about a path that starts with the base.
    [[nodiscard]] Verdict verdict(std::string_view path, bool is_directory) const;

private:
    std::string base_;
    std::vector<IgnorePattern> patterns_;
};

/// The matcher behind the patterns: git's wildmatch with WM_PATHNAME. `*`, `?` and `[...]` stay
/// within a path component, `**` between slashes spans any number of them.
/// Time is bounded by the product of the two lengths.
[[nodiscard]] bool glob_matches(std::string_view glob, std::string_view text);

} // namespace dflint::cli
