// SPDX-License-Identifier: Apache-2.0
#include "pattern.h"

#include "dflint/source/utf8.h"
#include "expression_parser.h"

#include <string>

namespace dflint::dockerignore {

namespace {

constexpr char32_t byte_order_mark = 0xFEFF;

std::u32string code_points(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [code_point, size, valid] = utf8::decode(text, at);
        // Go's text/scanner drops one in front.
        if (at > 0 || code_point != byte_order_mark) out += code_point;
        at += size;
    }
    return out;
}

/// Pattern.compile of moby/patternmatcher: the expression a pattern becomes, and whether one is
/// needed. Escaped are `.`, `+`, `(`, `)` and `$` only: it means to escape `{`, `|` and `}` as
/// well, but the bits for them are shifted out of a byte.
class Translation {
public:
    explicit Translation(std::string_view text) : text_(code_points(text)) {
        for (bool is_first = true; at_ < text_.size(); is_first = false) piece(is_first);
        expression_ += U'$';
    }

    [[nodiscard]] Comparison comparison() const { return comparison_; }
    [[nodiscard]] std::u32string_view expression() const { return expression_; }

private:
    void piece(bool is_first) {
        const char32_t c = text_[at_++];
        if (c == '*') return stars(is_first);
        if (c == '?') return write(U"[^/]");
        if (c == '[' || c == ']') return write(std::u32string(1, c));
        if (c == '\\' && at_ < text_.size()) return write({U'\\', text_[at_++]});
        if (std::u32string_view(U".+()$").find(c) != std::u32string_view::npos) {
            expression_ += U'\\';
        }
        expression_ += c;
    }

    void stars(bool is_first) {
        if (at_ == text_.size() || text_[at_] != '*') return write(U"[^/]*");
        ++at_;
        if (at_ < text_.size() && text_[at_] == '/') ++at_;
        if (at_ < text_.size()) {
            write(U"(.*/)?");
        } else if (comparison_ == Comparison::exact) {
            comparison_ = Comparison::prefix;
        } else {
            write(U".*");
        }
        if (is_first) comparison_ = Comparison::suffix;
    }

    void write(const std::u32string& text) {
        expression_ += text;
        comparison_ = Comparison::expression;
    }

    std::u32string text_;
    std::size_t at_ = 0;
    std::u32string expression_ = U"^";
    Comparison comparison_ = Comparison::exact;
};

} // namespace

std::optional<std::string_view> compile(Pattern& pattern, std::size_t max_states) {
    if (pattern.text.empty()) return std::nullopt;
    const Translation translation(pattern.text);
    pattern.comparison = translation.comparison();
    if (pattern.comparison != Comparison::expression) return std::nullopt;
    Compiled compiled = compile(translation.expression(), max_states);
    if (auto* expression = std::get_if<Expression>(&compiled)) {
        pattern.expression = std::move(*expression);
        return std::nullopt;
    }
    pattern.comparison = Comparison::nothing;
    if (const auto* bad = std::get_if<BadExpression>(&compiled)) return bad->what;
    pattern.is_too_large = true;
    return std::nullopt;
}

bool Pattern::matches(std::string_view path) const {
    const std::string_view compared = text;
    switch (comparison) {
    case Comparison::exact:
        return path == compared;
    case Comparison::prefix:
        return path.starts_with(compared.substr(0, compared.size() - 2));
    case Comparison::suffix: {
        const std::string_view end = compared.substr(2);
        return path.ends_with(end) || (end.starts_with('/') && path == end.substr(1));
    }
    case Comparison::expression:
        return expression.matches(path);
    case Comparison::nothing:
        break;
    }
    return false;
}

bool Pattern::may_match_below(std::string_view directory) const {
    if (!is_known()) return true;
    const std::string inside = std::string(directory) + "/";
    std::string_view begin = text;
    switch (comparison) {
    case Comparison::nothing:
        return false;
    case Comparison::suffix:
        return true;
    case Comparison::exact:
        return begin.starts_with(inside);
    case Comparison::prefix:
        begin.remove_suffix(2);
        break;
    case Comparison::expression:
        if (begin.find('|') != begin.npos) return true;
        // A brace may repeat the character before it zero times.
        begin = begin.substr(0, begin.find_first_of("*?[]\\^{"));
        if (begin.size() < text.size() && text[begin.size()] == '{') {
            begin.remove_suffix(begin.empty() ? 0 : 1);
        }
        break;
    }
    return begin.starts_with(inside) || inside.starts_with(begin);
}

bool Pattern::never_matches() const {
    if (!is_known()) return false;
    if (comparison == Comparison::nothing || text == "/" || text == "." || text == "..")
        return true;
    // An alternative may look elsewhere.
    return text.starts_with("../") && text.find('|') == std::string::npos;
}

} // namespace dflint::dockerignore
