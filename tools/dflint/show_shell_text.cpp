// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/shell/parse.h"
#include "tools/dflint/show_shell.h"

namespace dflint {

namespace {

using shell::Node;
using shell::NodeKind;

std::string_view name_of(NodeKind kind) {
    switch (kind) {
    case NodeKind::simple:
        return "command";
    case NodeKind::pipeline:
        return "pipeline";
    case NodeKind::and_or:
        return "and-or list";
    case NodeKind::sequence:
        return "sequence";
    case NodeKind::subshell:
        return "subshell";
    case NodeKind::group:
        return "group";
    case NodeKind::if_clause:
        return "if";
    case NodeKind::while_loop:
        return "loop";
    case NodeKind::for_loop:
        return "for";
    case NodeKind::case_clause:
        return "case";
    case NodeKind::case_item:
        return "item";
    case NodeKind::function:
        return "function";
    case NodeKind::test:
        return "test";
    case NodeKind::arithmetic:
        return "arithmetic";
    case NodeKind::coproc:
        return "coproc";
    case NodeKind::timed:
        return "time";
    }
    return "node";
}

class Writer {
public:
    explicit Writer(const shell::Script& script) : script_(script) {}

    void write(const Node& node, int level) {
        std::string what(name_of(node.kind));
        if (node.negated) what += ", negated";
        if (node.background) what += ", in the background";
        line(level, what, node.at, {});
        for (const shell::Assignment& each : node.assignments) {
            line(level + 1, "assignment", each.at, text_of(each.at));
            if (each.value) write(each.value->expansions, level + 2);
            for (const shell::Word& element : each.elements) write(element, "element", level + 2);
        }
        for (const shell::Word& each : node.words) write(each, "word", level + 1);
        for (const shell::Redirect& each : node.redirects) write(each, level + 1);
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            write(node.children[i], level + 1);
            if (i >= node.operators.size()) continue;
            line(level + 1, "operator", node.operators[i], text_of(node.operators[i]));
        }
    }

    void write_error() {
        if (!script_.error) return;
        line(0, "error: " + script_.error->message, script_.error->at, text_of(script_.error->at));
    }

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    [[nodiscard]] std::string_view text_of(Span at) const {
        return script_.text.substr(at.begin, at.size());
    }

    void line(int level, std::string_view what, Span at, std::string_view text) {
        out_.append(static_cast<std::size_t>(level) * 2, ' ');
        out_ += what;
        out_ += " " + std::to_string(at.begin) + ".." + std::to_string(at.end);
        if (!text.empty()) out_ += "  ";
        for (const char c : text) {
            if (c == '\n') {
                out_ += "\\n";
            } else {
                out_ += c;
            }
        }
        out_ += '\n';
    }

    void write(const shell::Word& word, std::string_view what, int level) {
        line(level, what, word.at, word.raw);
        if (word.text != word.raw) line(level + 1, "means", word.at, word.text);
        write(word.expansions, level + 1);
    }

    void write(const shell::Redirect& redirect, int level) {
        line(level, "redirect", redirect.at, text_of(redirect.at));
        write(redirect.target.expansions, level + 1);
        if (redirect.heredoc == nullptr) return;
        line(level + 1, "heredoc", redirect.heredoc->body, text_of(redirect.heredoc->body));
        write(redirect.heredoc->expansions, level + 2);
    }

    void write(const std::vector<shell::Expansion>& expansions, int level) {
        for (const shell::Expansion& each : expansions) {
            line(level, "expansion", each.at, text_of(each.at));
            if (each.body != nullptr) write(*each.body, level + 1);
        }
    }

    const shell::Script& script_;
    std::string out_;
};

} // namespace

std::string shell_text(std::string_view text, shell::Dialect dialect) {
    const shell::Script script = shell::parse(text, dialect);
    Writer writer(script);
    writer.write(script.root, 0);
    writer.write_error();
    return writer.take();
}

} // namespace dflint
