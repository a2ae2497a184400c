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

bool tells_file_by_file(Format format) {
    return format == Format::full || format == Format::concise;
}

void append_file(std::string& out, const FileReport& file, const Options& options) {
    if (options.format == Format::full) {
        append_full(out, file, options.color);
    } else {
        append_concise(out, file, options.color);
    }
}

void append_end(std::string& out, const Closing& closing, const Options& options) {
    if (options.format == Format::full) append_closing(out, closing);
}

void append(std::string& out, const Report& report, const Options& options) {
    switch (options.format) {
    case Format::full:
    case Format::concise:
        for (const FileReport& file : report.files) append_file(out, file, options);
        return append_end(out, {summarize(report), report.fixed, report.failures.size()}, options);
    case Format::json:
        return append_json(out, report);
    case Format::jsonl:
        return append_json_lines(out, report);
    case Format::sarif:
        return append_sarif(out, report, options.root);
    }
}

} // namespace dflint::emit
