// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/ignore_file.h"

#include "dflint/syntax/dockerignore/parse.h"

#include <utility>

namespace dflint::model {

IgnoreFile::IgnoreFile(const SourceFile& f, const Context& c)
    : file(f), context(c), tree(dockerignore::parse(f)) {}

FoundIgnoreFile::FoundIgnoreFile(std::string path, std::string text, const Context& context)
    : file(std::move(path), std::move(text)), ignore(file, context) {}

std::unique_ptr<const FoundIgnoreFile> find_ignore_file(const SourceFile& dockerfile,
                                                        const Context& context) {
    if (context.files == nullptr || context.directory.empty()) return nullptr;
    const std::string shared = context.directory + "/.dockerignore";
    for (const std::string& path : {dockerfile.path() + ".dockerignore", shared}) {
        if (!context.files->is_file(path)) continue;
        auto text = context.files->read(path);
        if (text) return std::make_unique<const FoundIgnoreFile>(path, std::move(*text), context);
    }
    return nullptr;
}

} // namespace dflint::model
