// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/ignore.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dflint::ignore {

/// Reads the text of one comment from left to right.
class Reader {
public:
    Reader(const SourceFile& file, Span at) : text_(file.slice(at)), begin_(at.begin) {}

    /// The characters that begin a comment, `//` and `/*` of HCL among them, and the blanks
    /// behind.
    bool skip_comment_sign();
    /// True when there was one.
    bool skip_blanks();
    bool skip(std::string_view expected);
    /// A word of a comment: it ends at a blank, not in the middle of a longer word.
    bool skip_word(std::string_view word);
    /// `key =`, with or without blanks around the sign.
    bool skip_key(std::string_view key);
    /// Letters, `-` and `_`.
    std::string_view letters();
    /// `a,b , c`: stops behind the last name, so a reason of any form may follow.
    std::vector<Name> names();

    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    /// Where it is in the file.
    [[nodiscard]] std::uint32_t offset() const { return begin_ + static_cast<std::uint32_t>(at_); }

private:
    std::string_view text_;
    std::uint32_t begin_;
    std::size_t at_ = 0;
};

/// An ignore comment as it is written, before anybody asks what its names mean.
struct Written {
    bool is_ours = false;
    bool covers_file = false;
    std::vector<Name> names; ///< at least one
    std::uint32_t end = 0;   ///< behind the last name
};

/// Nothing for an ordinary comment.
[[nodiscard]] std::optional<Written> read_comment(const SourceFile& file, Span at);

} // namespace dflint::ignore
