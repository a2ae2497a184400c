// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/platform_arguments.h"
#include "dflint/model/trailing_comment.h"
#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule inline_comment = rule({
    .name = "inline-comment",
    .summary = "Comment behind the arguments of an instruction",
    .why =
        R"(A comment is a line of its own. Behind arguments `#` and the words after it are more arguments: FROM,
EXPOSE and ENV fail, COPY looks for files of these names, WORKDIR makes a directory called
`/app # comment`, an exec form becomes text for the shell that it cannot run.

Only where the arguments are text for a shell (RUN, CMD, ENTRYPOINT) the shell skips a comment.)",
    .bad = "FROM debian:12 # bookworm\n",
    .good = "# bookworm\nFROM debian:12\n",
    .source = "https://docs.docker.com/reference/dockerfile/#format",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

/// What the instruction makes of the words, and whether it can have been meant.
struct Verdict {
    std::string effect; ///< end of a sentence; empty: no mistake
    Severity severity = Severity::error;
    /// The build stops here today, or the image can start nothing: no result to keep.
    bool is_certain = false;
    /// The exec form that the comment spoils; its strings are read as strings once it is gone.
    std::string_view array{};
    /// Without the comment every word keeps its meaning.
    bool is_repairable = true;
};

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && !dockerfile::is_blank(text[end])) ++end;
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// ["a", "b"]: the exec form, but for what follows it.
bool is_exec_form(std::string_view text) {
    enum class State { element, after_element, string } state = State::element;
    if (!text.starts_with('[')) return false;
    for (std::size_t at = 1; at < text.size(); ++at) {
        const char c = text[at];
        if (state == State::string) {
            if (c == '\\') ++at;
            if (c == '"') state = State::after_element;
        } else if (dockerfile::is_blank(c)) {
            continue;
        } else if (state == State::element && c == '"') {
            state = State::string;
        } else if (state == State::after_element && c == ',') {
            state = State::element;
        } else {
            return state == State::after_element && c == ']' &&
                   text.find_first_not_of(" \t", at + 1) == text.npos;
        }
    }
    return false;
}

/// The comment's words are names of build arguments, and one of them may bring in a value.
bool may_declare(const std::vector<std::string_view>& words, const model::Build& build) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return word.find('=') != word.npos || model::is_platform_argument(word) ||
               build.globals.declaration(word) != nullptr;
    });
}

class Judge {
public:
    Judge(const Instruction& instruction, const model::TrailingComment& comment,
          const model::Build& build)
        : instruction_(instruction), comment_(comment), build_(build),
          words_(words_of(build.file.slice(comment.at))) {
        const std::string_view text = instruction.text.text();
        before_ =
            text.substr(instruction.arguments.begin, comment.hash - instruction.arguments.begin);
        while (!before_.empty() && dockerfile::is_blank(before_.back())) before_.remove_suffix(1);
    }

    [[nodiscard]] Verdict verdict() const {
        switch (instruction_.keyword) {
        case Keyword::from:
            return {"FROM takes one image and a name", Severity::error, true};
        case Keyword::copy:
        case Keyword::add:
            return files();
        case Keyword::env:
        case Keyword::label:
            return variables();
        case Keyword::arg:
            return {"each word declares a build argument", Severity::warning,
                    !may_declare(words_, build_)};
        case Keyword::expose:
            return {"each word is a port", Severity::error, true};
        case Keyword::volume:
            return {"each word is a volume", Severity::error, false, array_in(before_)};
        case Keyword::workdir:
            return {"it is part of the directory's name", Severity::error, false};
        case Keyword::user:
            return {"it is part of the user's name", Severity::error, true};
        case Keyword::stopsignal:
            return {"it is part of the signal's name", Severity::error, true};
        case Keyword::healthcheck:
            return healthcheck();
        case Keyword::cmd:
        case Keyword::entrypoint:
        case Keyword::run:
        case Keyword::shell:
            return exec_form(before_);
        default:
            return {};
        }
    }

