// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The part of SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format") that a linter of
/// text files speaks, as plain values. Names are those of the standard. An empty string, an empty
/// list or an empty optional is a property that is not written, unless said otherwise.
namespace dflint::sarif {

enum class Level : std::uint8_t { note, warning, error };

struct Message {
    std::string text;
    std::string markdown{};
};

struct ArtifactLocation {
    std::string uri;
    std::string uri_base_id{};
};

/// Lines and columns count from 1, columns in UTF-16 code units, the end is one past the last
/// character. Offset and length are bytes. All are written.
struct Region {
    std::uint32_t start_line = 1;
    std::uint32_t start_column = 1;
    std::uint32_t end_line = 1;
    std::uint32_t end_column = 1;
    std::uint32_t byte_offset = 0;
    std::uint32_t byte_length = 0;
};

struct Location {
    ArtifactLocation artifact;
    std::optional<Region> region{};
    std::optional<Message> message{};
};

/// No inserted text: a deletion.
struct Replacement {
    Region deleted_region;
    std::string inserted_text{};
};

struct ArtifactChange {
    ArtifactLocation artifact;
    std::vector<Replacement> replacements;
};

struct Fix {
    Message description;
    std::vector<ArtifactChange> artifact_changes;
    std::string applicability{}; ///< property of ours: "safe" or "unsafe"
};

struct Result {
    std::string rule_id;
    std::optional<std::uint32_t> rule_index{};
    Level level = Level::warning;
    Message message;
    std::vector<Location> locations;
    std::vector<Location> related_locations{};
    std::string primary_location_line_hash{}; ///< the partial fingerprint that GitHub uses
    std::vector<Fix> fixes{};
};

/// The property bag GitHub reads from a rule.
struct RuleProperties {
    std::vector<std::string> tags{};
    std::string precision{};
    std::string problem_severity{};
    std::vector<std::string> aliases{}; ///< of ours: codes of other linters
};

struct ReportingDescriptor {
    std::string id;
    std::string name{};
    Message short_description;
    Message full_description;
    Message help;
    std::string help_uri{};
    Level default_level = Level::warning;
    RuleProperties properties{};
};

struct ToolComponent {
    std::string name;
    std::string version{};                    ///< also written as the semantic version
    std::vector<ReportingDescriptor> rules{}; ///< written even when empty
};

struct Notification {
    Level level = Level::warning;
    Message message;
    std::vector<Location> locations{};
};

struct Invocation {
    bool execution_successful = true;
    std::vector<Notification> tool_execution_notifications{};
    std::optional<ArtifactLocation> working_directory{};
};

/// What a `uri_base_id` stands for; without a URI the reader of the log has to know.
struct UriBase {
    std::string id;
    std::string uri{};
    Message description{};
};

struct Run {
    ToolComponent driver;
    std::string automation_id{};
    std::vector<UriBase> original_uri_base_ids{};
    std::vector<Invocation> invocations{};
    std::vector<Result> results{}; ///< written even when empty: "nothing found" is an answer
};

struct Log {
    static constexpr std::string_view version = "2.1.0";
    static constexpr std::string_view schema = "https://json.schemastore.org/sarif-2.1.0.json";
    std::vector<Run> runs;
};

/// Appends the log as JSON.
void append_json(std::string& out, const Log& log);

} // namespace dflint::sarif
