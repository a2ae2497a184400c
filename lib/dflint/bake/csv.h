// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Comma separated values, as Go's encoding/csv reads them (RFC 4180).
namespace dflint::bake::csv {

using Record = std::vector<std::string>;

/// Reads the record at the start of what is left and takes it away; nothing at the end. Empty
/// lines are skipped. `line` counts from 1; an Error is Go's words without the place.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    [[nodiscard]] Result<std::optional<Record>> next();
    /// The line where the last record began.
    [[nodiscard]] std::size_t line() const { return record_line_; }

private:
    std::string_view take_line();

    std::string_view rest_;
    std::size_t line_ = 0;
    std::size_t record_line_ = 1;
};

/// The fields of a text that is one record, as buildx reads `type=local,dest=out`.
[[nodiscard]] Result<Record> fields(std::string_view text);

} // namespace dflint::bake::csv
