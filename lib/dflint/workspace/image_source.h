// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/project.h"
#include "dflint/model/invocation.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::workspace {

/// Where a target takes its Dockerfile and its context from. Paths are clean, relative to the
/// directory bake is called in; nothing: elsewhere (a URL, an archive), or unknown.
struct ImageSource {
    std::optional<std::string> context;
    std::optional<std::string> dockerfile;
    /// The Dockerfile is written in the bake file; there is no other.
    bool is_inline = false;
};

/// Of a resolved target. An absolute Dockerfile stays absolute; all others are below the context.
[[nodiscard]] ImageSource source_of(const bake::Target& target);

/// A known string: the value itself, or that of an attribute; nothing for all else.
[[nodiscard]] std::optional<std::string> text_of(const bake::Value& value);
[[nodiscard]] std::optional<std::string> text_of(const bake::Target& target, bake::AttributeId id);

/// The platforms that one element of `platforms` names: buildx splits it at commas
/// (util/platformutil, Parse).
[[nodiscard]] std::vector<std::string> platforms_in(std::string_view text);

/// A path of the file system: no URL, no Git reference, no other target.
[[nodiscard]] bool is_local(std::string_view context);

/// What the target says to the builder of its Dockerfile.
[[nodiscard]] model::Invocation invocation_of(const bake::Project& project,
                                              const bake::Target& target);

} // namespace dflint::workspace
