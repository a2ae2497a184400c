// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/invisible.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule unterminated_heredoc = rule({
    .name = "unterminated-heredoc",
    .summary = "Heredoc without a line that closes it",
    .why =
        R"(The body of a heredoc ends at the line that is its name and nothing else: no blanks before or behind it
(`<<-` allows tabs before it), and the same letters. Without such a line all the rest of the file is the
body, and the build stops before its first step.

BuildKit looks for `<<` in the whole line, also in a comment of the shell and in `$(( 1 << 2 ))`.)",
    .bad = "FROM debian:12\nRUN <<EOF\n  apt-get update\n  EOF\nUSER app\n",
    .good = "FROM debian:12\nRUN <<EOF\n  apt-get update\nEOF\nUSER app\n",
    .source = "https://docs.docker.com/reference/dockerfile/#here-documents",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Heredoc;
using dockerfile::Instruction;

class Explanation {
public:
    Explanation(const model::Build& build, const Instruction& instruction, const Heredoc& heredoc)
        : file_(build.file), instruction_(instruction), heredoc_(heredoc),
          name_("`" + std::string(heredoc.name) + "`") {
        look_for_lines();
    }

    [[nodiscard]] Diagnostic diagnostic() const {
        Diagnostic made{.at = heredoc_.opener, .message = {}};
        const std::string opener = "`" + std::string(file_.slice(heredoc_.opener)) + "`";
        made.explains = {heredoc_.opener.begin, heredoc_.body.end};
        if (in_arithmetic()) {
            made.message =
                opener + " inside of `$(( ))` opens a heredoc for BuildKit, and no line closes it";
            made.fix = close_up();
        } else if (in_comment()) {
            made.message =
                opener +
                " in a comment of the shell opens a heredoc for BuildKit, and no line closes it";
        } else {
            made.message = "no line closes this heredoc: all the rest of the file is its body";
            if (near_count_ > 0) {
                made.labels = {{near_, "is not the line " + name_ + ": " + difference()}};
                made.fix = write_name();
            } else if (!swallowed_.empty()) {
                made.labels = {{swallowed_, "is a part of the body"}};
                made.fix = insert_name();
            }
        }
        return made;
    }

private:
    /// Lines that were to close it, and the first line that reads like an instruction.
    void look_for_lines() {
        const std::string_view text = file_.text();
        for (std::uint32_t begin = heredoc_.body.begin; begin < heredoc_.body.end;) {
            const auto feed = std::min<std::size_t>(text.find('\n', begin), heredoc_.body.end);
            const Span line{begin, static_cast<std::uint32_t>(feed)};
            look_at(line);
            begin = line.end + 1;
        }
    }

    void look_at(Span line) {
        const std::string_view text = file_.slice(line);
        const std::size_t front = std::min(text.find_first_not_of(" \t\r"), text.size());
        const std::size_t back = model::trailing_invisible(text.substr(front));
        const std::string_view bare = text.substr(front, text.size() - front - back);
        if (!bare.empty() && ascii::equals_ignoring_case(bare, heredoc_.name)) {
            ++near_count_;
            near_ = {line.begin + static_cast<std::uint32_t>(front),
                     line.begin + static_cast<std::uint32_t>(front + bare.size())};
            const bool has_feed = text.ends_with('\r');
            near_line_ = {line.begin, line.end - (has_feed ? 1 : 0)};
        }
        const std::size_t blank = text.find(' ');
        if (swallowed_.empty() && front == 0 && blank != text.npos && blank > 0 &&
            dockerfile::is_instruction(text.substr(0, blank)) && text[0] >= 'A' && text[0] <= 'Z') {
            swallowed_ = {line.begin, line.begin + static_cast<std::uint32_t>(blank)};
        }
    }

    [[nodiscard]] std::string difference() const {
        if (file_.slice(near_) != heredoc_.name) return "the letters differ";
        return near_.begin > near_line_.begin ? "blanks stand before it" : "blanks stand behind it";
    }

    [[nodiscard]] Fix write_name() const {
        return {.title = "write " + name_ + " on a line of its own",
                .applicability = near_count_ == 1 ? Applicability::safe : Applicability::unsafe,
                .edits = {{near_line_, std::string(heredoc_.name)}}};
    }

    [[nodiscard]] Fix insert_name() const {
        return {
            .title = "insert a line " + name_,
            .applicability = Applicability::unsafe,
            .edits = {{{swallowed_.begin, swallowed_.begin}, std::string(heredoc_.name) + "\n"}}};
    }

    /// The opener's place in the joined text.
    [[nodiscard]] std::string_view before() const {
        const std::string_view text = instruction_.text.text();
        std::size_t at = text.find("<<");
        while (at != text.npos &&
               instruction_.text.in_file(static_cast<std::uint32_t>(at)) < heredoc_.opener.begin) {
            at = text.find("<<", at + 1);
        }
        return text.substr(0, std::min(at, text.size()));
    }

    [[nodiscard]] bool in_arithmetic() const {
        const std::string_view text = before();
        const std::size_t open = text.rfind("$((");
        return open != text.npos && text.find("))", open) == text.npos;
    }

    [[nodiscard]] bool in_comment() const {
        const std::string_view text = before();
        const std::size_t hash = text.rfind(" #");
        return hash != text.npos && text.find_first_of("\"'", hash) == text.npos;
    }

    /// `1 << 2` to `1<<2`: BuildKit asks for `<<`, perhaps behind digits, at the begin of a word.
    [[nodiscard]] std::optional<Fix> close_up() const {
        const std::string_view text = file_.text();
        std::uint32_t begin = heredoc_.opener.begin;
        while (ascii::is_blank(text[begin - 1])) --begin;
        const std::uint32_t end_of_operand = begin;
        while (begin > 0 && !ascii::is_blank(text[begin - 1]) && text[begin - 1] != '(') --begin;
        const std::string_view operand = text.substr(begin, end_of_operand - begin);
        // A number has to move up to the bracket, or it would be a part of the opener.
        std::uint32_t front = begin;
        if (operand.find_first_not_of("0123456789") == operand.npos) {
            while (ascii::is_blank(text[front - 1])) --front;
            if (text[front - 1] != '(') return std::nullopt;
        }
        const std::size_t shift = text.find("<<", heredoc_.opener.begin);
        std::uint32_t end = static_cast<std::uint32_t>(shift) + 2;
        while (ascii::is_blank(text[end])) ++end;
        const Span whole{front, std::max(end, heredoc_.opener.end)};
        std::string mended(operand);
        mended.append("<<").append(text.substr(end, whole.end - end));
        return Fix{.title = "close up the operator",
                   .applicability = Applicability::safe,
                   .edits = {{whole, std::move(mended)}}};
    }

    const SourceFile& file_;
    const Instruction& instruction_;
    const Heredoc& heredoc_;
    std::string name_; ///< in backticks
    Span near_{};      ///< the last line that almost closes it, without blanks
    Span near_line_{};
    std::size_t near_count_ = 0;
    Span swallowed_{};
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    // Only the last instruction of a file can be left open.
    if (build.instructions().empty()) return;
    const Instruction& last = build.instructions().back();
    const auto open = std::find_if(last.heredocs.begin(), last.heredocs.end(),
                                   [](const Heredoc& each) { return !each.is_closed(); });
    if (open == last.heredocs.end()) return;
    pass.report(Explanation(build, last, *open).diagnostic());
}
} // namespace dflint::rules
