// SPDX-License-Identifier: Apache-2.0
// Values as JSON: cty/json, which quotes strings as Go's encoding/json does.
#include "dflint/bake/functions.h"
#include "dflint/source/utf8.h"

#include <fmt/format.h>

namespace dflint::bake {

namespace {

/// False for an infinity, and for what is not known. Depth is bounded by that of values.
bool append(std::string& out, const Value& value) {
    if (!value.is_known()) return false;
    if (value.is_null()) {
        out += "null";
        return true;
    }
    switch (value.kind()) {
    case Kind::boolean:
        out += value.boolean() ? "true" : "false";
        return true;
    case Kind::number:
        if (value.number().is_infinite()) return false;
        out += value.number().text();
        return true;
    case Kind::string:
        append_json(out, value.text());
        return true;
    case Kind::map:
    case Kind::object: {
        out += '{';
        bool first = true;
        for (const auto& [key, item] : value.members()) {
            if (!first) out += ',';
            first = false;
            append_json(out, key);
            out += ':';
            if (!append(out, item)) return false;
        }
        out += '}';
        return true;
    }
    default: {
        out += '[';
        bool first = true;
        for (const Value& item : value.elements()) {
            if (!first) out += ',';
            first = false;
            if (!append(out, item)) return false;
        }
        out += ']';
        return true;
    }
    }
}

} // namespace

void append_json(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded letter = utf8::decode(text, at);
        const char32_t c = letter.code_point;
        if (c == U'"' || c == U'\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == U'\n') {
            out += "\\n";
        } else if (c == U'\r') {
            out += "\\r";
        } else if (c == U'\t') {
            out += "\\t";
        } else if (c == U'\b') {
            out += "\\b";
        } else if (c == U'\f') {
            out += "\\f";
        } else if (c < 0x20 || c == U'<' || c == U'>' || c == U'&' || c == 0x2028 || c == 0x2029) {
            out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
        } else if (!letter.valid) {
            out += "\\ufffd";
        } else {
            out += text.substr(at, letter.size);
        }
        at += letter.size;
    }
    out += '"';
}

std::optional<std::string> to_json(const Value& value) {
    std::string out;
    if (!append(out, value)) return std::nullopt;
    return out;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded letter = utf8::decode(text, at);
        const char32_t c = letter.code_point;
        if (c == U'"' || c == U'\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == U'\n') {
            out += "\\n";
        } else if (c == U'\r') {
            out += "\\r";
        } else if (c == U'\t') {
            out += "\\t";
        } else if (c < 0x20 || c == 0x7F || !letter.valid) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
        } else {
            out += text.substr(at, letter.size);
        }
        at += letter.size;
    }
    return out += '"';
}

} // namespace dflint::bake
