// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <algorithm>
#include <optional>
#include <string>

namespace dflint::rules {
static void on_run(const model::Run&, Pass&);
static void on_stage(const model::Stage&, Pass&);

extern constexpr Rule lines_in_comment = rule({
    .name = "lines-in-comment",
    .summary = "Shell comment that takes the continued lines below it along",
    .why =
        R"(To the shell a continued instruction is one line, and a comment ends at a line end. Behind the
first `#` that begins a word everything is comment: the commands on the lines below are never run, and
no error says so.

A comment on a line of its own between the lines of an instruction is fine: BuildKit drops it before
the shell sees the text.)",
    .bad = "FROM debian:12\nRUN apt-get update && # fresh lists \\\n    apt-get install -y curl\n",
    .good =
        "FROM debian:12\n# fresh lists\nRUN apt-get update && \\\n    apt-get install -y curl\n",
    .source = "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html",
    .group = Group::syntax,
    .severity = Severity::error,
    .checks = {on_run, on_stage},
});

namespace {

constexpr std::string_view blanks = " \t\r";

class Judge {
public:
    Judge(const model::Script& script, Pass& pass)
        : script_(script), text_(script.text), file_(pass.build().file), pass_(pass) {}

    void judge() {
        for (const shell::Comment& each : script_.tree.comments) judge(each.at);
    }

private:
    void judge(Span comment) {
        const auto below = next_line(comment);
        if (!below) return;
        const std::string_view lost = text_.slice({*below, comment.end});
        const std::size_t first = lost.find_first_not_of(blanks);
        if (first == lost.npos) return;
        const Span at = text_.in_file(without_blanks({comment.begin, *below}));
        const auto begin = *below + static_cast<std::uint32_t>(first);
        const auto end = *below + static_cast<std::uint32_t>(lost.find_last_not_of(blanks)) + 1;
        pass_.report({.at = at,
                      .message = "to the shell the lines below are part of this comment: they "
                                 "are never run",
                      .labels = {{text_.in_file(Span{begin, end}), "comment"}}});
    }

    /// The first byte of the comment that stands on another line of the file.
    [[nodiscard]] std::optional<std::uint32_t> next_line(Span comment) const {
        const std::size_t line_end = file_.text().find('\n', text_.in_file(comment.begin));
        const auto segments = text_.segments();
        auto each = std::upper_bound(segments.begin(), segments.end(), comment.begin,
                                     [](std::uint32_t at, const LogicalText::Segment& segment) {
                                         return at < segment.logical;
                                     });
        for (; each != segments.end() && each->logical < comment.end; ++each) {
            if (each->file > line_end) return each->logical;
        }
        return std::nullopt;
    }

    [[nodiscard]] Span without_blanks(Span comment) const {
        const std::string_view text = text_.slice(comment);
        comment.end = comment.begin + static_cast<std::uint32_t>(text.find_last_not_of(blanks)) + 1;
        return comment;
    }

    const model::Script& script_;
    const LogicalText& text_;
    const SourceFile& file_;
    Pass& pass_;
};

} // namespace

static void on_run(const model::Run& run, Pass& pass) {
    for (const auto& script : run.scripts) Judge(*script, pass).judge();
}

static void on_stage(const model::Stage& stage, Pass& pass) {
    for (const model::ContainerCommand& each : stage.container_commands) {
        if (each.script) Judge(*each.script, pass).judge();
    }
}
} // namespace dflint::rules
