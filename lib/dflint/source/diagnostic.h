// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/source/span.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint {

/// Ordered: `>=` reads "at least as bad".
enum class Severity : std::uint8_t { style, info, warning, error };

class SourceFile;

/// Another place that explains a diagnostic.
struct Label {
    Span at;
    std::string text;
    /// Where the place is, when it is not in the diagnostic's file.
    std::shared_ptr<const SourceFile> file{};
};

/// One thing that is wrong with one file.
struct Diagnostic {
    Span at;             ///< the narrowest thing that is wrong: the word, not the instruction
    std::string message; ///< what is there and what it causes; lower case, no final stop
    std::vector<Label> labels{};
    std::optional<Fix> fix{};
    /// Where this mistake makes the text unreadable: syntax diagnostics that begin in here only
    /// repeat it and are left out. Empty for nearly every diagnostic.
    Span explains{};
    std::string_view rule{}; ///< stamped by the runner; static storage
    Severity severity = Severity::warning;
};

using Diagnostics = std::vector<Diagnostic>;

} // namespace dflint
