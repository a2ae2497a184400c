// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/source/logical_text.h"
#include "dflint/source/span.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The tree of a Dockerfile. Spans count bytes of the file. Views point into the file's buffer or
/// into the tree. Outside law: BuildKit's Dockerfile frontend (frontend/dockerfile/parser and
/// frontend/dockerfile/instructions), quirks included.
namespace dflint::dockerfile {

enum class Keyword : std::uint8_t {
    add,
    arg,
    cmd,
    copy,
    entrypoint,
    env,
    expose,
    from,
    healthcheck,
    label,
    maintainer,
    onbuild,
    run,
    shell,
    stopsignal,
    user,
    volume,
    workdir,
    unknown, ///< a word that is no instruction; the rest of the tree goes on after it
};

/// A piece of an instruction. `text` is the piece as BuildKit's parser gives it: quotes and escapes
/// kept, continuations gone (JSON strings: decoded). `at` is where it stands in the file (JSON
/// strings: with their quotes); `logical` is the same range in the instruction's joined text.
struct Word {
    std::string_view text;
    Span at;
    Span logical;
};

/// `--name`, `--name=value`. The value has its quotes and escapes removed.
struct Flag {
    Span at;
    std::string_view name; ///< without the dashes
    std::optional<std::string_view> value;
    Span value_at;         ///< empty, at the flag's end, when there is no value
    std::string_view text; ///< the whole flag after quote removal: what BuildKit's tree shows
};

struct Heredoc {
    std::string_view name;
    Span opener; ///< the word `<<-"EOF"` in the file
    std::uint32_t fd = 0;
    bool expands = true;      ///< no quote around the name
    bool strips_tabs = false; ///< <<-
    Span body;                ///< raw bytes in the file, line ends included
    Span terminator;          ///< the name on its line, without blanks and line end

    /// False when the file ends before the terminator.
    [[nodiscard]] bool is_closed() const { return !terminator.empty() || name.empty(); }
};

/// FROM image [AS name]
struct From {
    Word image;
    std::optional<Word> as;   ///< the word AS
    std::optional<Word> name; ///< as written; BuildKit compares it in lower case
};

/// COPY, ADD, VOLUME, EXPOSE: words split at blanks, or the strings of a JSON array.
struct Words {
    std::vector<Word> words;
    bool json = false;
};

/// RUN, CMD, ENTRYPOINT, SHELL and the command of HEALTHCHECK.
struct Command {
    bool json = false;      ///< exec form
    std::vector<Word> exec; ///< the strings of the exec form, decoded
    /// Shell form: everything after the flags, trimmed. In the exec form the JSON text.
    Word shell;
};

struct Pair {
    Word key;
    std::optional<Word> value; ///< nothing in `ARG name`
    Span at;
};

/// ENV, LABEL, ARG
struct Pairs {
    std::vector<Pair> pairs;
    bool legacy = false; ///< ENV key value
};

/// USER, WORKDIR, STOPSIGNAL, MAINTAINER: the whole rest is one value.
struct Single {
    Word value;
};

struct Healthcheck {
    Word type; ///< NONE or CMD, as written; empty when missing
    Command command;
};

struct Instruction;
/// ONBUILD: the instruction to be run by a child stage; nothing when it is missing. It has a joined
/// text of its own, and shares the heredocs of the ONBUILD that holds it.
struct Onbuild {
    std::shared_ptr<const Instruction> inner;
};

/// Arguments that could not be read (an error says why), or those of an unknown instruction.
struct Unreadable {
    Word rest;
};

using Body = std::variant<Unreadable, From, Words, Command, Pairs, Single, Healthcheck, Onbuild>;

struct Instruction {
    Keyword keyword = Keyword::unknown;
    Span keyword_at{};
    /// From the keyword to the last byte that belongs to the instruction, heredocs and their
    /// terminators included, without the final line end.
    Span at{};
    /// 1-based; BuildKit's numbers (a lone escape line before the keyword counts as first line).
    std::uint32_t first_line = 0;
    std::uint32_t last_line = 0;
    /// The joined text: keyword, flags, arguments; without heredoc bodies. Ends without blanks.
    LogicalText text{};
    std::vector<Flag> flags{};
    Span arguments{}; ///< in `text`: what follows the flags, trimmed
    Body body{};
    std::vector<Heredoc> heredocs{};
    /// Indices into Tree::comments: [first, second) are attached to this instruction from above;
    /// comments inside it come after them.
    std::uint32_t comments_begin = 0;
    std::uint32_t comments_end = 0;
    bool has_empty_continuation = false; ///< a blank line inside

    /// The flag of that name, the last one when repeated.
    [[nodiscard]] const Flag* flag(std::string_view name) const {
        const Flag* found = nullptr;
        for (const Flag& each : flags) {
            if (each.name == name) found = &each;
        }
        return found;
    }
    template <class T> [[nodiscard]] const T* as() const { return std::get_if<T>(&body); }
};

struct Comment {
    Span at;               ///< from # to the end of the text, without line end
    bool inside = false;   ///< stands between the lines of a continued instruction
    bool indented = false; ///< blanks before it
};

enum class DirectiveKind : std::uint8_t { syntax, escape, check };

struct Directive {
    DirectiveKind kind = DirectiveKind::syntax;
    Span at;
    Word name;
    Word value;
};

/// The image that reads the file in place of the built-in frontend.
struct Frontend {
    /// `# syntax=`, `// syntax=`, and a file that is one JSON object with the key "syntax".
    enum class Form : std::uint8_t { hash, slashes, json };
    Form form = Form::hash;
    Word value;             ///< as written; decoded when it is JSON
    std::string_view image; ///< what BuildKit pulls: the value up to its first space
    std::uint32_t line = 0; ///< BuildKit's number, which is 0 for most JSON
};

/// What `# check=` asks of BuildKit's linter.
struct CheckOptions {
    Word value; ///< as written; BuildKit reads it up to its first space
    bool skips_all = false;
    bool enables_all = false; ///< every experimental check
    bool fails_build = false; ///< `error=true`: a warning fails the build
    std::vector<Word> skipped;
    std::vector<Word> enabled; ///< experimental checks by name
    std::string mistake;       ///< why BuildKit refuses the value, in its words; empty: it is fine
    Span mistake_at{};
};

/// BuildKit's phases. A mistake in the options of its linter stops it before it reads the file. A
/// parse error hides everything else of the file from it, an instruction error stops the build at
/// the first one. Here the rest of the file stays analysed. What is wrong with the instruction of
/// an ONBUILD is found by the first build that runs it.
enum class Phase : std::uint8_t { options, parse, instruction, trigger };

struct SyntaxError {
    Phase phase = Phase::parse;
    Span at;                ///< the narrowest thing that is wrong
    std::uint32_t line = 0; ///< the line BuildKit names; 0 when it names none
    std::string message;
    std::optional<Fix> fix{};
};

struct Tree {
    char escape = '\\';
    bool has_bom = false;
    /// As the parser sees them. BuildKit looks for `syntax` and `check` on its own and by other
    /// rules: what they amount to is in `frontend` and `checks`.
    std::vector<Directive> directives;
    std::optional<Frontend> frontend;
    std::optional<CheckOptions> checks;
    std::vector<Instruction> instructions;
    /// Sorted by place. Directives are not among them.
    std::vector<Comment> comments;
    /// All of them, and the ones of each phase in the order in which BuildKit would find them.
    std::vector<SyntaxError> errors;
    /// Owns texts that do not stand in the file as they are. Addresses are stable.
    std::deque<std::string> texts;
};

} // namespace dflint::dockerfile
