// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/heredoc.h"

#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/errors.h"
#include "dflint/syntax/dockerfile/shell_lex.h"

#include <algorithm>
#include <limits>

namespace dflint::dockerfile {

namespace {
/// `3<<-"EOF"` taken apart.
struct Opener {
    std::uint32_t fd = 0;
    bool strips_tabs = false;
    bool expands = true;
    std::string name;
    std::string error;
};

std::uint32_t saturated_number(std::string_view digits) {
    std::uint64_t value = 0;
    for (const char digit : digits) {
        value = std::min<std::uint64_t>(value * 10 + static_cast<std::uint64_t>(digit - '0'),
                                        std::numeric_limits<std::uint32_t>::max());
    }
    return static_cast<std::uint32_t>(value);
}

bool is_plain(char c) {
    return ascii::is_in_name(c) || c == '-' || c == '.';
}

/// The name without its quotes. A quote that goes away says that the body is not expanded.
bool read_name(std::string_view rest, Opener& opener) {
    if (std::all_of(rest.begin(), rest.end(), is_plain)) {
        opener.name = rest;
        return true;
    }
    Lexed bare = lex(rest, {.keep_variables = true});
    opener.error = std::move(bare.error);
    if (bare.words.size() != 1) return false;
    const Lexed quoted = lex(rest, {.keep_quotes = true, .keep_variables = true});
    if (quoted.words.size() != 1) return false;
    const auto quotes = [](std::string_view text) {
        return std::count_if(text.begin(), text.end(),
                             [](char c) { return c == '\'' || c == '"'; });
    };
    opener.expands = quotes(bare.words[0].text) == quotes(quoted.words[0].text);
    opener.name = std::move(bare.words[0].text);
    return true;
}

/// digits* `<<` `-`? blanks* name, the name without another `<`.
std::optional<Opener> read_opener(std::string_view word) {
    const std::size_t arrows = word.find_first_not_of("0123456789");
    if (arrows == word.npos || !word.substr(arrows).starts_with("<<")) return std::nullopt;
    Opener opener;
    opener.fd = saturated_number(word.substr(0, arrows));
    std::string_view rest = word.substr(arrows + 2);
    opener.strips_tabs = rest.starts_with('-');
    if (opener.strips_tabs) rest.remove_prefix(1);
    rest.remove_prefix(std::min(rest.find_first_not_of("\t\n\f\r "), rest.size()));
    if (rest.empty() || rest.find('<') != rest.npos) return std::nullopt;
    if (read_name(rest, opener) || !opener.error.empty()) return opener;
    return std::nullopt;
}

std::string_view kept(const std::string& name, std::string_view line, Tree& tree) {
    const std::size_t at = line.rfind(name);
    return at == line.npos ? std::string_view(tree.texts.emplace_back(name))
                           : line.substr(at, name.size());
}

std::vector<Heredoc> find_openers(const Instruction& instruction, Tree& tree) {
    std::vector<Heredoc> found;
    const std::string_view text = instruction.text.text();
    // BuildKit looks for openers with a backslash as escape whatever the directive says. When the
    // words cannot be told apart (an apostrophe), there are no heredocs.
    const Lexed line =
        lex(text, {.keep_quotes = true, .keep_escapes = true, .keep_variables = true});
    for (const LexedWord& word : line.words) {
        const auto opener = read_opener(word.text);
        if (!opener) continue;
        const Span at = instruction.text.in_file(word.at);
        if (!opener->error.empty()) {
            add_error(tree, Phase::parse, at, instruction.first_line, opener->error);
            return {};
        }
        Heredoc& heredoc = found.emplace_back();
        heredoc.name = kept(opener->name, text.substr(word.at.begin, word.at.size()), tree);
        heredoc.opener = at;
        heredoc.fd = opener->fd;
        heredoc.expands = opener->expands;
        heredoc.strips_tabs = opener->strips_tabs;
    }
    return found;
}

/// Reads lines up to the terminator; false when the file ends first.
bool read_body(LineReader& lines, std::string_view file, Heredoc& heredoc) {
    heredoc.body = {lines.offset(), lines.offset()};
    PhysicalLine line;
    while (lines.next_line(line)) {
        Span name = {line.begin, line.end};
        while (heredoc.strips_tabs && name.begin < name.end && file[name.begin] == '\t') {
            ++name.begin;
        }
        if (file.substr(name.begin, name.size()) == heredoc.name) {
            heredoc.terminator = name;
            return true;
        }
        heredoc.body.end = line.next;
    }
    heredoc.terminator = {heredoc.body.end, heredoc.body.end};
    return false;
}

bool is_heredoc_keyword(const Instruction& instruction) {
    switch (instruction.keyword) {
    case Keyword::run:
        return !instruction.as<Command>() || !instruction.as<Command>()->json;
    case Keyword::add:
    case Keyword::copy:
        return !instruction.as<Words>() || !instruction.as<Words>()->json;
    default:
        return false;
    }
}

bool may_open_heredocs(const Instruction& instruction) {
    const auto* trigger = instruction.as<Onbuild>();
    const Instruction* const inner = trigger == nullptr ? &instruction : trigger->inner.get();
    return inner != nullptr && is_heredoc_keyword(*inner) &&
           instruction.text.text().find("<<") != std::string_view::npos;
}
} // namespace

namespace {
/// A trigger owns the heredocs too, so that it can be read like any other instruction.
void share_with_trigger(Instruction& instruction) {
    const auto* trigger = instruction.as<Onbuild>();
    if (trigger == nullptr) return;
    auto inner = std::make_shared<Instruction>(*trigger->inner);
    inner->heredocs = instruction.heredocs;
    inner->at.end = instruction.at.end;
    inner->last_line = instruction.last_line;
    instruction.body = Onbuild{std::move(inner)};
}
} // namespace

void read_heredocs(LineReader& lines, const SourceFile& file, Instruction& instruction,
                   Tree& tree) {
    if (!may_open_heredocs(instruction)) return;
    instruction.heredocs = find_openers(instruction, tree);
    bool terminated = true;
    for (Heredoc& heredoc : instruction.heredocs) {
        if (terminated && !read_body(lines, file.text(), heredoc)) {
            terminated = false;
            add_error(tree, Phase::parse, heredoc.opener, instruction.first_line,
                      "unterminated heredoc");
        } else if (!terminated) {
            heredoc.body = heredoc.terminator = {lines.offset(), lines.offset()};
        }
        instruction.at.end = heredoc.terminator.end;
    }
    instruction.last_line = lines.line_number();
    if (!instruction.heredocs.empty()) share_with_trigger(instruction);
}

std::optional<HeredocWord> heredoc_word(std::string_view word) {
    auto opener = read_opener(word);
    if (!opener || !opener->error.empty()) return std::nullopt;
    return HeredocWord{std::move(opener->name), opener->expands};
}

HeredocsByName heredocs_by_name(const Instruction& instruction) {
    HeredocsByName all;
    for (const Heredoc& each : instruction.heredocs) {
        NamedHeredoc& named = all[each.name];
        named.last = &each;
        ++named.count;
    }
    return all;
}

} // namespace dflint::dockerfile
