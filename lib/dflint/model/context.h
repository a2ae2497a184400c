// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/invocation.h"
#include "dflint/source/file_tree.h"

#include <string>

namespace dflint::model {

/// What is known around a Dockerfile. Borrowed by the build; outlives it.
struct Context {
    /// The files of the build context, or nothing when they are out of reach (standard input,
    /// a text in memory): then nothing may be concluded from a missing file.
    const FileTree* files = nullptr;
    /// Root of the build context, "" when unknown; paths below it are `directory + "/" + path`.
    std::string directory{};
    /// How the file is built; nothing for a plain build, of which only the defaults are known.
    const Invocation* invocation = nullptr;
};

} // namespace dflint::model
