// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/stray.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule foreign_text = rule({
    .name = "foreign-text",
    .summary = "Text of another program between instructions",
    .why =
        R"(What was pasted along with a Dockerfile belongs to the place it came from: the fence of a Markdown
block, the prompt of a shell. Markers of a merge or of a template ask for a step that has not been
done yet. BuildKit reads all of them as instructions that it does not know.)",
    .bad = "```dockerfile\nFROM debian:12\n```\n",
    .good = "FROM debian:12\n",
    .source = "https://docs.docker.com/reference/dockerfile/#format",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using model::Stray;
using model::StrayKind;

class Reader {
public:
    Reader(const model::Build& build, Pass& pass)
        : build_(build), pass_(pass), strays_(build.fact<model::Strays>().all) {}

    void read() {
        for (std::size_t i = 0; i < strays_.size(); ++i) {
            switch (strays_[i].kind) {
            case StrayKind::fence:
                fence(strays_[i]);
                break;
            case StrayKind::prompt:
                prompt(strays_[i]);
                break;
            case StrayKind::marker:
                return rendered_later(instruction(strays_[i]).keyword_at);
            case StrayKind::unknown:
                if (word(strays_[i]).starts_with("/*")) return preprocessed_later(strays_[i]);
                break;
            case StrayKind::conflict:
                i = conflict(i);
                break;
            default:
                break;
            }
        }
        for (const model::Stage& stage : build_.stages) {
            if (const auto at = marker_in(*stage.from)) return rendered_later(*at);
        }
        if (const auto at = erb_marker()) rendered_later(*at);
    }

private:
    [[nodiscard]] const Instruction& instruction(const Stray& stray) const {
        return build_.instructions()[stray.first];
    }
    [[nodiscard]] std::string word(const Stray& stray) const {
        return std::string(build_.file.slice(instruction(stray).keyword_at));
    }

    void report(const Stray& stray, std::string message, std::optional<Fix> fix = std::nullopt) {
        pass_.report({.at = instruction(stray).keyword_at,
                      .message = std::move(message),
                      .fix = std::move(fix),
                      .explains = instruction(stray).at});
    }

    [[nodiscard]] static std::optional<Span> marker_in(const Instruction& from) {
        const auto marker = model::template_marker(from.text.text());
        return marker ? std::optional(from.text.in_file(*marker)) : std::nullopt;
    }

    /// `<% if a %>` on a line of a continued RUN, or in a value. No shell has a use for both signs,
    /// while `{{ }}` is what `docker inspect` and others take.
    [[nodiscard]] std::optional<Span> erb_marker() const {
        if (build_.file.text().find("<%") == std::string_view::npos) return std::nullopt;
        for (const Instruction& each : build_.instructions()) {
            const std::string_view text = each.text.text();
            const std::size_t begin = text.find("<%");
            if (begin == text.npos || text.find("%>", begin) == text.npos) continue;
            const auto at = static_cast<std::uint32_t>(begin);
            return each.text.in_file(Span{at, at + 2});
        }
        return std::nullopt;
    }

    /// Nothing in the file is what will be built.
    [[nodiscard]] Span whole() const {
        return {0, static_cast<std::uint32_t>(build_.file.text().size())};
    }

    void rendered_later(Span at) {
        pass_.report({.at = at,
                      .message = "this is a template: it has to be rendered before it is built",
                      .explains = whole()});
    }

    void preprocessed_later(const Stray& stray) {
        pass_.report({.at = instruction(stray).keyword_at,
                      .message = "`/*` begins no comment: `#` does, unless a preprocessor is to "
                                 "read this before it is built",
                      .explains = whole()});
    }

    void fence(const Stray& stray) {
        const Instruction& line = instruction(stray);
        const bool is_alone = std::all_of(strays_.begin(), strays_.end(), [](const Stray& each) {
            return each.kind == StrayKind::fence;
        });
        const Span lines = {build_.file.lines().begin_of(line.first_line),
                            build_.file.lines().begin_of(line.last_line + 1)};
        Fix fix{.title = "remove the line",
                .applicability = is_alone ? Applicability::safe : Applicability::unsafe,
                .edits = {{lines, ""}}};
        const bool is_movable = line.first_line == line.last_line && !build_.tree.has_bom;
        report(stray,
               "`" + word(stray).substr(0, 3) +
                   "` is Markdown around a Dockerfile, not a part of it",
               is_movable ? std::optional(std::move(fix)) : std::nullopt);
    }

    void prompt(const Stray& stray) {
        const Instruction& line = instruction(stray);
        const std::string_view text = line.text.text();
        const auto size = static_cast<std::uint32_t>(word(stray).size());
        const auto begin =
            static_cast<std::uint32_t>(std::min(text.find_first_not_of(" \t", size), text.size()));
        const auto end =
            static_cast<std::uint32_t>(std::min(text.find_first_of(" \t", begin), text.size()));
        std::optional<Fix> fix;
        if (dockerfile::is_instruction(text.substr(begin, end - begin))) {
            fix = Fix{.title = "remove the prompt",
                      .applicability = Applicability::safe,
                      .edits = {{{line.at.begin, line.text.in_file(begin)}, ""}}};
        }
        report(stray, "`" + word(stray) + "` is the prompt of a shell, not an instruction",
               std::move(fix));
    }

    /// All markers of one conflict are one mistake. Returns the index of the last of them.
    std::size_t conflict(std::size_t index) {
        std::size_t last = index;
        for (std::size_t i = index + 1; i < strays_.size(); ++i) {
            if (strays_[i].kind != StrayKind::conflict) continue;
            if (word(strays_[i]).front() == '<') break;
            last = i;
            if (word(strays_[i]).front() == '>') break;
        }
        Diagnostic made{.at = instruction(strays_[index]).keyword_at,
                        .message = "a merge conflict is not resolved here"};
        for (std::size_t i = index + 1; i <= last; ++i) {
            if (strays_[i].kind != StrayKind::conflict) continue;
            made.labels.push_back(
                {instruction(strays_[i]).keyword_at,
                 word(strays_[i]).front() == '>' ? "it ends here" : "the other side"});
        }
        made.explains = cover(instruction(strays_[index]).at, instruction(strays_[last]).at);
        pass_.report(std::move(made));
        return last;
    }

    const model::Build& build_;
    Pass& pass_;
    const std::vector<Stray>& strays_;
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    Reader(build, pass).read();
}
} // namespace dflint::rules
