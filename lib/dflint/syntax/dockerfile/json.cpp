// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/json.h"

#include "dflint/source/ascii.h"
#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>
#include <vector>

namespace dflint::dockerfile {

namespace {
char32_t hex4(std::string_view digits) {
    char32_t value = 0;
    for (const char c : digits.substr(0, 4)) {
        const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
}

bool is_high_surrogate(char32_t c) {
    return c >= 0xD800 && c < 0xDC00;
}
bool is_low_surrogate(char32_t c) {
    return c >= 0xDC00 && c < 0xE000;
}

char simple_escape(char c) {
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

/// Appends the character of the `\u` escape whose digits begin at `at`; returns where it ends.
std::size_t append_unicode(std::string& out, std::string_view text, std::size_t at) {
    const char32_t first = hex4(text.substr(at));
    at += 4;
    if (is_high_surrogate(first) && text.substr(at, 2) == "\\u") {
        const char32_t second = hex4(text.substr(at + 2));
        if (is_low_surrogate(second)) {
            utf8::append(out, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            return at + 6;
        }
    }
    utf8::append(out, is_high_surrogate(first) || is_low_surrogate(first) ? 0xFFFD : first);
    return at;
}

/// Checks one JSON text without recursion.
class Validator {
public:
    explicit Validator(std::string_view text) : text_(text) {}

    std::optional<Span> first_non_string() { return is_valid() ? found_ : std::nullopt; }

    std::optional<Span> string_member(std::string_view key) {
        skip_blanks();
        if (!text_.substr(at_).starts_with('{')) return std::nullopt;
        wanted_ = key;
        return is_valid() ? member_ : std::nullopt;
    }

private:
    /// Go refuses deeper nesting too.
    static constexpr std::size_t max_depth = 10000;

    bool is_valid() {
        if (!value()) return false;
        skip_blanks();
        return at_ == text_.size();
    }

    /// One value with everything inside it. `open_` holds the brackets that are still open.
    bool value() {
        do {
            skip_blanks();
            const std::size_t begin = at_;
            const bool is_element = open_.size() == 1 && !found_;
            const bool is_member = open_.size() == 1 && is_wanted_;
            if (is_member) member_.reset();
            if (take('[') || take('{')) {
                const char bracket = text_[at_ - 1];
                if (open_.size() == max_depth) return false;
                open_.push_back(bracket);
                if (is_element) found_ = Span{offset(begin), offset(begin) + 1};
                skip_blanks();
                if (!take(closing())) {
                    if (bracket == '{' && !key()) return false;
                    continue;
                }
                open_.pop_back();
            } else if (at_ < text_.size() && text_[at_] == '"') {
                if (!string()) return false;
                if (is_member) member_ = Span{offset(begin) + 1, offset(at_) - 1};
            } else {
                if (!literal() && !number()) return false;
                if (is_element) found_ = Span{offset(begin), offset(at_)};
            }
            if (!close_or_go_on()) return false;
        } while (!open_.empty());
        return true;
    }

    /// After a value: `,` and, in an object, the next key; or the end of one or more brackets.
    bool close_or_go_on() {
        while (!open_.empty()) {
            skip_blanks();
            if (take(',')) return open_.back() == '[' || key();
            if (!take(closing())) return false;
            open_.pop_back();
        }
        return true;
    }

    bool key() {
        skip_blanks();
        const std::size_t begin = at_ + 1;
        if (!string()) return false;
        if (open_.size() == 1 && !wanted_.empty()) {
            std::deque<std::string> texts;
            is_wanted_ = decode_json_string(text_.substr(begin, at_ - 1 - begin), texts) == wanted_;
        }
        skip_blanks();
        return take(':');
    }

    bool string() {
        if (!take('"')) return false;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20) return false;
            if (c == '\\' && !escape()) return false;
        }
        return false;
    }

    bool escape() {
        if (at_ == text_.size()) return false;
        const char c = text_[at_++];
        if (c != 'u') return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos;
        const std::string_view digits = text_.substr(at_, 4);
        at_ += digits.size();
        return digits.size() == 4 && std::all_of(digits.begin(), digits.end(), ascii::is_hex_digit);
    }

    bool literal() {
        for (const std::string_view word : {"true", "false", "null"}) {
            if (text_.substr(at_).starts_with(word)) {
                at_ += word.size();
                return true;
            }
        }
        return false;
    }

    bool number() {
        take('-');
        if (!take('0') && !digits()) return false;
        if (take('.') && !digits()) return false;
        if (take('e') || take('E')) {
            if (!take('+')) take('-');
            return digits();
        }
        return true;
    }

    bool digits() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && ascii::is_digit(text_[at_])) ++at_;
        return at_ > begin;
    }

    bool take(char c) {
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    void skip_blanks() {
        while (take(' ') || take('\t') || take('\n') || take('\r')) {
        }
    }
    [[nodiscard]] char closing() const { return open_.back() == '[' ? ']' : '}'; }
    static std::uint32_t offset(std::size_t at) { return static_cast<std::uint32_t>(at); }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<char> open_;
    std::optional<Span> found_;
    std::string_view wanted_{}; ///< key of the outermost object
    bool is_wanted_ = false;    ///< the key read last is that one
    std::optional<Span> member_;
};
} // namespace

std::string_view decode_json_string(std::string_view inside, std::deque<std::string>& texts) {
    const bool is_plain =
        std::all_of(inside.begin(), inside.end(), [](char c) { return is_ascii(c) && c != '\\'; });
    if (is_plain) return inside;
    if (inside.find('\\') == std::string_view::npos && utf8::is_valid(inside)) return inside;

    std::string& out = texts.emplace_back();
    out.reserve(inside.size());
    for (std::size_t at = 0; at < inside.size();) {
        if (inside[at] != '\\') {
            const utf8::Decoded next = utf8::decode(inside, at);
            utf8::append(out, next.code_point);
            at += next.size;
        } else if (inside[at + 1] == 'u') {
            at = append_unicode(out, inside, at + 2);
        } else {
            out += simple_escape(inside[at + 1]);
            at += 2;
        }
    }
    return out;
}

std::optional<Span> first_non_string(std::string_view text) {
    return Validator(text).first_non_string();
}

std::optional<Span> string_member(std::string_view text, std::string_view key) {
    return Validator(text).string_member(key);
}

} // namespace dflint::dockerfile
