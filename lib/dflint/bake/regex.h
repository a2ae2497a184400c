// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Regular expressions as Go's regexp package has them (RE2 syntax), in time linear in the text.
namespace dflint::bake::regex {

/// Why a pattern does not compile: Go's words, and the part of the pattern.
struct SyntaxError {
    std::string code;
    std::string part;
    /// Correct in Go, but beyond what is understood here.
    bool is_unsupported = false;
};

struct ClassRange {
    char32_t first;
    char32_t last;
};

enum class Op : std::uint8_t { letters, split, jump, save, assert_, match };
enum class Assertion : std::uint8_t {
    text_begin,
    text_end,
    line_begin,
    line_end,
    word_boundary,
    no_word_boundary,
};

/// One step of the machine. `letters`: a class that takes one character. `split`: tries `next`
/// first, then `other`.
struct Instruction {
    Op op = Op::match;
    Assertion assertion{};
    std::uint32_t next = 0;
    std::uint32_t other = 0;
    std::uint32_t slot = 0; ///< save: of the captures; letters: of the classes
};

struct Class {
    std::vector<ClassRange> ranges;
    bool folds = false; ///< capital and small letters are the same
};

struct Program {
    std::vector<Instruction> code;
    std::vector<Class> classes;
    std::vector<std::string> names; ///< of the groups; [0] is the whole, unnamed ones are empty
};

inline constexpr std::uint32_t nowhere = UINT32_MAX;

/// Byte offsets: begin and end of the whole, then of each group; `nowhere` when it took no part.
using Captures = std::vector<std::uint32_t>;

[[nodiscard]] std::variant<Program, SyntaxError> compile(std::string_view pattern);

/// The first match at or behind `begin`, leftmost, then as Perl would choose. An empty result: no
/// match. `steps` counts down; nothing at all when it reaches zero.
[[nodiscard]] std::optional<Captures> find(const Program& program, std::string_view text,
                                           std::size_t begin, std::size_t& steps);

} // namespace dflint::bake::regex
