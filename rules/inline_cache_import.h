// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/pass.h"
#include "dflint/workspace/cache_entry.h"

#include <optional>
#include <set>
#include <string>

/// The part of inline-cache-limits on what is imported.
namespace dflint::rules {

/// Images and caches that a project pushes.
class PushedImages {
public:
    explicit PushedImages(const workspace::Project& project);

    /// True, too, when not all of them are known.
    [[nodiscard]] bool has(const std::string& image) const {
        return has_unknown_ || images_.contains(image);
    }

private:
    void add(const std::optional<std::string>& image);

    std::set<std::string> images_;
    bool has_unknown_ = false;
};

/// Imports the image that the target with the inline cache tags first.
[[nodiscard]] std::optional<Fix> import_image(const workspace::Project& project,
                                              const workspace::WrittenCache& cache);

/// Reports an import of the target that is there for its cache, while the inline cache goes
/// elsewhere.
void check_imported_tag(const workspace::Project& project, const workspace::WrittenCache& cache,
                        const PushedImages& pushed, Pass& pass);

} // namespace dflint::rules
