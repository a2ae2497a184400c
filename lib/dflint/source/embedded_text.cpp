// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/embedded_text.h"

#include "dflint/source/ascii.h"

#include <algorithm>
#include <cassert>

namespace dflint {

void EmbeddedText::add_copy(std::string_view bytes, std::uint32_t file_begin) {
    if (bytes.empty()) return;
    const auto begin = static_cast<std::uint32_t>(text_.size());
    const std::uint32_t file_end = file_begin + static_cast<std::uint32_t>(bytes.size());
    text_ += bytes;
    if (!pieces_.empty() && pieces_.back().is_copy && pieces_.back().at.end == file_begin) {
        pieces_.back().at.end = file_end;
    } else {
        pieces_.push_back({begin, {file_begin, file_end}, true});
    }
}

void EmbeddedText::add_made(std::string_view bytes, Span at) {
    if (bytes.empty()) return;
    pieces_.push_back({static_cast<std::uint32_t>(text_.size()), at, false});
    text_ += bytes;
}

void EmbeddedText::add_filled(std::string_view bytes, Span at) {
    const bool is_word = std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return ascii::is_letter_or_digit(c) ||
               std::string_view("-_./:@+").find(c) != std::string_view::npos;
    });
    is_open_ |= bytes.empty() || !is_word;
    add_made(bytes, at);
    if (!bytes.empty()) pieces_.back().is_filled = true;
}

std::size_t EmbeddedText::filled_count() const {
    return static_cast<std::size_t>(std::count_if(
        pieces_.begin(), pieces_.end(), [](const Piece& piece) { return piece.is_filled; }));
}

void EmbeddedText::add_part(const EmbeddedText& from, Span inner) {
    for (std::uint32_t at = inner.begin; at < inner.end;) {
        const Piece& piece = from.piece_at(at);
        const bool is_last = &piece == &from.pieces_.back();
        const auto size = static_cast<std::uint32_t>(from.text_.size());
        const std::uint32_t end = std::min(inner.end, is_last ? size : (&piece + 1)->begin);
        const std::string_view bytes = std::string_view(from.text_).substr(at, end - at);
        if (piece.is_copy) {
            add_copy(bytes, piece.at.begin + (at - piece.begin));
        } else {
            add_made(bytes, piece.at);
            pieces_.back().is_filled = piece.is_filled;
        }
        at = end;
    }
    is_open_ |= from.is_open_;
}

const EmbeddedText::Piece& EmbeddedText::piece_at(std::uint32_t offset) const {
    assert(!pieces_.empty());
    const auto after = std::upper_bound(
        pieces_.begin(), pieces_.end(), offset,
        [](std::uint32_t wanted, const Piece& piece) { return wanted < piece.begin; });
    return *std::prev(after);
}

std::uint32_t EmbeddedText::end_of(std::uint32_t last_byte) const {
    const Piece& piece = piece_at(last_byte);
    return piece.is_copy ? piece.at.begin + (last_byte - piece.begin) + 1 : piece.at.end;
}

/// Where the bytes from the offset on begin in the file; nothing inside of what is made as a whole.
std::optional<std::uint32_t> EmbeddedText::border_at(std::uint32_t offset) const {
    if (pieces_.empty()) return std::nullopt;
    if (offset == text_.size()) return pieces_.back().at.end;
    const Piece& piece = piece_at(offset);
    if (offset == piece.begin) return piece.at.begin;
    if (!piece.is_copy) return std::nullopt;
    return piece.at.begin + (offset - piece.begin);
}

Span EmbeddedText::in_file(Span inner) const {
    if (pieces_.empty()) return {};
    if (inner.empty()) {
        const auto border = border_at(inner.begin);
        return border ? Span{*border, *border} : piece_at(inner.begin).at;
    }
    const Piece& first = piece_at(inner.begin);
    const std::uint32_t begin =
        first.is_copy ? first.at.begin + (inner.begin - first.begin) : first.at.begin;
    return {begin, end_of(inner.end - 1)};
}

