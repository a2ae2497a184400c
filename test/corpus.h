// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

/// Real files and what the reference implementations say of them, as lines of JSON. They are no
/// part of this repository: tests that need them are skipped without them.
namespace dflint::corpus {

/// Where they are, with a slash at the end: $DFLINT_CORPUS, else beside the repository.
inline std::string folder() {
    const char* const named = std::getenv("DFLINT_CORPUS");
    return named == nullptr ? DFLINT_SOURCE_DIR "/../shared/corpus/" : std::string(named) + "/";
}

/// These records are there. A test that compares with them is skipped when they are not.
inline bool has(const std::string& name) {
    return std::filesystem::exists(folder() + name);
}

/// The records of a file, one a line; none when there is no such file.
inline std::vector<nlohmann::json> records(const std::string& name) {
    std::vector<nlohmann::json> all;
    std::ifstream in(folder() + name);
    for (std::string line; std::getline(in, line);) all.push_back(nlohmann::json::parse(line));
    return all;
}

/// What its author wrote, byte for byte.
inline std::string text_of(const nlohmann::json& record) {
    if (record.contains("text")) return record["text"].get<std::string>();
    static const std::string digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : record.value("base64", "")) {
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

/// Names and texts of the files of these data sets.
inline std::map<std::string, std::string> texts(std::initializer_list<const char*> names) {
    std::map<std::string, std::string> files;
    for (const char* const name : names) {
        for (const nlohmann::json& record : records(name)) files[record["file"]] = text_of(record);
    }
    return files;
}

} // namespace dflint::corpus
