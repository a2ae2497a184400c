// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/settings.h"

#include "dflint/source/nearest.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dflint {

namespace {
constexpr std::array all_groups{Group::syntax,  Group::correctness,  Group::caching,
                                Group::python,  Group::architecture, Group::style,
                                Group::context, Group::bake};

bool means(const Rule& rule, std::string_view name) {
    if (name.empty()) return false;
    const auto& codes = rule.also_known_as;
    return name == "all" || name == rule.name || name == name_of(rule.group) ||
           std::find(codes.begin(), codes.end(), name) != codes.end();
}
} // namespace

Settings::Settings(Catalog catalog) : catalog_(catalog) {
    std::vector<State> states;
    for (const Rule* rule : catalog) {
        states.push_back(rule->on_by_default ? State::on : State::dormant);
    }
    take(std::move(states));
}

void Settings::take(std::vector<State> states) {
    states_ = std::move(states);
    rules_.clear();
    std::vector<const Rule*> dormant;
    for (std::size_t i = 0; i < states_.size(); ++i) {
        if (states_[i] == State::on) rules_.push_back(catalog_[i]);
        if (states_[i] == State::dormant) dormant.push_back(catalog_[i]);
    }
    schedule_ = Schedule(rules_);
    dormant_ = Schedule(dormant);
}

bool Settings::is_on(std::string_view rule) const {
    return std::any_of(rules_.begin(), rules_.end(),
                       [rule](const Rule* each) { return each->name == rule; });
}

const Rule* Settings::find(std::string_view id) const {
    const auto found = std::find_if(catalog_.begin(), catalog_.end(),
                                    [id](const Rule* rule) { return rule->name == id; });
    return found == catalog_.end() ? nullptr : *found;
}

std::vector<const Rule*> Settings::meant_by(std::string_view name) const {
    std::vector<const Rule*> meant;
    std::copy_if(catalog_.begin(), catalog_.end(), std::back_inserter(meant),
                 [name](const Rule* rule) { return means(*rule, name); });
    return meant;
}

std::string_view Settings::nearest(std::string_view name) const {
    Nearest nearest(name);
    for (const Rule* rule : catalog_) {
        nearest.offer(rule->name);
        for (const std::string_view code : rule->also_known_as) {
            if (!code.empty() && !differ_in_numbers(name, code)) nearest.offer(code);
        }
    }
    for (const Group group : all_groups) nearest.offer(name_of(group));
    nearest.offer("all");
    return nearest.found();
}

Result<std::vector<const Rule*>>
Settings::meant_by_all(const std::vector<std::string>& names) const {
    std::vector<const Rule*> all;
    for (const std::string& name : names) {
        const auto meant = meant_by(name);
        // A group may be empty in a catalog, and still be a group.
        const bool is_group = std::any_of(all_groups.begin(), all_groups.end(),
                                          [&](Group group) { return name_of(group) == name; });
        if (meant.empty() && !is_group && name != "all") {
            const std::string message = "no rule or group is called `" + name + "`";
            return Error{message + did_you_mean(nearest(name))};
        }
        all.insert(all.end(), meant.begin(), meant.end());
    }
    return all;
}

Result<std::monostate> Settings::change(std::vector<State> states,
                                        const std::vector<std::string>& names, State to) {
    const auto meant = meant_by_all(names);
    if (!meant) return meant.error();
    const auto& named = meant.value();
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (std::find(named.begin(), named.end(), catalog_[i]) != named.end()) states[i] = to;
    }
    take(std::move(states));
    return std::monostate{};
}

Result<std::monostate> Settings::select(const std::vector<std::string>& names) {
    return change(std::vector<State>(catalog_.size(), State::off), names, State::on);
}

Result<std::monostate> Settings::extend(const std::vector<std::string>& names) {
    return change(states_, names, State::on);
}

Result<std::monostate> Settings::ignore(const std::vector<std::string>& names) {
    return change(states_, names, State::off);
}

} // namespace dflint
