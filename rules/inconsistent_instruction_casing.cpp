// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/letter_case.h"

#include <span>
#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule inconsistent_instruction_casing = rule({
    .name = "inconsistent-instruction-casing",
    .summary = "Instruction in another case than most of the file",
    .why =
        R"(Case means nothing to a build. People look for instructions by their shape, and overlook the one
that is written in another way.)",
    .bad = "FROM debian:12\nRUN apt-get update\nrun apt-get check\n",
    .good = "FROM debian:12\nRUN apt-get update\nRUN apt-get check\n",
    .source = "https://docs.docker.com/reference/build-checks/consistent-instruction-casing/",
    .group = Group::style,
    .severity = Severity::style,
    .fixable = Fixable::always,
    .also_known_as = {"ConsistentInstructionCasing"},
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::LetterCase;

/// BuildKit neither counts nor looks at what stands before the first FROM.
std::span<const Instruction> in_stages(const model::Build& build) {
    if (build.stages.empty()) return {};
    return std::span(build.instructions()).subspan(build.stages.front().first);
}

/// How many instructions are written how.
struct Counts {
    std::size_t lower = 0;
    std::size_t upper = 0;
    std::size_t mixed = 0;

    void add(LetterCase written) {
        lower += written == LetterCase::lower ? 1 : 0;
        upper += written == LetterCase::upper ? 1 : 0;
        mixed += written == LetterCase::mixed ? 1 : 0;
    }
    [[nodiscard]] bool are_of_one_case() const { return mixed == 0 && (lower == 0 || upper == 0); }
    /// Upper case when there are as many of both.
    [[nodiscard]] LetterCase majority() const {
        return lower > upper ? LetterCase::lower : LetterCase::upper;
    }
};

/// The keyword in that case; what stands inside it (a continuation, even a comment) stays.
std::vector<Edit> written_in(LetterCase wanted, const Instruction& instruction) {
    const std::string text = dockerfile::in_case(dockerfile::written_keyword(instruction), wanted);
    std::vector<Edit> edits;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        const std::uint32_t place = instruction.text.in_file(i);
        if (edits.empty() || edits.back().at.end != place) edits.push_back({{place, place}, {}});
        edits.back().at.end = place + 1;
        edits.back().text += text[i];
    }
    return edits;
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    const auto instructions = in_stages(build);
    Counts counts;
    for (const Instruction& each : instructions) {
        if (each.keyword == dockerfile::Keyword::unknown) continue; // other text is no example
        counts.add(dockerfile::letter_case_of(dockerfile::written_keyword(each)));
    }
    if (counts.are_of_one_case()) return;
    const LetterCase wanted = counts.majority();
    for (const Instruction& each : instructions) {
        const std::string_view written = dockerfile::written_keyword(each);
        const bool is_known = each.keyword != dockerfile::Keyword::unknown;
        if (!is_known || dockerfile::letter_case_of(written) == wanted) continue;
        const std::string name = wanted == LetterCase::lower ? "lower" : "upper";
        pass.report({
            .at = each.keyword_at,
            .message = "`" + std::string(written) + "` is not in " + name +
                       " case like most instructions of the file",
            .fix = Fix{.title = "write it in " + name + " case",
                       .applicability = Applicability::safe,
                       .edits = written_in(wanted, each)},
        });
    }
}
} // namespace dflint::rules
