// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dflint::model {

struct Binding;
struct Stage;

/// Where each name is bound, over all stages of a file: lookups do not walk bindings.
class Symbols {
public:
    /// The binding with that index is the newest of the stage, and the stage the newest one.
    void add(std::string_view name, std::uint32_t stage, std::uint32_t binding);
    /// The binding in force before `instruction` of the stage: its own, or one of the stages that
    /// it is built from. Null when there is none.
    [[nodiscard]] const Binding* find(const std::deque<Stage>& stages, const Stage& stage,
                                      std::uint32_t instruction, std::string_view name) const;

    /// The last binding of that name in a stage whose index is below `stage`; null: there is none.
    [[nodiscard]] const Binding* last_above(const std::deque<Stage>& stages, std::uint32_t stage,
                                            std::string_view name) const;

private:
    struct Place {
        std::uint32_t stage;
        std::uint32_t binding;
    };
    std::unordered_map<std::string_view, std::vector<Place>> places_; ///< in order of the file
};

} // namespace dflint::model
