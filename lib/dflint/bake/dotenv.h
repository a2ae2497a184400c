// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dflint::bake {

/// Adds what the text of a `.env` file sets; what the environment has already wins. A value that
/// depends on an unknown variable stays unknown. What compose refuses is a message with its line,
/// and adds nothing. Outside law: compose-spec/compose-go, dotenv/, and the `.env` file syntax of
/// its documentation.
[[nodiscard]] std::optional<std::string> add_dotenv(std::string_view text,
                                                    Environment& environment);

/// Several files of that kind, one after the other: each sees what earlier ones set, and replaces
/// it.
class DotEnvFiles {
public:
    explicit DotEnvFiles(const Environment& given) : given_(given) {}

    /// What compose refuses, as above.
    [[nodiscard]] std::optional<std::string> add(std::string_view text);
    /// What was given, which wins, and what the files set.
    [[nodiscard]] Environment environment() const;
    /// What the files set, whatever was given; nothing where a value is unknown.
    [[nodiscard]] const std::map<std::string, std::optional<std::string>>& values() const {
        return values_;
    }

private:
    const Environment& given_;
    std::map<std::string, std::optional<std::string>> values_;
};

} // namespace dflint::bake
