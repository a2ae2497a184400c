// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/command.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace dflint::model {

/// Reads `command.words` by the option grammar of the tool `command.name`: fills has_grammar,
/// options_uncertain, verb, verb_at, verb_word, options and operands. Leaves a command of an
/// unknown tool as it is.
///
/// A verb is given by its full name (`npm i` has the verb "install"), `verb_at` says what is
/// written. A verb that the tool takes for granted (`yarn`, `bundle`) has an empty `verb_at` behind
/// the tool's name. The verb is empty when it is missing or not known (`pip $VERB`), and for tools
/// without verbs (curl, mvn, gradle), where tasks and goals are operands.
///
/// An option that the tables do not know takes no value; where the tables of its tool may miss
/// options that do take one, and a word follows that could be it, `options_uncertain` is set.
void read_options(Command& command);

/// What a word is by its looks.
struct WordShape {
    enum class Kind : std::uint8_t {
        operand,
        dashes,      ///< `--`
        long_option, ///< `--name`, `--name=value`
        letters,     ///< `-y`, `-yq`, `-rfile`; what it means only the tool knows
    };
    Kind kind = Kind::operand;
    std::string_view name; ///< of a long option: with its dashes, without `=value`; else the word
    std::optional<std::string_view> value; ///< of a long option: behind the `=`
};

/// A view into `word`.
[[nodiscard]] WordShape shape_of(std::string_view word);

} // namespace dflint::model
