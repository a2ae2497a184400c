// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace dflint::emit {

/// From the name a diagnostic carries to the card it came from.
class RuleLookup {
public:
    explicit RuleLookup(Catalog rules) : rules_(rules) {
        for (std::uint32_t i = 0; i < rules.size(); ++i) places_.emplace(rules[i]->name, i);
    }

    static constexpr std::uint32_t nowhere = ~std::uint32_t{0};

    /// Place in the list, or `nowhere`.
    [[nodiscard]] std::uint32_t place(std::string_view name) const {
        const auto found = places_.find(name);
        return found == places_.end() ? nowhere : found->second;
    }
    /// Null when the list does not hold it.
    [[nodiscard]] const Rule* find(std::string_view name) const {
        const std::uint32_t at = place(name);
        return at == nowhere ? nullptr : rules_[at];
    }

private:
    Catalog rules_;
    std::unordered_map<std::string_view, std::uint32_t> places_;
};

} // namespace dflint::emit
