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

    [[nodiscard]] std::vector<std::string> paths() const {
        std::vector<std::string> paths;
        for (const model::CacheDirectory& each : directories) paths.push_back(each.path);
        return paths;
    }
};

/// Mounts a cache over the manager's directories, takes out what would defeat it, and gives it to
/// later runs that work from it. Nothing where that cannot be shown to leave the build working.
[[nodiscard]] std::optional<Fix> mount_cache(const model::Run& run, const Download& download);

} // namespace dflint::rules
