// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/sarif.h"

#include "dflint/emit/json_writer.h"

namespace dflint::sarif {

namespace {

using emit::JsonWriter;

std::string_view name_of(Level level) {
    switch (level) {
    case Level::note:
        return "note";
    case Level::warning:
        return "warning";
    case Level::error:
        return "error";
    }
    return "";
}

void to_json(JsonWriter& json, const Message& message);
void to_json(JsonWriter& json, const ArtifactLocation& artifact);
void to_json(JsonWriter& json, const Region& region);
void to_json(JsonWriter& json, const Location& location);
void to_json(JsonWriter& json, const Replacement& replacement);
void to_json(JsonWriter& json, const ArtifactChange& change);
void to_json(JsonWriter& json, const Fix& fix);
void to_json(JsonWriter& json, const Result& result);
void to_json(JsonWriter& json, const ReportingDescriptor& rule);
void to_json(JsonWriter& json, const Notification& notification);
void to_json(JsonWriter& json, const Invocation& invocation);
void to_json(JsonWriter& json, const Run& run);
void to_json(JsonWriter& json, const std::string& text) {
    json.value(text);
}

template <class T> void member(JsonWriter& json, std::string_view key, const T& value) {
    json.key(key);
    to_json(json, value);
}

void member_unless_empty(JsonWriter& json, std::string_view key, const std::string& text) {
    if (!text.empty()) json.member(key, text);
}

template <class T>
void list(JsonWriter& json, std::string_view key, const std::vector<T>& values,
          bool by_line = false) {
    json.key(key);
    json.begin_array();
    for (const T& value : values) {
        if (by_line) json.line_break();
        to_json(json, value);
    }
    json.end_array();
}

template <class T>
void list_unless_empty(JsonWriter& json, std::string_view key, const std::vector<T>& values) {
    if (!values.empty()) list(json, key, values);
}

void to_json(JsonWriter& json, const Message& message) {
    json.begin_object();
    json.member("text", message.text);
    member_unless_empty(json, "markdown", message.markdown);
    json.end_object();
}

void to_json(JsonWriter& json, const ArtifactLocation& artifact) {
    json.begin_object();
    json.member("uri", artifact.uri);
    member_unless_empty(json, "uriBaseId", artifact.uri_base_id);
    json.end_object();
}

void to_json(JsonWriter& json, const Region& region) {
    json.begin_object();
    json.member("startLine", region.start_line);
    json.member("startColumn", region.start_column);
    json.member("endLine", region.end_line);
    json.member("endColumn", region.end_column);
    json.member("byteOffset", region.byte_offset);
    json.member("byteLength", region.byte_length);
    json.end_object();
}

void to_json(JsonWriter& json, const Location& location) {
    json.begin_object();
    json.key("physicalLocation");
    json.begin_object();
    member(json, "artifactLocation", location.artifact);
    if (location.region) member(json, "region", *location.region);
    json.end_object();
    if (location.message) member(json, "message", *location.message);
    json.end_object();
}

void to_json(JsonWriter& json, const Replacement& replacement) {
    json.begin_object();
    member(json, "deletedRegion", replacement.deleted_region);
    if (!replacement.inserted_text.empty()) {
        json.key("insertedContent");
        json.begin_object();
        json.member("text", replacement.inserted_text);
        json.end_object();
    }
    json.end_object();
}

void to_json(JsonWriter& json, const ArtifactChange& change) {
    json.begin_object();
    member(json, "artifactLocation", change.artifact);
    list(json, "replacements", change.replacements);
    json.end_object();
}

void to_json(JsonWriter& json, const Fix& fix) {
    json.begin_object();
    member(json, "description", fix.description);
    list(json, "artifactChanges", fix.artifact_changes);
    if (!fix.applicability.empty()) {
        json.key("properties");
        json.begin_object();
        json.member("applicability", fix.applicability);
        json.end_object();
    }
    json.end_object();
}

void to_json(JsonWriter& json, const Result& result) {
    json.begin_object();
    json.member("ruleId", result.rule_id);
    if (result.rule_index) json.member("ruleIndex", *result.rule_index);
    json.member("level", name_of(result.level));
    member(json, "message", result.message);
    list(json, "locations", result.locations);
    list_unless_empty(json, "relatedLocations", result.related_locations);
    if (!result.primary_location_line_hash.empty()) {
        json.key("partialFingerprints");
        json.begin_object();
        json.member("primaryLocationLineHash", result.primary_location_line_hash);
        json.end_object();
    }
    list_unless_empty(json, "fixes", result.fixes);
    json.end_object();
}

void to_json(JsonWriter& json, const ReportingDescriptor& rule) {
    json.begin_object();
    json.member("id", rule.id);
    member_unless_empty(json, "name", rule.name);
    member(json, "shortDescription", rule.short_description);
    member(json, "fullDescription", rule.full_description);
    member(json, "help", rule.help);
    member_unless_empty(json, "helpUri", rule.help_uri);
    json.key("defaultConfiguration");
    json.begin_object();
    json.member("level", name_of(rule.default_level));
    json.end_object();
    json.key("properties");
    json.begin_object();
    list_unless_empty(json, "tags", rule.properties.tags);
    member_unless_empty(json, "precision", rule.properties.precision);
    member_unless_empty(json, "problem.severity", rule.properties.problem_severity);
    list_unless_empty(json, "aliases", rule.properties.aliases);
    json.end_object();
    json.end_object();
}

void to_json(JsonWriter& json, const Notification& notification) {
    json.begin_object();
    json.member("level", name_of(notification.level));
    member(json, "message", notification.message);
    list_unless_empty(json, "locations", notification.locations);
    json.end_object();
}

void to_json(JsonWriter& json, const Invocation& invocation) {
    json.begin_object();
    json.member("executionSuccessful", invocation.execution_successful);
    list_unless_empty(json, "toolExecutionNotifications", invocation.tool_execution_notifications);
    if (invocation.working_directory) {
        member(json, "workingDirectory", *invocation.working_directory);
    }
    json.end_object();
}

void uri_bases(JsonWriter& json, const std::vector<UriBase>& bases) {
    if (bases.empty()) return;
    json.key("originalUriBaseIds");
    json.begin_object();
    for (const UriBase& base : bases) {
        json.key(base.id);
        json.begin_object();
        member_unless_empty(json, "uri", base.uri);
        if (!base.description.text.empty()) member(json, "description", base.description);
        json.end_object();
    }
    json.end_object();
}

void driver(JsonWriter& json, const ToolComponent& tool) {
    json.key("tool");
    json.begin_object();
    json.key("driver");
    json.begin_object();
    json.member("name", tool.name);
    member_unless_empty(json, "version", tool.version);
    member_unless_empty(json, "semanticVersion", tool.version);
    list(json, "rules", tool.rules, true);
    json.end_object();
    json.end_object();
}

void to_json(JsonWriter& json, const Run& run) {
    json.begin_object();
    driver(json, run.driver);
    if (!run.automation_id.empty()) {
        json.key("automationDetails");
        json.begin_object();
        json.member("id", run.automation_id);
        json.end_object();
    }
    uri_bases(json, run.original_uri_base_ids);
    list_unless_empty(json, "invocations", run.invocations);
    // Written always: the default of the standard is another unit for old readers.
    json.member("columnKind", "utf16CodeUnits");
    list(json, "results", run.results, true);
    json.end_object();
}

} // namespace

void append_json(std::string& out, const Log& log) {
    JsonWriter json(out);
    json.begin_object();
    json.member("$schema", Log::schema);
    json.member("version", Log::version);
    list(json, "runs", log.runs, true);
    json.end_object();
    out += '\n';
}

} // namespace dflint::sarif
