// SPDX-License-Identifier: Apache-2.0
#include "undeclared_uses.h"

#include "dflint/lint/rule.h"
#include "dflint/model/platform_arguments.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule targetarch_undeclared = rule({
    .name = "targetarch-undeclared",
    .summary = "A RUN uses a platform argument that its stage does not declare",
    .why =
        R"(BuildKit knows `TARGETARCH`, `TARGETPLATFORM`, `BUILDARCH` and their like, but gives them to a RUN
only after an `ARG` of that name in the stage; one above the first FROM is for FROM lines alone. Without
it the shell expands to nothing: a URL loses its architecture, a `case` falls to its default, and
`${TARGETARCH:-amd64}` is amd64 on every platform.

Instructions other than RUN are `undefined-variable`'s.)",
    .bad = "FROM debian:12\nRUN curl -fLO https://example.com/tool-$TARGETARCH\n",
    .good = "FROM debian:12\nARG TARGETARCH\nRUN curl -fLO https://example.com/tool-$TARGETARCH\n",
    .source =
        "https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope",
    .group = Group::architecture,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

/// A variable begins like one of the names.
bool may_mention(std::string_view text) {
    for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
        static constexpr ByteSet signs("{#!"); // ${#NAME}, ${!NAME}
        const std::size_t name = std::min(signs.first_not_in(text, at + 1), text.size());
        const std::string_view rest = text.substr(name);
        if (rest.starts_with("TARGET") || rest.starts_with("BUILD")) return true;
    }
    return false;
}

std::string message(const UndeclaredArgument& argument) {
    const UndeclaredUse& use = argument.uses.front();
    const std::string name(argument.name);
    const std::string cause = " before an `ARG " + name + "` in the stage";
    if (use.has_fallback && !use.fallback.empty()) {
        return "`" + name + "` is not set" + cause + ": it is `" + use.fallback +
               "` on every platform";
    }
    return "`" + name + "` is empty" + cause;
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    if (!may_mention(build.file.text())) return;
    static const ArgumentNames names(std::begin(model::platform_arguments),
                                     std::end(model::platform_arguments));
    find_undeclared(build, names, may_mention, [&](const UndeclaredArgument& each) {
        pass.report(undeclared(each, message(each), Applicability::safe));
    });
}
} // namespace dflint::rules
