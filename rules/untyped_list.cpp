// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/edits.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule untyped_list = rule({
    .name = "untyped-list",
    .summary = "Bake variable with a list of strings that the environment cannot set",
    .why =
        R"(buildx reads a value from the environment, or from `--var`, by the type of the default, and a list without a `type` cannot be read: the build ends with an error as soon as somebody sets the variable. With `type = list(string)` the value is `a,b,c`.

A list that nobody is meant to set needs no type; it may as well be a plain attribute.)",
    .bad = "variable \"PLATFORMS\" {\n  default = [\"linux/amd64\", \"linux/arm64\"]\n}\n\ntarget "
           "\"default\" {\n  platforms = PLATFORMS\n}\n",
    .good = "variable \"PLATFORMS\" {\n  type = list(string)\n  default = [\"linux/amd64\", "
            "\"linux/arm64\"]\n}\n\ntarget \"default\" {\n  platforms = PLATFORMS\n}\n",
    .source = "https://docs.docker.com/build/bake/variables/#typed-variables",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::info,
    .fixable = Fixable::sometimes,
    .on_by_default = false,
    .checks = {check},
});

namespace {

bool is_list_of_strings(const bake::Value& value) {
    if (!value.has_value() || !value.type().is_listing() || value.elements().empty()) return false;
    return std::all_of(value.elements().begin(), value.elements().end(),
                       [](const bake::Value& each) { return each.is_string(); });
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    const bake::Project& meaning = project.meaning();
    for (const bake::Variable& each : meaning.variables) {
        if (each.type || each.is_constant || !each.at.is_written()) continue;
        const auto block = bake::block_around(meaning, each.at);
        if (!block || !is_list_of_strings(each.value)) continue;
        const hcl::Attribute* const written = block->attribute("default");
        if (written == nullptr || block->attribute("type") != nullptr) continue;
        Diagnostic diagnostic;
        diagnostic.message = "the environment cannot set `" + each.name +
                             "`: a list needs `type = list(string)` to be read from text";
        // In JSON a type is written as a template, which few have seen.
        if (!block->is_json()) {
            Fix fix{.title = "declare the type",
                    .applicability = Applicability::unsafe,
                    .edits = bake::insert_attribute(*block, "type", "list(string)", written)};
            if (!fix.edits.empty()) diagnostic.fix = std::move(fix);
        }
        pass.report(each.at, std::move(diagnostic));
    }
}
} // namespace dflint::rules
