// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/json.h"

#include "dflint/emit/json_writer.h"
#include "dflint/emit/locator.h"
#include "dflint/emit/rule_lookup.h"
#include "dflint/emit/utf8_fix.h"

namespace dflint::emit {

namespace {

void write_position(JsonWriter& json, std::string_view key, std::uint32_t offset,
                    Locator& locator) {
    const Position at = locator.position(offset);
    json.key(key);
    json.begin_object();
    json.member("line", at.line);
    json.member("column", at.column);
    json.member("offset", offset);
    json.end_object();
}

void write_span(JsonWriter& json, Span at, Locator& locator) {
    write_position(json, "start", at.begin, locator);
    write_position(json, "end", at.end, locator);
}

void write_aliases(JsonWriter& json, const Rule* rule) {
    json.key("aliases");
    json.begin_array();
    if (rule != nullptr) {
        for (const std::string_view alias : rule->also_known_as) {
            if (!alias.empty()) json.value(alias);
        }
    }
    json.end_array();
}

void write_labels(JsonWriter& json, const std::vector<Label>& labels, Locator& locator) {
    json.key("labels");
    json.begin_array();
    for (const Label& label : labels) {
        json.begin_object();
        if (label.file == nullptr) {
            write_span(json, label.at, locator);
        } else {
            Locator there(*label.file);
            json.member("file", label.file->path());
            write_span(json, label.at, there);
        }
        json.member("message", label.text);
        json.end_object();
    }
    json.end_array();
}

void write_fix(JsonWriter& json, const std::optional<Fix>& fix) {
    json.key("fix");
    if (!fix || !is_utf8(*fix)) {
        json.null();
        return;
    }
    json.begin_object();
    json.member("title", fix->title);
    json.member("applicability", name_of(fix->applicability));
    json.key("edits");
    json.begin_array();
    for (const Edit& edit : fix->edits) {
        json.begin_object();
        json.member("start", edit.at.begin);
        json.member("end", edit.at.end);
        json.member("text", edit.text);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

void write_diagnostic(JsonWriter& json, const Diagnostic& diagnostic, const RuleLookup& rules,
                      Locator& locator) {
    json.begin_object();
    json.member("rule", diagnostic.rule);
    write_aliases(json, rules.find(diagnostic.rule));
    json.member("severity", name_of(diagnostic.severity));
    json.member("message", diagnostic.message);
    json.member("file", locator.file().path());
    write_span(json, diagnostic.at, locator);
    write_labels(json, diagnostic.labels, locator);
    write_fix(json, diagnostic.fix);
    json.end_object();
}

void write_failure(JsonWriter& json, const Failure& failure) {
    json.begin_object();
    json.member("file", failure.file);
    json.member("message", failure.message);
    json.end_object();
}

void write_summary(JsonWriter& json, const Report& report) {
    const Summary summary = summarize(report);
    json.begin_object();
    json.member("files", summary.files);
    json.member("files_with_diagnostics", summary.files_with_diagnostics);
    json.member("diagnostics", summary.diagnostics);
    json.key("severities");
    json.begin_object();
    json.member("error", summary.errors);
    json.member("warning", summary.warnings);
    json.member("info", summary.infos);
    json.member("style", summary.styles);
    json.end_object();
    json.key("fixable");
    json.begin_object();
    json.member("safe", summary.safe_fixes);
    json.member("unsafe", summary.unsafe_fixes);
    json.end_object();
    json.member("fixed", report.fixed);
    json.member("errors", report.failures.size());
    json.end_object();
}

} // namespace

void append_json(std::string& out, const Report& report) {
    JsonWriter json(out);
    const RuleLookup rules(report.rules);
    json.begin_object();
    json.member("version", report.version);
    json.key("diagnostics");
    json.begin_array();
    for (const FileReport& file : report.files) {
        Locator locator(*file.file);
        for (const Diagnostic& diagnostic : file.diagnostics) {
            json.line_break();
            write_diagnostic(json, diagnostic, rules, locator);
        }
    }
    json.end_array();
    json.line_break();
    json.key("errors");
    json.begin_array();
    for (const Failure& failure : report.failures) {
        json.line_break();
        write_failure(json, failure);
    }
    json.end_array();
    json.line_break();
    json.key("summary");
    write_summary(json, report);
    json.end_object();
    out += '\n';
}

void append_json_lines(std::string& out, const Report& report) {
    const RuleLookup rules(report.rules);
    for (const FileReport& file : report.files) {
        Locator locator(*file.file);
        for (const Diagnostic& diagnostic : file.diagnostics) {
            JsonWriter json(out);
            write_diagnostic(json, diagnostic, rules, locator);
            out += '\n';
        }
    }
    for (const Failure& failure : report.failures) {
        JsonWriter json(out);
        json.begin_object();
        json.key("error");
        write_failure(json, failure);
        json.end_object();
        out += '\n';
    }
}

} // namespace dflint::emit
