// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/show_shell.h"

#include "dflint/source/line_index.h"
#include "dflint/syntax/shell/parse.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace dflint {

namespace {

using json = nlohmann::ordered_json;
using shell::Node;
using shell::NodeKind;

json json_of(Span at) {
    return json::array({at.begin, at.end});
}

json json_of(const shell::Word& word) {
    json out = {{"raw", word.raw}, {"span", json_of(word.at)}};
    if (word.is_static()) out["static"] = word.text;
    return out;
}

/// The language that reads all of the script.
std::string_view language_of(const shell::Script& script) {
    const bool is_bash = script.dialect == shell::Dialect::bash || !script.extensions.empty();
    return is_bash ? "bash" : "posix";
}

/// Collects the simple commands and lists of a tree in the order they begin.
class Collector {
public:
    explicit Collector(const shell::Script& script) : script_(script) {}

    void visit_sequence(const Node& sequence) {
        for (const Node& each : sequence.children) {
            Span statement = each.at;
            if (each.terminator && text_of(*each.terminator) != "\n") {
                statement.end = each.terminator->end;
            }
            visit(each, statement);
        }
    }

    json commands = json::array();
    json lists = json::array();

private:
    [[nodiscard]] std::string_view text_of(Span at) const {
        return script_.text.substr(at.begin, at.size());
    }

    /// `statement` is the node with what ends it.
    void visit(const Node& node, Span statement) {
        switch (node.kind) {
        case NodeKind::sequence:
            visit_sequence(node);
            break;
        case NodeKind::simple:
            add_command(node, statement);
            break;
        case NodeKind::test:
            add_test(node, statement);
            break;
        case NodeKind::pipeline:
        case NodeKind::and_or:
            visit_list(node, statement);
            return;
        default:
            visit_words(node);
            for (const Node& child : node.children) visit(child, child.at);
        }
        visit_redirects(node);
    }

    void visit_list(const Node& node, Span statement) {
        Span at = statement;
        for (std::size_t i = node.children.size() - 1; i > 0; --i) {
            lists.push_back({{"op", text_of(node.operators[i - 1])}, {"span", json_of(at)}});
            at.end = node.children[i - 1].at.end;
        }
        visit(node.children.front(), at);
        for (std::size_t i = 1; i < node.children.size(); ++i) {
            visit(node.children[i], node.children[i].at);
        }
    }

    void add_command(const Node& node, Span statement) {
        if (!node.words.empty() || !node.assignments.empty()) {
            json command = json::object();
            for (const shell::Word& each : node.words) command["args"].push_back(json_of(each));
            for (const shell::Assignment& each : node.assignments) {
                command["assigns"].push_back(
                    {{"name", each.name}, {"raw", text_of(each.at)}, {"span", json_of(each.at)}});
            }
            for (const shell::Redirect& each : node.redirects) {
                command["redirs"].push_back(json_of(each));
            }
            command["span"] = json_of(statement);
            commands.push_back(std::move(command));
        }
        for (const shell::Assignment& each : node.assignments) {
            if (each.value) visit_expansions(each.value->expansions);
            for (const shell::Word& word : each.elements) visit_expansions(word.expansions);
        }
        visit_words(node);
    }

    /// To a POSIX shell [[ is the name of a command.
    void add_test(const Node& node, Span statement) {
        if (language_of(script_) == "posix") {
            const Span close{node.at.end - 2, node.at.end};
            json args = json::array({bracket(node.keyword)});
            for (const shell::Word& each : node.words) args.push_back(json_of(each));
            args.push_back(bracket(close));
            commands.push_back({{"args", std::move(args)}, {"span", json_of(statement)}});
        }
        visit_words(node);
    }

    [[nodiscard]] json bracket(Span at) const {
        return {{"raw", text_of(at)}, {"span", json_of(at)}, {"static", text_of(at)}};
    }

    [[nodiscard]] json json_of(const shell::Redirect& redirect) const {
        json out = {{"op", text_of(redirect.op_at)},
                    {"span", dflint::json_of(redirect.at)},
                    {"word", dflint::json_of(redirect.target)}};
        if (!redirect.fd.empty()) out["n"] = redirect.fd;
        return out;
    }
    [[nodiscard]] static json json_of(Span at) { return dflint::json_of(at); }
    [[nodiscard]] static json json_of(const shell::Word& word) { return dflint::json_of(word); }

    void visit_words(const Node& node) {
        for (const shell::Word& each : node.words) visit_expansions(each.expansions);
    }

    void visit_redirects(const Node& node) {
        for (const shell::Redirect& each : node.redirects) {
            visit_expansions(each.target.expansions);
            if (each.heredoc != nullptr) visit_expansions(each.heredoc->expansions);
        }
    }

    void visit_expansions(const std::vector<shell::Expansion>& expansions) {
        for (const shell::Expansion& each : expansions) {
            if (each.body != nullptr) visit_sequence(*each.body);
        }
    }

    const shell::Script& script_;
};

json json_of(const shell::SyntaxError& error, std::string_view text) {
    const Position position = LineIndex(text).position(error.at.begin, text);
    return {{"message", error.message},
            {"offset", error.at.begin},
            {"span", json_of(error.at)},
            {"line", position.line},
            {"col", position.column}};
}

} // namespace

std::string shell_json(std::string_view file, std::string_view text, shell::Dialect dialect) {
    const shell::Script script = shell::parse(text, dialect);
    json line = {{"file", file}, {"text", text}, {"lang", language_of(script)}};
    if (script.error) {
        line["error"] = json_of(*script.error, text);
    } else {
        Collector collector(script);
        collector.visit_sequence(script.root);
        line["commands"] = std::move(collector.commands);
        line["lists"] = std::move(collector.lists);
    }
    return line.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace dflint
