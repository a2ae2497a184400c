// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/check_comments.h"
#include "dflint/lint/ignore.h"
#include "dflint/lint/settings.h"
#include "dflint/model/build.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerfile/ast.h"

#include <span>
#include <vector>

namespace dflint {

/// Silences what comments ask to silence in each of the lists, then judges the comments themselves:
/// a name that silenced nothing in any of the lists is wrong in all.
void respect_ignore_comments(const SourceFile& file, const ignore::Layout& layout,
                             const Settings& settings, std::span<Diagnostics> lists);

/// Looks at one Dockerfile under each way it is built, and heeds its comments. All it is given
/// outlives it.
class Judge {
public:
    Judge(const SourceFile& file, const dockerfile::Tree& tree, const Settings& settings)
        : file_(file), tree_(tree), settings_(settings), checks_(file, tree) {}

    void look_at(const model::Build& build);
    /// What was found under each build, in their order. Called once, at the end.
    [[nodiscard]] std::vector<Diagnostics> found() &&;

private:
    const SourceFile& file_;
    const dockerfile::Tree& tree_;
    const Settings& settings_;
    CheckComments checks_;
    std::vector<Diagnostics> found_;
};

} // namespace dflint
