// SPDX-License-Identifier: Apache-2.0
#include "typographic_flags.h"

#include "dflint/model/invisible.h"
#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <algorithm>
#include <string>

namespace dflint::rules {

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

std::string_view flags_of(Keyword keyword) {
    switch (keyword) {
    case Keyword::from:
        return " platform ";
    case Keyword::run:
        return " mount network security device ";
    case Keyword::copy:
        return " from chown chmod link parents exclude ";
    case Keyword::add:
        return " chown chmod link keep-git-dir checksum unpack exclude ";
    case Keyword::healthcheck:
        return " interval timeout start-period start-interval retries ";
    default:
        return "";
    }
}

/// Cyrillic and Greek capitals and small letters that look like those of keywords, and full-width
/// ones. 0: none of them.
char look_alike(char32_t c) {
    constexpr std::u32string_view signs = U"АВСЕНІКМОРЅТХΑΒΕΗΙΚΜΝΟΡΤΥΧаеорсухѕі";
    constexpr std::string_view letters = "ABCEHIKMOPSTXABEHIKMNOPTYXaeopcyxsi";
    static_assert(signs.size() == letters.size());
    const std::size_t found = signs.find(c);
    if (found != signs.npos) return letters[found];
    const bool is_full_width = c >= 0xFF21 && c <= 0xFF5A;
    return is_full_width ? static_cast<char>(c - 0xFF21 + 'A') : '\0';
}

std::uint32_t size32(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

/// A keyword without what only looks like it.
struct Plain {
    std::string keyword;
    std::size_t end = 0;    ///< of it, and of a blank that is none, in the word
    bool has_space = false; ///< a blank outside ASCII ends it
    Span odd;               ///< the first character that is not what it seems, in the word
    char32_t code_point = 0;
};

Plain plain_of(std::string_view word) {
    Plain out;
    while (out.end < word.size()) {
        const utf8::Decoded next = utf8::decode(word, out.end);
        const bool is_space =
            next.valid && next.code_point >= 0x80 && utf8::is_space(next.code_point);
        if (out.has_space && !is_space) break;
        const char letter = next.valid ? look_alike(next.code_point) : '\0';
        const bool is_hidden = next.valid && model::is_invisible(next.code_point);
        if ((letter != '\0' || is_hidden) && out.odd.empty()) {
            out.odd = {size32(out.end), size32(out.end + next.size)};
            out.code_point = next.code_point;
        }
        if (letter != '\0') {
            out.keyword += letter;
        } else if (!is_hidden) {
            out.keyword += word.substr(out.end, next.size);
        }
        out.has_space = out.has_space || is_space;
        out.end += next.size;
    }
    return out;
}

/// BuildKit reads the instruction without an error.
bool is_readable(const std::string& instruction, Keyword keyword, const model::Build& build) {
    std::string text = build.tree.escape == '`' ? "# escape=`\n" : "";
    if (keyword != Keyword::from && keyword != Keyword::arg) text += "FROM scratch\n";
    const SourceFile file("", text + instruction);
    return dockerfile::parse(file).errors.empty();
}

std::string describe(const Plain& plain) {
    if (!model::is_invisible(plain.code_point)) {
        std::string shown;
        utf8::append(shown, plain.code_point);
        return "`" + shown + "` only looks like `" + std::string(1, look_alike(plain.code_point)) +
               "`: BuildKit knows no such instruction";
    }
    const std::string name(model::name_of_invisible(plain.code_point));
    return "the " + name +
           (utf8::is_space(plain.code_point) ? " ends no keyword" : " makes another word of `") +
           (utf8::is_space(plain.code_point) ? std::string() : plain.keyword + "`");
}

void judge_dashes(const Instruction& instruction, Pass& pass) {
    const std::string_view text = instruction.text.slice(instruction.arguments);
    const std::size_t dashes = dashes_of_flag(text, instruction.keyword);
    if (dashes == 0) return;
    const std::uint32_t begin = instruction.arguments.begin;
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    Diagnostic made{.at = instruction.text.in_file(Span{begin, begin + size32(dashes)}),
                    .message = "a typographic dash begins no flag",
                    .explains = instruction.at};
    // But for COPY the other words become others when the first is a flag: the edit holds them.
    const bool is_run = instruction.keyword == Keyword::run;
    const Span part = instruction.as<dockerfile::Words>() == nullptr
                          ? instruction.arguments
                          : Span{begin, begin + size32(end)};
    const std::string mended = std::string(instruction.text.text().substr(0, begin)) + "--" +
                               std::string(text.substr(dashes));
    if (instruction.text.is_contiguous(part) &&
        is_readable(mended, instruction.keyword, pass.build())) {
        std::string kept = std::string(instruction.text.slice(part).substr(dashes));
        // A command may fail and be forgiven, all others stop the build.
        made.fix = Fix{.title = "write --" + std::string(text.substr(dashes, end - dashes)),
                       .applicability = is_run ? Applicability::unsafe : Applicability::safe,
                       .edits = {{instruction.text.in_file(part), "--" + kept}}};
    }
    pass.report(Severity::error, std::move(made));
}

/// BuildKit takes each byte of a flag for a Latin-1 character, and 85 and A0 for blanks.
void judge_bytes(const dockerfile::Flag& flag, Pass& pass) {
    const std::string_view file = pass.build().file.text();
    std::uint32_t at = flag.at.begin;
    while (at < flag.at.end && static_cast<unsigned char>(file[at]) < 0x80) ++at;
    if (at == flag.at.end) return;
    const utf8::Decoded odd = utf8::decode(file, at);
    const Span place = {at, at + odd.size};
    const bool is_blank = odd.valid && utf8::is_space(odd.code_point);
    if (is_blank && place.end <= flag.at.end) {
        pass.report({.at = place,
                     .message = "the " + std::string(model::name_of_invisible(odd.code_point)) +
                                " is a part of the flag and ends nothing"});
        return;
    }
    if (is_blank) {
        Diagnostic made{.at = place,
                        .message = "the " + std::string(model::name_of_invisible(odd.code_point)) +
                                   " is no blank here: some of its bytes stay in the flag"};
        const bool is_behind_value =
            file[at - 1] != '=' && file[at - 1] != pass.build().tree.escape;
        if (is_behind_value) {
            made.fix = Fix{.title = "write a blank",
                           .applicability = Applicability::unsafe,
                           .edits = {{place, " "}}};
        }
        pass.report(std::move(made));
        return;
    }
    pass.report({.at = place,
                 .message = "BuildKit reads flags byte by byte: this character arrives as others"});
}

} // namespace

bool is_typographic_dash(char32_t c) {
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFF0D;
}

std::size_t dashes_of_flag(std::string_view text, Keyword keyword) {
    const bool may_be_dash =
        !text.empty() && (text[0] == '-' || static_cast<unsigned char>(text[0]) >= 0x80);
    if (!may_be_dash) return 0;
    const std::string_view names = flags_of(keyword);
    if (names.empty()) return 0;
    std::size_t at = 0;
    bool is_typographic = false;
    while (at < text.size()) {
        const utf8::Decoded next = utf8::decode(text, at);
        const bool is_dash = next.valid && is_typographic_dash(next.code_point);
        if (!is_dash && next.code_point != U'-') break;
        is_typographic = is_typographic || is_dash;
        at += next.size;
    }
    const std::string_view rest = text.substr(at);
    const std::string_view name = rest.substr(0, rest.find_first_of("= \t"));
    if (!is_typographic || name.empty()) return 0;
    return names.find(" " + std::string(name) + " ") == names.npos ? 0 : at;
}

void judge_keyword(const Instruction& instruction, Pass& pass) {
    if (instruction.keyword != Keyword::unknown) return;
    const SourceFile& file = pass.build().file;
    const std::string_view word = file.slice(instruction.keyword_at);
    const Plain plain = plain_of(word);
    if (plain.odd.empty() || dockerfile::keyword_of(plain.keyword) == Keyword::unknown) return;
    const std::uint32_t begin = instruction.keyword_at.begin;
    std::string text = plain.keyword;
    if (plain.end < word.size()) text.append(" ").append(word.substr(plain.end));
    Diagnostic made{.at = {begin + plain.odd.begin, begin + plain.odd.end},
                    .message = describe(plain),
                    .explains = instruction.at};
    const std::string_view rest = instruction.text.text();
    const bool is_whole = rest.starts_with(word);
    const auto keyword = dockerfile::keyword_of(plain.keyword);
    if (is_whole &&
        is_readable(text + std::string(rest.substr(word.size())), keyword, pass.build())) {
        made.fix = Fix{.title = "write `" + text + "`",
                       .applicability = Applicability::safe, // no build comes through
                       .edits = {{instruction.keyword_at, text}}};
    }
    pass.report(Severity::error, std::move(made));
}

void judge_flags(const Instruction& instruction, Pass& pass) {
    judge_dashes(instruction, pass);
    for (const dockerfile::Flag& flag : instruction.flags) judge_bytes(flag, pass);
}

} // namespace dflint::rules
