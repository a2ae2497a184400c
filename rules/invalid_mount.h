// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/pass.h"
#include "dflint/model/build.h"
#include "dflint/syntax/dockerfile/mount.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The parts of invalid-mount: first field by field, then what the fields are together (BuildKit,
/// instructions/commands_runmount.go, parseMount and validateMount).
namespace dflint::rules {

struct MountPlaces {
    const dockerfile::Instruction& instruction;
    const dockerfile::Flag& flag;
    [[nodiscard]] Span of(Span part) const {
        return dockerfile::place_in_value(instruction, flag, part);
    }
    [[nodiscard]] bool are_exact() const { return dockerfile::has_plain_value(instruction, flag); }
};

/// The last field of each meaning, and its value where that is certain.
struct MountMeaning {
    struct Part {
        const dockerfile::MountField* field = nullptr;
        std::optional<std::string> value{};
        /// Set, as far as one can know.
        [[nodiscard]] bool may_be_set() const { return field != nullptr && value != ""; }
        [[nodiscard]] bool is_set() const { return value && !value->empty(); }
    };
    std::optional<model::Mount::Type> type = model::Mount::Type::bind; ///< nothing: not certain
    bool has_gap = false; ///< something could not be read: what is missing may be in there
    Part from, source, target, id, sharing, mode, uid, gid, env;
};

/// Reports what is wrong with each field by itself.
[[nodiscard]] MountMeaning check_fields(const std::vector<dockerfile::MountField>& fields,
                                        const model::Run& run, const MountPlaces& places,
                                        Pass& pass);

/// Reports what does not go together.
void check_whole(const MountMeaning& mount, const model::Run& run, const MountPlaces& places,
                 Pass& pass);

/// Where a mount ends with a comma and a field of one stands behind the blank: makes it a part of
/// the mount. Nothing where the two cannot be joined.
[[nodiscard]] std::optional<Fix> join_behind_comma(const MountPlaces& places,
                                                   std::string_view file);

} // namespace dflint::rules
