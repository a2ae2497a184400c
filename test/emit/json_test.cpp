// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/json.h"

#include "sample.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace dflint::emit {
namespace {

using sample::lazy;
using sample::Sample;

std::string json_of(const Sample& sample) {
    std::string out;
    append_json(out, sample.report);
    return out;
}

TEST(Json, SaysOneDiagnosticInFull) {
    Diagnostic diagnostic = lazy({9, 14});
    diagnostic.labels = {{{0, 4}, "the bed"}};
    diagnostic.fix = Fix{.title = "wake it",
                         .applicability = Applicability::unsafe,
                         .edits = {{{9, 9}, "not "}, {{9, 14}, "hu\nnt"}}};
    Sample sample;
    sample.file("app/Dockerfile", "FROM \xC3\xA9\nRUN sleep\n", {diagnostic});
    EXPECT_EQ(json_of(sample), R"({"version":"1.2.3","diagnostics":[)"
                               "\n"
                               R"({"rule":"lazy-cat","aliases":["CAT1","LazyCat"],)"
                               R"("severity":"warning","message":"it sleeps",)"
                               R"("file":"app/Dockerfile",)"
                               R"("start":{"line":2,"column":2,"offset":9},)"
                               R"("end":{"line":2,"column":7,"offset":14},)"
                               R"("labels":[{"start":{"line":1,"column":1,"offset":0},)"
                               R"("end":{"line":1,"column":5,"offset":4},"message":"the bed"}],)"
                               R"("fix":{"title":"wake it","applicability":"unsafe","edits":[)"
                               R"({"start":9,"end":9,"text":"not "},)"
                               R"({"start":9,"end":14,"text":"hu\nnt"}]}}],)"
                               "\n"
                               R"("errors":[],)"
                               "\n"
                               R"("summary":{"files":1,"files_with_diagnostics":1,"diagnostics":1,)"
                               R"("severities":{"error":0,"warning":1,"info":0,"style":0},)"
                               R"("fixable":{"safe":0,"unsafe":1},"fixed":0,"errors":0}})"
                               "\n");
}

TEST(Json, NamesTheFileOfALabelElsewhere) {
    const auto bake = std::make_shared<const SourceFile>("docker-bake.hcl", "\ntarget {}\n");
    Diagnostic diagnostic = lazy({0, 3});
    diagnostic.labels = {{{1, 7}, "built here", bake}};
    Sample sample;
    sample.file("Dockerfile", "RUN sleep\n", {diagnostic});
    EXPECT_NE(json_of(sample).find(R"("labels":[{"file":"docker-bake.hcl",)"
                                   R"("start":{"line":2,"column":1,"offset":1},)"
                                   R"("end":{"line":2,"column":7,"offset":7},)"
                                   R"("message":"built here"}])"),
              std::string::npos);
}

TEST(Json, CountsColumnsInCodePointsAndOffsetsInBytes) {
    Sample sample;
    sample.file("Dockerfile", "# \U0001F600\u00E9 x\n", {lazy({9, 10})});
    const auto start = nlohmann::json::parse(json_of(sample))["diagnostics"][0]["start"];
    EXPECT_EQ(start.dump(), R"({"column":6,"line":1,"offset":9})");
}

TEST(Json, IsValidUtf8ForAFileThatIsNot) {
    Sample sample;
    sample.file("D\xFF", "RUN \xFF x", {lazy({6, 7}, "odd \xC3(")});
    const auto diagnostic = nlohmann::json::parse(json_of(sample))["diagnostics"][0];
    EXPECT_EQ(diagnostic["file"], "D\uFFFD");
    EXPECT_EQ(diagnostic["message"], "odd \uFFFD(");
    EXPECT_EQ(diagnostic["start"]["column"], 7);
    EXPECT_EQ(diagnostic["start"]["offset"], 6);
}

TEST(Json, LeavesOutAFixThatItCannotSpell) {
    Diagnostic diagnostic = lazy({0, 1});
    diagnostic.fix = Fix{.title = "move it", .edits = {{{0, 1}, "\xFF"}}};
    Sample sample;
    sample.file("Dockerfile", "x", {diagnostic});
    EXPECT_TRUE(nlohmann::json::parse(json_of(sample))["diagnostics"][0]["fix"].is_null());
}

TEST(Json, CountsByGravityAndListsWhatCouldNotBeRead) {
    Diagnostic loud{.at = {0, 1}, .message = "barks", .rule = "loud-dog"};
    loud.severity = Severity::error;
    Diagnostic mended = lazy({0, 1});
    mended.fix = Fix{.title = "wake it", .edits = {{{0, 1}, ""}}};
    Sample sample;
    sample.file("a", "x", {mended, loud}).file("b", "");
    sample.failure("c", "c: no such file");
    sample.report.fixed = 7;
    const auto json = nlohmann::json::parse(json_of(sample));
    EXPECT_EQ(json["errors"].dump(), R"([{"file":"c","message":"c: no such file"}])");
    EXPECT_EQ(json["summary"].dump(),
              R"({"diagnostics":2,"errors":1,"files":2,"files_with_diagnostics":1,)"
              R"("fixable":{"safe":1,"unsafe":0},"fixed":7,)"
              R"("severities":{"error":1,"info":0,"style":0,"warning":1}})");
}

TEST(Json, OfNothingIsStillAnObject) {
    EXPECT_EQ(nlohmann::json::parse(json_of(Sample()))["diagnostics"].dump(), "[]");
}

TEST(JsonLines, HoldOneObjectEach) {
    Sample sample;
    sample.file("a", "x\ny", {lazy({0, 1}), lazy({2, 3})}).failure("b", "gone");
    std::string out;
    append_json_lines(out, sample.report);
    EXPECT_EQ(out, R"({"rule":"lazy-cat","aliases":["CAT1","LazyCat"],"severity":"warning",)"
                   R"("message":"it sleeps","file":"a","start":{"line":1,"column":1,"offset":0},)"
                   R"("end":{"line":1,"column":2,"offset":1},"labels":[],"fix":null})"
                   "\n"
                   R"({"rule":"lazy-cat","aliases":["CAT1","LazyCat"],"severity":"warning",)"
                   R"("message":"it sleeps","file":"a","start":{"line":2,"column":1,"offset":2},)"
                   R"("end":{"line":2,"column":2,"offset":3},"labels":[],"fix":null})"
                   "\n"
                   R"({"error":{"file":"b","message":"gone"}})"
                   "\n");
}

} // namespace
} // namespace dflint::emit
