// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/json_reader.h"

#include "dflint/bake/functions.h"
#include "dflint/source/ascii.h"
#include "dflint/source/utf8.h"

#include <fmt/format.h>

namespace dflint::bake {

namespace {

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    Result<Value> run() {
        skip_space();
        if (at_ >= text_.size()) return Error{"EOF"};
        auto value = read(0);
        skip_space();
        if (value && at_ < text_.size()) return Error{"extraneous data after JSON object"};
        if (!value) return Error{error_};
        return *std::move(value);
    }

private:
    void skip_space() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != text_.npos)
            ++at_;
    }
    std::nullopt_t fail(std::string_view where) {
        if (!error_.empty()) return std::nullopt;
        if (at_ >= text_.size()) {
            error_ = "unexpected EOF";
        } else {
            const std::size_t size = utf8::decode(text_, at_).size;
            error_ = fmt::format("invalid character '{}' {}", text_.substr(at_, size), where);
        }
        return std::nullopt;
    }
    [[nodiscard]] bool next_is(char letter) const {
        return at_ < text_.size() && text_[at_] == letter;
    }

    std::optional<Value> read(std::size_t depth) {
        if (depth > Value::max_depth) {
            error_ = "exceeded max depth";
            return std::nullopt;
        }
        skip_space();
        if (next_is('{')) return object(depth);
        if (next_is('[')) return array(depth);
        if (next_is('"')) {
            auto text = string();
            if (!text) return std::nullopt;
            return Value(*std::move(text));
        }
        if (next_is('t')) return word("true", Value(true));
        if (next_is('f')) return word("false", Value(false));
        if (next_is('n')) return word("null", Value::null());
        return number();
    }

    std::optional<Value> word(std::string_view wanted, Value value) {
        for (std::size_t i = 0; i < wanted.size(); ++i, ++at_) {
            if (!next_is(wanted[i]))
                return fail(fmt::format("in literal {} (expecting '{}')", wanted, wanted[i]));
        }
        return value;
    }

    std::optional<Value> number() {
        const std::size_t begin = at_;
        const auto digits = [&] {
            const std::size_t first = at_;
            while (at_ < text_.size() && ascii::is_digit(text_[at_])) ++at_;
            return at_ > first;
        };
        const bool negative = next_is('-');
        if (negative) ++at_;
        const bool zero = next_is('0');
        if (!digits())
            return fail(negative ? "in numeric literal" : "looking for beginning of value");
        if (zero) at_ = begin + (negative ? 2 : 1);
        if (next_is('.')) {
            ++at_;
            if (!digits()) return fail("after decimal point in numeric literal");
        }
        if (next_is('e') || next_is('E')) {
            ++at_;
            if (next_is('+') || next_is('-')) ++at_;
            if (!digits()) return fail("in exponent of numeric literal");
        }
        const auto value = Number::parse(text_.substr(begin, at_ - begin));
        if (value) return Value(*value);
        error_ = "the number is too large to work with";
        return std::nullopt;
    }

    std::optional<char32_t> unicode_escape() {
        char32_t value = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            const char c = at_ < text_.size() ? text_[at_] : 'x';
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) return fail("in \\u hexadecimal character escape");
            value = value * 16 + static_cast<char32_t>(digit);
        }
        return value;
    }

    bool escape(std::string& out) {
        ++at_;
        const std::string_view plain = "\"\"\\\\//b\bf\fn\nr\rt\t";
        for (std::size_t i = 0; i < plain.size(); i += 2) {
            if (!next_is(plain[i])) continue;
            out += plain[i + 1];
            ++at_;
            return true;
        }
        if (!next_is('u')) return fail("in string escape code"), false;
        ++at_;
        auto letter = unicode_escape();
        if (!letter) return false;
        const bool high = *letter >= 0xD800 && *letter < 0xDC00;
        if (high && text_.substr(at_).starts_with("\\u")) {
            const std::size_t before = at_;
            at_ += 2;
            const auto low = unicode_escape();
            if (!low) return false;
            if (*low >= 0xDC00 && *low < 0xE000) {
                letter = 0x10000 + ((*letter - 0xD800) << 10) + (*low - 0xDC00);
            } else {
                at_ = before;
            }
        }
        const bool surrogate = *letter >= 0xD800 && *letter < 0xE000;
        utf8::append(out, surrogate ? 0xFFFD : *letter);
        return true;
    }

    std::optional<std::string> string() {
        std::string out;
        ++at_;
        while (!next_is('"')) {
            if (at_ >= text_.size()) return fail("");
            if (static_cast<unsigned char>(text_[at_]) < 0x20) return fail("in string literal");
            if (next_is('\\')) {
                if (!escape(out)) return std::nullopt;
            } else {
                out += text_[at_++];
            }
        }
        ++at_;
        return out;
    }

    std::optional<Value> made(std::optional<Value> value) {
        if (!value) error_ = "the value is too large to work with";
        return value;
    }

    std::optional<Value> array(std::size_t depth) {
        Value::Elements elements;
        ++at_;
        skip_space();
        while (!next_is(']')) {
            auto value = read(depth + 1);
            if (!value) return std::nullopt;
            elements.push_back(*std::move(value));
            skip_space();
            if (next_is(',')) {
                ++at_;
                skip_space();
                if (next_is(']')) return fail("looking for beginning of value");
            } else if (!next_is(']')) {
                return fail("after array element");
            }
        }
        ++at_;
        return made(Value::tuple(std::move(elements)));
    }

    std::optional<Value> object(std::size_t depth) {
        Value::Members members;
        ++at_;
        skip_space();
        while (!next_is('}')) {
            if (!next_is('"')) return fail("looking for beginning of object key string");
            auto key = string();
            if (!key) return std::nullopt;
            skip_space();
            if (!next_is(':')) return fail("after object key");
            ++at_;
            auto value = read(depth + 1);
            if (!value) return std::nullopt;
            members.emplace_back(*std::move(key), *std::move(value));
            skip_space();
            if (next_is(',')) {
                ++at_;
                skip_space();
                if (next_is('}')) return fail("looking for beginning of object key string");
            } else if (!next_is('}')) {
                return fail("after object key:value pair");
            }
        }
        ++at_;
        return made(Value::object(std::move(members)));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string error_;
};

} // namespace

Result<Value> from_json(std::string_view text) {
    return Reader(text).run();
}

} // namespace dflint::bake
