// SPDX-License-Identifier: Apache-2.0
// Requested names as resolved targets: inherits, overrides, groups, links between targets.
// docker/buildx, bake/bake.go: ReadTargets, ResolveGroup, target, loadLinks, normalize.
#include "dflint/bake/builder.h"
#include "dflint/bake/entries.h"
#include "dflint/bake/missing.h"
#include "dflint/bake/overrides.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace dflint::bake {

namespace {

using Id = AttributeId;

constexpr std::size_t nothing = SIZE_MAX;

/// How many elements of lists and maps heirs get, all heirs of a project together. buildx itself
/// doubles some lists at each level of a diamond: 30 levels are more than any machine holds.
constexpr std::size_t max_inherited = 500'000;

/// Drops empty and repeated strings.
void drop_repeated(Attributes& attributes, Id id) {
    Attribute* attribute = attributes.find(id);
    if (!attribute) return;
    std::set<std::string> seen;
    std::erase_if(attribute->elements, [&](const Element& element) {
        if (!element.value.is_string()) return false;
        const std::string& text = element.value.text();
        return text.empty() || !seen.insert(text).second;
    });
}

void normalize(Attributes& attributes) {
    const Attribute* network = attributes.find(Id::network);
    if (network && network->value.is_string() && network->value.text() == "host") {
        const Origin at = network->at;
        attributes[Id::entitlements].elements.push_back({"", Value("network.host"), at});
    }
    for (const Id id : {Id::annotations, Id::tags, Id::platforms, Id::no_cache_filter, Id::ulimits,
                        Id::entitlements})
        drop_repeated(attributes, id);
    for (const Id id :
         {Id::attest, Id::secret, Id::ssh, Id::cache_from, Id::cache_to, Id::output}) {
        if (Attribute* attribute = attributes.find(id)) normalize_entries(id, attribute->elements);
    }
    if (Attribute* contexts = attributes.find(Id::contexts)) {
        std::erase_if(contexts->elements, [](const Element& element) {
            return element.value.is_string() && element.value.text().empty();
        });
    }
}

/// Takes the elements of a list that grows from what is left for all of them; without enough, the
/// list is unknown.
void take_room(Attribute* list, std::size_t& room) {
    if (list == nullptr) return;
    if (list->elements.size() <= room) {
        room -= list->elements.size();
        return;
    }
    room = 0;
    list->elements.clear();
    list->value = Value::unknown(
        Kind::dynamic, std::make_shared<const std::string>("more is inherited than can be kept"));
}

/// buildx makes nothing of an empty list of these once a target is resolved: it clears what the
/// target inherits, but not what its heirs have from elsewhere.
void merge_parent(Attributes& heir, const Attributes& parent) {
    const auto is_empty = [&](Id id) {
        const Attribute* const list = parent.find(id);
        return list != nullptr && list->elements.empty() && list->value.is_known();
    };
    if (!is_empty(Id::output) && !is_empty(Id::cache_to)) return merge(heir, parent);
    Attributes rest = parent;
    for (const Id id : {Id::output, Id::cache_to}) {
        if (is_empty(id)) rest.erase(id);
    }
    merge(heir, rest);
}

void inherit(Attributes& heir, const Attributes& parent, std::size_t& room) {
    merge_parent(heir, parent);
    for (const AttributeRule& rule : attribute_rules()) take_room(heir.find(rule.id), room);
}

class Resolver {
public:
    Resolver(Project& project, const Invocation& invocation)
        : project_(project), invocation_(invocation) {
        for (std::size_t i = 0; i < project.definitions.size(); ++i)
            definitions_.emplace(project.definitions[i].name, i);
        for (std::size_t i = 0; i < project.groups.size(); ++i)
            groups_.emplace(project.groups[i].name, i);
        states_.resize(project.definitions.size());
        may_have_any_name_ = has_unknown_copies(project);
        overrides_ = read_overrides(project, invocation);
    }

    void run() {
        std::vector<std::string> names = requested_names();
        for (const std::string& name : names) request(name);
        add_default(names);
        // Links may add targets; those are looked at, too.
        for (std::size_t i = 0; i < project_.targets.size(); ++i) link(i);
        std::sort(project_.targets.begin(), project_.targets.end(),
                  [](const Target& a, const Target& b) { return a.name < b.name; });
        std::sort(project_.requested_groups.begin(), project_.requested_groups.end(),
                  [](const Group& a, const Group& b) { return a.name < b.name; });
    }

private:
    enum class Progress : std::uint8_t { untouched, running, done };
    struct State {
        Progress progress = Progress::untouched;
        Attributes attributes{};
        bool is_uncertain = false; ///< of a cycle, or from one: right for this walk only
    };

