// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/value.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::bake {

/// Why a call gives no value: cty's words, for the end of a sentence. `argument` is the one at
/// fault, if it is one alone.
struct CallError {
    std::string message;
    std::optional<std::size_t> argument{};
};

/// What a function gives.
class [[nodiscard]] Outcome {
public:
    Outcome(Value value) : value_(std::move(value)) {}
    Outcome(CallError error) : error_(std::move(error)) {}
    /// Nothing means: larger than values may be.
    Outcome(std::optional<Value> value) : value_(std::move(value)) {
        if (!value_) error_.message = "the result is too large to work with";
    }

    explicit operator bool() const { return value_.has_value(); }
    Value& operator*() & { return *value_; }
    const Value& operator*() const& { return *value_; }
    [[nodiscard]] const CallError& error() const { return error_; }

private:
    std::optional<Value> value_;
    CallError error_;
};

using Arguments = std::span<const Value>;

/// One parameter: its name stands in messages, arguments are converted to its type beforehand.
struct Parameter {
    std::string_view name{};
    Type type{};
    bool allows_null = false;
    bool allows_unknown = false; ///< else an unknown argument makes the result unknown
};

/// What stands for all further arguments; converts from a parameter, `{}` is none.
struct Variadic {
    Variadic() = default;
    Variadic(Parameter each) : exists(true), parameter(std::move(each)) {}

    bool exists = false;
    Parameter parameter{};
};

/// A function of the standard library. `run` gets arguments that fit the parameters.
struct Function {
    std::string_view name;
    std::vector<Parameter> parameters;
    Variadic variadic;
    Type result; ///< of an unknown result; dynamic when it depends on the arguments
    Outcome (*run)(Arguments arguments);
    /// A result is unknown when something inside an argument is.
    bool wants_wholly_known = false;
};

/// Texts longer than this are not made.
inline constexpr std::size_t max_text_size = std::size_t{16} << 20;

/// The function of that name in buildx's standard library; null when there is none. `try`, `can`
/// and `convert` are there, but take expressions: see is_special_form().
[[nodiscard]] const Function* standard_function(std::string_view name);

/// All names, sorted.
[[nodiscard]] const std::vector<std::string_view>& standard_function_names();

/// True for try, can and convert: their arguments are looked at before they are evaluated.
[[nodiscard]] bool is_special_form(std::string_view name);

/// Calls with arguments that were converted to the parameters' types.
[[nodiscard]] Outcome call(const Function& function, Arguments arguments);

} // namespace dflint::bake
