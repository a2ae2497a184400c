// SPDX-License-Identifier: Apache-2.0
#include "outline.h"

namespace dflint::shell {

namespace {

class Writer {
public:
    explicit Writer(std::string_view text) : text_(text) {}

    std::string take() { return std::move(out_); }

    void node(const Node& each) {
        out_ += '{';
        out_ += name(each.kind);
        if (each.negated) out_ += " !";
        span(each.at, ' ');
        if (!each.keyword.empty()) {
            out_ += ' ';
            out_ += slice(each.keyword);
        }
        for (const Assignment& assignment : each.assignments) write(assignment);
        for (const Word& word : each.words) write(word);
        for (const Redirect& redirect : each.redirects) write(redirect);
        for (std::size_t i = 0; i < each.children.size(); ++i) {
            out_ += ' ';
            node(each.children[i]);
            if (i < each.operators.size()) {
                out_ += ' ';
                out_ += slice(each.operators[i]);
                span(each.operators[i], '@');
            }
        }
        if (each.has_else) out_ += " else";
        if (each.background) out_ += " background";
        out_ += '}';
        if (each.terminator) {
            out_ += slice(*each.terminator) == "\n" ? "\\n" : slice(*each.terminator);
        }
    }

private:
    static std::string_view name(NodeKind kind) {
        switch (kind) {
        case NodeKind::simple:
            return "cmd";
        case NodeKind::pipeline:
            return "pipe";
        case NodeKind::and_or:
            return "and_or";
        case NodeKind::sequence:
            return "seq";
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
        return "?";
    }

    std::string_view slice(Span at) const { return text_.substr(at.begin, at.size()); }

    void span(Span at, char before) {
        out_ += before + std::to_string(at.begin) + "-" + std::to_string(at.end);
    }

    void write(const Word& word) {
        out_ += ' ';
        out_ += word.text;
        span(word.at, '@');
        if (word.quoted) out_ += 'q';
        if (word.has_glob) out_ += 'g';
        write(word.expansions);
    }

    void write(const std::vector<Expansion>& expansions) {
        for (const Expansion& each : expansions) {
            out_ += '<';
            switch (each.kind) {
            case ExpansionKind::parameter:
                out_ += each.name;
                break;
            case ExpansionKind::command:
                out_ += "command";
                break;
            case ExpansionKind::arithmetic:
                out_ += "arithmetic";
                break;
            case ExpansionKind::process:
                out_ += "process";
                break;
            }
            if (!each.op.empty()) out_ += " " + std::string(each.op);
            span(each.at, '@');
            if (each.in_double_quotes) out_ += 'q';
            if (each.body != nullptr) {
                out_ += ' ';
                node(*each.body);
            }
            out_ += '>';
        }
    }

    void write(const Assignment& assignment) {
        out_ += " [" + std::string(assignment.name) + (assignment.append ? "+=" : "=");
        span(assignment.at, '@');
        if (assignment.is_array) out_ += " array";
        if (assignment.value) write(*assignment.value);
        for (const Word& each : assignment.elements) write(each);
        out_ += ']';
    }

    void write(const Redirect& redirect) {
        out_ += " [" + std::string(redirect.fd);
        out_ += slice(redirect.op_at);
        span(redirect.at, '@');
        write(redirect.target);
        if (redirect.heredoc != nullptr) {
            span(redirect.heredoc->body, ' ');
            span(redirect.heredoc->terminator, ' ');
            if (!redirect.heredoc->expands) out_ += " literal";
            write(redirect.heredoc->expansions);
        }
        out_ += ']';
    }

    std::string_view text_;
    std::string out_;
};

} // namespace

std::string outline(std::string_view text, Dialect dialect) {
    const Script script = parse(text, dialect);
    if (script.error) return "error: " + script.error->message;
    std::string out;
    for (const Node& each : script.root.children) {
        Writer writer(text);
        writer.node(each);
        out += (out.empty() ? "" : " ") + writer.take();
    }
    return out;
}

std::string mistake(std::string_view text, Dialect dialect) {
    const Script script = parse(text, dialect);
    if (!script.error) return {};
    return script.error->message + " @" + std::to_string(script.error->at.begin) + "-" +
           std::to_string(script.error->at.end);
}

} // namespace dflint::shell
