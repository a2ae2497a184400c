// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/image_uses.h"

#include "dflint/model/build.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// Neither the number of a stage nor a variable, which `--from` does not expand everywhere.
bool is_image(std::string_view from) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return !from.empty() && from.find('$') == from.npos &&
           !std::all_of(from.begin(), from.end(), is_digit);
}

} // namespace

std::vector<ImageUse> image_uses(const Build& build) {
    std::vector<ImageUse> uses;
    for (const Stage& stage : build.stages) {
        if (!stage.is_used) continue;
        const auto* const from = stage.from->as<dockerfile::From>();
        if (from != nullptr && stage.image) uses.push_back({*stage.image, from->image.at});
        for (const Copy& copy : stage.copies) {
            if (copy.origin != nullptr || !is_image(copy.from)) continue;
            if (const dockerfile::Flag* const flag = copy.instruction->flag("from"))
                uses.push_back({std::string(copy.from), flag->value_at});
        }
        for (const Run& run : stage.runs) {
            for (const Mount& mount : run.mounts) {
                if (mount.origin != nullptr || !is_image(mount.from)) continue;
                uses.push_back({std::string(mount.from), mount.flag->value_at});
            }
        }
    }
    return uses;
}

} // namespace dflint::model