    void report(Origin origin, std::string message) {
        Diagnostic diagnostic{.at = origin.at, .message = std::move(message)};
        diagnostic.severity = Severity::error;
        project_.diagnostics.push_back({origin.file, std::move(diagnostic)});
    }
    [[nodiscard]] std::size_t definition(const std::string& name) const {
        const auto found = definitions_.find(name);
        return found == definitions_.end() ? nothing : found->second;
    }

    std::vector<std::string> requested_names() {
        std::vector<std::string> names;
        if (invocation_.all_targets) {
            for (const Definition& one : project_.definitions) names.push_back(one.name);
            if (!names.empty()) return names;
        }
        std::vector<std::string> patterns = invocation_.targets;
        if (patterns.empty()) patterns = {"default"};
        std::set<std::string> seen;
        for (std::string& pattern : patterns) {
            std::replace(pattern.begin(), pattern.end(), '.', '_');
            const bool plain = pattern.find_first_of("*?[]") == std::string::npos;
            std::vector<std::string> found;
            if (plain) {
                found = {pattern};
            } else {
                for (const Group& group : project_.groups) {
                    if (matches_pattern(pattern, group.name)) found.push_back(group.name);
                }
                for (const Definition& one : project_.definitions) {
                    if (matches_pattern(pattern, one.name)) found.push_back(one.name);
                }
                if (found.empty())
                    report({}, fmt::format("could not find any target matching `{}`", pattern));
            }
            for (std::string& name : found) {
                if (seen.insert(name).second) names.push_back(std::move(name));
            }
        }
        return names;
    }

    void request(const std::string& name) {
        const auto group = groups_.find(name);
        if (group == groups_.end() || (invocation_.all_targets && definition(name) != nothing)) {
            // Without a place in a file: the first one, where such a target could stand.
            const bool by_default = invocation_.targets.empty();
            const Origin place = by_default && !project_.files.empty() ? Origin{0, {}} : Origin{};
            request_target(name, place);
            return;
        }
        request_group(group->second);
    }

    /// A group with all groups in it, each once. Own stack: groups may nest deeply.
    void request_group(std::size_t index) {
        std::vector<std::pair<std::size_t, std::size_t>> open = {{index, 0}};
        std::set<std::size_t> running = {index};
        show_group(index);
        while (!open.empty()) {
            auto& [at, next] = open.back();
            const Group& group = project_.groups[at];
            if (next == group.targets.size()) {
                running.erase(at);
                open.pop_back();
                continue;
            }
            const Element& element = group.targets[next++];
            if (!element.value.is_string()) continue;
            const std::string& name = element.value.text();
            const auto inner = groups_.find(name);
            const bool is_group = inner != groups_.end();
            const bool contains_itself = is_group && running.contains(inner->second);
            const bool is_empty = is_group && project_.groups[inner->second].targets.empty();
            // buildx takes the name of a group that gives nothing, or not yet, for a target.
            if (!is_group || ((contains_itself || is_empty) && definition(name) != nothing)) {
                request_target(name, element.at);
                if (is_empty) show_group(inner->second);
            } else if (contains_itself) {
                report(element.at, fmt::format("the group `{}` contains itself", name));
            } else if (is_empty) {
                report(element.at, fmt::format("the group `{}` is empty, and there is no target of "
                                               "that name",
                                               name));
            } else if (show_group(inner->second)) {
                running.insert(inner->second);
                open.emplace_back(inner->second, 0);
            }
        }
    }

    /// False when it was requested before.
    bool show_group(std::size_t index) {
        if (!shown_groups_.insert(index).second) return false;
        project_.requested_groups.push_back(project_.groups[index]);
        return true;
    }

    /// `asker` is the target that names it, if one does.
    void report_missing(Origin at, const std::string& name, std::string_view asker = {}) {
        if (may_have_any_name_ && !groups_.contains(name)) return;
        report(at, why_missing(project_, name, asker));
    }

    void request_target(const std::string& name, Origin asked_at) {
        const std::size_t index = definition(name);
        if (index == nothing) {
            // Where no block could be read, its mistakes are the reason.
            const bool is_explained = project_.definitions.empty() && project_.has_errors();
            if (!is_explained) report_missing(asked_at, name);
            return;
        }
        const auto [place, fresh] = targets_.emplace(name, project_.targets.size());
        if (!fresh) return;
        add_target(index, false);
    }

