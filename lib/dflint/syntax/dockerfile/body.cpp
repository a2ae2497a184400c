// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/body.h"

#include "dflint/source/ascii.h"
#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/errors.h"
#include "dflint/syntax/dockerfile/grammar.h"
#include "dflint/syntax/dockerfile/json.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/dockerfile/space.h"
#include "dflint/syntax/dockerfile/words.h"

#include <algorithm>

namespace dflint::dockerfile {

namespace {
void parse_error(const Instruction& instruction, Span at, std::string message, Tree& tree) {
    add_error(tree, Phase::parse, at, instruction.first_line, std::move(message));
}

enum class Form { exec, shell, refused };

/// Exec form when the whole range is a JSON array of strings. An array that holds anything else is
/// an error; what is not valid JSON is silently something else.
Form read_form(const Instruction& instruction, Span range, std::vector<Word>& strings, Tree& tree) {
    const std::string_view text = instruction.text.slice(range);
    if (!text.starts_with('[')) return Form::shell;
    if (read_exec(instruction.text, range, strings, tree.texts)) return Form::exec;
    const auto element = first_non_string(text);
    if (!element) return Form::shell;
    const Span logical = {range.begin + element->begin, range.begin + element->end};
    parse_error(instruction, instruction.text.in_file(logical),
                "when using JSON array syntax, arrays must be comprised of strings only", tree);
    return Form::refused;
}

void give_up(Instruction& instruction) {
    instruction.body = Unreadable{word_at(instruction.text, instruction.arguments)};
}

void read_from(Instruction& instruction) {
    const std::vector<Word> words = split_blanks(instruction.text, instruction.arguments);
    if (words.empty()) return give_up(instruction);
    auto& from = instruction.body.emplace<From>();
    from.image = words[0];
    if (words.size() > 1 && ascii::equals_ignoring_case(words[1].text, "as")) {
        from.as = words[1];
        if (words.size() > 2) from.name = words[2];
    }
}

void read_words(Instruction& instruction) {
    auto& words = instruction.body.emplace<Words>();
    words.words = split_blanks(instruction.text, instruction.arguments);
}

void read_words_or_json(Instruction& instruction, Tree& tree) {
    auto& words = instruction.body.emplace<Words>();
    switch (read_form(instruction, instruction.arguments, words.words, tree)) {
    case Form::exec:
        words.json = true;
        return;
    case Form::shell:
        return read_words(instruction);
    case Form::refused:
        return give_up(instruction);
    }
}

/// False when it is refused.
bool read_command(const Instruction& instruction, Span range, Command& command, Tree& tree) {
    const Form form = read_form(instruction, range, command.exec, tree);
    command.json = form == Form::exec;
    command.shell = word_at(instruction.text, range);
    return form != Form::refused;
}

void read_command_body(Instruction& instruction, Tree& tree) {
    auto& command = instruction.body.emplace<Command>();
    if (!read_command(instruction, instruction.arguments, command, tree)) give_up(instruction);
}

void read_healthcheck(Instruction& instruction, Tree& tree) {
    const std::string_view text = instruction.text.text();
    Span type = {instruction.arguments.begin, instruction.arguments.begin};
    while (type.end < instruction.arguments.end && !is_latin1_space(text[type.end])) ++type.end;
    Span rest = {type.end, instruction.arguments.end};
    while (rest.begin < rest.end && is_latin1_space(text[rest.begin])) ++rest.begin;

    auto& health = instruction.body.emplace<Healthcheck>();
    health.type = word_at(instruction.text, type);
    if (!read_command(instruction, rest, health.command, tree)) give_up(instruction);
}

/// `ENV key value`: the key ends at the first blanks, the rest is the value as it stands.
void read_legacy_pair(const Instruction& instruction, Pairs& pairs, Tree& tree) {
    const std::string_view text = instruction.text.text();
    const Span all = instruction.arguments;
    Span key = {all.begin, all.begin};
    while (key.end < all.end && !is_blank(text[key.end])) ++key.end;
    pairs.legacy = true;
    pairs.pairs.push_back({.key = word_at(instruction.text, key),
                           .value = std::nullopt,
                           .at = instruction.text.in_file(all)});
    if (key.end == all.end) {
        parse_error(instruction, instruction.text.in_file(key),
                    std::string(name_of(instruction.keyword)) + " must have two arguments", tree);
        return;
    }
    Span value = {key.end, all.end};
    while (value.begin < value.end && is_blank(text[value.begin])) ++value.begin;
    pairs.pairs.front().value = word_at(instruction.text, value);
}

/// The words of ARG, ENV and LABEL, each as a pair.
void add_pairs(const Instruction& instruction, const std::vector<Word>& words, Pairs& pairs) {
    pairs.pairs.reserve(words.size());
    std::size_t near = 0;
    for (const Word& word : words) pairs.pairs.push_back(pair_of(instruction.text, word, near));
}

void read_arguments(Instruction& instruction, Tree& tree) {
    add_pairs(instruction, split_quoted(instruction.text, instruction.arguments, tree.escape),
              instruction.body.emplace<Pairs>());
}

void read_pairs(Instruction& instruction, Tree& tree) {
    const std::vector<Word> words =
        split_quoted(instruction.text, instruction.arguments, tree.escape);
    auto& pairs = instruction.body.emplace<Pairs>();
    if (words.empty()) return;
    if (words.front().text.find('=') == std::string_view::npos) {
        return read_legacy_pair(instruction, pairs, tree);
    }
    add_pairs(instruction, words, pairs);
    // A value with blanks and no quotes is one mistake, however many words it has.
    const auto wrong = std::find_if(pairs.pairs.begin(), pairs.pairs.end(),
                                    [](const Pair& each) { return !each.value; });
    if (wrong == pairs.pairs.end()) return;
    parse_error(instruction, wrong->at,
                "Syntax error - can't find = in " + go_quoted(utf8::sanitized(wrong->key.text)) +
                    ". Must be of the form: name=value",
                tree);
}
} // namespace

void read_body(Instruction& instruction, Tree& tree) {
    switch (instruction.keyword) {
    case Keyword::from:
        return read_from(instruction);
    case Keyword::expose:
        return read_words(instruction);
    case Keyword::add:
    case Keyword::copy:
    case Keyword::volume:
        return read_words_or_json(instruction, tree);
    case Keyword::cmd:
    case Keyword::entrypoint:
    case Keyword::run:
    case Keyword::shell:
        return read_command_body(instruction, tree);
    case Keyword::arg:
        return read_arguments(instruction, tree);
    case Keyword::env:
    case Keyword::label:
        return read_pairs(instruction, tree);
    case Keyword::healthcheck:
        return read_healthcheck(instruction, tree);
    case Keyword::maintainer:
    case Keyword::stopsignal:
    case Keyword::user:
    case Keyword::workdir:
        instruction.body = Single{word_at(instruction.text, instruction.arguments)};
        return;
    case Keyword::onbuild:
    case Keyword::unknown:
        return give_up(instruction);
    }
}

} // namespace dflint::dockerfile
