// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/scripts.h"

#include "dflint/model/unquote.h"
#include "dflint/model/unwrap.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/shell/parse.h"

#include <algorithm>

namespace dflint::model {

namespace {

shell::Dialect dialect_of(Shell shell) {
    return shell == Shell::sh ? shell::Dialect::posix : shell::Dialect::bash;
}

std::unique_ptr<Script> parsed(LogicalText text, Shell shell, bool has_lines,
                               std::unique_ptr<const std::string> owned = nullptr) {
    const std::string_view bytes = text.text();
    return std::unique_ptr<Script>(new Script{
        std::move(text), shell::parse(bytes, dialect_of(shell)), has_lines, std::move(owned)});
}

/// The body of `<<-` as it is used: leading tabs of each line gone.
std::unique_ptr<Script> without_leading_tabs(const SourceFile& file, Span body, Shell shell) {
    auto owned = std::make_unique<std::string>();
    std::vector<LogicalText::Segment> segments;
    for (std::uint32_t at = body.begin; at < body.end;) {
        const std::string_view rest = file.slice({at, body.end});
        const std::size_t tabs = std::min(rest.find_first_not_of('\t'), rest.size());
        const std::size_t line_end = std::min(rest.find('\n', tabs), rest.size() - 1) + 1;
        segments.push_back(
            {static_cast<std::uint32_t>(owned->size()), at + static_cast<std::uint32_t>(tabs)});
        owned->append(rest.substr(tabs, std::max(line_end, tabs) - tabs));
        at += static_cast<std::uint32_t>(std::max(line_end, tabs));
    }
    if (segments.empty()) segments.push_back({0, body.begin});
    const std::string_view text = *owned;
    return parsed({text, std::move(segments)}, shell, true, std::move(owned));
}

/// The shell that a script's first line asks for: `#!/bin/bash -e`.
Shell interpreter_of(std::string_view body, Shell otherwise) {
    if (!body.starts_with("#!")) return otherwise;
    std::string_view line = body.substr(2, std::min(body.find('\n'), body.size()) - 2);
    const auto next_word = [&] {
        line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
        const std::string_view word = line.substr(0, line.find_first_of(" \t\r"));
        line.remove_prefix(word.size());
        return word;
    };
    std::string_view word = next_word();
    if (word.ends_with("/env")) {
        do word = next_word();
        while (word.starts_with('-'));
    }
    return shell_named(word);
}

std::unique_ptr<const Script> heredoc_script(const SourceFile& file,
                                             const dockerfile::Heredoc& heredoc, Shell shell) {
    shell = interpreter_of(file.slice(heredoc.body), shell);
    if (!is_readable(shell)) return nullptr;
    if (heredoc.strips_tabs) return without_leading_tabs(file, heredoc.body, shell);
    return parsed({file.slice(heredoc.body), heredoc.body.begin}, shell, true);
}

/// The line with the bodies and terminators below it, as BuildKit hands them to the shell.
std::unique_ptr<const Script> with_heredocs(const SourceFile& file, const LogicalText& line,
                                            const std::vector<dockerfile::Heredoc>& heredocs,
                                            Shell shell) {
    auto owned = std::make_unique<std::string>(line.text());
    std::vector<LogicalText::Segment> segments(line.segments().begin(), line.segments().end());
    const auto put = [&](Span at) {
        segments.push_back({static_cast<std::uint32_t>(owned->size()), at.begin});
        owned->append(file.slice(at));
    };
    // At the end of a file without a last newline there is none to map to.
    const auto put_line_end = [&](std::uint32_t at) {
        if (at >= file.text().size()) return;
        segments.push_back({static_cast<std::uint32_t>(owned->size()), at});
        *owned += '\n';
    };
    put_line_end(line.in_file(static_cast<std::uint32_t>(line.text().size())));
    for (const dockerfile::Heredoc& heredoc : heredocs) {
        put(heredoc.body);
        put(heredoc.terminator);
        put_line_end(heredoc.terminator.end);
    }
    const std::string_view text = *owned;
    return parsed({text, std::move(segments)}, shell, true, std::move(owned));
}

/// The script that `unquoted` is, made of bytes of `outer`.
std::unique_ptr<const Script> rewritten(const LogicalText& outer, Unquoted unquoted, Shell shell) {
    const bool has_lines = unquoted.text.find('\n') != std::string::npos;
    auto owned = std::make_unique<std::string>(std::move(unquoted.text));
    LogicalText text = outer.rewritten(*owned, unquoted.pieces);
    return parsed(std::move(text), shell, has_lines, std::move(owned));
}

/// The strings of an exec form as the words of a command.
std::vector<shell::Word> words_of(const std::vector<dockerfile::Word>& strings) {
    std::vector<shell::Word> words(strings.size());
    for (std::size_t i = 0; i < strings.size(); ++i) words[i].raw = words[i].text = strings[i].text;
    return words;
}

/// ["sh", "-c", "text"], ["env", "A=b", "bash", "-o", "pipefail", "-ec", "text"]: the text.
std::unique_ptr<const Script> exec_script(const dockerfile::Instruction& instruction,
                                          const dockerfile::Command& command) {
    const std::vector<shell::Word> words = words_of(command.exec);
    const Unwrapped unwrapped = unwrap(words);
    if (!unwrapped.script) return nullptr;
    const Shell shell = shell_named(words[unwrapped.name].text);
    if (!is_readable(shell)) return nullptr;
    const dockerfile::Word& word = command.exec[*unwrapped.script];
    const Span inside{word.logical.begin + 1, word.logical.end - 1};
    Unquoted unquoted = unquote_json(instruction.text.slice(inside), inside.begin);
    if (unquoted.text != word.text) return nullptr; // bytes that are no UTF-8
    return rewritten(instruction.text, std::move(unquoted), shell);
}

} // namespace

Shell shell_named(std::string_view executable) {
    for (std::size_t i = executable.size(); i-- > 0;) {
        if (executable[i] != '/' && executable[i] != '\\') continue;
        executable.remove_prefix(i + 1);
        break;
    }
    if (executable.size() > 4 &&
        ascii::equals_ignoring_case(executable.substr(executable.size() - 4), ".exe")) {
        executable.remove_suffix(4);
    }
    if (executable == "sh" || executable == "dash") return Shell::sh;
    if (executable == "bash") return Shell::bash;
    if (executable == "ash" || executable == "busybox" || executable == "ksh" ||
        executable == "mksh") {
        return Shell::other_posix;
    }
    if (ascii::equals_ignoring_case(executable, "cmd")) return Shell::cmd;
    if (ascii::equals_ignoring_case(executable, "powershell") ||
        ascii::equals_ignoring_case(executable, "pwsh")) {
        return Shell::powershell;
    }
    return Shell::unknown; // zsh too: its grammar is its own
}

Shell shell_of(const std::vector<dockerfile::Word>& words) {
    if (words.empty()) return Shell::unknown;
    const Shell first = shell_named(words.front().text);
    if (first != Shell::unknown) return first;
    // ["conda", "run", "-n", "x", "/bin/bash", "-c"]: the shell that comes last gets the text.
    for (std::size_t i = words.size(); i-- > 1;) {
        const Shell shell = shell_named(words[i].text);
        if (shell != Shell::unknown) return shell;
    }
    return Shell::unknown;
}

bool is_readable(Shell shell) {
    return shell == Shell::sh || shell == Shell::bash || shell == Shell::other_posix;
}

std::unique_ptr<const Script> script_of(const SourceFile& file,
                                        const dockerfile::Instruction& instruction,
                                        const dockerfile::Command& command, Shell shell) {
    if (command.json) return exec_script(instruction, command);
    const std::vector<dockerfile::Heredoc>& heredocs = instruction.heredocs;
    if (!heredocs.empty()) {
        const bool is_lone = heredocs.size() == 1 && command.shell.at == heredocs.front().opener;
        if (is_lone) return heredoc_script(file, heredocs.front(), shell);
    }
    if (!is_readable(shell)) return nullptr;
    LogicalText text = instruction.text.part(command.shell.logical);
    if (heredocs.empty()) return parsed(std::move(text), shell, false);
    return with_heredocs(file, text, heredocs, shell);
}

std::unique_ptr<const Script> script_in(const Script& outer, const shell::Heredoc& heredoc,
                                        Shell shell) {
    return rewritten(outer.text, unquote(heredoc, outer.tree.text), shell);
}

std::unique_ptr<const Script> script_in(const Script& outer, const shell::Word& word, Shell shell) {
    auto unquoted = unquote(word);
    if (!unquoted || unquoted->text != word.text) return nullptr;
    return rewritten(outer.text, *std::move(unquoted), shell);
}

} // namespace dflint::model
