// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <span>
#include <string>
#include <vector>

/// Who looks into a manager's cache directory after the RUN that filled it. What lies under a cache
/// mount is gone for all of them.
namespace dflint::model {

/// The manager runs what it downloads from its cache directory (go, cargo, maven ...), it does not
/// install a copy somewhere else.
[[nodiscard]] bool works_from_cache(Manager manager);

/// A RUN before this one, in its stage or those that it is built from, filled the manager's cache
/// and left it in a layer.
[[nodiscard]] bool is_filled_by_earlier_run(const Run& run, Manager manager);

/// A COPY or a mount takes one of the directories, a part of it or something around it from the
/// stage or one built from it.
[[nodiscard]] bool is_taken_from(const Stage& stage, const std::vector<std::string>& directories);

/// A COPY or a mount puts something there before or for the run.
[[nodiscard]] bool is_filled_before(const Run& run, const std::vector<std::string>& directories);

/// The runs behind `run`, in its stage and those built from it, by what they do with the cache.
struct LaterRuns {
    bool needs_cache = false; ///< some name the directory, or forbid the manager the network
    // Of managers that work from their cache:
    std::span<const Run* const> users; ///< start the manager's tool
    bool has_unknown = false;          ///< some start programs that might start it
};
[[nodiscard]] LaterRuns later_runs(const Run& run, Manager manager,
                                   const std::vector<std::string>& directories);

} // namespace dflint::model
