// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule legacy_key_value = rule({
    .name = "legacy-key-value",
    .summary = "ENV or LABEL with a blank between name and value",
    .why =
        R"(Everything behind the blank is the value, to the end of the instruction: `ENV A 1 B=2` sets one
variable, `ENV A = 1` sets it to `= 1`. The form is there for old files only.)",
    .bad = "FROM debian:12\nENV LANG C.UTF-8\nENV FLAGS -O2 -g\n",
    .good = "FROM debian:12\nENV LANG=C.UTF-8\nENV FLAGS=\"-O2 -g\"\n",
    .source = "https://docs.docker.com/reference/build-checks/legacy-key-value-format/",
    .group = Group::style,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .also_known_as = {"LegacyKeyValueFormat"},
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Pair;

bool is_plain_name(std::string_view name) {
    return std::all_of(name.begin(), name.end(), [](char c) {
        return ascii::is_in_name(c) || c == '-' || c == '.' || c == '/';
    });
}

/// What keeps the value one word when it follows a `=`.
struct Quoting {
    bool wraps = false;                 ///< double quotes around all of it
    std::vector<std::size_t> escaped{}; ///< or an escape before each of these blanks
};

/// Nothing when the value is not one that the build can read.
std::optional<Quoting> quoting_for(std::string_view value, char escape) {
    Quoting quoting;
    char quote = 0;
    bool has_quoting = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        // Other white space separates words, too; nobody writes it on purpose.
        if (static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
        if (c == escape && quote != '\'') {
            if (++i == value.size()) return std::nullopt;
            has_quoting = true;
        } else if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
            has_quoting = true;
        } else if (dockerfile::is_blank(c)) {
            quoting.escaped.push_back(i);
        }
    }
    if (quote != 0) return std::nullopt;
    quoting.wraps = !has_quoting && !quoting.escaped.empty();
    if (quoting.wraps) quoting.escaped.clear();
    return quoting;
}

/// Where the quotes end that begin at `at`, or the text; `at` itself where no quote stands.
std::size_t behind_quotes(std::string_view text, std::size_t at) {
    if (text[at] != '"' && text[at] != '\'') return at;
    const std::size_t close = text.find(text[at], at + 1);
    return close == text.npos ? text.size() : close + 1;
}

/// `b C=d` of `ENV A b C=d`: a second variable was meant, or an argument of a command. Quotes would
/// settle it for the reading that the author may not know of; those that are there do settle it.
/// Gives the word, "" when there is none.
std::string_view second_pair(std::string_view value) {
    for (std::size_t at = 0; at < value.size(); ++at) {
        if (const std::size_t behind = behind_quotes(value, at); behind > at) {
            at = behind - 1;
            continue;
        }
        if (at == 0 || !dockerfile::is_blank(value[at - 1])) continue;
        std::size_t end = at;
        while (end < value.size() && (is_plain_name(value.substr(end, 1)))) ++end;
        const bool begins_name = end > at && value[at] != '-' && value[at] != '/';
        if (begins_name && end < value.size() && value[end] == '=') {
            while (end < value.size() && !dockerfile::is_blank(value[end])) ++end;
            return value.substr(at, end - at);
        }
        if (end > at) at = end - 1;
    }
    return {};
}

/// Blanks and continuations only: no comment that would be lost.
bool is_gap(std::string_view text, char escape) {
    return std::all_of(text.begin(), text.end(), [escape](char c) {
        return dockerfile::is_blank(c) || c == '\n' || c == escape;
    });
}

std::optional<Fix> fix_for(const Instruction& instruction, const Pair& pair,
                           const model::Build& build) {
    const char escape = build.tree.escape;
    const Span gap{pair.key.at.end, pair.value->at.begin};
    if (!is_plain_name(pair.key.text) || !is_gap(build.file.slice(gap), escape)) return {};
    const auto quoting = quoting_for(pair.value->text, escape);
    if (!quoting) return std::nullopt;

    Fix fix{.title = "write `" + std::string(pair.key.text) + "=`",
            .applicability = Applicability::safe,
            .edits = {{gap, quoting->wraps ? "=\"" : "="}}};
    for (const std::size_t blank : quoting->escaped) {
        const std::uint32_t at =
            instruction.text.in_file(pair.value->logical.begin + static_cast<std::uint32_t>(blank));
        fix.edits.push_back({{at, at}, std::string(1, escape)});
    }
    const std::uint32_t end = pair.value->at.end;
    if (quoting->wraps) fix.edits.push_back({{end, end}, "\""});
    return fix;
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    const model::Build& build = *stage.build;
    for (std::uint32_t i = stage.first; i < stage.last; ++i) {
        const Instruction& instruction = build.instructions()[i];
        const auto* const pairs = instruction.as<dockerfile::Pairs>();
        if (pairs == nullptr || !pairs->legacy || pairs->pairs.empty()) continue;
        const Pair& pair = pairs->pairs.front();
        if (!pair.value) continue;
        const std::string_view key = pair.key.text;
        Diagnostic diagnostic{.at = pair.key.at,
                              .message = "`" + std::string(key) +
                                         "` is set in the legacy form, without `=`: all that "
                                         "follows is its value"};
        const std::string_view second = second_pair(pair.value->text);
        if (second.empty()) {
            diagnostic.fix = fix_for(instruction, pair, build);
        } else {
            diagnostic.message = "`" + std::string(second) + "` is part of the value of `" +
                                 std::string(key) + "`: without `=` all the rest is";
        }
        pass.report(std::move(diagnostic));
    }
}
} // namespace dflint::rules
