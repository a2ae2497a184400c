// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/scope.h"

#include <optional>
#include <string>
#include <string_view>

namespace dflint::model {

/// What a place sees whoever builds the file: the variables that an ENV sets to a text without
/// variables. An ARG may be given another value, and a base image other
/// than scratch may set all other names. The instruction of an ONBUILD sees variables that nobody
/// knows.
class CertainScope final : public dockerfile::Variables {
public:
    explicit CertainScope(const Scope& scope);
    /// For triggers; `escape` is that of the file.
    explicit CertainScope(char escape) : escape_(escape) {}
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override;
    /// The word expanded, when no build can give it another value.
    [[nodiscard]] std::optional<std::string> expand(std::string_view word) const;

private:
    std::optional<Scope> scope_;
    char escape_;
};

} // namespace dflint::model