/// At its border, too: `$` before `${` is an escape, a letter behind `$X` is part of its name.
bool EmbeddedText::touches_filled(Span inner) const {
    // The piece that holds the byte before the edit, and all up to its end.
    const std::uint32_t before = inner.begin == 0 ? 0 : inner.begin - 1;
    for (const Piece* piece = &piece_at(before);; ++piece) {
        if (piece->is_filled) return true;
        if (piece == &pieces_.back() || (piece + 1)->begin > inner.end) return false;
    }
}

bool EmbeddedText::begins_line(std::uint32_t offset) const {
    return offset == 0 || text_[offset - 1] == '\n';
}

/// Something stands on the line from here on: an empty line has no indentation.
bool EmbeddedText::is_indented(std::uint32_t offset) const {
    return offset < text_.size() && text_[offset] != '\n';
}

bool EmbeddedText::is_escaped_together(char first, char second) const {
    const char both[] = {first, second};
    return std::any_of(notation_->escapes.begin(), notation_->escapes.end(),
                       [&](const Notation::Escape& each) {
                           return each.plain == std::string_view(both, sizeof both);
                       });
}

/// `$` and `{` must not meet at the border of an edit: the edit takes in the one that is there.
Edit EmbeddedText::with_signs_beside(Edit inner) const {
    const auto [begin, end] = inner.at;
    const bool has_next = end < text_.size();
    if (begin > 0 && (has_next || !inner.text.empty())) {
        const char first = inner.text.empty() ? text_[end] : inner.text.front();
        if (is_escaped_together(text_[begin - 1], first)) {
            inner.text.insert(inner.text.begin(), text_[begin - 1]);
            --inner.at.begin;
        }
    }
    if (has_next && !inner.text.empty() && is_escaped_together(inner.text.back(), text_[end])) {
        inner.text += text_[end];
        ++inner.at.end;
    }
    return inner;
}

std::string EmbeddedText::written(std::string_view inserted, bool ends_indented) const {
    std::string out;
    for (std::size_t at = 0; at < inserted.size();) {
        const auto escape = std::find_if(
            notation_->escapes.begin(), notation_->escapes.end(),
            [&](const auto& each) { return inserted.substr(at).starts_with(each.plain); });
        if (escape != notation_->escapes.end()) {
            out += escape->written;
            at += escape->plain.size();
            continue;
        }
        const char c = inserted[at++];
        if (c != '\n') {
            out += c;
            continue;
        }
        out += notation_->line_end;
        const bool has_text = at < inserted.size() ? inserted[at] != '\n' : ends_indented;
        if (has_text) out += notation_->indentation;
    }
    return out;
}

/// Where the line of the file begins that holds the line of the text.
std::uint32_t EmbeddedText::line_begin(std::uint32_t offset) const {
    if (offset > 0) return end_of(offset - 1);
    const std::uint32_t begin = pieces_.front().at.begin;
    return is_indented(0) ? begin - static_cast<std::uint32_t>(notation_->indentation.size())
                          : begin;
}

std::optional<Edit> EmbeddedText::in_file(const Edit& inner) const {
    if (!notation_ || pieces_.empty() || is_open_) return std::nullopt;
    const Edit edit = with_signs_beside(inner);
    const auto [from, to] = edit.at;
    if (touches_filled(edit.at)) return std::nullopt;
    auto begin = border_at(from);
    auto end = border_at(to);
    if (!begin || !end) return std::nullopt;
    const bool ends_line = edit.text.empty() ? begins_line(from) : edit.text.ends_with('\n');
    // What follows keeps its line, with its indentation.
    const bool stays_line = ends_line && begins_line(to);
    if (stays_line) end = line_begin(to);
    std::string text = written(edit.text, !stays_line && is_indented(to));
    if (begins_line(from)) {
        const bool has_text =
            edit.text.empty() ? !stays_line && is_indented(to) : edit.text.front() != '\n';
        if (stays_line || !has_text || !is_indented(from)) {
            begin = line_begin(from);
            if (has_text) text.insert(0, notation_->indentation);
        }
    }
    return Edit{{*begin, *end}, std::move(text)};
}

} // namespace dflint