    void add_target(std::size_t index, bool is_linked) {
        Target target;
        target.name = project_.definitions[index].name;
        target.definition = index;
        target.attributes = resolved(index);
        target.is_linked = is_linked;
        target.is_requested = !is_linked;
        const auto fill = [&](Id id, const char* text, bool also_empty) {
            const Attribute* there = target.attributes.find(id);
            const bool empty = there && there->value.is_string() && there->value.text().empty();
            if (there && !(also_empty && empty)) return;
            target.attributes[id].value = Value(text);
        };
        fill(Id::context, ".", false);
        fill(Id::dockerfile, "Dockerfile", true);
        project_.targets.push_back(std::move(target));
    }

    /// The attributes of a definition with all that it inherits. Own stack: chains may be long.
    Attributes resolved(std::size_t root) {
        struct Frame {
            std::size_t index;
            std::size_t next = 0;
            Attributes inherited{};
            bool in_cycle = false;
        };
        if (states_[root].progress == Progress::done) return states_[root].attributes;
        std::vector<std::size_t> uncertain;
        std::vector<Frame> open;
        open.push_back({root});
        states_[root].progress = Progress::running;
        while (true) {
            Frame& frame = open.back();
            const Definition& own = project_.definitions[frame.index];
            const Attribute* parents = own.attributes.find(Id::inherits);
            const std::size_t count = parents ? parents->elements.size() : 0;
            if (frame.next < count) {
                const Element& parent = parents->elements[frame.next++];
                if (!parent.value.is_string()) continue;
                const std::size_t index = definition(parent.value.text());
                if (index == nothing) {
                    report_missing(parent.at, parent.value.text(), own.name);
                    continue;
                }
                State& state = states_[index];
                if (state.progress == Progress::done) {
                    inherit(frame.inherited, state.attributes, room_);
                    frame.in_cycle = frame.in_cycle || state.is_uncertain;
                } else if (state.progress == Progress::untouched) {
                    state.progress = Progress::running;
                    open.push_back({index});
                } else {
                    // buildx passes over a parent that is being resolved: a cycle ends there, and
                    // what its members get depends on where it was entered.
                    for (auto at = open.rbegin(); at != open.rend(); ++at) {
                        at->in_cycle = true;
                        if (at->index == index) break;
                    }
                }
                continue;
            }
            State& state = states_[frame.index];
            state.attributes = std::move(frame.inherited);
            merge(state.attributes, own.attributes);
            // Nobody asks for it, and heirs would have each name as often as there are ways to it.
            state.attributes.erase(Id::inherits);
            change(own, state.attributes);
            normalize(state.attributes);
            state.progress = Progress::done;
            state.is_uncertain = frame.in_cycle;
            if (state.is_uncertain) uncertain.push_back(frame.index);
            const bool last = open.size() == 1;
            open.pop_back();
            if (last) break;
            open.back().in_cycle = open.back().in_cycle || state.is_uncertain;
            inherit(open.back().inherited, state.attributes, room_);
        }
        Attributes result = states_[root].attributes;
        // A cycle of very many is not walked anew from each of its members.
        if (uncertain.size() <= 100) {
            for (const std::size_t index : uncertain) states_[index] = {};
        }
        return result;
    }

    void change(const Definition& own, Attributes& attributes) {
        const auto overrides = overrides_.find(own.name);
        if (overrides == overrides_.end()) return;
        for (const ReplacedList& list : replaced_lists(overrides->second, attributes)) {
            if (!list.at.is_written()) continue;
            Diagnostic remark{
                .at = list.at.at,
                .message = fmt::format("`--set {0}.{1}=` replaces this list; `--set {0}.{1}+=` "
                                       "adds to it",
                                       own.name, list.key)};
            project_.remarks.push_back({list.at.file, std::move(remark)});
        }
        for (std::string& mistake : apply_overrides(overrides->second, attributes)) {
            report({}, fmt::format("--set for `{}`: {}", own.name, mistake));
        }
    }

    /// The group `default` that --print shows: what was asked for.
    void add_default(const std::vector<std::string>& names) {
        const auto at =
            std::find_if(project_.requested_groups.begin(), project_.requested_groups.end(),
                         [](const Group& group) { return group.name == "default"; });
        const bool there = at != project_.requested_groups.end();
        Group group =
            there ? *at : Group{.name = "default", .description = {}, .at = {}, .targets = {}};
        std::set<std::string> all;
        for (const Element& element : group.targets) {
            if (element.value.is_string()) all.insert(element.value.text());
        }
        for (const std::string& name : names) {
            if (!there || name != "default") all.insert(name);
        }
        group.targets.clear();
        for (const std::string& name : all) group.targets.push_back({"", Value(name), {}});
        if (there) {
            *at = std::move(group);
        } else if (!names.empty()) {
            project_.requested_groups.push_back(std::move(group));
        }
    }

