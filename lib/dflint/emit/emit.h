// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/report.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dflint::emit {

enum class Format : std::uint8_t { full, concise, json, jsonl };

/// Every format, by the word that --format takes; the first is the default.
struct NamedFormat {
    std::string_view name;
    Format format;
};
inline constexpr std::array<NamedFormat, 4> formats{{
    {"full", Format::full},
    {"concise", Format::concise},
    {"json", Format::json},
    {"jsonl", Format::jsonl},
}};
[[nodiscard]] std::optional<Format> format_named(std::string_view name);

struct Options {
    Format format = Format::full;
    bool color = false; ///< only the formats for people have colours
};

/// Appends the whole report in the asked format.
void append(std::string& out, const Report& report, const Options& options);

} // namespace dflint::emit
