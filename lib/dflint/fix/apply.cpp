// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/apply.h"

namespace dflint::fix {

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

std::vector<Edit> with_line_ends_of(const SourceFile& file, std::vector<Edit> edits) {
    for (Edit& edit : edits) {
        if (edit.text.find('\n') == std::string::npos) continue;
        edit.text = has_crlf_at(file, edit.at.begin) ? with_crlf(edit.text) : with_lf(edit.text);
    }
    return edits;
}

std::string apply(const SourceFile& file, std::span<const Edit> edits) {
    std::string out;
    std::size_t size = file.text().size();
    for (const Edit& edit : edits) size += edit.text.size();
    out.reserve(size);
    std::uint32_t at = 0;
    for (const Edit& edit : edits) {
        out += file.slice({at, edit.at.begin});
        out += edit.text;
        at = edit.at.end;
    }
    out += file.text().substr(at);
    return out;
}

} // namespace dflint::fix
