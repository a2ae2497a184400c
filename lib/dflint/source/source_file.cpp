// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/source_file.h"

#include <memory>

namespace dflint {

const LineIndex& SourceFile::build_lines() const {
    auto built = std::make_unique<const LineIndex>(text_);
    const LineIndex* first = nullptr;
    const bool is_first = lines_.compare_exchange_strong(
        first, built.get(), std::memory_order_acq_rel, std::memory_order_acquire);
    return is_first ? *built.release() : *first;
}

} // namespace dflint
