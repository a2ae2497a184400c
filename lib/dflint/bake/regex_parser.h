// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/regex.h"

#include <memory>

namespace dflint::bake::regex {

enum class NodeKind : std::uint8_t { empty, letters, assertion, sequence, choice, repeat, group };

/// A pattern as a tree.
struct Node {
    NodeKind kind = NodeKind::empty;
    Assertion assertion{};
    Class letters{};
    std::vector<Node> children{};
    int least = 0;
    int most = 0; ///< -1: without end
    bool lazy = false;
    std::uint32_t group = 0;
};

struct Pattern {
    Node root;
    std::vector<std::string> names;
};

[[nodiscard]] std::variant<Pattern, SyntaxError> parse(std::string_view pattern);

/// \d, [:alpha:], \pL and so on, without its marks; null for a name that is not known.
[[nodiscard]] const std::vector<ClassRange>* named_class(std::string_view name);

/// Sorts and joins ranges.
void normalize(std::vector<ClassRange>& ranges);
/// All characters that are not in normalized ranges.
[[nodiscard]] std::vector<ClassRange> complement(const std::vector<ClassRange>& ranges);

} // namespace dflint::bake::regex
