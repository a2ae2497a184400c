// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/words.h"

#include "dflint/source/byte_set.h"
#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>

namespace dflint::dockerfile {

namespace {
constexpr ByteSet blanks("\t\v\f\r ");

/// Walks over one word after the other (BuildKit: parser, parseWords).
class QuotedWords {
public:
    QuotedWords(std::string_view text, Span range, char escape)
        : text_(text.substr(0, range.end)), at_(range.begin), end_(range.end), escape_(escape) {}

    /// The next word; empty at the end.
    Span next() {
        at_ += static_cast<std::uint32_t>(leading_space(text_.substr(at_)));
        const std::uint32_t begin = at_;
        std::uint32_t end = at_;
        while (at_ < end_) {
            const char c = text_[at_];
            if (c == escape_) {
                if (at_ + 1 == end_) { // an escape at the very end is dropped
                    at_ = end_;
                    break;
                }
                at_ += 2;
            } else if (c == '\'' || c == '"') {
                ++at_;
                skip_quoted(c);
            } else if (at_space()) {
                break;
            } else {
                skip_plain();
            }
            end = at_ - (dangling_ ? 1 : 0);
        }
        return {begin, end};
    }

private:
    /// Byte by byte: no byte of a longer character looks like a quote or an escape.
    void skip_quoted(char quote) {
        while (at_ < end_) {
            const char c = text_[at_++];
            if (c == quote) return;
            if (c == escape_ && quote == '"') {
                if (at_ == end_) {
                    dangling_ = true;
                    return;
                }
                ++at_;
            }
        }
    }

    /// Takes a byte, and those behind it that mean nothing.
    void skip_plain() {
        // The last four are what white space outside ASCII begins with.
        static constexpr ByteSet others("\t\n\v\f\r \"'`\\\xC2\xE1\xE2\xE3");
        do ++at_;
        while (at_ < end_ && !others.has(text_[at_]));
    }

    [[nodiscard]] bool at_space() const {
        if (is_ascii(text_[at_])) return is_ascii_space(text_[at_]);
        const utf8::Decoded next = utf8::decode(text_, at_);
        return next.valid && utf8::is_space(next.code_point);
    }

    std::string_view text_;
    std::uint32_t at_;
    std::uint32_t end_;
    char escape_;
    bool dangling_ = false; ///< the text ends in an escape inside double quotes
};
} // namespace

std::vector<Word> split_blanks(const LogicalText& text, Span range) {
    std::vector<Word> words;
    words.reserve(4);
    const std::string_view bytes = text.text().substr(0, range.end);
    const auto end_at = [&](std::size_t found) {
        return static_cast<std::uint32_t>(std::min(found, bytes.size()));
    };
    std::size_t near = 0;
    std::uint32_t at = range.begin;
    while (at < range.end) {
        const std::uint32_t begin = at;
        at = end_at(blanks.first_in(bytes, at));
        words.push_back(word_at(text, {begin, at}, near));
        at = end_at(blanks.first_not_in(bytes, at));
    }
    return words;
}

std::vector<Word> split_quoted(const LogicalText& text, Span range, char escape) {
    std::vector<Word> words;
    std::size_t near = 0;
    QuotedWords reader(text.text(), range, escape);
    for (Span word = reader.next(); !word.empty(); word = reader.next()) {
        words.push_back(word_at(text, word, near));
    }
    return words;
}

Pair pair_of(const LogicalText& text, const Word& word, std::size_t& near) {
    const std::size_t equals = word.text.find('=');
    if (equals == std::string_view::npos) {
        return {.key = word, .value = std::nullopt, .at = word.at};
    }
    const std::uint32_t sign = word.logical.begin + static_cast<std::uint32_t>(equals);
    return {.key = word_at(text, {word.logical.begin, sign}, near),
            .value = word_at(text, {sign + 1, word.logical.end}, near),
            .at = word.at};
}

} // namespace dflint::dockerfile
