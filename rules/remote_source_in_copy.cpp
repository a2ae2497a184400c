// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/certain_scope.h"
#include "dflint/model/remote_source.h"
#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/letter_case.h"

#include <algorithm>
#include <span>
#include <string>

namespace dflint::rules {
static void on_copy(const model::Copy&, Pass&);
static void on_trigger(const dockerfile::Instruction&, Pass&);

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
    .checks = {on_copy, on_trigger},
});

namespace {

using dockerfile::Instruction;
using Sources = std::span<const dockerfile::Word>;

/// ADD takes all of it and gives what was meant. From other sources it would unpack archives.
bool can_be_add(const Instruction& copy, Sources sources) {
    const auto is_known = [](const dockerfile::Flag& flag) {
        return flag.name == "chown" || flag.name == "chmod" || flag.name == "link" ||
               flag.name == "exclude";
    };
    const auto is_remote = [](const dockerfile::Word& source) {
        return model::remote_kind(source.text) != model::RemoteKind::none;
    };
    return std::all_of(copy.flags.begin(), copy.flags.end(), is_known) &&
           std::all_of(sources.begin(), sources.end(), is_remote);
}

void judge(const Instruction& copy, Sources sources, const model::CertainScope& scope, Pass& pass) {
    bool is_first = true;
    for (const dockerfile::Word& source : sources) {
        const auto text = scope.expand(source.text);
        if (!text) continue;
        const model::RemoteKind kind = model::remote_kind(*text);
        if (kind == model::RemoteKind::none) continue;
        const std::string what = kind == model::RemoteKind::git ? "git repositories" : "URLs";
        Diagnostic made{.at = source.at, .message = "COPY takes no " + what + ", only ADD does"};
        if (is_first && can_be_add(copy, sources)) {
            const auto written = dockerfile::letter_case_of(dockerfile::written_keyword(copy));
            std::string add = dockerfile::in_case("ADD", written);
            made.fix = Fix{.title = "call " + add,
                           .applicability = Applicability::safe, // no build comes through COPY
                           .edits = {{copy.keyword_at, std::move(add)}}};
        }
        is_first = false;
        pass.report(std::move(made));
    }
}

} // namespace

static void on_copy(const model::Copy& copy, Pass& pass) {
    if (copy.is_add) return;
    judge(*copy.instruction, copy.sources, model::CertainScope(copy.scope), pass);
}

static void on_trigger(const Instruction& instruction, Pass& pass) {
    const auto* const trigger = instruction.as<dockerfile::Onbuild>();
    if (trigger == nullptr || !trigger->inner) return;
    const auto* const words = trigger->inner->as<dockerfile::Words>();
    if (trigger->inner->keyword != dockerfile::Keyword::copy || words == nullptr) return;
    if (words->words.empty()) return;
    judge(*trigger->inner, Sources(words->words).first(words->words.size() - 1),
          model::CertainScope(pass.build().tree.escape), pass);
}
} // namespace dflint::rules
