// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/continuation_indent.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace dflint::model {

namespace {

/// Enough of a file, and of an instruction, to know its author's habits.
constexpr std::uint32_t most_instructions = 16;
constexpr std::uint32_t most_lines = 32;

bool is_better(std::string_view indent, const std::optional<std::string_view>& known) {
    if (!known || known->empty()) return true;
    return !indent.empty() && indent.size() < known->size();
}

/// The shallowest of the instruction's lines says where its own level is: deeper ones belong to
/// what they continue. A line without blanks counts only when all are so.
std::optional<std::string_view> own_indent(const SourceFile& file,
                                           const dockerfile::Instruction& instruction) {
    if (!instruction.heredocs.empty()) return std::nullopt;
    std::optional<std::string_view> found;
    const std::uint32_t last = std::min(instruction.last_line, instruction.first_line + most_lines);
    for (std::uint32_t line = instruction.first_line + 1; line <= last; ++line) {
        const std::string_view text = file.slice(file.lines().line(line, file.text()));
        const std::size_t blanks = text.find_first_not_of(" \t");
        if (blanks == text.npos || text[blanks] == '#') continue;
        const std::string_view indent = text.substr(0, blanks);
        if (is_better(indent, found)) found = indent;
    }
    return found;
}

/// The second line begins a command, or the operator before one: not words of the first line's.
bool begins_command(const Build& build, const dockerfile::Instruction& instruction) {
    const LineIndex& lines = build.file.lines();
    const auto line = [&](std::uint32_t number) {
        return build.file.slice(lines.line(number, build.file.text()));
    };
    std::string_view first = line(instruction.first_line);
    const auto trim = [&] { first = first.substr(0, first.find_last_not_of(" \t") + 1); };
    trim();
    if (first.ends_with(build.tree.escape)) first.remove_suffix(1);
    trim();
    const std::string_view second = line(instruction.first_line + 1);
    const std::size_t blanks = std::min(second.find_first_not_of(" \t"), second.size());
    return first.ends_with(';') || first.ends_with('&') || first.ends_with('|') ||
           second.substr(blanks).starts_with("&&") || second.substr(blanks).starts_with("||") ||
           second.substr(blanks).starts_with(';');
}

} // namespace

std::string_view ContinuationIndent::usual() {
    if (usual_) return *usual_;
    usual_ = "    ";
    std::array<std::string_view, most_instructions> seen;
    std::uint32_t count = 0;
    std::ptrdiff_t most = 0;
    for (const dockerfile::Instruction& instruction : build_.instructions()) {
        if (instruction.first_line == instruction.last_line) continue;
        const auto indent = own_indent(build_.file, instruction);
        if (!indent) continue;
        seen[count++] = *indent;
        const std::ptrdiff_t same = std::count(seen.begin(), seen.begin() + count, *indent);
        if (same > most) usual_ = *indent;
        most = std::max(most, same);
        if (count == most_instructions) break;
    }
    return *usual_;
}

std::string_view ContinuationIndent::of(const dockerfile::Instruction& instruction) {
    const auto own = own_indent(build_.file, instruction);
    if (!own) return usual();
    if (begins_command(build_, instruction)) return *own;
    const bool is_deeper = own->size() > usual().size() && own->starts_with(usual());
    return is_deeper ? usual() : *own;
}

} // namespace dflint::model
