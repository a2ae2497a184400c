// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/invocation.h"
#include "dflint/model/scope.h"
#include "dflint/syntax/dockerfile/expand.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dflint::model {

/// What FROM lines see: the ARGs before the first of them, and the platform arguments.
class Globals final : public dockerfile::Variables {
public:
    /// With what the invocation says of arguments and platforms; null for a plain build.
    explicit Globals(const Invocation* invocation);
    /// What the invocation says of the binding's argument, whatever its default is; false: nothing.
    [[nodiscard]] bool is_given(Binding& binding) const;
    /// Adds what one word of an ARG declares, with its default already expanded.
    void add(Binding binding);
    /// The last declaration of that name; null when there is none.
    [[nodiscard]] const Binding* declaration(std::string_view name) const;
    /// All of them, in order.
    [[nodiscard]] const std::vector<Binding>& all() const { return all_; }

    /// Platform arguments are unknown unless the invocation settles them.
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override;

private:
    const Invocation* invocation_;
    std::map<std::string_view, std::string> platform_; ///< what the invocation settles
    std::vector<Binding> all_;
    std::unordered_map<std::string_view, std::size_t> last_;
};

/// The same, where platform arguments that nobody knows are those of linux/amd64. What a rule
/// concludes from it must hold for every platform.
class PlainBuildGlobals final : public dockerfile::Variables {
public:
    explicit PlainBuildGlobals(const Globals& globals) : globals_(globals) {}
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override;

private:
    const Globals& globals_;
};

} // namespace dflint::model
