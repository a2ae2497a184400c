// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/file_tree.h"

#include <string>

namespace dflint::rules {

/// What git says about a path that is not there.
struct Absence {
    /// A `.git` stands in one of its directories or above: what belongs to the project is here.
    bool is_in_repository = false;
    /// It may come to be before the build: git ignores it or a part of it, or it is a submodule.
    /// Takes more for ignored than git does.
    bool may_be_made = false;
};

/// Goes by the `.gitignore` and `.gitmodules` files of its directories and those above, up to the
/// root of the repository.
[[nodiscard]] Absence absence_of(const FileTree& files, const std::string& path);

} // namespace dflint::rules
