// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule description_without_name = rule({
    .name = "description-without-name",
    .summary = "Comment above a stage or an argument that does not begin with its name",
    .why =
        R"(`docker build --call=outline` and `--call=targets` print the comment right above an ARG or a
named FROM as its description, when it begins with the name. A line with only `#` between the two
says that a comment is none. A blank line does not.

One of BuildKit's experimental checks, and off by default.)",
    .bad = "# the Python to build with\nARG VERSION=3.13\nFROM python:${VERSION}\n",
    .good = "# VERSION of Python to build with\nARG VERSION=3.13\nFROM python:${VERSION}\n",
    .source = "https://docs.docker.com/reference/build-checks/invalid-definition-description/",
    .group = Group::style,
    .severity = Severity::style,
    .on_by_default = false,
    .also_known_as = {"InvalidDefinitionDescription"},
    .checks = {check},
});

namespace {

using dockerfile::Instruction;

/// The comment's text up to its first space. BuildKit leaves the sign in an indented one.
std::string_view first_word(const SourceFile& file, const dockerfile::Comment& comment) {
    std::string_view text = file.slice(comment.at);
    if (!comment.indented) {
        text.remove_prefix(1);
        text.remove_prefix(dockerfile::leading_space(text));
    }
    return text.substr(0, text.find(' '));
}

/// One of the names that the instruction defines; those of stages are kept in lower case.
bool defines(const Instruction& instruction, std::string_view word, std::string_view stage) {
    if (instruction.as<dockerfile::From>() != nullptr) return word == stage;
    const auto* const pairs = instruction.as<dockerfile::Pairs>();
    return std::any_of(pairs->pairs.begin(), pairs->pairs.end(),
                       [word](const dockerfile::Pair& each) { return each.key.text == word; });
}

void judge(const Instruction& instruction, std::string_view stage, const model::Build& build,
           Pass& pass) {
    if (instruction.comments_begin == instruction.comments_end) return;
    const dockerfile::Comment& comment = build.tree.comments[instruction.comments_end - 1];
    if (defines(instruction, first_word(build.file, comment), stage)) return;
    const std::string name(dockerfile::name_of(instruction.keyword));
    pass.report({.at = comment.at,
                 .message = "as a description of the " + name +
                            " below, the comment begins with what it names",
                 .labels = {{instruction.keyword_at, "this one"}}});
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    auto stage = build.stages.begin();
    for (std::uint32_t i = 0; i < build.instructions().size(); ++i) {
        const Instruction& instruction = build.instructions()[i];
        const bool begins_stage = stage != build.stages.end() && stage->first == i;
        if (begins_stage && !stage->name.empty() && instruction.as<dockerfile::From>() != nullptr) {
            judge(instruction, stage->name, build, pass);
        }
        if (begins_stage) ++stage;
        if (instruction.keyword == dockerfile::Keyword::arg &&
            instruction.as<dockerfile::Pairs>() != nullptr) {
            judge(instruction, {}, build, pass);
        }
    }
}
} // namespace dflint::rules
