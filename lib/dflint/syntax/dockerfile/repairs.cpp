// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/repairs.h"

#include "dflint/source/ascii.h"
#include "dflint/source/source_file.h"
#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/duration.h"
#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/dockerfile/space.h"
#include "dflint/syntax/dockerfile/suggest.h"
#include "dflint/syntax/dockerfile/words.h"

#include <algorithm>
#include <array>
#include <string>

namespace dflint::dockerfile {

namespace {
bool is_lower_case(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c == ascii::to_lower(c); });
}

std::string_view first_word(std::string_view text) {
    return text.substr(0, static_cast<std::size_t>(
                              std::find_if(text.begin(), text.end(), is_blank) - text.begin()));
}

/// The name the word begins with, when what follows it there can only be an argument.
std::optional<KeywordRepair> without_blank(std::string_view word) {
    const auto end = static_cast<std::uint32_t>(
        std::find_if_not(word.begin(), word.end(), ascii::is_letter) - word.begin());
    const Keyword keyword = keyword_of(word.substr(0, end));
    if (keyword == Keyword::unknown || end == word.size()) return std::nullopt;
    if (std::string_view("[\"'$/.{-").find(word[end]) != std::string_view::npos) {
        return KeywordRepair{{end, end}, " ", keyword};
    }
    const auto space = static_cast<std::uint32_t>(leading_space(word.substr(end)));
    if (space == 0) return std::nullopt;
    return KeywordRepair{{end, end + space}, " ", keyword};
}

/// The only instruction that is one slip away; two in a long word.
Keyword only_near(std::string_view word) {
    Keyword found = Keyword::unknown;
    std::size_t best = word.size() < 6 ? 2 : 3;
    bool is_only = false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Keyword::unknown); ++i) {
        const auto keyword = static_cast<Keyword>(i);
        const std::size_t slips = slips_between(word, name_of(keyword));
        if (slips > best || (slips == best && found == Keyword::unknown)) continue;
        is_only = slips < best;
        best = slips;
        found = keyword;
    }
    return is_only ? found : Keyword::unknown;
}

/// Words in lower case are shell commands more often than instructions, unless the file writes all
/// its instructions so.
std::optional<KeywordRepair> misspelt(std::string_view word, bool file_is_in_lower_case) {
    if (word.size() < 3 || !std::any_of(word.begin(), word.end(), ascii::is_letter)) {
        return std::nullopt;
    }
    const bool is_lower = is_lower_case(word);
    if (is_lower && !file_is_in_lower_case) return std::nullopt;
    const Keyword keyword = only_near(word);
    if (keyword == Keyword::unknown) return std::nullopt;
    const std::string_view name = is_lower ? lower_name_of(keyword) : name_of(keyword);
    return KeywordRepair{{0, static_cast<std::uint32_t>(word.size())}, name, keyword};
}

/// The whole line is good for BuildKit with the repair.
bool fits(const KeywordRepair& repair, std::string_view text, char escape) {
    std::string line = escape == '`' ? "# escape=`\n" : "";
    if (repair.keyword != Keyword::from && repair.keyword != Keyword::arg) line += "FROM scratch\n";
    const bool is_bare = text.size() == repair.at.end && !repair.at.empty();
    if (is_bare) return false;
    line.append(text.substr(0, repair.at.begin));
    line.append(repair.text).append(text.substr(repair.at.end));
    const SourceFile file("", std::move(line));
    return parse(file).errors.empty();
}

std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out += '"';
}

/// The end of the flag and the word behind it, with nothing but blanks of one line between.
std::optional<Span> gap_behind(const Instruction& instruction, const Flag& flag) {
    const std::string_view text = instruction.text.text();
    const Span rest = instruction.arguments;
    if (rest.empty() || flag.at.end > instruction.text.in_file(rest.begin)) return std::nullopt;
    std::uint32_t begin = rest.begin;
    while (begin > 0 && is_blank(text[begin - 1])) --begin;
    // Another flag between the two: this one's value stands nowhere.
    if (begin == 0 || instruction.text.in_file(begin - 1) + 1 != flag.at.end) return std::nullopt;
    if (!instruction.text.is_contiguous({begin - 1, rest.begin + 1})) return std::nullopt;
    return instruction.text.in_file(Span{begin, rest.begin});
}

/// The word behind the flag can be nothing but its value.
bool is_value(const Instruction& instruction, const Flag& flag) {
    const std::string_view rest = instruction.text.slice(instruction.arguments);
    const std::string_view word = first_word(rest);
    switch (instruction.keyword) {
    case Keyword::copy:
    case Keyword::add:
        return !rest.starts_with('[') &&
               split_blanks(instruction.text, instruction.arguments).size() > 2;
    case Keyword::from:
        return instruction.as<From>() != nullptr && word.find('/') != word.npos &&
               word.find(':') == word.npos;
    case Keyword::run:
        return flag.name == "mount" ? word.starts_with("type=")
                                    : word == "none" || word == "host" || word == "default" ||
                                          word == "insecure" || word == "sandbox";
    case Keyword::healthcheck:
        return !word.empty() && ascii::is_digit(word.front());
    default:
        return false;
    }
}
} // namespace

