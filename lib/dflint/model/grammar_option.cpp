// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/options.h"

#include <boost/spirit/home/x3.hpp>

namespace dflint::model {

namespace {

namespace x3 = boost::spirit::x3;

std::string_view view(const auto& range) {
    return {range.begin(), static_cast<std::size_t>(range.end() - range.begin())};
}

const auto is_dashes = [](auto& context) { x3::_val(context).kind = WordShape::Kind::dashes; };
const auto is_letters = [](auto& context) { x3::_val(context).kind = WordShape::Kind::letters; };
const auto is_long = [](auto& context) {
    x3::_val(context).kind = WordShape::Kind::long_option;
    x3::_val(context).name = view(x3::_attr(context));
};
const auto has_value = [](auto& context) { x3::_val(context).value = view(x3::_attr(context)); };

const auto long_name = x3::raw[x3::lit("--") >> +(x3::char_ - '=')];
const auto long_option = long_name[is_long] >> -('=' >> x3::raw[*x3::char_][has_value]);
const auto letters = x3::raw[x3::char_('-') >> (x3::char_ - '-') >> *x3::char_];

const auto option = x3::rule<class option_word, WordShape>{"option"} =
    long_option | x3::raw[x3::lit("--") >> x3::eoi][is_dashes] | letters[is_letters];

} // namespace

WordShape shape_of(std::string_view word) {
    WordShape shape{.kind = WordShape::Kind::operand, .name = word, .value = std::nullopt};
    if (word.empty() || word.front() != '-') return shape;
    const char* first = word.data();
    x3::parse(first, word.data() + word.size(), option, shape);
    return shape;
}

} // namespace dflint::model
