// SPDX-License-Identifier: Apache-2.0
// Outside law: hclsyntax/spec.md, "Bodies".
#include "dflint/syntax/hcl/entry.h"
#include "dflint/syntax/hcl/grammar_common.h"
#include "dflint/syntax/hcl/identifier.h"

namespace dflint::hcl {

namespace {
using K = TokenKind;

using AttributeRule = x3::rule<class attribute_class, Attribute>;
constexpr AttributeRule attribute = "attribute";
using BlockRule = x3::rule<class block_class, Block>;
constexpr BlockRule block = "block";
using BodyRule = x3::rule<class body_class, Body>;
constexpr BodyRule body = "body";
constexpr x3::rule<class one_line_class, Body> one_line = "body on one line";

// name = expression

bool begins_value(K kind) {
    return kind == K::equal || kind == K::colon;
}

/// "name" = ...: JSON writes it so.
const Token* read_quoted_name(Cursor& at) {
    if (at->kind != K::open_quote || at.token[1].kind != K::literal) return nullptr;
    const Token* const name = at.token + 1;
    if (name[1].kind != K::close_quote || !begins_value(name[2].kind)) return nullptr;
    std::optional<Fix> fix;
    if (identifier_size(name->text, 0) == name->text.size()) {
        fix = Fix{"write the bare name", Applicability::safe, {{at->at, ""}, {name[1].at, ""}}};
    }
    at.reader->report(at->at, "an attribute's name has no quotes", {}, std::move(fix));
    at.token += 3;
    return name;
}

const Token* read_equals(Cursor& at) {
    if (!begins_value(at->kind)) return nullptr;
    if (at->kind == K::colon) {
        at.reader->report(at->at, "an attribute is written `name = value`, not with `:`", {},
                          Fix{"write `=`", Applicability::safe, {{at->at, " ="}}});
    }
    return at.token++;
}

const auto set_name = [](auto& context) {
    const Token& token = *x3::_attr(context);
    x3::_val(context).name = {token.at, token.text};
    x3::_val(context).at = token.at;
};
const auto set_equals = [](auto& context) { x3::_val(context).equals = x3::_attr(context)->at; };
const auto set_value = [](auto& context) {
    Attribute& made = x3::_val(context);
    made.expr = std::move(x3::_attr(context));
    made.at = cover(made.at, cover(made.equals, made.expr.at));
};
const auto attribute_def = (tok(K::identifier)[set_name] | code(read_quoted_name)[set_name]) >>
                           code(read_equals)[set_equals] >> expression[set_value];

// type "label" { ... }

/// Until a body is read, its place is behind the header.
void end_header(Block& made, std::uint32_t end) {
    made.at.end = end;
    made.open = made.close = made.bodies.front().at = {end, end};
}

const auto set_type = [](auto& context) {
    const Token& token = *x3::_attr(context);
    x3::_val(context).type = {token.at, token.text};
    x3::_val(context).at = token.at;
    x3::_val(context).bodies.emplace_back();
    end_header(x3::_val(context), token.at.end);
};
const auto add_label = [](auto& context) {
    const Token* const token = x3::_attr(context);
    const bool is_quoted = token->kind == K::open_quote;
    Block& made = x3::_val(context);
    made.labels.push_back(is_quoted ? reader_of(context).label(token)
                                    : Name{token->at, token->text});
    end_header(made, is_quoted ? reader_of(context).match(token)->at.end : token->at.end);
};
const auto set_open = [](auto& context) { x3::_val(context).open = x3::_attr(context)->at; };
const auto set_body = [](auto& context) {
    x3::_val(context).bodies.front() = std::move(x3::_attr(context));
};
const auto set_close = [](auto& context) {
    Block& made = x3::_val(context);
    made.close = x3::_attr(context)->at;
    made.at.end = made.close.end;
    made.bodies.front().at = {made.open.end, made.close.begin};
    reader_of(context).report_repeated_names(made.body());
};

const auto quoted_label = code([](Cursor& at) -> const Token* {
    if (at->kind != K::open_quote) return nullptr;
    const Token* const opener = at.token;
    at.token = at.reader->match(opener) + 1;
    return opener;
});
const auto begins_header = tok(K::open_brace, K::open_quote, K::identifier);
const auto begins_lines = tok(K::newline) | at_closer;

/// The `{` of a block on the next line is reported and taken.
const auto brace_on_next_line = code([](Cursor& at) -> const Token* {
    if (at->kind != K::newline || at.token[1].kind != K::open_brace) return nullptr;
    at.reader->report(Wanted::block_body, at.token);
    at.token += 2;
    return at.token - 1;
});
const auto block_def = tok(K::identifier)[set_type] >> &begins_header >>
                       *(tok(K::identifier)[add_label] | quoted_label[add_label]) >>
                       (((tok(K::open_brace)[set_open] | brace_on_next_line[set_open]) >>
                         ((&begins_lines >> body[set_body]) | one_line[set_body]) >>
                         closer[set_close]) |
                        code(missing<Wanted::block_body>));

// Bodies

const auto add_attribute = [](auto& context) {
    x3::_val(context).attributes.push_back(std::move(x3::_attr(context)));
};
const auto add_block = [](auto& context) {
    x3::_val(context).blocks.push_back(std::move(x3::_attr(context)));
};

/// What does not end its line is reported; when another attribute or block follows on it, that
/// one is read all the same.
const Token* read_end_of_item(Cursor& at) {
    const Token* const found = at.token;
    if (at->kind == K::newline) return at.token++;
    if (at->kind == K::end) return found;
    at.reader->report(Wanted::end_of_item, found);
    const bool begins_item = at->kind == K::identifier &&
                             (begins_value(at.token[1].kind) || at.token[1].kind == K::open_quote ||
                              at.token[1].kind == K::open_brace);
    if (begins_item || is_closer(at->kind)) return found;
    do {
        at.token = at.reader->synchronize(at.token);
    } while (at->kind == K::comma && at.token++ != nullptr);
    return found;
}

/// A line that is neither an attribute nor a block.
const Token* read_stray_line(Cursor& at) {
    const Token* const found = at.token;
    if (is_closer(at->kind)) return nullptr;
    if (!at.reader->is_rest_of_expression(found)) at.reader->report(Wanted::item, found);
    do {
        at.token = at.reader->synchronize(at.token);
    } while (at->kind == K::comma && at.token++ != nullptr);
    return found;
}

const auto end_of_item = code(read_end_of_item);
const auto body_def = *(tok(K::newline) | (attribute[add_attribute] >> end_of_item) |
                        (block[add_block] >> end_of_item) | code(read_stray_line));

/// One attribute. What else stands on the line is read, once it is reported.
const auto skipped = code([](Cursor& at) -> const Token* {
    if (is_closer(at->kind)) return nullptr;
    const Token* const found = at.token;
    at.token = is_opener(found->kind) ? at.reader->match(found) + 1 : found + 1;
    return found;
});
const auto rest_of_line = *(attribute[add_attribute] | block[add_block] | skipped);
const auto one_line_def =
    (attribute[add_attribute] >>
     -(!at_closer >> code(assumed<Wanted::one_line_end>) >> rest_of_line)) |
    (&(tok(K::identifier) >> tok(K::open_brace, K::open_quote, K::identifier)) >>
     code(assumed<Wanted::one_line_end>) >> rest_of_line) |
    (code(assumed<Wanted::item>) >> rest_of_line);
} // namespace

BOOST_SPIRIT_DEFINE(attribute, block, body, one_line)

Body read_body(Reader& reader) {
    Body result;
    Cursor at{reader.begin(), &reader};
    const Cursor end{reader.end(), &reader};
    x3::parse(at, end, body, result);
    reader.report_repeated_names(result);
    return result;
}

Expr read_expression(Reader& reader) {
    Expr result;
    Cursor at{reader.begin(), &reader};
    const Cursor end{reader.end(), &reader};
    x3::parse(at, end, expression, result);
    if (at->kind != K::end && !(at->kind == K::newline && at.token[1].kind == K::end)) {
        reader.report(Wanted::end_of_item, at.token);
    }
    return result;
}

} // namespace dflint::hcl
