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
    /// instruction of the stage, in it or in the stages it is built from. What triggers create is
    /// there for later triggers and in the stages built from theirs.
    [[nodiscard]] std::optional<std::string> of(std::string_view user, const Stage& stage,
                                                std::uint32_t instruction);

private:
    /// What a command says of the user it creates.
    struct Said {
        std::optional<std::string_view> number;
        std::optional<std::string_view> home;
    };
    struct Home {
        std::uint32_t end = 0;         ///< of what finds it there
        std::uint32_t instruction = 0; ///< where it is made
        std::string directory;
    };
    /// By `rank`; what is built from one has no entry of its own.
    using Homes = std::map<std::uint32_t, Home>;

    /// Stage::order, with a place between a stage and those built from it for its triggers.
    [[nodiscard]] static std::uint32_t rank(const Stage& stage, bool of_triggers) {
        return 2 * stage.order + (of_triggers ? 1 : 0);
    }
    [[nodiscard]] static const Homes::value_type* around(const Homes& homes, std::uint32_t rank);
    [[nodiscard]] Homes look_up(std::string_view user);
    [[nodiscard]] std::optional<std::string> home_made_by(const Command& command,
                                                          std::string_view user);
    [[nodiscard]] const Said& said_by(const Command& command);

    const Build& build_;
    std::unordered_map<std::string, Homes> by_user_;
    std::unordered_map<const Command*, Said> said_;
};

} // namespace dflint::model
