// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/stray.h"
#include "dflint/syntax/shell/parse.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule command_without_run = rule({
    .name = "command-without-run",
    .summary = "Shell command where an instruction belongs",
    .why =
        R"(A Dockerfile is no script: every line begins with an instruction, and RUN is the one that runs a
command. The build stops before its first step.)",
    .bad = "FROM debian:12\nln -s /usr/bin/python3 /usr/local/bin/python\n",
    .good = "FROM debian:12\nRUN ln -s /usr/bin/python3 /usr/local/bin/python\n",
    .source = "https://docs.docker.com/reference/dockerfile/#run",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;

/// What such a command does is over with the step that runs it.
constexpr std::string_view shell_state[] = {"cd", "export", "set", "source", ".", "umask", "eval"};

class Explanation {
public:
    Explanation(const model::Build& build, const model::Stray& stray)
        : build_(build), all_(build.instructions()), stray_(stray) {}

    [[nodiscard]] Diagnostic diagnostic() const {
        const Instruction& first = all_[stray_.first];
        const bool is_outer = model::is_outer_command(word(first));
        return {.at = first.keyword_at,
                .message =
                    "`" + std::string(word(first)) +
                    (is_outer ? "` is a command for outside of the image, not an instruction"
                              : "` is a command, not an instruction: RUN is missing before it"),
                .fix = has_stage() ? insert_run() : std::nullopt,
                .explains = {first.at.begin, all_[stray_.last].at.end}};
    }

private:
    [[nodiscard]] std::string_view word(const Instruction& instruction) const {
        return build_.file.slice(instruction.keyword_at);
    }
    [[nodiscard]] bool has_stage() const {
        return !build_.stages.empty() && build_.stages.front().first < stray_.first;
    }

    /// One step for each line, where each line is a command of its own.
    [[nodiscard]] std::optional<Fix> insert_run() const {
        Fix fix{.title = "insert RUN", .applicability = Applicability::safe, .edits = {}};
        for (std::uint32_t i = stray_.first; i <= stray_.last; ++i) {
            const Instruction& line = all_[i];
            if (!model::is_usual_command(word(line)) ||
                shell::parse(line.text.text(), shell::Dialect::bash).error) {
                return std::nullopt;
            }
            const bool is_lost = std::find(std::begin(shell_state), std::end(shell_state),
                                           word(line)) != std::end(shell_state);
            if (is_lost) fix.applicability = Applicability::unsafe;
            fix.edits.push_back({{line.at.begin, line.at.begin}, "RUN "});
        }
        return fix;
    }

    const model::Build& build_;
    const std::vector<Instruction>& all_;
    const model::Stray& stray_;
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    for (const model::Stray& stray : build.fact<model::Strays>().all) {
        if (stray.kind == model::StrayKind::command) {
            pass.report(Explanation(build, stray).diagnostic());
        }
    }
}
} // namespace dflint::rules
