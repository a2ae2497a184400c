// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/pass.h"
#include "dflint/model/build.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

/// Arguments that a RUN expands and its stage does not declare: FROM lines may know them, the shell
/// gets nothing.
namespace dflint::rules {

/// What a RUN expects of an argument that it does not get.
struct UndeclaredUse {
    const model::Run* run;
    Span at;              ///< in the file
    std::string fallback; ///< what counts instead: `${TARGETARCH:-amd64}`
    bool has_fallback = false;
};

/// An argument and its uses in a stage whose parents have none, in the order of the file.
struct UndeclaredArgument {
    const model::Stage& stage;
    std::string_view name;
    std::vector<UndeclaredUse> uses{};  ///< never none
    std::vector<UndeclaredUse> below{}; ///< in stages that are built from this one
};

using ArgumentNames = std::unordered_set<std::string_view>;

/// Calls `take` for each of the arguments with such uses and each stage that has the first of them:
/// what is declared there is seen by all that is built from it. Only RUNs whose text `may_mention`
/// one are looked at.
void find_undeclared(const model::Build& build, const ArgumentNames& names,
                     const std::function<bool(std::string_view)>& may_mention,
                     const std::function<void(const UndeclaredArgument&)>& take);

/// Labels for the other uses, in the stage and below it, and for where the argument is declared
/// instead; the fix declares it in the stage. That is safe where no use has a fallback and
/// `applicability` says so.
[[nodiscard]] Diagnostic undeclared(const UndeclaredArgument& argument, std::string message,
                                    Applicability applicability);

} // namespace dflint::rules
