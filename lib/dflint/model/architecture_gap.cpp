// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/architecture_gap.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace dflint::model {

namespace {

using shell::Node;
using shell::NodeKind;

/// Calls `f` for each simple command below a node, and says whether there was nothing else.
template <class F> bool each_simple(const Node& node, const F& f) {
    if (node.kind == NodeKind::simple) {
        f(node);
        return true;
    }
    bool only_lists = node.kind == NodeKind::sequence || node.kind == NodeKind::and_or ||
                      node.kind == NodeKind::group;
    for (const Node& child : node.children) only_lists = each_simple(child, f) && only_lists;
    return only_lists;
}

/// Names that the nodes set: NAME=value, export NAME=value.
struct Effects {
    std::vector<std::string_view> variables;
    bool acts = false; ///< does more than that
};

Effects effects_of(const std::vector<const Node*>& branches) {
    Effects effects;
    for (const Node* branch : branches) {
        effects.acts |= !each_simple(*branch, [&](const Node& simple) {
            for (const auto& each : simple.assignments) effects.variables.push_back(each.name);
            if (simple.words.empty()) return;
            if (simple.words[0].is(":") || simple.words[0].is("true")) return;
            if (!simple.words[0].is("export")) {
                effects.acts = true;
                return;
            }
            for (std::size_t i = 1; i < simple.words.size(); ++i) {
                const std::string_view word = simple.words[i].text;
                effects.variables.push_back(word.substr(0, word.find('=')));
            }
        });
    }
    return effects;
}

/// The nodes print something and do nothing else.
bool only_prints(const Node& node) {
    bool prints = false;
    bool acts = false;
    const bool only_lists = each_simple(node, [&](const Node& simple) {
        const bool is_print = !simple.words.empty() && simple.assignments.empty() &&
                              (simple.words[0].is("echo") || simple.words[0].is("printf"));
        const bool goes_to_file =
            std::any_of(simple.redirects.begin(), simple.redirects.end(), [](const auto& each) {
                return each.op != shell::RedirectOp::duplicate_out &&
                       !each.target.text.starts_with("/dev/");
            });
        prints |= is_print;
        acts |= !is_print || goes_to_file;
    });
    return prints && !acts && only_lists;
}

class Judge {
public:
    Judge(const ArchitectureChoice& choice, const shell::Script& script, const Scope& scope)
        : choice_(choice), script_(script), scope_(scope) {}

    [[nodiscard]] Gap judge() const {
        if (choice_.otherwise != nullptr) {
            return only_prints(*choice_.otherwise) ? Gap::only_prints : Gap::none;
        }
        const Effects effects = effects_of(choice_.branches);
        if (!effects.acts && fails_when_unset()) return Gap::none;
        const auto& known = choice_.architectures;
        // Without the one everybody has, the branches are extras for the others.
        const bool chooses =
            known.size() > 1 && std::find(known.begin(), known.end(), "amd64") != known.end();
        const auto& set = effects.variables;
        const auto is_unset = [this](std::string_view name) { return !has_value(name); };
        if (chooses && (effects.acts || std::any_of(set.begin(), set.end(), is_unset))) {
            return Gap::no_branch;
        }
        // One branch is an extra for one architecture, unless others need what it sets.
        const bool is_needed = std::any_of(set.begin(), set.end(), [this](auto name) {
            return !has_value(name) && is_part_of_word(name, choice_.node->at.end);
        });
        return is_needed ? Gap::no_branch : Gap::none;
    }

private:
    /// The variable has a value already: the branches only change it.
    [[nodiscard]] bool has_value(std::string_view name) const {
        if (scope_.value(name)) return true;
        bool found = false;
        each_simple(script_.root, [&](const Node& simple) {
            if (simple.at.begin >= choice_.node->at.begin) return;
            for (const auto& each : simple.assignments) found |= each.name == name;
            for (const shell::Word& word : simple.words) {
                found |= word.text.starts_with(name) && word.text.size() > name.size() &&
                         word.text[name.size()] == '=';
            }
        });
        return found;
    }

    /// `${NAME}` inside a longer word: empty, it leaves half a word.
    [[nodiscard]] bool is_part_of_word(std::string_view name, std::uint32_t from) const {
        bool found = false;
        const auto look = [&](const shell::Word& word) {
            for (const shell::Expansion& each : word.expansions) {
                found |= each.name == name && each.op.empty() &&
                         each.at.size() + (word.quoted ? 2 : 0) < word.at.size();
            }
        };
        each_simple(script_.root, [&](const Node& simple) {
            if (simple.at.begin < from) return;
            for (const shell::Word& word : simple.words) look(word);
            for (const shell::Assignment& each : simple.assignments) {
                if (each.value) look(*each.value);
            }
        });
        return found;
    }

    /// `set -u` stops at a variable that no branch has set.
    [[nodiscard]] bool fails_when_unset() const {
        bool found = false;
        each_simple(script_.root, [&](const Node& simple) {
            if (simple.words.empty() || !simple.words[0].is("set")) return;
            for (const shell::Word& word : simple.words) {
                const bool is_cluster =
                    word.text.starts_with("-") && word.text.find('u') != word.text.npos;
                found |= is_cluster || word.is("nounset");
            }
        });
        return found;
    }

    const ArchitectureChoice& choice_;
    const shell::Script& script_;
    const Scope& scope_;
};

} // namespace

Gap gap_of(const ArchitectureChoice& choice, const Script& script, const Scope& scope) {
    return Judge(choice, script.tree, scope).judge();
}

} // namespace dflint::model
