// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dflint {

/// Replaces the bytes `at` by `text`: an empty `at` inserts, an empty `text` deletes.
struct Edit {
    Span at;
    std::string text;
    friend bool operator==(const Edit&, const Edit&) = default;
};

/// How far a fix may be trusted, ordered: `>=` reads "good enough".
/// show: an example for people, never applied. unsafe: right in most files, asks for review.
/// safe: same build result for every input, shown for the file at hand.
enum class Applicability : std::uint8_t { show, unsafe, safe };

/// One repair. Its edits belong together (all or none), are in order and do not overlap;
/// two insertions never share a place.
struct Fix {
    std::string title; ///< a command: "quote the requirement"
    Applicability applicability = Applicability::safe;
    std::vector<Edit> edits;
};

} // namespace dflint