bool is_in_lower_case(const Tree& tree) {
    return std::any_of(
        tree.instructions.begin(), tree.instructions.end(), [](const Instruction& each) {
            return each.keyword == Keyword::from && is_lower_case(each.text.text().substr(0, 4));
        });
}

std::optional<KeywordRepair> keyword_repair(const Instruction& unknown, char escape,
                                            bool is_lower_case) {
    const std::string_view text = unknown.text.text();
    const std::string_view word = first_word(text);
    auto found = without_blank(word);
    if (!found) found = misspelt(word, is_lower_case);
    if (!found || !unknown.text.is_contiguous({0, static_cast<std::uint32_t>(word.size())}) ||
        !fits(*found, text, escape)) {
        return std::nullopt;
    }
    return found;
}

Fix fix_of(const KeywordRepair& repair, const Instruction& unknown) {
    const bool is_blank_only = repair.text == " ";
    return {.title = is_blank_only ? "put a blank behind " + std::string(name_of(repair.keyword))
                                   : "write " + std::string(repair.text),
            .applicability = Applicability::safe,
            .edits = {{unknown.text.in_file(repair.at), std::string(repair.text)}}};
}

std::optional<Fix> rename_flag(const Flag& flag, std::string_view name) {
    // Quotes, escapes and line ends inside the name are somebody's intention.
    if (flag.at.size() != flag.text.size() || flag.name.size() < 3) return std::nullopt;
    const auto size = static_cast<std::uint32_t>(flag.name.size());
    return Fix{.title = "write --" + std::string(name),
               .applicability = Applicability::safe,
               .edits = {{{flag.at.begin + 2, flag.at.begin + 2 + size}, std::string(name)}}};
}

std::optional<Fix> join_flag_value(const Instruction& instruction, const Flag& flag) {
    const auto gap = gap_behind(instruction, flag);
    if (!gap || !is_value(instruction, flag)) return std::nullopt;
    // The two become one word, so the edit holds both.
    const std::uint32_t begin = instruction.arguments.begin;
    std::string_view value = instruction.text.slice(instruction.arguments);
    // A FROM gets another image by it, so that one belongs to the edit, too.
    if (instruction.keyword != Keyword::from) value = first_word(value);
    const auto size = static_cast<std::uint32_t>(value.size());
    if (!instruction.text.is_contiguous({begin, begin + size})) return std::nullopt;
    const Span whole = {flag.at.begin, gap->end + size};
    return Fix{.title = "write --" + std::string(flag.name) + "=",
               .applicability = Applicability::safe,
               .edits = {{whole, std::string(flag.text).append("=").append(value)}}};
}

std::optional<Fix> close_up_equals(const Instruction& instruction, const Pairs& pairs,
                                   std::size_t sign) {
    const Pair& lone = pairs.pairs[sign];
    if (sign == 0 || pairs.pairs[sign - 1].value || !lone.value) return std::nullopt;
    const LogicalText& text = instruction.text;
    const Word& name = pairs.pairs[sign - 1].key;
    std::string_view value = lone.value->text;
    std::uint32_t end = lone.value->logical.end;
    if (value.empty()) {
        // `a = 1`: the value is the next word, unless that one has a value of its own.
        if (sign + 1 == pairs.pairs.size() || pairs.pairs[sign + 1].value) return std::nullopt;
        value = pairs.pairs[sign + 1].key.text;
        end = pairs.pairs[sign + 1].key.logical.end;
    }
    const Span whole = {name.logical.begin, end};
    if (!text.is_contiguous(whole)) return std::nullopt;
    return Fix{.title = "close up the equals sign",
               .applicability = Applicability::safe,
               .edits = {{text.in_file(whole), std::string(name.text).append("=").append(value)}}};
}

std::optional<Fix> write_as_json(const Instruction& instruction, const Word& text) {
    if (text.text.find_first_of("\"'`[],") != text.text.npos) return std::nullopt;
    if (!instruction.text.is_contiguous(text.logical)) return std::nullopt;
    std::string array;
    for (const Word& word : split_blanks(instruction.text, text.logical)) {
        array += array.empty() ? "[" : ", ";
        array += json_string(word.text);
    }
    return Fix{.title = "write a JSON array",
               .applicability = Applicability::safe,
               .edits = {{text.at, array + "]"}}};
}

std::optional<Fix> insert_cmd(const Instruction& instruction, const Healthcheck& health) {
    const bool has_words =
        health.command.json ? !health.command.exec.empty() : !health.command.shell.text.empty();
    const bool near_cmd =
        slips_between(health.type.text, "CMD") < 2 || slips_between(health.type.text, "NONE") < 2;
    const std::string_view type = health.type.text;
    if (near_cmd || !has_words || !instruction.text.is_contiguous(instruction.arguments) ||
        !ascii::is_letter(type.front()) || !is_lower_case(type)) {
        return std::nullopt;
    }
    return Fix{.title = "insert CMD",
               .applicability = Applicability::safe,
               .edits = {{instruction.text.in_file(instruction.arguments),
                          "CMD " + std::string(instruction.text.slice(instruction.arguments))}}};
}

} // namespace dflint::dockerfile
