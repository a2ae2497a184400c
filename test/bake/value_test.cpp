// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/convert.h"
#include "dflint/bake/functions.h"
#include "dflint/bake/json_reader.h"
#include "dflint/bake/value.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

std::string number_text(std::string_view written) {
    const auto number = Number::parse(written);
    return number ? number->text() : "none";
}

TEST(Numbers, ArePrintedWithAllDigitsAndNoExponent) {
    EXPECT_EQ(number_text("1e5"), "100000");
    EXPECT_EQ(number_text("1.50"), "1.5");
    EXPECT_EQ(number_text("0.1"), "0.1");
    EXPECT_EQ(number_text("-0"), "0");
    EXPECT_EQ(number_text("1e-7"), "0.0000001");
    EXPECT_EQ(number_text("123456789012345678901234567890.5"), "123456789012345678901234567890.5");
    EXPECT_EQ(number_text("1e1000000000"), "none");
    EXPECT_EQ(number_text("0x10"), "none");
    EXPECT_EQ(number_text(""), "none");
    EXPECT_EQ(number_text("1e"), "none");
}

TEST(Numbers, KeepThePrecisionTheyCameWith) {
    // A third of 512 bits has 155 digits, a third of an int64 nineteen and some.
    EXPECT_EQ(Number::divide(*Number::parse("1"), *Number::parse("3"))->text().size(), 157U);
    EXPECT_EQ(Number::divide(Number(1), Number(3))->text(), "0.33333333333333333334");
    EXPECT_EQ(Number::from_double(0.1).text(), "0.1");
}

TEST(Numbers, AreNeverLargerThanMemory) {
    Number number = *Number::parse("1e4000");
    for (int i = 0; i < 40; ++i) number = *Number::multiply(number, number);
    EXPECT_TRUE(number.is_infinite());
}

std::string converted(std::string_view json, const Type& type) {
    const auto result = convert(*from_json(json), type);
    if (!result) return "error: " + result.error().message;
    return result->type().name() + " " + to_json(*result).value_or("");
}

TEST(Conversion, TurnsScalarsIntoStringsAndSomeStringsBack) {
    EXPECT_EQ(converted("1.0", Kind::string), R"(string "1")");
    EXPECT_EQ(converted("true", Kind::string), R"(string "true")");
    EXPECT_EQ(converted(R"("true")", Kind::boolean), "bool true");
    EXPECT_EQ(converted(R"("1")", Kind::boolean), "bool true");
    EXPECT_EQ(converted("1", Kind::boolean), "error: bool required");
    EXPECT_EQ(converted(R"("yes")", Kind::boolean), "error: a bool is required");
    EXPECT_EQ(converted("[]", Kind::string), "error: string required");
}

TEST(Conversion, SaysWhatIsWrongInside) {
    const Type strings = Type::list(Kind::string);
    EXPECT_EQ(converted(R"("a")", strings), "error: list of string required");
    EXPECT_EQ(converted(R"(["a", 1, true])", strings), R"(list of string ["a","1","true"])");
    EXPECT_EQ(converted(R"(["a", []])", strings), "error: element 1: string required");
    EXPECT_EQ(converted(R"({"a": []})", Type::map(Kind::string)),
              R"(error: element "a": string required)");
    EXPECT_EQ(converted(R"({"b": 1, "a": "x"})", Type::map(Kind::string)),
              R"(map of string {"a":"x","b":"1"})");
    EXPECT_EQ(converted("[1]", Type::map(Kind::string)), "error: map of string required");
    EXPECT_EQ(converted(R"({})", Type::object({{"id", Kind::string, false}})),
              R"(error: attribute "id" is required)");
    EXPECT_EQ(converted(R"({"x": 1})", Type::object({{"id", Kind::string, true}})),
              R"(object {"id":null})");
}

TEST(Conversion, FindsWhatSeveralTypesHaveInCommon) {
    EXPECT_EQ(unify({Kind::number, Kind::string})->name(), "string");
    EXPECT_EQ(unify({Kind::boolean, Kind::string})->name(), "string");
    EXPECT_FALSE(unify({Kind::boolean, Kind::number}));
    EXPECT_EQ(unify({Type::tuple({Kind::number}), Type::tuple({})})->name(), "list of number");
    EXPECT_EQ(unify({Type::tuple({Kind::number}), Type::tuple({Kind::string})})->name(), "tuple");
    EXPECT_EQ(unify({Type::list(Kind::string), Type::tuple({Kind::number})})->name(),
              "list of string");
    EXPECT_EQ(unify({Type::object({{"a", Kind::number, false}}),
                     Type::object({{"b", Kind::string, false}})})
                  ->name(),
              "map of string");
    EXPECT_FALSE(unify({Type::tuple({}), Type::object({})}));
    EXPECT_FALSE(unify({}));
}

TEST(Values, AreEqualOnlyWithinOneType) {
    EXPECT_EQ(equals(Value(Number(1)), Value("1")), false);
    EXPECT_EQ(equals(Value::null(), Value::null(Kind::string)), true);
    EXPECT_EQ(equals(*from_json(R"([1, {"a": "b"}])"), *from_json(R"([1, {"a": "b"}])")), true);
    EXPECT_EQ(equals(Value(), Value("a")), std::nullopt);
    EXPECT_EQ(equals(Value::unknown(Kind::number), Value("a")), false);
    const Value open = *Value::tuple({Value("a"), Value()});
    EXPECT_EQ(equals(open, *Value::tuple({Value("a"), Value("b")})), std::nullopt);
    EXPECT_EQ(equals(open, *Value::tuple({Value("x"), Value("b")})), false);
}

TEST(Values, OfManySharedPartsEndSomewhere) {
    std::optional<Value> value = Value("x");
    int doublings = 0;
    while (value && doublings < 100) {
        value = Value::tuple({*value, *value});
        ++doublings;
    }
    EXPECT_LT(doublings, 25);
}

} // namespace
} // namespace dflint::bake
