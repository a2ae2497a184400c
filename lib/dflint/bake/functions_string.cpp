// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib: string.go, string_replace.go; buildx: basename, dirname, sanitize.
#include "dflint/bake/functions.h"
#include "dflint/bake/unicode.h"
#include "dflint/source/utf8.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

template <std::string (*change)(std::string_view)> Outcome changed(Arguments in) {
    return Value(change(in[0].text()));
}

std::string upper(std::string_view text) {
    return mapped(text, to_upper);
}

std::string lower(std::string_view text) {
    return mapped(text, to_lower);
}

std::string reverse(std::string_view text) {
    std::string out(text.size(), '\0');
    std::size_t end = out.size();
    while (!text.empty()) {
        const std::size_t size = grapheme_size(text);
        end -= size;
        text.copy(out.data() + end, size);
        text.remove_prefix(size);
    }
    return out;
}

std::string chomp(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    return std::string(text);
}

std::string title(std::string_view text) {
    std::string out;
    bool starts_word = true;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded letter = utf8::decode(text, at);
        utf8::append(out, starts_word ? to_upper(letter.code_point) : letter.code_point);
        starts_word = is_word_separator(letter.code_point);
        at += letter.size;
    }
    return out;
}

/// Drops the characters for which `drops` holds from both ends.
template <class Predicate> std::string trimmed(std::string_view text, Predicate drops) {
    while (!text.empty()) {
        const utf8::Decoded letter = utf8::decode(text, 0);
        if (!drops(letter.code_point)) break;
        text.remove_prefix(letter.size);
    }
    while (!text.empty()) {
        std::size_t at = text.size() - 1;
        while (at > 0 && text.size() - at < 4 && (text[at] & 0xC0) == 0x80) --at;
        utf8::Decoded letter = utf8::decode(text, at);
        if (at + letter.size != text.size()) letter = utf8::decode(text, at = text.size() - 1);
        if (!drops(letter.code_point)) break;
        text = text.substr(0, at);
    }
    return std::string(text);
}

std::string trim_space(std::string_view text) {
    return trimmed(text, utf8::is_space);
}

Outcome trim(Arguments in) {
    std::u32string cutset;
    const std::string& letters = in[1].text();
    for (std::size_t at = 0; at < letters.size();) {
        const utf8::Decoded letter = utf8::decode(letters, at);
        cutset += letter.code_point;
        at += letter.size;
    }
    return Value(trimmed(in[0].text(), [&](char32_t letter) {
        return cutset.find(letter) != std::u32string::npos;
    }));
}

Outcome trim_prefix(Arguments in) {
    std::string_view text = in[0].text();
    if (text.starts_with(in[1].text())) text.remove_prefix(in[1].text().size());
    return Value(text);
}

Outcome trim_suffix(Arguments in) {
    std::string_view text = in[0].text();
    if (text.ends_with(in[1].text())) text.remove_suffix(in[1].text().size());
    return Value(text);
}

Outcome strlen(Arguments in) {
    return Value(Number(static_cast<std::int64_t>(grapheme_count(in[0].text()))));
}

/// What is left behind the first `count` characters.
std::string_view skipped(std::string_view text, std::int64_t count) {
    for (; count > 0 && !text.empty(); --count) text.remove_prefix(grapheme_size(text));
    return text;
}

Outcome substr(Arguments in) {
    const auto written_offset = whole_number(in[1]);
    if (!written_offset) return fault(written_offset.error().message);
    const auto length = whole_number(in[2]);
    if (!length) return fault(length.error().message);
    std::int64_t offset = *written_offset;
    if (offset < 0) {
        offset += static_cast<std::int64_t>(grapheme_count(in[0].text()));
    } else if (*length == 0) {
        return Value("");
    }
    const std::string_view rest = skipped(in[0].text(), offset);
    if (*length < 0) return Value(rest);
    // A length of 0 behind a negative offset takes everything: the loop of cty never meets it.
    if (*length == 0) return Value(rest);
    return Value(rest.substr(0, rest.size() - skipped(rest, *length).size()));
}

Outcome join(Arguments in) {
    if (in.size() < 2) return fault("at least one list is required");
    std::string out;
    bool first = true;
    for (std::size_t i = 1; i < in.size(); ++i) {
        const auto& elements = in[i].elements();
        for (std::size_t j = 0; j < elements.size(); ++j) {
            if (elements[j].is_null()) {
                const std::string of_list = in.size() > 2 ? fmt::format(" of list {}", i) : "";
                return fault(i, fmt::format("element {}{} is null; cannot concatenate null values",
                                            j, of_list));
            }
            if (!first) out += in[0].text();
            first = false;
            out += elements[j].text();
            if (out.size() > max_text_size) return std::optional<Value>();
        }
    }
    return Value(std::move(out));
}

