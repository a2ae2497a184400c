// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/rule_pages.h"

#include "dflint/emit/json_writer.h"
#include "dflint/emit/paint.h"
#include "dflint/emit/paragraphs.h"
#include "dflint/lint/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace dflint::emit {

namespace {

constexpr std::size_t page_columns = 80;

std::string aliases_of(const Rule& rule, std::string_view quote) {
    std::string out;
    for (const std::string_view alias : rule.also_known_as) {
        if (alias.empty()) continue;
        if (!out.empty()) out += ", ";
        out.append(quote).append(alias).append(quote);
    }
    return out;
}

void append_heading(std::string& out, std::string_view word, const Paint& paint) {
    out += '\n';
    paint.append(out, Ink::strong, word);
    out += '\n';
}

/// What GitHub calls the language of a block of code.
std::string_view fence_of(FileKind kind) {
    switch (kind) {
    case FileKind::dockerfile:
        return "dockerfile";
    case FileKind::dockerignore:
        return "gitignore";
    case FileKind::bake_hcl:
        return "hcl";
    case FileKind::bake_json:
        return "json";
    case FileKind::compose:
        return "yaml";
    }
    return "";
}

void append_example(std::string& out, std::string_view word, FileKind kind, std::string_view text) {
    fmt::format_to(std::back_inserter(out), "{}:\n\n```{}\n{}{}```\n\n", word, fence_of(kind), text,
                   text.ends_with('\n') ? "" : "\n");
}

/// A bar would end the cell.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

std::string severity_cell(const Rule& rule) {
    std::string out(name_of(rule.severity));
    return rule.on_by_default ? out : out + ", off by default";
}

std::vector<Group> groups_of(Catalog catalog) {
    std::vector<Group> groups;
    for (const Rule* rule : catalog) {
        if (std::find(groups.begin(), groups.end(), rule->group) == groups.end()) {
            groups.push_back(rule->group);
        }
    }
    return groups;
}

void write_rule(JsonWriter& json, const Rule& rule, bool is_on) {
    json.begin_object();
    json.member("name", rule.name);
    json.key("aliases");
    json.begin_array();
    for (const std::string_view alias : rule.also_known_as) {
        if (!alias.empty()) json.value(alias);
    }
    json.end_array();
    json.member("group", name_of(rule.group));
    json.member("severity", name_of(rule.severity));
    json.member("default", is_on);
    json.member("fixable", name_of(rule.fixable));
    json.member("summary", rule.summary);
    json.member("why", rule.why);
    json.member("bad", rule.bad);
    json.member("good", rule.good);
    json.key("source");
    if (rule.source.empty()) {
        json.null();
    } else {
        json.value(rule.source);
    }
    json.end_object();
}

} // namespace

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

void append_explanation(std::string& out, const Rule& rule, bool color) {
    const Paint paint(color);
    paint.append(out, Ink::strong, rule.name);
    fmt::format_to(std::back_inserter(out), ": {}\n\n", rule.summary);
    fmt::format_to(std::back_inserter(out), "group          {}\nseverity       ",
                   name_of(rule.group));
    paint.append(out, ink_of(rule.severity), name_of(rule.severity));
    fmt::format_to(std::back_inserter(out), "\nfix            {}\n", name_of(rule.fixable));
    if (!rule.on_by_default) out += "default        off\n";
    const std::string aliases = aliases_of(rule, "");
    if (!aliases.empty()) {
        fmt::format_to(std::back_inserter(out), "also known as  {}\n", aliases);
    }
    for (const std::string& paragraph : paragraphs(rule.why)) {
        if (!paragraph.starts_with("- ")) out += '\n';
        append_wrapped(out, paragraph, page_columns);
    }
    append_heading(out, "Bad", paint);
    append_indented(out, rule.bad, "    ");
    append_heading(out, "Good", paint);
    append_indented(out, rule.good, "    ");
    if (!rule.source.empty()) {
        fmt::format_to(std::back_inserter(out), "\nSource: {}\n", rule.source);
    }
}

void append_rule_markdown(std::string& out, const Rule& rule) {
    bool in_list = false;
    for (const std::string& paragraph : paragraphs(rule.why)) {
        const bool item = paragraph.starts_with("- ");
        if (in_list && !item) out += '\n';
        out.append(paragraph).append(item ? "\n" : "\n\n");
        in_list = item;
    }
    if (in_list) out += '\n';
    append_example(out, "Bad", rule.kind, rule.bad);
    append_example(out, "Good", rule.kind, rule.good);
    if (!rule.source.empty()) {
        fmt::format_to(std::back_inserter(out), "Source: <{}>\n\n", rule.source);
    }
}

void append_rules_markdown(std::string& out, Catalog catalog) {
    out += "# Rules\n\nWritten from the cards in this folder by `dflint rules --format markdown`.\n"
           "\n| rule | finds | severity | fix | also known as |\n|---|---|---|---|---|\n";
    for (const Group group : groups_of(catalog)) {
        for (const Rule* rule : catalog) {
            if (rule->group != group) continue;
            fmt::format_to(std::back_inserter(out), "| [{0}](#{0}) | {1} | {2} | {3} | {4} |\n",
                           rule->name, cell(rule->summary), severity_cell(*rule),
                           name_of(rule->fixable), aliases_of(*rule, ""));
        }
    }
    for (const Group group : groups_of(catalog)) {
        fmt::format_to(std::back_inserter(out), "\n## Group {}\n", name_of(group));
        for (const Rule* rule : catalog) {
            if (rule->group != group) continue;
            fmt::format_to(std::back_inserter(out), "\n### {}\n\n{}\n\n", rule->name,
                           rule->summary);
            append_rule_markdown(out, *rule);
            out.pop_back(); // one empty line before the next heading is enough
        }
    }
}

void append_rules_json(std::string& out, Catalog catalog) {
    const Settings defaults(catalog);
    JsonWriter json(out);
    json.begin_array();
    for (const Rule* rule : catalog) {
        json.line_break();
        write_rule(json, *rule, defaults.is_on(rule->name));
    }
    json.line_break();
    json.end_array();
    out += '\n';
}

void append_rules_text(std::string& out, Catalog catalog, bool color) {
    const Paint paint(color);
    std::size_t width = 0;
    for (const Rule* rule : catalog) width = std::max(width, rule->name.size());
    for (const Rule* rule : catalog) {
        paint.append(out, Ink::strong, rule->name);
        out.append(width + 2 - rule->name.size(), ' ');
        paint.append(out, ink_of(rule->severity), name_of(rule->severity));
        out.append(9 - name_of(rule->severity).size(), ' ');
        fmt::format_to(std::back_inserter(out), "{:<11}{}{}\n",
                       rule->fixable == Fixable::never ? "" : "fixable", rule->summary,
                       rule->on_by_default ? "" : " (off by default)");
    }
}

} // namespace dflint::emit
