// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/build_check.h"
#include "dflint/lint/place.h"
#include "dflint/lint/run.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "rules/catalog.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

/// What our rules say, in the terms of `docker build --check`.
namespace dflint::build_checks {

/// A check and the line it names, as often as it does.
using Warnings = std::multiset<std::pair<std::string, std::uint32_t>>;

/// Where BuildKit sees what we report more narrowly: the instruction's first line, but for
/// NoEmptyContinuation the line at which its text ends.
inline std::uint32_t line_of(std::string_view check, const SourceFile& file,
                             const dockerfile::Tree& tree, Span at) {
    const std::uint32_t index = instruction_at(tree, at);
    if (index == tree.instructions.size()) return 0;
    const dockerfile::Instruction& instruction = tree.instructions[index];
    if (check != "NoEmptyContinuation") return instruction.first_line;
    if (instruction.heredocs.empty()) return instruction.last_line;
    return file.lines().line_of(instruction.heredocs.front().body.begin) - 1;
}

inline Warnings warnings(const SourceFile& file) {
    static const Settings settings(all_rules());
    const dockerfile::Tree tree = dockerfile::parse(file);
    Warnings out;
    for (const Diagnostic& each : lint(file, model::Context{}, settings)) {
        const BuildCheck* check = build_check_of(*settings.find(each.rule));
        if (check != nullptr) out.emplace(check->name, line_of(check->name, file, tree, each.at));
    }
    return out;
}

/// Says of a file that no build of it comes through.
inline bool stops_builds(const Diagnostic& each) {
    static const std::set<std::string_view> rules = {
        "invalid-checksum",      "invalid-mount",          "invalid-port",   "invalid-syntax",
        "remote-source-in-copy", "unbuildable-dockerfile", "unclosed-quote", "unknown-stop-signal"};
    return each.severity == Severity::error && rules.contains(each.rule);
}

/// Names a reason for a build that fails.
inline bool names_failure(const Diagnostic& each) {
    return each.severity == Severity::error || each.rule == "invalid-base-reference";
}

} // namespace dflint::build_checks
