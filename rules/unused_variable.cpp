// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <algorithm>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule unused_variable = rule({
    .name = "unused-variable",
    .summary = "Bake variable or function that nothing refers to",
    .why =
        R"(Whoever sets it, in the environment or with `--var`, expects an effect. Often the name in the expression is misspelt, or the target that used it is gone.)",
    .bad = "variable \"TAG\" {\n  default = \"1\"\n}\n\ntarget \"default\" {\n  tags = "
           "[\"app:latest\"]\n}\n",
    .good = "variable \"TAG\" {\n  default = \"1\"\n}\n\ntarget \"default\" {\n  tags = "
            "[\"app:${TAG}\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/variables/",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::info,
    .checks = {check},
});

static void check(const workspace::Project& project, Pass& pass) {
    const bake::Project& meaning = project.meaning();
    // A file without targets is there for others; with mistakes, not everything was looked at.
    if (meaning.definitions.empty() || !meaning.diagnostics.empty()) return;
    const auto is_lost = [](const auto& each) { return !each.is_used && each.at.is_written(); };
    const bool has_lost =
        std::any_of(meaning.variables.begin(), meaning.variables.end(), is_lost) ||
        std::any_of(meaning.functions.begin(), meaning.functions.end(), is_lost);
    // Other bake files nearby may be given together with this one, and use it.
    if (!has_lost || project.neighbours().count() > 0) return;
    for (const bake::Variable& each : meaning.variables) {
        if (!is_lost(each)) continue;
        pass.report(each.at, {.at = each.at.at,
                              .message = "nothing refers to the variable `" + each.name + "`"});
    }
    for (const bake::UserFunction& each : meaning.functions) {
        if (!is_lost(each)) continue;
        pass.report(each.at, {.at = each.at.at,
                              .message = "nothing calls the function `" + each.name + "`"});
    }
}
} // namespace dflint::rules
