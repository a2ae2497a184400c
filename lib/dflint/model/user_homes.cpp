// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/user_homes.h"

#include "dflint/model/paths.h"

#include <initializer_list>
#include <iterator>
#include <utility>
#include <vector>

namespace dflint::model {

namespace {

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

} // namespace

const UserHomes::Said& UserHomes::said_by(const Command& command) {
    const auto [place, is_new] = said_.try_emplace(&command);
    if (is_new) {
        // -h is BusyBox adduser's --home; shadow's useradd has no -h with a value.
        place->second = {value_after(command.words, {"-u", "--uid"}),
                         command.is("adduser")
                             ? value_after(command.words, {"--home", "-h"})
                             : value_after(command.words, {"--home-dir", "-d", "--home"})};
    }
    return place->second;
}

/// The home directory that a useradd or adduser which has the user among its words gives to it.
std::optional<std::string> UserHomes::home_made_by(const Command& command, std::string_view user) {
    const Said& said = said_by(command);
    if (user.find_first_not_of("0123456789") == user.npos) {
        // `USER 1000` is whoever got that number; useradd(8) wants the login name last.
        const Word& last = command.words.back();
        if (said.number != user) return std::nullopt;
        if (!last.is_static() || last.text.starts_with('-') || last.is(user)) return std::nullopt;
        user = last.text;
    }
    if (!said.home) return "/home/" + std::string(user);
    if (!said.home->starts_with('/') || said.home->find('$') != said.home->npos)
        return std::nullopt;
    return clean_path(*said.home);
}

/// The entry of the stage or of one that it is built from.
const UserHomes::Homes::value_type* UserHomes::around(const Homes& homes, std::uint32_t rank) {
    const auto next = homes.upper_bound(rank);
    if (next == homes.begin()) return nullptr;
    const auto& before = *std::prev(next);
    return rank < before.second.end ? &before : nullptr;
}

UserHomes::Homes UserHomes::look_up(std::string_view user) {
    Homes homes;
    const auto found = build_.user_commands.find(user);
    if (found == build_.user_commands.end()) return homes;
    // In the order of the file: a stage comes before those that are built from it.
    for (const Command* const command : found->second) {
        const Run& run = *command->run;
        const std::uint32_t begin = rank(*run.stage, run.is_onbuild);
        if (around(homes, begin) != nullptr) continue;
        auto directory = home_made_by(*command, user);
        if (!directory) continue;
        homes.emplace(begin, Home{2 * run.stage->order_end, run.index, *std::move(directory)});
    }
    return homes;
}

std::optional<std::string> UserHomes::of(std::string_view user, const Stage& stage,
                                         std::uint32_t instruction) {
    const auto [place, is_new] = by_user_.try_emplace(std::string(user));
    if (is_new) place->second = look_up(user);
    const bool is_trigger = stage.trigger_at(instruction) != nullptr;
    const auto* const home = around(place->second, rank(stage, is_trigger));
    if (home == nullptr || home->second.instruction >= instruction) return std::nullopt;
    return home->second.directory;
}

} // namespace dflint::model
