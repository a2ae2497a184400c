// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/expand.h"

#include "dflint/source/byte_set.h"
#include "dflint/syntax/dockerfile/shell_lex.h"

namespace dflint::dockerfile {

namespace {

Expanded expanded(Lexed lexed) {
    Expanded out;
    out.error = std::move(lexed.error);
    if (out.error.empty() && !lexed.unknown) out.text = std::move(lexed.text);
    return out;
}

/// Bytes that say more than themselves: `$`, quotes, and either escape.
constexpr ByteSet means_more("$'\"\\`");

bool is_literal(std::string_view word) {
    const bool has_mark = word.starts_with(byte_order_mark); // it would be skipped
    return !has_mark && means_more.first_in(word) == std::string_view::npos;
}

} // namespace

Expanded expand(std::string_view word, char escape, const Variables& variables,
                std::vector<Use>* uses) {
    if (is_literal(word)) return {std::string(word), {}};
    return expanded(lex(word, {.escape = escape, .splits = false}, &variables, uses));
}

Expanded expand_heredoc(std::string_view body, const Variables& variables, std::vector<Use>* uses) {
    return expanded(lex(body, {.literal_quotes = true, .splits = false}, &variables, uses));
}

std::string expansion_error(std::string_view word, char escape) {
    class Unknown final : public Variables {
        [[nodiscard]] Variable find(std::string_view) const override {
            return {Variable::State::unknown};
        }
    };
    return expand(word, escape, Unknown()).error;
}

ExpandedWords expand_words(std::string_view word, char escape, const Variables& variables) {
    Lexed lexed = lex(word, {.escape = escape}, &variables);
    ExpandedWords out;
    out.error = std::move(lexed.error);
    if (!out.error.empty() || lexed.unknown) return out;
    out.words.emplace();
    for (LexedWord& each : lexed.words) out.words->push_back(std::move(each.text));
    return out;
}

} // namespace dflint::dockerfile
