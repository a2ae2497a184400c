// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <optional>
#include <string_view>

/// Repairs of mistakes that stop a build. Safe ones are those without a second reading: no result
/// is lost, as there was none.
namespace dflint::dockerfile {

/// How a word that is no instruction has to change to be one: its bytes [begin, end) of the
/// instruction's joined text become `text`. Empty range: a blank is missing there.
struct KeywordRepair {
    Span at;
    std::string_view text;
    Keyword keyword = Keyword::unknown;
};

/// Does the file write its FROMs in lower case? Then its other names stand in it, too.
[[nodiscard]] bool is_in_lower_case(const Tree& tree);

/// The one instruction that was meant: a near name, or a name without the blank behind it. Nothing
/// when there are two, or the rest does not fit. `escape` is that of the tree; a word in lower case
/// is a name only when `is_lower_case` says so of the file.
[[nodiscard]] std::optional<KeywordRepair> keyword_repair(const Instruction& unknown, char escape,
                                                          bool is_lower_case);
[[nodiscard]] Fix fix_of(const KeywordRepair& repair, const Instruction& unknown);

/// `--form=a` to `--from=a`. `name` is the flag's true name.
[[nodiscard]] std::optional<Fix> rename_flag(const Flag& flag, std::string_view name);
/// `--from builder` to `--from=builder`.
[[nodiscard]] std::optional<Fix> join_flag_value(const Instruction& instruction, const Flag& flag);
/// `ARG a = 1` to `ARG a=1`. `sign` is the index of the pair without a name.
[[nodiscard]] std::optional<Fix> close_up_equals(const Instruction& instruction, const Pairs& pairs,
                                                 std::size_t sign);
/// `SHELL /bin/bash -c` to `SHELL ["/bin/bash", "-c"]`.
[[nodiscard]] std::optional<Fix> write_as_json(const Instruction& instruction, const Word& text);
/// `HEALTHCHECK curl x` to `HEALTHCHECK CMD curl x`.
[[nodiscard]] std::optional<Fix> insert_cmd(const Instruction& instruction,
                                            const Healthcheck& health);

} // namespace dflint::dockerfile
