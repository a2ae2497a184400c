// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/context.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerignore/ast.h"

#include <memory>
#include <string>

namespace dflint::model {

/// An ignore file and the build context it rules over. Borrows both; they outlive it.
struct IgnoreFile {
    IgnoreFile(const SourceFile& f, const Context& c);
    const SourceFile& file;
    const Context& context;
    dockerignore::File tree;
};

/// An ignore file that somebody went and read.
struct FoundIgnoreFile {
    FoundIgnoreFile(std::string path, std::string text, const Context& context);
    SourceFile file;
    IgnoreFile ignore;
};

/// The ignore file that a build of this Dockerfile uses: `<Dockerfile>.dockerignore` beside it,
/// else
/// `.dockerignore` in the root of the context; only one of them counts. Nothing when there is none,
/// or when the context is unknown.
[[nodiscard]] std::unique_ptr<const FoundIgnoreFile> find_ignore_file(const SourceFile& dockerfile,
                                                                      const Context& context);

} // namespace dflint::model
