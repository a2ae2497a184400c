// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/settings.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerfile/ast.h"
#include "dflint/syntax/dockerignore/ast.h"
#include "dflint/syntax/yaml/tree.h"
#include "dflint/workspace/project.h"

#include <cstdint>
#include <string_view>
#include <vector>

/// Comments that silence rules:
///   # dflint ignore=rule[,rule] -- reason    the next instruction, or the one it stands inside;
///                                            the next pattern of a .dockerignore
///   # dflint ignore-file=rule[,rule]         the file
///   # hadolint ignore=, # hadolint global ignore=      the same, through hadolint's codes for
///   rules
/// What `# check=` does is in check_comments.h.
namespace dflint::ignore {

/// Where the comments of a file stand, and what they may silence; the same for every language.
struct Layout {
    std::vector<Span> comments;
    std::vector<Span> subjects; ///< instructions, patterns: what a comment above may cover
    /// A comment that goes may let the line below it be read as a directive.
    bool may_gain_directives = false;
};

[[nodiscard]] Layout layout_of(const dockerfile::Tree& tree);
[[nodiscard]] Layout layout_of(const dockerignore::File& tree);
/// Top-level blocks and attributes; a comment inside a block covers the block. JSON has no
/// comments.
[[nodiscard]] Layout layout_of(const hcl::File& tree);
/// Of a compose file: the services, and comments that have a line of their own.
[[nodiscard]] Layout layout_of(const yaml::File& tree, const SourceFile& file);
/// Of a bake or compose file that is one of the project's.
[[nodiscard]] Layout layout_of(const workspace::Project& project, const SourceFile& file);

/// One name of an ignore comment.
struct Name {
    Span at;
    std::string_view text;
    std::vector<const Rule*> rules; ///< what it means; empty: nobody here knows it
    bool is_used = false;
};

/// One ignore comment.
struct Comment {
    static constexpr std::uint32_t whole_file = UINT32_MAX;
    Span at;
    /// Index of the subject it covers, together with the comments above it.
    std::uint32_t target = whole_file;
    bool is_ours = false; ///< `dflint`, not another linter's
    std::vector<Name> names;
};

/// The ignore comments of a file, in order of place.
[[nodiscard]] std::vector<Comment> collect(const SourceFile& file, const Layout& layout,
                                           const Settings& settings);

/// Takes silenced diagnostics out, and marks the names that silenced one.
void apply(std::vector<Comment>& comments, const Layout& layout, Diagnostics& diagnostics);

/// Which names of our own comments are judged. What `unused-ignore` reports of the others may be
/// what a name that means it is good for.
enum class Judged : std::uint8_t { others, those_of_unused_ignore };

/// What is wrong with our own comments: names that silenced nothing though their rules are on, and
/// names that nobody knows. Comments for other linters are theirs to judge.
[[nodiscard]] Diagnostics unused(const std::vector<Comment>& comments, const SourceFile& file,
                                 const Layout& layout, const Settings& settings, Judged judged);

/// Comments that are meant to silence something, and are written so that they do not.
[[nodiscard]] Diagnostics misread(const SourceFile& file, const Layout& layout,
                                  const Settings& settings);

} // namespace dflint::ignore
