// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dflint::model {

/// The home directories that the RUNs of a build give to the users they create. A fact: each
/// command is looked at once for each user that is asked for.
class UserHomes {
public:
    explicit UserHomes(const Build& build) : build_(build) {}

    /// What the first useradd or adduser for the user says, of those that stand before the
    /// instruction of the stage, in it or in the stages it is built from.
    [[nodiscard]] std::optional<std::string> of(std::string_view user, const Stage& stage,
                                                std::uint32_t instruction);

private:
    /// What a command says of the user it creates.
    struct Said {
        std::optional<std::string_view> number;
        std::optional<std::string_view> home;
    };
    struct Home {
        std::uint32_t order_end = 0;   ///< of the stage
        std::uint32_t instruction = 0; ///< where it is made
        std::string directory;
    };
    /// By Stage::order; the stages built from one have no entry of their own.
    using Homes = std::map<std::uint32_t, Home>;

    [[nodiscard]] static const Homes::value_type* around(const Homes& homes, const Stage& stage);
    [[nodiscard]] Homes look_up(std::string_view user);
    [[nodiscard]] std::optional<std::string> home_made_by(const Command& command,
                                                          std::string_view user);
    [[nodiscard]] const Said& said_by(const Command& command);

    const Build& build_;
    std::unordered_map<std::string, Homes> by_user_;
    std::unordered_map<const Command*, Said> said_;
};

} // namespace dflint::model
