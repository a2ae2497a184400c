// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/device.h"

#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/go_bool.h"
#include "dflint/syntax/dockerfile/mount.h"
#include "dflint/syntax/dockerfile/suggest.h"

#include <array>

namespace dflint::dockerfile {

std::optional<DeviceError> device_error(std::string_view value) {
    const MountFields split = split_mount(value);
    const Span all = {0, static_cast<std::uint32_t>(value.size())};
    if (!split.error.empty())
        return DeviceError{all, "failed to parse csv devices: " + split.error};
    std::string name;
    for (const MountField& field : split.fields) {
        const std::string text(value.substr(field.at.begin, field.at.size()));
        const std::string key = ascii::lower(field.key);
        if (key == "required") {
            if (!field.value || read_bool(*field.value)) continue;
            return DeviceError{field.value_at(),
                               "invalid value for required: " + std::string(*field.value)};
        }
        if (field.value && key == "name") {
            if (!name.empty()) return DeviceError{field.at, "device name already set to " + name};
            name = *field.value;
        } else if (name.empty()) {
            name = text; // `vendor.com/class=device` is a name as well
        } else if (!field.value) {
            return DeviceError{field.at, "invalid field '" + text + "' must be a key=value pair"};
        } else {
            constexpr std::array<std::string_view, 2> keys = {"name", "required"};
            return DeviceError{field.key_at(), "unexpected key '" + key + "' in '" + text + "'" +
                                                   hint(nearest(key, keys))};
        }
    }
    return std::nullopt;
}

} // namespace dflint::dockerfile
