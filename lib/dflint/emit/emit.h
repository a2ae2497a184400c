// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/report.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dflint::emit {

enum class Format : std::uint8_t { full, concise, json, jsonl, sarif };

/// Every format, by the word that --format takes; the first is the default.
struct NamedFormat {
    std::string_view name;
    Format format;
};
inline constexpr std::array<NamedFormat, 5> formats{{
    {"full", Format::full},
    {"concise", Format::concise},
    {"json", Format::json},
    {"jsonl", Format::jsonl},
    {"sarif", Format::sarif},
}};
[[nodiscard]] std::optional<Format> format_named(std::string_view name);

struct Options {
    Format format = Format::full;
    bool color = false; ///< only the formats for people have colours
    /// Absolute path of the directory that relative paths start from; SARIF names it. Empty: not
    /// told, for output that is the same on every machine.
    std::string root{};
};

/// The formats for people: nothing of a file is needed once its diagnostics are told.
[[nodiscard]] bool tells_file_by_file(Format format);
/// What such a format says about one file, and when all files are told. Together they are what
/// `append` appends.
void append_file(std::string& out, const FileReport& file, const Options& options);
void append_end(std::string& out, const Closing& closing, const Options& options);

/// Appends the whole report in the asked format.
void append(std::string& out, const Report& report, const Options& options);

} // namespace dflint::emit
