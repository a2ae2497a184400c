// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace dflint::bake {

/// What variables stand for outside of the files.
struct Environment {
    std::map<std::string, std::string> values{};
    /// False: a variable that is not among the values may be set or not, nobody knows. What depends
    /// on it is unknown, unless the file gives a default.
    bool is_complete = true;
};

} // namespace dflint::bake
