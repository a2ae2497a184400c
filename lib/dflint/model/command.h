// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/logical_text.h"
#include "dflint/source/span.h"
#include "dflint/syntax/shell/ast.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::model {

struct Run;

/// A shell text of the file, its tree, and the map from the tree's spans to file bytes.
struct Script {
    LogicalText text;
    shell::Script tree;
    /// The body of a heredoc or a text that holds one: newlines separate commands.
    bool has_lines = false;
    std::unique_ptr<const std::string>
        owned; ///< the text, where it does not stand in the file as is
};

/// One word of a command. `at` is in the file.
struct Word {
    std::string_view text; ///< after quote removal, expansions kept as written
    Span at;
    const shell::Word* shell = nullptr; ///< spans of its parts count in the script's text

    [[nodiscard]] bool is_static() const { return shell->is_static(); }
    [[nodiscard]] bool is(std::string_view value) const { return shell->is(value); }
};

/// NAME=value for one command or for the rest of a script.
struct Setting {
    std::string_view name;
    std::string_view value; ///< after quote removal, expansions kept as written
    bool is_static = true;  ///< the value holds no expansion
    Span at;                ///< in the file
};

/// An option as the tool's grammar reads it: `-y`, `--timeout 30`, `--timeout=30`, `-r file`,
/// `-rfile`. A cluster `-yq` gives one option a letter, all at the cluster's word.
struct Option {
    std::string_view name; ///< with its dashes; in full where it is written shortened
    Span at;               ///< the word or words, value included
    std::optional<std::string_view> value; ///< after quote removal, expansions kept as written
    Span value_at;
    std::uint32_t word = 0;       ///< index in Command::words of the word that holds the name
    std::uint32_t value_word = 0; ///< index of the word that holds the value
};

/// Where a command stands in its script; everything is false for a plain `a && b; c` list.
struct Position {
    bool conditional =
        false; ///< runs only if something else says so: if, case, ||, loops, functions
    bool in_loop = false;
    bool in_function = false;
    bool in_subshell = false;     ///< ( ... ) or $( ... )
    bool in_substitution = false; ///< $( ... ) or backticks: its output is used
    bool in_pipeline = false;
    bool in_nested_script = false; ///< the text of sh -c '...' or eval
    bool negated = false;
    bool failure_ignored = false; ///< followed by `|| true`, `|| :` or `;`-less `||` fallback
};

/// A simple command as the tool that finally runs sees it: `sudo -E env A=b /usr/bin/python3 -m
/// pip install x` is the command `pip` with the words `install x`.
/// Lives in its Run; word views live as long as the build.
struct Command {
    const Run* run = nullptr;
    const Script* script = nullptr;
    const shell::Node* node = nullptr; ///< the simple command it was found in
    std::uint32_t part = 0; ///< index of the top-level part of the script that holds it; Run::parts
    Span at;                ///< in the file: from the first word (wrappers included) to the last
    Word name_word;         ///< the word that names the tool
    std::string_view name;  ///< base name without directory: "pip"; empty when dynamic
    /// Index in node->words of `name_word`; words before it are wrappers.
    std::uint32_t first_word = 0;
    std::vector<Word> words; ///< what follows the name
    /// NAME=value before the command, or given by `env` or `sudo`.
    std::vector<Setting> assignments;
    bool takes_more_words = false; ///< behind xargs: further words come from its input
    Position position;
    bool as_root = false; ///< behind sudo or the like
    /// `python -m pip`: the interpreter's word; nothing when the tool was called by its own name.
    std::optional<Word> interpreter;

    /// Filled for tools with a known option grammar (see options.h), else empty.
    bool has_grammar = false;
    /// An option that the grammar does not know may have taken the word behind it as its value, so
    /// verb, options and operands are not sure.
    bool options_uncertain = false;
    std::string_view
        verb; ///< "install"; two words joined by a blank where tools have them: "pip install" of uv
    Span verb_at;
    std::uint32_t verb_word = 0; ///< index in `words` of the verb's last word
    std::vector<Option> options;
    std::vector<std::uint32_t> operands; ///< indices in `words`

    [[nodiscard]] bool is(std::string_view tool) const { return name == tool; }
    [[nodiscard]] bool is_one_of(std::initializer_list<std::string_view> tools) const {
        return std::find(tools.begin(), tools.end(), name) != tools.end();
    }
    [[nodiscard]] bool verb_in(std::initializer_list<std::string_view> verbs) const {
        return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
    }
    /// The last option with one of these names.
    [[nodiscard]] const Option* option(std::initializer_list<std::string_view> names) const {
        const Option* found = nullptr;
        for (const Option& each : options) {
            if (std::find(names.begin(), names.end(), each.name) != names.end()) found = &each;
        }
        return found;
    }
    [[nodiscard]] bool has_option(std::initializer_list<std::string_view> names) const {
        return option(names) != nullptr;
    }
};

/// The value a variable has for a command: set before it, exported earlier in its script, or by
/// ENV or ARG. Nothing when none of these sets it.
[[nodiscard]] std::optional<Setting> variable_of(const Command& command, std::string_view name);

/// "pip install": the tool and its verb, for messages.
[[nodiscard]] std::string as_written(const Command& command);

} // namespace dflint::model
