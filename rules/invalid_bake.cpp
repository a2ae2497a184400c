// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule invalid_bake = rule({
    .name = "invalid-bake",
    .summary = "Bake or compose file that buildx cannot read or evaluate",
    .why =
        R"(`docker buildx bake` stops at the first such mistake, and nothing is built. Here all of them are told at once.

A name that only a bake file nearby declares is a note: the two are meant to be given together, with `-f`. So is a file of variables and functions without targets.)",
    .bad = "target \"app\" {\n  tags = [\"app:${VERSION}\"]\n}\n",
    .good = "variable \"VERSION\" {\n  default = \"1\"\n}\n\ntarget \"app\" {\n  tags = "
            "[\"app:${VERSION}\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/reference/",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

/// A file with variables and functions for others, which buildx cannot build from alone.
static bool is_part_of_others(const bake::Project& meaning) {
    const bool has_something = !meaning.variables.empty() || !meaning.functions.empty();
    return has_something && meaning.definitions.empty() && meaning.groups.empty() &&
           meaning.diagnostics.size() == 1;
}

static void check(const workspace::Project& project, Pass& pass) {
    const auto& mistakes = project.meaning().diagnostics;
    if (mistakes.empty()) return;
    const bool is_part = is_part_of_others(project.meaning());
    const workspace::Neighbours neighbours = project.neighbours();
    for (const bake::FileDiagnostic& each : mistakes) {
        const bake::Origin at{each.file, each.diagnostic.at};
        Diagnostic diagnostic = each.diagnostic;
        if (is_part && at.at == Span{}) {
            diagnostic.message =
                "variables and functions only: bake needs files with targets, too, "
                "each with `-f`";
            pass.report(Severity::info, at, std::move(diagnostic));
            continue;
        }
        std::string_view name = project.file(each.file).slice(each.diagnostic.at);
        if (name.starts_with('"') && name.ends_with('"') && name.size() > 1) {
            name = name.substr(1, name.size() - 2);
        }
        const bool is_missing = diagnostic.message.starts_with("there is no ");
        const std::string* const elsewhere = is_missing ? neighbours.file_of(name) : nullptr;
        if (elsewhere == nullptr) {
            pass.report(at, std::move(diagnostic));
            continue;
        }
        // The very name is there: nobody meant another one.
        diagnostic.message.resize(
            std::min(diagnostic.message.find("; did you mean "), diagnostic.message.size()));
        diagnostic.message +=
            "; it stands in `" + *elsewhere + "`, which bake reads only with `-f`";
        diagnostic.fix.reset();
        pass.report(Severity::info, at, std::move(diagnostic));
    }
}
} // namespace dflint::rules
