// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/json_writer.h"
#include "dflint/lint/rule.h"
#include "rules/catalog.h"
#include "tools/dflint/command.h"

#include <algorithm>

namespace dflint::cli {

namespace {

std::string_view name_of(Fixable fixable) {
    switch (fixable) {
    case Fixable::never:
        return "never";
    case Fixable::sometimes:
        return "sometimes";
    case Fixable::always:
        return "always";
    }
    return "";
}

void append_padded(std::string& out, std::string_view text, std::size_t width) {
    out += text;
    out.append(width - std::min(width, text.size()) + 2, ' ');
}

std::string as_text(Catalog rules) {
    std::size_t width = 0;
    for (const Rule* rule : rules) width = std::max(width, rule->name.size());
    std::string out;
    for (const Rule* rule : rules) {
        append_padded(out, rule->name, width);
        append_padded(out, dflint::name_of(rule->severity), 7);
        append_padded(out, dflint::name_of(rule->group), 12);
        append_padded(out, rule->fixable == Fixable::never ? "" : "fix", 3);
        out += rule->summary;
        out += '\n';
    }
    return out;
}

std::string as_json(Catalog rules) {
    std::string out;
    emit::JsonWriter json(out);
    json.begin_array();
    for (const Rule* rule : rules) {
        json.line_break();
        json.begin_object();
        json.member("rule", rule->name);
        json.key("aliases");
        json.begin_array();
        for (const std::string_view alias : rule->also_known_as) {
            if (!alias.empty()) json.value(alias);
        }
        json.end_array();
        json.member("group", dflint::name_of(rule->group));
        json.member("severity", dflint::name_of(rule->severity));
        json.member("fixable", name_of(rule->fixable));
        json.member("summary", rule->summary);
        json.member("why", rule->why);
        json.member("bad", rule->bad);
        json.member("good", rule->good);
        json.member("source", rule->source);
        json.end_object();
    }
    json.line_break();
    json.end_array();
    out += '\n';
    return out;
}

} // namespace

int list_rules(const RulesOptions& options) {
    return finish(options.format == RulesOptions::Format::json ? as_json(all_rules())
                                                               : as_text(all_rules()));
}

} // namespace dflint::cli
