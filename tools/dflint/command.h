// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dflint/console.h"
#include "tools/dflint/options.h"

namespace dflint::cli {

/// The commands. Each gives the exit status of the program.
[[nodiscard]] int check(const CheckOptions& options);
[[nodiscard]] int list_rules(const RulesOptions& options);
[[nodiscard]] int explain(const ExplainOptions& options);
[[nodiscard]] int show(const ShowOptions& options);

/// Prints text as the whole output of a command.
[[nodiscard]] int finish(std::string_view text, int code = exit_clean);

/// Says why on standard error; the exit status for it.
[[nodiscard]] int refuse(const Error& error);

} // namespace dflint::cli
