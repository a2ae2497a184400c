// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dflint::emit {

/// Where a file is, as SARIF wants it: relative to the root where it lies below it, else absolute.
struct FileUri {
    std::string uri;
    bool is_relative;
};

/// The path in percent-encoded URI form, "." and ".." resolved. `root` is the absolute path that
/// relative paths start from, or empty when it is not to be told; a relative path that leaves an
/// untold root keeps its "..".
[[nodiscard]] FileUri file_uri(std::string_view path, std::string_view root);

/// The URI of a directory given by its absolute path; ends in a slash.
[[nodiscard]] std::string directory_uri(std::string_view path);

/// True for text that a browser could open.
[[nodiscard]] bool is_web_address(std::string_view text);

} // namespace dflint::emit
