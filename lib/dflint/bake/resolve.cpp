// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/resolve.h"

#include "dflint/bake/merge.h"
#include "dflint/bake/override.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace dflint::bake {

namespace {

std::string quoted_list(const Texts& texts) {
    std::string out;
    for (const Text& text : texts) out += (out.empty() ? "" : " ") + text.value;
    return "[" + out + "]";
}

/// Applies inheritance. Keeps what it worked out: a family of targets is walked once.
class Inheritance {
public:
    Inheritance(const Config& config, std::span<const Override> overrides)
        : config_(config), overrides_(overrides) {
        for (const Target& each : config.targets) by_name_.emplace(each.name, &each);
    }

    /// Nothing, and a mistake, when a target in the family does not exist. Walks with a stack of
    /// its own, as chains may be long.
    const Target* find(std::string_view name, Place asked_at, std::vector<Mistake>& mistakes) {
        if (const Target* const done = known(name)) return done;
        has_cycle_ = false;
        working_.clear();
        std::vector<Step> stack;
        if (!enter(stack, name, asked_at, mistakes)) return nullptr;
        bool is_broken = false;
        while (!stack.empty()) {
            Step& step = stack.back();
            if (step.next == step.written->inherits.size()) {
                finish(step);
                stack.pop_back();
                continue;
            }
            const Text& parent = step.written->inherits[step.next++];
            if (!parent.is_known || known(parent.value) != nullptr) continue;
            if (working_.contains(parent.value)) {
                has_cycle_ = true; // buildx goes on without the repeated one
            } else if (!enter(stack, parent.value, parent.at, mistakes)) {
                is_broken = true;
            }
        }
        // What a member of a cycle is depends on where the walk began.
        if (has_cycle_ || is_broken) {
            const auto found = done_.find(std::string(name));
            if (is_broken) {
                for (const std::string& each : working_) done_.erase(each);
                return nullptr;
            }
            result_ = found->second;
            for (const std::string& each : working_) done_.erase(each);
            return &result_;
        }
        return known(name);
    }

    [[nodiscard]] bool exists(std::string_view name) const {
        return by_name_.contains(std::string(name));
    }

private:
    struct Step {
        const Target* written;
        std::size_t next = 0; ///< parent to look at
    };

    [[nodiscard]] const Target* known(std::string_view name) const {
        const auto found = done_.find(std::string(name));
        return found == done_.end() ? nullptr : &found->second;
    }

    bool enter(std::vector<Step>& stack, std::string_view name, Place asked_at,
               std::vector<Mistake>& mistakes) {
        const auto found = by_name_.find(std::string(name));
        if (found == by_name_.end()) {
            mistakes.push_back({asked_at, "failed to find target " + std::string(name)});
            return false;
        }
        working_.insert(found->first);
        stack.push_back({found->second});
        return true;
    }

    void finish(const Step& step) {
        Target target{.name = step.written->name, .at = step.written->at};
        for (const Text& parent : step.written->inherits) {
            if (const Target* const from = known(parent.value)) merge(target, *from);
        }
        target.inherits.clear();
        merge(target, *step.written);
        target.inherits = step.written->inherits;
        target.matrix = step.written->matrix;
        apply_overrides(target, overrides_);
        normalize(target);
        done_.insert_or_assign(target.name, std::move(target));
    }

    const Config& config_;
    std::span<const Override> overrides_;
    std::unordered_map<std::string, const Target*> by_name_;
    std::unordered_map<std::string, Target> done_;
    std::unordered_set<std::string> working_; ///< entered by the walk at hand
    Target result_;
    bool has_cycle_ = false;
};

void set_defaults(Target& target) {
    if (!target.context) target.context = Text{.value = "."};
    const bool has_dockerfile =
        target.dockerfile && (!target.dockerfile->is_known || !target.dockerfile->value.empty());
    if (!has_dockerfile) target.dockerfile = Text{.value = "Dockerfile"};
}

constexpr std::string_view link_prefix = "target:";

/// The work of one call of bake.
class Resolver {
public:
    Resolver(const Config& config, std::span<const Override> overrides)
        : config_(config), inheritance_(config, overrides) {
        for (const Group& each : config.groups) groups_.emplace(each.name, &each);
        check_patterns(overrides);
    }

    Resolution operator()(std::span<const std::string> names) {
        const std::string fallback = "default";
        const std::span<const std::string> asked = names.empty() ? std::span(&fallback, 1) : names;
        for (const std::string& each : asked) add(sanitized_name(each));
        for (const std::string& each : asked) add_to_default(sanitized_name(each));
        sort_default();
        std::vector<std::string> built;
        for (const auto& [name, target] : out_.targets) built.push_back(name);
        for (const std::string& name : built) link(name);
        return std::move(out_);
    }

private:
    void check_patterns(std::span<const Override> overrides) {
        for (const Override& each : overrides) {
            const bool matches =
                std::any_of(config_.targets.begin(), config_.targets.end(),
                            [&](const Target& target) { return is_meant(each, target.name); });
            if (!matches) {
                out_.mistakes.push_back(
                    {{}, "could not find any target matching '" + each.pattern + "'"});
            }
        }
    }

