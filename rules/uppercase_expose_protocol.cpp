// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/ascii.h"
#include "exposed_port.h"

#include <string>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule uppercase_expose_protocol = rule({
    .name = "uppercase-expose-protocol",
    .summary = "Protocol of EXPOSE with upper-case letters",
    .why =
        R"(BuildKit writes it in lower case into the image; other tools that read the file may not.)",
    .bad = "FROM debian:12\nEXPOSE 80/TCP\n",
    .good = "FROM debian:12\nEXPOSE 80/tcp\n",
    .source = "https://docs.docker.com/reference/build-checks/expose-proto-casing/",
    .group = Group::style,
    .severity = Severity::style,
    .fixable = Fixable::sometimes,
    .also_known_as = {"ExposeProtoCasing"},
    .checks = {check},
});

static void check(const model::Stage& stage, Pass& pass) {
    for_each_port(stage, [&pass](const ExposedPort& port) {
        const std::string lower = ascii::lower(port.protocol);
        if (port.protocol == lower) return;
        Diagnostic diagnostic{.at = port.word,
                              .message = "the protocol is `" + lower + "` in lower case"};
        if (port.is_literal) {
            const auto size = static_cast<std::uint32_t>(port.protocol.size());
            diagnostic.at = {port.word.end - size, port.word.end};
            diagnostic.fix = Fix{.title = "write `" + lower + "`",
                                 .applicability = Applicability::safe,
                                 .edits = {{diagnostic.at, lower}}};
        }
        pass.report(std::move(diagnostic));
    });
}
} // namespace dflint::rules
