// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

/// How the stages of a file hang together. Called by `understand` when all of them are read.
namespace dflint::model {

/// Finds stages by name as FROM does: of several with one name the last before the place that asks.
/// NamedStages is for `--from=`.
class StageNames {
public:
    /// In the order of the file. The stage's name does not change any more.
    void add(const Stage& stage);
    /// The name is in lower case.
    [[nodiscard]] const Stage* last_before(std::uint32_t index, std::string_view name) const;

private:
    std::map<std::pair<std::string_view, std::uint32_t>, const Stage*> stages_;
};

/// Fills Stage::order and Stage::order_end.
void order_stages(Build& build);

/// Fills Copy::origin and Mount::origin.
void find_origins(Build& build);

/// Fills Stage::is_used for a build of that stage. Where a variable that is not known chooses the
/// parent, all that may be chosen are used.
void mark_used(Build& build, Stage& built);

} // namespace dflint::model