Outcome split(Arguments in) {
    const std::string_view separator = in[0].text();
    std::string_view text = in[1].text();
    Value::Elements parts;
    if (separator.empty()) {
        for (; !text.empty(); text.remove_prefix(utf8::decode(text, 0).size))
            parts.emplace_back(text.substr(0, utf8::decode(text, 0).size));
        return Value::list(Kind::string, std::move(parts));
    }
    for (std::size_t at = text.find(separator); at != std::string_view::npos;
         at = text.find(separator)) {
        parts.emplace_back(text.substr(0, at));
        text.remove_prefix(at + separator.size());
    }
    parts.emplace_back(text);
    return Value::list(Kind::string, std::move(parts));
}

Outcome replace(Arguments in) {
    std::string_view text = in[0].text();
    const std::string_view old = in[1].text();
    const std::string_view fresh = in[2].text();
    std::string out;
    if (old.empty()) {
        // Go puts the new text before each character and at the end.
        if (text.size() * (fresh.size() + 1) > max_text_size) return std::optional<Value>();
        for (; !text.empty(); text.remove_prefix(utf8::decode(text, 0).size)) {
            out += fresh;
            out += text.substr(0, utf8::decode(text, 0).size);
        }
        return Value(out += fresh);
    }
    for (std::size_t at = text.find(old); at != std::string_view::npos; at = text.find(old)) {
        out += text.substr(0, at);
        out += fresh;
        text.remove_prefix(at + old.size());
        if (out.size() > max_text_size) return std::optional<Value>();
    }
    return Value(out += text);
}

Outcome indent(Arguments in) {
    const auto spaces = whole_number(in[0]);
    if (!spaces) return fault(spaces.error().message);
    if (*spaces < 0) return fault("strings: negative Repeat count");
    const std::string& text = in[1].text();
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (lines == 0) return in[1];
    if (static_cast<std::uint64_t>(*spaces) > max_text_size / lines) return std::optional<Value>();
    const std::string pad(static_cast<std::size_t>(*spaces), ' ');
    std::string out;
    for (const char letter : text) {
        out += letter;
        if (letter == '\n') out += pad;
    }
    return Value(std::move(out));
}

/// Go's path.Base.
std::string basename(std::string_view path) {
    if (path.empty()) return ".";
    while (!path.empty() && path.back() == '/') path.remove_suffix(1);
    if (path.empty()) return "/";
    return std::string(path.substr(path.rfind('/') + 1));
}

/// Go's path.Clean.
std::string clean(std::string_view path) {
    const bool rooted = path.starts_with('/');
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, slash);
        path.remove_prefix(std::min(slash + 1, path.size()));
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            parts.push_back(part);
        } else if (!parts.empty() && parts.back() != "..") {
            parts.pop_back();
        } else if (!rooted) {
            parts.push_back(part);
        }
    }
    std::string out = rooted ? "/" : "";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += '/';
        out += parts[i];
    }
    return out.empty() ? "." : out;
}

std::string dirname(std::string_view path) {
    return clean(path.substr(0, path.rfind('/') + 1));
}

std::string sanitize(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded letter = utf8::decode(text, at);
        at += letter.size;
        const char32_t c = letter.code_point;
        const bool allowed = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
                             (c >= U'0' && c <= U'9') || c == U'_' || c == U'-';
        out += allowed ? static_cast<char>(c) : '_';
    }
    return out;
}

} // namespace

std::vector<Function> string_functions() {
    const auto simple = [](std::string_view name, Outcome (*run)(Arguments),
                           std::string_view parameter = "str") {
        return Function{name, {text(parameter)}, {}, Kind::string, run};
    };
    const Parameter lists{.name = "lists", .type = Type::list(Kind::string)};
    return {
        simple("upper", changed<upper>),
        simple("lower", changed<lower>),
        simple("reverse", changed<reverse>),
        simple("chomp", changed<chomp>),
        simple("title", changed<title>),
        simple("trimspace", changed<trim_space>),
        simple("basename", changed<basename>, "path"),
        simple("dirname", changed<dirname>, "path"),
        simple("sanitize", changed<sanitize>, "name"),
        {"trim", {text("str"), text("cutset")}, {}, Kind::string, trim},
        {"trimprefix", {text("str"), text("prefix")}, {}, Kind::string, trim_prefix},
        {"trimsuffix", {text("str"), text("suffix")}, {}, Kind::string, trim_suffix},
        {"strlen", {text("str")}, {}, Kind::number, strlen},
        {"substr", {text("str"), number("offset"), number("length")}, {}, Kind::string, substr},
        {"join", {text("separator")}, lists, Kind::string, join, true},
        {"split", {text("separator"), text("str")}, {}, Type::list(Kind::string), split},
        {"replace", {text("str"), text("substr"), text("replace")}, {}, Kind::string, replace},
        {"indent", {number("spaces"), text("str")}, {}, Kind::string, indent},
    };
}

} // namespace dflint::bake
