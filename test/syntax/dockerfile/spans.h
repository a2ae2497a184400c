// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parsed.h"

namespace dflint::dockerfile::test {

/// Walks over a tree and collects what is broken.
class SpanChecker {
public:
    SpanChecker(const SourceFile& file, Strings& problems) : file_(file), problems_(problems) {}

    void tree(const Tree& tree) {
        std::uint32_t end = 0;
        for (const Instruction& each : tree.instructions) {
            expect(end <= each.at.begin, "instructions overlap", each.at);
            end = each.at.end;
            expect(each.comments_begin <= each.comments_end &&
                       each.comments_end <= tree.comments.size(),
                   "comments out of range", each.at);
            instruction(each);
        }
        std::uint32_t last = 0;
        for (const Comment& each : tree.comments) {
            inside_file(each.at);
            expect(last <= each.at.begin && file_.text()[each.at.begin] == '#', "comment", each.at);
            last = each.at.end;
        }
        for (const SyntaxError& each : tree.errors) inside_file(each.at);
    }

private:
    void instruction(const Instruction& each) {
        inside_file(each.at);
        expect(each.at.contains(each.keyword_at), "keyword outside", each.keyword_at);
        const std::string_view text = each.text.text();
        for (std::uint32_t i = 0; i < text.size(); ++i) {
            expect(file_.text()[each.text.in_file(i)] == text[i], "joined text", each.at);
        }
        for (const Flag& flag : each.flags) {
            expect(each.at.contains(flag.at) && flag.at.contains(flag.value_at), "flag", flag.at);
        }
        for (const Heredoc& heredoc : each.heredocs) {
            expect(each.at.contains(heredoc.opener) && each.at.contains(heredoc.terminator) &&
                       heredoc.body.end <= heredoc.terminator.begin,
                   "heredoc", heredoc.opener);
        }
        std::visit([&](const auto& body) { this->body(each, body); }, each.body);
    }

    void body(const Instruction& each, const Unreadable& body) { word(each, body.rest); }
    void body(const Instruction& each, const From& body) {
        word(each, body.image);
        if (body.as) word(each, *body.as);
        if (body.name) word(each, *body.name);
    }
    void body(const Instruction& each, const Words& body) {
        for (const Word& item : body.words) word(each, item, body.json);
    }
    void body(const Instruction& each, const Command& body) {
        word(each, body.shell);
        for (const Word& item : body.exec) word(each, item, true);
    }
    void body(const Instruction& each, const Pairs& body) {
        for (const Pair& pair : body.pairs) {
            word(each, pair.key);
            if (pair.value) word(each, *pair.value);
            expect(pair.at.contains(pair.key.at), "pair", pair.at);
        }
    }
    void body(const Instruction& each, const Single& body) { word(each, body.value); }
    void body(const Instruction& each, const Healthcheck& body) {
        word(each, body.type);
        this->body(each, body.command);
    }
    void body(const Instruction& each, const Onbuild& body) {
        if (!body.inner) return;
        expect(each.at.contains(body.inner->at), "trigger outside", body.inner->at);
        instruction(*body.inner);
    }

    void word(const Instruction& each, const Word& item, bool is_decoded = false) {
        expect(each.at.contains(item.at), "word outside", item.at);
        expect(item.logical.end <= each.text.text().size(), "word outside the text", item.at);
        if (item.logical.end > each.text.text().size()) return;
        expect(each.text.in_file(item.logical) == item.at, "two places", item.at);
        if (!is_decoded) expect(each.text.slice(item.logical) == item.text, "text", item.at);
    }
    void inside_file(Span at) {
        expect(at.begin <= at.end && at.end <= file_.text().size(), "outside the file", at);
    }
    void expect(bool holds, const char* what, Span at) {
        if (holds) return;
        problems_.push_back(file_.path() + ": " + what + " at " + std::to_string(at.begin) + "-" +
                            std::to_string(at.end));
    }

    const SourceFile& file_;
    Strings& problems_;
};

/// What every tree promises: places lie inside the file and inside their instruction, in order,
/// and the two places of a word name the same bytes. Returns what is broken.
[[nodiscard]] inline Strings span_problems(const SourceFile& file, const Tree& tree) {
    Strings problems;
    SpanChecker(file, problems).tree(tree);
    return problems;
}

} // namespace dflint::dockerfile::test
