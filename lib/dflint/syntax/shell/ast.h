// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The tree of a shell text. Every span counts bytes of the text that was parsed (for a RUN: its
/// joined text; the model maps it to the file). Views point into that text or into the tree.
/// Outside law: POSIX.1-2024 XCU chapter 2, and the bash manual for the extensions.
namespace dflint::shell {

enum class Dialect : std::uint8_t { posix, bash };

/// What a word holds besides literal text.
enum class ExpansionKind : std::uint8_t {
    parameter,  ///< $name, ${name...}
    command,    ///< $(...), `...`
    arithmetic, ///< $((...)), $[...]
    process,    ///< <(...), >(...)
};

struct Node;

struct Expansion {
    ExpansionKind kind = ExpansionKind::parameter;
    bool in_double_quotes = false;
    Span at;
    std::string_view name; ///< parameter: the variable's name; else empty
    /// parameter: ":-", "#", ...; empty when plain. ${#name} and ${!name} have their prefix here.
    std::string_view op;
    /// command, process: the sequence inside, spans counting from the same text. Owned by the
    /// Script.
    const Node* body = nullptr;
};

/// One shell word.
struct Word {
    Span at;
    std::string_view raw; ///< as written
    /// After quote removal, expansions kept as written: `"torch==${V}"` gives `torch==${V}`.
    /// A slice of the text where quote removal changes nothing.
    std::string_view text;
    bool quoted = false;   ///< some part is quoted or escaped
    bool has_glob = false; ///< an unquoted * ? [...] or a brace expansion
    /// In the order they begin; those inside ${...} and $((...)) too, those inside a command
    /// substitution belong to the words of its body.
    std::vector<Expansion> expansions;

    /// True when the shell sees exactly `text`, but for globs and tildes.
    [[nodiscard]] bool is_static() const { return expansions.empty(); }
    [[nodiscard]] bool is(std::string_view value) const { return is_static() && text == value; }
};

struct Assignment {
    Span at;
    std::string_view name;
    bool append = false; ///< NAME+=value
    bool is_array = false;
    std::optional<Word> value;  ///< nothing for NAME=( ... ) arrays and for NAME= (empty)
    std::vector<Word> elements; ///< of an array; else the subscript of NAME[...], if it expands
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

/// The body of a heredoc.
struct Heredoc {
    Span body;           ///< whole lines, without the terminator line
    Span terminator;     ///< the line that ends it, without its line end
    bool expands = true; ///< the delimiter is not quoted
    std::vector<Expansion> expansions;
};

struct Redirect {
    Span at;             ///< descriptor, operator and target word; not the body of a heredoc
    std::string_view fd; ///< digits or {name}; empty when not written
    RedirectOp op = RedirectOp::output;
    Span op_at;
    Word target;                      ///< for a heredoc: its delimiter word
    const Heredoc* heredoc = nullptr; ///< set for << and <<-; owned by the Script
};

enum class NodeKind : std::uint8_t {
    simple,    ///< assignments, words, redirects
    pipeline,  ///< children joined by | or |&
    and_or,    ///< children joined by && and ||
    sequence,  ///< children ended by ; & or a newline: a script or the body of a compound
    subshell,  ///< ( ... )            child 0: sequence
    group,     ///< { ...; }           child 0: sequence
    if_clause, ///< children: condition, then, [condition, then]..., [else]: sequences; see has_else
    while_loop,  ///< children: condition, body; keyword says while or until
    for_loop,    ///< words: name, items...; child 0: body. also select. for ((...)) has one word
    case_clause, ///< words: subject; children: case_item
    case_item,   ///< words: patterns; child 0: sequence (may be empty)
    function,    ///< words: name; child 0: body
    test,        ///< [[ ... ]]          words: operands and operators
    arithmetic,  ///< (( ... ))          word 0: the expression, with its expansions
    coproc,      ///< words: [name]; child 0
    timed,       ///< time [-p] pipeline: child 0, when there is a pipeline
};

/// One node of the tree. A plain struct: which members mean something is said by `kind`.
struct Node {
    NodeKind kind = NodeKind::simple;
    bool negated = false;    ///< ! before it
    bool background = false; ///< & after it
    bool has_else = false;   ///< if_clause
    Span at;                 ///< without the operator that ends it, with the ! before it
    Span keyword; ///< for compounds: if, while, until, for, select, case, {, (, [[, ((, function
    std::optional<Span> terminator; ///< the ; & or newline that ends it in a sequence
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

/// What `parse` gives. Movable, not copyable: views and pointers into it stay valid.
struct Script {
    std::string_view text;
    Dialect dialect = Dialect::posix;
    Node root; ///< a sequence
    std::vector<Comment> comments;
    /// What a POSIX shell refuses and this one reads all the same: the operator, keyword or opener.
    std::vector<Span> extensions;
    std::optional<SyntaxError> error;
    /// Owns values that are not a slice of the text, and nothing else. Addresses are stable.
    std::vector<std::vector<char>> values;
    std::vector<std::unique_ptr<Node>> substitutions; ///< what Expansion::body points to
    std::vector<std::unique_ptr<Heredoc>> heredocs;   ///< what Redirect::heredoc points to
};

} // namespace dflint::shell
