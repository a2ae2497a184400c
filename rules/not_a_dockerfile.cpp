// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/stray.h"

#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule not_a_dockerfile = rule({
    .name = "not-a-dockerfile",
    .summary = "File of another kind in the place of a Dockerfile",
    .why =
        R"(A compose file, a script or a file in an encoding other than UTF-8 gives an error for its first
line that says nothing about the mix-up.)",
    .bad = "services:\n  web:\n    build: .\n",
    .good = "FROM debian:12\n",
    .source = "https://docs.docker.com/reference/dockerfile/",
    .group = Group::syntax,
    .severity = Severity::error,
    .checks = {check},
});

namespace {

using model::ForeignFile;

std::string message_for(ForeignFile kind) {
    switch (kind) {
    case ForeignFile::utf16:
        return "this file is UTF-16 text: BuildKit reads UTF-8";
    case ForeignFile::shell_script:
        return "this file is a script for the program behind `#!`, not a Dockerfile";
    case ForeignFile::compose:
        return "this file is a compose file, not a Dockerfile";
    case ForeignFile::json:
        return "this file is JSON, not a Dockerfile";
    case ForeignFile::bake:
        return "this file is a bake file, not a Dockerfile";
    case ForeignFile::link:
        return "this file holds nothing but a path: a symbolic link that was written as text";
    default:
        return "no line of this file begins with an instruction";
    }
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    const ForeignFile kind = model::foreign_file(build);
    if (kind == ForeignFile::no) return;
    const auto size = static_cast<std::uint32_t>(build.file.text().size());
    const Span first =
        build.file.lines().line(build.instructions().front().first_line, build.file.text());
    pass.report({.at = kind == ForeignFile::shell_script || kind == ForeignFile::utf16
                           ? build.file.lines().line(1, build.file.text())
                           : first,
                 .message = message_for(kind),
                 .explains = {0, size}});
}
} // namespace dflint::rules
