// SPDX-License-Identifier: Apache-2.0
#include "built_for.h"

#include <memory>

namespace dflint::rules {

std::string names_of(const std::vector<const model::BuiltPlatform*>& platforms) {
    std::string text;
    for (std::size_t i = 0; i < platforms.size(); ++i) {
        if (i > 0) text += i + 1 == platforms.size() ? " and " : ", ";
        text += "`" + platforms[i]->text + "`";
    }
    return text;
}

std::optional<Label> asked_for(const model::Build& build, const model::BuiltPlatform& platform) {
    if (platform.file == nullptr) return std::nullopt;
    if (platform.file == &build.file) return Label{platform.at, "the stage is built for it"};
    // The workspace owns the file, and outlives the run.
    return Label{platform.at,
                 "`" + build.context.invocation->name + "` builds it for `" + platform.text + "`",
                 {std::shared_ptr<const SourceFile>(), platform.file}};
}

} // namespace dflint::rules
