// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/sarif_log.h"

#include "sample.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

// What GitHub asks for and no validator finds is asserted here; test/emit/schema_test asks the
// validators for the rest.

namespace dflint::emit {
namespace {

using nlohmann::json;
using sample::lazy;
using sample::Sample;

json log_of(const Report& report, std::string_view root = "/src") {
    std::string out;
    append_sarif(out, report, root);
    return json::parse(out);
}

json run_of(const Sample& sample, std::string_view root = "/src") {
    return log_of(sample.report, root)["runs"][0];
}

Diagnostic fixed(Span at, std::vector<Edit> edits, Applicability applicability) {
    Diagnostic diagnostic = lazy(at);
    diagnostic.fix =
        Fix{.title = "wake it", .applicability = applicability, .edits = std::move(edits)};
    return diagnostic;
}

TEST(Sarif, SaysWhichStandardItFollows) {
    const json log = log_of(Sample().report);
    EXPECT_EQ(log["version"], "2.1.0");
    EXPECT_EQ(log["$schema"], sarif::Log::schema);
    EXPECT_EQ(log["runs"][0]["columnKind"], "utf16CodeUnits");
    EXPECT_EQ(log["runs"][0]["automationDetails"]["id"], "dflint/");
    EXPECT_EQ(log["runs"][0]["results"].dump(), "[]");
}

TEST(Sarif, DescribesEveryRuleThatWasOn) {
    const json driver = run_of(Sample())["tool"]["driver"];
    EXPECT_EQ(driver["name"], "dflint");
    EXPECT_EQ(driver["semanticVersion"], "1.2.3");
    ASSERT_EQ(driver["rules"].size(), 2U);
    const json& cat = driver["rules"][0];
    EXPECT_EQ(cat["id"], "lazy-cat");
    EXPECT_EQ(cat["name"], "LazyCat");
    EXPECT_EQ(cat["shortDescription"]["text"], "a `cat` that sleeps");
    EXPECT_EQ(cat["fullDescription"]["text"], "Sleeping cats catch no mice.");
    EXPECT_EQ(cat["helpUri"], "https://example.com/cats?a=1");
    EXPECT_EQ(cat["defaultConfiguration"]["level"], "warning");
    EXPECT_EQ(cat["properties"].dump(),
              R"({"aliases":["CAT1","LazyCat"],"precision":"high",)"
              R"("problem.severity":"warning","tags":["dockerfile","caching"]})");
    EXPECT_NE(cat["help"]["text"].get<std::string>().find("RUN hunt"), std::string::npos);
    EXPECT_NE(cat["help"]["markdown"].get<std::string>().find("```dockerfile"), std::string::npos);
    EXPECT_FALSE(driver["rules"][1].contains("helpUri"));
}

TEST(Sarif, KeepsWithinWhatGitHubTakesOfARule) {
    const std::string summary(3000, 's');
    std::string why;
    for (int i = 0; i < 3000; ++i) why += "\u00E9";
    Rule rule = sample::lazy_cat;
    rule.summary = summary;
    rule.why = why;
    rule.source = "BuildKit, frontend/dockerfile";
    const Rule* const list[] = {&rule};
    Report report{.version = "1", .rules = list};
    const json driver = log_of(report)["runs"][0]["tool"]["driver"]["rules"][0];
    std::string cut;
    for (int i = 0; i < 1023; ++i) cut += "\u00E9";
    EXPECT_EQ(driver["fullDescription"]["text"], cut + "\u2026");
    EXPECT_EQ(driver["shortDescription"]["text"], std::string(1023, 's') + "\u2026");
    EXPECT_LE(driver["properties"]["tags"].size(), 10U);
    EXPECT_FALSE(driver.contains("helpUri"));
    const std::set<std::string> precisions{"very-high", "high", "medium", "low"};
    EXPECT_EQ(precisions.count(driver["properties"]["precision"]), 1U);
    // Would make the rule a security alert.
    EXPECT_FALSE(driver["properties"].contains("security-severity"));
}

TEST(Sarif, SaysWhereInUtf16AndBytes) {
    Diagnostic diagnostic = lazy({14, 19}, "it sleeps");
    diagnostic.labels = {{{0, 4}, "the bed"}};
    Sample sample;
    sample.file("./a b/Dockerfile", "FROM x\nR \U0001F600 sleep\n", {diagnostic});
    const json result = run_of(sample)["results"][0];
    EXPECT_EQ(result["ruleId"], "lazy-cat");
    EXPECT_EQ(result["ruleIndex"], 0);
    EXPECT_EQ(result["level"], "warning");
    EXPECT_EQ(result["message"]["text"], "it sleeps");
    const json& place = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"].dump(),
              R"({"uri":"a%20b/Dockerfile","uriBaseId":"%SRCROOT%"})");
    EXPECT_EQ(place["region"].dump(),
              R"({"byteLength":5,"byteOffset":14,"endColumn":11,"endLine":2,)"
              R"("startColumn":6,"startLine":2})");
    const json& related = result["relatedLocations"][0];
    EXPECT_EQ(related["message"]["text"], "the bed");
    EXPECT_EQ(related["physicalLocation"]["region"]["endColumn"], 5);
}

TEST(Sarif, NamesTheFileOfALabelElsewhere) {
    const auto bake = std::make_shared<const SourceFile>("docker-bake.hcl", "\ntarget {}\n");
    Diagnostic diagnostic = lazy({0, 3});
    diagnostic.labels = {{{1, 7}, "built here", bake}};
    Sample sample;
    sample.file("Dockerfile", "RUN sleep\n", {diagnostic});
    const json place = run_of(sample)["results"][0]["relatedLocations"][0]["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"]["uri"], "docker-bake.hcl");
    EXPECT_EQ(place["region"]["startLine"], 2);
    EXPECT_EQ(place["region"]["byteOffset"], 1);
}

