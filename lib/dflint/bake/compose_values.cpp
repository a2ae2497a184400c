// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose_values.h"

#include "dflint/source/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <system_error>

namespace dflint::bake {

namespace {

constexpr std::string_view letters = "kmgtp";

/// How many times 1024: `k`, `KB`, `kib`; nothing for other words.
std::optional<int> power_of(std::string_view suffix) {
    const std::string word = ascii::lower(suffix);
    if (word.empty() || word == "b") return 0;
    const std::size_t letter = letters.find(word.front());
    const std::string_view rest = std::string_view(word).substr(1);
    if (letter == letters.npos || (!rest.empty() && rest != "b" && rest != "ib")) {
        return std::nullopt;
    }
    return static_cast<int>(letter) + 1;
}

} // namespace

Result<std::string> memory_size(std::string_view text) {
    const std::size_t last = text.find_last_of("0123456789.");
    if (last == text.npos) return Error{"`" + std::string(text) + "` is no size"};
    std::string_view suffix = text.substr(last + 1);
    if (suffix.starts_with(' ')) suffix.remove_prefix(1);
    double size = 0;
    const std::string_view number = text.substr(0, last + 1);
    const char* const end = number.data() + number.size();
    const auto read = std::from_chars(number.data(), end, size);
    if (read.ec != std::errc() || read.ptr != end || size < 0) {
        return Error{"`" + std::string(text) + "` is no size"};
    }
    const auto power = power_of(suffix);
    if (!power) return Error{"`" + std::string(suffix) + "` is no unit of size"};
    double bytes = std::floor(size * std::pow(1024.0, *power));
    if (bytes == 0) return std::string();
    constexpr std::array<const char*, 7> units{"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    std::size_t unit = 0;
    for (; bytes >= 1024 && unit + 1 < units.size(); ++unit) bytes /= 1024;
    return fmt::format("{:.4g}{}", bytes, units[unit]);
}

std::string without_brackets(std::string_view address) {
    const bool has_them = address.starts_with('[') && address.ends_with(']');
    return std::string(has_them ? address.substr(1, address.size() - 2) : address);
}

std::optional<std::pair<std::string, std::string>> host_entry(std::string_view text) {
    for (const char sign : {'=', ':'}) {
        const std::size_t at = text.find(sign);
        if (at == text.npos) continue;
        return std::pair(std::string(text.substr(0, at)), without_brackets(text.substr(at + 1)));
    }
    return std::nullopt;
}

bool is_limit(std::string_view name) {
    constexpr std::array<std::string_view, 15> names{
        "core",   "cpu",   "data", "fsize",  "locks",  "memlock",    "msgqueue", "nice",
        "nofile", "nproc", "rss",  "rtprio", "rttime", "sigpending", "stack"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace dflint::bake
