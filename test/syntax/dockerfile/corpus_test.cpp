// SPDX-License-Identifier: Apache-2.0
#include "rebuilt.h"
#include "spans.h"

#include "show_syntax.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

namespace dflint::dockerfile::test {

using Json = nlohmann::json;

namespace {
const std::string folder = std::string(DFLINT_SOURCE_DIR) + "/../shared/corpus/";

template <class Take> void for_each_record(const std::string& name, Take take) {
    std::ifstream in(folder + name);
    for (std::string line; std::getline(in, line);) {
        const Json record = Json::parse(line, nullptr, false);
        if (record.is_object()) take(record);
    }
}

std::string decoded_base64(const std::string& text) {
    static const std::string digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t digit = digits.find(c);
        if (digit == std::string::npos) continue;
        bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFFFF;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> count & 0xFF);
    }
    return out;
}

std::map<std::string, std::string> read_files() {
    std::map<std::string, std::string> files;
    for (const char* name : {"dockerfiles.jsonl", "bake.jsonl"}) {
        for_each_record(name, [&](const Json& record) {
            const bool plain = record.contains("text");
            files[record["file"]] = plain ? record["text"].get<std::string>()
                                          : decoded_base64(record.value("base64", ""));
        });
    }
    return files;
}

/// BuildKit picks among equally near suggestions by chance.
Json without_hint(Json error) {
    if (!error.is_object()) return error;
    const std::string message = error["message"];
    error["message"] = message.substr(0, message.find(" (did you mean "));
    return error;
}

std::string first_difference(const Json& expected, const Json& found) {
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
    if (!std::filesystem::exists(folder + "expected-dockerfile.jsonl")) {
        GTEST_SKIP() << "no corpus at " << folder;
    }
    const auto files = read_files();
    int equal = 0;
    int all = 0;
    for_each_record("expected-dockerfile.jsonl", [&](const Json& expected) {
        const auto text = files.find(expected["file"]);
        if (text == files.end()) return;
        const SourceFile file(text->first, text->second);
        const std::string difference =
            first_difference(expected, Json::parse(tools::syntax_json(file)));
        ++all;
        equal += difference.empty() ? 1 : 0;
        if (!difference.empty()) std::printf("%s: %s\n", file.path().c_str(), difference.c_str());
    });
    std::printf("%d of %d records are equal\n", equal, all);
    EXPECT_GE(equal * 100, all * 95);
}

TEST(Corpus, EverySpanIsRightAndEveryFileIsRebuilt) {
    if (!std::filesystem::exists(folder + "dockerfiles.jsonl")) {
        GTEST_SKIP() << "no corpus at " << folder;
    }
    for (const auto& [path, text] : read_files()) {
        const SourceFile file(path, text);
        const Tree tree = parse(file);
        EXPECT_EQ(span_problems(file, tree), Strings{});
        EXPECT_TRUE(rebuilt(file, tree) == text) << path;
    }
}

} // namespace dflint::dockerfile::test