TEST(Sarif, FingerprintsTheLineAsGitHubDoes) {
    Sample sample;
    sample.file("Dockerfile", " a\nb\n  \t\tc\n d", {lazy({1, 2}), lazy({9, 10})});
    const json results = run_of(sample)["results"];
    EXPECT_EQ(results[0]["partialFingerprints"]["primaryLocationLineHash"], "271789c17abda88f:1");
    EXPECT_EQ(results[1]["partialFingerprints"]["primaryLocationLineHash"], "180aee12dab6264:1");
}

TEST(Sarif, HasAFingerprintForEveryPlaceOfAFile) {
    const std::string text = "a\r\n\rb\n\n\xFF\r \nx";
    Diagnostics everywhere;
    for (std::uint32_t at = 0; at <= text.size(); ++at) everywhere.push_back(lazy({at, at}));
    Sample sample;
    sample.file("Dockerfile", text, everywhere);
    const json run = run_of(sample);
    for (const json& result : run["results"]) {
        EXPECT_FALSE(result["partialFingerprints"]["primaryLocationLineHash"].empty());
    }
}

TEST(Sarif, PointsRuleIndexAtTheRuleItNames) {
    Diagnostic loud{.at = {0, 1}, .message = "barks", .rule = "loud-dog"};
    loud.severity = Severity::error;
    Sample sample;
    sample.file("Dockerfile", "x", {lazy({0, 1}), loud});
    const json run = run_of(sample);
    for (const json& result : run["results"]) {
        EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"],
                  result["ruleId"]);
    }
    EXPECT_EQ(run["results"][1]["level"], "error");
}

