// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/invocation.h"

#include "dflint/model/image_reference.h"

#include <algorithm>
#include <array>

namespace dflint::model {

namespace {

/// `os/arch[/variant]`, or an architecture alone.
std::array<std::string_view, 3> parts_of(std::string_view platform) {
    std::array<std::string_view, 3> parts{};
    if (platform.find('/') == std::string_view::npos) return {"linux", platform, ""};
    for (std::string_view& part : parts) {
        const std::size_t end = std::min(platform.find('/'), platform.size());
        part = platform.substr(0, end);
        platform.remove_prefix(std::min(end + 1, platform.size()));
    }
    return parts;
}

} // namespace

const Invocation::Argument* Invocation::argument(std::string_view wanted) const {
    const auto found = std::find_if(arguments.begin(), arguments.end(),
                                    [&](const Argument& each) { return each.name == wanted; });
    return found == arguments.end() ? nullptr : &*found;
}

const Invocation::NamedContext* Invocation::context(std::string_view image) const {
    if (contexts.empty()) return nullptr;
    const std::string full = full_image_name(image);
    const auto found =
        std::find_if(contexts.begin(), contexts.end(), [&](const NamedContext& each) {
            return each.name == image || full_image_name(each.name) == full;
        });
    return found == contexts.end() ? nullptr : &*found;
}

std::optional<std::string> platform_value(const Invocation& invocation, std::string_view argument) {
    if (invocation.platforms.size() != 1 || !argument.starts_with("TARGET")) return std::nullopt;
    const std::string& platform = invocation.platforms.front();
    const auto [os, architecture, variant] = parts_of(platform);
    if (argument == "TARGETPLATFORM") return platform;
    if (argument == "TARGETOS") return std::string(os);
    if (argument == "TARGETARCH") return std::string(architecture);
    if (argument == "TARGETVARIANT") return std::string(variant);
    return std::nullopt;
}

} // namespace dflint::model
