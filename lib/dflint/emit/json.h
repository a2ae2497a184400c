// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/report.h"

#include <string>

namespace dflint::emit {

// For programs; diagnostics.schema.json documents both. Lines and columns count from 1, columns in
// code points, offsets and edits in bytes of the file as it is on disk. A fix whose new text is not
// valid UTF-8 cannot be said in JSON and is left out rather than changed.

/// Appends one JSON object for the whole report.
void append_json(std::string& out, const Report& report);

/// Appends one JSON object on a line of its own for each diagnostic, then one for each failure.
void append_json_lines(std::string& out, const Report& report);

} // namespace dflint::emit
