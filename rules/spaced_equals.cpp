// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <algorithm>
#include <string>

namespace dflint::rules {
static void check(const dockerfile::Instruction&, Pass&);

extern constexpr Rule spaced_equals = rule({
    .name = "spaced-equals",
    .summary = "Blank before an equals sign, which makes the sign a part of the value",
    .why =
        R"(`ENV A = 1` is the old form `ENV name value`: the value of A is `= 1`. Only without blanks around it the
sign parts a name and a value.)",
    .bad = "FROM debian:12\nENV PORT = 8080\n",
    .good = "FROM debian:12\nENV PORT=8080\n",
    .source = "https://docs.docker.com/reference/dockerfile/#env",
    .group = Group::syntax,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

static void check(const dockerfile::Instruction& instruction, Pass& pass) {
    const auto* pairs = instruction.as<dockerfile::Pairs>();
    if (pairs == nullptr || !pairs->legacy || !pairs->pairs.front().value) return;
    const dockerfile::Word& name = pairs->pairs.front().key;
    const dockerfile::Word& value = *pairs->pairs.front().value;
    if (!value.text.starts_with('=') || value.text.starts_with("==")) return;
    const std::string_view rest = value.text.substr(1);
    const std::size_t blanks = std::min(rest.find_first_not_of(" \t"), rest.size());
    const std::string_view meant = rest.substr(blanks);
    Diagnostic made{.at = {value.at.begin, value.at.begin + 1},
                    .message = "the value of `" + std::string(name.text) +
                               "` begins with this sign: a blank stands before it"};
    const bool is_word = !meant.empty() && meant.find_first_of(" \t\"'\\") == meant.npos;
    const Span whole{name.logical.begin, value.logical.end};
    if (is_word && instruction.text.is_contiguous(whole)) {
        made.fix = Fix{.title = "close up the equals sign",
                       .applicability = Applicability::unsafe,
                       .edits = {{instruction.text.in_file(whole),
                                  std::string(name.text).append("=").append(meant)}}};
    }
    pass.report(std::move(made));
}
} // namespace dflint::rules
