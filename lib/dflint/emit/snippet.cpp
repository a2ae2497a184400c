// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/snippet.h"

#include "dflint/emit/shown_line.h"
#include "dflint/emit/visible.h"

#include <algorithm>
#include <array>
#include <vector>

namespace dflint::emit {

namespace {

struct Lines {
    std::uint32_t first;
    std::uint32_t last;

    /// Of many lines the first two and the last one stand for all.
    [[nodiscard]] bool shows(std::uint32_t line) const {
        if (line < first || line > last) return false;
        return last - first < 4 || line < first + 2 || line == last;
    }
};

/// The lines whose bytes the span holds; a line end alone does not reach the next line.
Lines lines_of(const SourceFile& file, Span at) {
    const std::uint32_t last = at.empty() ? at.begin : at.end - 1;
    return {file.lines().line_of(at.begin), file.lines().line_of(last)};
}

std::vector<std::uint32_t> shown_lines(const SourceFile& file, std::span<const Mark> marks) {
    std::vector<std::uint32_t> shown;
    for (const Mark& mark : marks) {
        const Lines lines = lines_of(file, mark.at);
        for (const std::uint32_t line :
             {lines.first, lines.first + 1, lines.first + 2, lines.first + 3, lines.last}) {
            if (lines.shows(line)) shown.push_back(line);
        }
    }
    std::sort(shown.begin(), shown.end());
    shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
    // A gap of one line is no shorter than the line itself.
    for (std::size_t i = 1; i < shown.size(); ++i) {
        if (shown[i] - shown[i - 1] == 2) {
            shown.insert(shown.begin() + static_cast<std::ptrdiff_t>(i), shown[i] - 1);
        }
    }
    return shown;
}

/// The part of the mark on one line, from its first visible character on.
Span part_on(std::string_view text, Span at, Span line, bool is_first) {
    Span part{std::max(at.begin, line.begin), std::min(at.end, line.end)};
    if (part.begin > line.end) return {line.end, line.end}; // on the line end itself
    if (part.end < part.begin) part.end = part.begin;
    while (!is_first && !part.empty() && (text[part.begin] == ' ' || text[part.begin] == '\t')) {
        ++part.begin;
    }
    return part;
}

class Snippet {
public:
    Snippet(std::string& out, const SourceFile& file, std::span<const Mark> marks,
            const Paint& paint, std::size_t width)
        : out_(out), file_(file), marks_(marks), paint_(paint), width_(width) {}

    void append_line(std::uint32_t number);
    void append_gap() {
        paint_.append(out_, Ink::gutter, "...");
        out_ += '\n';
    }

private:
    void append_mark(const Mark& mark, const ShownLine& shown, Span part, bool is_first);
    [[nodiscard]] std::uint32_t focus(std::uint32_t number, Span line) const;

    std::string& out_;
    const SourceFile& file_;
    std::span<const Mark> marks_;
    const Paint& paint_;
    std::size_t width_;
};

std::uint32_t Snippet::focus(std::uint32_t number, Span line) const {
    for (const Mark& mark : marks_) {
        if (lines_of(file_, mark.at).shows(number))
            return std::clamp(mark.at.begin, line.begin, line.end);
    }
    return line.begin;
}

void Snippet::append_line(std::uint32_t number) {
    const Span line = file_.lines().line(number, file_.text());
    const ShownLine shown(file_.text(), line, focus(number, line));
    append_gutter(out_, std::to_string(number), width_, paint_);
    if (!shown.text().empty()) out_ += ' ';
    out_ += shown.text();
    out_ += '\n';
    for (const Mark& mark : marks_) {
        const Lines lines = lines_of(file_, mark.at);
        if (!lines.shows(number)) continue;
        const bool is_first = number == lines.first;
        const Span part = part_on(file_.text(), mark.at, line, is_first);
        if (is_first || !part.empty()) append_mark(mark, shown, part, is_first);
    }
}

void Snippet::append_mark(const Mark& mark, const ShownLine& shown, Span part, bool is_first) {
    const ShownLine::Columns columns = shown.columns_of(part);
    append_gutter(out_, "", width_, paint_);
    out_.append(columns.begin + 1, ' ');
    paint_.begin(out_, mark.ink);
    out_.append(columns.end - columns.begin, mark.sign);
    if (is_first && !mark.text.empty()) {
        out_ += ' ';
        append_visible(out_, mark.text);
    }
    paint_.end(out_);
    out_ += '\n';
}

} // namespace

void append_gutter(std::string& out, std::string_view number, std::size_t width,
                   const Paint& paint) {
    paint.begin(out, Ink::gutter);
    out.append(width + 1 - number.size(), ' ');
    out += number;
    out += " |";
    paint.end(out);
}

std::size_t append_snippet(std::string& out, const SourceFile& file, std::span<const Mark> marks,
                           const Paint& paint) {
    const std::vector<std::uint32_t> lines = shown_lines(file, marks);
    const std::size_t width = std::to_string(lines.back()).size();
    Snippet snippet(out, file, marks, paint, width);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0 && lines[i] != lines[i - 1] + 1) snippet.append_gap();
        snippet.append_line(lines[i]);
    }
    return width;
}

} // namespace dflint::emit
