// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule empty_continuation_line = rule({
    .name = "empty-continuation-line",
    .summary = "Blank line inside a continued instruction",
    .why =
        R"(BuildKit skips the blank line and reads on, so that the next line belongs to the instruction
although it looks like a new one. A future release will refuse it. A line with only `#` keeps two
parts of a long instruction apart.)",
    .bad = "FROM debian:12\nRUN apt-get update && \\\n\n    apt-get install -y curl\n",
    .good = "FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y curl\n",
    .source = "https://docs.docker.com/reference/build-checks/no-empty-continuation/",
    .group = Group::syntax,
    .severity = Severity::warning,
    .fixable = Fixable::always,
    .also_known_as = {"NoEmptyContinuation"},
    .checks = {check},
});

namespace {

using dockerfile::Instruction;

/// Each run of blank lines, with its line ends.
std::vector<Span> blank_lines(const SourceFile& file, const Instruction& instruction) {
    const LineIndex& lines = file.lines();
    const std::uint32_t last = instruction.heredocs.empty()
                                   ? instruction.last_line
                                   : lines.line_of(instruction.heredocs.front().body.begin) - 1;
    std::vector<Span> runs;
    for (std::uint32_t line = instruction.first_line + 1; line <= last; ++line) {
        const Span at{lines.begin_of(line), lines.begin_of(line + 1)};
        const Span content = dockerfile::trimmed(file.text(), at);
        if (!content.empty()) continue;
        if (!runs.empty() && runs.back().end == at.begin) {
            runs.back().end = at.end;
        } else {
            runs.push_back(at);
        }
    }
    return runs;
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    for (const Instruction& instruction : build.instructions()) {
        if (!instruction.has_empty_continuation) continue;
        const std::vector<Span> runs = blank_lines(build.file, instruction);
        if (runs.empty()) continue;
        // At the end of the file the blank lines are no part of the instruction.
        const std::uint32_t at = std::min(runs.front().begin, instruction.at.end);
        Fix fix{
            .title = "delete the blank lines", .applicability = Applicability::safe, .edits = {}};
        for (const Span run : runs) fix.edits.push_back({run, ""});
        pass.report({.at = {at, at},
                     .message = "the instruction goes on behind a blank line",
                     .fix = std::move(fix)});
    }
}
} // namespace dflint::rules
