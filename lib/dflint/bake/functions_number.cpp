// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib/number.go
#include "dflint/bake/functions.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

using Binary = std::optional<Number> (*)(const Number&, const Number&);

template <Binary Operation> Outcome arithmetic(Arguments in, const char* impossible) {
    const auto result = Operation(in[0].number(), in[1].number());
    if (!result) return fault(impossible);
    return Value(*result);
}

Outcome add(Arguments in) {
    return arithmetic<Number::add>(in, "can't compute sum of opposing infinities");
}

Outcome subtract(Arguments in) {
    return arithmetic<Number::subtract>(in, "can't subtract infinity from itself");
}

Outcome multiply(Arguments in) {
    return arithmetic<Number::multiply>(in, "can't multiply zero by infinity");
}

Outcome divide(Arguments in) {
    return arithmetic<Number::divide>(in, "can't divide zero by zero or infinity by infinity");
}

Outcome modulo(Arguments in) {
    return arithmetic<Number::modulo>(in, "can't use modulo with zero and infinity");
}

Outcome least(Arguments in) {
    if (in.empty()) return fault("must pass at least one number");
    return Value(std::min_element(in.begin(), in.end(), [](const Value& a, const Value& b) {
                     return a.number() < b.number();
                 })->number());
}

Outcome greatest(Arguments in) {
    if (in.empty()) return fault("must pass at least one number");
    return Value(std::max_element(in.begin(), in.end(), [](const Value& a, const Value& b) {
                     return a.number() < b.number();
                 })->number());
}

Outcome from_double(double value) {
    // Go panics here, which cty turns into an error of the call.
    if (std::isnan(value)) return fault("the result is not a number");
    return Value(Number::from_double(value));
}

Outcome logarithm(Arguments in) {
    return from_double(std::log(in[0].number().as_double()) / std::log(in[1].number().as_double()));
}

Outcome power(Arguments in) {
    return from_double(std::pow(in[0].number().as_double(), in[1].number().as_double()));
}

Outcome signum(Arguments in) {
    const auto whole = whole_number(in[0]);
    if (!whole) return fault(whole.error().message);
    return Value(Number(in[0].number().sign()));
}

Outcome parse_int(Arguments in) {
    if (!in[0].is_string()) {
        return fault(0,
                     fmt::format("first argument must be a string, not {}", in[0].type().name()));
    }
    const auto base = whole_number(in[1]);
    if (!base) return fault(1, base.error().message);
    if (*base < 2 || *base > 62)
        return fault(1, "base must be a whole number between 2 and 62 inclusive");
    // Reading digits takes quadratic time.
    const bool readable = in[0].text().size() <= 10'000;
    const auto number =
        readable ? Number::parse_whole(in[0].text(), static_cast<unsigned>(*base)) : std::nullopt;
    if (!number) {
        return fault(
            0, fmt::format("cannot parse {} as a base {} integer", quoted(in[0].text()), *base));
    }
    return Value(*number);
}

} // namespace

std::vector<Function> number_functions() {
    const std::vector<Parameter> one = {number("num")};
    const std::vector<Parameter> two = {number("a"), number("b")};
    const Parameter numbers = number("numbers");
    const auto compare = [&](std::string_view name, Outcome (*run)(Arguments)) {
        return Function{name, two, {}, Kind::boolean, run};
    };
    const auto binary = [&](std::string_view name, Outcome (*run)(Arguments)) {
        return Function{name, two, {}, Kind::number, run};
    };
    const auto unary = [&](std::string_view name, Outcome (*run)(Arguments)) {
        return Function{name, one, {}, Kind::number, run};
    };
    return {
        binary("add", add),
        binary("subtract", subtract),
        binary("multiply", multiply),
        binary("divide", divide),
        binary("modulo", modulo),
        compare("greaterthan",
                [](Arguments in) -> Outcome { return Value(in[0].number() > in[1].number()); }),
        compare("greaterthanorequalto",
                [](Arguments in) -> Outcome { return Value(in[0].number() >= in[1].number()); }),
        compare("lessthan",
                [](Arguments in) -> Outcome { return Value(in[0].number() < in[1].number()); }),
        compare("lessthanorequalto",
                [](Arguments in) -> Outcome { return Value(in[0].number() <= in[1].number()); }),
        unary("absolute", [](Arguments in) -> Outcome { return Value(in[0].number().absolute()); }),
        unary("negate", [](Arguments in) -> Outcome { return Value(in[0].number().negated()); }),
        unary("ceil", [](Arguments in) -> Outcome { return Value(in[0].number().ceil()); }),
        unary("floor", [](Arguments in) -> Outcome { return Value(in[0].number().floor()); }),
        unary("int", [](Arguments in) -> Outcome { return Value(in[0].number().truncated()); }),
        unary("signum", signum),
        {"min", {}, numbers, Kind::number, least},
        {"max", {}, numbers, Kind::number, greatest},
        {"log", {number("num"), number("base")}, {}, Kind::number, logarithm},
        {"pow", {number("num"), number("power")}, {}, Kind::number, power},
        {"parseint", {any("number"), number("base")}, {}, Kind::number, parse_int},
    };
}

} // namespace dflint::bake
