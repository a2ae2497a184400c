// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/convert.h"
#include "dflint/bake/function.h"

#include <cstdint>
#include <string>

/// The families of the standard library and what they share. Outside law: zclconf/go-cty
/// (cty/function/stdlib), hashicorp/go-cty-funcs, docker/buildx (bake/hclparser/stdlib.go).
namespace dflint::bake {

[[nodiscard]] std::vector<Function> number_functions();
[[nodiscard]] std::vector<Function> logic_functions();
[[nodiscard]] std::vector<Function> string_functions();
[[nodiscard]] std::vector<Function> collection_functions();
[[nodiscard]] std::vector<Function> mapping_functions();
[[nodiscard]] std::vector<Function> set_functions();
[[nodiscard]] std::vector<Function> format_functions();
[[nodiscard]] std::vector<Function> regex_functions();
[[nodiscard]] std::vector<Function> encoding_functions();
[[nodiscard]] std::vector<Function> hash_functions();
[[nodiscard]] std::vector<Function> network_functions();
[[nodiscard]] std::vector<Function> time_functions();
[[nodiscard]] std::vector<Function> world_functions();

/// A parameter that takes anything.
[[nodiscard]] inline Parameter any(std::string_view name) {
    return {.name = name, .type = {}};
}
[[nodiscard]] inline Parameter text(std::string_view name) {
    return {.name = name, .type = Kind::string};
}
[[nodiscard]] inline Parameter number(std::string_view name) {
    return {.name = name, .type = Kind::number};
}

[[nodiscard]] inline CallError fault(std::string message) {
    return {.message = std::move(message)};
}
[[nodiscard]] inline CallError fault(std::size_t argument, std::string message) {
    return {.message = std::move(message), .argument = argument};
}

/// What Go reads into an int: whole and of 64 bits.
[[nodiscard]] Result<std::int64_t> whole_number(const Value& value);

/// The elements of a list, set or tuple; the values of a map or object, in the order of keys.
[[nodiscard]] Value::Elements elements_of(const Value& value);

/// A JSON string, quoted as Go's encoding/json does: <, > and & are escaped, too.
void append_json(std::string& out, std::string_view text);
/// The value as JSON; nothing for an infinity, or when something in it is not known.
[[nodiscard]] std::optional<std::string> to_json(const Value& value);

/// A string as Go's %q prints it.
[[nodiscard]] std::string quoted(std::string_view text);

} // namespace dflint::bake
