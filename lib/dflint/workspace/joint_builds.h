// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/project.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::workspace {

/// Which targets one command builds at the same time: the members of a group, nested ones included.
class JointBuilds {
public:
    explicit JointBuilds(const bake::Project& project);

    /// Some group has both.
    [[nodiscard]] bool has_both(const std::string& a, const std::string& b) const;
    /// The names of the targets of each group, in the order of the groups.
    [[nodiscard]] const std::vector<std::set<std::string>>& sets() const { return sets_; }

    /// False for files whose groups have more members than anybody looks at.
    [[nodiscard]] bool is_whole() const { return is_whole_; }

private:
    std::vector<std::set<std::string>> sets_;
    bool is_whole_ = true;
};

} // namespace dflint::workspace
