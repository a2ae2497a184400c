// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/invisible.h"
#include "dflint/source/utf8.h"
#include "typographic_flags.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check_instruction(const dockerfile::Instruction&, Pass&);
static void check_command(const model::Command&, Pass&);

extern constexpr Rule typographic_character = rule({
    .name = "typographic-character",
    .summary = "Typographic quote, dash or blank where a program expects the plain one",
    .why =
        R"(Word processors and web pages turn quotes, dashes and blanks into prettier ones. Neither BuildKit nor
a shell knows those: a typographic quote is a letter of the value and protects no blank, an en dash
begins no option and no flag, a no-break space parts no words. In a flag they are worse: BuildKit
reads it byte by byte, so that other characters arrive.)",
    .bad = "FROM debian:12\nENV GREETING=\u201chello\u201d\n",
    .good = "FROM debian:12\nENV GREETING=\"hello\"\n",
    .source = "https://docs.docker.com/reference/dockerfile/#env",
    .group = Group::syntax,
    .fixable = Fixable::sometimes,
    .checks = {check_instruction, check_command},
});

namespace {

using dockerfile::Instruction;

bool opens(char32_t c) {
    return c == 0x201C || c == 0x201E || c == 0x2018;
}
bool closes(char32_t c) {
    return c == 0x201D || c == 0x201C || c == 0x2019;
}

std::uint32_t size32(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

/// The bytes behind the typographic quote that ends what begins behind `at`; 0 when there is none.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
    for (; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text, at);
        at += next.size;
        if (closes(next.code_point)) return at;
        if (next.code_point == '"' || next.code_point == '\\') return 0;
    }
    return 0;
}

bool has_error(const model::Build& build, Span at) {
    for (const dockerfile::SyntaxError& error : build.tree.errors) {
        if (at.contains(error.at.begin)) return true;
    }
    return false;
}

std::string with_plain_dash(std::string_view word, const utf8::Decoded& dash) {
    const std::string_view rest = word.substr(dash.size);
    const bool is_long = dash.code_point == 0x2014 || (rest.size() > 1 && !rest.starts_with('-'));
    return std::string(is_long && rest.size() > 1 && !rest.starts_with('-') ? "--" : "-")
        .append(rest);
}

/// The word with plain blanks for those that look like them, and without what has no width.
std::string visible(std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
        const utf8::Decoded next = utf8::decode(word, at);
        if (!next.valid || !model::is_invisible(next.code_point)) {
            out += word.substr(at, next.size);
        } else if (utf8::is_space(next.code_point)) {
            out += ' ';
        }
        at += next.size;
    }
    return out;
}

/// The first character of the word that nobody sees. The fix takes in what follows the word up to
/// `end`, as it is.
void judge_invisible(std::string_view word, Span place, std::uint32_t end, Pass& pass) {
    const std::string_view behind = pass.build().file.slice({place.end, end});
    for (std::size_t at = 0; at < word.size();) {
        const utf8::Decoded next = utf8::decode(word, at);
        if (next.valid && model::is_invisible(next.code_point)) {
            pass.report(
                {.at = {place.begin + size32(at), place.begin + size32(at + next.size)},
                 .message = "the " + std::string(model::name_of_invisible(next.code_point)) +
                            " is a letter to a shell and parts no words",
                 .fix = Fix{.title = "write the word without it",
                            .applicability = Applicability::unsafe,
                            .edits = {{{place.begin, end}, visible(word).append(behind)}}}});
            return;
        }
        at += next.size;
    }
}

/// Where a name that is nothing but blanks is taken away, the word behind it becomes the name.
std::uint32_t end_of_meaning(const model::Command& command, const model::Word& word) {
    const bool is_name = &word == &command.name_word;
    if (!is_name || command.words.empty()) return word.at.end;
    const std::string_view text = command.run->stage->build->file.slice(word.at);
    const bool is_blank = visible(text).find_first_not_of(' ') == std::string::npos;
    return is_blank ? command.words.front().at.end : word.at.end;
}

/// ENV, LABEL, ARG: `name=“value”`.
void judge_pairs(const Instruction& instruction, Pass& pass) {
    if (instruction.as<dockerfile::Pairs>() == nullptr) return;
    const std::string_view text = instruction.text.text();
    for (std::size_t at = text.find("=\xE2\x80"); at != text.npos;
         at = text.find("=\xE2\x80", at + 1)) {
        const utf8::Decoded quote = utf8::decode(text, at + 1);
        if (!opens(quote.code_point)) continue;
        const std::size_t end = end_of_quoted(text, at + 1 + quote.size);
        const Span open{size32(at + 1), size32(at + 1 + quote.size)};
        const bool stops = has_error(pass.build(), instruction.at);
        Diagnostic made{.at = instruction.text.in_file(open),
                        .message =
                            "a typographic quote is a letter of the value and protects no blank"};
        if (stops) made.explains = instruction.at;
        const Span whole{open.begin, size32(end)};
        if (end != 0 && instruction.text.is_contiguous(whole)) {
            std::string plain = "\"";
            const std::size_t inside = end - 3; // all of them take three bytes
            plain.append(text.substr(open.end, inside - open.end)).append("\"");
            made.fix = Fix{.title = "write plain quotes",
                           .applicability = stops ? Applicability::safe : Applicability::unsafe,
                           .edits = {{instruction.text.in_file(whole), std::move(plain)}}};
        }
        pass.report(stops ? Severity::error : Severity::warning, std::move(made));
        if (end == 0 || stops) return;
        at = end - 1;
    }
}

} // namespace

static void check_instruction(const Instruction& instruction, Pass& pass) {
    if (pass.build().file.is_ascii()) return;
    judge_keyword(instruction, pass);
    judge_flags(instruction, pass);
    judge_pairs(instruction, pass);
}

/// Words of a shell command that no quote protects.
static void check_command(const model::Command& command, Pass& pass) {
    const SourceFile& file = pass.build().file;
    if (file.is_ascii() || utf8::is_ascii(file.slice(command.at))) return;
    const auto judge = [&](const model::Word& word) {
        const std::string_view raw = file.slice(word.at);
        if (utf8::is_ascii(raw) || raw.find_first_of("\"'\\$") != raw.npos) return;
        const utf8::Decoded first = utf8::decode(raw, 0);
        if (is_typographic_dash(first.code_point) && raw.size() > first.size) {
            Diagnostic made{.at = {word.at.begin, word.at.begin + first.size},
                            .message = "a typographic dash begins no option"};
            // As the first word of a RUN it would become a flag.
            if (&word != &command.name_word) {
                made.fix = Fix{.title = "write " + with_plain_dash(raw, first),
                               .applicability = Applicability::unsafe,
                               .edits = {{word.at, with_plain_dash(raw, first)}}};
            }
            pass.report(std::move(made));
        } else if (opens(first.code_point)) {
            pass.report(
                {.at = {word.at.begin, word.at.begin + first.size},
                 .message = "a typographic quote is a letter to a shell and protects no blank"});
        } else {
            judge_invisible(raw, word.at, end_of_meaning(command, word), pass);
        }
    };
    // A flag of the RUN is told as one.
    const std::string_view name = file.slice(command.name_word.at);
    if (dashes_of_flag(name, dockerfile::Keyword::run) == 0) judge(command.name_word);
    for (const model::Word& word : command.words) judge(word);
}
} // namespace dflint::rules
