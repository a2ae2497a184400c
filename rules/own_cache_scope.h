// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/workspace/cache_entry.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

/// The fix of cache-scope-collision.
namespace dflint::rules {

/// Gives exports to GitHub Actions a scope of their own.
class OwnScopes {
public:
    explicit OwnScopes(const workspace::Project& project);

    /// For the export of the target that is written at `at` and goes to `place`; nothing when it is
    /// written for others, too, or when the target would lose what it imports today. Safe unless
    /// somebody else imports from the place.
    [[nodiscard]] std::optional<Fix> separate(const workspace::BakeTarget& target,
                                              const bake::Origin& at,
                                              const std::string& place) const;

private:
    const workspace::Project& project_;
    std::vector<workspace::WrittenCache> exports_;
    std::vector<workspace::WrittenCache> imports_;
    /// Places that some target imports and does not export to: it may mean any that does.
    std::set<std::string> read_by_others_;
};

} // namespace dflint::rules
