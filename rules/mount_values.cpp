// SPDX-License-Identifier: Apache-2.0
#include "mount_values.h"

#include "dflint/source/ascii.h"

#include <charconv>
#include <cstdint>

namespace dflint::rules {

namespace {

/// `b`, or `k`, `m`, `g`, `t`, `p` with `b` or `ib` behind it.
bool is_unit(std::string_view text) {
    if (text.empty() || ascii::equals_ignoring_case(text, "b")) return true;
    constexpr std::string_view prefixes = "kmgtp";
    if (prefixes.find(ascii::to_lower(text.front())) == prefixes.npos) return false;
    text.remove_prefix(1);
    return text.empty() || ascii::equals_ignoring_case(text, "b") ||
           ascii::equals_ignoring_case(text, "ib");
}

/// Digits with at most one point among them; other forms of Go's floats are let pass.
bool may_be_number(std::string_view text) {
    if (text.find_first_not_of("0123456789.") != text.npos) return !text.starts_with('-');
    return text.find('.') == text.rfind('.') && text != ".";
}

} // namespace

bool is_uint32(std::string_view text, int base) {
    std::uint32_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number, base);
    return !text.empty() && error == std::errc() && stop == end;
}

bool may_be_size(std::string_view text) {
    const std::size_t last = text.find_last_of("0123456789. ");
    if (last == text.npos) return false;
    const std::string_view number = text.substr(0, text[last] == ' ' ? last : last + 1);
    return may_be_number(number) && is_unit(text.substr(last + 1));
}

} // namespace dflint::rules
