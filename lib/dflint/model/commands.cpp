// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/commands.h"

#include "dflint/model/options.h"
#include "dflint/model/scripts.h"
#include "dflint/model/unwrap.h"

#include <algorithm>
#include <utility>

namespace dflint::model {

namespace {

using shell::Node;
using shell::NodeKind;
using Expansions = std::vector<shell::Expansion>;

/// Scripts inside scripts (`sh -c "sh -c '...'"`) are followed this deep.
constexpr int max_script_depth = 4;

/// A command that only asks, so that what `&&` hangs on it runs in some builds and not in others.
bool is_question(const Node& node) {
    if (node.kind == NodeKind::test || node.kind == NodeKind::arithmetic) return true;
    if (node.kind != NodeKind::simple || node.words.empty()) return false;
    const shell::Word& name = node.words.front();
    if (name.is("[") || name.is("test")) return true;
    return name.is("command") && node.words.size() > 1 && node.words[1].is("-v");
}

/// Redirects standard input when no descriptor says otherwise.
bool is_for_input(shell::RedirectOp op) {
    using Op = shell::RedirectOp;
    return op == Op::input || op == Op::read_write || op == Op::duplicate_in || op == Op::heredoc ||
           op == Op::heredoc_dash || op == Op::here_string;
}

class Reader {
public:
    Reader(Run& run, Shell shell) : run_(run), shell_(shell) {}

    /// The top-level list of the first script, part by part.
    void read_parts(const Script& script) {
        script_ = &script;
        reserve_parts(script.tree.root);
        std::string_view before;
        Span before_at;
        for (const Node& statement : script.tree.root.children) {
            read_part(statement, before, before_at);
            before_at = {};
            before = {};
            if (statement.terminator) {
                before = script.tree.text.substr(statement.terminator->begin,
                                                 statement.terminator->size());
                before_at = script.text.in_file(*statement.terminator);
            }
        }
        part_ = 0;
    }

private:
    /// Most parts are one command each.
    void reserve_parts(const Node& root) {
        std::size_t count = 0;
        for (const Node& statement : root.children)
            count += std::max<std::size_t>(statement.children.size(), 1);
        run_.parts.reserve(count);
        run_.commands.reserve(count);
    }

    void read_part(const Node& statement, std::string_view before, Span before_at) {
        if (statement.kind != NodeKind::and_or || statement.negated || statement.background) {
            add_part(statement, before, before_at);
            visit(statement, {});
            return;
        }
        Position position;
        for (std::size_t i = 0; i < statement.children.size(); ++i) {
            if (i > 0) {
                const Span op = statement.operators[i - 1];
                before = script_->tree.text.substr(op.begin, op.size());
                before_at = in_file(op);
            }
            add_part(statement.children[i], before, before_at);
            visit_link(statement, i, position);
        }
    }

    void add_part(const Node& node, std::string_view before, Span before_at) {
        part_ = static_cast<std::uint32_t>(run_.parts.size());
        run_.parts.push_back({&node, in_file(node.at), before, before_at});
    }

    /// Child `i` of a list joined by && and ||; `position` carries over from link to link.
    void visit_link(const Node& list, std::size_t i, Position& position) {
        const auto is_or = [&](std::size_t op) {
            const Span at = list.operators[op];
            return script_->tree.text.substr(at.begin, at.size()) == "||";
        };
        if (i > 0) {
            position.conditional |= is_or(i - 1) || is_question(list.children[i - 1]);
        }
        Position here = position;
        here.failure_ignored |= i < list.operators.size() && is_or(i);
        visit(list.children[i], here);
    }

    void visit_children(const Node& node, Position position) {
        for (const Node& child : node.children) visit(child, position);
    }

