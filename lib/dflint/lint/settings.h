// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"
#include "dflint/lint/schedule.h"
#include "dflint/source/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dflint {

/// Which rules look at a file. Made once per run and shared by every file and thread.
class Settings {
public:
    /// Every rule of the catalog that is on by default.
    explicit Settings(Catalog catalog);

    /// Names are rule ids, group names, `all`, or codes of other linters; upper and lower case
    /// differ. They mean rules that are off by default, too. An unknown name is an error that
    /// suggests the nearest one and changes nothing. `select` starts from no rule, `extend` adds,
    /// `ignore` takes away.
    Result<std::monostate> select(const std::vector<std::string>& names);
    Result<std::monostate> extend(const std::vector<std::string>& names);
    Result<std::monostate> ignore(const std::vector<std::string>& names);

    [[nodiscard]] const std::vector<const Rule*>& rules() const { return rules_; }
    [[nodiscard]] const Schedule& schedule() const { return schedule_; }
    [[nodiscard]] Catalog catalog() const { return catalog_; }
    /// The checks of rules that are off by default and that nobody selected or ignored: a file may
    /// switch them on for itself.
    [[nodiscard]] const Schedule& dormant() const { return dormant_; }
    [[nodiscard]] bool is_on(std::string_view rule) const;
    /// The rule with that id, on or off; nothing when the catalog has none.
    [[nodiscard]] const Rule* find(std::string_view id) const;
    /// Rules meant by a name (id, group, all, foreign code); empty when nobody knows it.
    [[nodiscard]] std::vector<const Rule*> meant_by(std::string_view name) const;
    /// The id, group or code that looks most like an unknown name; empty when none is close.
    [[nodiscard]] std::string_view nearest(std::string_view name) const;

private:
    /// Everything the names mean.
    [[nodiscard]] Result<std::vector<const Rule*>>
    meant_by_all(const std::vector<std::string>& names) const;
    /// By catalog order.
    enum class State : std::uint8_t { off, on, dormant };
    Result<std::monostate> change(std::vector<State> states, const std::vector<std::string>& names,
                                  State to);
    void take(std::vector<State> states);

    Catalog catalog_;
    std::vector<State> states_;
    std::vector<const Rule*> rules_; ///< in catalog order
    Schedule schedule_;
    Schedule dormant_;
};

} // namespace dflint
