// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/ignore.h"
#include "dflint/lint/run.h"
#include "dflint/source/nearest.h"
#include "dflint/source/quote.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dflint::ignore {

namespace {

/// DL3042, SC2086, JSONArgsRecommended: names that other linters may know.
bool looks_foreign(std::string_view name) {
    return !name.empty() && name.front() >= 'A' && name.front() <= 'Z' &&
           name.find_first_of("-_") == std::string_view::npos;
}

bool means_unused_ignore(const Name& name) {
    return std::any_of(name.rules.begin(), name.rules.end(),
                       [](const Rule* rule) { return rule->name == unused_ignore; });
}

/// Nothing was silenced although every rule that is meant had its say: of `all` and groups those
/// that are on by default, and at least one.
bool is_unused(const Name& name, const Settings& settings) {
    if (name.is_used) return false;
    const auto& rules = name.rules;
    const auto is_on = [&](const Rule* rule) { return settings.is_on(rule->name); };
    return std::any_of(rules.begin(), rules.end(), is_on) &&
           std::all_of(rules.begin(), rules.end(),
                       [&](const Rule* rule) { return is_on(rule) || !rule->on_by_default; });
}

/// BuildKit reads directives up to the first other comment, so that this line may not be one only
/// because of the comment before it.
bool may_become_directive(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t");
    return begin != std::string_view::npos && line[begin] == '#' &&
           line.find('=') != std::string_view::npos;
}

/// Deletes the comment with its line, or with the blanks before it where code stands there; nothing
/// when code follows, or when the line keeps the next one from being a directive.
std::optional<Edit> without_comment(const SourceFile& file, const Layout& layout, Span at) {
    const LineIndex& lines = file.lines();
    const std::uint32_t number = lines.line_of(at.begin);
    const Span line = lines.line(number, file.text());
    if (at.end > lines.begin_of(number + 1)) return std::nullopt;
    const std::string_view behind = file.slice({std::min(at.end, line.end), line.end});
    if (behind.find_first_not_of(" \t") != std::string_view::npos) return std::nullopt;
    const std::string_view before = file.slice({line.begin, at.begin});
    const std::size_t code = before.find_last_not_of(" \t");
    if (code != std::string_view::npos)
        return Edit{{line.begin + static_cast<std::uint32_t>(code) + 1, line.end}, ""};
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
           const Settings& settings, Judged judged, Diagnostics& out) {
    const auto& names = comment.names;
    const auto is_judged = [judged](const Name& name) {
        return means_unused_ignore(name) == (judged == Judged::those_of_unused_ignore);
    };
    const bool all_unused = std::all_of(names.begin(), names.end(), [&](const Name& name) {
        return is_judged(name) && is_unused(name, settings);
    });
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Name& name = names[i];
        if (!is_judged(name)) continue;
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
                   const Layout& layout, const Settings& settings, Judged judged) {
    Diagnostics out;
    for (const Comment& comment : comments) {
        if (comment.is_ours) judge(comment, file, layout, settings, judged, out);
    }
    return out;
}

} // namespace dflint::ignore
