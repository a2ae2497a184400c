// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <algorithm>
#include <optional>
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
it is none.)",
    .bad =
        "FROM alpine:3\nARG API_TOKEN\nRUN wget -q --header=\"$API_TOKEN\" https://example.com/x\n",
    .good = "FROM alpine:3\nRUN --mount=type=secret,id=token,env=API_TOKEN wget -q "
            "--header=\"$API_TOKEN\" https://example.com/x\n",
    .source = "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
    .also_known_as = {"SecretsUsedInArgOrEnv", "DL3064"},
    .checks = {check},
});

namespace {

constexpr std::string_view secrets[] = {"apikey", "auth",     "credential", "credentials", "key",
                                        "passwd", "password", "pword",      "secret",      "token"};
constexpr std::string_view harmless[] = {"file", "public", "version"};

/// Words are what underscores separate; case does not count.
bool is_secret(std::string_view name) {
    bool found = false;
    std::string word;
    for (std::size_t at = 0; at <= name.size(); ++at) {
        if (at < name.size() && name[at] != '_') {
            const char c = name[at];
            word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            continue;
        }
        if (std::find(std::begin(harmless), std::end(harmless), word) != std::end(harmless)) {
            return false;
        }
        found |= std::find(std::begin(secrets), std::end(secrets), word) != std::end(secrets);
        word.clear();
    }
    return found;
}

/// Nothing, or a switch: `REQUIRE_PASSWORD=true`.
bool is_no_secret(const std::optional<std::string>& value) {
    constexpr std::string_view values[] = {"", "0", "1", "false", "no", "off", "on", "true", "yes"};
    return value && std::find(std::begin(values), std::end(values), *value) != std::end(values);
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    for (const model::Binding& binding : stage.bindings) {
        if (!is_secret(binding.name)) continue;
        const std::string name =
            "`" + std::string(binding.name) + "`, whose name says that it is secret";
        const Span at = binding.pair->key.at;
        if (!binding.is_env) {
            pass.report({.at = at, .message = "the image's history keeps the value of " + name});
        } else if (is_no_secret(binding.value)) {
            pass.report(Severity::info,
                        {.at = at, .message = "the image would keep a value of " + name});
        } else {
            pass.report({.at = at, .message = "the image keeps the value of " + name});
        }
    }
}
} // namespace dflint::rules
