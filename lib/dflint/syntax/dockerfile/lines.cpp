// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/lines.h"

#include "dflint/syntax/dockerfile/directive.h"
#include "dflint/syntax/dockerfile/errors.h"
#include "dflint/syntax/dockerfile/space.h"

namespace dflint::dockerfile {

namespace {
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
/// BuildKit reads lines through a buffer of 64 KiB (bufio.MaxScanTokenSize).
constexpr std::uint32_t max_line_size = 65536;

std::uint32_t offset32(std::size_t offset) {
    return static_cast<std::uint32_t>(offset);
}
} // namespace

LineReader::LineReader(const SourceFile& file, Tree& tree)
    : text_(file.text()), lines_(file.lines()), tree_(tree) {}

bool LineReader::next_line(PhysicalLine& line) {
    if (offset_ >= text_.size()) return false;
    ++line_number_;
    line.begin = offset_;
    line.next = offset_ = lines_.begin_of(line_number_ + 1);
    const bool has_feed = text_[line.next - 1] == '\n';
    line.end = has_feed ? line.next - 1 : line.next;
    while (line.end > line.begin && text_[line.end - 1] == '\r') --line.end;

    if (line.next - line.begin > max_line_size - (has_feed ? 0 : 1)) refuse_long_line(line);
    if (line_number_ == 1 && text_.substr(0, line.end).starts_with(byte_order_mark)) {
        tree_.has_bom = true;
        line.begin += offset32(byte_order_mark.size());
    }
    return true;
}

void LineReader::refuse_long_line(const PhysicalLine& line) {
    if (too_long_reported_) return;
    too_long_reported_ = true;
    // BuildKit forgets the reason when the long line comes before every instruction.
    add_error(tree_, Phase::parse, {line.begin, line.end}, line_number_ - 1,
              has_instruction_ ? "dockerfile line greater than max allowed size of 65535"
                               : "file with no instructions");
}

bool LineReader::next_instruction(Instruction& instruction) {
    PhysicalLine line;
    while (next_line(line)) {
        const std::uint32_t content = skip_space(line.begin, line.end);
        if (content < line.end && text_[content] == '#') {
            const bool is_directive = directives_allowed_ && take_directive(line, content);
            if (!is_directive) take_comment(line, content, false);
            continue;
        }
        directives_allowed_ = false;
        if (content == line.end) continue;
        join(line, content, instruction);
        return true;
    }
    return false;
}

void LineReader::join(PhysicalLine line, std::uint32_t content, Instruction& instruction) {
    has_instruction_ = true;
    instruction.first_line = line_number_;
    instruction.comments_begin = attached_begin_;
    instruction.comments_end = offset32(tree_.comments.size());

    line.begin = content;
    if (end_of_piece(line) == line.end) {
        instruction.at = {content, trim_space(content, line.end)};
        instruction.text = {text_.substr(content, instruction.at.size()), content};
    } else {
        join_continued(line, instruction);
    }
    attached_begin_ = offset32(tree_.comments.size());
    instruction.last_line = line_number_;
}

void LineReader::join_continued(PhysicalLine line, Instruction& instruction) {
    pieces_.clear();
    bool continues = take_piece(line);
    PhysicalLine next;
    while (continues && next_line(next)) {
        const std::uint32_t begin = skip_space(next.begin, next.end);
        if (begin == next.end) {
            instruction.has_empty_continuation = true;
        } else if (text_[begin] == '#') {
            take_comment(next, begin, true);
        } else {
            line = next;
            continues = take_piece(line);
        }
    }
    instruction.text = joined_text();
    // A dangling escape belongs to the instruction.
    instruction.at = {instruction.text.in_file(0), trim_space(line.begin, line.end)};
}

/// The pieces as one text: a view of the file when only one of them has content.
LogicalText LineReader::joined_text() {
    std::size_t first = 0;
    std::size_t last = pieces_.size() - 1;
    Span* piece = &pieces_[first];
    while ((piece->begin = skip_space(piece->begin, piece->end)) == piece->end && first < last) {
        piece = &pieces_[++first];
    }
    piece = &pieces_[last];
    while ((piece->end = trim_space(piece->begin, piece->end)) == piece->begin && first < last) {
        piece = &pieces_[--last];
    }
    if (first == last) {
        return {text_.substr(piece->begin, piece->size()), piece->begin};
    }

    std::size_t size = 0;
    for (std::size_t i = first; i <= last; ++i) size += pieces_[i].size();
    std::string& text = tree_.texts.emplace_back(size, '\0');
    std::vector<LogicalText::Segment> segments;
    segments.reserve(last - first + 1);
    std::uint32_t at = 0;
    for (std::size_t i = first; i <= last; ++i) {
        if (pieces_[i].empty()) continue;
        segments.push_back({at, pieces_[i].begin});
        text_.copy(text.data() + at, pieces_[i].size(), pieces_[i].begin);
        at += pieces_[i].size();
    }
    return {text, std::move(segments)};
}

void LineReader::take_comment(const PhysicalLine& line, std::uint32_t hash, bool inside) {
    const bool indented = hash != line.begin;
    const std::uint32_t end = trim_space(hash, line.end);
    tree_.comments.push_back({.at = {hash, end}, .inside = inside, .indented = indented});
    // BuildKit drops the comments it has collected when it meets an empty one.
    if (!inside && !indented && end == hash + 1) {
        attached_begin_ = offset32(tree_.comments.size());
    }
}

bool LineReader::take_directive(const PhysicalLine& line, std::uint32_t hash) {
    const auto directive = read_directive(text_, {hash, line.end});
    if (!directive) {
        directives_allowed_ = false;
        return false;
    }
    for (const Directive& earlier : tree_.directives) {
        if (earlier.kind != directive->kind) continue;
        refuse_directive(directive->at, "only one " + std::string(name_of(directive->kind)) +
                                            " parser directive can be used");
        return false; // the tree keeps it as a comment
    }
    if (directive->kind == DirectiveKind::escape) {
        if (directive->value.text == "\\" || directive->value.text == "`") {
            tree_.escape = directive->value.text.front();
        } else {
            refuse_directive(directive->value.at, "invalid escape token '" +
                                                      std::string(directive->value.text) +
                                                      "' does not match ` or \\");
        }
    }
    tree_.directives.push_back(*directive);
    return true;
}

/// BuildKit counts the line only after it has looked for a directive: its number is one too small.
void LineReader::refuse_directive(Span at, std::string message) {
    add_error(tree_, Phase::parse, at, line_number_ - 1, std::move(message));
}

/// Where the escape stands that lets the line go on; the line's end when nothing does. An escaped
/// escape does not continue; BuildKit looks one byte back only, so three escapes do not either.
std::uint32_t LineReader::end_of_piece(const PhysicalLine& line) const {
    std::uint32_t end = line.end;
    while (end > line.begin && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
    const bool continues = end > line.begin && text_[end - 1] == tree_.escape &&
                           (end - line.begin == 1 || text_[end - 2] != tree_.escape);
    return continues ? end - 1 : line.end;
}

/// Takes what a line adds to the text; true when it goes on.
bool LineReader::take_piece(const PhysicalLine& line) {
    pieces_.push_back({line.begin, end_of_piece(line)});
    return pieces_.back().end != line.end;
}

std::uint32_t LineReader::skip_space(std::uint32_t begin, std::uint32_t end) const {
    return begin + offset32(leading_space(text_.substr(begin, end - begin)));
}

std::uint32_t LineReader::trim_space(std::uint32_t begin, std::uint32_t end) const {
    return end - offset32(trailing_space(text_.substr(begin, end - begin)));
}

} // namespace dflint::dockerfile
