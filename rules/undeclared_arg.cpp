// SPDX-License-Identifier: Apache-2.0
#include "undeclared_uses.h"

#include "dflint/lint/rule.h"
#include "dflint/model/base_image.h"
#include "dflint/model/mentions.h"
#include "dflint/model/platform_arguments.h"
#include "dflint/model/proxy_arguments.h"
#include "dflint/model/used_keywords.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule undeclared_arg = rule({
    .name = "undeclared-arg",
    .summary = "A RUN uses an ARG that its stage does not declare",
    .why =
        R"(An ARG above the first FROM is for FROM lines alone. A stage sees it, with its default and with what
`--build-arg` gives, only after an `ARG NAME` of its own; without that the shell expands to nothing,
and neither the build nor the shell says a word: `pip install torch==$TORCH` fails, `rm -rf $ROOT/*`
does not.

Silent where the base image may set the variable because its tag is chosen by it
(`FROM python:$PYTHON_VERSION`), and where the RUN sets it itself. Platform arguments are
`targetarch-undeclared`'s, instructions other than RUN `undefined-variable`'s.)",
    .bad = "ARG TOOL=1.4\nFROM debian:12\nRUN curl -fLO https://example.com/tool-$TOOL\n",
    .good =
        "ARG TOOL=1.4\nFROM debian:12\nARG TOOL\nRUN curl -fLO https://example.com/tool-$TOOL\n",
    .source = "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

/// What the shell or the build gives to a RUN that declares nothing.
bool is_given(std::string_view name) {
    constexpr std::string_view of_login[] = {"HOME", "HOSTNAME", "IFS",   "LANG", "OLDPWD", "PATH",
                                             "PWD",  "RANDOM",   "SHELL", "TERM", "UID",    "USER"};
    return model::is_proxy_argument(name) ||
           std::find(std::begin(of_login), std::end(of_login), name) != std::end(of_login);
}

/// `is_wanted` holds for a variable that the text expands.
template <class IsWanted> bool expands(std::string_view text, const IsWanted& is_wanted) {
    for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
        static constexpr ByteSet signs("{#!"); // ${#NAME}, ${!NAME}
        const std::size_t name = std::min(signs.first_not_in(text, at + 1), text.size());
        if (is_wanted(model::leading_name(text.substr(name)))) return true;
    }
    return false;
}

/// Images that are chosen by a version tend to say in a variable which they are.
bool may_be_set_by_base(const model::Stage& stage, std::string_view name) {
    const auto base = stage.base_image();
    if (base && model::sets_only_path(*base)) return false;
    return expands(stage.build->instructions()[stage.root().first].text.text(),
                   [name](std::string_view each) { return each == name; });
}

/// An ONBUILD of the parent may declare it.
bool may_be_set_by_parent(const model::Stage& stage) {
    return stage.parent != nullptr &&
           stage.build->fact<model::UsedKeywords>().has(dockerfile::Keyword::onbuild);
}

std::string message(const UndeclaredArgument& argument) {
    const UndeclaredUse& use = argument.uses.front();
    const std::string name(argument.name);
    std::string text = "the stage does not see `" + name + "` without an `ARG " + name +
                       "` of its own: the shell gets ";
    return text +
           (use.has_fallback && !use.fallback.empty() ? "`" + use.fallback + "`" : "nothing");
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    ArgumentNames names;
    for (const model::Binding& each : build.globals.all()) {
        if (!model::is_platform_argument(each.name) && !is_given(each.name))
            names.insert(each.name);
    }
    if (names.empty()) return;
    const auto may_mention = [&](std::string_view text) {
        return expands(text, [&](std::string_view name) { return names.contains(name); });
    };
    find_undeclared(build, names, may_mention, [&](const UndeclaredArgument& each) {
        if (may_be_set_by_base(each.stage, each.name) || may_be_set_by_parent(each.stage)) return;
        pass.report(undeclared(each, message(each), Applicability::unsafe));
    });
}
} // namespace dflint::rules