TEST(Sarif, DefinesTheBaseThatItsPathsName) {
    Sample sample;
    sample.file("Dockerfile", "x", {lazy({0, 1})}).file("/o/Dockerfile", "x", {lazy({0, 1})});
    const json run = run_of(sample);
    EXPECT_EQ(run["originalUriBaseIds"]["%SRCROOT%"]["uri"], "file:///src/");
    EXPECT_EQ(run["invocations"][0]["workingDirectory"]["uri"], "file:///src/");
    const json elsewhere =
        run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"];
    EXPECT_EQ(elsewhere.dump(), R"({"uri":"file:///o/Dockerfile"})");
}

TEST(Sarif, NamesNoDirectoryThatItWasNotTold) {
    Sample sample;
    sample.file("Dockerfile", "x", {lazy({0, 1})});
    const json run = run_of(sample, "");
    EXPECT_TRUE(run["originalUriBaseIds"].contains("%SRCROOT%"));
    EXPECT_EQ(run.dump().find("file:"), std::string::npos);
}

TEST(Sarif, ReportsUnreadableFiles) {
    Sample sample;
    sample.failure("a b", "a b: permission denied");
    const json invocation = run_of(sample)["invocations"][0];
    EXPECT_EQ(invocation["executionSuccessful"], false);
    const json& notification = invocation["toolExecutionNotifications"][0];
    EXPECT_EQ(notification["level"], "error");
    EXPECT_EQ(notification["message"]["text"], "a b: permission denied");
    EXPECT_EQ(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a%20b");
    EXPECT_EQ(run_of(Sample())["invocations"][0].dump().find("Notifications"), std::string::npos);
}

TEST(Sarif, KeepsTheGravestOfTooManyResults) {
    Diagnostics many(max_sarif_results + 10, lazy({0, 1}));
    many.back().severity = Severity::error;
    many[0].severity = Severity::style;
    Sample sample;
    sample.file("Dockerfile", "x", std::move(many));
    const json run = run_of(sample);
    EXPECT_EQ(run["results"].size(), max_sarif_results);
    EXPECT_EQ(run["results"][0]["level"], "error");
    EXPECT_EQ(run["results"].back()["level"], "warning");
    EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
    EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
              "only the 25000 gravest of 25010 results are listed");
}

/// Byte of a place given in lines and UTF-16 columns, worked out from the text alone.
std::size_t byte_at(const std::string& text, std::size_t line, std::size_t column) {
    std::size_t at = 0;
    for (; line > 1; --line) at = text.find('\n', at) + 1;
    for (std::size_t unit = 1; unit < column;) {
        const auto lead = static_cast<unsigned char>(text[at]);
        at += lead < 0x80 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
        unit += lead < 0xF0 ? 1U : 2U;
    }
    return at;
}

/// The text after all replacements of a fix, by their lines and columns.
std::string applied(std::string text, const json& fix) {
    json replacements = fix["artifactChanges"][0]["replacements"];
    std::reverse(replacements.begin(), replacements.end());
    for (const json& replacement : replacements) {
        const json& at = replacement["deletedRegion"];
        const std::size_t begin = byte_at(text, at["startLine"], at["startColumn"]);
        const std::size_t end = byte_at(text, at["endLine"], at["endColumn"]);
        EXPECT_EQ(at["byteOffset"], begin);
        EXPECT_EQ(at["byteLength"], end - begin);
        const bool inserts = replacement.contains("insertedContent");
        text.replace(begin, end - begin,
                     inserts ? replacement["insertedContent"]["text"].get<std::string>() : "");
    }
    return text;
}

TEST(Sarif, CarriesFixesThatGiveTheFixedText) {
    const std::string text = "# \U0001F600\u00E9\r\nRUN a\u4E2D b \\\n  c\n";
    Sample sample;
    sample.file("Dockerfile", text,
                {fixed({14, 15}, {{{6, 6}, "!\n"}, {{14, 15}, ""}, {{18, 24}, "\U0001F600 d"}},
                       Applicability::safe)});
    const json fix = run_of(sample)["results"][0]["fixes"][0];
    EXPECT_EQ(fix["description"]["text"], "wake it");
    EXPECT_EQ(fix["properties"]["applicability"], "safe");
    EXPECT_EQ(applied(text, fix), "# \U0001F600!\n\u00E9\r\nRUN \u4E2D\U0001F600 d c\n");
}

TEST(Sarif, WarnsOfUnsafeFixes) {
    Sample sample;
    sample.file("Dockerfile", "x", {fixed({0, 1}, {{{0, 1}, "y"}}, Applicability::unsafe)});
    const json fix = run_of(sample)["results"][0]["fixes"][0];
    EXPECT_EQ(fix["description"]["text"], "unsafe, may change what is built: wake it");
    EXPECT_EQ(fix["properties"]["applicability"], "unsafe");
}

TEST(Sarif, CarriesNoFixThatMayNotBeApplied) {
    Sample sample;
    sample.file("Dockerfile", "x",
                {fixed({0, 1}, {{{0, 1}, "y"}}, Applicability::show),
                 fixed({0, 1}, {{{0, 1}, "\xFF"}}, Applicability::safe), lazy({0, 1})});
    const json run = run_of(sample);
    for (const json& result : run["results"]) EXPECT_FALSE(result.contains("fixes"));
}

} // namespace
} // namespace dflint::emit