    void visit(const Node& node, Position position) {
        position.negated = node.negated;
        // The words of a loop or a case, and where a compound command writes to, come before it.
        if (node.kind != NodeKind::simple) visit_substitutions(node, position);
        switch (node.kind) {
        case NodeKind::simple:
            add_command(node, position);
            return;
        case NodeKind::pipeline:
            position.in_pipeline = true;
            visit_children(node, position);
            break;
        case NodeKind::and_or: {
            Position carried = position;
            for (std::size_t i = 0; i < node.children.size(); ++i) visit_link(node, i, carried);
            break;
        }
        case NodeKind::subshell:
            position.in_subshell = true;
            visit_children(node, position);
            break;
        case NodeKind::if_clause:
            for (std::size_t i = 0; i < node.children.size(); ++i) {
                visit(node.children[i], position); // the first condition always runs
                position.conditional = true;
            }
            break;
        case NodeKind::while_loop:
        case NodeKind::for_loop:
            position.in_loop = true;
            position.conditional = true;
            visit_children(node, position);
            break;
        case NodeKind::function:
            position.in_function = true;
            position.conditional = true;
            visit_children(node, position);
            break;
        case NodeKind::case_clause:
        case NodeKind::case_item:
            position.conditional = true;
            visit_children(node, position);
            break;
        default:
            visit_children(node, position);
            break;
        }
    }

    [[nodiscard]] Span in_file(Span logical) const { return script_->text.in_file(logical, near_); }

    Word word_of(const shell::Word& word) const { return {word.text, in_file(word.at), &word}; }

    Setting setting_of(std::string_view name, const shell::Word* value, Span at) const {
        return {name, value == nullptr ? std::string_view() : value->text,
                value == nullptr || value->is_static(), in_file(at)};
    }

    Setting setting_in(const shell::Word& word) const {
        const std::size_t equals = word.text.find('=');
        return {word.text.substr(0, equals), word.text.substr(equals + 1), word.is_static(),
                in_file(word.at)};
    }

    void add_command(const Node& node, Position position) {
        if (node.words.empty()) {
            visit_substitutions(node, position);
            if (position.in_subshell || position.in_pipeline) return;
            for (const shell::Assignment& each : node.assignments) {
                run_.settings.push_back(
                    setting_of(each.name, each.value ? &*each.value : nullptr, each.at));
            }
            return;
        }
        const Unwrapped unwrapped = unwrap(node.words);
        const shell::Word& name = node.words[unwrapped.name];
        auto nested = nested_script(node, unwrapped);
        visit_substitutions(node, position, nested ? handed_over(node, unwrapped) : nullptr);
        Command& command = run_.commands.emplace_back();
        command.run = &run_;
        command.script = script_;
        command.node = &node;
        command.part = part_;
        command.position = position;
        command.as_root = unwrapped.as_root;
        command.takes_more_words = unwrapped.takes_more_words;
        command.first_word = static_cast<std::uint32_t>(unwrapped.name);
        command.at = in_file(Span{node.words.front().at.begin, node.words.back().at.end});
        command.name_word = word_of(name);
        command.name_word.text.remove_prefix(unwrapped.name_from);
        command.name_word.at = in_file({name.at.begin + unwrapped.name_from, name.at.end});
        if (name.is_static()) command.name = base_name(command.name_word.text);
        if (unwrapped.interpreter)
            command.interpreter = word_of(node.words[*unwrapped.interpreter]);
        command.words.reserve(node.words.size() - unwrapped.name - 1);
        for (std::size_t i = unwrapped.name + 1; i < node.words.size(); ++i) {
            command.words.push_back(word_of(node.words[i]));
        }
        for (const shell::Assignment& each : node.assignments) {
            command.assignments.push_back(
                setting_of(each.name, each.value ? &*each.value : nullptr, each.at));
        }
        for (const std::size_t i : unwrapped.assignments) {
            command.assignments.push_back(setting_in(node.words[i]));
        }
        if (command.is("export") && !position.in_subshell) {
            for (const shell::Word& word : node.words) {
                if (word.text.find('=') != word.text.npos)
                    run_.settings.push_back(setting_in(word));
            }
        }
        read_options(command);
        if (nested) read(std::move(nested), inner_shell(name), position);
    }

    /// `sh` of `sh -c '...'`; eval reads with the shell that runs it.
    [[nodiscard]] Shell inner_shell(const shell::Word& name) const {
        return name.is("eval") ? shell_ : shell_named(name.text);
    }

