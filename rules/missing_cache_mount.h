// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/fix.h"

#include <optional>
#include <string>
#include <vector>

namespace dflint::rules {

/// What one manager downloads in one RUN.
struct Download {
    model::Manager manager;
    std::vector<const model::Install*> installs{};
    const model::Install* worst = nullptr; ///< the one to report
    Severity severity = Severity::info;
    std::vector<model::CacheDirectory> directories{}; ///< of downloads; empty when not known
    std::vector<std::string> paths{};                 ///< of the directories

    void add(const model::CacheDirectory& directory) {
        directories.push_back(directory);
        paths.push_back(directory.path);
    }
};

/// The first command of the run that names a directory above the mount which the image need not
/// have; null when there is none. BuildKit makes it for the mount, and who wants to make it himself
/// fails: `bash miniconda.sh -b -p /opt/conda`.
[[nodiscard]] const model::Command* names_directory_above(const model::Run& run,
                                                          const Download& download);

/// Mounts a cache over the manager's directories, takes out what would defeat it, and gives it to
/// later runs that work from it. No command may name a directory above them. Nothing where that
/// cannot be shown to leave the build working.
[[nodiscard]] std::optional<Fix> mount_cache(const model::Run& run, const Download& download);

} // namespace dflint::rules
