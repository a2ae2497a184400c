// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/quote.h"
#include "dflint/syntax/dockerignore/redundant.h"

#include "comment_in_pattern.h"

#include <string>
#include <string_view>
#include <vector>

namespace dflint::rules {
static void check(const model::IgnoreFile&, Pass&);

extern constexpr Rule useless_ignore_pattern = rule({
    .name = "useless-ignore-pattern",
    .summary = "Pattern of a .dockerignore file that changes nothing",
    .why =
        R"(A pattern that can match nothing, or a negation with nothing to take back, does not do what
its author wanted: the files are still sent, or still missing. One that repeats another hides which
line decides.

The last match decides, so in a file that first ignores everything and then takes back what is
needed, further exceptions stand at the end.

Only what holds for every tree of files is reported, so deleting the line changes no build.)",
    .bad = "node_modules\n../secrets\nnode_modules/.cache\n!src\n",
    .good = "node_modules\n",
    .source = "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    .kind = FileKind::dockerignore,
    .group = Group::context,
    .fixable = Fixable::always,
    .checks = {check},
});

namespace {

using dockerignore::Pattern;
using dockerignore::Redundant;

std::string outside(const Pattern& pattern, const std::string& shown) {
    if (pattern.text == "/") return shown + " matches nothing: the root itself is always sent";
    if (pattern.text == ".") return shown + " matches nothing: it names the root of the context";
    return shown + " matches nothing: it lies outside of the build context";
}

Edit without_line(const SourceFile& file, Span at) {
    const LineIndex& lines = file.lines();
    const std::uint32_t number = lines.line_of(at.begin);
    return {{lines.begin_of(number), lines.begin_of(number + 1)}, ""};
}

std::string_view first_name(const Pattern& pattern) {
    return std::string_view(pattern.text).substr(0, pattern.text.find('/'));
}

/// The last negation below a pattern that may take back what the pattern was to ignore: the author
/// has the order wrong. Nothing when each of them is about another name.
const Pattern* taken_back_by(const Pattern& pattern, const std::vector<const Pattern*>& negations) {
    const auto is_wild = [](std::string_view name) {
        return name.find_first_of("*?[]\\{}|^") != name.npos;
    };
    const std::string_view name = first_name(pattern);
    for (std::size_t i = negations.size(); i > 0; --i) {
        const Pattern& negation = *negations[i - 1];
        if (negation.at < pattern.at) break;
        const std::string_view other = first_name(negation);
        // In a file full of negations the last ones tell enough.
        const bool is_far = negations.size() - i >= 64;
        if (is_far || is_wild(name) || is_wild(other) || name == other) return &negation;
    }
    return nullptr;
}

Fix move_below(const SourceFile& file, const Pattern& pattern, const Pattern& negation) {
    const std::uint32_t end = negation.at.end;
    return {.title = "move it below " + in_code(file.slice(negation.at)),
            .applicability = Applicability::unsafe,
            .edits = {without_line(file, pattern.at),
                      {{end, end}, "\n" + std::string(file.slice(pattern.at))}}};
}

} // namespace

static void check(const model::IgnoreFile& ignore, Pass& pass) {
    // A build that stops has no decisions to keep.
    if (!ignore.tree.mistakes.empty()) return;
    std::vector<const Pattern*> negations;
    for (const Pattern& pattern : ignore.tree.patterns) {
        if (pattern.negated) negations.push_back(&pattern);
    }
    for (const Redundant& each : dockerignore::redundant_patterns(ignore.tree)) {
        const Pattern& pattern = *each.pattern;
        // What looks like a comment is not thrown away: the pattern before it was meant.
        if (comment_in_pattern(ignore.file.slice(pattern.at)) != std::string_view::npos) continue;
        const std::string shown = in_code(ignore.file.slice(pattern.at));
        Diagnostic diagnostic{.at = pattern.at, .message = ""};
        Severity severity = Severity::warning;
        switch (each.why) {
        case Redundant::Why::outside:
            diagnostic.message = outside(pattern, shown);
            break;
        case Redundant::Why::takes_nothing:
            diagnostic.message = shown + " takes nothing back: no pattern above it ignores that";
            break;
        case Redundant::Why::repeated:
            diagnostic.message = shown + " repeats a pattern above it";
            severity = Severity::info;
            break;
        case Redundant::Why::covered:
            diagnostic.message = shown + " is ignored already, by " +
                                 in_code(ignore.file.slice(each.because_of->at));
            severity = Severity::info;
            if (const Pattern* const negation = taken_back_by(pattern, negations)) {
                severity = Severity::warning;
                diagnostic.message += ", and may be taken back by " +
                                      in_code(ignore.file.slice(negation->at)) + " below";
                diagnostic.fix = move_below(ignore.file, pattern, *negation);
            }
            break;
        }
        if (each.because_of != nullptr) {
            diagnostic.labels.push_back({each.because_of->at, "this one decides"});
        }
        if (!diagnostic.fix) {
            diagnostic.fix =
                Fix{.title = "delete the line", .edits = {without_line(ignore.file, pattern.at)}};
        }
        pass.report(severity, std::move(diagnostic));
    }
}
} // namespace dflint::rules
