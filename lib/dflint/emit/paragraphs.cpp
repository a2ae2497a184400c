// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/paragraphs.h"

namespace dflint::emit {

namespace {

std::string_view trimmed(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == line.npos) return {};
    return line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
}

/// Takes the first line off the text.
std::string_view next_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() == text.size() ? line.size() : line.size() + 1);
    return line;
}

} // namespace

std::vector<std::string> paragraphs(std::string_view text) {
    std::vector<std::string> out;
    bool continues = false;
    while (!text.empty()) {
        const std::string_view line = trimmed(next_line(text));
        if (line.empty()) {
            continues = false;
        } else if (continues && !line.starts_with("- ")) {
            out.back().append(1, ' ').append(line);
        } else {
            out.emplace_back(line);
            continues = true;
        }
    }
    return out;
}

void append_wrapped(std::string& out, std::string_view paragraph, std::size_t columns) {
    std::size_t used = 0;
    while (!paragraph.empty()) {
        const std::string_view word = paragraph.substr(0, paragraph.find(' '));
        paragraph.remove_prefix(word.size() == paragraph.size() ? word.size() : word.size() + 1);
        if (used > 0) {
            const bool fits = used + 1 + word.size() <= columns;
            out += fits ? ' ' : '\n';
            used = fits ? used + 1 : 0;
        }
        out += word;
        used += word.size();
    }
    out += '\n';
}

void append_indented(std::string& out, std::string_view text, std::string_view indent) {
    while (!text.empty()) {
        const std::string_view line = next_line(text);
        if (!line.empty()) out.append(indent).append(line);
        out += '\n';
    }
}

} // namespace dflint::emit
