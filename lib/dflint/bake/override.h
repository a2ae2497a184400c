// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/config.h"
#include "dflint/source/result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// What the command line says over the files. Outside law: docker/buildx, bake/bake.go
/// (newOverrides, AddOverrides) and its reference page for --set.
namespace dflint::bake {

/// One `--set PATTERN.key[.name][+]=value`.
struct Override {
    std::string pattern; ///< glob over target names
    std::string key;     ///< "tags", "args"
    std::string name;    ///< "V" of args.V; "" where the key takes none
    std::string value;
    bool appends = false;
};

/// Reads one argument of --set. `environment` gives the value of `args.V` without one; when it has
/// none, there is nothing to set. The Error says what is wrong with the text.
[[nodiscard]] Result<std::optional<Override>>
parse_override(std::string_view text, const std::map<std::string, std::string>& environment);

/// The pattern matches the name (shell glob).
[[nodiscard]] bool is_meant(const Override& override, const std::string& target);

/// Sets what is meant for the target. The first value of a list replaces it, unless it appends.
void apply_overrides(Target& target, std::span<const Override> overrides);

/// Keys that --set takes, sorted; other names are mistakes. Those of maps take a name behind a dot.
[[nodiscard]] std::span<const std::string_view> override_keys();

} // namespace dflint::bake
