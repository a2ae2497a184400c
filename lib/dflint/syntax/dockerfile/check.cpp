// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/check.h"

#include "dflint/source/ascii.h"
#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/check_flags.h"
#include "dflint/syntax/dockerfile/errors.h"
#include "dflint/syntax/dockerfile/heredoc.h"
#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/dockerfile/repairs.h"
#include "dflint/syntax/dockerfile/space.h"
#include "dflint/syntax/dockerfile/suggest.h"

#include <algorithm>

namespace dflint::dockerfile {

namespace {
/// One instruction that is being checked.
struct Subject {
    const Instruction& instruction;
    Tree& tree;
    bool is_in_lower_case; ///< the file
    Phase phase = Phase::instruction;

    void report(Span at, std::string message, std::optional<Fix> fix = std::nullopt) const {
        add_error(tree, phase, at, instruction.first_line, std::move(message), std::move(fix));
    }
    [[nodiscard]] std::string name() const { return std::string(name_of(instruction.keyword)); }
};

/// BuildKit compares in lower case.
bool is_stage_name(std::string_view name) {
    return ascii::is_letter(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
               return ascii::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.';
           });
}

void needs_one_or_more(const Subject& subject, bool has_one) {
    if (has_one) return;
    subject.report(subject.instruction.keyword_at,
                   subject.name() + " requires at least one argument");
}

void check_unknown(const Subject& subject) {
    const Instruction& instruction = subject.instruction;
    const std::string_view word = written_keyword(instruction);
    const std::string unknown = "unknown instruction: " + std::string(word);
    const auto repair = keyword_repair(instruction, subject.tree.escape, subject.is_in_lower_case);
    if (!repair) {
        subject.report(instruction.keyword_at, unknown + hint(nearest_instruction(word)));
        return;
    }
    // BuildKit counts an exchange of two letters as two slips and takes RNU for an ENV.
    const bool is_name = repair->text != " ";
    subject.report(instruction.keyword_at,
                   unknown + hint(is_name ? repair->text : nearest_instruction(word)),
                   fix_of(*repair, instruction));
}

/// FROM image [AS name]
void check_from(const Subject& subject, const From& from) {
    // `--platform linux/amd64 image`: the value that stands apart is the flag's mistake.
    const auto& flags = subject.instruction.flags;
    if (std::any_of(flags.begin(), flags.end(), [](const Flag& each) { return !each.value; })) {
        return;
    }
    const Span arguments = subject.instruction.arguments;
    const Span last = from.name ? from.name->logical
                      : from.as ? from.as->logical
                                : from.image.logical;
    if ((from.as && !from.name) || last.end != arguments.end) {
        const Span extra = from.as && !from.name ? from.as->logical : Span{last.end, arguments.end};
        const Span at = trimmed(subject.instruction.text.text(), extra);
        subject.report(subject.instruction.text.in_file(at),
                       "FROM requires either one or three arguments");
    } else if (from.name && !is_stage_name(from.name->text)) {
        subject.report(from.name->at,
                       "invalid name for build stage: " + go_quoted(from.name->text) +
                           ", name can't start with a number or contain symbols");
    }
}

void check_copy(const Subject& subject, const Words& words) {
    if (words.words.size() < 2) {
        subject.report(subject.instruction.keyword_at,
                       subject.name() + " requires at least two arguments, but only one was "
                                        "provided. Destination could not be determined");
        return;
    }
    const Word& destination = words.words.back();
    if (heredoc_word(destination.text)) {
        subject.report(destination.at,
                       subject.name() + " cannot accept a heredoc as a destination");
    }
}

void check_volume(const Subject& subject, const Words& words) {
    needs_one_or_more(subject, !words.words.empty());
    for (const Word& word : words.words) {
        if (leading_space(word.text) == word.text.size()) {
            subject.report(word.at, "VOLUME specified can not be an empty string");
        }
    }
}

void check_words(const Subject& subject, const Words& words) {
    switch (subject.instruction.keyword) {
    case Keyword::add:
    case Keyword::copy:
        return check_copy(subject, words);
    case Keyword::volume:
        return check_volume(subject, words);
    default:
        return needs_one_or_more(subject, !words.words.empty());
    }
}

/// ENV, LABEL, ARG
void check_pairs(const Subject& subject, const Pairs& pairs) {
    needs_one_or_more(subject, !pairs.pairs.empty());
    for (std::size_t i = 0; i < pairs.pairs.size(); ++i) {
        const Pair& pair = pairs.pairs[i];
        if (!pair.key.text.empty()) continue;
        subject.report(pair.at, subject.name() + " names can not be blank",
                       close_up_equals(subject.instruction, pairs, i));
    }
}

void check_shell(const Subject& subject, const Command& command) {
    if (subject.instruction.keyword != Keyword::shell) return;
    if (command.json) return needs_one_or_more(subject, !command.exec.empty());
    if (command.shell.text.empty()) return needs_one_or_more(subject, false);
    subject.report(command.shell.at, "SHELL requires the arguments to be in JSON form",
                   write_as_json(subject.instruction, command.shell));
}

void check_healthcheck(const Subject& subject, const Healthcheck& health) {
    const bool has_command =
        health.command.json ? !health.command.exec.empty() : !health.command.shell.text.empty();
    if (health.type.text.empty()) {
        needs_one_or_more(subject, false);
    } else if (ascii::equals_ignoring_case(health.type.text, "none")) {
        if (has_command) {
            subject.report(health.command.shell.at, "HEALTHCHECK NONE takes no arguments");
        }
    } else if (!ascii::equals_ignoring_case(health.type.text, "cmd")) {
        const std::string type = ascii::upper(utf8::sanitized(health.type.text));
        subject.report(health.type.at,
                       "Unknown type " + go_quoted(type) + " in HEALTHCHECK (try CMD)",
                       insert_cmd(subject.instruction, health));
    } else if (!has_command) {
        subject.report(health.type.at, "Missing command after HEALTHCHECK CMD");
    }
}

void check_one(const Subject& subject);

/// What the inner instruction lacks stops the build that runs it: BuildKit stores it as text.
void check_onbuild(const Subject& subject, const Onbuild& onbuild) {
    if (!onbuild.inner) return needs_one_or_more(subject, false);
    const Instruction& inner = *onbuild.inner;
    if (inner.keyword == Keyword::onbuild) {
        subject.report(inner.keyword_at, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
    } else if (inner.keyword == Keyword::from || inner.keyword == Keyword::maintainer) {
        subject.report(inner.keyword_at, std::string(name_of(inner.keyword)) +
                                             " isn't allowed as an ONBUILD trigger");
    } else {
        check_one({inner, subject.tree, subject.is_in_lower_case, Phase::trigger});
    }
}

/// What BuildKit says about each kind of body.
struct BodyCheck {
    const Subject& subject;

    void operator()(const Unreadable&) const {
        // Without an error of the parser the arguments are just missing.
        if (subject.instruction.keyword == Keyword::from) {
            subject.report(subject.instruction.keyword_at,
                           "FROM requires either one or three arguments");
        }
    }
    void operator()(const From& from) const { check_from(subject, from); }
    void operator()(const Words& words) const { check_words(subject, words); }
    void operator()(const Command& command) const { check_shell(subject, command); }
    void operator()(const Pairs& pairs) const { check_pairs(subject, pairs); }
    void operator()(const Single& single) const {
        if (!single.value.text.empty()) return;
        subject.report(subject.instruction.keyword_at,
                       subject.name() + " requires exactly one argument");
    }
    void operator()(const Healthcheck& health) const { check_healthcheck(subject, health); }
    void operator()(const Onbuild& onbuild) const { check_onbuild(subject, onbuild); }
};

/// BuildKit looks at the flags before what else it may find wrong.
bool has_flags_checked_first(const Instruction& instruction) {
    switch (instruction.keyword) {
    case Keyword::env:
    case Keyword::label:
    case Keyword::shell:
        return true;
    case Keyword::add:
    case Keyword::copy: {
        const auto* const words = instruction.as<Words>();
        return words != nullptr && words->words.size() >= 2;
    }
    case Keyword::healthcheck: {
        const auto* const health = instruction.as<Healthcheck>();
        return health != nullptr && !health->type.text.empty() &&
               !ascii::equals_ignoring_case(health->type.text, "none");
    }
    default:
        return false;
    }
}

/// One instruction, or the one inside an ONBUILD: those nest no deeper.
void check_one(const Subject& subject) {
    const Instruction& instruction = subject.instruction;
    if (instruction.keyword == Keyword::unknown) return check_unknown(subject);
    const auto flags = [&] { check_flags(instruction, subject.tree, subject.phase); };
    const bool is_first = has_flags_checked_first(instruction);
    if (is_first) flags();
    std::visit(BodyCheck{subject}, instruction.body);
    if (!is_first) flags();
}

void check_emptiness(Tree& tree, std::uint32_t line_count) {
    if (!tree.instructions.empty()) return;
    const bool said = std::any_of(tree.errors.begin(), tree.errors.end(), [](const auto& e) {
        return e.message == "file with no instructions";
    });
    if (!said) add_error(tree, Phase::parse, {}, line_count, "file with no instructions");
}

/// Belongs to no stage, and is no ARG that may come before the first.
bool lacks_stage(const Instruction& instruction) {
    return instruction.keyword != Keyword::arg && instruction.keyword != Keyword::unknown;
}
} // namespace

void check(Tree& tree, std::uint32_t line_count) {
    const bool is_lower_case = is_in_lower_case(tree);
    bool wants_stage = true;
    for (const Instruction& instruction : tree.instructions) {
        const auto count = static_cast<std::ptrdiff_t>(tree.errors.size());
        check_one({instruction, tree, is_lower_case});
        if (instruction.keyword == Keyword::from) wants_stage = false;
        if (!wants_stage || !lacks_stage(instruction)) continue;
        // BuildKit asks for the stage of an instruction that is right in itself.
        const bool is_right =
            std::none_of(tree.errors.begin() + count, tree.errors.end(),
                         [](const auto& e) { return e.phase == Phase::instruction; });
        if (!is_right) continue;
        add_error(tree, Phase::instruction, instruction.keyword_at, 0,
                  "no build stage in current context");
        wants_stage = false;
    }
    check_emptiness(tree, line_count);
}

} // namespace dflint::dockerfile
