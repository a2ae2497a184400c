// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/trailing_comment.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule comment_after_continuation = rule({
    .name = "comment-after-continuation",
    .summary = "Comment behind the escape character that was to continue a line",
    .why =
        R"(Only an escape character that ends its line, blanks aside, continues the instruction. With a comment
behind it the instruction ends there: its arguments get an escaped blank, a `#` and the words of the
comment, and the next line is read as an instruction of its own. The error BuildKit then gives names
that next line, not the cause.

A comment on a line of its own between the lines of an instruction is fine: BuildKit drops it.)",
    .bad = "FROM debian:12\nRUN apt-get update && \\  # fresh lists\n    apt-get install -y curl\n",
    .good =
        "FROM debian:12\n# fresh lists\nRUN apt-get update && \\\n    apt-get install -y curl\n",
    .source = "https://docs.docker.com/reference/dockerfile/#format",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Keyword;

/// A command whose words may well be ` # text`.
bool is_text_tool(const model::Build& build, std::uint32_t index, std::uint32_t offset) {
    const model::Stage* const stage = build.stage_at(index);
    if (stage == nullptr) return false;
    const model::Run* const own = stage->run_at(index);
    const model::Run* const run = own == nullptr ? stage->trigger_at(index) : own;
    if (run == nullptr) return false;
    const auto holds = [&](const model::Command& command) { return command.at.contains(offset); };
    const auto found = std::find_if(run->commands.begin(), run->commands.end(), holds);
    if (found == run->commands.end()) return run->error != nullptr;
    return found->is_one_of(
        {"echo", "printf", "sed", "awk", "gawk", "grep", "egrep", "perl", "python"});
}

class Reader {
public:
    Reader(const model::Build& build, Pass& pass) : build_(build), pass_(pass) {}

    void read(const model::CommentedInstruction& instruction) {
        for (const model::TrailingComment& comment : instruction.comments) {
            if (comment.escape) judge(instruction.index, comment);
        }
    }

private:
    /// Behind a blank or an operator, or first on its line: not the escaped blank of a longer word.
    [[nodiscard]] bool stands_alone(std::uint32_t escape) const {
        return escape == 0 || std::string_view(" \t\n&|;(").find(build_.file.text()[escape - 1]) !=
                                  std::string_view::npos;
    }

    void judge(std::uint32_t index, const model::TrailingComment& comment) {
        const auto& all = build_.instructions();
        const bool alone = stands_alone(*comment.escape);
        const bool breaks_next = !comment.continues && index + 1 < all.size() &&
                                 all[index + 1].keyword == Keyword::unknown;
        const bool is_certain = breaks_next || index < rest_end_;
        if (!alone && !comment.has_blank_after_hash) return;
        if (!is_certain && (!alone || !comment.has_blank_after_hash ||
                            is_text_tool(build_, index, *comment.escape))) {
            return;
        }
        report(index, comment, breaks_next, is_certain);
        if (breaks_next) rest_end_ = last_ + 1;
    }

    void report(std::uint32_t index, const model::TrailingComment& comment, bool breaks_next,
                bool is_certain) {
        const auto& all = build_.instructions();
        const std::string escape = "`" + std::string(1, build_.tree.escape) + "`";
        Diagnostic diagnostic{.at = comment.at, .message = {}};
        diagnostic.message = escape + " continues a line only as its last character: ";
        if (breaks_next) {
            diagnostic.message += "the instruction ends at this comment";
            diagnostic.labels = {
                {all[index + 1].keyword_at, "is read as an instruction of its own"}};
        } else {
            diagnostic.message += "the words of this comment become arguments";
        }
        diagnostic.explains = {all[index].at.begin, end_of_rest(index)};
        if (model::is_movable(build_.file.slice(comment.at))) {
            // Where the line is the last one, or has a continuation of its own, the escape goes
            // too.
            Span cut{*comment.escape, comment.at.end};
            if (!breaks_next) cut.begin = without_blanks(cut.begin);
            diagnostic.fix = Fix{
                .title = "move the comment above the line",
                .applicability = is_certain ? Applicability::safe : Applicability::unsafe,
                .edits = model::move_above(build_.file, cut,
                                           breaks_next ? escape.substr(1, 1) : std::string(),
                                           comment.at.begin),
            };
        }
        pass_.report(std::move(diagnostic));
    }

    /// The end of the unknown instructions that follow.
    [[nodiscard]] std::uint32_t end_of_rest(std::uint32_t index) {
        const auto& all = build_.instructions();
        last_ = std::max(last_, index);
        while (last_ + 1 < all.size() && all[last_ + 1].keyword == Keyword::unknown) ++last_;
        return all[last_].at.end;
    }

    [[nodiscard]] std::uint32_t without_blanks(std::uint32_t end) const {
        const std::string_view text = build_.file.text();
        while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
        return end;
    }

    const model::Build& build_;
    Pass& pass_;
    std::uint32_t last_ = 0; ///< of the unknown instructions that follow the one at hand
    /// Behind a broken continuation the rest of the instruction reads as unknown ones, up to here.
    std::uint32_t rest_end_ = 0;
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    Reader reader(build, pass);
    for (const auto& each : build.fact<model::CommentedInstructions>().all) {
        if (!each.is_trigger) reader.read(each);
    }
}
} // namespace dflint::rules
