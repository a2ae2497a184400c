// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/scope.h"

#include "dflint/model/base_image.h"
#include "dflint/model/build.h"
#include "dflint/model/paths.h"
#include "dflint/model/user_homes.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// The last change of a stage that stands before `instruction`, or what the parents left.
template <class Change>
const Change* last_before(const std::vector<Change>& changes, std::uint32_t instruction,
                          const Change* inherited) {
    const auto end = std::partition_point(changes.begin(), changes.end(), [&](const Change& each) {
        return each.instruction < instruction;
    });
    return end == changes.begin() ? inherited : &*std::prev(end);
}

} // namespace

const Binding* Scope::binding(std::string_view name) const {
    return stage_->build->symbols.find(stage_->build->stages, *stage_, instruction_, name);
}

dockerfile::Variable Scope::find(std::string_view name) const {
    using State = dockerfile::Variable::State;
    const Binding* const found = binding(name);
    if (found == nullptr) {
        // The base image may set it; only scratch sets nothing, and even there PATH is set.
        const auto base = stage_->base_image();
        const bool is_empty_base = base && *base == "scratch";
        return {is_empty_base && name != "PATH" ? State::unset : State::unknown, {}};
    }
    if (found->value) return {State::known, *found->value};
    return {found->is_unset ? State::unset : State::unknown, {}};
}

std::optional<std::string_view> Scope::value(std::string_view name) const {
    const Binding* const found = binding(name);
    if (found == nullptr || !found->value) return std::nullopt;
    return *found->value;
}

std::optional<std::string> Scope::workdir() const {
    const auto* const change =
        last_before(stage_->workdirs, instruction_, stage_->inherited.workdir);
    if (change != nullptr) return change->value;
    if (stage_->base_image() == "scratch") return "/";
    return std::nullopt;
}

std::optional<std::string> Scope::user() const {
    const auto* const change = last_before(stage_->users, instruction_, stage_->inherited.user);
    if (change != nullptr) return change->value;
    const auto base = stage_->base_image();
    if (base && runs_as_root(*base)) return "root";
    return std::nullopt;
}

bool Scope::is_root() const {
    const auto name = user();
    return name && (*name == "root" || *name == "0");
}

std::optional<std::string> Scope::home() const {
    if (const Binding* const set = binding("HOME"); set != nullptr) return set->value;
    const auto name = user();
    if (!name) return std::nullopt;
    if (*name == "root" || *name == "0") return "/root";
    return stage_->build->fact<UserHomes>().of(*name, *stage_, instruction_);
}

Shell Scope::shell() const {
    const auto* const change = last_before(stage_->shells, instruction_, stage_->inherited.shell);
    if (change != nullptr) return change->value;
    switch (stage_->system) {
    case System::posix:
        return Shell::sh;
    case System::windows:
        return Shell::cmd;
    case System::unsure:
        break;
    }
    return Shell::unknown;
}

std::optional<std::string> Scope::expand(std::string_view word) const {
    return dockerfile::expand(word, stage_->build->tree.escape, *this).text;
}

std::optional<std::string> Scope::absolute(std::string_view path) const {
    if (path.starts_with('/')) return clean_path(path);
    const auto directory = workdir();
    if (!directory) return std::nullopt;
    return clean_path(*directory + "/" + std::string(path));
}

dockerfile::Variable BareScope::find(std::string_view name) const {
    if (scope_.binding(name) != nullptr) return scope_.find(name);
    if (name != "PATH") return {};
    return {dockerfile::Variable::State::known,
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"};
}

} // namespace dflint::model
