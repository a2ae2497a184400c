// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <dflint/emit/emit.h>
#include <dflint/fix/rounds.h>
#include <dflint/lint/run.h>
#include <rules/catalog.h>

/// Lints and fixes a text in memory; fails when nothing is found or nothing gets better.
int main() {
    const dflint::SourceFile file("Dockerfile", "FROM scratch\n# dflint ignore=invalid-shell\n");
    const dflint::Settings settings(dflint::all_rules());
    const auto lint = [&](const dflint::SourceFile& text) {
        return dflint::lint(text, dflint::model::Context{}, settings);
    };
    dflint::emit::Report report{"", settings.rules()};
    report.files.push_back({&file, lint(file)});
    std::string out;
    dflint::emit::append(out, report, {});
    std::fputs(out.c_str(), stdout);
    const auto fixed = dflint::fix::fix_until_stable(file, lint, {});
    return !report.files[0].diagnostics.empty() && fixed.remaining.empty() ? 0 : 1;
}
