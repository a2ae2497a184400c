// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/tokens.h"

#include "dflint/syntax/shell/parse.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dflint::fix {

namespace {

/// The tokens of one shell text.
class ShellTokens {
public:
    ShellTokens(LogicalText text, std::vector<Token>& out) : text_(std::move(text)), out_(out) {}

    /// False when the text cannot be read; nothing is added then.
    bool add() {
        const shell::Script script = shell::parse(text_.text(), shell::Dialect::posix);
        if (script.error) return false;
        add(script.root);
        for (const shell::Comment& comment : script.comments) add(Role::comment, comment.at);
        return true;
    }

private:
    void add(Role role, Span at) { out_.push_back({text_.in_file(at), role}); }

    void add(const shell::Redirect& redirect) {
        add(Role::redirect, redirect.at);
        if (redirect.heredoc == nullptr) return;
        add(Role::heredoc_body, redirect.heredoc->body);
        add(Role::heredoc_end, redirect.heredoc->terminator);
    }

    /// The parser caps the depth of the tree (shell::max_depth).
    void add(const shell::Node& node) {
        add(Role::shell_keyword, node.keyword);
        for (const shell::Assignment& each : node.assignments) add(Role::assignment, each.at);
        for (const shell::Word& word : node.words) {
            const bool names = node.kind == shell::NodeKind::simple && &word == &node.words.front();
            add(names ? Role::command_name : Role::argument, word.at);
        }
        for (const shell::Redirect& each : node.redirects) add(each);
        for (const Span each : node.operators) add(Role::shell_operator, each);
        for (const shell::Node& child : node.children) add(child);
        if (node.terminator && text_.slice(*node.terminator) != "\n") {
            add(Role::shell_operator, *node.terminator);
        }
    }

    LogicalText text_;
    std::vector<Token>& out_;
};

/// The tokens of one instruction, and of the one inside an ONBUILD.
class InstructionTokens {
public:
    InstructionTokens(const SourceFile& file, std::vector<Token>& out) : file_(file), out_(out) {}

    void add(const dockerfile::Instruction& instruction) {
        instruction_ = &instruction;
        if (instruction.keyword == dockerfile::Keyword::unknown) {
            add(Role::unreadable, instruction.at);
            return;
        }
        add(Role::keyword, instruction.keyword_at);
        for (const dockerfile::Flag& flag : instruction.flags) add(Role::flag, flag.at);
        if (is_open(instruction)) {
            const Span arguments = instruction.text.in_file(instruction.arguments);
            return add(Role::unreadable, {arguments.begin, instruction.at.end});
        }
        std::visit([this](const auto& body) { add(body); }, instruction.body);
        // Commands read them as a part of their text; ONBUILD leaves them to its inner instruction.
        if (instruction.as<dockerfile::Words>() == nullptr) return;
        for (const dockerfile::Heredoc& heredoc : instruction.heredocs) add(heredoc);
    }

private:
    /// A heredoc has swallowed the rest of the file.
    static bool is_open(const dockerfile::Instruction& instruction) {
        return std::any_of(instruction.heredocs.begin(), instruction.heredocs.end(),
                           [](const dockerfile::Heredoc& each) { return !each.is_closed(); });
    }

    void add(Role role, Span at) { out_.push_back({at, role}); }
    void add(Role role, const dockerfile::Word& word) { add(role, word.at); }
    void add(Role role, const std::optional<dockerfile::Word>& word) {
        if (word) add(role, *word);
    }

    void add(const dockerfile::Unreadable& body) { add(Role::unreadable, body.rest); }
    void add(const dockerfile::From& body) {
        add(Role::word, body.image);
        add(Role::word, body.as);
        add(Role::word, body.name);
    }
    void add(const dockerfile::Words& body) {
        for (const auto& word : body.words) add(body.json ? Role::json : Role::word, word);
    }
    void add(const dockerfile::Command& body) {
        if (body.json) {
            for (const dockerfile::Word& word : body.exec) add(Role::json, word);
        } else if (is_lone_heredoc(body)) {
            add_script(instruction_->heredocs.front());
        } else if (instruction_->heredocs.empty()) {
            const LogicalText text = instruction_->text.part(body.shell.logical);
            if (!ShellTokens(text, out_).add()) add(Role::shell_text, body.shell);
        } else {
            add_with_heredocs(body);
        }
    }
    void add(const dockerfile::Pairs& body) {
        for (const dockerfile::Pair& pair : body.pairs) {
            add(Role::key, pair.key);
            add(Role::value, pair.value);
        }
    }
    void add(const dockerfile::Single& body) { add(Role::value, body.value); }
    void add(const dockerfile::Healthcheck& body) {
        add(Role::word, body.type);
        add(body.command);
    }
    void add(const dockerfile::Onbuild& body) {
        if (body.inner) InstructionTokens(file_, out_).add(*body.inner);
    }
    void add(const dockerfile::Heredoc& heredoc) {
        add(Role::heredoc_body, heredoc.body);
        add(Role::heredoc_end, heredoc.terminator);
    }

