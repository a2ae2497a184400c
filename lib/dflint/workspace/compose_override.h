// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/file_tree.h"
#include "dflint/source/source_file.h"
#include "dflint/workspace/file_set.h"

#include <string_view>

/// Compose files beside those with default names: `docker-compose.prod.yml`, `compose-dev.yaml`.
namespace dflint::workspace {

/// Going by its name. Files for other programs, and templates, may be called so, too.
[[nodiscard]] bool is_other_compose_name(std::string_view name);

/// It can be read, and says what its services are.
[[nodiscard]] bool has_services(const SourceFile& file);

/// Puts the compose file with a default name in front of a lone one of another name that changes
/// it: `compose.override.yaml` always does, others where a service says too little without that
/// file. One that stands for itself is left alone.
void add_main_file(FileSet& set, const FileTree& files);

} // namespace dflint::workspace
