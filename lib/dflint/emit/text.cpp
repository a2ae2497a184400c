// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/text.h"

#include "dflint/emit/locator.h"
#include "dflint/emit/paint.h"
#include "dflint/emit/shown_line.h"
#include "dflint/emit/snippet.h"
#include "dflint/emit/visible.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

namespace dflint::emit {

namespace {

/// The file whose diagnostics are told.
struct Subject {
    explicit Subject(const SourceFile& file) : locator(file) { append_visible(path, file.path()); }
    Locator locator;
    std::string path; ///< as it may be shown
};

/// `:line:column`
void append_position(std::string& out, Position at) {
    for (const std::uint32_t number : {at.line, at.column}) {
        const fmt::format_int digits(number);
        out += ':';
        out.append(digits.data(), digits.size());
    }
}

/// The one line that is the same in both formats, so that editors need one pattern.
void append_headline(std::string& out, const Diagnostic& diagnostic, Subject& subject,
                     const Paint& paint) {
    paint.begin(out, Ink::strong);
    out += subject.path;
    append_position(out, subject.locator.position(diagnostic.at.begin));
    out += ": ";
    paint.end(out);
    paint.append(out, ink_of(diagnostic.severity), name_of(diagnostic.severity));
    out += ": ";
    append_visible(out, diagnostic.message);
    out += ' ';
    paint.begin(out, Ink::faint);
    out.append("[").append(diagnostic.rule).append("]");
    paint.end(out);
    out += '\n';
}

std::string_view word_of(Applicability applicability) {
    switch (applicability) {
    case Applicability::show:
        return "suggestion: ";
    case Applicability::unsafe:
        return "unsafe fix: ";
    case Applicability::safe:
        return "fix: ";
    }
    return "";
}

/// What nobody applies has to be read: the text a suggestion would put in.
void append_suggested_text(std::string& out, const Fix& fix, std::size_t width,
                           const Paint& paint) {
    for (const Edit& edit : fix.edits) {
        const auto size = static_cast<std::uint32_t>(edit.text.size());
        for (std::uint32_t begin = 0; begin < size;) {
            const auto end = static_cast<std::uint32_t>(
                std::min<std::size_t>(edit.text.find('\n', begin), size));
            out.append(width + 4, ' ');
            paint.append(out, Ink::fix, "+ " + ShownLine(edit.text, {begin, end}, begin).text());
            out += '\n';
            begin = end + 1;
        }
    }
}

void append_fix(std::string& out, const Fix& fix, std::size_t width, const Paint& paint) {
    out.append(width + 2, ' ');
    paint.append(out, Ink::gutter, "= ");
    paint.append(out, Ink::fix, word_of(fix.applicability));
    append_visible(out, fix.title);
    out += '\n';
    if (fix.applicability == Applicability::show) append_suggested_text(out, fix, width, paint);
}

/// A label in another file: where, then its line.
void append_elsewhere(std::string& out, const Label& label, const Paint& paint) {
    const SourceFile& file = *label.file;
    const Position at = file.position(label.at.begin);
    out += ' ';
    paint.append(out, Ink::gutter, "::: ");
    append_visible(out, file.path());
    append_position(out, at);
    out += '\n';
    const Mark mark{label.at, '-', Ink::label, label.text};
    append_snippet(out, file, std::span(&mark, 1), paint);
}

void append_diagnostic(std::string& out, const Diagnostic& diagnostic, Subject& subject,
                       const Paint& paint) {
    append_headline(out, diagnostic, subject, paint);
    std::vector<Mark> marks{{diagnostic.at, '^', ink_of(diagnostic.severity)}};
    for (const Label& label : diagnostic.labels) {
        if (label.file == nullptr) marks.push_back({label.at, '-', Ink::label, label.text});
    }
    const std::size_t width = append_snippet(out, subject.locator.file(), marks, paint);
    for (const Label& label : diagnostic.labels) {
        if (label.file != nullptr) append_elsewhere(out, label, paint);
    }
    if (diagnostic.fix) append_fix(out, *diagnostic.fix, width, paint);
    out += '\n';
}

std::string counted(std::size_t number, std::string_view thing) {
    return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

void append_list(std::string& out, std::string_view lead, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) {
        out += &part == parts.data() ? lead : ", ";
        out += part;
    }
}

std::vector<std::string> severities(const Summary& summary) {
    std::vector<std::string> parts;
    if (summary.errors > 0) parts.push_back(counted(summary.errors, "error"));
    if (summary.warnings > 0) parts.push_back(counted(summary.warnings, "warning"));
    if (summary.infos > 0) parts.push_back(fmt::format("{} info", summary.infos));
    if (summary.styles > 0) parts.push_back(fmt::format("{} style", summary.styles));
    return parts;
}

std::vector<std::string> fixes(const Summary& summary) {
    std::vector<std::string> parts;
    if (summary.safe_fixes > 0) parts.push_back(fmt::format("{} with --fix", summary.safe_fixes));
    if (summary.unsafe_fixes > 0) {
        parts.push_back(fmt::format("{} with --unsafe-fixes", summary.unsafe_fixes));
    }
    return parts;
}

} // namespace

void append_closing(std::string& out, const Closing& closing) {
    const Summary& summary = closing.summary;
    if (closing.fixed > 0)
        out += fmt::format("{} applied; ",
                           closing.fixed == 1 ? "1 fix" : fmt::format("{} fixes", closing.fixed));
    if (summary.diagnostics == 0) {
        out += fmt::format("no diagnostics in {}", counted(summary.files, "file"));
    } else {
        out += fmt::format("{} in {} of {}", counted(summary.diagnostics, "diagnostic"),
                           summary.files_with_diagnostics, counted(summary.files, "file"));
        append_list(out, ": ", severities(summary));
        append_list(out, "; fixable: ", fixes(summary));
    }
    if (closing.failed > 0) {
        out += fmt::format("; {} could not be read", counted(closing.failed, "file"));
    }
    out += '\n';
}

void append_full(std::string& out, const FileReport& file, bool color) {
    if (file.diagnostics.empty()) return;
    const Paint paint(color);
    Subject subject(*file.file);
    for (const Diagnostic& diagnostic : file.diagnostics) {
        append_diagnostic(out, diagnostic, subject, paint);
    }
}

void append_concise(std::string& out, const FileReport& file, bool color) {
    if (file.diagnostics.empty()) return;
    const Paint paint(color);
    Subject subject(*file.file);
    for (const Diagnostic& diagnostic : file.diagnostics) {
        append_headline(out, diagnostic, subject, paint);
    }
}

} // namespace dflint::emit
