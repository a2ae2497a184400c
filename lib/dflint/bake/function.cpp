// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/function.h"

#include "dflint/bake/functions.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace dflint::bake {

namespace {

std::vector<Function> all_functions() {
    std::vector<Function> all;
    for (const auto family :
         {number_functions, logic_functions, string_functions, collection_functions,
          mapping_functions, set_functions, format_functions, regex_functions, encoding_functions,
          hash_functions, network_functions, time_functions, world_functions}) {
        std::vector<Function> some = family();
        std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    std::sort(all.begin(), all.end(),
              [](const Function& a, const Function& b) { return a.name < b.name; });
    return all;
}

const std::vector<Function>& functions() {
    static const std::vector<Function> all = all_functions();
    return all;
}

const Parameter& parameter_of(const Function& function, std::size_t argument) {
    const bool is_fixed = argument < function.parameters.size();
    return is_fixed ? function.parameters[argument] : function.variadic.parameter;
}

} // namespace

const Function* standard_function(std::string_view name) {
    const auto found =
        std::lower_bound(functions().begin(), functions().end(), name,
                         [](const Function& a, std::string_view b) { return a.name < b; });
    return found != functions().end() && found->name == name ? &*found : nullptr;
}

const std::vector<std::string_view>& standard_function_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> result;
        for (const Function& function : functions()) result.push_back(function.name);
        return result;
    }();
    return names;
}

bool is_special_form(std::string_view name) {
    return name == "try" || name == "can" || name == "convert";
}

Outcome call(const Function& function, Arguments arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Parameter& parameter = parameter_of(function, i);
        if (arguments[i].is_null() && !parameter.allows_null)
            return fault(i, "argument must not be null");
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Value& value = arguments[i];
        const bool known = function.wants_wholly_known ? value.is_wholly_known() : value.is_known();
        if (!known && !parameter_of(function, i).allows_unknown)
            return Value::unknown(function.result, value.cause());
    }
    return function.run(arguments);
}

Result<std::int64_t> whole_number(const Value& value) {
    if (const auto whole = value.number().as_int64()) return *whole;
    if (value.number().is_whole()) {
        return Error{fmt::format("value must be a whole number, between {} and {} inclusive",
                                 INT64_MIN, INT64_MAX)};
    }
    return Error{"value must be a whole number"};
}

Value::Elements elements_of(const Value& value) {
    if (value.type().is_listing()) return value.elements();
    Value::Elements result;
    for (const auto& [key, item] : value.members()) result.push_back(item);
    return result;
}

} // namespace dflint::bake
