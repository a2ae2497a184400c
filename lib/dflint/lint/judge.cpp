// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/judge.h"

#include "dflint/lint/pass.h"
#include "dflint/lint/run.h"
#include "dflint/lint/visit.h"

#include <iterator>
#include <utility>

namespace dflint {

void respect_ignore_comments(const SourceFile& file, const ignore::Layout& layout,
                             const Settings& settings, std::span<Diagnostics> lists) {
    std::vector<ignore::Comment> comments = ignore::collect(file, layout, settings);
    for (Diagnostics& each : lists) ignore::apply(comments, layout, each);
    if (layout.comments.empty() || !settings.is_on(unused_ignore)) return;
    Diagnostics stamped;
    Pass pass(*settings.find(unused_ignore), stamped);
    const auto report = [&](Diagnostics found) {
        for (Diagnostic& each : found) pass.report(std::move(each));
        ignore::apply(comments, layout, stamped);
    };
    report(ignore::misread(file, layout, settings));
    for (const auto judged : {ignore::Judged::others, ignore::Judged::those_of_unused_ignore})
        report(ignore::unused(comments, file, layout, settings, judged));
    for (Diagnostics& each : lists) each.insert(each.end(), stamped.begin(), stamped.end());
}

void Judge::look_at(const model::Build& build) {
    Diagnostics& out = found_.emplace_back();
    checks_.build_with(build.context.invocation);
    visit(build, settings_.schedule(), out);
    if (checks_.want_experiments()) visit(build, settings_.dormant(), out);
    checks_.apply(settings_, out);
}

std::vector<Diagnostics> Judge::found() && {
    respect_ignore_comments(file_, ignore::layout_of(tree_), settings_, found_);
    return std::move(found_);
}

} // namespace dflint
