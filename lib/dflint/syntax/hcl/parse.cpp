// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/parse.h"

#include "dflint/syntax/hcl/entry.h"

#include <algorithm>

namespace dflint::hcl {

namespace {
/// Leaves out what only repeats a mistake of the lexer: it stands on a line that is explained, or
/// is about a bracket there.
void leave_out_repetitions(Diagnostics& out, std::size_t lexed, std::size_t grammar) {
    std::vector<Span> lines; // in order, as the lexer is
    for (std::size_t i = lexed; i < grammar; ++i) {
        if (!out[i].explains.empty()) lines.push_back(out[i].explains);
    }
    const auto is_explained = [&](Span at) {
        const auto line = std::ranges::upper_bound(lines, at.begin, {}, &Span::begin);
        return line != lines.begin() && line[-1].contains(at.begin);
    };
    std::vector<bool> repeats(out.size());
    for (std::size_t i = grammar; i < out.size(); ++i) {
        repeats[i] =
            is_explained(out[i].at) || std::ranges::any_of(out[i].labels, is_explained, &Label::at);
    }
    std::size_t kept = grammar;
    for (std::size_t i = grammar; i < out.size(); ++i) {
        if (repeats[i]) continue;
        if (kept != i) out[kept] = std::move(out[i]);
        ++kept;
    }
    out.resize(kept);
}
} // namespace

File parse(const SourceFile& file, Diagnostics& out) {
    File result;
    const auto size = static_cast<std::uint32_t>(file.text().size());
    const std::size_t before = out.size();
    Tokens tokens = lex(file.text(), {0, size}, LexMode::code, result.texts, out);
    const std::size_t lexed = out.size();
    Reader reader(file.text(), std::move(tokens), result.texts, out);
    result.body = read_body(reader);
    result.body.at = {0, size};
    leave_out_repetitions(out, before, lexed);
    result.comments = reader.take_comments();
    return result;
}

} // namespace dflint::hcl
