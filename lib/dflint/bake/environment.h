// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
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

/// Values that `.env` files and the like set, and the variable that each stands for. What is in
/// such files is kept out of repositories: diagnostics do not show it.
using PrivateValues = std::map<std::string, std::string, std::less<>>;

} // namespace dflint::bake
