// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/unite.h"

#include "dflint/source/quote.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace dflint {

namespace {

/// A diagnostic, and the context it was found under.
struct Found {
    Diagnostic* diagnostic;
    std::size_t context;
};

auto key(const Found& found) {
    const Diagnostic& each = *found.diagnostic;
    return std::tie(each.at, each.rule, each.severity, each.message);
}

using Group = std::span<const Found>;

bool agree_on_fix(Group group) {
    const auto& first = group.front().diagnostic->fix;
    return std::all_of(group.begin(), group.end(), [&](const Found& each) {
        const auto& fix = each.diagnostic->fix;
        return fix.has_value() == first.has_value() &&
               (!fix || (fix->edits == first->edits && fix->applicability == first->applicability));
    });
}

/// "when built as `web`", "when built as `a`, `b` and 3 others"
std::string list_of(const std::vector<const model::Invocation*>& invocations) {
    constexpr std::size_t shown = 3;
    std::string text = "; when built as ";
    const std::size_t count = invocations.size();
    const std::size_t named = count <= shown ? count : shown - 1;
    for (std::size_t i = 0; i < named; ++i) {
        if (i > 0) text += i + 1 == count ? " and " : ", ";
        text += in_code(invocations[i]->name);
    }
    if (named < count) text += " and " + std::to_string(count - named) + " others";
    return text;
}

Diagnostic one_of(Group group, std::span<const model::Context> contexts) {
    const bool is_common = agree_on_fix(group);
    Diagnostic united = std::move(*group.front().diagnostic);
    std::vector<const model::Invocation*> invocations;
    std::size_t count = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (i > 0 && group[i].context == group[i - 1].context) continue;
        ++count;
        if (const auto* const invocation = contexts[group[i].context].invocation) {
            invocations.push_back(invocation);
        }
    }
    const bool holds_everywhere = count == contexts.size();
    if (!holds_everywhere || !is_common) united.fix.reset();
    if (holds_everywhere || invocations.empty()) return united;
    united.message += list_of(invocations);
    constexpr std::size_t max_labels = 3;
    for (std::size_t i = 0; i < std::min(invocations.size(), max_labels); ++i) {
        const model::Invocation& each = *invocations[i];
        if (each.file == nullptr) continue;
        // The workspace owns the file, and outlives the run.
        united.labels.push_back({each.at,
                                 in_code(each.name) + " builds it",
                                 {std::shared_ptr<const SourceFile>(), each.file}});
    }
    return united;
}

} // namespace

Diagnostics unite(std::vector<Diagnostics> found, std::span<const model::Context> contexts) {
    if (found.size() == 1) return std::move(found.front());
    std::vector<Found> all;
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (Diagnostic& each : found[i]) all.push_back({&each, i});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Found& a, const Found& b) { return key(a) < key(b); });
    Diagnostics out;
    for (auto begin = all.begin(); begin != all.end();) {
        const auto end = std::find_if(begin, all.end(),
                                      [&](const Found& each) { return key(each) != key(*begin); });
        Diagnostic united = one_of(Group(begin, end), contexts);
        // What is worse comes later.
        if (!out.empty() && out.back().at == united.at && out.back().rule == united.rule &&
            out.back().severity < united.severity) {
            out.pop_back();
        }
        out.push_back(std::move(united));
        begin = end;
    }
    return out;
}

} // namespace dflint
