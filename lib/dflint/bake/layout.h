// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/edits.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How a bake file is laid out, for edits that keep it. Only edits*.cpp include this.
namespace dflint::bake {

/// Lines and blanks of one file.
class Layout {
public:
    explicit Layout(const WrittenBlock& in)
        : text_(in.source->text()), tree_(*in.tree), is_json_(in.is_json()) {}

    [[nodiscard]] std::string_view slice(Span at) const {
        return text_.substr(at.begin, at.size());
    }
    [[nodiscard]] bool is_json() const { return is_json_; }
    [[nodiscard]] std::uint32_t line_begin(std::uint32_t at) const;
    /// Before the line end; comments on the way are passed, over several lines if need be.
    [[nodiscard]] std::uint32_t line_end(std::uint32_t at) const;
    [[nodiscard]] std::string_view indentation(std::uint32_t at) const;
    /// Only blanks stand before it in its line.
    [[nodiscard]] bool begins_line(std::uint32_t at) const;
    [[nodiscard]] bool is_same_line(std::uint32_t a, std::uint32_t b) const;
    /// Blanks and line ends, and nothing else.
    [[nodiscard]] bool is_blank(Span at) const;
    [[nodiscard]] bool has_comment(Span at) const;
    /// The first that is neither blank, line end nor comment; `end` when there is none.
    [[nodiscard]] std::uint32_t behind_blanks(std::uint32_t at, std::uint32_t end) const;
    /// One level of indentation, as the file has it.
    [[nodiscard]] std::string_view indentation_unit() const;
    /// JSON without a line end: blanks are left out as well. Reads the whole file.
    [[nodiscard]] bool is_dense() const;
    /// The lines of the span and their line end, when nothing else stands on them. Of what stands
    /// behind it, a comment say, it has the blanks before, so that this takes its place.
    [[nodiscard]] Span with_lines(Span at) const;

private:
    [[nodiscard]] std::uint32_t behind_comment(std::uint32_t at) const;

    std::string_view text_;
    const hcl::File& tree_;
    bool is_json_;
};

/// Items between brackets, of any kind but the body of a native block.
class Sequence {
public:
    /// `inside` is what stands between the brackets. `ends_at_lines`: a line end separates, too.
    Sequence(const Layout& layout, Span inside, std::vector<Span> items, bool ends_at_lines)
        : layout_(layout), inside_(inside), items_(std::move(items)),
          ends_at_lines_(ends_at_lines) {}

    [[nodiscard]] Edits append(std::string item) const;
    /// Behind the item of that index; an index past the end is the last.
    [[nodiscard]] Edits remove(std::size_t index) const;

private:
    [[nodiscard]] Edits fill(std::string item) const;
    /// Behind the comma that follows; the end of the item itself when there is none.
    [[nodiscard]] std::uint32_t behind_comma(std::size_t index) const;
    [[nodiscard]] bool wants_comma_at_line_end() const;
    [[nodiscard]] bool is_dense() const;

    const Layout& layout_;
    Span inside_;
    std::vector<Span> items_;
    bool ends_at_lines_;
};

/// The object is one of the block: the value of an attribute, or an entry of a list.
[[nodiscard]] Edits append_to_object(const WrittenBlock& in, const hcl::Expr& object,
                                     std::string_view key, std::string_view expression);
[[nodiscard]] Edits remove_from_object(const WrittenBlock& in, const hcl::Expr& object,
                                       const hcl::Expr& item);

} // namespace dflint::bake
