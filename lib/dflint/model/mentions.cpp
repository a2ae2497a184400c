// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/mentions.h"

#include "dflint/model/platform_arguments.h"
#include "dflint/source/byte_set.h"

#include <algorithm>

namespace dflint::model {

namespace {

constexpr ByteSet
    name_characters("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

} // namespace

std::string_view leading_name(std::string_view text) {
    return text.substr(0, name_characters.first_not_in(text));
}

namespace {

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
    std::vector<Span> arithmetic; ///< $((...)) and the like

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
            if (each.kind == shell::ExpansionKind::parameter)
                uses.push_back({each.name, each.at, each.op});
            if (each.kind == shell::ExpansionKind::arithmetic) arithmetic.push_back(each.at);
        }
    }
};

bool is_assignment_operator(std::string_view text) {
    for (const std::string_view op : {"<<", ">>", "+", "-", "*", "/", "%", "&", "^", "|"}) {
        if (!text.starts_with(op)) continue;
        text.remove_prefix(op.size());
        break;
    }
    return text.starts_with('=') && !text.starts_with("==");
}

/// `NAME = 1`, `NAME += 1`, `NAME++` or `--NAME` stands in the text of a calculation.
bool calculates(std::string_view text, std::string_view name) {
    constexpr ByteSet blanks(" \t\n");
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
        std::string_view before = text.substr(0, at);
        std::string_view behind = text.substr(at + name.size());
        if (!before.empty() && name_characters.has(before.back())) continue;
        if (!leading_name(behind).empty()) continue;
        while (!before.empty() && blanks.has(before.back())) before.remove_suffix(1);
        if (behind.starts_with('[')) return true; // an array is the script's own
        behind.remove_prefix(std::min(blanks.first_not_in(behind), behind.size()));
        if (before.ends_with("++") || before.ends_with("--")) return true;
        if (behind.starts_with("++") || behind.starts_with("--")) return true;
        if (is_assignment_operator(behind)) return true;
    }
    return false;
}

/// `printf -v NAME`
bool prints_into(const std::vector<shell::Word>& words, std::string_view name) {
    return words.size() > 2 && words[1].is("-v") && words[2].text == name;
}

/// `. ./env.sh` may set anything; what everybody sources names no platform.
bool may_set_by_source(const shell::Word& file, std::string_view name) {
    if (!file.is_static() || !is_platform_argument(name)) return true;
    const auto has = [&](std::string_view part) { return file.text.find(part) != file.text.npos; };
    return has("arch") || has("platform") || has("build") || has("env.sh") || has(".env");
}

bool may_set_by_words(const std::vector<shell::Word>& words, std::string_view name) {
    if (words.empty()) return false;
    const shell::Word& command = words[0];
    if (command.is("printf")) return prints_into(words, name);
    if (command.is("echo")) return false;
    if (command.is("eval")) {
        return std::any_of(words.begin() + 1, words.end(),
                           [](const auto& word) { return !word.is_static(); });
    }
    if (command.is(".") || command.is("source")) {
        return words.size() > 1 && may_set_by_source(words[1], name);
    }
    return std::any_of(words.begin() + 1, words.end(), [&](const shell::Word& word) {
        if (!word.text.starts_with(name)) return false;
        const std::string_view behind = word.text.substr(name.size());
        return behind.empty() || behind.starts_with('=') || behind.starts_with("+=") ||
               (command.is("let") && calculates(word.text, name));
    });
}

bool may_set_by_node(const shell::Node& node, std::string_view name) {
    using shell::NodeKind;
    const auto is_named = [&](const auto& each) { return each.name == name; };
    const bool is_calculated = node.kind == NodeKind::arithmetic ||
                               (node.kind == NodeKind::for_loop && node.words.size() == 1);
    if (!node.words.empty()) {
        const std::string_view first = node.words[0].text;
        if (is_calculated && calculates(first, name)) return true;
        const bool names_it = node.kind == NodeKind::for_loop || node.kind == NodeKind::coproc;
        if (names_it && first == name) return true;
    }
    return (node.kind == NodeKind::simple && may_set_by_words(node.words, name)) ||
           std::any_of(node.assignments.begin(), node.assignments.end(), is_named) ||
           std::any_of(node.redirects.begin(), node.redirects.end(), [&](const auto& each) {
               return each.fd.starts_with('{') && leading_name(each.fd.substr(1)) == name;
           });
}

} // namespace

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
    UseCollector collector;
    for_each_node(script, [&](const shell::Node& node) {
        sets = sets || may_set_by_node(node, name);
        if (!sets) collector.read(node);
    });
    const auto sets_in_use = [&](const VariableUse& use) {
        return use.name == name && (use.op == "=" || use.op == ":=");
    };
    const auto sets_in_calculation = [&](Span at) {
        return calculates(script.text.substr(at.begin, at.size()), name);
    };
    return sets || std::any_of(collector.uses.begin(), collector.uses.end(), sets_in_use) ||
           std::any_of(collector.arithmetic.begin(), collector.arithmetic.end(),
                       sets_in_calculation);
}

} // namespace dflint::model
