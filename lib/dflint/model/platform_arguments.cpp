// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/platform_arguments.h"

namespace dflint::model {

namespace {
bool is_part(std::string_view name) {
    return name == "PLATFORM" || name == "OS" || name == "OSVERSION" || name == "ARCH" ||
           name == "VARIANT";
}
} // namespace

bool is_target_argument(std::string_view name) {
    return name.starts_with("TARGET") && (is_part(name.substr(6)) || name == "TARGETSTAGE");
}

bool is_platform_argument(std::string_view name) {
    return is_target_argument(name) || (name.starts_with("BUILD") && is_part(name.substr(5)));
}

} // namespace dflint::model
