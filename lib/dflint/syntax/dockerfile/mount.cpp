// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/mount.h"

#include "dflint/source/ascii.h"

#include <algorithm>

namespace dflint::dockerfile {

namespace {

std::uint32_t size32(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

MountField field_at(std::string_view all, Span at) {
    const std::string_view text = all.substr(at.begin, at.size());
    const std::size_t equals = text.find('=');
    MountField field{.key = text.substr(0, equals), .at = at};
    if (equals != text.npos) field.value = text.substr(equals + 1);
    return field;
}

std::string csv_error(std::size_t offset, std::string_view what) {
    return "parse error on line 1, column " + std::to_string(offset + 1) + ": " + std::string(what);
}

/// The end of a field that begins with a quote at `begin`; npos when it is never closed.
std::size_t closing_quote(std::string_view text, std::size_t begin) {
    for (std::size_t at = begin + 1;; at += 2) {
        at = text.find('"', at);
        if (at == text.npos || at + 1 >= text.size() || text[at + 1] != '"') return at;
    }
}

/// Where the flag's value begins in the joined text, if it stands there as it is.
std::optional<std::uint32_t> begin_of_value(const Instruction& instruction, const Flag& flag) {
    if (!flag.value) return std::nullopt;
    const auto segments = instruction.text.segments();
    const auto after = std::upper_bound(
        segments.begin(), segments.end(), flag.value_at.begin,
        [](std::uint32_t at, const LogicalText::Segment& each) { return at < each.file; });
    if (after == segments.begin()) return std::nullopt;
    const LogicalText::Segment& segment = *std::prev(after);
    const std::uint32_t begin = segment.logical + (flag.value_at.begin - segment.file);
    const std::string_view text = instruction.text.text();
    if (begin > text.size() || text.substr(begin, flag.value->size()) != *flag.value) {
        return std::nullopt;
    }
    return begin;
}

} // namespace

Span MountField::key_at() const {
    return {at.begin, at.begin + size32(key.size())};
}

Span MountField::value_at() const {
    return value ? Span{at.end - size32(value->size()), at.end} : Span{at.end, at.end};
}

MountFields split_mount(std::string_view value) {
    MountFields out;
    if (value.empty()) out.error = "EOF";
    for (std::size_t begin = 0; out.error.empty();) {
        std::size_t end = 0;
        if (value.substr(begin).starts_with('"')) {
            const std::size_t close = closing_quote(value, begin);
            end = std::min(close, value.size() - 1) + 1;
            if (close == value.npos || (end < value.size() && value[end] != ',')) {
                out.error = csv_error(std::min(close, value.size()),
                                      "extraneous or missing \" in quoted-field");
            } else {
                out.fields.push_back(field_at(value, {size32(begin + 1), size32(close)}));
            }
        } else {
            end = std::min(value.find(',', begin), value.size());
            const std::size_t quote = value.substr(0, end).find('"', begin);
            if (quote != value.npos) {
                out.error = csv_error(quote, "bare \" in non-quoted-field");
            }
            out.fields.push_back(field_at(value, {size32(begin), size32(end)}));
        }
        if (end == value.size()) break;
        begin = end + 1;
    }
    if (!out.error.empty()) out.fields.clear();
    return out;
}

bool has_variable_origin(const MountField& field) {
    if (!field.value || !ascii::equals_ignoring_case(field.key, "from")) return false;
    const std::size_t dollar = field.value->find('$');
    return dollar != field.value->npos && dollar + 1 < field.value->size();
}

Span place_in_value(const Instruction& instruction, const Flag& flag, Span part) {
    const auto begin = begin_of_value(instruction, flag);
    if (!begin) return flag.value_at;
    return instruction.text.in_file(Span{*begin + part.begin, *begin + part.end});
}

bool has_plain_value(const Instruction& instruction, const Flag& flag) {
    return begin_of_value(instruction, flag).has_value();
}

} // namespace dflint::dockerfile
