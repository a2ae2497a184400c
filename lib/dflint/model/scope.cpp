// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/scope.h"

#include "dflint/model/base_image.h"
#include "dflint/model/build.h"
#include "dflint/model/paths.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// The last element of a stage's history that stands before `instruction`, or the parents'.
template <class Element>
const Element* last_before(const Stage& stage, std::uint32_t instruction,
                           std::vector<Element> Stage::*history, auto position_of) {
    for (const Stage* at = &stage; at != nullptr; at = at->parent) {
        const std::vector<Element>& elements = at->*history;
        for (auto element = elements.rbegin(); element != elements.rend(); ++element) {
            if (at != &stage || position_of(*element) < instruction) return &*element;
        }
    }
    return nullptr;
}

/// The value that follows one of the options, or is joined to it.
std::optional<std::string_view> value_after(const std::vector<Word>& words,
                                            std::initializer_list<std::string_view> options) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (const std::string_view option : options) {
            if (words[i].is(option) && i + 1 < words.size()) return words[i + 1].text;
            const std::string_view text = words[i].text;
            if (option.starts_with("--") && text.size() > option.size() &&
                text.starts_with(option) && text[option.size()] == '=') {
                return text.substr(option.size() + 1);
            }
        }
    }
    return std::nullopt;
}

/// The home directory that a useradd or adduser gives to the user, if it is the one that makes it.
std::optional<std::string> home_made_by(const Command& command, std::string_view user) {
    if (!command.is_one_of({"useradd", "adduser"})) return std::nullopt;
    const auto names_user = [&](const Word& word) { return word.is(user); };
    if (std::none_of(command.words.begin(), command.words.end(), names_user)) return std::nullopt;
    if (user.find_first_not_of("0123456789") == user.npos) {
        // `USER 1000` is whoever got that number; useradd(8) wants the login name last.
        const Word& last = command.words.back();
        if (value_after(command.words, {"-u", "--uid"}) != user) return std::nullopt;
        if (!last.is_static() || last.text.starts_with('-') || last.is(user)) return std::nullopt;
        user = last.text;
    }
    // -h is BusyBox adduser's --home; shadow's useradd has no -h with a value.
    const auto home = command.is("adduser")
                          ? value_after(command.words, {"--home", "-h"})
                          : value_after(command.words, {"--home-dir", "-d", "--home"});
    if (!home) return "/home/" + std::string(user);
    if (!home->starts_with('/') || home->find('$') != home->npos) return std::nullopt;
    return clean_path(*home);
}

} // namespace

const Binding* Scope::binding(std::string_view name) const {
    for (const Stage* at = stage_; at != nullptr; at = at->parent) {
        for (auto each = at->bindings.rbegin(); each != at->bindings.rend(); ++each) {
            if (at == stage_ && each->instruction >= instruction_) continue;
            if (each->name == name) return &*each;
        }
    }
    return nullptr;
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
    const auto* const change = last_before(*stage_, instruction_, &Stage::workdirs,
                                           [](const auto& each) { return each.instruction; });
    if (change != nullptr) return change->value;
    if (stage_->base_image() == "scratch") return "/";
    return std::nullopt;
}

std::optional<std::string> Scope::user() const {
    const auto* const change = last_before(*stage_, instruction_, &Stage::users,
                                           [](const auto& each) { return each.instruction; });
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
    for (const Stage* at = stage_; at != nullptr; at = at->parent) {
        for (const Run& run : at->runs) {
            if (at == stage_ && run.index >= instruction_) break;
            for (const Command& command : run.commands) {
                if (auto home = home_made_by(command, *name)) return home;
            }
        }
    }
    return std::nullopt;
}

Shell Scope::shell() const {
    const auto* const change = last_before(*stage_, instruction_, &Stage::shells,
                                           [](const auto& each) { return each.first; });
    if (change != nullptr) return change->second;
    const auto base = stage_->base_image();
    return base && is_windows_image(*base) ? Shell::cmd : Shell::sh;
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

} // namespace dflint::model
