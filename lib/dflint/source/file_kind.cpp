// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/file_kind.h"

namespace dflint {

FileKind kind_of(std::string_view path) {
    if (path.ends_with(".dockerignore")) return FileKind::dockerignore;
    if (path.ends_with(".hcl")) return FileKind::bake_hcl;
    if (path.ends_with(".json")) return FileKind::bake_json;
    if (path.ends_with(".yaml") || path.ends_with(".yml")) return FileKind::compose;
    return FileKind::dockerfile;
}

} // namespace dflint
