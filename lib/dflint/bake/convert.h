// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/type.h"
#include "dflint/bake/value.h"
#include "dflint/source/result.h"

#include <optional>
#include <string>
#include <vector>

/// How values of one type become values of another. Outside law: zclconf/go-cty, cty/convert.
namespace dflint::bake {

/// Strings become numbers and bools where they read as such; tuples become lists; objects, maps;
/// and so on. The Error's message is cty's, for the end of a sentence: "list of string required".
[[nodiscard]] Result<Value> convert(const Value& value, const Type& wanted);

/// Whether any value of type `from` can be converted. `unsafe` admits conversions that depend on
/// the value: string to number.
[[nodiscard]] bool is_convertible(const Type& from, const Type& to, bool unsafe);

/// The type that values of all these types can be converted to. Nothing when there is none; of no
/// types at all, neither.
[[nodiscard]] std::optional<Type> unify(const std::vector<Type>& types);

/// Why `got` cannot become `wanted`.
[[nodiscard]] std::string mismatch(const Type& got, const Type& wanted);

} // namespace dflint::bake
