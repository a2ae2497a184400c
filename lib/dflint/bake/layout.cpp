// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/layout.h"

#include <algorithm>

namespace dflint::bake {

namespace {
constexpr std::string_view blanks = " \t";
constexpr std::string_view blanks_and_ends = " \t\r\n";

std::uint32_t offset(std::size_t at) {
    return static_cast<std::uint32_t>(at);
}
} // namespace

std::uint32_t Layout::line_begin(std::uint32_t at) const {
    const std::size_t end = at == 0 ? text_.npos : text_.rfind('\n', at - 1);
    return end == text_.npos ? 0 : offset(end + 1);
}

std::uint32_t Layout::behind_comment(std::uint32_t at) const {
    const auto found = std::lower_bound(
        tree_.comments.begin(), tree_.comments.end(), at,
        [](const hcl::Comment& one, std::uint32_t begin) { return one.at.begin < begin; });
    return found != tree_.comments.end() && found->at.begin == at ? found->at.end : at;
}

std::uint32_t Layout::line_end(std::uint32_t at) const {
    while (at < text_.size() && text_[at] != '\n') {
        if (text_.substr(at, 2) == "\r\n") break;
        const std::uint32_t behind = behind_comment(at);
        at = behind > at ? behind : at + 1;
    }
    return at;
}

std::string_view Layout::indentation(std::uint32_t at) const {
    const std::uint32_t begin = line_begin(at);
    const std::size_t end = text_.find_first_not_of(blanks, begin);
    return text_.substr(begin, std::min(end, text_.size()) - begin);
}

bool Layout::begins_line(std::uint32_t at) const {
    while (at > 0 && blanks.find(text_[at - 1]) != blanks.npos) --at;
    return at == 0 || text_[at - 1] == '\n';
}

bool Layout::is_same_line(std::uint32_t a, std::uint32_t b) const {
    const auto [first, last] = std::minmax(a, b);
    return text_.substr(first, last - first).find('\n') == text_.npos;
}

bool Layout::is_blank(Span at) const {
    return slice(at).find_first_not_of(blanks_and_ends) == std::string_view::npos;
}

bool Layout::has_comment(Span at) const {
    const auto found = std::lower_bound(
        tree_.comments.begin(), tree_.comments.end(), at.begin,
        [](const hcl::Comment& one, std::uint32_t begin) { return one.at.begin < begin; });
    return found != tree_.comments.end() && found->at.begin < at.end;
}

std::uint32_t Layout::behind_blanks(std::uint32_t at, std::uint32_t end) const {
    while (at < end) {
        const std::uint32_t behind = behind_comment(at);
        if (behind == at && blanks_and_ends.find(text_[at]) == blanks_and_ends.npos) return at;
        at = behind > at ? behind : at + 1;
    }
    return end;
}

std::string_view Layout::indentation_unit() const {
    for (const hcl::Block& block : tree_.body.blocks) {
        for (const hcl::Attribute& each : block.body().attributes) {
            if (!begins_line(each.at.begin)) continue;
            const std::string_view own = indentation(each.at.begin);
            const std::size_t outer = indentation(block.at.begin).size();
            if (own.size() > outer) return own.substr(outer);
        }
    }
    return "  ";
}

bool Layout::is_dense() const {
    return is_json_ &&
           text_.substr(0, text_.find_last_not_of(blanks_and_ends) + 1).find('\n') == text_.npos &&
           text_.find(": ") == text_.npos;
}

Span Layout::with_lines(Span at) const {
    if (!begins_line(at.begin)) return at;
    const std::size_t rest = std::min(text_.find_first_not_of(blanks, at.end), text_.size());
    const bool is_alone = rest == text_.size() || text_[rest] == '\n' || text_[rest] == '\r';
    if (!is_alone) return {at.begin, offset(rest)};
    return {line_begin(at.begin), offset(std::min(text_.find('\n', rest), text_.size() - 1) + 1)};
}

std::uint32_t Sequence::behind_comma(std::size_t index) const {
    const std::uint32_t end = index + 1 < items_.size() ? items_[index + 1].begin : inside_.end;
    const std::uint32_t next = layout_.behind_blanks(items_[index].end, end);
    const bool has_comma = next < end && layout_.slice({next, next + 1}) == ",";
    return has_comma ? next + 1 : items_[index].end;
}

bool Sequence::wants_comma_at_line_end() const {
    if (!ends_at_lines_) return true;
    // Where a line end is enough, the author's habit counts.
    return items_.size() > 1 && behind_comma(items_.size() - 2) > items_[items_.size() - 2].end;
}

Edits Sequence::fill(std::string item) const {
    if (layout_.is_blank(inside_)) {
        const bool has_room = ends_at_lines_;
        return {{inside_, has_room ? " " + item + " " : std::move(item)}};
    }
    // A comment is all there is.
    if (!layout_.begins_line(inside_.end)) return {};
    const std::uint32_t line = layout_.line_begin(inside_.end);
    const std::uint32_t comment =
        inside_.begin + offset(layout_.slice(inside_).find_first_not_of(blanks_and_ends));
    if (!layout_.begins_line(comment)) return {};
    return {{{line, line}, std::string(layout_.indentation(comment)) + item + "\n"}};
}

/// JSON as machines write it: no blank behind the colon before the bracket, behind the comma, or
/// behind the colons inside.
bool Sequence::is_dense() const {
    if (!layout_.is_json()) return false;
    const Span first = items_.front();
    if (items_.size() > 1) return layout_.slice({first.end, items_[1].begin}) == ",";
    if (inside_.begin >= 2 && layout_.slice({inside_.begin - 2, inside_.begin - 1}) == ":")
        return true;
    const std::string_view text = layout_.slice(first);
    return text.find("\":") != text.npos && text.find("\": ") == text.npos;
}

Edits Sequence::append(std::string item) const {
    if (items_.empty()) return fill(std::move(item));
    const std::size_t index = items_.size() - 1;
    const Span last = items_.back();
    const std::uint32_t behind = behind_comma(index);
    const bool trails = behind > last.end;
    const bool closes_alone = layout_.begins_line(inside_.end);
    const bool has_own_line = !layout_.is_same_line(last.begin, inside_.begin);
    const auto new_line = [&] { return "\n" + std::string(layout_.indentation(last.begin)); };
    if (closes_alone && has_own_line) {
        const std::uint32_t end = layout_.line_end(behind);
        const std::string text = new_line() + item + (trails ? "," : "");
        if (trails || !wants_comma_at_line_end()) return {{{end, end}, text}};
        if (end == last.end) return {{{end, end}, "," + text}};
        return {{{last.end, last.end}, ","}, {{end, end}, text}};
    }
    const bool begins_line = has_own_line && layout_.begins_line(last.begin);
    const std::string gap = begins_line ? new_line() : is_dense() ? "" : " ";
    return {{{behind, behind}, (trails ? "" : ",") + gap + item + (trails ? "," : "")}};
}

Edits Sequence::remove(std::size_t index) const {
    const Span item = items_[index];
    if (layout_.has_comment(item)) return {};
    if (items_.size() == 1 && !layout_.has_comment(inside_)) return {{inside_, ""}};
    const bool is_last = index + 1 == items_.size();
    const Span with_comma{item.begin, behind_comma(index)};
    if (is_last && index > 0) {
        // The comma before it would be left over.
        const Span with_gap{items_[index - 1].end, item.end};
        const bool trails = with_comma.end > item.end;
        const bool has_comma = behind_comma(index - 1) > with_gap.begin;
        if (!trails && has_comma && !layout_.has_comment(with_gap)) return {{with_gap, ""}};
        if (layout_.is_same_line(with_gap.begin, item.begin) && !layout_.has_comment(with_gap))
            return {{with_gap, ""}};
    }
    const Span lines = layout_.with_lines(with_comma);
    if (lines != with_comma) return {{lines, ""}};
    const bool has_next = !is_last && layout_.is_same_line(with_comma.end, items_[index + 1].begin);
    if (has_next && !layout_.has_comment({item.begin, items_[index + 1].begin}))
        return {{{item.begin, items_[index + 1].begin}, ""}};
    return {{with_comma, ""}};
}

} // namespace dflint::bake
