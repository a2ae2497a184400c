// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/edits.h"
#include "dflint/workspace/project.h"

#include <string>
#include <string_view>
#include <vector>

namespace dflint::workspace {

/// One cache that a target imports or exports.
struct CacheEntry {
    const BakeTarget* target = nullptr;
    bake::Value value;
    std::string type; ///< "gha"; empty when it is not known
    /// Which cache it is, in words; the same for the import and the export of one. Empty when that
    /// is not known, or the backend is none of those that have a place of their own (inline).
    std::string place;

    /// Empty when it has none, or it is not known.
    [[nodiscard]] std::string field(std::string_view name) const;
};

/// An element of cache-from or cache-to as it is written, and what it comes to: several targets
/// inherit it, a matrix multiplies it.
struct WrittenCache {
    bake::Origin at;
    std::vector<CacheEntry> entries;
};

/// `id` is cache_from or cache_to.
[[nodiscard]] std::vector<CacheEntry> cache_entries(const BakeTarget& target, bake::AttributeId id);
/// Those of all targets that are built, in order of place.
[[nodiscard]] std::vector<WrittenCache> written_caches(const Project& project,
                                                       bake::AttributeId id);

/// Every import of the project is to be seen in its files: none is chosen by a variable, a
/// function or a condition.
[[nodiscard]] bool has_settled_imports(const Project& project);

/// The place of an export whose variables are not known, with their names in it: equal texts are
/// equal places. Empty where it is not to be seen, or a matrix gives each copy another one.
[[nodiscard]] std::string place_as_written(const Project& project, const bake::Origin& at);

} // namespace dflint::workspace
