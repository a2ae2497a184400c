// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/paths.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check(const model::Copy&, Pass&);

extern constexpr Rule ignored_copy_source = rule({
    .name = "ignored-copy-source",
    .summary = "COPY or ADD of a file that .dockerignore leaves out of the context",
    .why =
        R"(What .dockerignore matches is never sent to the builder: the COPY fails with "not found",
though the file is there, and a directory arrives without it.

Nothing is said when the ignore file takes paths back with `!`, or when the context is unknown
(`--context`).)",
    .bad = "FROM debian:12\nCOPY secrets.env /app/\n",
    .good = "FROM debian:12\nCOPY config.env /app/\n",
    .source = "https://docs.docker.com/reference/build-checks/copy-ignored-file/",
    .also_known_as = {"CopyIgnoredFile"},
    .checks = {check},
});

namespace {

using dockerignore::Pattern;

/// Comes over the network, or from the Dockerfile itself.
bool is_elsewhere(std::string_view source) {
    const auto begins = [&](std::string_view prefix) { return source.starts_with(prefix); };
    return begins("<<") || begins("http://") || begins("https://") || begins("git@") ||
           begins("git://") || begins("ssh://");
}

/// The pattern that leaves out everything, for a copy of the whole context.
const Pattern* ignores_root(const dockerignore::File& ignore) {
    const auto found =
        std::find_if(ignore.patterns.begin(), ignore.patterns.end(), [](const Pattern& each) {
            return each.text == "*" || each.text == "**" || each.text == "**/*";
        });
    return found == ignore.patterns.end() ? nullptr : &*found;
}

/// The pattern that keeps the source out of the context; null when it comes through or may do so.
const Pattern* ignores(const dockerignore::File& ignore, std::string_view source) {
    std::string path = model::clean_path("/" + std::string(source));
    path.erase(0, 1); // BuildKit takes sources from the root of the context
    if (path.empty()) return ignores_root(ignore);
    const dockerignore::Decision decision = ignore.decide(path);
    return decision.verdict == dockerignore::Verdict::ignored ? decision.by : nullptr;
}

} // namespace

static void check(const model::Copy& copy, Pass& pass) {
    const model::IgnoreFile* const ignore = pass.build().ignore_file();
    if (ignore == nullptr || !copy.from.empty() || ignore->tree.has_negations()) return;
    if (copy.instruction->flag("from") != nullptr) return;
    for (const dockerfile::Word& source : copy.sources) {
        if (is_elsewhere(source.text)) continue;
        const auto path = copy.scope.expand(source.text);
        if (!path || is_elsewhere(*path)) continue;
        const Pattern* const pattern = ignores(ignore->tree, *path);
        if (pattern == nullptr) continue;
        const auto line = ignore->file.position(pattern->at.begin).line;
        pass.report({.at = source.at,
                     .message = "`" + *path + "` is not in the build context: line " +
                                std::to_string(line) + " of the ignore file, `" +
                                std::string(ignore->file.slice(pattern->at)) + "`, leaves it out"});
    }
}
} // namespace dflint::rules
