// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include "comment_in_pattern.h"
#include "kept_deeper.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace dflint::rules {
static void check(const model::IgnoreFile&, Pass&);

extern constexpr Rule gitignore_habit = rule({
    .name = "gitignore-habit",
    .summary = "Pattern that would do its work in .gitignore, and does not in .dockerignore",
    .why =
        R"(The two files look alike and differ where it hurts:

- A pattern counts from the root of the context: `__pycache__` leaves `app/__pycache__` in the
  context, `**/__pycache__` does not. Reported for caches and the like, when the context can be seen
  and has such files.
- `[!a]` is no negation: it matches `!` and `a`. Go writes `[^a]`.
- Only a `#` in the first column begins a comment. After blanks it begins a pattern, and after a
  pattern it is a part of it.)",
    .bad = "*.log # traces\n",
    .good = "# traces\n*.log\n",
    .source = "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    .kind = FileKind::dockerignore,
    .group = Group::context,
    .fixable = Fixable::always,
    .checks = {check},
});

namespace {

using dockerignore::Pattern;
using model::IgnoreFile;

/// No name in the root of the context has a `#`: then nothing is ignored by a pattern that begins
/// with one, unless it has a second alternative.
bool ignores_nothing(const Pattern& pattern, const model::Context& context) {
    if (pattern.text.find('|') != std::string::npos) return false;
    if (context.files == nullptr || context.directory.empty()) return false;
    const auto names = context.files->list(context.directory);
    return std::none_of(names.begin(), names.end(), [](const std::string& name) {
        return name.find('#') != std::string::npos;
    });
}

std::optional<Diagnostic> comment_after_blanks(const IgnoreFile& ignore, const Pattern& pattern) {
    const std::string_view text = ignore.file.slice(pattern.at);
    if (!text.starts_with('#')) return std::nullopt;
    const LineIndex& lines = ignore.file.lines();
    const std::uint32_t begin = lines.begin_of(lines.line_of(pattern.at.begin));
    // Whatever else stands before it (a second byte order mark) is not taken for blanks.
    if (begin == pattern.at.begin) return std::nullopt;
    return Diagnostic{.at = {pattern.at.begin, pattern.at.begin + 1},
                      .message = "`#` after blanks begins a pattern, not a comment",
                      .fix = Fix{.title = "begin the comment in the first column",
                                 .applicability = ignores_nothing(pattern, ignore.context)
                                                      ? Applicability::safe
                                                      : Applicability::unsafe,
                                 .edits = {{{begin, pattern.at.end}, std::string(text)}}}};
}

std::optional<Diagnostic> comment_after_pattern(const IgnoreFile& ignore, const Pattern& pattern) {
    const std::string_view text = ignore.file.slice(pattern.at);
    const std::size_t hash = comment_in_pattern(text);
    if (hash == text.npos || hash == 0) return std::nullopt;
    const std::string own(text.substr(0, text.find_last_not_of(" \t", hash - 1) + 1));
    const std::string comment(text.substr(hash));
    return Diagnostic{.at = {pattern.at.begin + static_cast<std::uint32_t>(hash), pattern.at.end},
                      .message =
                          "the comment is a part of the pattern, so `" + own + "` does nothing",
                      .fix = Fix{.title = "move the comment to a line of its own",
                                 .applicability = Applicability::unsafe,
                                 .edits = {{pattern.at, comment + "\n" + own}}}};
}

/// The `!` of the first `[!`.
std::optional<Diagnostic> negated_bracket(const IgnoreFile& ignore, const Pattern& pattern) {
    const std::string_view text = ignore.file.slice(pattern.body_at);
    bool is_inside = false;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (is_inside) {
            is_inside = text[i] != ']';
        } else if (text[i] == '[' && text[i + 1] == '!') {
            const std::size_t end = text.find(']', i);
            if (end == text.npos) return std::nullopt;
            const auto begin = pattern.body_at.begin + static_cast<std::uint32_t>(i);
            const std::string members(text.substr(i + 2, end - i - 2));
            if (members.empty()) return std::nullopt; // `[!]` can only mean the character
            return Diagnostic{.at = {begin, begin + static_cast<std::uint32_t>(end - i) + 1},
                              .message = "`[!" + members + "]` matches `!` as well as `" + members +
                                         "`: a bracket is negated by `^`",
                              .fix = Fix{.title = "negate with `^`",
                                         .applicability = Applicability::unsafe,
                                         .edits = {{{begin + 1, begin + 2}, "^"}}}};
        } else if (text[i] == '[') {
            is_inside = true;
        }
    }
    return std::nullopt;
}

} // namespace

static void check(const IgnoreFile& ignore, Pass& pass) {
    for (const Pattern& pattern : ignore.tree.patterns) {
        if (pattern.is_bad) continue;
        auto found = comment_after_blanks(ignore, pattern);
        if (!found) found = comment_after_pattern(ignore, pattern);
        if (!found) found = negated_bracket(ignore, pattern);
        if (found) pass.report(*std::move(found));
    }
    for (const KeptDeeper& each : kept_deeper(ignore)) {
        const Span body = each.pattern->body_at;
        const std::string shown(ignore.file.slice(body));
        pass.report({.at = each.pattern->at,
                     .message = "`" + shown + "` counts for the root of the context only: `" +
                                each.path + "` is still sent",
                     .fix = Fix{.title = "ignore it in every directory",
                                .applicability = Applicability::unsafe,
                                .edits = {{{body.begin, body.begin}, "**/"}}}});
    }
}
} // namespace dflint::rules
