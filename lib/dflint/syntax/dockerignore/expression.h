// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::dockerignore {

/// A regular expression as patterns become them, ready to be asked. Matching takes a time that is
/// at most proportional to the states times the bytes of the path; nothing is tried twice.
class Expression {
public:
    enum class Op : std::uint8_t {
        character,   ///< the code point `value`
        not_newline, ///< `.`
        not_slash,   ///< `[^/]`
        in_set,      ///< in `sets[value]`
        not_in_set,
        text_begin, ///< these four read nothing
        text_end,
        word_boundary,
        no_word_boundary,
        fork, ///< goes on at the next state and at state `value`
        jump, ///< goes on at state `value`
        match,
    };
    struct State {
        Op op;
        std::uint32_t value = 0;
    };
    using Set = std::vector<std::pair<char32_t, char32_t>>; ///< ranges, both ends inside

    Expression() = default;
    Expression(std::vector<State> states, std::vector<Set> sets)
        : states_(std::move(states)), sets_(std::move(sets)) {}

    /// Whether any part of the path matches, as Go's MatchString asks; bytes that are not UTF-8
    /// count as U+FFFD.
    [[nodiscard]] bool matches(std::string_view path) const;
    [[nodiscard]] std::size_t state_count() const { return states_.size(); }

private:
    friend class Simulation;
    std::vector<State> states_;
    std::vector<Set> sets_;
};

} // namespace dflint::dockerignore
