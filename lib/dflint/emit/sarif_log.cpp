// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/sarif_log.h"

#include "dflint/emit/line_hash.h"
#include "dflint/emit/locator.h"
#include "dflint/emit/rule_lookup.h"
#include "dflint/emit/sarif_rules.h"
#include "dflint/emit/uri.h"
#include "dflint/emit/utf8_fix.h"

#include <fmt/format.h>

#include <algorithm>

namespace dflint::emit {

namespace {

constexpr const char* base_id = "%SRCROOT%";

sarif::ArtifactLocation artifact(std::string_view path, std::string_view root) {
    FileUri uri = file_uri(path, root);
    return {std::move(uri.uri), uri.is_relative ? base_id : ""};
}

sarif::Region region(Span at, Locator& locator) {
    const Position begin = locator.utf16_position(at.begin);
    const Position end = locator.utf16_position(at.end);
    return {begin.line, begin.column, end.line, end.column, at.begin, at.size()};
}

/// One file on its way into results.
class FileResults {
public:
    FileResults(const SourceFile& file, std::string_view root, const RuleLookup& rules)
        : locator_(file), artifact_(artifact(file.path(), root)), root_(root), rules_(rules),
          hashes_(line_hashes(file.text())) {}

    [[nodiscard]] sarif::Result result(const Diagnostic& diagnostic);

private:
    [[nodiscard]] sarif::Fix fix(const Fix& ours);
    [[nodiscard]] sarif::Location location(Span at) {
        return {.artifact = artifact_, .region = region(at, locator_)};
    }
    [[nodiscard]] sarif::Location location(Span at, const SourceFile& file) const {
        Locator there(file);
        return {.artifact = artifact(file.path(), root_), .region = region(at, there)};
    }

    Locator locator_;
    sarif::ArtifactLocation artifact_;
    std::string_view root_;
    const RuleLookup& rules_;
    std::vector<LineHash> hashes_;
};

sarif::Fix FileResults::fix(const Fix& ours) {
    const bool safe = ours.applicability == Applicability::safe;
    sarif::Fix out{.description = {(safe ? "" : "unsafe, may change what is built: ") + ours.title},
                   .artifact_changes = {{artifact_, {}}},
                   .applicability = std::string(name_of(ours.applicability))};
    for (const Edit& edit : ours.edits) {
        out.artifact_changes.front().replacements.push_back({region(edit.at, locator_), edit.text});
    }
    return out;
}

sarif::Result FileResults::result(const Diagnostic& diagnostic) {
    sarif::Result out;
    out.rule_id = diagnostic.rule;
    const std::uint32_t place = rules_.place(diagnostic.rule);
    if (place != RuleLookup::nowhere) out.rule_index = place;
    out.level = sarif_level(diagnostic.severity);
    out.message = {diagnostic.message};
    out.locations = {location(diagnostic.at)};
    for (const Label& label : diagnostic.labels) {
        out.related_locations.push_back(label.file == nullptr ? location(label.at)
                                                              : location(label.at, *label.file));
        out.related_locations.back().message = sarif::Message{label.text};
    }
    // GitHub looks the hash up by our line number although it counts a lone CR as a line end.
    const std::uint32_t line = out.locations.front().region->start_line;
    out.primary_location_line_hash = to_string(hashes_[line - 1]);
    if (diagnostic.fix && diagnostic.fix->applicability >= Applicability::unsafe &&
        !diagnostic.fix->edits.empty() && is_utf8(*diagnostic.fix)) {
        out.fixes.push_back(fix(*diagnostic.fix));
    }
    return out;
}

std::vector<sarif::Result> results_of(const Report& report, std::string_view root) {
    const RuleLookup rules(report.rules);
    std::vector<sarif::Result> results;
    for (const FileReport& file : report.files) {
        if (file.diagnostics.empty()) continue;
        FileResults here(*file.file, root, rules);
        for (const Diagnostic& diagnostic : file.diagnostics) {
            results.push_back(here.result(diagnostic));
        }
    }
    return results;
}

sarif::Notification notification_of(const Failure& failure, std::string_view root) {
    return {.level = sarif::Level::error,
            .message = {failure.message},
            .locations = {{.artifact = artifact(failure.file, root)}}};
}

/// Keeps the gravest results, in their order, and says how many there were.
void cap(std::vector<sarif::Result>& results, sarif::Invocation& invocation) {
    if (results.size() <= max_sarif_results) return;
    const std::size_t all = results.size();
    std::stable_sort(
        results.begin(), results.end(),
        [](const sarif::Result& a, const sarif::Result& b) { return a.level > b.level; });
    results.resize(max_sarif_results);
    invocation.tool_execution_notifications.push_back(
        {.level = sarif::Level::warning,
         .message = {
             fmt::format("only the {} gravest of {} results are listed", max_sarif_results, all)}});
}

} // namespace

sarif::Log sarif_log(const Report& report, std::string_view root) {
    sarif::Run run;
    run.driver = {"dflint", std::string(report.version), sarif_rules(report.rules)};
    run.automation_id = "dflint/"; // category, a slash, no run id
    sarif::UriBase base{.id = base_id, .description = {"the directory dflint ran in"}};
    sarif::Invocation invocation{.execution_successful = report.failures.empty()};
    if (!root.empty()) {
        base.uri = directory_uri(root);
        invocation.working_directory = sarif::ArtifactLocation{base.uri};
    }
    for (const Failure& failure : report.failures) {
        invocation.tool_execution_notifications.push_back(notification_of(failure, root));
    }
    run.results = results_of(report, root);
    cap(run.results, invocation);
    run.original_uri_base_ids.push_back(std::move(base));
    run.invocations.push_back(std::move(invocation));
    return {{std::move(run)}};
}

void append_sarif(std::string& out, const Report& report, std::string_view root) {
    sarif::append_json(out, sarif_log(report, root));
}

} // namespace dflint::emit
