// SPDX-License-Identifier: Apache-2.0
// Outside law: hclsyntax/spec.md, "Collection Values" and "For Expressions".
#include "dflint/syntax/hcl/grammar_common.h"

namespace dflint::hcl {

namespace {
using K = TokenKind;

// for: the same head in both kinds of brackets

const auto for_name = tok(K::identifier)[add_name] | code(missing<Wanted::for_name>);
const auto for_names = for_name >> -(tok(K::comma) >> for_name);
const auto for_head = for_names >>
                      (in_keyword | code(missing<Wanted::for_in>)) >> expression[add_child] >>
                      (tok(K::colon) | code(missing<Wanted::for_colon>));
const auto for_condition = -(if_keyword >> expression[add_child]);
const auto set_grouped = [](auto& context) { x3::_val(context).is_grouped = true; };

using ForTupleRule = x3::rule<class for_tuple_class, Expr>;
constexpr ForTupleRule for_tuple = "for of a tuple";
const auto for_tuple_def = tok(K::open_bracket)[begin<ExprKind::for_tuple>] >> for_keyword >>
                           for_head >> expression[add_child] >>
                           -(&tok(K::arrow) >> code(missing<Wanted::no_arrow>)) >> for_condition
                           >> closer[end_here];

using ForObjectRule = x3::rule<class for_object_class, Expr>;
constexpr ForObjectRule for_object = "for of an object";
const auto for_object_def = tok(K::open_brace)[begin<ExprKind::for_object>] >> for_keyword >>
                            for_head >> expression[add_child] >>
                            ((tok(K::arrow) >> expression[add_child]) |
                             code(missing<Wanted::for_arrow>)[add_error]) >>
                            -tok(K::ellipsis)[set_grouped] >> for_condition >> closer[end_here];

// [a, b]

using TupleRule = x3::rule<class tuple_class, Expr>;
constexpr TupleRule tuple = "tuple";
const auto element_end =
    tok(K::comma, K::invalid) | &at_closer | code(assumed<Wanted::comma_in_tuple>);
const auto tuple_def = tok(K::open_bracket)[begin<ExprKind::tuple>] >>
                       *(!at_closer >> expression[add_child] >> element_end) >> closer[end_here];

// {a = b}

using ItemRule = x3::rule<class item_class, Expr>;
constexpr ItemRule item = "item";

const auto begin_item = [](auto& context) {
    x3::_val(context) = Expr{.kind = ExprKind::item, .at = x3::_attr(context)->at};
};
const auto add_key_name = [](auto& context) {
    const Token& name = *x3::_attr(context);
    begin_item(context);
    reader_of(context).add(x3::_val(context),
                           {.kind = ExprKind::key_name, .at = name.at, .text = name.text});
};
/// A bare identifier before the separator is a name, whatever else it could mean.
const auto key_name = code([](Cursor& at) -> const Token* {
    const K next = at->kind == K::identifier ? at.token[1].kind : K::end;
    return next == K::equal || next == K::colon ? at.token++ : nullptr;
});
const auto here = code([](Cursor& at) { return at.token; });
const auto separator = tok(K::equal, K::colon);
const auto key = key_name[add_key_name] | (here[begin_item] >> expression[add_child]);
const auto item_def = key >> ((separator[set_mark] >> expression[add_child]) |
                              code(missing<Wanted::equal_in_object>)[add_error]);

const auto item_end =
    tok(K::comma, K::newline, K::invalid) | &at_closer | code(missing<Wanted::end_of_object_item>);
using ObjectRule = x3::rule<class object_class, Expr>;
constexpr ObjectRule object = "object";
const auto object_def =
    tok(K::open_brace)[begin<ExprKind::object>] >>
    *(tok(K::newline) | (!at_closer >> item[add_child] >> item_end)) >> closer[end_here];

const auto is_for = [](K opener) { return tok(opener) >> for_keyword; };
const auto collection_def =
    (&is_for(K::open_bracket) >> for_tuple[take]) | (&is_for(K::open_brace) >> for_object[take]) |
    (&tok(K::open_bracket) >> tuple[take]) | (&tok(K::open_brace) >> object[take]);
} // namespace

BOOST_SPIRIT_DEFINE(collection, for_tuple, for_object, tuple, object, item)
BOOST_SPIRIT_INSTANTIATE(CollectionRule, Cursor, x3::unused_type)

} // namespace dflint::hcl
