// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace dflint::bake {

/// Where a corpus stands, if there is one.
inline const std::filesystem::path corpus =
    std::filesystem::path(DFLINT_SOURCE_DIR) / ".." / "shared" / "corpus";

/// The lines of a file of the corpus.
inline std::vector<nlohmann::json> records(const char* name) {
    std::vector<nlohmann::json> all;
    std::ifstream in(corpus / name);
    for (std::string line; std::getline(in, line);) all.push_back(nlohmann::json::parse(line));
    return all;
}

} // namespace dflint::bake
