// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/emit.h"

#include "dflint/emit/json.h"
#include "dflint/emit/sarif_log.h"
#include "dflint/emit/text.h"

namespace dflint::emit {

std::optional<Format> format_named(std::string_view name) {
    for (const NamedFormat& each : formats) {
        if (each.name == name) return each.format;
    }
    return std::nullopt;
}

void append(std::string& out, const Report& report, const Options& options) {
    switch (options.format) {
    case Format::full:
        return append_full(out, report, options.color);
    case Format::concise:
        return append_concise(out, report, options.color);
    case Format::json:
        return append_json(out, report);
    case Format::jsonl:
        return append_json_lines(out, report);
    case Format::sarif:
        return append_sarif(out, report, options.root);
    }
}

} // namespace dflint::emit
