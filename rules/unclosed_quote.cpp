// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/expandable.h"
#include "dflint/source/ascii.h"
#include "dflint/source/byte_cursor.h"
#include "dflint/source/byte_set.h"
#include "dflint/syntax/dockerfile/expand.h"
#include "dflint/syntax/dockerfile/words.h"

#include <algorithm>
#include <optional>
#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule unclosed_quote = rule({
    .name = "unclosed-quote",
    .summary = "Quote without a second one, where BuildKit takes quotes away",
    .why =
        R"(Where variables are expanded, quotes are taken away, and one that is alone fails the build: an
apostrophe in the text of a LABEL, or a quoted path of COPY, which parts its words at every blank.
BuildKit sees it only when it comes to the instruction, after the layers before it.)",
    .bad = "FROM debian:12\nCOPY \"read me\" /doc/\n",
    .good = "FROM debian:12\nCOPY [\"read me\", \"/doc/\"]\n",
    .source = "https://docs.docker.com/reference/dockerfile/#environment-replacement",
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;
using model::Expandable;

/// The quote that nothing closes; npos when there is none, or a `${` makes it hard to say.
std::size_t lonely_quote(std::string_view text, char escape) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '$' && at + 1 < text.size() && text[at + 1] == '{') return text.npos;
        if (c == escape) ++at;
        if (c != '"' && c != '\'') continue;
        std::size_t end = at + 1;
        while (end < text.size() && text[end] != c) end += c == '"' && text[end] == escape ? 2 : 1;
        if (end >= text.size()) return at;
        at = end;
    }
    return text.npos;
}

bool fails(std::string_view text, char escape) {
    static constexpr ByteSet quotes("'\"");
    if (quotes.first_in(text) == text.npos) return false;
    if (text.find("${") == text.npos) return lonely_quote(text, escape) != text.npos;
    return dockerfile::expansion_error(text, escape).ends_with("-quote");
}

bool is_letter(char c) {
    return ascii::is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// `it's` in a value that nothing else depends on.
std::optional<Fix> escape_apostrophe(const Expandable& text, std::size_t quote, char escape) {
    const std::string_view all = text.text;
    const bool is_apostrophe = all[quote] == '\'' && quote > 0 && quote + 1 < all.size() &&
                               is_letter(all[quote - 1]) && is_letter(all[quote + 1]);
    const bool is_one = all.find_first_of("'\"", quote + 1) == all.npos;
    if (!is_apostrophe || !is_one || !text.is_exact) return std::nullopt;
    const auto at = static_cast<std::uint32_t>(quote);
    const Span place = text.in_file({at, at + 1});
    return Fix{.title = "escape the apostrophe",
               .applicability = Applicability::safe, // no build comes through without it
               .edits = {{{place.begin, place.begin}, std::string(1, escape)}}};
}

/// `NAME="one value` at the end of the instruction.
std::optional<Fix> close_at_end(const Expandable& text, std::size_t quote) {
    const std::string_view rest = text.text.substr(quote + 1);
    if (quote != 0 || !text.is_exact || rest.empty() || rest.find('=') != rest.npos) {
        return std::nullopt;
    }
    const auto size = static_cast<std::uint32_t>(text.text.size());
    const Span last = text.in_file({size - 1, size});
    return Fix{.title = "close the quote",
               .applicability = Applicability::safe,
               .edits = {{{last.end, last.end}, std::string(1, text.text[quote])}}};
}

/// The words of COPY and ADD as an author means them who quotes them, as a JSON array.
std::optional<Fix> write_array(const Instruction& instruction, char escape) {
    const std::string_view all = instruction.text.slice(instruction.arguments);
    const bool is_plain = all.find_first_of("'\\`[]") == all.npos;
    if (!is_plain || !instruction.text.is_contiguous(instruction.arguments)) return std::nullopt;
    if (!instruction.heredocs.empty()) return std::nullopt;
    std::string array;
    std::size_t count = 0;
    const auto words = dockerfile::split_quoted(instruction.text, instruction.arguments, escape);
    for (const dockerfile::Word& word : words) {
        const bool is_quoted = word.text.size() > 1 && word.text.starts_with('"') &&
                               word.text.find('"', 1) == word.text.size() - 1;
        if (!is_quoted && word.text.find('"') != word.text.npos) return std::nullopt;
        array += array.empty() ? "[" : ", ";
        array += is_quoted ? std::string(word.text) : "\"" + std::string(word.text) + "\"";
        ++count;
    }
    if (count < 2) return std::nullopt;
    return Fix{.title = "write a JSON array",
               .applicability = Applicability::safe,
               .edits = {{instruction.text.in_file(instruction.arguments), array + "]"}}};
}

/// ENV and LABEL with a word that is no `name=value`.
bool has_word_without_sign(const Instruction& instruction) {
    const auto* const pairs = instruction.as<dockerfile::Pairs>();
    return pairs != nullptr && instruction.keyword != Keyword::arg &&
           std::any_of(pairs->pairs.begin(), pairs->pairs.end(),
                       [](const dockerfile::Pair& pair) { return !pair.value; });
}

void report(const Expandable& text, const Instruction& instruction, Pass& pass) {
    const char escape = pass.build().tree.escape;
    const std::size_t quote = lonely_quote(text.text, escape);
    const auto at = static_cast<std::uint32_t>(quote);
    Diagnostic made{.at = quote == text.text.npos ? text.at : text.in_file({at, at + 1}),
                    .message = "nothing closes this quote"};
    const auto* const words = instruction.as<dockerfile::Words>();
    const auto* const pairs = instruction.as<dockerfile::Pairs>();
    if (words != nullptr && !words->json && text.joined != nullptr) {
        made.message = "quotes hold no words together here: this one is never closed";
        const bool is_copy =
            instruction.keyword == Keyword::copy || instruction.keyword == Keyword::add;
        if (is_copy) made.fix = write_array(instruction, escape);
    } else if (words == nullptr && quote != text.text.npos) {
        const bool is_one_word = text.text.find_first_of(" \t", quote) == text.text.npos;
        const bool is_whole = pairs == nullptr || pairs->legacy || is_one_word;
        if (is_whole) made.fix = escape_apostrophe(text, quote, escape);
        if (!made.fix && pairs != nullptr) made.fix = close_at_end(text, quote);
    }
    pass.report(std::move(made));
}

void judge(const Instruction& instruction, Pass& pass) {
    const model::Build& build = pass.build();
    const auto texts = model::quoted_texts(build.file.text(), instruction);
    if (texts.empty() || has_word_without_sign(instruction)) return; // BuildKit gets no further
    for (const Expandable& text : texts) {
        if (!fails(text.text, build.tree.escape)) continue;
        report(text, instruction, pass);
        // The other half of it is another word with a quote.
        if (instruction.as<dockerfile::Words>() != nullptr) return;
    }
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    ByteCursor single_quotes(build.file.text(), '\'');
    ByteCursor double_quotes(build.file.text(), '"');
    for (const Instruction& each : build.instructions()) {
        if (!single_quotes.is_in(each.at) && !double_quotes.is_in(each.at)) continue;
        const Instruction* at = &each;
        while (at != nullptr) {
            judge(*at, pass);
            const auto* const onbuild = at->as<dockerfile::Onbuild>();
            at = onbuild == nullptr ? nullptr : onbuild->inner.get();
        }
    }
}
} // namespace dflint::rules
