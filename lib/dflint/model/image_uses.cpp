// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/image_uses.h"

#include "dflint/model/build.h"
#include "dflint/model/invocation.h"
#include "dflint/model/named_stages.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <utility>

namespace dflint::model {

namespace {

/// Neither the number of a stage nor a variable, which `--from` does not expand everywhere.
bool is_image(std::string_view from) {
    return !from.empty() && from.find('$') == from.npos &&
           !std::all_of(from.begin(), from.end(), ascii::is_digit);
}

/// Collects what no named context replaces.
class Collector {
public:
    explicit Collector(const Build& build) : build_(build) {}

    void add(std::string image, Span at) {
        const Invocation* const invocation = build_.context.invocation;
        if (invocation != nullptr && invocation->context(image) != nullptr) return;
        uses.push_back({std::move(image), at});
    }
    void add_base(const Stage& stage) {
        const auto* const from = stage.from->as<dockerfile::From>();
        if (from == nullptr || stage.parent != nullptr) return;
        auto image = dockerfile::expand(from->image.text, build_.tree.escape, build_.globals);
        if (image.text && !image.text->empty()) add(*std::move(image.text), from->image.at);
    }

    std::vector<ImageUse> uses;

private:
    const Build& build_;
};

} // namespace

std::vector<ImageUse> image_uses(const Build& build) {
    Collector collector(build);
    const auto& names = build.fact<NamedStages>();
    for (const Stage& stage : build.stages) {
        if (!stage.is_used) continue;
        collector.add_base(stage);
        for (const Copy& copy : stage.copies) {
            if (copy.origin != nullptr || !is_image(copy.from)) continue;
            if (names.find(copy.from) != nullptr) continue;
            if (const dockerfile::Flag* const flag = copy.instruction->flag("from"))
                collector.add(std::string(copy.from), flag->value_at);
        }
        for (const Run& run : stage.runs) {
            for (const Mount& mount : run.mounts) {
                if (mount.origin != nullptr || !is_image(mount.from)) continue;
                if (names.find(mount.from) != nullptr) continue;
                collector.add(std::string(mount.from), mount.flag->value_at);
            }
        }
    }
    return std::move(collector.uses);
}

} // namespace dflint::model
