// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/project.h"
#include "dflint/source/result.h"

#include <string_view>
#include <vector>

/// The elements of attest, cache-from, cache-to, output, policy, secret and ssh: written as one
/// string in CSV form or as an object. Outside law: docker/buildx, util/buildflags.
namespace dflint::bake {

/// One element as an object of strings (ssh: `paths` is a list). An unknown value stays unknown.
/// The error is buildx's.
[[nodiscard]] Result<Value> entry(AttributeId id, const Value& written);

/// True when an element is passed over: an empty string.
[[nodiscard]] bool is_empty_entry(const Value& written);

/// What identifies an entry among others: the type of an attest, the id of secret and ssh.
[[nodiscard]] std::string entry_key(AttributeId id, const Value& entry);

/// Drops entries that others replace or repeat, in the order that buildx leaves.
void normalize_entries(AttributeId id, std::vector<Element>& elements);

/// `type=...` of an entry; empty when it is unknown.
[[nodiscard]] std::string entry_field(const Value& entry, std::string_view name);

} // namespace dflint::bake
