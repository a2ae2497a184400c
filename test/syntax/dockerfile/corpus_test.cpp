// SPDX-License-Identifier: Apache-2.0
#include "rebuilt.h"
#include "spans.h"

#include "show_syntax.h"
#include "test/corpus.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace dflint::dockerfile::test {

using Json = nlohmann::json;

namespace {
std::map<std::string, std::string> read_files() {
    return corpus::texts({"dockerfiles.jsonl", "bake.jsonl"});
}

/// BuildKit picks among equally near suggestions by chance.
Json without_hint(Json error) {
    if (!error.is_object()) return error;
    const std::string message = error["message"];
    error["message"] = message.substr(0, message.find(" (did you mean "));
    return error;
}

std::string first_difference(const Json& expected, const Json& found) {
    if (!expected["parse_error"].is_null()) {
        return expected["parse_error"] == found["parse_error"] ? "" : "parse_error";
    }
    for (const char* field : {"escape", "directives", "syntax", "check", "nodes"}) {
        if (expected[field] != found[field]) return field;
    }
    for (const char* field : {"parse_error", "instruction_error"}) {
        if (without_hint(expected[field]) != without_hint(found[field])) return field;
    }
    return {};
}
} // namespace

TEST(Corpus, TreesAreThoseOfBuildKit) {
    const auto files = read_files();
    if (!corpus::has("expected-dockerfile.jsonl"))
        GTEST_SKIP() << "no corpus at " << corpus::folder();
    int equal = 0;
    int all = 0;
    for (const Json& expected : corpus::records("expected-dockerfile.jsonl")) {
        const auto text = files.find(expected["file"]);
        if (text == files.end()) continue;
        const SourceFile file(text->first, text->second);
        const std::string difference =
            first_difference(expected, Json::parse(tools::syntax_json(file)));
        ++all;
        equal += difference.empty() ? 1 : 0;
        if (!difference.empty()) std::printf("%s: %s\n", file.path().c_str(), difference.c_str());
    }
    std::printf("%d of %d records are equal\n", equal, all);
    EXPECT_GE(equal * 100, all * 95);
}

TEST(Corpus, EverySpanIsRightAndEveryFileIsRebuilt) {
    const auto files = read_files();
    if (files.empty()) GTEST_SKIP() << "no corpus at " << corpus::folder();
    for (const auto& [path, text] : files) {
        const SourceFile file(path, text);
        const Tree tree = parse(file);
        EXPECT_EQ(span_problems(file, tree), Strings{});
        EXPECT_TRUE(rebuilt(file, tree) == text) << path;
    }
}

} // namespace dflint::dockerfile::test
