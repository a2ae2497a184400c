// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::emit {

/// What GitHub calls primaryLocationLineHash: it knows an alert again by the rule, the path and
/// this hash of the line and what follows it, so lines may be added above.
struct LineHash {
    std::uint64_t hash;
    std::uint32_t occurrence; ///< from 1; tells equal hashes of one file apart
};

/// The hash of every line of a file, the first line first. CR, LF and CRLF end a line here, for
/// that is how GitHub's upload action (codeql-action, src/fingerprints.ts) counts; malformed UTF-8
/// is replaced the way it reads files.
[[nodiscard]] std::vector<LineHash> line_hashes(std::string_view text);

/// As it stands in SARIF: "39fa2ee980eb94b0:1".
[[nodiscard]] std::string to_string(LineHash hash);

} // namespace dflint::emit
