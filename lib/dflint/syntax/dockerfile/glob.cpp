// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/glob.h"

#include "dflint/source/utf8.h"

#include <algorithm>

namespace dflint::dockerfile {

namespace {
/// A value as characters, with the way back to its bytes.
struct Characters {
    std::vector<char32_t> points;
    std::vector<std::size_t> offsets; ///< one more than there are characters

    explicit Characters(std::string_view text) {
        points.reserve(text.size());
        offsets.reserve(text.size() + 1);
        for (std::size_t at = 0; at < text.size();) {
            const utf8::Decoded next = utf8::decode(text, at);
            points.push_back(next.code_point);
            offsets.push_back(at);
            at += next.size;
        }
        offsets.push_back(text.size());
    }
};
} // namespace

std::optional<Glob> Glob::compile(std::string_view pattern, std::string& problem) {
    Glob glob;
    bool escaped = false;
    for (std::size_t at = 0; at < pattern.size();) {
        const utf8::Decoded next = utf8::decode(pattern, at);
        const char32_t c = next.code_point;
        at += next.size;
        if (escaped) {
            // `\}` and `\/` only keep the lexer from stopping there.
            if (c != '*' && c != '?' && c != '\\' && c != '}' && c != '/') {
                problem = "invalid escape '\\" +
                          std::string(pattern.substr(at - next.size, next.size)) + "'";
                return std::nullopt;
            }
            escaped = false;
            glob.tokens_.push_back({Token::Kind::character, c});
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '*') {
            glob.tokens_.push_back({Token::Kind::star});
        } else if (c == '?') {
            glob.tokens_.push_back({Token::Kind::any});
        } else {
            glob.tokens_.push_back({Token::Kind::character, c});
        }
    }
    if (!escaped) return glob;
    problem = "invalid escape at the end";
    return std::nullopt;
}

/// Where a match that starts at `begin` ends. Both ends of a match fall out of one table of the
/// places reachable after each token, so the time is the product of the two sizes at worst.
std::optional<std::size_t> Glob::match(const std::vector<Token>& tokens,
                                       const std::vector<char32_t>& value, std::size_t begin,
                                       bool longest) {
    std::vector<bool> reached(value.size() + 1 - begin, false);
    reached[0] = true;
    for (const Token& token : tokens) {
        std::vector<bool> next(reached.size(), false);
        for (std::size_t i = 0; i < reached.size(); ++i) {
            const bool has_more = i + 1 < reached.size();
            const char32_t c = has_more ? value[begin + i] : 0;
            if (token.kind == Token::Kind::star) {
                const bool grows = i > 0 && next[i - 1] && value[begin + i - 1] != '\n';
                next[i] = reached[i] || grows;
            } else if (reached[i] && has_more &&
                       (token.kind == Token::Kind::any ? c != '\n' : c == token.character)) {
                next[i + 1] = true;
            }
        }
        reached.swap(next);
    }
    if (longest) {
        const auto last = std::find(reached.rbegin(), reached.rend(), true);
        if (last == reached.rend()) return std::nullopt;
        return begin + static_cast<std::size_t>(reached.rend() - last) - 1;
    }
    const auto first = std::find(reached.begin(), reached.end(), true);
    if (first == reached.end()) return std::nullopt;
    return begin + static_cast<std::size_t>(first - reached.begin());
}

std::string_view Glob::without_prefix(std::string_view value, bool longest) const {
    const Characters characters(value);
    const auto end = match(tokens_, characters.points, 0, longest);
    return end ? value.substr(characters.offsets[*end]) : value;
}

std::string_view Glob::without_suffix(std::string_view value, bool longest) const {
    Characters characters(value);
    std::reverse(characters.points.begin(), characters.points.end());
    const std::vector<Token> backwards(tokens_.rbegin(), tokens_.rend());
    const auto end = match(backwards, characters.points, 0, longest);
    return end ? value.substr(0, characters.offsets[characters.points.size() - *end]) : value;
}

std::string Glob::replaced(std::string_view value, std::string_view replacement, bool all) const {
    const Characters characters(value);
    std::string out;
    std::size_t copied = 0; // characters that `out` holds already
    const auto copy_to = [&](std::size_t end) {
        out += value.substr(characters.offsets[copied],
                            characters.offsets[end] - characters.offsets[copied]);
        copied = end;
    };
    std::optional<std::size_t> last_end;
    for (std::size_t at = 0; at <= characters.points.size();) {
        const auto end = match(tokens_, characters.points, at, true);
        // An empty match that touches the one before it does not count.
        const bool counts = end && !(*end == at && last_end == at);
        if (counts) {
            copy_to(at);
            out += replacement;
            copied = *end;
            last_end = *end;
            if (!all) break;
        }
        at = counts && *end > at ? *end : at + 1;
    }
    copy_to(characters.points.size());
    return out;
}

} // namespace dflint::dockerfile
