// SPDX-License-Identifier: Apache-2.0
// Outside law: moby/buildkit, cache/remotecache; docker/buildx, build/opt.go.
#include "dflint/workspace/cache_fields.h"

#include <algorithm>
#include <array>

namespace dflint::workspace {

namespace {

constexpr std::array gha{
    CacheField{"ghtoken"},       CacheField{"repository"},    CacheField{"scope", true},
    CacheField{"timeout", true}, CacheField{"token", true},   CacheField{"url", true},
    CacheField{"url_v2", true},  CacheField{"version", true},
};
constexpr std::array registry{
    CacheField{"image-manifest"}, CacheField{"insecure", true},
    CacheField{"oci-artifact"},   CacheField{"oci-mediatypes"},
    CacheField{"ref", true},      CacheField{"registry.insecure", true},
};
// buildx turns the tag of an import into a digest, and writes the tag of an export to the index.
constexpr std::array local{
    CacheField{"dest"},         CacheField{"digest", true},   CacheField{"image-manifest"},
    CacheField{"oci-artifact"}, CacheField{"oci-mediatypes"}, CacheField{"src", true},
    CacheField{"tag", true},
};
constexpr std::array s3{
    CacheField{"access_key_id", true},
    CacheField{"blobs_prefix", true},
    CacheField{"bucket", true},
    CacheField{"endpoint_url", true},
    CacheField{"manifests_prefix", true},
    CacheField{"name", true},
    CacheField{"prefix", true},
    CacheField{"region", true},
    CacheField{"secret_access_key", true},
    CacheField{"session_token", true},
    CacheField{"touch_refresh", true},
    CacheField{"upload_parallelism"},
    CacheField{"use_path_style", true},
};
constexpr std::array azblob{
    CacheField{"account_name", true},     CacheField{"account_url", true},
    CacheField{"blobs_prefix", true},     CacheField{"container", true},
    CacheField{"manifests_prefix", true}, CacheField{"name", true},
    CacheField{"prefix", true},           CacheField{"secret_access_key", true},
};

/// Backends that do not compress themselves are given these all the same: nobody is misled.
bool is_common(std::string_view name) {
    static constexpr std::array<std::string_view, 6> names{
        "compression", "compression-level", "force-compression", "ignore-error", "mode", "type"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

std::span<const CacheField> fields_of_backend(std::string_view type) {
    if (type == "gha") return gha;
    if (type == "registry") return registry;
    if (type == "local") return local;
    if (type == "s3") return s3;
    if (type == "azblob") return azblob;
    return {};
}

bool is_cache_field(std::string_view type, std::string_view name) {
    const auto fields = fields_of_backend(type);
    return fields.empty() || is_common(name) ||
           std::find_if(fields.begin(), fields.end(),
                        [&](const CacheField& each) { return each.name == name; }) != fields.end();
}

} // namespace dflint::workspace
