// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/scope.h"

#include <optional>
#include <string>
#include <string_view>

namespace dflint::model {

/// What a place sees whoever builds the file: the variables that an ENV sets to a text without
/// variables. An ARG may be given another value, and a base image may set all other names.
class CertainScope final : public dockerfile::Variables {
public:
    explicit CertainScope(const Scope& scope) : scope_(scope) {}
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override;
    /// The word expanded, when no build can give it another value.
    [[nodiscard]] std::optional<std::string> expand(std::string_view word) const;

private:
    Scope scope_;
};

} // namespace dflint::model
