// SPDX-License-Identifier: Apache-2.0
#include "glob.h"

#include "dflint/source/utf8.h"

namespace dflint::dockerignore {

namespace {

constexpr std::string_view trailing_backslash = "ends in a backslash that escapes nothing";
constexpr std::string_view open_bracket = "is a bracket that is not closed";

/// Asks of a pattern what filepath.Match does when it compares it with "." (Match, matchChunk and
/// getEsc). It reads no further than it must to answer that: what stands behind a `*` is only
/// looked at while it may still match.
class Reader {
public:
    explicit Reader(std::string_view pattern) : text_(pattern) {}

    std::optional<GlobError> error() {
        if (auto error = chunk()) return error;
        // The dot is used up by one character; the next chunk is read before it fails.
        if (steps_ == 1 && takes_dot_) return chunk();
        return std::nullopt;
    }

private:
    bool sees(char c) const { return at_ < text_.size() && text_[at_] == c; }

    /// Up to the next `*` outside of brackets.
    std::optional<GlobError> chunk() {
        while (sees('*')) ++at_;
        for (steps_ = 0; at_ < text_.size() && text_[at_] != '*'; ++steps_) {
            const std::size_t begin = at_;
            if (text_[at_] == '[') {
                if (auto error = bracket()) return error;
                continue;
            }
            const bool is_any = text_[at_] == '?';
            if (text_[at_] == '\\' && ++at_ == text_.size()) {
                return GlobError{begin, at_, trailing_backslash};
            }
            takes_dot_ = is_any || text_[at_] == '.';
            ++at_;
        }
        return std::nullopt;
    }

    std::optional<GlobError> bracket() {
        const std::size_t open = at_++;
        const bool is_negated = sees('^');
        if (is_negated) ++at_;
        bool has_dot = false;
        for (int members = 0; !(sees(']') && members > 0); ++members) {
            char32_t low = 0;
            if (auto error = member(open, low)) return error;
            char32_t high = low;
            if (sees('-')) {
                ++at_;
                if (auto error = member(open, high)) return error;
            }
            has_dot = has_dot || (low <= U'.' && U'.' <= high);
        }
        ++at_;
        takes_dot_ = has_dot != is_negated;
        return std::nullopt;
    }

    /// One end of a range. Go also wants a byte behind it, which would be the `]` at the latest.
    std::optional<GlobError> member(std::size_t open, char32_t& read) {
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
        read = code_point;
        at_ += size;
        if (at_ == text_.size()) return GlobError{open, at_, open_bracket};
        return std::nullopt;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t steps_ = 0;  ///< characters that the chunk at hand takes
    bool takes_dot_ = false; ///< the last of them may be a dot
};

} // namespace

std::optional<GlobError> glob_error(std::string_view pattern) {
    return Reader(pattern).error();
}

} // namespace dflint::dockerignore
