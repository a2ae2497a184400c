// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/sarif_rules.h"

#include "dflint/emit/paragraphs.h"
#include "dflint/emit/rule_pages.h"
#include "dflint/emit/uri.h"
#include "dflint/source/utf8.h"

namespace dflint::emit {

namespace {

/// GitHub refuses a rule with a longer description.
constexpr std::size_t max_description = 1024;

/// At most that many code points, the last one dots where something was cut.
std::string cut(std::string_view text) {
    std::size_t at = 0;
    std::size_t last = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        if (count == max_description) return std::string(text.substr(0, last)) + "\u2026";
        last = at;
        at += utf8::decode(text, at).size;
    }
    return std::string(text);
}

/// "apt-in-run" is AptInRun where an identifier is wanted.
std::string pascal_case(std::string_view name) {
    std::string out;
    bool begins_word = true;
    for (const char c : name) {
        const bool lower = c >= 'a' && c <= 'z';
        if (c != '-') out += begins_word && lower ? static_cast<char>(c - 'a' + 'A') : c;
        begins_word = c == '-';
    }
    return out;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        if (!out.empty()) out += "\n\n";
        out += line;
    }
    return out;
}

std::string problem_severity(Severity severity) {
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::info:
    case Severity::style:
        return "recommendation";
    }
    return "";
}

sarif::ReportingDescriptor descriptor(const Rule& rule) {
    sarif::ReportingDescriptor out;
    out.id = rule.name;
    out.name = pascal_case(rule.name);
    out.short_description = {cut(rule.summary)};
    out.full_description = {cut(joined(paragraphs(rule.why)))};
    append_explanation(out.help.text, rule, false);
    append_rule_markdown(out.help.markdown, rule);
    if (is_web_address(rule.source)) out.help_uri = rule.source;
    out.default_level = sarif_level(rule.severity);
    out.properties.tags = {"dockerfile", std::string(name_of(rule.group))};
    out.properties.precision = "high";
    out.properties.problem_severity = problem_severity(rule.severity);
    for (const std::string_view alias : rule.also_known_as) {
        if (!alias.empty()) out.properties.aliases.emplace_back(alias);
    }
    return out;
}

} // namespace

sarif::Level sarif_level(Severity severity) {
    switch (severity) {
    case Severity::error:
        return sarif::Level::error;
    case Severity::warning:
        return sarif::Level::warning;
    case Severity::info:
    case Severity::style:
        return sarif::Level::note;
    }
    return sarif::Level::warning;
}

std::vector<sarif::ReportingDescriptor> sarif_rules(Catalog rules) {
    std::vector<sarif::ReportingDescriptor> out;
    out.reserve(rules.size());
    for (const Rule* rule : rules) out.push_back(descriptor(*rule));
    return out;
}

} // namespace dflint::emit
