// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/architecture.h"

#include "dflint/model/build.h"
#include "dflint/source/ascii.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <array>

namespace dflint::model {

namespace {

struct Name {
    std::string_view text;
    std::string_view architecture;
    bool is_common_word = false; ///< only as a whole text
};

// Longer names before the shorter ones they begin with.
constexpr std::array names = {
    Name{"amd64", "amd64"},       Name{"x86_64", "amd64"},    Name{"x86-64", "amd64"},
    Name{"x64", "amd64"},         Name{"arm64v8", "arm64"},   Name{"arm64", "arm64"},
    Name{"aarch64", "arm64"},     Name{"armv8", "arm64"},     Name{"arm32v7", "arm"},
    Name{"arm32v6", "arm"},       Name{"arm32v5", "arm"},     Name{"armhf", "arm"},
    Name{"armel", "arm"},         Name{"armv7hl", "arm"},     Name{"armv7l", "arm"},
    Name{"armv7", "arm"},         Name{"armv6l", "arm"},      Name{"armv6", "arm"},
    Name{"armv5", "arm"},         Name{"ppc64le", "ppc64le"}, Name{"ppc64el", "ppc64le"},
    Name{"s390x", "s390x"},       Name{"riscv64", "riscv64"}, Name{"loong64", "loong64"},
    Name{"mips64le", "mips64le"}, Name{"arm", "arm", true},   Name{"386", "386", true},
    Name{"i386", "386", true},    Name{"i686", "386", true},  Name{"x86", "386", true},
    Name{"ppc64", "ppc64", true},
};

bool begins_with(std::string_view text, std::string_view name) {
    return text.size() >= name.size() &&
           std::equal(name.begin(), name.end(), text.begin(),
                      [](char expected, char c) { return ascii::to_lower(c) == expected; });
}

/// Calls `take` with the begin of each "64", "390" and "arm". Each name that counts inside a text
/// has one of them; so do few other words.
template <class Take> constexpr void for_each_part(std::string_view text, Take take) {
    for (std::size_t at = text.find('4', 1); at != text.npos; at = text.find('4', at + 1)) {
        if (text[at - 1] == '6') take(at - 1);
    }
    for (std::size_t at = text.find('9', 1); at != text.npos; at = text.find('9', at + 1)) {
        if (text[at - 1] == '3' && text.substr(at + 1).starts_with('0')) take(at - 1);
    }
    for (const char m : {'m', 'M'}) {
        for (std::size_t at = text.find(m, 2); at != text.npos; at = text.find(m, at + 1)) {
            if (ascii::to_lower(text[at - 1]) == 'r' && ascii::to_lower(text[at - 2]) == 'a')
                take(at - 2);
        }
    }
}
constexpr bool has_part(std::string_view text) {
    bool found = false;
    for_each_part(text, [&](std::size_t) { found = true; });
    return found;
}
constexpr std::size_t longest_name = 8;
static_assert(std::all_of(names.begin(), names.end(), [](const Name& each) {
    return each.is_common_word || (has_part(each.text) && each.text.size() <= longest_name);
}));

/// The first two characters of the names that count inside a text.
bool may_begin_name(std::string_view text) {
    if (text.size() < 3) return false;
    const char second = ascii::to_lower(text[1]);
    switch (ascii::to_lower(text[0])) {
    case 'a':
        return second == 'm' || second == 'r' || second == 'a';
    case 'x':
        return second == '8' || second == '6';
    case 'p':
        return second == 'p';
    case 's':
        return second == '3';
    case 'r':
    case 'm':
        return second == 'i';
    case 'l':
        return second == 'o';
    default:
        return false;
    }
}

const Name* name_at(std::string_view text) {
    if (!may_begin_name(text)) return nullptr;
    for (const Name& each : names) {
        if (each.is_common_word || !begins_with(text, each.text)) continue;
        if (text.size() == each.text.size() || !ascii::is_letter_or_digit(text[each.text.size()])) {
            return &each;
        }
    }
    return nullptr;
}

/// The name that begins there, between punctuation.
std::optional<ArchitectureName> find_at(std::string_view text, std::size_t at) {
    if (at > 0 && ascii::is_letter_or_digit(text[at - 1])) return std::nullopt;
    const Name* const found = name_at(text.substr(at));
    if (found == nullptr) return std::nullopt;
    const auto place = static_cast<std::uint32_t>(at);
    const auto size = static_cast<std::uint32_t>(found->text.size());
    return ArchitectureName{{place, place + size}, found->architecture};
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// A variable like $ARCH, ${dpkgArch}, ${TARGETPLATFORM}: "arch" or "platform" in its name, where
/// it is not the beginning or the end of "archive" or "search".
bool has_architecture_variable(std::string_view text) {
    for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
        std::size_t end = at + 1;
        if (end < text.size() && text[end] == '{') ++end;
        const std::size_t begin = end;
        while (end < text.size() && ascii::is_in_name(text[end])) ++end;
        std::string_view name = text.substr(begin, end - begin);
        for (; !name.empty(); name.remove_prefix(1)) {
            if (begins_with(name, "search") || begins_with(name, "archive")) {
                name.remove_prefix(5);
            } else if (begins_with(name, "arch") || begins_with(name, "platform") ||
                       begins_with(name, "targetvariant")) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

std::string_view architecture_named(std::string_view text) {
    if (begins_with(text, "linux/")) {
        text.remove_prefix(6);
        text = text.substr(0, text.find('/')); // without the variant
    }
    for (const Name& each : names) {
        if (each.text.size() == text.size() && begins_with(text, each.text)) {
            return each.architecture;
        }
    }
    return {};
}

std::optional<ArchitectureName> find_architecture(std::string_view text, std::uint32_t from) {
    static constexpr ByteSet first_letters("aAxXpPsSrRmMlL");
    for (std::size_t at = first_letters.first_in(text, from); at != text.npos;
         at = first_letters.first_in(text, at + 1)) {
        if (auto found = find_at(text, at)) return found;
    }
    return std::nullopt;
}

ArchitectureNames::ArchitectureNames(const Build& build) {
    const std::string_view text = build.file.text();
    for_each_part(text, [&](std::size_t part) {
        for (std::size_t at = part - std::min(part, longest_name - 2); at <= part; ++at) {
            if (const auto found = find_at(text, at)) places_.push_back(found->at.begin);
        }
    });
    // `arm64` is found by its first and by its last part.
    std::sort(places_.begin(), places_.end());
    places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
}

bool ArchitectureNames::are_in(Span at) const {
    const auto next = std::lower_bound(places_.begin(), places_.end(), at.begin);
    return next != places_.end() && *next < at.end;
}

std::span<const std::uint32_t> ArchitectureNames::begins_in(Span at) const {
    const auto first = std::lower_bound(places_.begin(), places_.end(), at.begin);
    return {first, std::lower_bound(first, places_.end(), at.end)};
}

std::size_t ArchitectureNames::count_in(Span at) const {
    return begins_in(at).size();
}

bool asks_machine(std::string_view text) {
    // One of them is in each question, and in few other texts.
    if (!contains(text, "uname") && !contains(text, "arch") && !contains(text, "ARCH"))
        return false;
    for (const std::string_view question :
         {"uname -m", "uname -p", "uname --m", "uname -a", "--print-arch", "$(arch)", "`arch`",
          "$( arch )", "-qDHOST_ARCH", "--eval %{_arch}", "--eval '%{_arch}'"}) {
        if (contains(text, question)) return true;
    }
    return false;
}

bool asks_architecture(std::string_view text) {
    return asks_machine(text) || has_architecture_variable(text);
}

} // namespace dflint::model
