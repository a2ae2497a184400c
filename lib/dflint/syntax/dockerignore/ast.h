// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"
#include "dflint/syntax/dockerignore/expression.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The tree of a .dockerignore file. Spans count bytes of the file; trees own their texts, so they
/// may outlive it. Outside law: moby/patternmatcher and its ignorefile, quirks included.
namespace dflint::dockerignore {

/// How a pattern is compared with a path.
enum class Comparison : std::uint8_t {
    nothing,    ///< an empty pattern, one that is bad, or one too large to be compiled here
    exact,      ///< the path is the text
    prefix,     ///< the path begins with the text, whose `**` at the end is gone
    suffix,     ///< the path ends with the text, whose `**` in front is gone
    expression, ///< the text became a regular expression
};

/// One line that is neither blank nor a comment.
struct Pattern {
    Span at;                   ///< the line without blanks around it
    Span body_at;              ///< `at` without `!` and the blanks after it
    std::string text;          ///< what is compared: cleaned, without `!`
    bool negated = false;      ///< takes paths back into the context
    bool is_bad = false;       ///< the build fails: `File::mistakes` says why
    bool is_too_large = false; ///< more than is compiled here; what it matches is not known
    Comparison comparison = Comparison::nothing;
    Expression expression{};

    /// Whether the pattern matches this path itself; says nothing about directories above it.
    [[nodiscard]] bool matches(std::string_view path) const;
    /// Whether a path below the directory may match by itself; true when that is not known.
    [[nodiscard]] bool may_match_below(std::string_view directory) const;
    /// No path of any context can match: `/`, `.`, `..` and what lies outside.
    [[nodiscard]] bool never_matches() const;
    /// Whether the outcome of `matches` is known: the pattern is neither bad nor too large.
    [[nodiscard]] bool is_known() const { return !is_bad && !is_too_large; }
};

/// A line that begins with `#`.
struct Comment {
    Span at;
};

/// Why a build that reads the file fails.
struct Mistake {
    Span at; ///< the narrowest thing that is wrong
    std::string message;
};

enum class Verdict : std::uint8_t { kept, ignored, unknown };

/// What becomes of a path, and the pattern that had the last word: nullptr when none matches.
struct Decision {
    Verdict verdict = Verdict::kept;
    const Pattern* by = nullptr;
};

/// What the patterns said about a directory; what stands in it inherits from that.
struct Directory {
    std::vector<bool> matched; ///< one for each pattern
};

struct File {
    bool has_bom = false;
    std::vector<Pattern> patterns; ///< in order of place
    std::vector<Comment> comments; ///< in order of place
    std::vector<Mistake> mistakes; ///< in order of place

    /// Whether any pattern begins with `!`.
    [[nodiscard]] bool has_negations() const;
    /// What becomes of a path of the build context: relative, clean, with slashes. The directories
    /// above it have their say first, as a build walks the context from its root.
    [[nodiscard]] Decision decide(std::string_view path) const;
    /// Whether the directory is ignored, and nothing that may stand in it is kept after all.
    /// False when that is not certain.
    [[nodiscard]] bool ignores_all_of(std::string_view directory) const;
    /// The same for those who walk a tree: `parent` is of the directory the path stands in, empty
    /// at the root; `own` becomes the path's and may be the same object.
    [[nodiscard]] Decision decide(std::string_view path, const Directory& parent,
                                  Directory& own) const;
};

} // namespace dflint::dockerignore
