// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/apply.h"

namespace dflint::fix {

std::string apply(const SourceFile& file, std::span<const Edit> edits) {
    std::string out;
    std::size_t size = file.text().size();
    for (const Edit& edit : edits) size += edit.text.size();
    out.reserve(size);
    std::uint32_t at = 0;
    for (const Edit& edit : edits) {
        out += file.slice({at, edit.at.begin});
        out += edit.text;
        at = edit.at.end;
    }
    out += file.text().substr(at);
    return out;
}

} // namespace dflint::fix