    /// Something is left without the comment.
    [[nodiscard]] bool leaves_words() const { return !before_.empty(); }

private:
    [[nodiscard]] Verdict files() const {
        const std::size_t count = words_of(before_).size();
        // A file may be called #draft#; a comment comes when there is something to comment.
        if (count < (comment_.has_blank_after_hash ? 1U : 2U)) return {};
        const std::string_view array = array_in(before_);
        // The place to copy to may stand in the comment.
        return {"each word is a file to copy, the last one the place", Severity::error, true, array,
                count > 1 || !array.empty()};
    }

    [[nodiscard]] Verdict variables() const {
        const auto first = words_of(before_);
        if (first.empty()) return {};
        if (first.front().find('=') != first.front().npos) {
            const bool fails = std::any_of(words_.begin(), words_.end(),
                                           [](auto word) { return word.find('=') == word.npos; });
            return {"each word is `name=value`", Severity::error, fails};
        }
        // All the rest is the value: `#fff` and a prompt that ends in # are meant.
        if (!comment_.has_blank_after_hash || words_.size() < 2 || first.size() < 2) return {};
        return {"it is part of the value", Severity::warning, false};
    }

    [[nodiscard]] Verdict healthcheck() const {
        const auto words = words_of(before_);
        // What follows the comment was read as text and would become a command.
        if (words.empty()) return {"NONE or CMD comes here", Severity::error, true, {}, false};
        if ((words[0][0] | 0x20) == 'n') return {"nothing follows NONE", Severity::error, true};
        return exec_form(before_.substr(words[0].size()));
    }

    [[nodiscard]] static std::string_view array_in(std::string_view text) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
        return is_exec_form(text) ? text : std::string_view();
    }

    [[nodiscard]] static Verdict exec_form(std::string_view text) {
        const std::string_view array = array_in(text);
        if (array.empty()) return {};
        return {"the array becomes text for a shell", Severity::error, true, array};
    }

    const Instruction& instruction_;
    const model::TrailingComment& comment_;
    const model::Build& build_;
    std::vector<std::string_view> words_; ///< of the comment
    std::string_view before_;             ///< the arguments before the comment
};

std::vector<Edit> without(const SourceFile& file, const Instruction& instruction,
                          const model::TrailingComment& comment, std::string_view array) {
    std::uint32_t begin = comment.at.begin;
    while (dockerfile::is_blank(file.text()[begin - 1])) --begin;
    if (array.empty())
        return model::move_above(file, {begin, comment.at.end}, "", comment.at.begin);
    const auto logical = static_cast<std::uint32_t>(array.data() - instruction.text.text().data());
    const std::uint32_t first = instruction.text.in_file(logical);
    return model::move_above(file, {first, comment.at.end}, file.slice({first, begin}),
                             comment.at.begin);
}

void judge(const Instruction& instruction, const std::vector<model::TrailingComment>& comments,
           Pass& pass) {
    const model::Build& build = pass.build();
    for (const model::TrailingComment& comment : comments) {
        if (comment.escape || comment.hash < instruction.arguments.begin) continue;
        const Judge judge(instruction, comment, build);
        const Verdict verdict = judge.verdict();
        if (verdict.effect.empty()) continue;
        Diagnostic diagnostic{.at = comment.at,
                              .message =
                                  "`#` begins no comment behind arguments: " + verdict.effect,
                              .explains = instruction.at};
        if (verdict.is_repairable && judge.leaves_words() &&
            model::is_movable(build.file.slice(comment.at))) {
            diagnostic.fix = Fix{
                .title = "move the comment above the line",
                .applicability = verdict.is_certain ? Applicability::safe : Applicability::unsafe,
                .edits = without(build.file, instruction, comment, verdict.array),
            };
        }
        pass.report(verdict.severity, std::move(diagnostic));
    }
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    for (const auto& each : build.fact<model::CommentedInstructions>().all) {
        judge(*each.instruction, each.comments, pass);
    }
}
} // namespace dflint::rules
