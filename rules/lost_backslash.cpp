// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/dockerfile/heredoc.h"

#include <algorithm>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const dockerfile::Instruction&, Pass&);

extern constexpr Rule lost_backslash = rule({
    .name = "lost-backslash",
    .summary = "Backslash in a heredoc of COPY that is not in the file it makes",
    .why =
        R"(BuildKit expands the body of `COPY <<EOF`, and takes each backslash away that it finds: `\n` arrives as
`n`, and a line that ends in one is not continued. A shell keeps all but `\$`, `` \` `` and `\\` in its heredocs.
With quotes around the name the body is copied as it stands, and no variable of it is expanded.)",
    .bad = "FROM debian:12\nCOPY <<EOF /hello.sh\nprintf 'hello\\n'\nEOF\n",
    .good = "FROM debian:12\nCOPY <<\"EOF\" /hello.sh\nprintf 'hello\\n'\nEOF\n",
    .source = "https://docs.docker.com/reference/dockerfile/#here-documents",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Heredoc;
using dockerfile::Instruction;
using dockerfile::Keyword;

/// What the backslashes of a body do.
struct Backslashes {
    std::vector<std::uint32_t> lost; ///< in the body
    bool protects = false;           ///< one keeps a `$` or another backslash from its meaning
};

Backslashes read(std::string_view body) {
    Backslashes found;
    for (std::size_t at = body.find('\\'); at != body.npos; at = body.find('\\', at + 2)) {
        const char next = at + 1 < body.size() ? body[at + 1] : '\n';
        if (next == '$' || next == '\\' || next == '`') {
            found.protects = true;
        } else {
            found.lost.push_back(static_cast<std::uint32_t>(at));
        }
    }
    return found;
}

/// `<<EOF` or `<<-EOF`, and no other body of that name: the name may be put into quotes.
bool is_plain(const Instruction& instruction, const Heredoc& heredoc, const SourceFile& file) {
    const std::string_view opener = file.slice(heredoc.opener);
    const std::string_view arrows = heredoc.strips_tabs ? "<<-" : "<<";
    const auto has_name = [&](const Heredoc& each) { return each.name == heredoc.name; };
    const auto& all = instruction.heredocs;
    return opener.starts_with(arrows) && opener.substr(arrows.size()) == heredoc.name &&
           std::count_if(all.begin(), all.end(), has_name) == 1;
}

/// Quotes leave all of the body alone; where something of it is to be expanded, each backslash
/// needs another one. Unsafe: the file in the image changes.
Fix keep(const Instruction& instruction, const Heredoc& heredoc, const Backslashes& found,
         const SourceFile& file) {
    const std::string_view body = file.slice(heredoc.body);
    Fix fix{
        .title = "put quotes around the name", .applicability = Applicability::unsafe, .edits = {}};
    if (!found.protects && body.find('$') == body.npos && is_plain(instruction, heredoc, file)) {
        const std::uint32_t size = static_cast<std::uint32_t>(heredoc.name.size());
        fix.edits = {{{heredoc.opener.end - size, heredoc.opener.end},
                      "\"" + std::string(heredoc.name) + "\""}};
        return fix;
    }
    fix.title = "write two backslashes for one";
    for (const std::uint32_t each : found.lost) {
        const std::uint32_t at = heredoc.body.begin + each;
        fix.edits.push_back({{at, at}, "\\"});
    }
    return fix;
}

void judge(const Instruction& instruction, const Heredoc& heredoc, Pass& pass) {
    const SourceFile& file = pass.build().file;
    const Backslashes found = read(file.slice(heredoc.body));
    if (found.lost.empty()) return;
    const std::uint32_t at = heredoc.body.begin + found.lost.front();
    const std::size_t others = found.lost.size() - 1;
    std::string message = "BuildKit takes this backslash away";
    if (others > 0) message += ", and " + std::to_string(others) + " more of this heredoc";
    pass.report({.at = {at, at + 1},
                 .message = std::move(message),
                 .labels = {{heredoc.opener, "without quotes the body is expanded"}},
                 .fix = keep(instruction, heredoc, found, file)});
}

} // namespace

static void check(const Instruction& instruction, Pass& pass) {
    if (instruction.heredocs.empty()) return;
    if (instruction.keyword != Keyword::copy && instruction.keyword != Keyword::add) return;
    const auto* const list = instruction.as<dockerfile::Words>();
    if (list == nullptr) return;
    const Heredoc* last = nullptr;
    for (const dockerfile::Word& word : list->words) {
        const auto opener = dockerfile::heredoc_word(word.text);
        const Heredoc* const heredoc = opener && opener->expands
                                           ? dockerfile::heredoc_named(instruction, opener->name)
                                           : nullptr;
        if (heredoc == nullptr || heredoc == last) continue;
        last = heredoc;
        judge(instruction, *heredoc, pass);
    }
}
} // namespace dflint::rules