    /// The script that a command hands to a shell: a word, or its standard input. One that has
    /// expansions in it and cannot be read as it stands says nothing.
    [[nodiscard]] std::unique_ptr<const Script> nested_script(const Node& node,
                                                              const Unwrapped& unwrapped) const {
        if (!unwrapped.script && !unwrapped.reads_input) return nullptr;
        const Shell shell = inner_shell(node.words[unwrapped.name]);
        if (depth_ >= max_script_depth || !is_readable(shell)) return nullptr;
        std::unique_ptr<const Script> script;
        bool is_static = false;
        if (unwrapped.script) {
            const shell::Word& word = node.words[*unwrapped.script];
            script = script_in(*script_, word, shell);
            is_static = word.is_static();
        } else if (unwrapped.reads_input) {
            const shell::Heredoc* const input = input_of(node);
            if (input == nullptr) return nullptr;
            script = script_in(*script_, *input, shell);
            is_static = input->expansions.empty();
        }
        if (script && script->tree.error && !is_static) return nullptr;
        return script;
    }

    /// What stands in a text for a shell is met when that text is read.
    [[nodiscard]] static const Expansions* handed_over(const Node& node,
                                                       const Unwrapped& unwrapped) {
        if (unwrapped.script) return &node.words[*unwrapped.script].expansions;
        return &input_of(node)->expansions;
    }

    /// `bash <<EOF`
    [[nodiscard]] static const shell::Heredoc* input_of(const Node& node) {
        const shell::Heredoc* input = nullptr;
        for (const shell::Redirect& each : node.redirects) {
            const bool reads = each.fd.empty() ? is_for_input(each.op) : each.fd == "0";
            if (reads) input = each.heredoc;
        }
        return input;
    }

    /// A script inside the one at hand.
    void read(std::unique_ptr<const Script> script, Shell shell, Position position) {
        const Script& inner = *run_.scripts.emplace_back(std::move(script));
        if (inner.tree.error) {
            if (run_.error == nullptr) run_.error = &*inner.tree.error;
            return;
        }
        position.in_nested_script = true;
        const Script* const outer_script = std::exchange(script_, &inner);
        const Shell outer_shell = std::exchange(shell_, shell);
        ++depth_;
        visit(inner.tree.root, position);
        --depth_;
        shell_ = outer_shell;
        script_ = outer_script;
    }

    /// All of a command's words but for those in `handed_over`.
    void visit_substitutions(const Node& node, Position position,
                             const Expansions* handed_over = nullptr) {
        if (script_->tree.substitutions.empty()) return;
        position.in_substitution = true;
        position.in_subshell = true;
        const auto visit_all = [&](const Expansions& expansions) {
            if (&expansions != handed_over) visit_expansions(expansions, position);
        };
        for (const shell::Word& word : node.words) visit_all(word.expansions);
        for (const shell::Assignment& each : node.assignments) {
            if (each.value) visit_all(each.value->expansions);
            for (const shell::Word& word : each.elements) visit_all(word.expansions);
        }
        for (const shell::Redirect& each : node.redirects) {
            visit_all(each.target.expansions);
            if (each.heredoc != nullptr) visit_all(each.heredoc->expansions);
        }
    }

    void visit_expansions(const Expansions& expansions, Position position) {
        for (const shell::Expansion& each : expansions) {
            if (each.body != nullptr) visit(*each.body, position);
        }
    }

    Run& run_;
    Shell shell_;
    const Script* script_ = nullptr;
    mutable std::size_t near_ = 0; ///< words are met in order
    std::uint32_t part_ = 0;
    int depth_ = 0;
};

} // namespace

void read_commands(Run& run, Shell shell) {
    if (run.scripts.empty()) return;
    const Script& script = *run.scripts.front();
    if (script.tree.error) {
        run.error = &*script.tree.error;
        return;
    }
    Reader(run, shell).read_parts(script);
    std::stable_sort(run.settings.begin(), run.settings.end(),
                     [](const Setting& a, const Setting& b) { return a.name < b.name; });
    if (run.error != nullptr) {
        run.parts.clear();
        run.commands.clear();
        run.settings.clear();
    }
    for (const Command& command : run.commands) {
        if (auto install = install_of(command)) run.installs.push_back(*std::move(install));
    }
}

} // namespace dflint::model
