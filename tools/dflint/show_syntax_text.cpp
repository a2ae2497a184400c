// SPDX-License-Identifier: Apache-2.0
#include "show_syntax.h"

#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/directive.h"
#include "dflint/syntax/dockerfile/parse.h"

namespace dflint::tools {

using namespace dockerfile;

namespace {
/// Writes one node per line.
class Printer {
public:
    explicit Printer(const SourceFile& file) : file_(file) {}

    std::string print(const Tree& tree) {
        for (const Directive& directive : tree.directives) {
            node(0, "directive", directive.at, name_of(directive.kind));
            node(1, "value", directive.value.at, directive.value.text);
        }
        auto comment = tree.comments.begin();
        for (const Instruction& each : tree.instructions) {
            for (; comment != tree.comments.end() && comment->at.begin < each.at.begin; ++comment) {
                node(0, "comment", comment->at, file_.slice(comment->at));
            }
            instruction(0, each);
            for (; comment != tree.comments.end() && comment->at.begin < each.at.end; ++comment) {
                node(1, "comment", comment->at, file_.slice(comment->at));
            }
        }
        for (; comment != tree.comments.end(); ++comment) {
            node(0, "comment", comment->at, file_.slice(comment->at));
        }
        for (const SyntaxError& error : tree.errors) {
            node(0, "error", error.at, error.message);
        }
        return std::move(out_);
    }

private:
    void instruction(int depth, const Instruction& each) {
        const std::string_view name = name_of(each.keyword);
        line(depth, name.empty() ? "unknown" : name, each.at);
        for (const Flag& flag : each.flags) node(depth + 1, "flag", flag.at, flag.text);
        std::visit([&](const auto& body) { print_body(depth + 1, body); }, each.body);
        for (const Heredoc& heredoc : each.heredocs) {
            node(depth + 1, "heredoc", heredoc.opener, heredoc.name);
            line(depth + 2, heredoc.expands ? "body, expanded" : "body", heredoc.body);
        }
    }

    void print_body(int depth, const Unreadable& body) { word(depth, "unreadable", body.rest); }
    void print_body(int depth, const From& from) {
        word(depth, "image", from.image);
        if (from.as) word(depth, "as", *from.as);
        if (from.name) word(depth, "name", *from.name);
    }
    void print_body(int depth, const Words& body) {
        for (const Word& each : body.words) word(depth, body.json ? "string" : "word", each);
    }
    void print_body(int depth, const Command& command) {
        if (!command.json) return word(depth, "shell", command.shell);
        line(depth, "exec", command.shell.at);
        for (const Word& each : command.exec) word(depth + 1, "string", each);
    }
    void print_body(int depth, const Pairs& body) {
        for (const Pair& pair : body.pairs) {
            line(depth, body.legacy ? "legacy pair" : "pair", pair.at);
            word(depth + 1, "key", pair.key);
            if (pair.value) word(depth + 1, "value", *pair.value);
        }
    }
    void print_body(int depth, const Single& body) { word(depth, "value", body.value); }
    void print_body(int depth, const Healthcheck& body) {
        word(depth, "type", body.type);
        print_body(depth, body.command);
    }
    void print_body(int depth, const Onbuild& body) {
        if (body.inner) instruction(depth, *body.inner);
    }

    void word(int depth, std::string_view kind, const Word& each) {
        if (!each.text.empty() || !each.at.empty()) node(depth, kind, each.at, each.text);
    }

    void node(int depth, std::string_view kind, Span at, std::string_view text) {
        line(depth, kind, at);
        out_.back() = ' ';
        for (const char c : utf8::sanitized(text)) {
            if (c == '\n') {
                out_ += "\\n";
            } else {
                out_ += c;
            }
        }
        out_ += '\n';
    }

    /// kind line:column-line:column
    void line(int depth, std::string_view kind, Span at) {
        out_.append(static_cast<std::size_t>(depth) * 2, ' ').append(kind).append(" ");
        place(at.begin);
        out_ += '-';
        place(at.end);
        out_ += '\n';
    }
    void place(std::uint32_t offset) {
        const Position position = file_.position(offset);
        out_ += std::to_string(position.line) + ":" + std::to_string(position.column);
    }

    const SourceFile& file_;
    std::string out_;
};
} // namespace

std::string syntax_text(const SourceFile& file) {
    const Tree tree = parse(file);
    return Printer(file).print(tree);
}

} // namespace dflint::tools
