// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/shown_line.h"

#include "dflint/emit/visible.h"
#include "dflint/source/utf8.h"

#include <algorithm>

namespace dflint::emit {

namespace {

constexpr std::string_view dots = "\u2026";
/// Columns have no upper limit in bytes (combining marks take none), so bytes have one of their
/// own.
constexpr std::uint32_t max_bytes = 8 * ShownLine::max_columns;
constexpr std::uint32_t focus_columns = 3 * ShownLine::max_columns / 4;
constexpr std::uint32_t lead_in = 60;

bool is_utf8_tail(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// A character boundary about `lead_in` characters before the offset.
std::uint32_t before(std::string_view text, std::uint32_t line_begin, std::uint32_t offset) {
    for (std::uint32_t steps = 0; steps < lead_in && offset > line_begin; ++steps) {
        --offset;
        for (int tails = 0; tails < 3 && offset > line_begin && is_utf8_tail(text[offset]); ++tails)
            --offset;
    }
    return offset;
}

} // namespace

ShownLine::ShownLine(std::string_view file_text, Span line, std::uint32_t focus) {
    lay(file_text, line.begin, line.end);
    const bool all = shown_.end == line.end;
    const bool focus_is_seen = focus < shown_.end && cell(focus).begin < focus_columns;
    if (all || focus_is_seen) return;
    lay(file_text, before(file_text, line.begin, focus), line.end);
}

void ShownLine::lay(std::string_view file_text, std::uint32_t begin, std::uint32_t line_end) {
    text_.clear();
    cells_.clear();
    cells_.reserve(std::min(line_end - begin, max_bytes) + 4);
    width_ = 0;
    const bool cut_before = begin > 0 && file_text[begin - 1] != '\n';
    if (cut_before) {
        text_ += dots;
        ++width_;
    }
    std::uint32_t at = begin;
    while (at < line_end && width_ < max_columns && at - begin < max_bytes) {
        const utf8::Decoded decoded = utf8::decode(file_text, at);
        const std::uint32_t left = width_;
        const bool byte_order_mark = at == 0 && decoded.code_point == 0xFEFF;
        if (!byte_order_mark) append(decoded.code_point);
        // A combining mark is under the character it joined.
        const bool joined = width_ == left && !cells_.empty();
        const Columns columns{joined ? cells_.back().begin : left, width_};
        cells_.insert(cells_.end(), decoded.size, columns);
        at += decoded.size;
    }
    shown_ = {begin, at};
    cells_.push_back({width_, width_ + 1});
    if (at < line_end) text_ += dots;
}

void ShownLine::append(char32_t code_point) {
    if (code_point != '\t') {
        width_ += append_visible(text_, code_point);
        return;
    }
    const std::uint32_t size = tab_columns - width_ % tab_columns;
    text_.append(size, ' ');
    width_ += size;
}

ShownLine::Columns ShownLine::columns_of(Span part) const {
    const std::uint32_t last = part.empty() ? part.begin : part.end - 1;
    const auto clip = [&](std::uint32_t at) { return std::clamp(at, shown_.begin, shown_.end); };
    const std::uint32_t begin = part.begin < shown_.begin ? 0 : cell(clip(part.begin)).begin;
    const std::uint32_t end = part.empty() ? begin + 1 : cell(clip(last)).end;
    return {begin, std::max(end, begin + 1)};
}

} // namespace dflint::emit
