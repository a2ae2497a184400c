// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/line_ends.h"

#include <string>
#include <string_view>

namespace dflint {

namespace {

/// How the line that holds the place ends; the last line does as the one before it.
bool has_crlf_at(const SourceFile& file, std::uint32_t offset) {
    const LineIndex& lines = file.lines();
    std::uint32_t next = lines.begin_of(lines.line_of(offset) + 1);
    if (next == file.text().size() && !file.text().ends_with('\n')) {
        next = lines.begin_of(lines.line_of(offset));
    }
    return file.text().substr(0, next).ends_with("\r\n");
}

std::string with_crlf(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) out += '\r';
        out += text[i];
    }
    return out;
}

std::string with_lf(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) != "\r\n") out += text[i];
    }
    return out;
}

} // namespace

void keep_line_ends(const SourceFile& file, std::vector<Edit>& edits) {
    for (Edit& edit : edits) {
        if (edit.text.find('\n') == std::string::npos) continue;
        if (has_crlf_at(file, edit.at.begin)) {
            edit.text = with_crlf(edit.text);
        } else if (edit.text.find('\r') != std::string::npos) {
            edit.text = with_lf(edit.text);
        }
    }
}

} // namespace dflint
