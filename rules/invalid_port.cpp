// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/certain_scope.h"
#include "dflint/model/stray.h"
#include "dflint/source/utf8.h"
#include "port_problem.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule invalid_port = rule({
    .name = "invalid-port",
    .summary = "Word of EXPOSE that is no port",
    .why =
        R"(EXPOSE takes `PORT`, `PORT-PORT` and a protocol behind a slash: `8080`, `5060-5070/udp`. BuildKit
reads the words only when it comes to the instruction, after all the layers before it: the build
fails late.)",
    .bad = "FROM debian:12\nEXPOSE 80,443\n",
    .good = "FROM debian:12\nEXPOSE 80 443\n",
    .source = "https://docs.docker.com/reference/dockerfile/#expose",
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;
using dockerfile::Word;

/// Something that a generator replaces before anybody builds the file.
bool is_placeholder(std::string_view text) {
    return model::template_marker(text) ||
           (text.size() > 2 && text.starts_with('@') && text.ends_with('@'));
}

/// `text` as ports of their own, where commas and the like stand between them or around them;
/// empty when something in it is none.
std::string as_words(std::string_view text, std::string_view separators) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = text.find_first_not_of(separators, at);
        if (begin == text.npos) break;
        at = std::min(text.find_first_of(separators, begin), text.size());
        const std::string_view piece = text.substr(begin, at - begin);
        if (problem_of_port(piece)) return {};
        if (!out.empty()) out += ' ';
        out += piece;
    }
    return out;
}

/// `80/tcp/udp` as `80/tcp 80/udp`.
std::string with_each_protocol(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::size_t second = text.find('/', slash + 1);
    if (second == text.npos) return {};
    const std::string_view port = text.substr(0, slash + 1);
    const std::string one = std::string(text.substr(0, second));
    const std::string two = std::string(port) + std::string(text.substr(second + 1));
    return problem_of_port(one) || problem_of_port(two) ? std::string() : one + " " + two;
}

Fix write(Span at, std::string text) {
    std::string title = "write `" + text + "`";
    return {.title = std::move(title),
            .applicability = Applicability::safe, // no build comes through without it
            .edits = {{at, std::move(text)}}};
}

/// `EXPOSE ["80", "443"]` and `EXPOSE [80]`.
bool judge_array(const Instruction& instruction, Pass& pass) {
    const std::string_view all = instruction.text.slice(instruction.arguments);
    if (!all.starts_with('[') || !all.ends_with(']')) return false;
    const Span at = instruction.text.in_file(instruction.arguments);
    Diagnostic made{.at = at, .message = "EXPOSE has no JSON form: the brackets are no port"};
    std::string plain = as_words(all, "[]\"', \t");
    if (!plain.empty() && at.size() == all.size()) made.fix = write(at, std::move(plain));
    pass.report(std::move(made));
    return true;
}

void judge_literal(const Word& word, const Instruction& instruction, Pass& pass) {
    const auto problem = problem_of_port(word.text);
    if (!problem || is_placeholder(word.text)) return;
    const Span part = {word.logical.begin + problem->at.begin,
                       word.logical.begin + problem->at.end};
    Diagnostic made{.at = instruction.text.in_file(part), .message = problem->message};
    std::string plain = as_words(word.text, ",;");
    if (!plain.empty()) made.message = "EXPOSE parts its ports by blanks";
    if (plain.empty()) plain = with_each_protocol(word.text);
    if (!plain.empty() && word.at.size() == word.text.size()) {
        made.fix = write(word.at, std::move(plain));
    }
    pass.report(std::move(made));
}

void judge_expanded(const Word& word, const model::CertainScope& scope, Pass& pass) {
    const auto expanded = dockerfile::expand_words(word.text, pass.build().tree.escape, scope);
    if (!expanded.error.empty()) {
        pass.report({.at = word.at, .message = "BuildKit cannot expand this: " + expanded.error});
        return;
    }
    if (!expanded.words) return;
    for (const std::string& port : *expanded.words) {
        const auto problem = problem_of_port(port);
        if (!problem) continue;
        pass.report({.at = word.at, .message = problem->message + ", as variables are expanded"});
        return;
    }
}

void judge(const Instruction& instruction, const model::CertainScope& scope, Pass& pass) {
    const auto* const body = instruction.as<dockerfile::Words>();
    if (body == nullptr || judge_array(instruction, pass)) return;
    for (const Word& word : body->words) {
        if (word.text.starts_with('#')) return; // what follows was meant as a comment
        // A blank outside ASCII parts ports as well.
        const std::string_view special = "$\"'`\\";
        if (word.text.find_first_of(special) == word.text.npos && utf8::is_ascii(word.text)) {
            judge_literal(word, instruction, pass);
        } else {
            judge_expanded(word, scope, pass);
        }
    }
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    model::for_each_of(Keyword::expose, stage,
                       [&](const Instruction& instruction, const model::CertainScope& scope) {
                           judge(instruction, scope, pass);
                       });
}
} // namespace dflint::rules
