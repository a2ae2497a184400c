// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/trailing_comment.h"

#include "dflint/model/build.h"
#include "dflint/source/byte_cursor.h"
#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>
#include <string>

namespace dflint::model {

namespace {

/// The byte behind the last one of the comment that begins at `hash`: blanks and the escape that
/// continues the line are not part of it.
std::uint32_t end_of_comment(const SourceFile& file, std::uint32_t hash, char escape,
                             bool continues) {
    const Span line = file.lines().line(file.lines().line_of(hash), file.text());
    std::uint32_t end = line.end;
    const auto skip_blanks = [&] {
        while (end > hash + 1 && dockerfile::is_blank(file.text()[end - 1])) --end;
    };
    skip_blanks();
    if (continues && file.text()[end - 1] == escape) {
        --end;
        skip_blanks();
    }
    return end;
}

class Scanner {
public:
    Scanner(const SourceFile& file, const dockerfile::Instruction& instruction, char escape)
        : file_(file), text_(instruction.text), all_(text_.text()), escape_(escape) {}

    std::vector<TrailingComment> scan() {
        while (at_ < all_.size() && !dockerfile::is_blank(all_[at_])) ++at_; // the keyword
        while (at_ < all_.size()) step();
        return std::move(found_);
    }

private:
    void step() {
        const char c = all_[at_];
        if (c == escape_ && at_ + 1 < all_.size()) {
            std::uint32_t hash = at_ + 1;
            while (hash < all_.size() && dockerfile::is_blank(all_[hash])) ++hash;
            const bool is_escaped_word = escaped_blank_ == at_;
            if (hash > at_ + 1 && hash < all_.size() && all_[hash] == '#' && !is_escaped_word &&
                text_.is_contiguous({at_, hash + 1})) {
                return take(hash, at_);
            }
            escaped_blank_ = dockerfile::is_blank(all_[at_ + 1]) ? at_ + 2 : 0;
            at_ += 2;
        } else if (c == '"' || c == '\'') {
            skip_quotes(c);
        } else if (c == '#' && dockerfile::is_blank(all_[at_ - 1]) && escaped_blank_ != at_) {
            take(at_, std::nullopt);
        } else {
            ++at_;
        }
    }

    void skip_quotes(char quote) {
        ++at_;
        while (at_ < all_.size() && all_[at_] != quote) {
            at_ += all_[at_] == escape_ && quote == '"' ? 2 : 1;
        }
        ++at_;
    }

    void take(std::uint32_t hash, std::optional<std::uint32_t> escape_at) {
        TrailingComment comment;
        const std::uint32_t begin = text_.in_file(hash);
        comment.hash = hash;
        comment.next = next_line(hash);
        comment.continues = comment.next < all_.size();
        comment.at = {begin, end_of_comment(file_, begin, escape_, comment.continues)};
        if (escape_at) comment.escape = text_.in_file(*escape_at);
        comment.has_blank_after_hash =
            begin + 1 == comment.at.end || dockerfile::is_blank(file_.text()[begin + 1]);
        at_ = comment.next;
        found_.push_back(comment);
    }

    [[nodiscard]] std::uint32_t next_line(std::uint32_t logical) const {
        const auto segments = text_.segments();
        const auto next = std::upper_bound(
            segments.begin(), segments.end(), logical,
            [](std::uint32_t at, const LogicalText::Segment& each) { return at < each.logical; });
        return next == segments.end() ? static_cast<std::uint32_t>(all_.size()) : next->logical;
    }

    const SourceFile& file_;
    const LogicalText& text_;
    std::string_view all_;
    char escape_;
    std::uint32_t at_ = 0;
    std::uint32_t escaped_blank_ = 0; ///< one past a blank that the escape protects
    std::vector<TrailingComment> found_;
};

/// Each trailing comment begins behind a blank; so do few other signs.
bool may_have_comment(std::string_view text) {
    for (std::size_t at = text.find('#', 1); at != text.npos; at = text.find('#', at + 1)) {
        if (dockerfile::is_blank(text[at - 1])) return true;
    }
    return false;
}

bool begins_with_name(std::string_view text, std::string_view name) {
    return text.size() > name.size() &&
           std::equal(name.begin(), name.end(), text.begin(),
                      [](char expected, char c) { return (c | 0x20) == expected; });
}

} // namespace

std::vector<TrailingComment>
trailing_comments(const SourceFile& file, const dockerfile::Instruction& instruction, char escape) {
    if (!may_have_comment(instruction.text.text())) return {};
    return Scanner(file, instruction, escape).scan();
}

CommentedInstructions::CommentedInstructions(const Build& build) {
    ByteCursor signs(build.file.text(), '#');
    for (std::uint32_t i = 0; i < build.instructions().size(); ++i) {
        const dockerfile::Instruction* at = &build.instructions()[i];
        if (!signs.is_in(at->at)) continue; // most instructions
        for (bool is_trigger = false; at != nullptr; is_trigger = true) {
            auto comments = trailing_comments(build.file, *at, build.tree.escape);
            if (!comments.empty()) all.push_back({at, i, is_trigger, std::move(comments)});
            const auto* const onbuild = at->as<dockerfile::Onbuild>();
            at = onbuild == nullptr ? nullptr : onbuild->inner.get();
        }
    }
}

bool is_movable(std::string_view comment) {
    if (comment.find("<<") != comment.npos) return false;
    comment.remove_prefix(std::min(comment.find_first_not_of("# \t"), comment.size()));
    for (const std::string_view directive : {"syntax", "escape", "check"}) {
        if (!begins_with_name(comment, directive)) continue;
        const std::size_t sign = comment.find_first_not_of(" \t", directive.size());
        if (sign != comment.npos && comment[sign] == '=') return false;
    }
    return true;
}

std::vector<Edit> move_above(const SourceFile& file, Span cut, std::string_view text,
                             std::uint32_t hash) {
    std::uint32_t line = file.lines().begin_of(file.lines().line_of(cut.begin));
    if (line == 0 && file.text().starts_with("\xEF\xBB\xBF")) line = 3; // byte order mark
    std::uint32_t word = line;
    while (word < cut.begin && dockerfile::is_blank(file.text()[word])) ++word;
    std::string above(file.slice({line, word}));
    above.append(file.slice({hash, cut.end})).append("\n");
    return {{{line, line}, std::move(above)}, {cut, std::string(text)}};
}

} // namespace dflint::model
