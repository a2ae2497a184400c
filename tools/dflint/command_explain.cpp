// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/lint/settings.h"
#include "rules/catalog.h"
#include "tools/dflint/command.h"

namespace dflint::cli {

namespace {

/// The text with four blanks before each line that is not empty.
void append_indented(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) {
            out += "    ";
            out += text.substr(0, end);
        }
        out += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void append_card(std::string& out, const Rule& rule) {
    out += rule.name;
    out += ": ";
    out += rule.summary;
    out += "\n\n";
    out += rule.why;
    out += "\n\nBad:\n\n";
    append_indented(out, rule.bad);
    out += "\nGood:\n\n";
    append_indented(out, rule.good);
    out += "\nSeverity: ";
    out += name_of(rule.severity);
    out += ". Group: ";
    out += name_of(rule.group);
    out += ". Fix: ";
    out += rule.fixable == Fixable::never       ? "none"
           : rule.fixable == Fixable::sometimes ? "where it can be shown to be right"
                                                : "yes";
    out += ".\n";
    std::string aliases;
    for (const std::string_view alias : rule.also_known_as) {
        if (alias.empty()) continue;
        aliases += aliases.empty() ? "" : ", ";
        aliases += alias;
    }
    if (!aliases.empty()) out += "Also known as: " + aliases + ".\n";
    if (!rule.source.empty()) out += "See " + std::string(rule.source) + "\n";
}

} // namespace

int explain(const ExplainOptions& options) {
    const Settings settings(all_rules());
    std::string out;
    for (const Rule* rule : settings.meant_by(options.rule)) {
        if (!out.empty()) out += "\n";
        append_card(out, *rule);
    }
    if (!out.empty()) return finish(out);
    const std::string_view nearest = settings.nearest(options.rule);
    std::string message = "no rule '" + options.rule + "'";
    if (!nearest.empty()) message += "; did you mean '" + std::string(nearest) + "'?";
    return refuse({message});
}

} // namespace dflint::cli
