// SPDX-License-Identifier: Apache-2.0
// What the parts of a build answer about themselves; understand.cpp fills them.
#include "dflint/model/build.h"

#include "dflint/model/paths.h"

#include <algorithm>
#include <iterator>

namespace dflint::model {

namespace {

const Run* at_index(const std::vector<Run>& runs, std::uint32_t instruction) {
    const auto found = std::partition_point(
        runs.begin(), runs.end(), [&](const Run& each) { return each.index < instruction; });
    return found != runs.end() && found->index == instruction ? &*found : nullptr;
}

} // namespace

const Stage* Build::stage_at(std::uint32_t instruction) const {
    const auto after = std::partition_point(
        stages.begin(), stages.end(), [&](const Stage& each) { return each.first <= instruction; });
    return after == stages.begin() ? nullptr : &*std::prev(after);
}

const Run* Stage::run_at(std::uint32_t instruction) const {
    return at_index(runs, instruction);
}

const Run* Stage::trigger_at(std::uint32_t instruction) const {
    return at_index(triggers, instruction);
}

const Stage* Stage::nearest_ancestor(std::uint32_t limit) const {
    const Stage* at = this;
    while (at != nullptr && at->index > limit) {
        const Stage* const skip = at->inherited.skip;
        at = skip != nullptr && skip->index >= limit ? skip : at->parent;
    }
    return at;
}

std::optional<std::string_view> Stage::base_image() const {
    const Stage& bottom = root();
    if (!bottom.image) return std::nullopt;
    return *bottom.image;
}

bool Stage::is_shipped() const {
    return build->final_stage->is_built_from(*this);
}

const Mount* Run::cache_mount_over(std::string_view path) const {
    for (const Mount& mount : mounts) {
        if (mount.type == Mount::Type::cache && mount.target && is_within(path, *mount.target)) {
            return &mount;
        }
    }
    return nullptr;
}

bool Run::has_mount(Mount::Type type) const {
    return std::any_of(mounts.begin(), mounts.end(),
                       [&](const Mount& mount) { return mount.type == type; });
}

bool Run::sets(std::string_view variable) const {
    const auto found =
        std::partition_point(settings.begin(), settings.end(),
                             [&](const Setting& each) { return each.name < variable; });
    return found != settings.end() && found->name == variable;
}

const Install* Run::install_by(const Command& command) const {
    const auto found =
        std::partition_point(installs.begin(), installs.end(),
                             [&](const Install& each) { return each.command < &command; });
    return found != installs.end() && found->command == &command ? &*found : nullptr;
}

bool Copy::is_broad() const {
    return std::any_of(sources.begin(), sources.end(), [](const dockerfile::Word& source) {
        // Most sources have a name, which only `..` could take away again.
        if (source.text.find_first_not_of("./*") != source.text.npos &&
            source.text.find("..") == source.text.npos) {
            return false;
        }
        const std::string path = clean_path(source.text);
        return path == "." || path == "/" || path == "*" || path == "./*" || path == "/*";
    });
}

} // namespace dflint::model
