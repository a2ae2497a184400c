// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/reading.h"

#include "dflint/fix/hcl_tokens.h"
#include "dflint/fix/yaml_tokens.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/dockerignore/parse.h"

#include <algorithm>

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

/// Each pattern is one word: what a fix does not touch stays the pattern it was.
Reading read_dockerignore(const SourceFile& file) {
    const dockerignore::File tree = dockerignore::parse(file);
    Reading reading;
    reading.has_bom = tree.has_bom;
    for (const auto& pattern : tree.patterns) reading.tokens.push_back({pattern.at, Role::word});
    for (const auto& comment : tree.comments) reading.tokens.push_back({comment.at, Role::comment});
    std::sort(reading.tokens.begin(), reading.tokens.end(),
              [](const Token& a, const Token& b) { return a.at < b.at; });
    for (const auto& mistake : tree.mistakes)
        reading.mistakes.push_back({mistake.message, mistake.at});
    return reading;
}

} // namespace

Reading read(const SourceFile& file, Inner inner) {
    switch (file.kind()) {
    case FileKind::dockerignore:
        return read_dockerignore(file);
    case FileKind::bake_hcl:
        return read_hcl(file, inner);
    case FileKind::bake_json:
        return read_hcl_json(file, inner);
    case FileKind::compose:
        return read_compose(file, inner);
    case FileKind::dockerfile:
        break;
    }
    return read_dockerfile(file);
}

} // namespace dflint::fix
