// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace dflint::model {

/// A dependency specifier of PEP 508, as pip takes it on the command line. Views into its text.
struct Requirement {
    std::string_view name;
    std::string_view extras;     ///< between the brackets
    std::string_view specifiers; ///< ">=1,<2": from the first operator to the last version
    std::string_view url;        ///< behind `@`
    std::string_view marker;     ///< behind `;`
    bool is_exact = false;       ///< one `==` or `===` clause without a wildcard
};

/// Nothing when the text is no requirement. A shell expansion may stand in extras, versions, URL
/// and marker (`torch==${VERSION}`), not in the name.
[[nodiscard]] std::optional<Requirement> read_requirement(std::string_view text);

} // namespace dflint::model
