// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/embedded.h"

#include "dflint/syntax/dockerfile/parse.h"

#include <algorithm>

namespace dflint::fix {

namespace {

/// The places of the tokens in the file. Two that one escape stands for are one there.
void add_tokens(const EmbeddedText& text, const std::vector<Token>& inner,
                std::vector<Token>& out) {
    const std::size_t first = out.size();
    for (Token token : inner) {
        token.at = text.in_file(token.at);
        const bool is_shared = out.size() > first && token.at.begin < out.back().at.end;
        if (is_shared) {
            out.back().at.end = std::max(out.back().at.end, token.at.end);
        } else {
            out.push_back(token);
        }
    }
}

} // namespace

void read_dockerfiles(const std::vector<EmbeddedText>& texts, Inner inner, Reading& reading) {
    reading.dockerfile_count = texts.size();
    for (const EmbeddedText& text : texts) reading.variable_count += text.filled_count();
    if (inner == Inner::strings) return;
    std::vector<Token> tokens;
    auto next = reading.tokens.begin();
    for (const EmbeddedText& text : texts) {
        if (text.text().empty()) continue;
        const Span whole = text.in_file(Span{0, static_cast<std::uint32_t>(text.text().size())});
        for (; next != reading.tokens.end() && next->at.end <= whole.begin; ++next) {
            tokens.push_back(*next);
        }
        const SourceFile file("Dockerfile", text.text());
        const dockerfile::Tree tree = dockerfile::parse(file);
        add_tokens(text, tokens_of(file, tree), tokens);
        for (const dockerfile::SyntaxError& error : tree.errors) {
            reading.mistakes.push_back({error.message, text.in_file(error.at)});
        }
        while (next != reading.tokens.end() && next->at.begin < whole.end) ++next;
    }
    tokens.insert(tokens.end(), next, reading.tokens.end());
    reading.tokens = std::move(tokens);
}

} // namespace dflint::fix
