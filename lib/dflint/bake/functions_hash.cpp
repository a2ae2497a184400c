// SPDX-License-Identifier: Apache-2.0
// hashicorp/go-cty-funcs: crypto, uuid
#include "dflint/bake/digest.h"
#include "dflint/bake/functions.h"

#include <fmt/format.h>

namespace dflint::bake {

namespace {

template <std::string (*digest)(std::string_view)> Outcome digest_of(Arguments in) {
    return Value(hex(digest(in[0].text())));
}

/// The bytes of a UUID in text form; nothing for other texts.
std::optional<std::string> uuid_bytes(std::string_view text) {
    if (text.starts_with("urn:uuid:")) text.remove_prefix(9);
    if (text.size() == 38 && text.starts_with('{') && text.ends_with('}'))
        text = text.substr(1, 36);
    std::string digits;
    const bool dashed = text.size() == 36;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (dashed && (i == 8 || i == 13 || i == 18 || i == 23)) {
            if (text[i] != '-') return std::nullopt;
            continue;
        }
        digits += text[i];
    }
    if (digits.size() != 32) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < 32; i += 2) {
        unsigned byte = 0;
        for (const char letter : {digits[i], digits[i + 1]}) {
            const bool small = letter >= 'a' && letter <= 'f';
            const bool large = letter >= 'A' && letter <= 'F';
            if (!small && !large && !(letter >= '0' && letter <= '9')) return std::nullopt;
            const int value = small ? letter - 'a' + 10 : large ? letter - 'A' + 10 : letter - '0';
            byte = byte << 4 | static_cast<unsigned>(value);
        }
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

/// RFC 4122, Appendix C: the four name spaces that have a name.
std::string_view name_space(std::string_view name) {
    if (name == "dns") return "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    if (name == "url") return "6ba7b811-9dad-11d1-80b4-00c04fd430c8";
    if (name == "oid") return "6ba7b812-9dad-11d1-80b4-00c04fd430c8";
    if (name == "x500") return "6ba7b814-9dad-11d1-80b4-00c04fd430c8";
    return name;
}

Outcome uuid_v5(Arguments in) {
    const auto space = uuid_bytes(name_space(in[0].text()));
    if (!space) {
        return fault(fmt::format("uuidv5() doesn't support namespace {}", in[0].text()));
    }
    std::string id = sha1(*space + in[1].text()).substr(0, 16);
    id[6] = static_cast<char>((static_cast<unsigned char>(id[6]) & 0x0F) | 0x50);
    id[8] = static_cast<char>((static_cast<unsigned char>(id[8]) & 0x3F) | 0x80);
    std::string out = hex(id);
    for (const std::size_t place : {20UL, 16UL, 12UL, 8UL}) out.insert(place, 1, '-');
    return Value(std::move(out));
}

} // namespace

std::vector<Function> hash_functions() {
    const auto digest = [](std::string_view name, Outcome (*run)(Arguments)) {
        return Function{name, {text("str")}, {}, Kind::string, run};
    };
    return {
        digest("md5", digest_of<md5>),
        digest("sha1", digest_of<sha1>),
        digest("sha256", digest_of<sha256>),
        digest("sha512", digest_of<sha512>),
        {"uuidv5", {text("namespace"), text("name")}, {}, Kind::string, uuid_v5},
    };
}

} // namespace dflint::bake
