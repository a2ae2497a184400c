// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose_scalar.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule unquoted_number = rule({
    .name = "unquoted-number",
    .summary = "Number in a compose file that the build gets written in another way",
    .why =
        R"(What stands without quotes and looks like a number is one, and compose writes it anew: an argument `3.10` becomes `3.1`, `20.0` becomes `20`, `010` becomes `8`. The build takes another version than the file says, mostly without an error. Quotes make a text of it.)",
    .bad = "services:\n  app:\n    build:\n      dockerfile_inline: |\n        ARG PYTHON\n        "
           "FROM python:$${PYTHON}\n      args:\n        PYTHON: 3.10\n",
    .good =
        "services:\n  app:\n    build:\n      dockerfile_inline: |\n        ARG PYTHON\n        "
        "FROM python:$${PYTHON}\n      args:\n        PYTHON: \"3.10\"\n",
    .source = "https://docs.docker.com/reference/compose-file/build/#args",
    .kind = FileKind::compose,
    .group = Group::bake,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

/// What compose makes of the number that is written there; nothing for what it leaves as it is.
static std::string changed_number(std::string_view written) {
    yaml::Node scalar;
    scalar.text = written;
    scalar.is_plain = true;
    const bake::ScalarKind kind = bake::scalar_kind(scalar);
    const bool is_number = kind == bake::ScalarKind::integer || kind == bake::ScalarKind::floating;
    std::string read = is_number ? bake::scalar_text(scalar) : std::string();
    return read == written ? std::string() : read;
}

static void check(const workspace::Project& project, Pass& pass) {
    std::set<std::pair<bake::FileIndex, Span>> told;
    for (const workspace::BakeTarget& target : project.targets()) {
        for (const bake::AttributeId id : {bake::AttributeId::args, bake::AttributeId::labels}) {
            const bake::Attribute* const table = target.meaning->attributes.find(id);
            if (table == nullptr) continue;
            for (const bake::Element& each : table->elements) {
                if (!each.at.is_written() || !each.value.is_string()) continue;
                const SourceFile& file = project.file(each.at.file);
                if (file.kind() != FileKind::compose) continue;
                const std::string written(file.slice(each.at.at));
                const std::string read = changed_number(written);
                if (read.empty() || read != each.value.text()) continue;
                if (!told.insert({each.at.file, each.at.at}).second) continue;
                Diagnostic diagnostic{.at = each.at.at,
                                      .message = "compose reads a number here: `" + each.key +
                                                 "` is `" + read + "`, not `" + written + "`"};
                diagnostic.fix = Fix{.title = "put it in quotes",
                                     .applicability = Applicability::unsafe,
                                     .edits = {{each.at.at, "\"" + written + "\""}}};
                pass.report(each.at, std::move(diagnostic));
            }
        }
    }
}
} // namespace dflint::rules
