// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/dockerfile/heredoc.h"

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
bool is_plain(const dockerfile::NamedHeredoc& named, const SourceFile& file) {
    const Heredoc& heredoc = *named.last;
    const std::string_view opener = file.slice(heredoc.opener);
    const std::string_view arrows = heredoc.strips_tabs ? "<<-" : "<<";
    return named.count == 1 && opener.starts_with(arrows) &&
           opener.substr(arrows.size()) == heredoc.name;
}

/// Quotes leave all of the body alone; where something of it is to be expanded, each backslash
/// needs another one. Unsafe: the file in the image changes.
Fix keep(const dockerfile::NamedHeredoc& named, const Backslashes& found, const SourceFile& file) {
    const Heredoc& heredoc = *named.last;
    const std::string_view body = file.slice(heredoc.body);
    Fix fix{
        .title = "put quotes around the name", .applicability = Applicability::unsafe, .edits = {}};
    if (!found.protects && body.find('$') == body.npos && is_plain(named, file)) {
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

void judge(const dockerfile::NamedHeredoc& named, Pass& pass) {
    const SourceFile& file = pass.build().file;
    const Heredoc& heredoc = *named.last;
    const Backslashes found = read(file.slice(heredoc.body));
    if (found.lost.empty()) return;
    const std::uint32_t at = heredoc.body.begin + found.lost.front();
    const std::size_t others = found.lost.size() - 1;
    std::string message = "BuildKit takes this backslash away";
    if (others > 0) message += ", and " + std::to_string(others) + " more of this heredoc";
    pass.report({.at = {at, at + 1},
                 .message = std::move(message),
                 .labels = {{heredoc.opener, "without quotes the body is expanded"}},
                 .fix = keep(named, found, file)});
}

} // namespace

static void check(const Instruction& instruction, Pass& pass) {
    if (instruction.heredocs.empty()) return;
    if (instruction.keyword != Keyword::copy && instruction.keyword != Keyword::add) return;
    const auto* const list = instruction.as<dockerfile::Words>();
    if (list == nullptr) return;
    dockerfile::HeredocsByName heredocs = dockerfile::heredocs_by_name(instruction);
    for (const dockerfile::Word& word : list->words) {
        const auto opener = dockerfile::heredoc_word(word.text);
        if (!opener || !opener->expands) continue;
        const auto named = heredocs.find(opener->name);
        if (named == heredocs.end()) continue;
        judge(named->second, pass);
        heredocs.erase(named); // once for all sources of that name
    }
}
} // namespace dflint::rules
