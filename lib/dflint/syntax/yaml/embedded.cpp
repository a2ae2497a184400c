// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/yaml/embedded.h"

#include "dflint/source/utf8.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace dflint::yaml {

namespace {

std::uint32_t count_of(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

std::size_t spaces_before(std::string_view text) {
    return std::min(text.find_first_not_of(' '), text.size());
}

/// Indentation that the block takes from its lines: the difference between what is written and what
/// is said in the first line that is not empty.
std::size_t indentation_of(std::string_view written, std::string_view said) {
    const auto first_line = [](std::string_view text) {
        const std::size_t first = text.find_first_not_of(" \r\n");
        if (first == text.npos) return std::string_view();
        return text.substr(text.substr(0, first).rfind('\n') + 1);
    };
    const std::size_t there = spaces_before(first_line(written));
    const std::size_t here = spaces_before(first_line(said));
    return there > here ? there - here : 0;
}

/// A literal block from its first line on: each line without the indentation, until all is said.
EmbeddedText literal(std::string_view written, std::uint32_t begin, std::string_view said) {
    EmbeddedText out;
    const std::size_t indentation = indentation_of(written, said);
    std::size_t at = 0;
    while (at < written.size() && out.text().size() < said.size()) {
        at += std::min(spaces_before(written.substr(at)), indentation);
        const std::size_t end = std::min(written.find('\n', at), written.size());
        const bool has_cr = end > at && end < written.size() && written[end - 1] == '\r';
        const std::size_t text_end = has_cr ? end - 1 : end;
        out.add_copy(written.substr(at, text_end - at), begin + count_of(at));
        at = std::min(end + 1, written.size());
        if (out.text().size() == said.size() || end == written.size()) break;
        if (has_cr) {
            out.add_made("\n", {begin + count_of(text_end), begin + count_of(at)});
        } else {
            out.add_copy("\n", begin + count_of(end));
        }
    }
    if (out.text().size() + 1 == said.size() && said.ends_with('\n')) {
        // At the end of the file the last line ends without a line end.
        const std::uint32_t end = begin + count_of(written.size());
        out.add_made("\n", {end, end});
    } else {
        out.set_notation({"\n", std::string(indentation, ' '), {}});
    }
    return out;
}

/// Reads a plain or quoted scalar. What is folded stands for a space or some line ends as a whole.
class Flow {
public:
    Flow(std::string_view written, std::uint32_t begin, char quote)
        : text_(written), begin_(begin), quote_(quote) {}

    EmbeddedText read() {
        while (at_ < text_.size()) {
            if (fold()) continue;
            if (quote_ == '\'' && text_.substr(at_, 2) == "''") {
                take("'", 2);
            } else if (quote_ == '"' && text_[at_] == '\\') {
                escape();
            } else {
                copy(1);
            }
        }
        if (quote_ == '"') {
            out_.set_notation(
                {"\\n", {}, {{"\"", "\\\""}, {"\\", "\\\\"}, {"\t", "\\t"}, {"\r", "\\r"}}});
        }
        return std::move(out_);
    }

private:
    void copy(std::size_t size) {
        out_.add_copy(text_.substr(at_, size), begin_ + count_of(at_));
        at_ += size;
    }
    void take(std::string_view said, std::size_t size) {
        size = std::min(size, text_.size() - at_);
        out_.add_made(said, {begin_ + count_of(at_), begin_ + count_of(at_ + size)});
        at_ += size;
    }

    /// Blanks around a line end: one is a space, more of them are one less.
    bool fold() {
        const std::size_t end = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
        const auto lines = std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                      text_.begin() + static_cast<std::ptrdiff_t>(end), '\n');
        if (end == at_) return false;
        if (lines == 0) {
            copy(end - at_);
            return true;
        }
        take(lines == 1 ? " " : std::string(static_cast<std::size_t>(lines - 1), '\n'), end - at_);
        return true;
    }

    void escape() {
        const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\\';
        constexpr std::string_view letters = "abtnvfre0 \"/\\N_LP";
        constexpr std::uint32_t meanings[] = {7,  8,   9,   10,   11,   12,   13,     27,    0,
                                              32, '"', '/', '\\', 0x85, 0xA0, 0x2028, 0x2029};
        if (const std::size_t found = letters.find(c); found != letters.npos) {
            return take(as_utf8(meanings[found]), 2);
        }
        const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0) {
            const std::string_view number = text_.substr(std::min(at_ + 2, text_.size()), digits);
            std::uint32_t code_point = 0;
            std::from_chars(number.data(), number.data() + number.size(), code_point, 16);
            return take(as_utf8(code_point), 2 + digits);
        }
        // A line that goes on: nothing is said. The caller sees any other escape as a difference.
        const std::size_t end = text_.find_first_not_of(" \t\r\n", at_ + 1);
        at_ = c == '\n' || c == '\r' ? std::min(end, text_.size()) : at_ + 2;
    }

    static std::string as_utf8(std::uint32_t code_point) {
        std::string out;
        if (code_point <= 0x10FFFF) utf8::append(out, code_point);
        return out;
    }

    std::string_view text_;
    std::uint32_t begin_;
    char quote_;
    std::size_t at_ = 0;
    EmbeddedText out_;
};

} // namespace

std::optional<EmbeddedText> embedded_text(const SourceFile& file, const Node& scalar) {
    if (!scalar.is_scalar()) return std::nullopt;
    const std::string_view written = file.slice(scalar.at);
    if (written.empty()) return std::nullopt;
    EmbeddedText out;
    const char first = written.front();
    const bool is_quoted = (first == '"' || first == '\'') && written.size() >= 2 &&
                           written.back() == first && !scalar.is_plain;
    if (scalar.is_plain) {
        out = Flow(written, scalar.at.begin, '\0').read();
    } else if (is_quoted) {
        out = Flow(written.substr(1, written.size() - 2), scalar.at.begin + 1, first).read();
    }
    // A block whose lines begin with quotes looks quoted.
    if (!scalar.is_plain && out.text() != scalar.text) {
        out = literal(written, scalar.at.begin, scalar.text);
    }
    if (out.text() != scalar.text) return std::nullopt;
    return out;
}

} // namespace dflint::yaml
