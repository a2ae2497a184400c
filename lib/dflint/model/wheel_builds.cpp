// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/wheel_builds.h"

#include "dflint/model/build.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dflint::model {

namespace {

// As of November 2026. ROCm: AMD supports x86-64 alone (ROCm/ROCm issue 1529), and the indexes
// rocm3 to rocm7 have no other wheels of torch. CUDA: the first wheels for Arm servers are those of
// torch 2.4 for CUDA 12.4 (pytorch/pytorch issues 134790 and 193491); there were none for 12.1 and
// below, and no index for 12.2 and 12.3.
constexpr int newest_known_rocm = 7;
constexpr int first_cuda_for_arm = 124;

constexpr std::string_view index_root = "download.pytorch.org/whl/";

bool is_index_option(std::string_view name) {
    constexpr std::array names = {"--index-url",  "-i",      "--extra-index-url", "-f",
                                  "--find-links", "--index", "--default-index"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The number that a text begins with, and what follows it.
std::optional<int> number_of(std::string_view& text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

/// The value with the variables of the Dockerfile put in; nothing when the shell sets one of them,
/// or a part is not known.
std::optional<std::string> value_of(const Command& command, std::string_view written) {
    if (written.find('$') == written.npos) return std::string(written);
    if (written.find_first_of("`(") != written.npos) return std::nullopt;
    const Run& run = *command.run;
    std::vector<dockerfile::Use> uses;
    auto value = dockerfile::expand(written, run.stage->build->tree.escape, run.scope, &uses);
    const bool is_set_here =
        std::any_of(uses.begin(), uses.end(), [&](const auto& use) { return run.sets(use.name); });
    return is_set_here ? std::nullopt : std::move(value.text);
}

} // namespace

std::optional<WheelBuild> wheel_build_named(std::string_view name) {
    std::string_view rest = name;
    if (rest.starts_with("rocm")) {
        rest.remove_prefix(4);
        const auto major = number_of(rest);
        if (!major || *major > newest_known_rocm || !(rest.empty() || rest[0] == '.')) return {};
        return WheelBuild{"ROCm", "amd64"};
    }
    if (!rest.starts_with("cu")) return std::nullopt;
    rest.remove_prefix(2);
    const std::string_view digits = rest;
    const auto version = number_of(rest);
    // cu80, cu92, cu102, cu118, cu121; cu90 and below have one digit for the major version.
    if (!version || !rest.empty() || *version < 75 || *version >= first_cuda_for_arm) return {};
    const std::size_t major_size = digits.size() - 1;
    return WheelBuild{"CUDA " + std::string(digits.substr(0, major_size)) + "." +
                          std::string(digits.substr(major_size)),
                      "amd64"};
}

std::optional<WheelBuild> wheel_build_of_index(std::string_view url) {
    const std::size_t root = url.find(index_root);
    if (root == url.npos) return std::nullopt;
    std::string_view path = url.substr(root + index_root.size());
    for (const std::string_view channel : {"nightly/", "test/"}) {
        if (path.starts_with(channel)) path.remove_prefix(channel.size());
    }
    return wheel_build_named(path.substr(0, path.find('/')));
}

std::vector<WheelBuildRequest> wheel_builds_of(const Install& install) {
    std::vector<WheelBuildRequest> requests;
    if (install.manager != Manager::pip && install.manager != Manager::uv) return requests;
    const Command& command = *install.command;
    for (const Package& package : install.packages) {
        const std::size_t plus = package.version.find('+');
        if (plus == package.version.npos) continue;
        const auto local = value_of(command, package.version.substr(plus + 1));
        if (!local) continue;
        if (auto build = wheel_build_named(*local)) {
            requests.push_back({*std::move(build), package.at, false});
        }
    }
    const auto add = [&](std::string_view written, Span at) {
        if (const auto url = value_of(command, written)) {
            if (auto build = wheel_build_of_index(*url)) {
                requests.push_back({*std::move(build), at, true});
            }
        }
    };
    for (const Option& option : command.options) {
        if (option.value && is_index_option(option.name)) add(*option.value, option.value_at);
    }
    for (const std::string_view name :
         {"PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_INDEX_URL",
          "UV_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX"}) {
        if (const auto setting = variable_of(command, name)) add(setting->value, setting->at);
    }
    return requests;
}

} // namespace dflint::model
