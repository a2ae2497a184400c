// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule overridden_instruction = rule({
    .name = "overridden-instruction",
    .summary = "CMD, ENTRYPOINT or HEALTHCHECK that a later one of its stage replaces",
    .why =
        R"(An image has one of each: the last one counts, the others do nothing at all. Who reads the first
one believes that it runs.)",
    .bad = "FROM debian:12\nCMD [\"nginx\"]\nCMD [\"php-fpm\"]\n",
    .good = "FROM debian:12\nCMD [\"php-fpm\"]\n",
    .source = "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .also_known_as = {"MultipleInstructionsDisallowed", "DL4003", "DL4004", "DL3012"},
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

std::optional<std::size_t> slot_of(Keyword keyword) {
    switch (keyword) {
    case Keyword::cmd:
        return 0;
    case Keyword::entrypoint:
        return 1;
    case Keyword::healthcheck:
        return 2;
    default:
        return std::nullopt;
    }
}

/// A comment above speaks to a linter: it would speak about the next instruction then.
bool has_orders_above(const Instruction& instruction, const model::Build& build) {
    for (std::uint32_t i = instruction.comments_begin; i < instruction.comments_end; ++i) {
        const std::string_view text = build.file.slice(build.tree.comments[i].at);
        if (text.find("ignore") != text.npos || text.find("check") != text.npos) return true;
    }
    return false;
}

bool has_comment_inside(const Instruction& instruction, const model::Build& build) {
    const auto& comments = build.tree.comments;
    const std::uint32_t next = instruction.comments_end;
    return next < comments.size() && comments[next].inside &&
           comments[next].at.begin < instruction.at.end;
}

/// Deletes its lines. Comments above stay: they may be about more than this instruction.
std::optional<Fix> without(const Instruction& instruction, const model::Build& build) {
    const LineIndex& lines = build.file.lines();
    const std::uint32_t first = lines.line_of(instruction.at.begin);
    const std::uint32_t last = lines.line_of(instruction.at.end);
    const bool is_all = first == instruction.first_line && last == instruction.last_line;
    if (!is_all || has_comment_inside(instruction, build)) return std::nullopt;
    if (has_orders_above(instruction, build)) return std::nullopt;
    return Fix{.title = "delete it",
               .applicability = Applicability::safe,
               .edits = {{{lines.begin_of(first), lines.begin_of(last + 1)}, ""}}};
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    const model::Build& build = *stage.build;
    std::array<const Instruction*, 3> earlier{};
    for (std::uint32_t i = stage.first; i < stage.last; ++i) {
        const Instruction& instruction = build.instructions()[i];
        const auto slot = slot_of(instruction.keyword);
        if (!slot) continue;
        const Instruction* const replaced = std::exchange(earlier[*slot], &instruction);
        if (replaced == nullptr) continue;
        const std::string name(dockerfile::name_of(instruction.keyword));
        pass.report({.at = replaced->keyword_at,
                     .message = "this " + name + " does nothing: a later one replaces it",
                     .labels = {{instruction.keyword_at, "this one"}},
                     .fix = without(*replaced, build)});
    }
}
} // namespace dflint::rules
