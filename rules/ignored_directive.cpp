// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/directive.h"
#include "dflint/syntax/dockerfile/options.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule ignored_directive = rule({
    .name = "ignored-directive",
    .summary = "Directive where BuildKit does not look for one",
    .why =
        R"(BuildKit reads `# syntax=`, `# escape=` and `# check=` at the top of the file only: behind a comment, a
blank line or an instruction they are comments, and a blank before the `#` hides `syntax` and `check`
from it. Of `check` it reads the text up to the first blank. It says nothing about the rest.)",
    .bad = "# The image of our service\n# escape=`\nFROM debian:12\n",
    .good = "# escape=`\n# The image of our service\nFROM debian:12\n",
    .source = "https://docs.docker.com/reference/dockerfile/#parser-directives",
    .group = Group::syntax,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::CheckOptions;
using dockerfile::Comment;
using dockerfile::Directive;
using dockerfile::DirectiveKind;

class Reader {
public:
    Reader(const model::Build& build, Pass& pass)
        : file_(build.file), tree_(build.tree), pass_(pass) {}

    void read() {
        collect_heeded();
        for (const Directive& each : tree_.directives) judge_on_top(each);
        for (std::size_t i = 0, owner = 0; i < tree_.comments.size(); ++i) {
            const auto& all = tree_.instructions;
            while (owner < all.size() && all[owner].comments_end <= i) ++owner;
            const bool is_attached = owner < all.size() && all[owner].comments_begin <= i;
            if (!tree_.comments[i].inside) judge_comment(tree_.comments[i], is_attached);
        }
    }

private:
    void collect_heeded() {
        if (tree_.frontend && tree_.frontend->form == dockerfile::Frontend::Form::hash) {
            heeded_.push_back(tree_.frontend->value.at.begin);
        }
        if (tree_.checks) heed(*tree_.checks);
        for (const dockerfile::Instruction& each : tree_.instructions) {
            if (each.comments_begin == each.comments_end) continue;
            if (const auto options = dockerfile::check_options(file_, tree_, each)) heed(*options);
        }
        std::sort(heeded_.begin(), heeded_.end());
    }

    void heed(const CheckOptions& options) {
        heeded_.push_back(options.value.at.begin);
        judge_blanks(options);
    }

    [[nodiscard]] bool is_heeded(const Directive& directive) const {
        return std::binary_search(heeded_.begin(), heeded_.end(), directive.value.at.begin);
    }

    /// `skip=A, B`
    void judge_blanks(const CheckOptions& options) {
        const std::string_view value = options.value.text;
        const std::size_t space = std::min(value.find(' '), value.size());
        const std::size_t rest = value.find_first_not_of(" \t", space);
        const std::size_t last = value.substr(0, space).find_last_not_of('\t');
        if (rest == value.npos || last == value.npos || value[last] != ',') return;
        Diagnostic made{
            .at = {options.value.at.begin + static_cast<std::uint32_t>(rest), options.value.at.end},
            .message = "BuildKit reads the checks up to the first blank: these are not "
                       "among them"};
        const auto is_part = [](char c) {
            return ascii::is_blank(c) || c == ',' || ascii::is_letter(c);
        };
        if (std::all_of(value.begin() + static_cast<std::ptrdiff_t>(rest), value.end(), is_part)) {
            std::string closed(value);
            std::erase_if(closed, ascii::is_blank);
            made.fix = Fix{.title = "remove the blanks",
                           .applicability = Applicability::safe,
                           .edits = {{options.value.at, std::move(closed)}}};
        }
        pass_.report(std::move(made));
    }

    /// Among the directives of the parser, which takes indented ones; `syntax` and `check` are
    /// looked for by other means.
    void judge_on_top(const Directive& directive) {
        if (directive.kind == DirectiveKind::escape || is_heeded(directive)) return;
        const std::uint32_t begin = begin_of_line(directive.at.begin);
        if (begin == directive.at.begin) {
            report(directive,
                   "BuildKit does not see this: the indented line above ends its search");
        } else {
            report_indented(directive, begin);
        }
    }

    void judge_comment(const Comment& comment, bool is_attached) {
        const auto directive = dockerfile::read_directive(file_.text(), comment.at);
        if (!directive || is_heeded(*directive)) return;
        const std::string_view value = directive->value.text;
        if (directive->kind == DirectiveKind::check) {
            return judge_check(*directive, comment, is_attached);
        }
        const bool is_escape = directive->kind == DirectiveKind::escape;
        // What is in force anyway is not missed, and prose is none.
        const bool is_meant = is_escape
                                  ? (value == "`" || value == "\\") && value[0] != tree_.escape
                                  : value.find(' ') == value.npos &&
                                        !(tree_.frontend && tree_.frontend->image == value);
        if (!is_meant) return;
        report(*directive, "this is a comment: BuildKit looks for `" +
                               std::string(dockerfile::name_of(directive->kind)) +
                               "` above all comments, blank lines and instructions only");
    }

    void judge_check(const Directive& directive, const Comment& comment, bool is_attached) {
        const std::string_view value = directive.value.text;
        const std::string mistake =
            dockerfile::check_options(value.substr(0, value.find(' '))).mistake;
        if (value.find('=') == value.npos) return; // prose
        if (!is_attached) {
            report(directive,
                   "no instruction heeds this: it stands above none, or an empty comment "
                   "parts it from the one below");
        } else if (!mistake.empty()) {
            report(directive, "BuildKit heeds nothing of this: " + mistake);
        } else if (comment.indented) {
            report_indented(directive, begin_of_line(comment.at.begin));
        } else {
            report(directive, "BuildKit heeds the first `check` above an instruction only");
        }
    }

    /// The blanks before the sign begin there.
    [[nodiscard]] std::uint32_t begin_of_line(std::uint32_t at) const {
        while (at > 0 && ascii::is_blank(file_.text()[at - 1])) --at;
        return at;
    }

    void report_indented(const Directive& directive, std::uint32_t begin) {
        std::optional<Fix> fix;
        if (begin < directive.at.begin) {
            fix = Fix{.title = "remove the blank",
                      .applicability = directive.kind == DirectiveKind::check
                                           ? Applicability::safe
                                           : Applicability::unsafe, // another frontend builds it
                      .edits = {{{begin, directive.at.begin}, ""}}};
        }
        report(directive, "a blank before the `#` hides this from BuildKit", std::move(fix));
    }

    void report(const Directive& directive, std::string message,
                std::optional<Fix> fix = std::nullopt) {
        pass_.report({.at = directive.at, .message = std::move(message), .fix = std::move(fix)});
    }

    const SourceFile& file_;
    const dockerfile::Tree& tree_;
    Pass& pass_;
    std::vector<std::uint32_t> heeded_; ///< where the values of those begin that BuildKit reads
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    Reader(build, pass).read();
}
} // namespace dflint::rules