    /// A target, or the members of a group, each group once.
    void add(const std::string& name) {
        std::vector<Text> todo{{.value = name}};
        std::set<std::string> entered;
        while (!todo.empty()) {
            const Text next = std::move(todo.back());
            todo.pop_back();
            const auto group = groups_.find(next.value);
            if (group == groups_.end()) {
                add_target(next.value, next.at);
            } else if (entered.insert(next.value).second) {
                out_.groups.emplace(next.value, *group->second);
                const Texts& members = group->second->targets;
                todo.insert(todo.end(), members.rbegin(), members.rend());
            }
        }
    }

    Target* add_target(const std::string& name, Place asked_at) {
        const Target* const found = inheritance_.find(name, asked_at, out_.mistakes);
        if (found == nullptr) return nullptr;
        Target& target = out_.targets.insert_or_assign(name, *found).first->second;
        set_defaults(target);
        return &target;
    }

    /// What is asked for by name belongs to the default group.
    void add_to_default(const std::string& name) {
        if (name == "default") return;
        const auto [group, is_new] = out_.groups.try_emplace("default");
        if (is_new) group->second.name = "default";
        group->second.targets.push_back({.value = name});
    }

    void sort_default() {
        const auto group = out_.groups.find("default");
        if (group == out_.groups.end()) return;
        Texts& targets = group->second.targets;
        std::stable_sort(targets.begin(), targets.end(),
                         [](const Text& a, const Text& b) { return a.value < b.value; });
        const auto last =
            std::unique(targets.begin(), targets.end(),
                        [](const Text& a, const Text& b) { return a.value == b.value; });
        targets.erase(last, targets.end());
    }

    /// Follows `target:` contexts from a target, depth first with a stack of its own.
    void link(const std::string& from) {
        struct Step {
            std::string name;
            std::size_t next = 0;
        };
        std::vector<Step> path{{from}};
        std::set<std::string> on_path{from};
        while (!path.empty()) {
            Step& step = path.back();
            const Target& target = out_.targets.at(step.name);
            if (checked_.contains(step.name) || step.next == target.contexts.size()) {
                checked_.insert(step.name);
                on_path.erase(step.name);
                path.pop_back();
                continue;
            }
            const Entry& context = target.contexts[step.next++];
            if (!context.value || !context.value->value.starts_with(link_prefix)) continue;
            std::string name = context.value->value.substr(link_prefix.size());
            if (!follow(target, name, context.value->at, on_path)) continue;
            on_path.insert(name);
            path.push_back({std::move(name)});
        }
    }

    /// True when the walk goes on into the linked target.
    bool follow(const Target& target, const std::string& name, Place at,
                const std::set<std::string>& on_path) {
        if (name == target.name) {
            out_.mistakes.push_back({at, "target " + name + " cannot link to itself"});
            return false;
        }
        if (on_path.contains(name)) {
            out_.mistakes.push_back({at, "infinite loop from " + target.name + " to " + name});
            return false;
        }
        auto linked = out_.targets.find(name);
        if (linked == out_.targets.end()) {
            Target* const added = add_target(name, at);
            if (added == nullptr) return false;
            Spec output;
            output.fields.push_back({"type", {.value = "cacheonly"}});
            added->output = Specs{std::move(output)};
            linked = out_.targets.find(name);
        }
        check_platforms(target, linked->second, at);
        return true;
    }

    void check_platforms(const Target& user, const Target& linked, Place at) {
        if (!user.platforms || !linked.platforms) return;
        if (user.platforms->size() < 2 || linked.platforms->size() < 2) return;
        const auto is_offered = [&](const Text& platform) {
            return !platform.is_known ||
                   std::any_of(linked.platforms->begin(), linked.platforms->end(),
                               [&](const Text& each) {
                                   return !each.is_known || each.value == platform.value;
                               });
        };
        if (std::all_of(user.platforms->begin(), user.platforms->end(), is_offered)) return;
        out_.mistakes.push_back({at, "target " + linked.name + " can't be used by " + user.name +
                                         " because its platforms " +
                                         quoted_list(*linked.platforms) +
                                         " are not a superset of " + quoted_list(*user.platforms)});
    }

    const Config& config_;
    Inheritance inheritance_;
    std::unordered_map<std::string, const Group*> groups_;
    std::unordered_set<std::string> checked_; ///< targets whose links are in order
    Resolution out_;
};

} // namespace

Resolution resolve(const Config& config, std::span<const std::string> names,
                   std::span<const Override> overrides) {
    return Resolver(config, overrides)(names);
}

std::string sanitized_name(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '.', '_');
    return out;
}

} // namespace dflint::bake
