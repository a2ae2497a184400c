// SPDX-License-Identifier: Apache-2.0
#include "hardcoded_arch.h"

#include "dflint/model/architecture_downloads.h"
#include "dflint/model/built_platforms.h"
#include "dflint/model/edits.h"

#include <algorithm>

namespace dflint::rules {

namespace {

using Mention = model::ArchitectureMention;
using Mentions = std::vector<Mention>;

/// A sum in the text is that of one architecture's file.
bool checks_sum(const model::Run& run) {
    const std::string_view text = run.instruction->text.text();
    return text.find("sum ") != text.npos || text.find("sum\n") != text.npos ||
           text.find("sha256") != text.npos || text.find("sha512") != text.npos;
}

/// The name is part of something that is fetched, and can be expanded where it stands.
bool can_be_asked(const Mention& mention) {
    return mention.may_expand && mention.carrier != model::Carrier::value &&
           mention.carrier != model::Carrier::package;
}

bool fetches(const Mention& mention) {
    return mention.carrier <= model::Carrier::source;
}

std::vector<Edit> replaced(const Mentions& all, std::string_view by) {
    std::vector<Edit> edits;
    for (const Mention& each : all) edits.push_back({each.at, std::string(by)});
    return edits;
}

} // namespace

std::optional<Fix> ask_for_architecture(const model::Run& run, const Mentions& all,
                                        FilesOfArchitectures& files, std::uint32_t first_use) {
    // On the builder's platform both would be answers about another machine.
    if (model::is_on_build_platform(*run.stage) || !run.is_shell_form || run.is_onbuild) return {};
    if (checks_sum(run) || std::none_of(all.begin(), all.end(), fetches)) return {};
    if (!std::all_of(all.begin(), all.end(), can_be_asked)) return {};
    if (model::is_for_one_architecture(run.instruction->text.text())) return {};
    if (!files.are_all_in(run, all) || files.are_used_elsewhere(run, all)) return {};
    const SourceFile& file = run.stage->build->file;
    const auto is_dockers = [&](const Mention& each) {
        return file.slice(each.at) == each.architecture;
    };
    // Who names files as uname does had other names before, which were not Docker's either.
    const bool is_known = std::any_of(all.begin(), all.end(), [](const Mention& each) {
        return fetches(each) && model::is_named_by_uname(each.text);
    });
    if (!is_known && std::all_of(all.begin(), all.end(), is_dockers)) {
        Fix fix{.title = "take the architecture from TARGETARCH",
                .applicability = Applicability::unsafe,
                .edits = replaced(all, "${TARGETARCH}")};
        if (run.scope.binding("TARGETARCH") == nullptr) {
            fix.edits.insert(fix.edits.begin(),
                             model::with_declaration(*run.stage, "TARGETARCH", first_use));
        }
        return fix;
    }
    const auto is_unames = [&](const Mention& each) {
        return model::is_unames_answer(file.slice(each.at)) &&
               (!fetches(each) || model::is_named_by_uname(each.text));
    };
    if (!std::all_of(all.begin(), all.end(), is_unames)) return {};
    return Fix{.title = "take the architecture from `uname -m`",
               .applicability = Applicability::unsafe,
               .edits = replaced(all, "$(uname -m)")};
}

} // namespace dflint::rules
