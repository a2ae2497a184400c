// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib: regexp.go, string_replace.go
#include "dflint/bake/functions.h"
#include "dflint/bake/regex.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

/// What all searches of one call may take together.
constexpr std::size_t most_steps = 20'000'000;

Value not_understood(const regex::SyntaxError& error) {
    return Value::unknown(
        {}, std::make_shared<const std::string>(
                fmt::format("`{}` in a regular expression is not understood here", error.part)));
}

Value too_slow() {
    return Value::unknown(
        {}, std::make_shared<const std::string>("searching with this pattern takes too long"));
}

enum class Shape { text, groups, names };

Result<Shape> shape_of(const regex::Program& program) {
    const auto begin = program.names.begin() + 1;
    const auto unnamed = std::count(begin, program.names.end(), std::string());
    const auto groups = program.names.end() - begin;
    if (groups == 0) return Shape::text;
    if (unnamed == 0) return Shape::names;
    if (unnamed == groups) return Shape::groups;
    return Error{"invalid regexp pattern: cannot mix both named and unnamed capture groups"};
}

Type type_of(const regex::Program& program, Shape shape) {
    if (shape == Shape::text) return Kind::string;
    if (shape == Shape::groups)
        return Type::tuple(std::vector<Type>(program.names.size() - 1, Kind::string));
    std::vector<AttributeType> attributes;
    for (std::size_t i = 1; i < program.names.size(); ++i)
        attributes.push_back({program.names[i], Kind::string, false});
    return Type::object(std::move(attributes));
}

Value part(std::string_view text, const regex::Captures& captures, std::size_t group) {
    const std::uint32_t begin = captures[2 * group];
    if (begin == regex::nowhere) return Value::null(Kind::string);
    return Value(text.substr(begin, captures[2 * group + 1] - begin));
}

std::optional<Value> found_value(const regex::Program& program, Shape shape, std::string_view text,
                                 const regex::Captures& captures) {
    if (shape == Shape::text) return part(text, captures, 0);
    Value::Elements elements;
    Value::Members members;
    for (std::size_t i = 1; i < program.names.size(); ++i) {
        elements.push_back(part(text, captures, i));
        members.emplace_back(program.names[i], elements.back());
    }
    if (shape == Shape::groups) return Value::tuple(std::move(elements));
    return Value::object(std::move(members));
}

/// All matches, from left to right, as Go's FindAll has them; nothing when it took too long.
std::optional<std::vector<regex::Captures>> find_all(const regex::Program& program,
                                                     std::string_view text) {
    std::vector<regex::Captures> all;
    std::size_t steps = most_steps;
    std::uint32_t previous_end = regex::nowhere;
    for (std::size_t at = 0; at <= text.size();) {
        auto found = regex::find(program, text, at, steps);
        if (!found) return std::nullopt;
        if (found->empty()) break;
        const std::uint32_t begin = (*found)[0];
        const std::uint32_t end = (*found)[1];
        const bool empty = begin == end;
        // An empty match right behind another one does not count.
        const bool counts = !(empty && begin == previous_end);
        if (counts) all.push_back(std::move(*found));
        previous_end = end;
        at = end;
        if (empty) {
            ++at;
            while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
        }
    }
    return all;
}

CallError pattern_error(const regex::SyntaxError& error) {
    return fault(0, fmt::format("invalid regexp pattern: {} in {}", error.code, error.part));
}

Outcome search(Arguments in, bool wants_all) {
    const auto compiled = regex::compile(in[0].text());
    if (const auto* error = std::get_if<regex::SyntaxError>(&compiled)) {
        if (error->is_unsupported) return not_understood(*error);
        return pattern_error(*error);
    }
    const auto& program = *std::get_if<regex::Program>(&compiled);
    const auto shape = shape_of(program);
    if (!shape) return fault(0, shape.error().message);
    const std::string& text = in[1].text();
    if (!wants_all) {
        std::size_t steps = most_steps;
        const auto found = regex::find(program, text, 0, steps);
        if (!found) return too_slow();
        if (found->empty()) return fault("pattern did not match any part of the given string");
        return found_value(program, *shape, text, *found);
    }
    const auto all = find_all(program, text);
    if (!all) return too_slow();
    Value::Elements elements;
    for (const regex::Captures& captures : *all) {
        auto value = found_value(program, *shape, text, captures);
        if (!value) return value;
        elements.push_back(*std::move(value));
    }
    return Value::list(type_of(program, *shape), std::move(elements));
}

/// The group that a $name of a replacement means.
std::optional<std::size_t> group_of(const regex::Program& program, std::string_view name) {
    const bool digits = !name.empty() && std::all_of(name.begin(), name.end(), ascii::is_digit);
    if (digits && name.size() <= 4) {
        const auto number = static_cast<std::size_t>(std::stoul(std::string(name)));
        return number < program.names.size() ? std::optional(number) : std::nullopt;
    }
    const auto found = std::find(program.names.begin() + 1, program.names.end(), name);
    if (name.empty() || found == program.names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - program.names.begin());
}

/// Go's Regexp.Expand: $1, ${1}, $name, ${name}, $$.
void expand(std::string& out, std::string_view replacement, const regex::Program& program,
            std::string_view text, const regex::Captures& captures) {
    for (std::size_t at = 0; at < replacement.size();) {
        if (replacement[at] != '$') {
            out += replacement[at++];
            continue;
        }
        if (replacement.substr(at).starts_with("$$")) {
            out += '$';
            at += 2;
            continue;
        }
        const bool braces = replacement.substr(at).starts_with("${");
        const std::size_t begin = at + (braces ? 2 : 1);
        std::size_t end = begin;
        while (end < replacement.size() && ascii::is_in_name(replacement[end])) ++end;
        const bool closed = !braces || (end < replacement.size() && replacement[end] == '}');
        if (end == begin || !closed) {
            out += replacement[at++];
            continue;
        }
        if (const auto group = group_of(program, replacement.substr(begin, end - begin))) {
            const Value value = part(text, captures, *group);
            if (!value.is_null()) out += value.text();
        }
        at = end + (braces ? 1 : 0);
    }
}

Outcome replace(Arguments in) {
    const auto compiled = regex::compile(in[1].text());
    if (const auto* error = std::get_if<regex::SyntaxError>(&compiled)) {
        if (error->is_unsupported) return not_understood(*error);
        return fault(fmt::format("error parsing regexp: {}: `{}`", error->code, error->part));
    }
    const auto& program = *std::get_if<regex::Program>(&compiled);
    const std::string_view text = in[0].text();
    const auto all = find_all(program, text);
    if (!all) return too_slow();
    std::string out;
    std::size_t copied = 0;
    for (const regex::Captures& captures : *all) {
        out += text.substr(copied, captures[0] - copied);
        expand(out, in[2].text(), program, text, captures);
        copied = captures[1];
        if (out.size() > max_text_size) return std::optional<Value>();
    }
    return Value(out += text.substr(copied));
}

} // namespace

std::vector<Function> regex_functions() {
    return {
        {"regex",
         {text("pattern"), text("string")},
         {},
         {},
         [](Arguments in) { return search(in, false); }},
        {"regexall",
         {text("pattern"), text("string")},
         {},
         {},
         [](Arguments in) { return search(in, true); }},
        {"regex_replace",
         {text("str"), text("pattern"), text("replace")},
         {},
         Kind::string,
         replace},
    };
}

} // namespace dflint::bake
