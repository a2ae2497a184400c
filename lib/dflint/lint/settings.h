// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"
#include "dflint/source/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace dflint {

/// Which rules look at a file.
class Settings {
public:
    /// Every rule of the catalog that is on by default.
    explicit Settings(Catalog catalog);

    /// Names are rule ids, group names, `all`, or codes of other linters. An unknown name is an
    /// error that suggests the nearest one.
    Result<std::monostate> select(const std::vector<std::string>& names);
    Result<std::monostate> extend(const std::vector<std::string>& names);
    Result<std::monostate> ignore(const std::vector<std::string>& names);

    [[nodiscard]] const std::vector<const Rule*>& rules() const { return rules_; }
    [[nodiscard]] Catalog catalog() const { return catalog_; }
    [[nodiscard]] bool is_on(std::string_view rule) const;
    /// Rules meant by a name (id, group, all, foreign code); empty when nobody knows it.
    [[nodiscard]] std::vector<const Rule*> meant_by(std::string_view name) const;

private:
    Catalog catalog_;
    std::vector<const Rule*> rules_; ///< in catalog order
};

} // namespace dflint
