// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The tree of a shell text. Every span counts bytes of the text that was parsed (for a RUN: its
/// joined text; the model maps it to the file). Views point into that text or into the tree.
/// Outside law: POSIX.1-2024 XCU chapter 2, and the bash manual for the extensions.
namespace dflint::shell {

enum class Dialect : std::uint8_t { posix, bash };

/// What a word holds besides literal text, in the order it appears (nested ones included).
enum class ExpansionKind : std::uint8_t {
    parameter,  ///< $name, ${name...}
    command,    ///< $(...), `...`
    arithmetic, ///< $((...)), $[...]
    process,    ///< <(...), >(...)
};

struct Expansion {
    ExpansionKind kind = ExpansionKind::parameter;
    Span at;
    std::string_view name;  ///< parameter: the variable's name; else empty
    std::string_view op;    ///< parameter: ":-", "#", ...; empty when plain
    bool in_double_quotes = false;
};

/// One shell word.
struct Word {
    Span at;
    std::string_view raw; ///< as written
    /// After quote removal, expansions kept as written: `"torch==${V}"` gives `torch==${V}`.
    /// A slice of the text where quote removal changes nothing.
    std::string_view text;
    bool quoted = false;   ///< some part is quoted or escaped
    bool has_glob = false; ///< an unquoted * ? [ or a brace expansion
    std::vector<Expansion> expansions;

    /// True when the shell sees exactly `text`, but for globs and tildes.
    [[nodiscard]] bool is_static() const { return expansions.empty(); }
    [[nodiscard]] bool is(std::string_view value) const { return is_static() && text == value; }
};

struct Assignment {
    Span at;
    std::string_view name;
    bool append = false;       ///< NAME+=value
    std::optional<Word> value; ///< nothing for NAME=( ... ) arrays and for NAME= (empty)
    bool is_array = false;
    std::vector<Word> elements; ///< of an array
};

enum class RedirectOp : std::uint8_t {
    output,        // >
    append,        // >>
    input,         // <
    read_write,    // <>
    clobber,       // >|
    duplicate_out, // >&
    duplicate_in,  // <&
    heredoc,       // <<
    heredoc_dash,  // <<-
    here_string,   // <<<
    output_both,   // &>
    append_both,   // &>>
};

struct Redirect {
    Span at;             ///< descriptor, operator and target word
    std::string_view fd; ///< digits or {name}; empty when not written
    RedirectOp op = RedirectOp::output;
    Span op_at;
    Word target;                 ///< for a heredoc: its delimiter word
    std::optional<Span> body;    ///< of a heredoc, without the terminator line
    bool body_expands = true;    ///< of a heredoc: the delimiter is not quoted
    std::vector<Expansion> body_expansions;
};

enum class NodeKind : std::uint8_t {
    simple,      ///< assignments, words, redirects
    pipeline,    ///< children joined by | or |&
    and_or,      ///< children joined by && and ||
    sequence,    ///< children ended by ; & or a newline: a script or the body of a compound
    subshell,    ///< ( ... )            child 0: sequence
    group,       ///< { ...; }           child 0: sequence
    if_clause,   ///< children: condition, then, [condition, then]..., [else]: sequences; see has_else
    while_loop,  ///< children: condition, body; keyword says while or until
    for_loop,    ///< words: name, items...; child 0: body. also select; for ((...)) has only `raw`
    case_clause, ///< words: subject; children: case_item
    case_item,   ///< words: patterns; child 0: sequence (may be empty)
    function,    ///< words: name; child 0: body
    test,        ///< [[ ... ]]          words: operands and operators
    arithmetic,  ///< (( ... ))
    coproc,      ///< child 0
    timed,       ///< time pipeline: child 0
};

/// One node of the tree. A plain struct: which members mean something is said by `kind`.
struct Node {
    NodeKind kind = NodeKind::simple;
    Span at;              ///< without the operator that ends it
    Span keyword;         ///< for compounds: if, while, until, for, select, case, {, (, [[, function
    bool negated = false; ///< ! before it
    bool background = false;         ///< & after it
    std::optional<Span> terminator;  ///< the ; & or newline that ends it in a sequence
    bool has_else = false;           ///< if_clause
    std::vector<Assignment> assignments;
    std::vector<Word> words;
    std::vector<Redirect> redirects;
    std::vector<Node> children;
    /// pipeline, and_or: the operator between child i and child i + 1.
    std::vector<Span> operators;
};

struct Comment {
    Span at; ///< from # to before the line end
};

/// Why the text is no shell script of this dialect; the tree then holds what was read before it.
struct SyntaxError {
    Span at;
    std::string message;
};

/// What `parse` gives. Movable: views stay valid as the texts they point to live on the heap.
struct Script {
    std::string_view text;
    Dialect dialect = Dialect::posix;
    Node root; ///< a sequence
    std::vector<Comment> comments;
    std::optional<SyntaxError> error;
    /// Owns values that are not a slice of the text, and nothing else. Addresses are stable.
    std::vector<std::vector<char>> values;
};

} // namespace dflint::shell
