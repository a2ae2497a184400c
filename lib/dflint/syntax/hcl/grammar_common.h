// SPDX-License-Identifier: Apache-2.0
// What the grammars share: X3 over tokens. Included by grammar_*.cpp only.
//
// Each rule but `attribute` and `block` takes whatever stands there: what it cannot read it
// reports, and leaves an error node. So nothing is read twice and no report is about an attempt.
#pragma once

#include "dflint/syntax/hcl/fold.h"
#include "dflint/syntax/hcl/reader.h"

#include <boost/spirit/home/x3.hpp>

#include <cstddef>
#include <iterator>

namespace dflint::hcl {

namespace x3 = boost::spirit::x3;

/// Where a grammar reads. It carries the reader, so that semantic actions need no context of their
/// own: `with<>` around recursive rules makes their types grow for ever.
struct Cursor {
    using iterator_category = std::forward_iterator_tag;
    using value_type = Token;
    using difference_type = std::ptrdiff_t;
    using pointer = const Token*;
    using reference = const Token&;

    const Token* token = nullptr;
    Reader* reader = nullptr;

    const Token& operator*() const { return *token; }
    const Token* operator->() const { return token; }
    Cursor& operator++() {
        ++token;
        return *this;
    }
    Cursor operator++(int) {
        const Cursor old = *this;
        ++token;
        return old;
    }
    friend bool operator==(const Cursor& a, const Cursor& b) { return a.token == b.token; }
    friend bool operator!=(const Cursor& a, const Cursor& b) { return a.token != b.token; }
};

/// One token of these kinds that the author wrote. One parser for all of them: the attribute of an
/// alternative would be a variant.
struct TokenParser : x3::parser<TokenParser> {
    using attribute_type = const Token*;
    static constexpr bool has_attribute = true;
    static constexpr bool handles_container = false;

    constexpr explicit TokenParser(std::uint64_t wanted) : kinds(wanted) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Cursor& at, const Cursor&, const Context&, RuleContext&, Attribute& out) const {
        if ((kinds >> static_cast<unsigned>(at->kind) & 1) == 0 || at->is_missing) return false;
        x3::traits::move_to(at.token++, out);
        return true;
    }

    std::uint64_t kinds; ///< a bit for each
};
static_assert(static_cast<unsigned>(TokenKind::invalid) < 64);

/// What plain code reads: a function that steps the cursor and says which token counts, or nullptr
/// when it reads nothing.
struct CodeParser : x3::parser<CodeParser> {
    using attribute_type = const Token*;
    static constexpr bool has_attribute = true;
    static constexpr bool handles_container = false;
    using Function = const Token* (*)(Cursor& at);

    constexpr explicit CodeParser(Function code) : function(code) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Cursor& at, const Cursor&, const Context&, RuleContext&, Attribute& out) const {
        const Token* const token = function(at);
        if (token == nullptr) return false;
        x3::traits::move_to(token, out);
        return true;
    }

    Function function;
};

template <class... Kinds> constexpr TokenParser tok(Kinds... kinds) {
    return TokenParser(((std::uint64_t{1} << static_cast<unsigned>(kinds)) | ...));
}
constexpr CodeParser code(CodeParser::Function function) {
    return CodeParser(function);
}

/// Reports, and goes on where the brackets around have their next comma, line end or closer.
template <Wanted wanted> const Token* missing(Cursor& at) {
    const Token* const found = at.token;
    at.reader->report(wanted, found);
    at.token = at.reader->synchronize(found);
    return found;
}

/// Reports, and goes on as if it stood here.
template <Wanted wanted> const Token* assumed(Cursor& at) {
    at.reader->report(wanted, at.token);
    return at.token;
}

/// The closer of the brackets around, wherever it is.
inline const Token* read_closer(Cursor& at) {
    const Token* const closer = at.reader->closer_behind(at.token);
    if (closer != at.token)
        at.reader->report_no_closer(at.token, closer);
    else if (closer->is_missing)
        at.reader->report_unclosed(closer);
    at.token = closer + (closer->kind == TokenKind::end ? 0 : 1);
    return closer;
}
constexpr auto closer = code(read_closer);
constexpr auto at_closer =
    code([](Cursor& at) { return is_closer(at->kind) ? at.token : nullptr; });

inline const Token* read_keyword(Cursor& at, std::string_view word) {
    if (at->kind != TokenKind::identifier || at->text != word) return nullptr;
    return at.token++;
}
constexpr auto for_keyword = code([](Cursor& at) { return read_keyword(at, "for"); });
constexpr auto in_keyword = code([](Cursor& at) { return read_keyword(at, "in"); });
constexpr auto if_keyword = code([](Cursor& at) { return read_keyword(at, "if"); });

// Semantic actions. All of them work on the node of their rule.

inline Reader& reader_of(const auto& context) {
    return *x3::_where(context).begin().reader;
}

/// Makes the node one of this kind that begins with the token.
template <ExprKind kind>
constexpr auto begin = [](auto& context) {
    const Token& token = *x3::_attr(context);
    x3::_val(context) = Expr{.kind = kind, .at = token.at};
};
constexpr auto set_mark = [](auto& context) { x3::_val(context).mark = x3::_attr(context)->at; };
constexpr auto add_name = [](auto& context) {
    const Token& token = *x3::_attr(context);
    x3::_val(context).names.push_back({token.at, token.text});
    x3::_val(context).at = cover(x3::_val(context).at, token.at);
};
/// Ends the node with the token.
constexpr auto end_here = [](auto& context) {
    x3::_val(context).at.end = x3::_attr(context)->at.end;
};
constexpr auto take = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
constexpr auto add_child = [](auto& context) {
    reader_of(context).add(x3::_val(context), std::move(x3::_attr(context)));
};
/// An error node where the token stands, as the node itself.
constexpr auto take_error = [](auto& context) {
    const Token& token = *x3::_attr(context);
    x3::_val(context) = Expr{.at = {token.at.begin, token.at.begin}};
};
constexpr auto add_error = [](auto& context) {
    const Token& token = *x3::_attr(context);
    reader_of(context).add(x3::_val(context), Expr{.at = {token.at.begin, token.at.begin}});
};

// The rules that a grammar of another file defines.

using ExprRule = x3::rule<class expression_class, Expr>;
constexpr ExprRule expression = "expression";
using CollectionRule = x3::rule<class collection_class, Expr>;
constexpr CollectionRule collection = "tuple, object or for";
using TemplateRule = x3::rule<class template_class, Expr>;
constexpr TemplateRule template_ = "template";
BOOST_SPIRIT_DECLARE(ExprRule, CollectionRule, TemplateRule)

} // namespace dflint::hcl
