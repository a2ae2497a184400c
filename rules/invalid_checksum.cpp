// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/certain_scope.h"
#include "dflint/model/remote_source.h"
#include "dflint/syntax/dockerfile/heredoc.h"

#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Copy&, Pass&);

extern constexpr Rule invalid_checksum = rule({
    .name = "invalid-checksum",
    .summary = "ADD --checksum that nothing can be compared with",
    .why =
        R"(`--checksum` compares one download, from a URL or a git repository, with a digest such as
`sha256:...`. With several sources, with files of the context or with another digest the build
fails at the ADD.)",
    .bad = "FROM debian:12\nADD --checksum=sha256:12 https://example.com/tool /usr/bin/\n",
    .good = "FROM debian:12\nADD https://example.com/tool /usr/bin/\n",
    .source = "https://docs.docker.com/reference/dockerfile/#add---checksum",
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

/// Hex digits of the digest; 0 for an algorithm that BuildKit has not got.
std::size_t size_of(std::string_view algorithm) {
    if (algorithm == "sha256") return 64;
    if (algorithm == "sha384") return 96;
    return algorithm == "sha512" ? 128 : 0;
}

/// What is wrong with a digest (opencontainers/go-digest, Parse).
std::string problem_of_digest(std::string_view digest) {
    const std::size_t colon = digest.find(':');
    if (colon == digest.npos) {
        return "the digest begins with no algorithm, as in `sha256:...`";
    }
    const std::string_view algorithm = digest.substr(0, colon);
    const std::string_view digits = digest.substr(colon + 1);
    const std::size_t size = size_of(algorithm);
    if (size == 0) {
        return "`" + std::string(algorithm) + "` is none of sha256, sha384 and sha512";
    }
    if (digits.find_first_not_of(hex_digits) != digits.npos) {
        return "the digest has other characters than hexadecimal digits in lower case";
    }
    if (digits.size() == size) return {};
    return "a " + std::string(algorithm) + " digest has " + std::to_string(size) +
           " digits, this one has " + std::to_string(digits.size());
}

void judge_digest(const dockerfile::Flag& flag, const std::string& digest, Pass& pass) {
    std::string problem = problem_of_digest(digest);
    if (problem.empty()) return;
    Diagnostic made{.at = flag.value_at, .message = std::move(problem)};
    const bool is_bare =
        digest.size() == size_of("sha256") && digest.find_first_not_of(hex_digits) == digest.npos;
    if (is_bare && flag.value_at.size() == digest.size()) {
        made.fix = Fix{.title = "write `sha256:` before it",
                       .applicability = Applicability::safe,
                       .edits = {{{flag.value_at.begin, flag.value_at.begin}, "sha256:"}}};
    }
    pass.report(std::move(made));
}

} // namespace

static void check(const model::Copy& copy, Pass& pass) {
    if (!copy.is_add) return;
    const dockerfile::Flag* const flag = copy.instruction->flag("checksum");
    if (flag == nullptr || !flag->value) return;
    const model::CertainScope scope(copy.scope);
    const auto digest = scope.expand(*flag->value);
    if (!digest || digest->empty()) return;
    // Heredocs are no sources to BuildKit.
    std::vector<const dockerfile::Word*> sources;
    for (const dockerfile::Word& word : copy.sources) {
        if (!dockerfile::heredoc_word(word.text)) sources.push_back(&word);
    }
    if (sources.size() != 1) {
        pass.report({.at = flag->at, .message = "`--checksum` is for one source, a download"});
        return;
    }
    const auto source = scope.expand(sources.front()->text);
    if (!source) return;
    switch (model::remote_kind(*source)) {
    case model::RemoteKind::none:
        pass.report({.at = flag->at,
                     .message = "`--checksum` is for downloads: the source is no URL",
                     .labels = {{sources.front()->at, "a file of the build context"}}});
        return;
    case model::RemoteKind::http:
        judge_digest(*flag, *digest, pass);
        return;
    case model::RemoteKind::git:
        return;
    }
}
} // namespace dflint::rules
