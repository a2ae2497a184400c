// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/expandable.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/expand.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "port_problem.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check(const dockerfile::Instruction&, Pass&);

extern constexpr Rule swallowed_instruction = rule({
    .name = "swallowed-instruction",
    .summary = "Instruction that a continued line above makes a part of its own arguments",
    .why =
        R"(A line that ends in the escape character goes on in the next one, comments and blank lines between them
or not. When an instruction follows, its words become arguments: packages with strange names, a command
called RUN. Some of that builds.)",
    .bad = "FROM debian:12\nENV A=1 \\\n    B=2 \\\n\nENV C=$A\n",
    .good = "FROM debian:12\nENV A=1 \\\n    B=2\n\nENV C=$A\n",
    .source = "https://docs.docker.com/reference/dockerfile/#escape",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

/// Where a quote that the text opens is still open.
class Quotes {
public:
    Quotes(std::string_view text, char escape) : text_(text), escape_(escape) {}
    bool are_open_at(std::uint32_t end) {
        for (; at_ < end; ++at_) {
            const char c = text_[at_];
            if (c == escape_ && quote_ != '\'') {
                ++at_;
            } else if (quote_ == 0 && (c == '"' || c == '\'' || c == '`')) {
                quote_ = c;
            } else if (c == quote_) {
                quote_ = 0;
            }
        }
        return quote_ != 0;
    }

private:
    std::string_view text_;
    char escape_;
    std::uint32_t at_ = 0;
    char quote_ = 0;
};

/// An upper case name. FROM, SHELL and USER are words of SQL, too.
bool is_certain_name(std::string_view word) {
    return dockerfile::is_instruction(word) && word != "FROM" && word != "SHELL" &&
           std::all_of(word.begin(), word.end(), ascii::is_upper);
}

/// BuildKit gets past its arguments.
bool can_be_built(const Instruction& instruction, std::string_view file, char escape) {
    const auto fails = [&](const model::Expandable& each) {
        return !each.is_heredoc && !dockerfile::expansion_error(each.text, escape).empty();
    };
    for (const auto& texts :
         {model::expandables(file, instruction), model::quoted_texts(file, instruction)}) {
        if (std::any_of(texts.begin(), texts.end(), fails)) return false;
    }
    const auto* const words = instruction.as<dockerfile::Words>();
    if (words != nullptr && instruction.keyword == Keyword::copy) {
        return std::all_of(words->words.begin(), words->words.end(), [](const auto& word) {
            return word.text.find("://") == word.text.npos;
        });
    }
    if (words != nullptr && instruction.keyword == Keyword::expose) {
        return std::all_of(words->words.begin(), words->words.end(), [](const auto& word) {
            return word.text.find('$') != word.text.npos || !problem_of_port(word.text);
        });
    }
    if (words != nullptr && instruction.keyword == Keyword::volume) {
        // Empty quotes, or a variable without a value, are no path.
        return std::all_of(words->words.begin(), words->words.end(), [](const auto& word) {
            return word.text.find('/') != word.text.npos ||
                   word.text.find_first_of("$'\"") == word.text.npos;
        });
    }
    const auto* const single = instruction.as<dockerfile::Single>();
    if (single == nullptr || instruction.keyword != Keyword::stopsignal) return true;
    const std::string_view signal = single->value.text;
    return signal.find_first_of(" \t") == signal.npos &&
           (signal.starts_with("SIG") || signal.find_first_not_of("0123456789") == signal.npos);
}

class Finder {
public:
    Finder(const Instruction& instruction, const model::Build& build)
        : instruction_(instruction), build_(build), text_(instruction.text.text()),
          quotes_(text_, build.tree.escape) {}

    /// The first line that begins an instruction; false when there is none.
    bool find() {
        // Each try reads all the rest.
        constexpr int max_tries = 16;
        int tries = 0;
        const auto segments = instruction_.text.segments();
        for (std::size_t i = 1; i < segments.size() && tries < max_tries; ++i) {
            std::uint32_t begin = segments[i].logical;
            while (begin < text_.size() && ascii::is_blank(text_[begin])) ++begin;
            std::uint32_t end = begin;
            while (end < text_.size() && text_[end] >= 'A' && text_[end] <= 'Z') ++end;
            if (end == text_.size() || !ascii::is_blank(text_[end]) ||
                !is_certain_name(text_.substr(begin, end - begin)) ||
                quotes_.are_open_at(segments[i].logical)) {
                continue;
            }
            const bool is_own_part = instruction_.keyword == Keyword::healthcheck &&
                                     text_.substr(begin, end - begin) == "CMD";
            if (is_own_part) continue;
            name_ = {begin, end};
            line_ = segments[i].logical;
            ++tries;
            if (reads_well()) return true;
        }
        return false;
    }

    [[nodiscard]] Diagnostic diagnostic() const {
        const std::string name(instruction_.text.slice(name_));
        const Span escape = escape_at();
        Diagnostic made{.at = instruction_.text.in_file(name_),
                        .message = name + " is read as an argument of the instruction above: the "
                                          "line before it is continued"};
        made.labels = {{escape, "continues the line"}};
        made.explains = instruction_.at;
        made.fix = fix(escape);
        return made;
    }

private:
    [[nodiscard]] bool reads_well() const {
        // `echo RUN && true`: a word that something else follows.
        const std::size_t argument = text_.find_first_not_of(" \t", name_.end);
        if (argument == text_.npos ||
            std::string_view("&|;)<>").find(text_[argument]) != std::string_view::npos) {
            return false;
        }
        const SourceFile file = alone(text_.substr(name_.begin));
        const dockerfile::Tree tree = dockerfile::parse(file);
        return tree.errors.empty() &&
               can_be_built(tree.instructions.at(1), file.text(), tree.escape);
    }

    [[nodiscard]] bool parses(std::string_view line) const {
        return dockerfile::parse(alone(line)).errors.empty();
    }

    /// The smallest file with that instruction.
    [[nodiscard]] SourceFile alone(std::string_view instruction) const {
        std::string text = build_.tree.escape == '`' ? "# escape=`\n" : "";
        return {"", text.append("FROM scratch\n").append(instruction)};
    }

    [[nodiscard]] Span escape_at() const {
        const std::uint32_t behind = instruction_.text.in_file(line_ - 1) + 1;
        return {behind, behind + 1};
    }

    /// The line ends before the escape, and before an operator that waits for a command.
    [[nodiscard]] std::optional<Fix> fix(Span escape) const {
        const bool is_unknown = instruction_.keyword == Keyword::unknown;
        std::uint32_t end = line_;
        const auto skip_blanks = [&] {
            while (end > 0 && ascii::is_blank(text_[end - 1])) --end;
        };
        skip_blanks();
        bool is_certain = instruction_.as<dockerfile::Pairs>() != nullptr || is_unknown;
        const bool may_be_shell = is_unknown || instruction_.as<dockerfile::Command>() != nullptr;
        for (const std::string_view sign : {"&&", ";"}) {
            if (!may_be_shell || !text_.substr(0, end).ends_with(sign)) continue;
            end -= static_cast<std::uint32_t>(sign.size());
            skip_blanks();
            is_certain = true;
            break;
        }
        if (end <= (is_unknown ? 0 : instruction_.arguments.begin)) return std::nullopt;
        if (!is_unknown && parses(text_) && !parses(text_.substr(0, end))) return std::nullopt;
        const std::uint32_t begin = instruction_.text.in_file(end - 1) + 1;
        // All that gets another meaning belongs to the edit.
        const Span whole{begin, instruction_.at.end};
        const std::uint32_t line = build_.file.lines().line_of(escape.begin);
        const std::uint32_t rest = build_.file.lines().line(line, build_.file.text()).end;
        return Fix{.title = "end the line above",
                   .applicability = is_certain ? Applicability::safe : Applicability::unsafe,
                   .edits = {{whole, std::string(build_.file.slice({rest, whole.end}))}}};
    }

    const Instruction& instruction_;
    const model::Build& build_;
    std::string_view text_;
    Quotes quotes_;
    Span name_{};            ///< in the joined text
    std::uint32_t line_ = 0; ///< where its line begins in the joined text
};

} // namespace

static void check(const Instruction& instruction, Pass& pass) {
    if (instruction.text.segments().size() < 2 || !instruction.heredocs.empty()) return;
    if (instruction.as<dockerfile::Onbuild>() != nullptr) return; // its inner one is asked, too
    Finder finder(instruction, pass.build());
    if (finder.find()) pass.report(finder.diagnostic());
}
} // namespace dflint::rules
