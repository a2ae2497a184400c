// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dflint::model {

/// The stages by name as COPY --from and RUN --mount find them: BuildKit knows the names of the
/// whole file before it looks at the first instruction, and of several stages with one name the
/// last one counts, even where it is built later (dockerfile2llb, findStateByName). A fact.
class NamedStages {
public:
    explicit NamedStages(const Build& build);
    /// The case of the letters does not count. Nothing when no stage has the name.
    [[nodiscard]] const Stage* find(std::string_view name) const;

private:
    std::unordered_map<std::string_view, const Stage*> stages_;
};

/// The index that a word of COPY --from is; nothing for a name. As Go's strconv.Atoi reads it.
[[nodiscard]] std::optional<std::int64_t> stage_number(std::string_view word);

/// Why nothing can be taken from what `--from=` or `from=` names, for each way of building the
/// file: it is the stage itself, one that is built later, or neither a stage nor an image. Empty
/// when there is no such reason.
[[nodiscard]] std::string problem_of_origin(std::string_view name, const Stage& taker);

} // namespace dflint::model
