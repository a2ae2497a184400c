// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/reading.h"

#include "dflint/fix/hcl_tokens.h"
#include "dflint/syntax/dockerfile/parse.h"

namespace dflint::fix {

namespace {

Reading read_dockerfile(const SourceFile& file) {
    const dockerfile::Tree tree = dockerfile::parse(file);
    Reading reading{tokens_of(file, tree), {}, tree.escape, tree.has_bom};
    for (const dockerfile::SyntaxError& error : tree.errors) {
        reading.mistakes.push_back({error.message, error.at});
    }
    return reading;
}

} // namespace

Reading read(const SourceFile& file) {
    switch (file.kind()) {
    case FileKind::bake_hcl:
        return read_hcl(file);
    case FileKind::bake_json:
        return read_hcl_json(file);
    case FileKind::dockerfile:
    case FileKind::dockerignore:
    case FileKind::compose:
        break;
    }
    return read_dockerfile(file);
}

} // namespace dflint::fix
