// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/csv.h"

#include <algorithm>

namespace dflint::bake::csv {

std::string_view Reader::take_line() {
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end == std::string_view::npos ? end : end + 1);
    rest_.remove_prefix(line.size());
    ++line_;
    return line;
}

namespace {

std::string_view without_line_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

} // namespace

Result<std::optional<Record>> Reader::next() {
    std::string_view line = take_line();
    while (without_line_end(line).empty()) {
        if (rest_.empty()) return std::optional<Record>();
        line = take_line();
    }
    record_line_ = line_;
    Record record;
    while (true) {
        if (!line.starts_with('"')) {
            const std::size_t comma = line.find(',');
            const std::string_view field =
                comma == std::string_view::npos ? without_line_end(line) : line.substr(0, comma);
            if (field.find('"') != std::string_view::npos)
                return Error{"bare \" in non-quoted-field"};
            record.emplace_back(field);
            if (comma == std::string_view::npos) return std::optional(std::move(record));
            line.remove_prefix(comma + 1);
            continue;
        }
        std::string field;
        line.remove_prefix(1);
        while (true) {
            const std::size_t quote = line.find('"');
            if (quote == std::string_view::npos) {
                // The field goes on in the next line; a CR LF in it becomes LF.
                field += without_line_end(line);
                if (line.ends_with('\n')) field += '\n';
                if (rest_.empty()) return Error{"extraneous or missing \" in quoted-field"};
                line = take_line();
                continue;
            }
            field += line.substr(0, quote);
            line.remove_prefix(quote + 1);
            if (!line.starts_with('"')) break;
            field += '"';
            line.remove_prefix(1);
        }
        record.push_back(std::move(field));
        if (line.starts_with(',')) {
            line.remove_prefix(1);
        } else if (without_line_end(line).empty()) {
            return std::optional(std::move(record));
        } else {
            return Error{"extraneous or missing \" in quoted-field"};
        }
    }
}

Result<Record> fields(std::string_view text) {
    Reader reader(text);
    auto record = reader.next();
    if (!record) return record.error();
    if (!*record) return Record{};
    return **std::move(record);
}

} // namespace dflint::bake::csv
