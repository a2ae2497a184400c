// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The tree of an HCL file, the same for the native syntax and for the JSON profile: who reads a
/// tree need not know which of the two was written. Every span counts bytes of the file. Views
/// point into the file or into the texts the File owns.
/// Outside law: hashicorp/hcl, hclsyntax/spec.md and json/spec.md; the implementation where it
/// differs.
namespace dflint::hcl {

/// Something that is called by a name. `at` has the name without its quotes, so that an edit
/// replaces the name alone, in both syntaxes.
struct Name {
    Span at;
    std::string_view text; ///< decoded
};

enum class ExprKind : std::uint8_t {
    error,   ///< unreadable and reported; evaluates to unknown. Children: what was read before it
    null,    ///< null
    boolean, ///< true, false; see Expr::is_true
    number,  ///< text: decimal, as written: 1, 1.5, 1e5; in JSON also -1

    /// "...", a heredoc, a JSON string. Children: the parts, any of text, interpolation,
    /// template_if and template_for, in source order. See is_wrap().
    template_,
    /// A literal part of a template, strip markers and heredoc flush applied. Its span has exactly
    /// the bytes of `text`, or is one escape. May be empty.
    text,
    interpolation, ///< ${...}; child: the expression
    template_if,   ///< %{if}; children: condition, then, [else]; the branches are of kind template_
    template_for,  ///< %{for}; names: [key], value; children: collection, body (a template_)

    tuple,  ///< [a, b]; children: the elements
    object, ///< {k = v}; children: of kind item
    item,   ///< children: key, value. mark: the = or : between them
    /// An object's key that is written as a bare identifier, and means its name. Text: the name.
    /// In JSON a key is a template_.
    key_name,

    variable,  ///< names: the name. The root of a traversal
    attribute, ///< a.b; child: the object; names: the attribute
    index,     ///< a[k], a.0; children: the collection, the key. See is_legacy
    /// a.*.b, a[*].b; children: the source, and what is done with each element, an expression
    /// around an `each`. mark: the * with its dot or brackets
    splat,
    each, ///< stands for one element inside a splat; empty span behind its mark

    call,        ///< ns::f(a, b...); names: namespaces, then the function; children: arguments
    unary,       ///< -a, !a; child: the operand; mark: the operator
    binary,      ///< a + b; children: both operands; mark: the operator
    conditional, ///< a ? b : c; children: condition, then, else; mark: the ?
    for_tuple,   ///< [for k, v in c : x if y]; names: [k], v; children: c, x, [y]
    for_object,  ///< {for k, v in c : x => y... if z}; names: [k], v; children: c, x, y, [z]
    parentheses, ///< (a); child: the expression. An object's key in them is no key_name
};

enum class Operator : std::uint8_t {
    none,
    logical_or,
    logical_and,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    negate,      ///< unary -
    logical_not, ///< unary !
};

/// One expression, or one part of a template. A plain struct: which members mean something is said
/// by `kind`.
struct Expr {
    ExprKind kind = ExprKind::error;
    Operator op = Operator::none;
    bool is_true : 1 = false;    ///< boolean
    bool is_heredoc : 1 = false; ///< template_: written as <<ID
    bool is_flush : 1 = false;   ///< template_: written as <<-ID
    bool is_legacy : 1 = false;  ///< index: written as a.0
    bool is_full : 1 = false;    ///< splat: written as [*], so it takes in indexes too
    bool expands : 1 = false;    ///< call: the last argument is followed by ...
    bool is_grouped : 1 = false; ///< for_object: the value is followed by ...
    bool is_json : 1 = false;    ///< template_: a JSON string; see parse_string_as_expression
    std::uint16_t height = 1;    ///< levels of expressions, this one included; <= max_height
    Span at{};                   ///< all of it, quotes, brackets and heredoc markers included
    Span mark{};                 ///< the operator or separator that makes it what it is
    std::string_view text{};     ///< number, text, key_name
    std::vector<Name> names{};
    std::vector<Expr> children{};

    [[nodiscard]] bool is(ExprKind wanted) const { return kind == wanted; }
    [[nodiscard]] const Expr& child(std::size_t index) const { return children[index]; }
    /// The name that is looked up: of a variable, an attribute, a function.
    [[nodiscard]] const Name& name() const { return names.back(); }
    /// "${x}" and nothing else: the template is x itself and keeps its type.
    [[nodiscard]] bool is_wrap() const {
        return kind == ExprKind::template_ && !is_heredoc && children.size() == 1 &&
               children.front().kind == ExprKind::interpolation;
    }
};

/// The value of a template without interpolations and directives; nothing for all else.
[[nodiscard]] std::optional<std::string> constant_text(const Expr& expr);

struct Body;

/// name = expr
struct Attribute {
    Name name;
    Span at;     ///< from the name to the end of the expression
    Span equals; ///< the = (JSON: the :)
    Expr expr;
};

/// type "label" { ... }. In JSON one block for each object that the schema makes a block.
struct Block {
    Name type;
    std::vector<Name> labels;
    Span at;    ///< from the type to the closing brace; in JSON from the innermost key
    Span open;  ///< the {
    Span close; ///< the }; empty when it is missing
    std::vector<Body> bodies; ///< exactly one: a body inside a body

    [[nodiscard]] const Body& body() const;
};

/// Attributes and blocks, each in source order.
struct Body {
    std::vector<Attribute> attributes;
    std::vector<Block> blocks;
    Span at; ///< what stands between the braces, or the whole file

    [[nodiscard]] const Attribute* attribute(std::string_view name) const;
};

inline const Body& Block::body() const {
    return bodies.front();
}

/// # ..., // ... (without the line end) or /* ... */.
struct Comment {
    Span at;
};

enum class Syntax : std::uint8_t { native, json };

/// What a reader gives. Movable, not copyable: views into it stay valid.
struct File {
    File() = default;
    File(File&&) = default;
    File& operator=(File&&) = default;

    Syntax syntax = Syntax::native;
    Body body;
    std::vector<Comment> comments; ///< sorted; empty in JSON
    std::deque<std::string> texts; ///< owns what is no slice of the file; addresses are stable
};

} // namespace dflint::hcl
