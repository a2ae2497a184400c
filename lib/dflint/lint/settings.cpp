// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/settings.h"

#include "dflint/lint/nearest.h"

#include <algorithm>
#include <array>

namespace dflint {

namespace {
constexpr std::array all_groups{Group::syntax, Group::correctness, Group::caching, Group::python,
                                Group::architecture};

bool means(const Rule& rule, std::string_view name) {
    if (name.empty()) return false;
    const auto& codes = rule.also_known_as;
    return name == "all" || name == rule.name || name == name_of(rule.group) ||
           std::find(codes.begin(), codes.end(), name) != codes.end();
}
} // namespace

Settings::Settings(Catalog catalog)
    : catalog_(catalog), rules_(catalog.begin(), catalog.end()), schedule_(rules_) {}

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
            if (!code.empty()) nearest.offer(code);
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
            std::string message = "no rule or group is called `" + name + "`";
            const std::string_view near = nearest(name);
            if (!near.empty()) message.append("; did you mean `").append(near).append("`?");
            return Error{std::move(message)};
        }
        all.insert(all.end(), meant.begin(), meant.end());
    }
    return all;
}

std::vector<bool> Settings::on() const {
    std::vector<bool> on(catalog_.size());
    for (std::size_t i = 0; i < on.size(); ++i) {
        on[i] = std::find(rules_.begin(), rules_.end(), catalog_[i]) != rules_.end();
    }
    return on;
}

Result<std::monostate> Settings::change(std::vector<bool> on, const std::vector<std::string>& names,
                                        bool to) {
    const auto meant = meant_by_all(names);
    if (!meant) return meant.error();
    rules_.clear();
    for (std::size_t i = 0; i < on.size(); ++i) {
        const auto& named = meant.value();
        if (std::find(named.begin(), named.end(), catalog_[i]) != named.end()) on[i] = to;
        if (on[i]) rules_.push_back(catalog_[i]);
    }
    schedule_ = Schedule(rules_);
    return std::monostate{};
}

Result<std::monostate> Settings::select(const std::vector<std::string>& names) {
    return change(std::vector<bool>(catalog_.size()), names, true);
}

Result<std::monostate> Settings::extend(const std::vector<std::string>& names) {
    return change(on(), names, true);
}

Result<std::monostate> Settings::ignore(const std::vector<std::string>& names) {
    return change(on(), names, false);
}

} // namespace dflint
