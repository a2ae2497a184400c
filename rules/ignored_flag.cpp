// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <string>

namespace dflint::rules {
static void check(const dockerfile::Instruction&, Pass&);

extern constexpr Rule ignored_flag = rule({
    .name = "ignored-flag",
    .summary = "Flag that BuildKit swallows without a word",
    .why =
        R"(ARG, STOPSIGNAL and HEALTHCHECK NONE take no flags, and BuildKit never looks at those it finds there:
a misspelt or misplaced one has no effect and gives no error.)",
    .bad = "FROM debian:12\nHEALTHCHECK --interval=5m NONE\n",
    .good = "FROM debian:12\nHEALTHCHECK NONE\n",
    .source = "https://docs.docker.com/reference/dockerfile/#healthcheck",
    .group = Group::syntax,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

bool swallows_flags(const dockerfile::Instruction& instruction) {
    using dockerfile::Keyword;
    if (instruction.keyword == Keyword::arg || instruction.keyword == Keyword::stopsignal) {
        return true;
    }
    const auto* health = instruction.as<dockerfile::Healthcheck>();
    if (health == nullptr || health->type.text.size() != 4) return false;
    return (health->type.text[0] | 0x20) == 'n';
}

} // namespace

static void check(const dockerfile::Instruction& instruction, Pass& pass) {
    if (instruction.flags.empty() || !swallows_flags(instruction)) return;
    const SourceFile& file = pass.build().file;
    for (const dockerfile::Flag& flag : instruction.flags) {
        Span cut = flag.at;
        while (file.text()[cut.end] == ' ' || file.text()[cut.end] == '\t') ++cut.end;
        const std::string written(file.slice(flag.at));
        Diagnostic made{.at = flag.at,
                        .message = "`" + written + "` has no effect here: BuildKit swallows it"};
        if (cut.end > flag.at.end &&
            file.lines().line_of(flag.at.begin) == file.lines().line_of(cut.end)) {
            made.fix = Fix{.title = "remove the flag",
                           .applicability = Applicability::safe,
                           .edits = {{cut, ""}}};
        }
        pass.report(std::move(made));
    }
}
} // namespace dflint::rules
