// SPDX-License-Identifier: Apache-2.0
#include "glob.h"

#include "dflint/source/utf8.h"

namespace dflint::dockerignore {

namespace {

constexpr std::string_view trailing_backslash = "ends in a backslash that escapes nothing";
constexpr std::string_view open_bracket = "is a bracket that is not closed";

/// Reads the brackets of a pattern as filepath.Match does (matchChunk and getEsc).
class Reader {
public:
    explicit Reader(std::string_view pattern) : text_(pattern) {}

    std::optional<GlobError> error() {
        while (at_ < text_.size()) {
            const std::size_t begin = at_;
            if (text_[at_] == '\\') {
                if (++at_ == text_.size()) return GlobError{begin, at_, trailing_backslash};
                ++at_;
            } else if (text_[at_] == '[') {
                if (auto error = bracket()) return error;
            } else {
                ++at_;
            }
        }
        return std::nullopt;
    }

private:
    bool sees(char c) const { return at_ < text_.size() && text_[at_] == c; }

    std::optional<GlobError> bracket() {
        const std::size_t open = at_++;
        if (sees('^')) ++at_;
        for (int members = 0; !(sees(']') && members > 0); ++members) {
            if (auto error = member(open)) return error;
            if (!sees('-')) continue;
            ++at_;
            if (auto error = member(open)) return error;
        }
        ++at_;
        return std::nullopt;
    }

    /// One end of a range. Go also wants a byte behind it, which would be the `]` at the latest.
    std::optional<GlobError> member(std::size_t open) {
        if (at_ == text_.size()) return GlobError{open, at_, open_bracket};
        if (text_[at_] == ']') return GlobError{open, at_ + 1, "is an empty bracket"};
        if (text_[at_] == '-') {
            return GlobError{at_, at_ + 1, "has no character before or behind it to make a range"};
        }
        const std::size_t begin = at_;
        if (text_[at_] == '\\' && ++at_ == text_.size()) {
            return GlobError{begin, at_, trailing_backslash};
        }
        const auto [code_point, size, valid] = utf8::decode(text_, at_);
        if (!valid) return GlobError{at_, at_ + 1, "is no UTF-8 character, inside of brackets"};
        at_ += size;
        if (at_ == text_.size()) return GlobError{open, at_, open_bracket};
        return std::nullopt;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

std::optional<GlobError> glob_error(std::string_view pattern) {
    return Reader(pattern).error();
}

} // namespace dflint::dockerignore
