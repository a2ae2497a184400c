// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace dflint::model {

enum class RemoteKind : std::uint8_t { none, http, git };

/// What ADD fetches from the network for an expanded source: `https://host/path`, or a repository
/// as in `git@host:path`, `git://`, `ssh://` and `https://host/path.git#ref` (BuildKit, dfgitutil,
/// ParseGitRef). Sources of other protocols are names of files.
[[nodiscard]] RemoteKind remote_kind(std::string_view source);

} // namespace dflint::model
