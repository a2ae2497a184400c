// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/letter_case.h"

#include <string>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule mismatched_as_casing = rule({
    .name = "mismatched-as-casing",
    .summary = "`as` in another case than its FROM",
    .why =
        R"(Case means nothing here, so it is one more thing to read past: a file that writes FROM in
capitals writes AS the same way.)",
    .bad = "FROM debian:12 as base\n",
    .good = "FROM debian:12 AS base\n",
    .source = "https://docs.docker.com/reference/build-checks/from-as-casing/",
    .group = Group::style,
    .severity = Severity::style,
    .fixable = Fixable::always,
    .also_known_as = {"FromAsCasing"},
    .checks = {check},
});

static void check(const model::Stage& stage, Pass& pass) {
    using dockerfile::LetterCase;
    const auto* const from = stage.from->as<dockerfile::From>();
    if (from == nullptr || !from->as) return;
    const SourceFile& file = stage.build->file;
    const std::string_view keyword = dockerfile::written_keyword(*stage.from);
    const LetterCase wanted = dockerfile::letter_case_of(keyword);
    if (wanted == LetterCase::mixed || dockerfile::letter_case_of(from->as->text) == wanted) return;

    Diagnostic diagnostic{.at = from->as->at, .message = "`"};
    diagnostic.message.append(from->as->text).append("` behind `").append(keyword).append("`");
    if (file.slice(from->as->at) == from->as->text) {
        const char* text = wanted == LetterCase::upper ? "AS" : "as";
        diagnostic.fix = Fix{.title = std::string("write `") + text + "`",
                             .applicability = Applicability::safe,
                             .edits = {{from->as->at, text}}};
    }
    pass.report(std::move(diagnostic));
}
} // namespace dflint::rules
