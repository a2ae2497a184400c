// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/certain_scope.h"
#include "dflint/model/remote_source.h"
#include "dflint/syntax/dockerfile/letter_case.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check(const model::Copy&, Pass&);

extern constexpr Rule remote_source_in_copy = rule({
    .name = "remote-source-in-copy",
    .summary = "COPY of a URL or a git repository",
    .why =
        R"(COPY takes files of the build context, of a stage or of an image. Only ADD fetches from the network:
BuildKit refuses the COPY when it comes to it.)",
    .bad = "FROM debian:12\nCOPY https://example.com/tool /usr/bin/tool\n",
    .good = "FROM debian:12\nADD https://example.com/tool /usr/bin/tool\n",
    .source = "https://docs.docker.com/build/building/best-practices/#add-or-copy",
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

/// ADD takes all of it and gives what was meant. From other sources it would unpack archives.
bool can_be_add(const model::Copy& copy) {
    const auto is_known = [](const dockerfile::Flag& flag) {
        return flag.name == "chown" || flag.name == "chmod" || flag.name == "link" ||
               flag.name == "exclude";
    };
    const auto is_remote = [](const dockerfile::Word& source) {
        return model::remote_kind(source.text) != model::RemoteKind::none;
    };
    return std::all_of(copy.instruction->flags.begin(), copy.instruction->flags.end(), is_known) &&
           std::all_of(copy.sources.begin(), copy.sources.end(), is_remote);
}

} // namespace

static void check(const model::Copy& copy, Pass& pass) {
    if (copy.is_add) return;
    const model::CertainScope scope(copy.scope);
    bool is_first = true;
    for (const dockerfile::Word& source : copy.sources) {
        const auto text = scope.expand(source.text);
        if (!text) continue;
        const model::RemoteKind kind = model::remote_kind(*text);
        if (kind == model::RemoteKind::none) continue;
        const std::string what = kind == model::RemoteKind::git ? "git repositories" : "URLs";
        Diagnostic made{.at = source.at, .message = "COPY takes no " + what + ", only ADD does"};
        if (is_first && can_be_add(copy)) {
            const Span keyword = copy.instruction->keyword_at;
            const auto written = dockerfile::letter_case_of(pass.build().file.slice(keyword));
            std::string add = dockerfile::in_case("ADD", written);
            made.fix = Fix{.title = "call " + add,
                           .applicability = Applicability::safe, // no build comes through COPY
                           .edits = {{keyword, std::move(add)}}};
        }
        is_first = false;
        pass.report(std::move(made));
    }
}
} // namespace dflint::rules
