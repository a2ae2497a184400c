// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/grammar.h"

#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/space.h"

#include <boost/spirit/home/x3.hpp>

#include <algorithm>

namespace dflint::dockerfile {

namespace x3 = boost::spirit::x3;

namespace {
/// One flag as it is read: its text without quotes and escapes, and where its value begins.
struct FlagText {
    std::string text;
    const char* value = nullptr; ///< in the instruction's text; behind the first `=`
};

/// BuildKit looks at flags byte by byte and takes each byte for a Latin-1 character.
void append_latin1(FlagText& flag, char c, const char* behind) {
    if (c == '=' && flag.value == nullptr) flag.value = behind;
    if (is_ascii(c)) {
        flag.text += c;
    } else {
        utf8::append(flag.text, static_cast<unsigned char>(c));
    }
}

/// A flag that is its own text, as nearly all are. False when there is something to take out of it.
bool read_plain_flag(const char*& at, const char* end, char escape, FlagText& flag) {
    const char* const stop = std::find_if(at, end, [escape](char c) {
        return is_latin1_space(c) || !is_ascii(c) || c == '\'' || c == '"' || c == escape;
    });
    if (stop != end && !is_latin1_space(*stop)) return false;
    flag.text.assign(at, stop);
    const std::size_t equals = flag.text.find('=');
    if (equals != flag.text.npos) flag.value = at + equals + 1;
    at = stop;
    return true;
}

const char* read_flag(const char* begin, const char* end, char escape, FlagText& flag) {
    if (read_plain_flag(begin, end, escape, flag)) return begin;
    const auto keep = [&](auto& context) {
        append_latin1(flag, x3::_attr(context), x3::_where(context).begin());
    };
    const auto any = x3::char_;
    const auto space = x3::char_("\t\n\v\f\r \x85\xA0");
    // An escape protects the next byte, in single quotes too; at the very end it is dropped.
    const auto escaped = x3::lit(escape) >> (any[keep] | x3::eoi);
    const auto quoted = [&](char quote) {
        return x3::lit(quote) >> *(escaped | (any - quote)[keep]) >> (x3::lit(quote) | x3::eoi);
    };
    const auto word = +(escaped | quoted('\'') | quoted('"') | (any - space)[keep]);
    x3::parse(begin, end, word);
    return begin;
}

std::string_view kept(const FlagText& flag, std::string_view raw, std::deque<std::string>& texts) {
    return flag.text == raw ? raw : std::string_view(texts.emplace_back(flag.text));
}

Flag flag_of(const LogicalText& text, Span raw, const FlagText& read,
             std::deque<std::string>& texts) {
    Flag flag;
    flag.at = text.in_file(raw);
    flag.text = kept(read, text.slice(raw), texts);
    const std::size_t equals = flag.text.find('=');
    flag.name = flag.text.substr(2, equals == flag.text.npos ? equals : equals - 2);
    flag.value_at = {flag.at.end, flag.at.end};
    if (equals != flag.text.npos) {
        flag.value = flag.text.substr(equals + 1);
        const auto begin = static_cast<std::uint32_t>(read.value - text.text().data());
        if (begin < raw.end) flag.value_at = text.in_file(Span{begin, raw.end});
    }
    return flag;
}
} // namespace

std::uint32_t read_flags(const LogicalText& text, std::uint32_t begin, char escape,
                         std::vector<Flag>& flags, std::deque<std::string>& texts) {
    const char* const front = text.text().data();
    const char* const end = front + text.text().size();
    const char* at = front + begin;
    FlagText read;
    while (end - at >= 2 && at[0] == '-' && at[1] == '-') {
        const char* const flag_begin = at;
        read.text.clear();
        read.value = nullptr;
        at = read_flag(at, end, escape, read);
        if (read.text == "--") break;
        const Span raw = {static_cast<std::uint32_t>(flag_begin - front),
                          static_cast<std::uint32_t>(at - front)};
        flags.push_back(flag_of(text, raw, read, texts));
        while (at != end && is_latin1_space(*at)) ++at;
    }
    return static_cast<std::uint32_t>(at - front);
}

} // namespace dflint::dockerfile
