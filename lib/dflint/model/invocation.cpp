// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/invocation.h"

#include "dflint/model/image_reference.h"
#include "dflint/model/platform.h"

#include <algorithm>

namespace dflint::model {

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
    const std::string& text = invocation.platforms.front();
    const auto platform = read_platform(text);
    if (!platform) return std::nullopt; // `local`, too
    if (argument == "TARGETOS") return platform->os;
    if (text == platform->os) return std::nullopt; // the rest is up to the builder
    if (argument == "TARGETARCH") return platform->architecture;
    if (argument == "TARGETVARIANT") return platform->variant;
    if (argument != "TARGETPLATFORM") return std::nullopt;
    const std::string name = platform->os + "/" + platform->architecture;
    return platform->variant.empty() ? name : name + "/" + platform->variant;
}

} // namespace dflint::model
