// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Lines that BuildKit reads as unknown instructions, and what they most likely are. One place
/// decides, so that two rules never explain the same line.
namespace dflint::model {

/// What keeps a line from being continued.
enum class Ending : std::uint8_t {
    nothing,        ///< no escape character
    doubled_escape, ///< `\\`: an escaped one
    invisible,      ///< an escape character and a blank that only looks like one, or like nothing
    punctuation,    ///< an escape character and another sign: `\$`
};

/// Between two lines that were meant to be one instruction.
struct Joint {
    Ending ending = Ending::nothing;
    Span at; ///< in the file: what stands at the end of the first line; empty behind it for nothing
    std::string text; ///< what belongs there instead of `at`
    /// The joined lines can have been meant in no other way.
    bool is_certain = false;
};

enum class StrayKind : std::uint8_t {
    unknown,
    continued, ///< belongs to the instruction before it
    command,   ///< a shell command, and the lines of a script that follow it; RUN is missing
    prompt,    ///< begins with the prompt of a shell
    fence,     ///< ``` of Markdown
    conflict,  ///< a marker of a version control system
    marker,    ///< of a template language
};

/// Unknown instructions with one cause.
struct Stray {
    StrayKind kind = StrayKind::unknown;
    std::uint32_t first = 0; ///< index in Tree::instructions
    std::uint32_t last = 0;  ///< the last one, often `first` itself
    /// continued: joints[i] stands before instruction `first + i`.
    std::vector<Joint> joints{};
    /// continued: with all joints mended the lines are an instruction that BuildKit, and the shell
    /// where one is asked, can read.
    bool is_readable = false;
};

/// What a file is whose lines are no instructions.
enum class ForeignFile : std::uint8_t {
    no,
    utf16,
    shell_script,
    compose,
    json,
    bake,
    link, ///< a symbolic link that was written out as a text: a path
    other,
};

[[nodiscard]] ForeignFile foreign_file(const Build& build);

/// In order of place; empty for files that BuildKit can read, and for foreign files. What another
/// mistake explains (a comment behind the escape) is not among them. A fact of the build; see
/// Build::fact.
struct Strays {
    explicit Strays(const Build& build);
    std::vector<Stray> all;
};

/// Where a template program is to write something: `{{ tag }}`, `<%= tag %>`. In bytes of `text`;
/// up to its end when the marker is not closed.
[[nodiscard]] std::optional<Span> template_marker(std::string_view text);

/// The name of a program or shell builtin that Dockerfiles often call.
[[nodiscard]] bool is_usual_command(std::string_view word);

/// A program that is called where the image is built, not inside of it.
[[nodiscard]] bool is_outer_command(std::string_view word);

/// `# syntax=` asks for a frontend that is not Docker's own: it may read another language.
[[nodiscard]] bool has_foreign_frontend(const Build& build);

} // namespace dflint::model
