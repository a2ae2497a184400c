// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"

/// Rules made for the tests of the engine: they report what the tests need reported.
namespace dflint::made {

static inline void on_word_bad(const dockerfile::Instruction& instruction, Pass& pass) {
    const std::string_view text = instruction.text.text();
    for (std::size_t at = text.find("bad"); at != std::string_view::npos;
         at = text.find("bad", at + 1)) {
        const auto begin = static_cast<std::uint32_t>(at);
        pass.report(
            {.at = instruction.text.in_file(Span{begin, begin + 3}), .message = "bad word"});
    }
}

static inline void on_user(const dockerfile::Instruction& instruction, Pass& pass) {
    if (instruction.keyword != dockerfile::Keyword::user) return;
    pass.report({.at = instruction.keyword_at, .message = "a user"});
}

static inline void on_build(const model::Build& build, Pass& pass) {
    pass.report({.at = {0, 0}, .message = std::to_string(build.instructions().size())});
}

static inline void on_errors(const model::Build& build, Pass& pass) {
    for (const auto& error : build.tree.errors) {
        pass.report({.at = error.at, .message = error.message});
    }
}

/// Explains every mistake from the second half of the word "culprit" on.
static inline void on_culprit(const model::Build& build, Pass& pass) {
    const std::size_t found = build.file.text().find("culprit");
    if (found == std::string_view::npos) return;
    const auto at = static_cast<std::uint32_t>(found);
    const auto size = static_cast<std::uint32_t>(build.file.text().size());
    pass.report({.at = {at, at + 7}, .message = "the culprit", .explains = {at, size}});
}

inline constexpr Rule bad_word = rule({
    .name = "bad-word",
    .summary = "the word bad",
    .why = "test",
    .bad = "FROM bad\n",
    .good = "FROM good\n",
    .group = Group::correctness,
    .also_known_as = {"DL9001", "BadWordFound"},
    .checks = {on_word_bad},
});
inline constexpr Rule some_user = rule({
    .name = "some-user",
    .summary = "a user",
    .why = "test",
    .bad = "FROM a\nUSER b\n",
    .good = "FROM a\n",
    .group = Group::python,
    .severity = Severity::style,
    .also_known_as = {"DL9001"},
    .checks = {on_user},
});
inline constexpr Rule mistakes = rule({
    .name = "mistakes",
    .summary = "syntax errors",
    .why = "test",
    .bad = "FROMM\n",
    .good = "FROM a\n",
    .group = Group::syntax,
    .severity = Severity::error,
    .checks = {on_errors},
});
inline constexpr Rule culprit = rule({
    .name = "culprit",
    .summary = "the word culprit",
    .why = "test",
    .bad = "FROM culprit\n",
    .good = "FROM a\n",
    .group = Group::syntax,
    .severity = Severity::error,
    .checks = {on_culprit},
});
inline constexpr Rule unused = rule({
    .name = "unused-ignore",
    .summary = "unused",
    .why = "test",
    .bad = "FROM a\n",
    .good = "FROM a\n",
    .group = Group::correctness,
    .severity = Severity::info,
});

inline constexpr const Rule* catalog[] = {&bad_word, &culprit, &mistakes, &some_user, &unused};

} // namespace dflint::made
