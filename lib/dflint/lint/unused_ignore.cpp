// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/ignore.h"
#include "dflint/lint/run.h"
#include "dflint/source/nearest.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dflint::ignore {

namespace {

std::string in_code(std::string_view name) {
    return "`" + std::string(name) + "`";
}

/// DL3042, SC2086, JSONArgsRecommended: names that other linters may know.
bool looks_foreign(std::string_view name) {
    return !name.empty() && name.front() >= 'A' && name.front() <= 'Z' &&
           name.find_first_of("-_") == std::string_view::npos;
}

/// Nothing was silenced although every rule that is meant had its say. A name that means
/// `unused-ignore` is left alone: whether it is used is known only after this judgement.
bool is_unused(const Name& name, const Settings& settings) {
    return !name.is_used && !name.rules.empty() &&
           std::all_of(name.rules.begin(), name.rules.end(), [&](const Rule* rule) {
               return settings.is_on(rule->name) && rule->name != unused_ignore;
           });
}

/// BuildKit reads directives up to the first other comment, so that this line may not be one only
/// because of the comment before it.
bool may_become_directive(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t");
    return begin != std::string_view::npos && line[begin] == '#' &&
           line.find('=') != std::string_view::npos;
}

/// Deletes the comment's line; nothing when the line keeps the next one from being a directive.
std::optional<Edit> without_comment(const SourceFile& file, const Layout& layout, Span at) {
    const LineIndex& lines = file.lines();
    const std::uint32_t number = lines.line_of(at.begin);
    const bool is_above_all = layout.subjects.empty() || at.begin < layout.subjects.front().begin;
    if (layout.may_gain_directives && is_above_all && number < lines.line_count() &&
        may_become_directive(file.slice(lines.line(number + 1, file.text())))) {
        return std::nullopt;
    }
    return Edit{{lines.begin_of(number), lines.begin_of(number + 1)}, ""};
}

/// The name with the comma that goes with it.
Edit without_name(const std::vector<Name>& names, std::size_t i) {
    if (i + 1 < names.size()) return {{names[i].at.begin, names[i + 1].at.begin}, ""};
    return {{names[i - 1].at.end, names[i].at.end}, ""};
}

Diagnostic unknown(const Name& name, const Settings& settings) {
    Diagnostic diagnostic{.at = name.at, .message = "no rule is called " + in_code(name.text)};
    const std::string_view near = settings.nearest(name.text);
    if (near.empty()) return diagnostic;
    diagnostic.message += did_you_mean(near);
    diagnostic.fix = Fix{.title = "ignore " + in_code(near),
                         .applicability = Applicability::unsafe,
                         .edits = {{name.at, std::string(near)}}};
    return diagnostic;
}

void judge(const Comment& comment, const SourceFile& file, const Layout& layout,
           const Settings& settings, Diagnostics& out) {
    const auto& names = comment.names;
    const bool all_unused = std::all_of(
        names.begin(), names.end(), [&](const Name& name) { return is_unused(name, settings); });
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Name& name = names[i];
        if (name.rules.empty() && !looks_foreign(name.text)) out.push_back(unknown(name, settings));
        if (!is_unused(name, settings)) continue;
        Diagnostic diagnostic{.at = name.at,
                              .message = in_code(name.text) + " reports nothing here"};
        if (!all_unused) {
            diagnostic.fix = Fix{.title = "ignore it no longer", .edits = {without_name(names, i)}};
        } else if (i == 0) {
            // One fix for the comment: the other names go with it.
            if (auto edit = without_comment(file, layout, comment.at)) {
                diagnostic.fix = Fix{.title = "delete the comment", .edits = {*std::move(edit)}};
            }
        }
        out.push_back(std::move(diagnostic));
    }
}

} // namespace

Diagnostics unused(const std::vector<Comment>& comments, const SourceFile& file,
                   const Layout& layout, const Settings& settings) {
    Diagnostics out;
    for (const Comment& comment : comments) {
        if (comment.is_ours) judge(comment, file, layout, settings, out);
    }
    return out;
}

} // namespace dflint::ignore
