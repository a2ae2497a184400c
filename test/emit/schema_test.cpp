// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/json.h"

#include "rich_sample.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <fstream>

// The part of JSON Schema that diagnostics.schema.json uses, so that the check needs nothing
// installed; validators.sh asks a complete validator where there is one.

namespace dflint::emit {
namespace {

using nlohmann::json;

class Schema {
public:
    explicit Schema(json root) : root_(std::move(root)) {}

    /// Empty, or where the value breaks the schema.
    [[nodiscard]] std::string mistake(const json& value) const {
        return mistake(root_, value, "$");
    }
    /// The same against one definition.
    [[nodiscard]] std::string mistake(const char* definition, const json& value) const {
        return mistake(root_["$defs"][definition], value, "$");
    }

private:
    [[nodiscard]] std::string mistake(const json& schema, const json& value,
                                      const std::string& at) const;
    [[nodiscard]] std::string mistake_in_object(const json& schema, const json& value,
                                                const std::string& at) const;
    json root_;
};

bool has_type(const json& value, const std::string& type) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "null" && value.is_null()) ||
           (type == "integer" && value.is_number_integer());
}

std::string Schema::mistake_in_object(const json& schema, const json& value,
                                      const std::string& at) const {
    for (const json& key : schema.value("required", json::array())) {
        if (!value.contains(key)) return at + " lacks " + key.get<std::string>();
    }
    for (const auto& [key, member] : value.items()) {
        if (!schema["properties"].contains(key)) return at + " has a stranger " + key;
        const std::string found = mistake(schema["properties"][key], member, at + "." + key);
        if (!found.empty()) return found;
    }
    return "";
}

std::string Schema::mistake(const json& schema, const json& value, const std::string& at) const {
    if (schema.contains("$ref")) {
        const auto pointer = schema["$ref"].get<std::string>().substr(1);
        return mistake(root_.at(json::json_pointer(pointer)), value, at);
    }
    if (schema.contains("oneOf")) {
        std::string last = at + " matches nothing";
        for (const json& choice : schema["oneOf"]) {
            last = mistake(choice, value, at);
            if (last.empty()) return "";
        }
        return last;
    }
    if (schema.contains("enum")) {
        for (const json& word : schema["enum"]) {
            if (word == value) return "";
        }
        return at + " is none of the words";
    }
    if (!has_type(value, schema["type"])) return at + " is no " + schema["type"].get<std::string>();
    if (schema.contains("minimum") && value < schema["minimum"]) return at + " is too small";
    if (value.is_object()) return mistake_in_object(schema, value, at);
    for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
        const std::string found =
            mistake(schema["items"], value[i], at + "[" + std::to_string(i) + "]");
        if (!found.empty()) return found;
    }
    return "";
}

Schema schema() {
    std::ifstream file(DFLINT_SOURCE_DIR "/lib/dflint/emit/diagnostics.schema.json");
    return Schema(json::parse(file));
}

TEST(DiagnosticsSchema, DescribesTheJsonFormat) {
    for (const auto& sample : {sample::rich_sample(), sample::Sample()}) {
        std::string out;
        append_json(out, sample.report);
        EXPECT_EQ(schema().mistake(json::parse(out)), "");
    }
}

TEST(DiagnosticsSchema, DescribesTheLinesOfJsonl) {
    std::string out;
    append_json_lines(out, sample::rich_sample().report);
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
        const json value = json::parse(line);
        EXPECT_EQ(value.contains("error") ? schema().mistake("error", value["error"])
                                          : schema().mistake("diagnostic", value),
                  "");
    }
}

TEST(DiagnosticsSchema, RefusesWhatTheFormatNeverSays) {
    std::string out;
    append_json(out, sample::rich_sample().report);
    const json good = json::parse(out);
    const auto broken = [&](const char* pointer, const json& value) {
        json bad = good;
        bad[json::json_pointer(pointer)] = value;
        return schema().mistake(bad);
    };
    EXPECT_EQ(broken("/diagnostics/0/severity", "fatal"),
              "$.diagnostics[0].severity is none of the words");
    EXPECT_EQ(broken("/diagnostics/0/start/line", 0), "$.diagnostics[0].start.line is too small");
    EXPECT_EQ(broken("/diagnostics/1/fix/edits/0/start", "7"),
              "$.diagnostics[1].fix.edits[0].start is no integer");
    EXPECT_EQ(broken("/summary/mood", 1), "$.summary has a stranger mood");
    json bad = good;
    bad["diagnostics"][0].erase("file");
    EXPECT_EQ(schema().mistake(bad), "$.diagnostics[0] lacks file");
}

} // namespace
} // namespace dflint::emit
