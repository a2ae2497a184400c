// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/mounts.h"

#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/go_bool.h"
#include "dflint/syntax/dockerfile/mount.h"

#include <algorithm>

namespace dflint::model {

namespace {

bool key_in(std::string_view key, std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return ascii::equals_ignoring_case(key, name);
    });
}

Mount::Type type_of(std::string_view name) {
    if (key_in(name, {"bind"})) return Mount::Type::bind;
    if (key_in(name, {"cache"})) return Mount::Type::cache;
    if (key_in(name, {"tmpfs"})) return Mount::Type::tmpfs;
    if (key_in(name, {"secret"})) return Mount::Type::secret;
    if (key_in(name, {"ssh"})) return Mount::Type::ssh;
    return Mount::Type::unknown;
}

} // namespace

Mount read_mount(const dockerfile::Flag& flag, const Scope& scope) {
    Mount mount;
    mount.flag = &flag;
    std::string_view target;
    bool writable_is_set = false;
    const auto split = dockerfile::split_mount(flag.value.value_or(""));
    for (const dockerfile::MountField& field : split.fields) {
        const std::string_view key = field.key;
        const std::string_view value = field.value.value_or("");
        if (key_in(key, {"type"})) mount.type = type_of(value);
        if (key_in(key, {"target", "dst", "destination"})) target = value;
        if (key_in(key, {"source", "src"})) mount.source = value;
        if (key_in(key, {"from"})) mount.from = value;
        if (key_in(key, {"id"})) mount.id = value;
        if (key_in(key, {"sharing"})) mount.sharing = value;
        const bool writes = key_in(key, {"rw", "readwrite"});
        if (writes || key_in(key, {"ro", "readonly"})) {
            mount.writable =
                writes == (!field.value || dockerfile::read_bool(value).value_or(true));
            writable_is_set = true;
        }
    }
    if (!writable_is_set) {
        mount.writable = mount.type == Mount::Type::cache || mount.type == Mount::Type::tmpfs;
    }
    if (const auto expanded = scope.expand(target); expanded && !expanded->empty()) {
        mount.target = scope.absolute(*expanded);
    }
    return mount;
}

std::string_view name_of(Mount::Type type) {
    using Type = Mount::Type;
    switch (type) {
    case Type::bind:
        return "bind";
    case Type::cache:
        return "cache";
    case Type::tmpfs:
        return "tmpfs";
    case Type::secret:
        return "secret";
    case Type::ssh:
        return "ssh";
    case Type::unknown:
        break;
    }
    return "unknown";
}

} // namespace dflint::model
