// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/ast.h"

#include <algorithm>

namespace dflint::dockerignore {

bool File::has_negations() const {
    return std::any_of(patterns.begin(), patterns.end(),
                       [](const Pattern& pattern) { return pattern.negated; });
}

Decision File::decide(std::string_view path, const Directory& parent, Directory& own) const {
    Decision decision;
    const bool inherits = !parent.matched.empty();
    own.matched.resize(patterns.size());
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        const Pattern& pattern = patterns[i];
        bool matches = inherits && parent.matched[i];
        if (!matches) {
            own.matched[i] = false;
            // A pattern that could change nothing is not asked (patternmatcher,
            // MatchesUsingParentResults), and what stands below then cannot inherit from it: after
            // `foo/bar` and `!foo`, foo/bar stays ignored.
            if (pattern.negated != (decision.verdict != Verdict::kept)) continue;
            if (!pattern.is_known()) return {Verdict::unknown, &pattern};
            matches = pattern.matches(path);
        }
        own.matched[i] = matches;
        if (matches) decision = {pattern.negated ? Verdict::kept : Verdict::ignored, &pattern};
    }
    return decision;
}

bool File::ignores_all_of(std::string_view directory) const {
    const Decision decision = decide(directory);
    if (decision.verdict != Verdict::ignored) return false;
    // Below, the deciding pattern holds for everything; only those after it may differ.
    return std::none_of(
        decision.by + 1, patterns.data() + patterns.size(), [directory](const Pattern& pattern) {
            return !pattern.is_known() || (pattern.negated && pattern.may_match_below(directory));
        });
}

Decision File::decide(std::string_view path) const {
    Decision decision;
    if (path.empty() || path == ".") return decision; // the root is never in question
    Directory directory;
    for (std::size_t slash = 0; slash != std::string_view::npos;) {
        slash = path.find('/', slash + 1);
        decision = decide(path.substr(0, slash), directory, directory);
        if (decision.verdict == Verdict::unknown) break;
    }
    return decision;
}

} // namespace dflint::dockerignore
