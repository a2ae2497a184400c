// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/apt_cache.h"

#include "dflint/model/distribution.h"
#include "dflint/model/paths.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <string>

namespace dflint::model {

namespace {

/// Brings a file of settings, or may do so.
bool may_bring_settings(const Copy& copy) {
    constexpr std::string_view settings = "/etc/apt/apt.conf.d";
    if (!copy.target) return false;
    const std::string target = clean_path(*copy.target);
    return is_within(settings, target) || is_within(target, settings);
}

bool names_settings(std::string_view text) {
    constexpr std::string_view signs[] = {"docker-clean", "keep-downloaded-packages",
                                          "keep-cache",   "apt.conf",
                                          "apt_config",   "post-invoke",
                                          "dir::cache"};
    return std::any_of(std::begin(signs), std::end(signs), [&](std::string_view sign) {
        return text.find(sign) != std::string_view::npos;
    });
}

/// Something in the file speaks of what apt does with packages behind an install.
class AptSettings {
public:
    explicit AptSettings(const Build& build) {
        std::string text = ascii::lower(build.file.text());
        const bool are_brought =
            std::any_of(build.stages.begin(), build.stages.end(), [](const Stage& stage) {
                return std::any_of(stage.copies.begin(), stage.copies.end(), may_bring_settings);
            });
        for_triggers_ = are_brought || names_settings(text);
        if (for_triggers_) blank_out_unused_triggers(build, text);
        for_runs_ = are_brought || names_settings(text);
    }

    [[nodiscard]] bool are_named_for(const Run& run) const {
        return run.is_onbuild ? for_triggers_ : for_runs_;
    }

private:
    /// Those that no stage of the file runs.
    static void blank_out_unused_triggers(const Build& build, std::string& text) {
        for (const Stage& stage : build.stages) {
            if (stage.has_children()) continue;
            for (const Run& trigger : stage.triggers) {
                const Span at = trigger.instruction->at;
                text.replace(at.begin, at.size(), at.size(), ' ');
            }
        }
    }

    bool for_runs_ = false;
    bool for_triggers_ = false;
};

} // namespace

const Mount* mount_emptied_by_apt(const Run& run) {
    const Mount* const mount = run.cache_mount_over("/var/cache/apt/archives");
    if (mount == nullptr) return nullptr;
    const auto installs_packages = [](const Install& install) {
        return !install.is_offline && !install.command->has_option({"-d", "--download-only"});
    };
    // What is only downloaded stays.
    const auto is_apt = [](const Install& each) { return each.manager == Manager::apt; };
    const auto first = std::find_if(run.installs.begin(), run.installs.end(), is_apt);
    const bool installs = first != run.installs.end() &&
                          std::all_of(first, run.installs.end(), [&](const Install& each) {
                              return !is_apt(each) || installs_packages(each);
                          });
    const auto base = run.stage->base_image();
    if (!installs || !base || distribution_of(*base) != Distribution::debian) return nullptr;
    return run.stage->build->fact<AptSettings>().are_named_for(run) ? nullptr : mount;
}

} // namespace dflint::model
