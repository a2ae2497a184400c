// SPDX-License-Identifier: Apache-2.0
// Quoting (POSIX XCU 2.2; bash manual 3.1.2).
#include "dflint/source/utf8.h"
#include "dflint/syntax/shell/parser.h"

namespace dflint::shell {

void Parser::single_quotes(Value* value) {
    const std::uint32_t begin = pos_;
    const std::size_t close = text_.substr(0, end_).find('\'', begin + 1);
    if (close == std::string_view::npos) {
        fail({begin, begin + 1}, "this single quote is never closed");
        return;
    }
    pos_ = static_cast<std::uint32_t>(close) + 1;
    if (value != nullptr) value->add(begin + 1, pos_ - 1);
}

/// A backslash outside quotes. At the end of the text it stands for itself.
void Parser::escape(Value* value) {
    const std::uint32_t begin = pos_++;
    if (at_end()) {
        if (value != nullptr) value->add(begin, pos_);
        return;
    }
    ++pos_;
    if (value != nullptr) value->add(begin + 1, pos_);
}

void Parser::double_quotes(Expansions& out, Value* value) {
    const std::uint32_t begin = pos_++;
    const auto keep_from = [&](std::uint32_t from) {
        if (value != nullptr) value->add(from, pos_);
    };
    while (pos_ < end_) {
        const std::uint32_t from = pos_;
        while (pos_ < end_ && ((class_of(text_[pos_]) & quote) == 0 || text_[pos_] == '\'')) ++pos_;
        keep_from(from);
        if (at_end()) break;
        const char c = text_[pos_];
        const std::uint32_t special = pos_;
        if (c == '"') {
            ++pos_;
            return;
        }
        if (c == '\\') {
            if (const std::uint32_t size = continuation_size(pos_)) {
                pos_ += size;
                continue;
            }
            const char next = peek(1);
            const bool escapes = next == '$' || next == '`' || next == '"' || next == '\\';
            pos_ += end_ - pos_ > 1 ? 2 : 1;
            keep_from(escapes ? special + 1 : special);
        } else if (c == '`') {
            backticks(out, true);
            keep_from(special);
        } else {
            if (!dollar(out, true)) ++pos_;
            keep_from(special);
        }
    }
    fail({begin, begin + 1}, "this double quote is never closed");
}

namespace {

struct Decoded {
    std::uint32_t size = 0; ///< bytes read behind the backslash
    std::string bytes;
};

int digit_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 16;
}

Decoded decode_number(std::string_view rest, std::uint32_t skip, int base, std::uint32_t longest,
                      bool is_code_point) {
    std::uint32_t number = 0;
    std::uint32_t size = skip;
    while (size < rest.size() && size - skip < longest && digit_value(rest[size]) < base) {
        number = number * static_cast<std::uint32_t>(base) +
                 static_cast<std::uint32_t>(digit_value(rest[size++]));
    }
    Decoded decoded;
    if (size == skip) return decoded;
    decoded.size = size;
    if (is_code_point) {
        utf8::append(decoded.bytes, static_cast<char32_t>(number));
    } else {
        decoded.bytes += static_cast<char>(number & 0xff);
    }
    return decoded;
}

/// The escape behind a backslash inside $'...'; size 0 when the backslash stands for itself.
Decoded decode_ansi(std::string_view rest) {
    constexpr std::string_view letters = "abeEfnrtv\\'\"?";
    constexpr std::string_view meanings = "\a\b\x1b\x1b\f\n\r\t\v\\'\"?";
    if (rest.empty()) return {};
    if (const std::size_t found = letters.find(rest[0]); found != std::string_view::npos) {
        return {1, std::string(1, meanings[found])};
    }
    switch (rest[0]) {
    case 'x':
        return decode_number(rest, 1, 16, 2, false);
    case 'u':
        return decode_number(rest, 1, 16, 4, true);
    case 'U':
        return decode_number(rest, 1, 16, 8, true);
    case 'c':
        if (rest.size() < 2) return {};
        return {2, std::string(1, static_cast<char>(rest[1] & 0x1f))};
    default:
        return decode_number(rest, 0, 8, 3, false);
    }
}

} // namespace

/// $'...', of bash and of POSIX since 2024.
void Parser::ansi_quotes(Value* value) {
    const std::uint32_t begin = pos_;
    pos_ += 2;
    while (pos_ < end_) {
        const std::uint32_t from = pos_;
        while (pos_ < end_ && text_[pos_] != '\'' && text_[pos_] != '\\') ++pos_;
        if (value != nullptr) value->add(from, pos_);
        if (at_end()) break;
        if (text_[pos_++] == '\'') return;
        const Decoded decoded = decode_ansi(text_.substr(pos_, end_ - pos_));
        if (value != nullptr) {
            if (decoded.size == 0) {
                value->add(pos_ - 1, pos_);
            } else {
                value->add(decoded.bytes);
            }
        }
        pos_ += decoded.size;
    }
    fail({begin, begin + 2}, "this `$'` quote is never closed");
}

} // namespace dflint::shell
