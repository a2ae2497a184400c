// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/paint.h"
#include "dflint/source/source_file.h"
#include "dflint/source/span.h"

#include <span>
#include <string>
#include <string_view>

namespace dflint::emit {

/// A place to underline, and what to say beside it.
struct Mark {
    Span at;
    char sign;
    Ink ink;
    std::string_view text{};
};

/// Appends the lines that the marks touch, with line numbers, and under each line its marks in the
/// given order. The first mark is the one long lines are cut around; a mark over many lines is
/// shown by its first lines and its last. Returns the width of the line numbers.
std::size_t append_snippet(std::string& out, const SourceFile& file, std::span<const Mark> marks,
                           const Paint& paint);

/// The bar that separates line numbers from text; `number` may be empty.
void append_gutter(std::string& out, std::string_view number, std::size_t width,
                   const Paint& paint);

} // namespace dflint::emit
