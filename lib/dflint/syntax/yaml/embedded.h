// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/embedded_text.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/yaml/tree.h"

#include <optional>

namespace dflint::yaml {

/// The text of a scalar, and where its bytes come from: of a literal block (`|`), of quoted and of
/// plain scalars. It has a notation where a line can be added without a change of style. Nothing
/// for collections and folded blocks (`>`), which are no place for a text of lines.
[[nodiscard]] std::optional<EmbeddedText> embedded_text(const SourceFile& file, const Node& scalar);

} // namespace dflint::yaml
