// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/mounts.h"

#include <algorithm>

namespace dflint::model {

namespace {

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [&](char x, char y) { return lower(x) == lower(y); });
}

bool key_in(std::string_view key, std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return equals_ignoring_case(key, name); });
}

Mount::Type type_of(std::string_view name) {
    if (name == "bind") return Mount::Type::bind;
    if (name == "cache") return Mount::Type::cache;
    if (name == "tmpfs") return Mount::Type::tmpfs;
    if (name == "secret") return Mount::Type::secret;
    if (name == "ssh") return Mount::Type::ssh;
    return Mount::Type::unknown;
}

/// The next field of a comma-separated record; a field may be wrapped in double quotes.
std::string_view next_field(std::string_view& rest) {
    if (rest.starts_with('"')) {
        const std::size_t close = std::min(rest.find('"', 1), rest.size());
        const std::string_view field = rest.substr(1, close - 1);
        rest.remove_prefix(std::min(rest.find(',', close), rest.size() - 1) + 1);
        return field;
    }
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view field = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    return field;
}

} // namespace

Mount read_mount(const dockerfile::Flag& flag, const Scope& scope) {
    Mount mount;
    mount.flag = &flag;
    std::string_view target;
    bool writable_is_set = false;
    for (std::string_view rest = flag.value.value_or(""); !rest.empty();) {
        const std::string_view field = next_field(rest);
        const std::size_t equals = std::min(field.find('='), field.size());
        const std::string_view key = field.substr(0, equals);
        const std::string_view value = field.substr(std::min(equals + 1, field.size()));
        if (key_in(key, {"type"})) mount.type = type_of(value);
        if (key_in(key, {"target", "dst", "destination"})) target = value;
        if (key_in(key, {"source", "src"})) mount.source = value;
        if (key_in(key, {"from"})) mount.from = value;
        if (key_in(key, {"id"})) mount.id = value;
        if (key_in(key, {"sharing"})) mount.sharing = value;
        const bool writes = key_in(key, {"rw", "readwrite"});
        if (writes || key_in(key, {"ro", "readonly"})) {
            mount.writable = writes == (value != "false");
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

} // namespace dflint::model
