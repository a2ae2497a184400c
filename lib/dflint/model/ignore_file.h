// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/context.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerignore/ast.h"

#include <memory>
#include <string>

namespace dflint::model {

/// The ignore file of a build, read once.
struct IgnoreFile {
    IgnoreFile(std::string path, std::string text);
    SourceFile file;
    dockerignore::File tree;
};

/// The ignore file that a build of this Dockerfile uses: `<Dockerfile>.dockerignore` beside it,
/// else
/// `.dockerignore` in the root of the context; only one of them counts. Nothing when there is none,
/// or when the context is unknown.
[[nodiscard]] std::unique_ptr<const IgnoreFile> find_ignore_file(const SourceFile& dockerfile,
                                                                 const Context& context);

} // namespace dflint::model