    /// The target that a context's value links to; nothing for other contexts.
    static std::optional<std::string> linked_name(const Element& context) {
        if (!context.value.is_string() || !context.value.text().starts_with("target:"))
            return std::nullopt;
        return context.value.text().substr(7);
    }

    /// The place of a linked target among the project's, made when it was not requested.
    std::size_t linked_target(const std::string& name, Origin at, const std::string& user) {
        const auto found = targets_.find(name);
        if (found != targets_.end()) return found->second;
        const std::size_t index = definition(name);
        if (index == nothing) {
            report_missing(at, name, user);
            return nothing;
        }
        const std::size_t place = project_.targets.size();
        targets_.emplace(name, place);
        add_target(index, true);
        Attribute& output = project_.targets[place].attributes[Id::output];
        output = {.id = Id::output, .at = {}, .value = Value::null(), .elements = {}};
        output.elements.push_back({"", *Value::object({{"type", Value("cacheonly")}}), {}});
        return place;
    }

    /// Follows the links of a target to their ends.
    void link(std::size_t root) {
        links_.resize(project_.targets.size());
        if (links_[root] == Progress::done) return;
        std::vector<std::pair<std::size_t, std::size_t>> open = {{root, 0}};
        links_[root] = Progress::running;
        while (!open.empty()) {
            auto& [at, next] = open.back();
            const Attribute* contexts = project_.targets[at].attributes.find(Id::contexts);
            if (!contexts || next == contexts->elements.size()) {
                links_[at] = Progress::done;
                open.pop_back();
                continue;
            }
            const Element context = contexts->elements[next];
            const auto name = linked_name(context);
            if (!name) {
                ++next;
                continue;
            }
            const std::size_t other = linked_target(*name, context.at, project_.targets[at].name);
            links_.resize(project_.targets.size());
            if (other == nothing) {
                ++next;
            } else if (other == at) {
                report(context.at, fmt::format("target `{}` cannot link to itself", *name));
                ++next;
            } else if (links_[other] == Progress::running) {
                report(context.at, fmt::format("the links between `{}` and `{}` make a loop",
                                               project_.targets[at].name, *name));
                ++next;
            } else if (links_[other] == Progress::untouched) {
                links_[other] = Progress::running;
                open.emplace_back(other, 0);
            } else {
                join(project_.targets[at], project_.targets[other], context.at);
                ++next;
            }
        }
    }

    /// What a link asks of both its ends.
    void join(Target& user, const Target& linked, Origin at) {
        if (const Attribute* more = linked.attributes.find(Id::entitlements)) {
            Attribute& own = user.attributes[Id::entitlements];
            if (!more->value.is_known()) own.value = more->value;
            own.elements.insert(own.elements.end(), more->elements.begin(), more->elements.end());
            drop_repeated(user.attributes, Id::entitlements);
            take_room(user.attributes.find(Id::entitlements), room_);
        }
        const Attribute* own = user.attributes.find(Id::platforms);
        const Attribute* theirs = linked.attributes.find(Id::platforms);
        if (!own || !theirs || own->elements.size() < 2 || theirs->elements.size() < 2) return;
        for (const Element& platform : own->elements) {
            if (!platform.value.is_string()) continue;
            const bool covered = std::any_of(
                theirs->elements.begin(), theirs->elements.end(), [&](const Element& one) {
                    return !one.value.is_known() || one.value == platform.value;
                });
            if (covered) continue;
            report(at, fmt::format("target `{}` cannot be used by `{}`: it is not built for {}",
                                   linked.name, user.name, platform.value.text()));
        }
    }

    Project& project_;
    const Invocation& invocation_;
    std::map<std::string, Overrides, std::less<>> overrides_;
    std::unordered_map<std::string, std::size_t> definitions_;
    std::unordered_map<std::string, std::size_t> groups_; ///< the first of each name
    std::vector<State> states_;
    std::vector<Progress> links_;
    std::unordered_map<std::string, std::size_t> targets_;
    std::set<std::size_t> shown_groups_;
    bool may_have_any_name_ = false;
    std::size_t room_ = max_inherited; ///< elements that may still be inherited
};

} // namespace

void resolve_targets(Project& project, const Invocation& invocation) {
    Resolver(project, invocation).run();
}

} // namespace dflint::bake
