// SPDX-License-Identifier: Apache-2.0
// Outside law: hclsyntax/spec.md, "Expressions".
#include "dflint/syntax/hcl/grammar_common.h"

namespace dflint::hcl {

namespace {
using K = TokenKind;

// Operands: signs, a root, the steps of a traversal.

using PrimaryRule = x3::rule<class primary_class, Expr>;
constexpr PrimaryRule primary = "operand";
using OperationRule = x3::rule<class operation_class, Operation>;
constexpr OperationRule operation = "operation";

Operand& operand_of(auto& context) {
    return x3::_val(context).operands.back();
}
Step& step_of(auto& context) {
    return operand_of(context).steps.back();
}

const auto new_operand = [](auto& context) { x3::_val(context).operands.emplace_back(); };
const auto set_operator = [](auto& context) {
    operand_of(context).operator_before = x3::_attr(context);
};
const auto add_sign = [](auto& context) {
    operand_of(context).signs.push_back(x3::_attr(context));
};
const auto set_root = [](auto& context) {
    operand_of(context).root = std::move(x3::_attr(context));
};

const auto new_step = [](auto& context) {
    operand_of(context).steps.push_back({.at = x3::_attr(context)->at});
};
template <StepKind kind>
constexpr auto end_step = [](auto& context) {
    Step& step = step_of(context);
    step.kind = kind;
    step.name = x3::_attr(context);
    step.at.end = step.name->at.end;
};
const auto set_key = [](auto& context) { step_of(context).key = std::move(x3::_attr(context)); };
const auto drop_step = [](auto& context) { operand_of(context).steps.pop_back(); };

/// `a.0.1` is read as the number 0.1 behind `a.`, which indexes nothing.
const auto whole_number = code([](Cursor& at) {
    const bool is_index = at->kind == K::number && at->text.find('.') == std::string_view::npos;
    return is_index ? at.token++ : nullptr;
});
const auto no_name = code(missing<Wanted::name_behind_dot>);

const auto dot_step = tok(K::dot)[new_step] >>
                      (tok(K::identifier)[end_step<StepKind::attribute>] |
                       whole_number[end_step<StepKind::legacy_index>] |
                       tok(K::star)[end_step<StepKind::attribute_splat>] | no_name[drop_step]);
const auto bracket_step = tok(K::open_bracket)[new_step] >>
                          ((tok(K::star) >> closer[end_step<StepKind::full_splat>]) |
                           (expression[set_key] >> closer[end_step<StepKind::index>]));

const auto sign = tok(K::minus, K::bang);
const auto binary_operator =
    code([](Cursor& at) { return precedence(at->kind) > 0 ? at.token++ : nullptr; });

const auto operand = *sign[add_sign] >> primary[set_root] >> *(dot_step | bracket_step);
const auto operation_def = x3::eps[new_operand] >> operand >> *(binary_operator[([](auto& context) {
                                                                    new_operand(context);
                                                                    set_operator(context);
                                                                })] >>
                                                                operand);

// Roots.

using CallRule = x3::rule<class call_class, Expr>;
constexpr CallRule call = "call";

const auto set_word = [](auto& context) {
    const Token& token = *x3::_attr(context);
    Expr& word = x3::_val(context);
    word = Expr{.kind = ExprKind::variable, .at = token.at};
    if (token.text == "true" || token.text == "false") {
        word.kind = ExprKind::boolean;
        word.is_true = token.text == "true";
    } else if (token.text == "null") {
        word.kind = ExprKind::null;
    } else {
        word.names.push_back({token.at, token.text});
    }
};
/// More than one dot, or one in the exponent: 1.2.3 and 1e5.1 are single tokens.
bool is_number(std::string_view text) {
    const std::size_t dot = text.find('.');
    return text.find('.', dot + 1) == text.npos || dot == text.npos;
}
const auto set_number = [](auto& context) {
    const Token& token = *x3::_attr(context);
    x3::_val(context) = Expr{.kind = ExprKind::number, .at = token.at, .text = token.text};
    if (is_number(token.text)) return;
    x3::_val(context).kind = ExprKind::error;
    reader_of(context).report(token.at, "`" + std::string(token.text) +
                                            "` is no number: it has more than one dot");
};
const auto set_expands = [](auto& context) { x3::_val(context).expands = true; };
const auto begin_call = [](auto& context) {
    begin<ExprKind::call>(context);
    add_name(context);
};

const auto is_call = code([](Cursor& at) -> const Token* {
    if (at->kind != K::identifier) return nullptr;
    const K next = at.token[1].kind;
    return next == K::open_paren || next == K::double_colon ? at.token : nullptr;
});
const auto argument_end = tok(K::comma, K::invalid) |
                          (tok(K::ellipsis)[set_expands] >> &at_closer) | &at_closer |
                          code(assumed<Wanted::comma_in_call>);
const auto arguments = *(!at_closer >> expression[add_child] >> argument_end);
const auto function = tok(K::double_colon) >>
                      (tok(K::identifier)[add_name] | code(assumed<Wanted::function_name>));
const auto call_def = tok(K::identifier)[begin_call] >> *function >>
                      ((tok(K::open_paren) >> arguments >> closer[end_here]) |
                       code(missing<Wanted::arguments>)[take_error]);

/// A token that the lexer has reported stands for an operand: 'text' for a string.
const auto reported = tok(K::invalid)[begin<ExprKind::error>];
const auto primary_def = tok(K::number)[set_number] | (&is_call >> call[take]) |
                         tok(K::identifier)[set_word] |
                         (&tok(K::open_quote, K::open_heredoc) >> template_[take]) |
                         (&tok(K::open_bracket, K::open_brace) >> collection[take]) |
                         (tok(K::open_paren)[begin<ExprKind::parentheses>] >>
                          expression[add_child] >> closer[end_here]) |
                         reported | code(missing<Wanted::expression>)[take_error];

// Conditionals: right-associative, and the only recursion that no bracket bounds.

const auto enter = code([](Cursor& at) { return at.reader->enter(at->at) ? at.token : nullptr; });
const auto leave = code([](Cursor& at) {
    at.reader->leave();
    return at.token;
});
const auto too_deep = code([](Cursor& at) {
    at.token = at.reader->synchronize(at.token);
    return at.token;
});
const auto take_operation = [](auto& context) {
    x3::_val(context) = fold(std::move(x3::_attr(context)), reader_of(context));
};
const auto begin_conditional = [](auto& context) {
    Expr condition = std::move(x3::_val(context));
    const Span mark = x3::_attr(context)->at;
    x3::_val(context) = Expr{.kind = ExprKind::conditional, .at = mark, .mark = mark};
    reader_of(context).add(x3::_val(context), std::move(condition));
};

const auto otherwise = (tok(K::colon) >> expression[add_child]) |
                       code(missing<Wanted::colon_of_conditional>)[add_error];
const auto expression_def =
    (enter >> operation[take_operation] >>
     -(tok(K::question)[begin_conditional] >> expression[add_child] >> otherwise) >> leave) |
    too_deep[take_error];
} // namespace

BOOST_SPIRIT_DEFINE(expression, operation, primary, call)
BOOST_SPIRIT_INSTANTIATE(ExprRule, Cursor, x3::unused_type)

} // namespace dflint::hcl
