// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/plan.h"

#include <algorithm>
#include <map>

namespace dflint::fix {

namespace {

/// Why the fix cannot be made at all; empty when it can.
std::string_view malformed(const SourceFile& file, const Fix& fix) {
    bool changes = false;
    const Edit* before = nullptr;
    for (const Edit& edit : fix.edits) {
        if (edit.at.begin > edit.at.end || edit.at.end > file.text().size()) {
            return "an edit lies outside of the file";
        }
        if (before != nullptr && edit.at.begin < before->at.end) {
            return "its edits overlap or are not in order";
        }
        if (before != nullptr && edit.at.empty() && edit.at == before->at) {
            return "two of its edits insert at the same place";
        }
        changes = changes || file.slice(edit.at) != edit.text;
        before = &edit;
    }
    return changes ? std::string_view{} : "it changes nothing";
}

/// The places that chosen fixes touch. Spans do not overlap; an insertion is an empty span.
class Taken {
public:
    [[nodiscard]] bool touches(Span at) const {
        // The first one that might begin behind `at`, and the one before it.
        const auto next = spans_.upper_bound(at.begin);
        if (next != spans_.end() && touch(at, {next->first, next->second})) return true;
        if (next == spans_.begin()) return false;
        const auto before = std::prev(next);
        if (touch({before->first, before->second}, at)) return true;
        // An insertion and a replacement may begin at the same place, within one fix.
        return false;
    }
    void add(Span at) {
        std::uint32_t& end = spans_[at.begin];
        end = std::max(end, at.end);
    }

private:
    /// `first` does not begin behind `second`. Replacements may stand side by side; an insertion
    /// beside anything might be meant to extend it, or not to.
    static bool touch(Span first, Span second) {
        if (first.empty() || second.empty()) return second.begin <= first.end;
        return second.begin < first.end;
    }
    std::map<std::uint32_t, std::uint32_t> spans_;
};

} // namespace

Plan plan(const SourceFile& file, const Diagnostics& diagnostics, const Options& options) {
    Plan plan;
    Taken taken;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (!diagnostic.fix || diagnostic.fix->edits.empty()) continue;
        const Fix& fix = *diagnostic.fix;
        if (fix.applicability < options.least || fix.applicability == Applicability::show) continue;
        if (options.wanted && !options.wanted(diagnostic.rule)) continue;
        if (const std::string_view reason = malformed(file, fix); !reason.empty()) {
            plan.malformed.push_back({&diagnostic, reason});
            continue;
        }
        const auto is_taken = [&](const Edit& edit) { return taken.touches(edit.at); };
        if (std::any_of(fix.edits.begin(), fix.edits.end(), is_taken)) continue;
        for (const Edit& edit : fix.edits) taken.add(edit.at);
        plan.taken.push_back(&diagnostic);
    }
    return plan;
}

std::vector<Edit> edits_of(const std::vector<const Diagnostic*>& taken) {
    std::vector<Edit> edits;
    for (const Diagnostic* diagnostic : taken) {
        edits.insert(edits.end(), diagnostic->fix->edits.begin(), diagnostic->fix->edits.end());
    }
    // Within one fix an insertion stands before the replacement that begins at its place.
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.at < b.at; });
    return edits;
}

} // namespace dflint::fix
