// SPDX-License-Identifier: Apache-2.0
// The words for what the grammar did not expect. Each message names the cause when the tokens
// around show it.
#include "dflint/source/quote.h"
#include "dflint/syntax/hcl/reader.h"

#include <algorithm>

namespace dflint::hcl {

struct Reader::Message {
    Span at;
    std::string text;
    std::vector<Label> labels{};
    std::optional<Fix> fix{};
};

namespace {
std::string found_text(const Token* token) {
    switch (token->kind) {
    case TokenKind::end:
        return "the end of the file";
    case TokenKind::newline:
        return "the end of the line";
    case TokenKind::open_quote:
        return "a string";
    case TokenKind::open_heredoc:
        return "a heredoc";
    default:
        return in_code(token->text);
    }
}

bool begins_line(const Token* token) {
    return token->kind == TokenKind::newline || token->kind == TokenKind::end;
}

/// Where a diagnostic about the token stands: a line end is shown behind the last token.
Span place(const Token* token, const Token* before) {
    if (begins_line(token) && before != nullptr) return {before->at.end, before->at.end};
    return token->at;
}

bool is_binary_operator(TokenKind kind) {
    return (kind >= TokenKind::double_equal && kind <= TokenKind::question &&
            kind != TokenKind::bang) ||
           kind == TokenKind::dot;
}

bool begins_value(TokenKind kind) {
    return kind == TokenKind::identifier || kind == TokenKind::number ||
           kind == TokenKind::open_quote || kind == TokenKind::open_brace;
}

bool ends_value(TokenKind kind) {
    return kind == TokenKind::identifier || kind == TokenKind::number || is_closer(kind);
}

Fix insertion(std::string title, std::uint32_t at, std::string text, Applicability trust) {
    return {std::move(title), trust, {{{at, at}, std::move(text)}}};
}

Fix replacement(std::string title, Span at, std::string text, Applicability trust) {
    return {std::move(title), trust, {{at, std::move(text)}}};
}
} // namespace

void Reader::report(Wanted wanted, const Token* found) {
    if (found->is_missing) return; // its own report says what is not closed
    if (is_told(found) || found->kind == TokenKind::invalid) return;
    told_ = found->at.begin;
    if (wanted == Wanted::expression && begins_line(found)) broken_by_ = found;
    Message what = message(wanted, found);
    report(what.at, std::move(what.text), std::move(what.labels), std::move(what.fix));
}

void Reader::report_no_closer(const Token* found, const Token* closer) {
    if (closer->is_missing && closer->kind == TokenKind::close_template) {
        return report_unclosed(closer);
    }
    report(Wanted::end_of_group, found);
    told_ = closer->at.begin;
}

void Reader::report_unclosed(const Token* closer) {
    if (closer->kind == TokenKind::close_quote || closer->kind == TokenKind::close_heredoc) return;
    if (tokens_.is_cut || is_told(closer)) return;
    told_ = closer->at.begin;
    const Token* const opener = match(closer);
    const Token* next = closer;
    while (next->is_missing || next->kind == TokenKind::newline) ++next;
    const bool is_in_string = closer[1].kind == TokenKind::close_quote && closer[1].is_missing;
    if (is_in_string) {
        return report(opener->at,
                      in_code(opener->text) + " is not closed before the end of the string");
    }
    if (next->kind == TokenKind::end) {
        return report(opener->at, in_code(opener->text) + " is never closed",
                      where_it_may_end(opener));
    }
    report(next->at, in_code(opener->text) + " is not closed before " + found_text(next),
           {{opener->at, "opened here"}});
}

std::size_t Reader::column(const Token* token) const {
    return token->at.begin - (text_.substr(0, token->at.begin).rfind('\n') + 1);
}

/// An item inside that is indented no more than the block itself probably stands behind it.
std::vector<Label> Reader::where_it_may_end(const Token* opener) const {
    if (opener->kind != TokenKind::open_brace) return {};
    const Token* first = opener;
    while (first != begin() && first[-1].kind != TokenKind::newline) --first;
    const std::size_t indentation = column(first);
    for (const Token* each = opener + 1; each < match(opener); ++each) {
        const bool begins_item = each[-1].kind == TokenKind::newline;
        if (begins_item && each->kind == TokenKind::identifier && column(each) <= indentation) {
            return {{each->at, "a `}` may be missing before this"}};
        }
        if (is_opener(each->kind)) each = match(each);
    }
    return {};
}

Reader::Message Reader::message(Wanted wanted, const Token* found) const {
    const Span at = place(found, before(found));
    const std::string not_this = ", not " + found_text(found);
    switch (wanted) {
    case Wanted::expression:
        return no_expression(found);
    case Wanted::colon_of_conditional:
        return {at, "a conditional needs both values: `condition ? one : other`"};
    case Wanted::name_behind_dot:
        if (found->kind == TokenKind::number) {
            const std::size_t dot = found->text.find('.');
            return {at, "two indexes in a row are written " +
                            in_code("[" + std::string(found->text.substr(0, dot)) + "][" +
                                    std::string(found->text.substr(dot + 1)) + "]")};
        }
        return {at, "a name is expected behind the dot" + not_this};
    case Wanted::function_name:
        return {at, "a function's name is expected behind `::`" + not_this};
    case Wanted::arguments:
        return {at, "a function's arguments are expected" + not_this};
    case Wanted::comma_in_call:
    case Wanted::comma_in_tuple:
        return no_comma(found);
    case Wanted::end_of_object_item:
        return {at, "a comma or a line end is expected between two items" + not_this};
    case Wanted::equal_in_object:
        if (found->kind == TokenKind::newline || found->kind == TokenKind::comma) {
            return {at, "this key has no value: an item is `key = value`"};
        }
        return {at, "`=` is expected between a key and its value" + not_this};
    case Wanted::for_name:
        return {at, "`for` needs the name of a variable" + not_this};
    case Wanted::for_in:
        return {at, "`in` and a collection are expected" + not_this};
    case Wanted::for_colon:
        return {at, "`:` is expected behind the collection" + not_this};
    case Wanted::for_arrow:
        return {at,
                "a `for` that makes an object needs `key => value`: `=>` is expected" + not_this};
    case Wanted::no_arrow:
        return {at, "a `for` that makes a list has values only: `key => value` stands in { }"};
    case Wanted::end_of_group: {
        const Token* const closer = closer_behind(found);
        return {at, in_code(closer->text.empty() ? "}" : closer->text) + " is expected" + not_this};
    }
    case Wanted::directive:
        return {at, "`if`, `else`, `endif`, `for` or `endfor` is expected in `%{ }`" + not_this};
    case Wanted::end_of_directive:
        return {at, "this directive is not ended in its template"};
    case Wanted::item:
        return no_item(found);
    case Wanted::end_of_item:
        return no_end_of_item(found);
    case Wanted::one_line_end:
        return no_one_line_end(found);
    case Wanted::block_body:
        return no_block_body(found);
    }
    return {at, {}};
}

Reader::Message Reader::no_expression(const Token* found) const {
    const Token* const last = before(found);
    const Span at = place(found, last);
    if (begins_line(found) && last != nullptr) {
        if (last->kind == TokenKind::equal || last->kind == TokenKind::colon) {
            return {at, "a value is expected on this line: an expression goes on over line ends "
                        "only inside ( ) and [ ]"};
        }
        return {at, "the expression is not complete: it goes on over line ends only inside ( ) "
                    "and [ ]"};
    }
    if (found->kind == TokenKind::close_template && last == match(found)) {
        return {cover(match(found)->at, found->at), "there is no expression inside"};
    }
    if (found->kind == TokenKind::less && found[1].kind == TokenKind::less) {
        return {cover(found->at, found[1].at),
                "a heredoc begins with `<<` and a bare name, directly followed by the line end"};
    }
    return {at, "an expression is expected, not " + found_text(found)};
}

std::string Reader::line_break(const Token* on_line, std::string_view deeper) const {
    const std::size_t begin = on_line->at.begin - column(on_line);
    const std::size_t end = std::min(text_.find_first_not_of(" \t", begin), text_.size());
    return "\n" + std::string(text_.substr(begin, end - begin)) + std::string(deeper);
}

/// { a = 1 b = 2 } with each attribute on a line of its own; nothing when there is more than
/// attributes, commas and blanks.
std::optional<Fix> Reader::on_several_lines(const Token* closer) const {
    const Token* const opener = match(closer);
    Fix fix{"write each on a line of its own", Applicability::safe, {}};
    const Token* last = opener;
    for (const Token* each = opener + 1; each <= closer; ++each) {
        if (each->kind == TokenKind::newline || each->kind == TokenKind::invalid) return {};
        const bool begins_item =
            each->kind == TokenKind::identifier && each[1].kind == TokenKind::equal;
        if (!begins_item && begins_value(each->kind) && ends_value(last->kind)) return {};
        if (begins_item || each == closer) {
            const Span gap = {last->at.end, each->at.begin};
            const std::string_view between = text_.substr(gap.begin, gap.size());
            if (between.find_first_not_of(" \t,") != between.npos) return {};
            fix.edits.push_back({gap, line_break(opener, each == closer ? "" : "  ")});
        }
        if (is_opener(each->kind)) each = match(each);
        if (each->kind != TokenKind::comma) last = each;
    }
    return fix;
}

Reader::Message Reader::no_one_line_end(const Token* found) const {
    if (found->kind == TokenKind::newline) {
        return {place(found, before(found)),
                "a block whose first attribute stands on the line of its `{` ends on that line"};
    }
    return {found->at,
            "a block on one line holds one attribute and nothing else",
            {},
            on_several_lines(closer_behind(found))};
}

/// `[type=registry]` is the usual cause: two words that stand for one string.
Reader::Message Reader::no_comma(const Token* found) const {
    const Token* const last = before(found);
    if (found->kind == TokenKind::equal && last != nullptr && last->kind == TokenKind::identifier) {
        const Token* end = found + 1;
        while (!is_closer(end->kind) && end->kind != TokenKind::comma && !is_opener(end->kind) &&
               end[-1].at.end == end->at.begin) {
            ++end;
        }
        const std::string_view front = last->text;
        const Span words = {last->at.begin, end[-1].at.end};
        const std::string text(front.data(), words.size());
        return {found->at,
                in_code(text) + " has no quotes: here it has to be a string",
                {},
                Fix{"quote it",
                    Applicability::unsafe,
                    {{{words.begin, words.begin}, "\""}, {{words.end, words.end}, "\""}}}};
    }
    Message what{found->at, "a comma is expected between two elements, not " + found_text(found)};
    if (last != nullptr && !is_binary_operator(found->kind) && found->kind != TokenKind::colon &&
        found->kind != TokenKind::equal) {
        what.fix = insertion("insert a comma", last->at.end, ",", Applicability::unsafe);
    }
    return what;
}

Reader::Message Reader::no_end_of_item(const Token* found) const {
    const Token* const last = before(found);
    if (found->kind == TokenKind::comma) {
        return {found->at,
                "attributes end with their line, not with a comma",
                {},
                replacement("delete the comma", found->at, "", Applicability::safe)};
    }
    if (found->kind == TokenKind::close_brace) {
        return {found->at,
                "a line end is expected before `}`: the block began on another line",
                {},
                insertion("end the line", found->at.begin, "\n", Applicability::safe)};
    }
    if (found->kind == TokenKind::equal && last->kind == TokenKind::identifier) {
        return {found->at, "a value such as `key=value` has to be a string in `\"`"};
    }
    if (found->kind == TokenKind::identifier && found[1].kind == TokenKind::equal) {
        return {found->at,
                "a line end is expected before " + found_text(found) +
                    ": each attribute has a line of its own",
                {},
                replacement("begin a line", {last->at.end, found->at.begin}, line_break(found, ""),
                            Applicability::safe)};
    }
    return {found->at, "a line end is expected, not " + found_text(found)};
}

Reader::Message Reader::no_block_body(const Token* found) const {
    const Token* const last = before(found);
    if (found->kind == TokenKind::newline && found[1].kind == TokenKind::open_brace) {
        return {found[1].at, "the `{` of a block stands on the line of its type"};
    }
    if (found->kind == TokenKind::equal && found[1].kind != TokenKind::open_brace) {
        return {last->at, "an attribute's name is one word"};
    }
    if (found->kind == TokenKind::equal) {
        return {found->at,
                "a block has no `=`",
                {},
                replacement("delete the `=`", found->at, "", Applicability::safe)};
    }
    if (begins_line(found) && last->kind == TokenKind::close_quote) {
        const Token* const value = match(last);
        return {value->at.end < last->at.begin ? cover(value->at, last->at) : value->at,
                "either `=` is missing before this value, or `{` behind this label",
                {},
                insertion("insert `=`", value->at.begin, "= ", Applicability::unsafe)};
    }
    return {place(found, last), "a label or `{` is expected, not " + found_text(found)};
}

Reader::Message Reader::no_item(const Token* found) const {
    if (found->kind == TokenKind::identifier) {
        const Token& next = found[1];
        if (begins_line(&next)) {
            return {found->at, in_code(found->text) + " alone is nothing: an attribute is `name = "
                                                      "value`, a block `type \"label\" { }`"};
        }
        if (next.kind == TokenKind::dot) {
            return {found->at, "an attribute's name has no dots"};
        }
        return {found->at,
                "`=` is expected behind " + in_code(found->text) + ", not " + found_text(&next)};
    }
    if (found->kind == TokenKind::open_brace && before(found) == nullptr) {
        return {found->at, "a file of HCL holds attributes and blocks: this looks like JSON, which "
                           "is read from files that end in `.json`"};
    }
    if (is_binary_operator(found->kind)) {
        return {found->at, "a line cannot begin with " + in_code(found->text) +
                               ": the expression ended with the line before; put it in ( )"};
    }
    return {found->at, "an attribute or a block is expected, not " + found_text(found)};
}

} // namespace dflint::hcl
