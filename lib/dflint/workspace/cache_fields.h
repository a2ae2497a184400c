// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace dflint::workspace {

/// A field that BuildKit reads of a cache entry.
struct CacheField {
    std::string_view name;
    bool is_imported = false; ///< in cache-from, too, and not only in cache-to
};

/// The fields of a backend, besides those that all exports have; nothing when dflint does not know
/// the backend.
[[nodiscard]] std::span<const CacheField> fields_of_backend(std::string_view type);

/// What an entry of that type may say. True for every field of a backend that is not known.
[[nodiscard]] bool is_cache_field(std::string_view type, std::string_view name);

} // namespace dflint::workspace
