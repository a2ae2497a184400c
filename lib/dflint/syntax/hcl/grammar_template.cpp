// SPDX-License-Identifier: Apache-2.0
// Outside law: hclsyntax/spec.md, "Templates".
#include "dflint/syntax/hcl/entry.h"
#include "dflint/syntax/hcl/grammar_common.h"

namespace dflint::hcl {

namespace {
using K = TokenKind;

const Token* read_directive(Cursor& at, std::string_view word) {
    if (at->kind != K::open_directive || at.token[1].kind != K::identifier) return nullptr;
    if (at.token[1].text != word) return nullptr;
    const Token* const opener = at.token;
    at.token += 2;
    return opener;
}
template <char const* word> constexpr CodeParser directive() {
    return code([](Cursor& at) { return read_directive(at, word); });
}
constexpr char if_word[] = "if", else_word[] = "else", endif_word[] = "endif";
constexpr char for_word[] = "for", endfor_word[] = "endfor";

const auto add_text = [](auto& context) {
    const Token& token = *x3::_attr(context);
    reader_of(context).add(x3::_val(context),
                           {.kind = ExprKind::text, .at = token.at, .text = token.text});
};

using InterpolationRule = x3::rule<class interpolation_class, Expr>;
constexpr InterpolationRule interpolation = "interpolation";
const auto interpolation_def = tok(K::open_interpolation)[begin<ExprKind::interpolation>] >>
                               expression[add_child] >> closer[end_here];

// Directives. A branch is what stands between two of them.

using BranchRule = x3::rule<class branch_class, Expr>;
constexpr BranchRule branch = "branch of a directive";
using IfRule = x3::rule<class if_class, Expr>;
constexpr IfRule template_if = "if directive";
using ForRule = x3::rule<class for_class, Expr>;
constexpr ForRule template_for = "for directive";

const auto begins_directive = directive<if_word>() | directive<for_word>();
const auto enter = code([](Cursor& at) { return at.reader->enter(at->at) ? at.token : nullptr; });
const auto leave = code([](Cursor& at) {
    at.reader->leave();
    return at.token;
});
/// The end of the template: where the branch is not ended, the rest is no part of anything.
const auto no_end = code([](Cursor& at) {
    at.reader->report(Wanted::end_of_directive, at.token);
    at.token = at.reader->closer_behind(at.token);
    return at.token;
});

const auto part =
    tok(K::literal, K::escape)[add_text] | interpolation[add_child] |
    (&begins_directive >> enter >> (template_if[add_child] | template_for[add_child]) >> leave);

const auto begin_branch = [](auto& context) {
    const std::uint32_t at = x3::_attr(context)->at.begin;
    x3::_val(context) = Expr{.kind = ExprKind::template_, .at = {at, at}};
};
const auto here = code([](Cursor& at) { return at.token; });
const auto branch_def = here[begin_branch] >> *part;

const auto template_if_def = directive<if_word>()[begin<ExprKind::template_if>] >>
                             expression[add_child] >> closer >> branch[add_child] >>
                             -(directive<else_word>() >> closer >> branch[add_child]) >>
                             ((directive<endif_word>() >> closer[end_here]) | no_end[end_here]);

const auto for_name = tok(K::identifier)[add_name] | code(missing<Wanted::for_name>);
const auto template_for_def = directive<for_word>()[begin<ExprKind::template_for>] >> for_name >>
                              -(tok(K::comma) >> for_name) >>
                              (in_keyword | code(missing<Wanted::for_in>)) >>
                              expression[add_child] >> closer >> branch[add_child] >>
                              ((directive<endfor_word>() >> closer[end_here]) | no_end[end_here]);

/// A directive that begins nothing and ends nothing, or is nested too deep.
const Token* read_stray(Cursor& at) {
    if (at->kind != K::open_directive) return nullptr;
    const Token* const opener = at.token;
    const Token& word = opener[1];
    const bool is_end =
        word.text == else_word || word.text == endif_word || word.text == endfor_word;
    if (word.kind == K::identifier && is_end) {
        at.reader->report(cover(opener->at, word.at),
                          "`" + std::string(word.text) + "` belongs to no directive before it");
    } else if (word.text != if_word && word.text != for_word) {
        at.reader->report(Wanted::directive, &word);
    }
    at.token = at.reader->match(opener) + 1;
    return opener;
}
const auto stray = code(read_stray);

const auto begin_template = [](auto& context) {
    const Token& opener = *x3::_attr(context);
    begin<ExprKind::template_>(context);
    Expr& node = x3::_val(context);
    node.is_heredoc = opener.kind == K::open_heredoc;
    if (!node.is_heredoc) return;
    // Blanks before the marker are reported, so its length is counted from the end of the arrows.
    const std::uint32_t begin_name = opener.at.begin + (opener.strips ? 3 : 2);
    const auto size = static_cast<std::uint32_t>(opener.text.size());
    node.is_flush = opener.strips;
    node.names.push_back({{begin_name, begin_name + size}, opener.text});
};
const auto template__def = tok(K::open_quote, K::open_heredoc)[begin_template] >>
                           *(part | stray[add_error]) >> closer[end_here];

using BareRule = x3::rule<class bare_class, Expr>;
constexpr BareRule bare = "template without quotes";
const auto bare_def = here[begin_branch] >> *(part | stray[add_error]);
} // namespace

BOOST_SPIRIT_DEFINE(template_, interpolation, branch, template_if, template_for, bare)
BOOST_SPIRIT_INSTANTIATE(TemplateRule, Cursor, x3::unused_type)

Expr read_template(Reader& reader) {
    Expr result;
    Cursor at{reader.begin(), &reader};
    x3::parse(at, Cursor{reader.end(), &reader}, bare, result);
    return result;
}

} // namespace dflint::hcl
