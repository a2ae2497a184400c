// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/mentions.h"

#include "dflint/model/platform_arguments.h"
#include "dflint/source/byte_set.h"

#include <algorithm>

namespace dflint::model {

namespace {

constexpr ByteSet
    name_characters("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

/// Calls `visit` for each node of the script, those inside of substitutions included.
template <class Visit> void for_each_node(const shell::Node& node, const Visit& visit) {
    visit(node);
    for (const shell::Node& child : node.children) for_each_node(child, visit);
}

template <class Visit> void for_each_node(const shell::Script& script, const Visit& visit) {
    for_each_node(script.root, visit);
    for (const auto& body : script.substitutions) for_each_node(*body, visit);
}

class UseCollector {
public:
    std::vector<VariableUse> uses;

    void read(const shell::Node& node) {
        for (const shell::Word& word : node.words) read(word.expansions);
        for (const shell::Assignment& each : node.assignments) {
            if (each.value) read(each.value->expansions);
            for (const shell::Word& element : each.elements) read(element.expansions);
        }
        for (const shell::Redirect& each : node.redirects) {
            read(each.target.expansions);
            if (each.heredoc != nullptr) read(each.heredoc->expansions);
        }
    }

private:
    void read(const std::vector<shell::Expansion>& expansions) {
        for (const shell::Expansion& each : expansions) {
            if (each.kind != shell::ExpansionKind::parameter) continue;
            uses.push_back({each.name, each.at, each.op});
        }
    }
};

/// `. ./env.sh` may set anything; what everybody sources names no platform.
bool may_set_by_source(const shell::Word& file, std::string_view name) {
    if (!file.is_static() || !is_platform_argument(name)) return true;
    const auto has = [&](std::string_view part) { return file.text.find(part) != file.text.npos; };
    return has("arch") || has("platform") || has("build") || has("env.sh") || has(".env");
}

bool may_set_by_words(const std::vector<shell::Word>& words, std::string_view name) {
    if (words.empty()) return false;
    const shell::Word& command = words[0];
    if (command.is("echo") || command.is("printf")) return false;
    if (command.is("eval")) {
        return std::any_of(words.begin() + 1, words.end(),
                           [](const auto& word) { return !word.is_static(); });
    }
    if (command.is(".") || command.is("source")) {
        return words.size() > 1 && may_set_by_source(words[1], name);
    }
    return std::any_of(words.begin() + 1, words.end(), [&](const shell::Word& word) {
        return word.text.starts_with(name) &&
               (word.text.size() == name.size() || word.text[name.size()] == '=');
    });
}

} // namespace

std::string_view leading_name(std::string_view text) {
    return text.substr(0, name_characters.first_not_in(text));
}

FirstMentions::FirstMentions(const Build& build) {
    for (const Stage& stage : build.stages) {
        for (std::uint32_t i = stage.first + 1; i < stage.last; ++i) {
            std::string_view text = build.file.slice(build.instructions()[i].at);
            for (std::size_t sign = text.find('$'); sign != text.npos; sign = text.find('$')) {
                text.remove_prefix(sign + 1);
                if (text.starts_with('{')) text.remove_prefix(1);
                const std::string_view name = leading_name(text);
                if (!name.empty()) first_.try_emplace({name, stage.index}, i);
            }
        }
    }
}

std::uint32_t FirstMentions::of(const Stage& stage, std::string_view name) const {
    const auto found = first_.find({name, stage.index});
    return found == first_.end() ? stage.last : found->second;
}

std::vector<VariableUse> variable_uses(const shell::Script& script) {
    UseCollector collector;
    for_each_node(script, [&](const shell::Node& node) { collector.read(node); });
    return std::move(collector.uses);
}

bool may_set(const shell::Script& script, std::string_view name) {
    bool sets = false;
    for_each_node(script, [&](const shell::Node& node) {
        sets = sets || may_set_by_words(node.words, name) ||
               std::any_of(node.assignments.begin(), node.assignments.end(),
                           [&](const auto& each) { return each.name == name; }) ||
               (node.kind == shell::NodeKind::for_loop && !node.words.empty() &&
                node.words[0].text == name);
    });
    if (sets) return true;
    const auto uses = variable_uses(script);
    return std::any_of(uses.begin(), uses.end(), [&](const VariableUse& use) {
        return use.name == name && (use.op == "=" || use.op == ":=");
    });
}

} // namespace dflint::model
