// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/result.h"

#include <string>
#include <string_view>

namespace dflint {

/// Reads a whole file, byte for byte. Errors name the path and the cause (missing, a directory,
/// no permission, larger than a span can address).
[[nodiscard]] Result<std::string> read_file(const std::string& path);

/// Replaces the content of an existing file so that a reader sees the old bytes or the new ones,
/// never a part: a temporary file beside it, flushed, given the same mode (and owner where
/// permitted), then renamed over it. A symbolic link is followed, the link itself stays; hard
/// links keep the old text, and extended attributes are not kept. A file that may not be written
/// is an error.
[[nodiscard]] Result<std::monostate> write_file_atomically(const std::string& path,
                                                           std::string_view text);

} // namespace dflint
