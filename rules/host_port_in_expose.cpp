// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "exposed_port.h"

#include <string>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule host_port_in_expose = rule({
    .name = "host-port-in-expose",
    .summary = "Host port or address in EXPOSE",
    .why =
        R"(EXPOSE notes which port the program listens on. A host port before it is dropped without a
word: only `docker run --publish` opens one. A future release of BuildKit refuses it.)",
    .bad = "FROM debian:12\nEXPOSE 8080:80\n",
    .good = "FROM debian:12\nEXPOSE 80\n",
    .source = "https://docs.docker.com/reference/build-checks/expose-invalid-format/",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .also_known_as = {"ExposeInvalidFormat"},
    .checks = {check},
});

static void check(const model::Stage& stage, Pass& pass) {
    for_each_port(stage, [&pass](const ExposedPort& port) {
        if (port.address.empty() && port.host_port.empty()) return;
        Diagnostic diagnostic{.at = port.word,
                              .message = "EXPOSE publishes nothing on the host: only the port "
                                         "behind the colon counts"};
        if (port.is_literal) {
            diagnostic.at.end = diagnostic.at.begin + port.host_size;
            diagnostic.fix = Fix{.title = "leave the container's port",
                                 .applicability = Applicability::safe,
                                 .edits = {{diagnostic.at, ""}}};
        }
        pass.report(std::move(diagnostic));
    });
}
} // namespace dflint::rules