    /// BuildKit runs the body of `RUN <<EOF` as a script.
    [[nodiscard]] bool is_lone_heredoc(const dockerfile::Command& body) const {
        return instruction_->heredocs.size() == 1 &&
               body.shell.at == instruction_->heredocs.front().opener;
    }
    void add_script(const dockerfile::Heredoc& heredoc) {
        add(Role::redirect, heredoc.opener);
        const LogicalText text(file_.slice(heredoc.body), heredoc.body.begin);
        // The first line may name an interpreter that is no shell.
        if (text.text().starts_with("#!")) {
            add(Role::heredoc_body, heredoc.body);
        } else if (!ShellTokens(text, out_).add()) {
            add(Role::shell_text, heredoc.body);
        }
        add(Role::heredoc_end, heredoc.terminator);
    }
    /// The shell reads the bodies below the line that opens them.
    void add_with_heredocs(const dockerfile::Command& body) {
        const LogicalText line = instruction_->text.part(body.shell.logical);
        std::string text(line.text());
        std::vector<LogicalText::Segment> segments(line.segments().begin(), line.segments().end());
        const auto put = [&](std::string_view what, std::uint32_t at) {
            segments.push_back({static_cast<std::uint32_t>(text.size()), at});
            text += what;
        };
        put("\n", body.shell.at.end);
        for (const dockerfile::Heredoc& heredoc : instruction_->heredocs) {
            put(file_.slice(heredoc.body), heredoc.body.begin);
            put(file_.slice(heredoc.terminator), heredoc.terminator.begin);
            put("\n", heredoc.terminator.end);
        }
        if (ShellTokens({text, std::move(segments)}, out_).add()) return;
        add(Role::shell_text, body.shell);
        for (const dockerfile::Heredoc& heredoc : instruction_->heredocs) add(heredoc);
    }

    const SourceFile& file_;
    std::vector<Token>& out_;
    const dockerfile::Instruction* instruction_ = nullptr;
};

void sort_by_place(std::vector<Token>& tokens) {
    std::sort(tokens.begin(), tokens.end(),
              [](const Token& a, const Token& b) { return a.at < b.at; });
}

/// A comment line inside a continued word cuts it in two. `comments` are in order of place.
std::vector<Token> cut_at(const std::vector<dockerfile::Comment>& comments,
                          const std::vector<Token>& tokens) {
    std::vector<Token> cut;
    auto comment = comments.begin();
    std::uint32_t end = 0;
    for (Token token : tokens) {
        if (token.at.empty() || token.at.begin < end) continue;
        end = token.at.end;
        while (comment != comments.end() && comment->at.end <= token.at.begin) ++comment;
        for (; comment != comments.end() && comment->at.begin < token.at.end; ++comment) {
            cut.push_back({{token.at.begin, comment->at.begin}, token.role, token.continues});
            token.at.begin = std::min(comment->at.end, token.at.end);
            token.continues = true;
        }
        if (!token.at.empty()) cut.push_back(token);
    }
    return cut;
}

} // namespace

std::vector<Token> tokens_of(const SourceFile& file, const dockerfile::Tree& tree) {
    std::vector<Token> tokens;
    for (const dockerfile::Directive& each : tree.directives) {
        tokens.push_back({each.at, Role::directive});
    }
    for (const dockerfile::Instruction& each : tree.instructions) {
        InstructionTokens(file, tokens).add(each);
    }
    sort_by_place(tokens);
    tokens = cut_at(tree.comments, tokens);
    for (const dockerfile::Comment& each : tree.comments) {
        tokens.push_back({each.at, Role::comment});
    }
    sort_by_place(tokens);
    return tokens;
}

} // namespace dflint::fix
