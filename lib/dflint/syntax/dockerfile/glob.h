// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::dockerfile {

/// A pattern of `${name#pattern}`: `?` is one character, `*` any number of them, nothing else is
/// special (BuildKit knows no brackets). Neither matches a newline.
class Glob {
public:
    /// Nothing, and the reason in `problem`, when a backslash protects what needs no protection.
    [[nodiscard]] static std::optional<Glob> compile(std::string_view pattern,
                                                     std::string& problem);

    [[nodiscard]] std::string_view without_prefix(std::string_view value, bool longest) const;
    [[nodiscard]] std::string_view without_suffix(std::string_view value, bool longest) const;
    /// The first match, or all of them, replaced; the leftmost and there the longest counts. For
    /// all of them BuildKit reads `$` in the replacement as Go's regexp package does
    /// (Regexp.Expand): `$0` is the match, `$$` a dollar sign, any other name is empty.
    [[nodiscard]] std::string replaced(std::string_view value, std::string_view replacement,
                                       bool all) const;

private:
    using Text = std::vector<char32_t>;

    [[nodiscard]] Glob reversed() const;

    std::vector<Text> parts_{1}; ///< what stands between the stars, `any` for `?`
};

} // namespace dflint::dockerfile
