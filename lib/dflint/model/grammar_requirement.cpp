// SPDX-License-Identifier: Apache-2.0
// Outside law: https://packaging.python.org/en/latest/specifications/dependency-specifiers/
#include "dflint/model/requirement.h"

#include <boost/spirit/home/x3.hpp>

namespace dflint::model {

namespace {

namespace x3 = boost::spirit::x3;

std::string_view view(const auto& range) {
    return {range.begin(), static_cast<std::size_t>(range.end() - range.begin())};
}

/// What the grammar collects: the clauses tell whether the version is exact.
struct Reading : Requirement {
    int clauses = 0;
    bool is_equal = false;
    bool has_wildcard = false;
};

const auto set_name = [](auto& context) { x3::_val(context).name = view(x3::_attr(context)); };
const auto set_extras = [](auto& context) { x3::_val(context).extras = view(x3::_attr(context)); };
const auto set_url = [](auto& context) { x3::_val(context).url = view(x3::_attr(context)); };
const auto set_marker = [](auto& context) { x3::_val(context).marker = view(x3::_attr(context)); };
const auto set_specifiers = [](auto& context) {
    x3::_val(context).specifiers = view(x3::_attr(context));
};
const auto add_clause = [](auto& context) { ++x3::_val(context).clauses; };
const auto is_equality = [](auto& context) { x3::_val(context).is_equal = true; };
const auto read_version = [](auto& context) {
    if (view(x3::_attr(context)).ends_with(".*")) x3::_val(context).has_wildcard = true;
};

using x3::char_;
using x3::lit;
using x3::raw;

using Rule = x3::rule<class requirement_text, Reading>;

const auto blanks = x3::omit[*char_(" \t")];
const auto alnum = char_("a-zA-Z0-9");
const auto name = alnum >> *(alnum | (+char_("._-") >> &alnum));
// The shell replaces these; a `,` or a blank inside belongs to the expansion.
const auto expansion = (lit("${") >> *(char_ - '}') >> '}') | (lit("$(") >> *(char_ - ')') >> ')') |
                       ('`' >> *(char_ - '`') >> '`');
const auto version = +(expansion | (char_ - char_(" \t,;()`<>=~!@")) | (char_('!') >> &alnum));
const auto equality = lit("===") | lit("==");
const auto comparison = lit("~=") | lit("!=") | lit("<=") | lit(">=") | lit('<') | lit('>');
const auto clause = (equality[is_equality] | comparison) >> blanks >> raw[version][read_version];
const auto clauses = clause[add_clause] >> *(blanks >> ',' >> blanks >> clause[add_clause]);
const auto specifiers = (raw[clauses][set_specifiers] >> -(blanks >> ',')) |
                        ('(' >> blanks >> raw[clauses][set_specifiers] >> blanks >> ')');
const auto url = '@' >> blanks >> raw[+(char_ - char_(" \t"))][set_url];
const auto extras = '[' >> raw[*(char_ - char_("[]"))][set_extras] >> ']';
const auto marker = ';' >> blanks >> raw[*char_][set_marker];

const auto requirement = Rule{"requirement"} = blanks >> raw[name][set_name] >> blanks >> -extras >>
                                               blanks >> -(url | specifiers) >> blanks >> -marker
                                               >> blanks >> x3::eoi;

} // namespace

std::optional<Requirement> read_requirement(std::string_view text) {
    Reading reading;
    const char* first = text.data();
    if (!x3::parse(first, text.data() + text.size(), requirement, reading)) return std::nullopt;
    reading.is_exact = reading.clauses == 1 && reading.is_equal && !reading.has_wildcard;
    return reading;
}

} // namespace dflint::model
