// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/directive.h"

#include "dflint/source/ascii.h"

namespace dflint::dockerfile {

namespace {
constexpr DirectiveKind kinds[] = {DirectiveKind::syntax, DirectiveKind::escape,
                                   DirectiveKind::check};

/// `\s` of Go's regular expressions.
bool is_regexp_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

std::optional<DirectiveKind> kind_of(std::string_view name) {
    for (const DirectiveKind kind : kinds) {
        if (ascii::equals_ignoring_case(name, name_of(kind))) return kind;
    }
    return std::nullopt;
}

Word word_at(std::string_view file, Span at) {
    return {.text = file.substr(at.begin, at.size()), .at = at, .logical = {0, at.size()}};
}
} // namespace

std::string_view name_of(DirectiveKind kind) {
    switch (kind) {
    case DirectiveKind::syntax:
        return "syntax";
    case DirectiveKind::escape:
        return "escape";
    case DirectiveKind::check:
        return "check";
    }
    return "";
}

std::optional<Directive> read_directive(std::string_view file, Span line, std::uint32_t sign_size) {
    // Few comments have one, and every comment is asked.
    if (file.substr(line.begin, line.size()).find('=') == file.npos) return std::nullopt;
    const auto skip_space = [&](std::uint32_t at) {
        while (at < line.end && is_regexp_space(file[at])) ++at;
        return at;
    };
    const std::uint32_t begin = skip_space(line.begin + sign_size);
    Span name = {begin, begin};
    while (name.end < line.end && ascii::is_letter(file[name.end])) ++name.end;
    const std::uint32_t equals = skip_space(name.end);
    if (equals == line.end || file[equals] != '=') return std::nullopt;
    const auto kind = kind_of(file.substr(name.begin, name.size()));
    if (!kind) return std::nullopt;

    Span value = {skip_space(equals + 1), line.end};
    while (value.end > value.begin && is_regexp_space(file[value.end - 1])) --value.end;
    if (value.empty()) {
        // BuildKit's pattern gives one blank back when there is nothing else behind the sign.
        if (value.begin == equals + 1) return std::nullopt;
        value = {line.end - 1, line.end};
    }
    return Directive{.kind = *kind,
                     .at = {line.begin, value.end},
                     .name = word_at(file, name),
                     .value = word_at(file, value)};
}

} // namespace dflint::dockerfile
