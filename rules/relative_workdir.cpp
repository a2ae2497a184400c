// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule relative_workdir = rule({
    .name = "relative-workdir",
    .summary = "The first WORKDIR of a stage is relative to that of the base image",
    .why =
        R"(A relative WORKDIR is added to the directory that the base image happens to leave. When
the base image changes, so does the place of everything below, and nothing fails.

Relative ones after an absolute one are fine: the file says where they lead.)",
    .bad = "FROM debian:12\nWORKDIR app\n",
    .good = "FROM debian:12\nWORKDIR /app\n",
    .source = "https://docs.docker.com/reference/build-checks/workdir-relative-path/",
    .also_known_as = {"WorkdirRelativePath", "DL3000"},
    .checks = {check},
});

namespace {

/// `C:\app`, `C:/app`, `\app` and what is left of them when the backslashes were taken for escapes.
bool is_absolute_on_windows(std::string_view path) {
    return path.starts_with('\\') || (path.size() >= 2 && path[1] == ':');
}

bool is_windows(const model::Stage& stage, std::uint32_t instruction) {
    if (stage.system == model::System::windows) return true;
    const model::Shell shell = model::Scope(stage, instruction).shell();
    return shell == model::Shell::cmd || shell == model::Shell::powershell;
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    if (stage.inherited.workdir != nullptr || stage.workdirs.empty()) return;
    const std::uint32_t index = stage.workdirs.front().instruction;
    const auto* const single = pass.build().instructions()[index].as<dockerfile::Single>();
    if (single == nullptr || single->value.text.empty()) return;
    const dockerfile::Word& written = single->value;
    const model::Scope scope(stage, index);
    std::vector<dockerfile::Use> uses;
    const auto path =
        dockerfile::expand(written.text, pass.build().tree.escape, model::BareScope(scope), &uses);
    if (!path.text || path.text->starts_with('/')) return;
    if (is_absolute_on_windows(*path.text) && is_windows(stage, index)) return;
    if (scope.expand(written.text)) {
        const std::string text = path.text->empty() ? "nothing" : "`" + *path.text + "`";
        pass.report({.at = written.at,
                     .message = text + " is added to the working directory of the base image"});
        return;
    }
    pass.report(Severity::info,
                {.at = written.at,
                 .message = "only the base image can make `" + std::string(written.text) +
                            "` an absolute path: nothing in the file sets its variables"});
}
} // namespace dflint::rules
