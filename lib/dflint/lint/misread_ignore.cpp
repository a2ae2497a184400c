// SPDX-License-Identifier: Apache-2.0
// Comments that are meant for dflint, hadolint or BuildKit, and that none of them understands.
#include "dflint/lint/ignore_reader.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace dflint::ignore {

namespace {

/// What people write for `ignore`, as other linters call it.
constexpr std::array<std::string_view, 8> verbs{"ignore",  "disable", "skip", "suppress",
                                                "silence", "exclude", "noqa", "nolint"};
/// What they may add to it.
constexpr std::array<std::string_view, 9> scopes{
    "-line", "-next", "-next-line", "-nextline", "-file", "-all", "-rule", "-rules", ""};

/// In lower case, with dashes for underscores.
std::string normal(std::string_view text) {
    std::string out = ascii::lower(text);
    std::replace(out.begin(), out.end(), '_', '-');
    return out;
}

bool is_verb(std::string_view word) {
    return std::any_of(verbs.begin(), verbs.end(), [word](std::string_view verb) {
        if (!word.starts_with(verb)) return false;
        const std::string_view scope = word.substr(verb.size());
        return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
    });
}

/// DL3008, SC2086.
bool is_code(std::string_view name) {
    return name.size() == 6 && (name.starts_with("DL") || name.starts_with("SC")) &&
           name.find_first_not_of("0123456789", 2) == std::string_view::npos;
}

bool is_known(const Name& name, const Settings& settings) {
    return is_code(name.text) || !settings.meant_by(name.text).empty();
}

/// Takes `dflint`, `hadolint` and what parts it from the verb; the name as it should be.
std::string_view skip_tool(Reader& reader) {
    const std::string_view rest = reader.rest();
    for (const std::string_view tool : {"dflint", "hadolint"}) {
        if (normal(rest.substr(0, tool.size())) != tool) continue;
        reader.skip(rest.substr(0, tool.size()));
        const std::size_t before = reader.rest().size();
        while (reader.skip_blanks() || reader.skip(":") || reader.skip("-") || reader.skip("_")) {
        }
        return reader.rest().size() < before ? tool : std::string_view();
    }
    return {};
}

struct Attempt {
    Span at;          ///< from the name of the linter to the sign or the names
    std::string form; ///< what it should be: `dflint ignore=`
    std::vector<Name> names;
};

/// `dflint ignore X`, `dflint: ignore=X`, `dflint disable=X`: not prose that begins with the name.
std::optional<Attempt> attempt_in(Reader reader, const Settings& settings) {
    Attempt attempt;
    attempt.at.begin = reader.offset();
    const std::string_view tool = skip_tool(reader);
    if (tool.empty()) return std::nullopt;
    std::string verb = normal(reader.letters());
    const bool is_global = verb == "global";
    if (is_global) {
        reader.skip_blanks();
        verb = normal(reader.letters());
    }
    if (!is_verb(verb)) return std::nullopt;
    attempt.at.end = reader.offset();
    reader.skip_blanks();
    const bool has_sign = reader.skip("=") || reader.skip(":");
    if (has_sign) attempt.at.end = reader.offset();
    const bool is_all = reader.rest().empty();
    attempt.names = reader.names();
    const bool has_name = !attempt.names.empty() && is_known(attempt.names.front(), settings);
    if (!has_sign && !is_all && !has_name) return std::nullopt;
    const bool covers_file = is_global || verb.ends_with("-file");
    attempt.form = tool == "dflint" ? (covers_file ? "dflint ignore-file=" : "dflint ignore=")
                   : covers_file    ? "hadolint global ignore="
                                    : "hadolint ignore=";
    return attempt;
}

Diagnostic misread(const Attempt& attempt) {
    Diagnostic diagnostic{.at = attempt.at,
                          .message =
                              "nothing is ignored: that is written `# " + attempt.form + "RULE`"};
    if (attempt.names.empty()) return diagnostic;
    diagnostic.fix =
        Fix{.title = "write `" + attempt.form + "`",
            .applicability = Applicability::unsafe,
            .edits = {{{attempt.at.begin, attempt.names.front().at.begin}, attempt.form}}};
    return diagnostic;
}

/// `ignore=a b`: the second name is read as a reason. Nothing when other words follow.
std::optional<Diagnostic> missing_comma(const SourceFile& file, Span comment,
                                        const Written& written, const Settings& settings) {
    Reader reader(file, {written.end, comment.end});
    if (!reader.skip_blanks()) return std::nullopt;
    const std::vector<Name> more = reader.names();
    reader.skip_blanks();
    const bool are_names = !more.empty() &&
                           (reader.rest().empty() || reader.rest().starts_with("--")) &&
                           std::all_of(more.begin(), more.end(),
                                       [&](const Name& each) { return is_known(each, settings); });
    if (!are_names) return std::nullopt;
    Diagnostic diagnostic{.at = more.front().at,
                          .message = "`" + std::string(more.front().text) +
                                     "` is read as a reason: commas part the names of rules"};
    diagnostic.fix = Fix{.title = "insert a comma",
                         .applicability = Applicability::unsafe,
                         .edits = {{{written.end, more.front().at.begin}, ","}}};
    return diagnostic;
}

/// `check: skip=X`, `check skip=X`, `checks=skip=X`.
std::optional<Diagnostic> misread_check(Reader reader) {
    const std::uint32_t begin = reader.offset();
    if (!reader.skip("check")) return std::nullopt;
    const bool is_plural = reader.skip("s");
    bool has_other_sign = is_plural;
    reader.skip_blanks();
    if (!reader.skip("=")) {
        has_other_sign = true;
        reader.skip(":");
    }
    reader.skip_blanks();
    const std::uint32_t end = reader.offset();
    if (!has_other_sign || end - begin < 6) return std::nullopt;
    for (const std::string_view option : {"skip", "error", "experimental"}) {
        if (!reader.skip_key(option)) continue;
        Diagnostic diagnostic{.at = {begin, end},
                              .message = "no check is skipped or changed: that is written `# "
                                         "check=" +
                                         std::string(option) + "=`"};
        diagnostic.fix = Fix{.title = "write `check=`",
                             .applicability = Applicability::unsafe,
                             .edits = {{{begin, end}, "check="}}};
        return diagnostic;
    }
    return std::nullopt;
}

/// All that can be meant begins with `dflint`, `hadolint` or `check`: few comments do.
bool may_be_meant(std::string_view comment) {
    for (const char c : comment) {
        const bool begins = c == '#' || c == '/' || c == '*' || c == ' ' || c == '\t';
        if (!begins) return c == 'd' || c == 'D' || c == 'h' || c == 'H' || c == 'c';
    }
    return false;
}

} // namespace

Diagnostics misread(const SourceFile& file, const Layout& layout, const Settings& settings) {
    Diagnostics out;
    for (const Span at : layout.comments) {
        if (!may_be_meant(file.slice(at))) continue;
        if (const auto written = read_comment(file, at)) {
            if (auto found = missing_comma(file, at, *written, settings))
                out.push_back(*std::move(found));
            continue;
        }
        Reader reader(file, at);
        if (!reader.skip_comment_sign()) continue;
        if (const auto attempt = attempt_in(reader, settings)) {
            out.push_back(misread(*attempt));
        } else if (file.kind() == FileKind::dockerfile) {
            if (auto found = misread_check(reader)) out.push_back(*std::move(found));
        }
    }
    return out;
}

} // namespace dflint::ignore
