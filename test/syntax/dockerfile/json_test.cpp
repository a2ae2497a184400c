// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

struct JsonCase {
    const char* name;
    const char* arguments;
    bool json;
    Strings expected;
};
class JsonTest : public testing::TestWithParam<JsonCase> {};

TEST_P(JsonTest, IsTheExecFormOrElseShellText) {
    const Parsed parsed(std::string("FROM a\nRUN ") + GetParam().arguments + "\n");
    ASSERT_NE(parsed[1].as<Command>(), nullptr);
    EXPECT_EQ(parsed[1].as<Command>()->json, GetParam().json);
    EXPECT_EQ(arguments(parsed[1]), GetParam().expected);
    EXPECT_TRUE(parsed.errors().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Json, JsonTest,
    testing::Values(
        JsonCase{"Empty", "[]", true, {}}, JsonCase{"EmptyWithBlanks", "[ \t]", true, {}},
        JsonCase{"One", R"(["a"])", true, {"a"}},
        JsonCase{"Blanks", R"([ "a" , "b" ] )", true, {"a", "b"}},
        JsonCase{"Escapes", R"(["\"\\\/\b\f\n\r\t"])", true, {"\"\\/\b\f\n\r\t"}},
        JsonCase{"Unicode", R"(["\u0041\u00e9\u20AC"])", true, {"A\xC3\xA9\xE2\x82\xAC"}},
        JsonCase{"SurrogatePair", R"(["\ud83d\ude00"])", true, {"\xF0\x9F\x98\x80"}},
        JsonCase{"LoneSurrogates", R"(["\ud83dx\ude00"])", true, {"\xEF\xBF\xBDx\xEF\xBF\xBD"}},
        JsonCase{"HighSurrogateBeforeOther",
                 R"(["\ud83d\u0041"])",
                 true,
                 {"\xEF\xBF\xBD"
                  "A"}},
        JsonCase{"MalformedUtf8", "[\"\xFFx\"]", true, {"\xEF\xBF\xBDx"}},
        JsonCase{"SingleQuotes", "['a']", false, {"['a']"}},
        JsonCase{"TrailingComma", R"(["a",])", false, {R"(["a",])"}},
        JsonCase{"TrailingText", R"(["a"] # b)", false, {R"(["a"] # b)"}},
        JsonCase{"BadEscape", R"(["C:\Users"])", false, {R"(["C:\Users"])"}},
        JsonCase{"ShortUnicode", R"(["\u12"])", false, {R"(["\u12"])"}},
        JsonCase{"UnterminatedString", R"(["a])", false, {R"(["a])"}},
        JsonCase{"UnterminatedArray", R"(["a")", false, {R"(["a")"}},
        JsonCase{"ControlCharacter", "[\"a\tb\"]", false, {"[\"a\tb\"]"}},
        JsonCase{"ShellTest", "[ -f x ] && y", false, {"[ -f x ] && y"}},
        JsonCase{"BadNumber", "[ 01 ]", false, {"[ 01 ]"}},
        JsonCase{"BadObject", R"([{"a"}])", false, {R"([{"a"}])"}},
        JsonCase{"NotAtTheBeginning", R"(a ["b"])", false, {R"(a ["b"])"}}),
    by_name);

struct RefusedCase {
    const char* name;
    const char* arguments;
    const char* element;
};
class RefusedJson : public testing::TestWithParam<RefusedCase> {};

TEST_P(RefusedJson, NamesTheFirstElementThatIsNoString) {
    const Parsed parsed(std::string("FROM a\nRUN ") + GetParam().arguments + "\n");
    EXPECT_EQ(parsed.errors(),
              Strings{std::string(GetParam().element) + "|2|when using JSON array syntax, arrays "
                                                        "must be comprised of strings only"});
    EXPECT_NE(parsed[1].as<Unreadable>(), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Json, RefusedJson,
                         testing::Values(RefusedCase{"Number", "[ 1 ]", "1"},
                                         RefusedCase{"Fraction", "[-1.5e+3]", "-1.5e+3"},
                                         RefusedCase{"Null", R"(["a", null, 2])", "null"},
                                         RefusedCase{"Array", R"([["a", [1]], "b"])", "["},
                                         RefusedCase{"Object", R"([{"a": {}, "b": [true]}])", "{"}),
                         by_name);

TEST(Json, DeepNestingNeitherOverflowsNorIsValid) {
    const Parsed parsed("FROM a\nRUN " + std::string(60000, '[') + "\n");
    EXPECT_FALSE(parsed[1].as<Command>()->json);
}

TEST(Json, StringsStandWithTheirQuotes) {
    const Parsed parsed("CMD [\"a\", \\\n \"b\\\\c\"]\n");
    const auto& exec = parsed[0].as<Command>()->exec;
    EXPECT_EQ(exec[0].at, (Span{5, 8}));
    EXPECT_EQ(parsed.slice(exec[1].at), "\"b\\\\c\"");
    EXPECT_EQ(parsed.slice(parsed[0].as<Command>()->shell.at), "[\"a\", \\\n \"b\\\\c\"]");
}

TEST(Json, AStringMayGoOnInTheNextLine) {
    const Parsed parsed("CMD [\"a\\\nb\"]\n");
    EXPECT_EQ(arguments(parsed[0]), Strings{"ab"});
    EXPECT_EQ(parsed.slice(parsed[0].as<Command>()->exec[0].at), "\"a\\\nb\"");
}

} // namespace dflint::dockerfile::test
