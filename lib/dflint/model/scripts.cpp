// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/scripts.h"

#include "dflint/syntax/shell/parse.h"

#include <algorithm>

namespace dflint::model {

namespace {

shell::Dialect dialect_of(Shell shell) {
    return shell == Shell::sh ? shell::Dialect::posix : shell::Dialect::bash;
}

std::unique_ptr<Script> parsed(LogicalText text, Shell shell, bool has_lines,
                               std::unique_ptr<const std::string> owned = nullptr) {
    auto script = std::make_unique<Script>();
    script->text = std::move(text);
    script->has_lines = has_lines;
    script->owned = std::move(owned);
    script->tree = shell::parse(script->text.text(), dialect_of(shell));
    return script;
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
    std::vector<LogicalText::Segment> segments = line.segments();
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

/// ["sh", "-c", "text"]: the text, where the JSON string holds it byte for byte.
std::unique_ptr<const Script> exec_script(const dockerfile::Instruction& instruction,
                                          const dockerfile::Command& command) {
    if (command.exec.size() < 3) return nullptr;
    const Shell shell = shell_named(command.exec[0].text);
    const std::string_view option = command.exec[1].text;
    const bool runs_text = option.starts_with('-') && option.ends_with('c');
    if (!is_readable(shell) || !runs_text) return nullptr;
    const dockerfile::Word& word = command.exec[2];
    if (word.logical.size() != word.text.size() + 2) return nullptr; // escapes inside
    const Span inside{word.logical.begin + 1, word.logical.end - 1};
    return parsed(instruction.text.part(inside), shell, false);
}

} // namespace

Shell shell_named(std::string_view executable) {
    const std::size_t slash = executable.find_last_of("/\\");
    if (slash != executable.npos) executable.remove_prefix(slash + 1);
    if (executable.size() > 4 && (executable.ends_with(".exe") || executable.ends_with(".EXE"))) {
        executable.remove_suffix(4);
    }
    if (executable == "sh" || executable == "dash") return Shell::sh;
    if (executable == "bash") return Shell::bash;
    for (const std::string_view other : {"ash", "busybox", "ksh", "mksh", "zsh"}) {
        if (executable == other) return Shell::other_posix;
    }
    if (executable == "cmd" || executable == "CMD") return Shell::cmd;
    if (executable == "powershell" || executable == "pwsh" || executable == "PowerShell") {
        return Shell::powershell;
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

std::unique_ptr<const Script> script_in(const Script& outer, Span logical, Shell shell) {
    return parsed(outer.text.part(logical), shell, outer.has_lines);
}

} // namespace dflint::model
