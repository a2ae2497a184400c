// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/globals.h"

#include "dflint/model/platform_arguments.h"

namespace dflint::model {

using State = dockerfile::Variable::State;

namespace {
constexpr std::string_view target_arguments[] = {"TARGETPLATFORM", "TARGETOS", "TARGETARCH",
                                                 "TARGETVARIANT"};
} // namespace

Globals::Globals(const Invocation* invocation) : invocation_(invocation) {
    if (invocation_ == nullptr) return;
    for (const std::string_view name : target_arguments) {
        if (auto value = platform_value(*invocation_, name)) platform_[name] = *value;
    }
}

bool Globals::is_given(Binding& binding) const {
    const auto* const given =
        invocation_ == nullptr ? nullptr : invocation_->argument(binding.name);
    if (given == nullptr) return false;
    binding.value = given->value;
    return true;
}

// `ARG name` alone declares, but leaves a value in force as it is (BuildKit, buildMetaArgs).
void Globals::add(Binding binding) {
    if (!binding.pair->value && !is_given(binding)) {
        if (const Binding* const before = declaration(binding.name)) {
            binding.value = before->value;
            binding.is_unset = before->is_unset;
        } else {
            const dockerfile::Variable set_by_builder = find(binding.name);
            if (set_by_builder.state == State::known) binding.value = set_by_builder.value;
            binding.is_unset = set_by_builder.state == State::unset;
        }
    }
    last_[binding.name] = all_.size();
    all_.push_back(std::move(binding));
}

const Binding* Globals::declaration(std::string_view name) const {
    const auto found = last_.find(name);
    return found == last_.end() ? nullptr : &all_[found->second];
}

dockerfile::Variable Globals::find(std::string_view name) const {
    const Binding* const declared = declaration(name);
    if (declared == nullptr) {
        const auto settled = platform_.find(name);
        if (settled != platform_.end()) return {State::known, settled->second};
        return {is_platform_argument(name) ? State::unknown : State::unset};
    }
    if (declared->value) return {State::known, *declared->value};
    return {declared->is_unset ? State::unset : State::unknown};
}

dockerfile::Variable PlainBuildGlobals::find(std::string_view name) const {
    const dockerfile::Variable found = globals_.find(name);
    if (found.state != State::unknown || !is_platform_argument(name)) return found;
    if (name.ends_with("PLATFORM")) return {State::known, "linux/amd64"};
    if (name.ends_with("ARCH")) return {State::known, "amd64"};
    if (name.ends_with("OS")) return {State::known, "linux"};
    if (name == "TARGETSTAGE") return {State::known, "default"};
    return {State::known, ""};
}

} // namespace dflint::model
