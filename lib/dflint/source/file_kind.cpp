// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/file_kind.h"

namespace dflint {

FileKind kind_of(std::string_view path) {
    const std::string_view name = path.substr(path.find_last_of('/') + 1);
    if (name.ends_with(".dockerignore")) return FileKind::dockerignore;
    if (name.ends_with(".hcl")) return FileKind::bake_hcl;
    if (name.ends_with(".json")) return FileKind::bake_json;
    if (name.ends_with(".yaml") || name.ends_with(".yml")) return FileKind::compose;
    return FileKind::dockerfile;
}

} // namespace dflint
