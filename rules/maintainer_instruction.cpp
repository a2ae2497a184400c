// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/used_keywords.h"
#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/letter_case.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule maintainer_instruction = rule({
    .name = "maintainer-instruction",
    .summary = "MAINTAINER, which a label replaces",
    .why =
        R"(MAINTAINER is deprecated. It fills a field of the image that no tool looks at any more; the label
`org.opencontainers.image.authors` is shown by registries and `docker inspect`.)",
    .bad = "FROM debian:12\nMAINTAINER Jo Doe <jo@example.com>\n",
    .good = "FROM debian:12\n"
            "LABEL org.opencontainers.image.authors=\"Jo Doe <jo@example.com>\"\n",
    .source = "https://docs.docker.com/reference/build-checks/maintainer-deprecated/",
    .group = Group::style,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .also_known_as = {"MaintainerDeprecated", "DL4000"},
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

constexpr std::string_view label = "org.opencontainers.image.authors";

/// The stage sets the label itself: which of the two wins would matter.
bool has_label(const model::Stage& stage) {
    const auto& all = stage.build->instructions();
    return std::any_of(all.begin() + stage.first, all.begin() + stage.last, [](const auto& each) {
        if (each.keyword != Keyword::label) return false;
        const auto* const pairs = each.template as<dockerfile::Pairs>();
        return pairs != nullptr &&
               std::any_of(pairs->pairs.begin(), pairs->pairs.end(), [](const auto& pair) {
                   return pair.key.text.find(label) != std::string_view::npos;
               });
    });
}

/// Quoted as a label takes it; there the quotes do not become a part of the value.
bool is_quoted(std::string_view text, char escape) {
    if (text.size() < 2 || text.front() != text.back()) return false;
    const char quote = text.front();
    if (quote != '"' && quote != '\'') return false;
    const std::string_view inside = text.substr(1, text.size() - 2);
    return inside.find_first_of(std::string{quote, '$', escape}) == std::string_view::npos;
}

/// A label expands variables, MAINTAINER does not.
std::vector<Edit> as_label(const Instruction& instruction, const dockerfile::Word& value,
                           const model::Build& build) {
    const char escape = build.tree.escape;
    const bool is_lower = dockerfile::letter_case_of(dockerfile::written_keyword(instruction)) ==
                          dockerfile::LetterCase::lower;
    std::string begin(label);
    begin += '=';
    std::vector<Edit> edits{{instruction.keyword_at, is_lower ? "label" : "LABEL"}};
    if (is_quoted(value.text, escape)) {
        edits.push_back({{value.at.begin, value.at.begin}, std::move(begin)});
        return edits;
    }
    begin += '"';
    for (std::uint32_t i = 0; i < value.text.size(); ++i) {
        const char c = value.text[i];
        if (c != '"' && c != '$' && c != escape) continue;
        const std::uint32_t at = instruction.text.in_file(value.logical.begin + i);
        if (i == 0) {
            begin += escape;
        } else {
            edits.push_back({{at, at}, std::string(1, escape)});
        }
    }
    edits.insert(edits.begin() + 1, {{value.at.begin, value.at.begin}, std::move(begin)});
    edits.push_back({{value.at.end, value.at.end}, "\""});
    return edits;
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    const model::Build& build = *stage.build;
    if (!build.fact<model::UsedKeywords>().has(Keyword::maintainer)) return;
    std::optional<bool> is_labelled;
    for (std::uint32_t i = stage.first; i < stage.last; ++i) {
        const Instruction& instruction = build.instructions()[i];
        if (instruction.keyword != Keyword::maintainer) continue;
        Diagnostic diagnostic{.at = instruction.keyword_at,
                              .message = "MAINTAINER is deprecated in favour of a label"};
        const auto* const single = instruction.as<dockerfile::Single>();
        if (single != nullptr && !single->value.text.empty()) {
            if (!is_labelled) is_labelled = has_label(stage);
            diagnostic.fix =
                Fix{.title = "write the label `" + std::string(label) + "`",
                    .applicability = *is_labelled ? Applicability::unsafe : Applicability::safe,
                    .edits = as_label(instruction, single->value, build)};
        }
        pass.report(std::move(diagnostic));
    }
}
} // namespace dflint::rules
