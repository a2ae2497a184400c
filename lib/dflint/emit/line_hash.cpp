// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/line_hash.h"

#include "dflint/source/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace dflint::emit {

namespace {

constexpr std::size_t window_size = 100;
constexpr std::uint64_t factor = 37;
constexpr std::uint16_t end_of_file = 0xFFFF;

consteval std::uint64_t factor_to_the_window_size() {
    std::uint64_t power = 1;
    for (std::size_t i = 0; i < window_size; ++i) power *= factor;
    return power;
}

/// A rolling hash over the last hundred units. When the window comes round to a unit that began a
/// line, what it holds is that unit and those after it, and their hash is the line's.
class RollingHash {
public:
    void add_unit(std::uint16_t unit) {
        // The LF of a CRLF was counted with its CR; a blank in between parts them.
        const bool is_blank = unit == ' ' || unit == '\t';
        const bool is_second_half = after_return_ && unit == '\n';
        after_return_ = unit == '\r';
        if (is_blank || is_second_half) return;
        if (unit == '\r') unit = '\n';
        finish_line_here();
        if (at_line_begin_) begins_line_[index_] = true;
        at_line_begin_ = unit == '\n';
        roll(unit);
    }
    std::vector<LineHash> finish() {
        add_unit(end_of_file);
        for (std::size_t i = 0; i < window_size; ++i) {
            finish_line_here();
            roll(0);
        }
        return std::move(lines_);
    }

private:
    void finish_line_here() {
        if (!begins_line_[index_]) return;
        begins_line_[index_] = false;
        lines_.push_back({hash_, ++seen_[hash_]});
    }
    void roll(std::uint16_t unit) {
        constexpr std::uint64_t leaving_factor = factor_to_the_window_size();
        hash_ = hash_ * factor + unit - leaving_factor * window_[index_];
        window_[index_] = unit;
        index_ = (index_ + 1) % window_size;
    }

    std::array<std::uint16_t, window_size> window_{};
    std::array<bool, window_size> begins_line_{};
    std::size_t index_ = 0;
    std::uint64_t hash_ = 0;
    bool at_line_begin_ = true;
    bool after_return_ = false;
    std::unordered_map<std::uint64_t, std::uint32_t> seen_;
    std::vector<LineHash> lines_;
};

/// Bytes of a malformed sequence that become one U+FFFD: the longest begin of a well-formed one
/// (Unicode 15, section 3.9, "maximal subparts"), which is how JavaScript decodes a file.
std::uint32_t malformed_size(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const unsigned lead = byte(0);
    const bool three = lead >= 0xE0 && lead <= 0xEF;
    const bool four = lead >= 0xF0 && lead <= 0xF4;
    if (!three && !four) return 1;
    const unsigned lowest = lead == 0xE0 ? 0xA0U : lead == 0xF0 ? 0x90U : 0x80U;
    const unsigned highest = lead == 0xED ? 0x9FU : lead == 0xF4 ? 0x8FU : 0xBFU;
    if (byte(1) < lowest || byte(1) > highest) return 1;
    const bool third = byte(2) >= 0x80 && byte(2) <= 0xBF;
    return four && third ? 3 : 2;
}

} // namespace

std::vector<LineHash> line_hashes(std::string_view text) {
    RollingHash rolling;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto byte = static_cast<unsigned char>(text[at]); byte < 0x80) {
            rolling.add_unit(byte);
            ++at;
            continue;
        }
        const utf8::Decoded decoded = utf8::decode(text, at);
        at += decoded.valid ? decoded.size : malformed_size(text, at);
        if (decoded.code_point < 0x10000) {
            rolling.add_unit(static_cast<std::uint16_t>(decoded.code_point));
            continue;
        }
        const char32_t rest = decoded.code_point - 0x10000;
        rolling.add_unit(static_cast<std::uint16_t>(0xD800 + (rest >> 10)));
        rolling.add_unit(static_cast<std::uint16_t>(0xDC00 + (rest & 0x3FF)));
    }
    return rolling.finish();
}

std::string to_string(LineHash hash) {
    return fmt::format("{:x}:{}", hash.hash, hash.occurrence);
}

} // namespace dflint::emit
