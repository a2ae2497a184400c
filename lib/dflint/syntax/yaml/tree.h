// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a YAML file says, with places. Outside law: YAML 1.2.2; merge keys as in the YAML 1.1 type
/// repository, which compose files use.
namespace dflint::yaml {

/// One value. Aliases are the very node they stand for; the tree holds no cycles.
struct Node {
    enum class Kind : std::uint8_t { scalar, sequence, mapping };
    using Entry = std::pair<const Node*, const Node*>; ///< key, value

    Kind kind = Kind::scalar;
    std::uint32_t file = 0; ///< the number that the reader of several files gave to this one
    /// Bytes of the file; a collection in block style reaches from its first entry to its last.
    Span at{};
    std::string text{};    ///< of a scalar: decoded
    bool is_plain = false; ///< a scalar without quotes, so that `true` and `1` are no strings
    std::string tag{};     ///< as written: `!reset`, `!!str`; mostly ""
    std::vector<const Node*> items{}; ///< of a sequence
    std::vector<Entry> entries{};     ///< of a mapping, as written; merge keys are not resolved

    [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
    [[nodiscard]] bool is_sequence() const { return kind == Kind::sequence; }
    [[nodiscard]] bool is_mapping() const { return kind == Kind::mapping; }
    /// Nothing is written, or `null` or `~` without quotes.
    [[nodiscard]] bool is_null() const;
    /// The value of a key, its own before merged ones (`<<`); nothing when there is none.
    [[nodiscard]] const Node* find(std::string_view key) const;
    /// All entries, merged ones included, each key once.
    [[nodiscard]] std::vector<Entry> merged_entries() const;
};

struct Mistake {
    Span at;
    std::string message;
};

/// The first document of a file. Movable, not copyable: nodes keep their addresses.
struct File {
    File() = default;
    File(File&&) = default;
    File& operator=(File&&) = default;

    const Node* root = nullptr; ///< nothing in an empty or unreadable file
    std::vector<Mistake> mistakes;
    std::deque<Node> nodes;
};

} // namespace dflint::yaml
