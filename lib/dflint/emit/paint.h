// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/diagnostic.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace dflint::emit {

/// What a piece of text means on the terminal.
enum class Ink : std::uint8_t { strong, faint, gutter, label, fix, style, info, warning, error };

[[nodiscard]] Ink ink_of(Severity severity);

/// Wraps text in ANSI colour sequences, or leaves it alone.
class Paint {
public:
    explicit Paint(bool color) : color_(color) {}
    /// Everything appended to `out` between begin and end has this ink.
    void begin(std::string& out, Ink ink) const;
    void end(std::string& out) const;
    void append(std::string& out, Ink ink, std::string_view text) const {
        begin(out, ink);
        out += text;
        end(out);
    }

private:
    bool color_;
};

} // namespace dflint::emit
