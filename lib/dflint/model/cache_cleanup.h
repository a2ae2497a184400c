// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/fix.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::model {

/// A command that empties a cache directory.
struct CacheCleanup {
    const Command* command = nullptr;
    /// The narrowest: the operand of `rm`, else the words from the tool's name to its verb.
    Span at;
    /// `rm`: index in Command::words of the operand; nothing for a tool's own command.
    std::optional<std::uint32_t> operand{};
    std::string path{};         ///< what the operand removes, absolute and clean
    bool contents_only = false; ///< written with `/*` behind it

    /// With something mounted there, `rm` fails: no process can remove a mount point.
    [[nodiscard]] bool fails_over_mount_at(std::string_view target) const;
};

/// The commands of a RUN that empty the manager's cache, or one of the directories.
[[nodiscard]] std::vector<CacheCleanup> cache_cleanups(const Run& run,
                                                       std::optional<Manager> manager,
                                                       const std::vector<std::string>& directories);

/// The script asks a variable before it cleans: `if [ -n "$CLEAR" ]; then rm ...`. Who builds says
/// when the cache is to be empty.
[[nodiscard]] bool is_on_request(const CacheCleanup& cleanup);

/// Some `rm` or `find` of the RUN may remove one of the directories, or one above it: its operands
/// are not known well enough to say that it does not.
[[nodiscard]] bool may_remove(const Run& run, const std::vector<std::string>& directories);

/// Takes the cleanup out of the script: the whole command, or one operand of `rm`.
[[nodiscard]] std::optional<Edit> without_cleanup(const CacheCleanup& cleanup);

} // namespace dflint::model
