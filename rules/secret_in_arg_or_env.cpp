// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/secret_name.h"

#include <string>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule secret_in_arg_or_env = rule({
    .name = "secret-in-arg-or-env",
    .summary = "The name of an ARG or ENV says that it holds a secret",
    .why =
        R"(ENV is stored in the image, ARG in its history and in the build cache: whoever can pull the image
reads both with `docker history` or `docker inspect`. A secret that was pushed once has to be revoked.

A secret mount shows it to one RUN and leaves nothing behind:
`RUN --mount=type=secret,id=token,env=TOKEN ...` with `docker build --secret id=token`. What the
program needs when it runs is given to `docker run`.

Names that end or begin with `FILE`, `PUBLIC` or `VERSION` are silent: they say where it is, or that
it is none. Names that end with `PATH`, `TTL`, `HEADER`, `ENABLED` and the like, and values that are
paths, addresses or switches, are only an information, as BuildKit warns of them.)",
    .bad =
        "FROM alpine:3\nARG API_TOKEN\nRUN wget -q --header=\"$API_TOKEN\" https://example.com/x\n",
    .good = "FROM alpine:3\nRUN --mount=type=secret,id=token,env=API_TOKEN wget -q "
            "--header=\"$API_TOKEN\" https://example.com/x\n",
    .source = "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
    .also_known_as = {"SecretsUsedInArgOrEnv", "DL3064"},
    .checks = {check},
});

namespace {

/// Nothing but a word of the name speaks for a secret. An ARG without a value waits for one.
bool is_hardly_secret(const model::Binding& binding) {
    if (binding.value && model::is_secret_text(*binding.value)) return false;
    if (model::is_about_secret(binding.name)) return true;
    return binding.value && !binding.value->empty() &&
           model::is_hardly_secret(binding.name, *binding.value);
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    for (const model::Binding& binding : stage.bindings) {
        if (!model::is_secret_name(binding.name)) continue;
        const std::string name = "`" + std::string(binding.name) + "`";
        const std::string keeper = binding.is_env ? "the image" : "the image's history";
        const Span at = binding.pair->key.at;
        if (binding.is_env && binding.value && binding.value->empty()) {
            pass.report(Severity::info, {.at = at,
                                         .message = "the image would keep a value of " + name +
                                                    ", whose name says that it is secret"});
        } else if (is_hardly_secret(binding)) {
            pass.report(Severity::info, {.at = at,
                                         .message = keeper + " keeps the value of " + name +
                                                    ": see that it is no secret"});
        } else {
            pass.report({.at = at,
                         .message = keeper + " keeps the value of " + name +
                                    ", whose name says that it is secret"});
        }
    }
}
} // namespace dflint::rules
