// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/locator.h"

#include "dflint/source/utf8.h"

#include <algorithm>

namespace dflint::emit {

namespace {
/// Shorter lines are walked from their begin each time.
constexpr std::uint32_t long_line_bytes = 512;
} // namespace

Locator::Known Locator::step(Known from) const {
    const bool is_ascii = static_cast<unsigned char>(file_.text()[from.offset]) < 0x80;
    if (is_ascii) return {from.offset + 1, from.code_points + 1, from.utf16 + 1};
    const utf8::Decoded decoded = utf8::decode(file_.text(), from.offset);
    const std::uint32_t units = decoded.code_point >= 0x10000 ? 2 : 1;
    return {from.offset + decoded.size, from.code_points + 1, from.utf16 + units};
}

const std::vector<Locator::Known>& Locator::walked(std::uint32_t line) {
    std::vector<Known>& known = long_lines_[line];
    if (!known.empty()) return known;
    Known at{file_.lines().begin_of(line), 1, 1};
    known.push_back(at);
    for (const std::uint32_t end = file_.lines().begin_of(line + 1); at.offset < end;) {
        at = step(at);
        if (at.offset - known.back().offset >= long_line_bytes) known.push_back(at);
    }
    return known;
}

Locator::Known Locator::locate(std::uint32_t offset, std::uint32_t line) {
    Known at{file_.lines().begin_of(line), 1, 1};
    if (file_.is_ascii()) {
        const std::uint32_t column = offset - at.offset + 1;
        return {offset, column, column};
    }
    if (offset - at.offset > long_line_bytes) {
        const std::vector<Known>& known = walked(line);
        const auto after = std::upper_bound(
            known.begin(), known.end(), offset,
            [](std::uint32_t wanted, const Known& each) { return wanted < each.offset; });
        at = *std::prev(after);
    }
    while (at.offset < offset) {
        const Known next = step(at);
        if (next.offset > offset) break; // an offset inside a character counts as its begin
        at = next;
    }
    return at;
}

Position Locator::position(std::uint32_t offset) {
    const std::uint32_t line = file_.lines().line_of(offset);
    return {line, locate(offset, line).code_points};
}

Position Locator::utf16_position(std::uint32_t offset) {
    const std::uint32_t line = file_.lines().line_of(offset);
    return {line, locate(offset, line).utf16};
}

} // namespace dflint::emit
