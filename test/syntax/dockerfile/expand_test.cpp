// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/expand.h"

#include <gtest/gtest.h>

#include <string>

namespace dflint::dockerfile::test {

namespace {
/// set=value, empty, path=/usr/lib/x.tar.gz; `later` is known to exist but not what it is.
class Fixed final : public Variables {
public:
    [[nodiscard]] Variable find(std::string_view name) const override {
        using State = Variable::State;
        if (name == "set") return {State::known, "value"};
        if (name == "empty") return {State::known, ""};
        if (name == "path") return {State::known, "/usr/lib/x.tar.gz"};
        if (name == "star") return {State::known, "a*b?c\\d"};
        if (name == "pattern") return {State::known, "*/"};
        if (name == "\xC3\xA9t\xC3\xA9") return {State::known, "summer"};
        if (name == "1") return {State::known, "one"};
        if (name == "later") return {State::unknown};
        return {};
    }
};

std::string show(const Expanded& expanded) {
    if (!expanded.error.empty()) return "error: " + expanded.error;
    return expanded.text ? *expanded.text : "unknown";
}
} // namespace

struct ExpandCase {
    const char* word;
    const char* expected;
    char escape = '\\';
};

class ExpandTest : public testing::TestWithParam<ExpandCase> {};

TEST_P(ExpandTest, GivesWhatBuildKitGives) {
    EXPECT_EQ(show(expand(GetParam().word, GetParam().escape, Fixed())), GetParam().expected)
        << GetParam().word;
}

INSTANTIATE_TEST_SUITE_P(
    Quotes, ExpandTest,
    testing::Values(
        ExpandCase{"", ""}, ExpandCase{"a b", "a b"}, ExpandCase{"'a b'", "a b"},
        ExpandCase{"'$set\\'", "$set\\"}, ExpandCase{"\"a $set\"", "a value"},
        ExpandCase{R"("\$ \" \\ \a")", R"($ " \ \a)"}, ExpandCase{R"(\a\$set\\)", R"(a$set\)"},
        ExpandCase{"a\\", "a"},
        ExpandCase{"\"a\\",
                   "error: unexpected end of statement while looking for matching double-quote"},
        ExpandCase{"'a",
                   "error: unexpected end of statement while looking for matching single-quote"},
        ExpandCase{"a'b'\"c\"d", "abcd"}, ExpandCase{"'it''s'", "its"},
        ExpandCase{"`$set C:\\x", "$set C:\\x", '`'}, ExpandCase{"\"`\"\\\"", "\"\\", '`'},
        ExpandCase{"\xFF$set", "\xFFvalue"}, ExpandCase{"\xEF\xBB\xBF/$set", "/value"},
        ExpandCase{"\xEF\xBB\xBF/set", "/set"}, ExpandCase{"$set\xEF\xBB\xBF", "value\xEF\xBB\xBF"},
        ExpandCase{"'\xEF\xBB\xBF'", "\xEF\xBB\xBF"}, ExpandCase{"a<<b <  c", "a<<b <  c"}));

INSTANTIATE_TEST_SUITE_P(Names, ExpandTest,
                         testing::Values(ExpandCase{"$set.x", "value.x"}, ExpandCase{"$setx", ""},
                                         ExpandCase{"${set}x", "valuex"}, ExpandCase{"$", "$"},
                                         ExpandCase{"$.", "$."}, ExpandCase{"$ set", "$ set"},
                                         ExpandCase{"$1set", "oneset"}, ExpandCase{"$@x", "x"},
                                         ExpandCase{"$$set", "set"},
                                         ExpandCase{"$\xC3\xA9t\xC3\xA9", "summer"},
                                         ExpandCase{"\\$set", "$set"}, ExpandCase{"${unset}", ""}));

INSTANTIATE_TEST_SUITE_P(
    Defaults, ExpandTest,
    testing::Values(ExpandCase{"${set:-x}", "value"}, ExpandCase{"${set-x}", "value"},
                    ExpandCase{"${empty:-x}", "x"}, ExpandCase{"${empty-x}", ""},
                    ExpandCase{"${unset:-x}", "x"}, ExpandCase{"${unset-x}", "x"},
                    ExpandCase{"${set:+x}", "x"}, ExpandCase{"${set+x}", "x"},
                    ExpandCase{"${empty:+x}", ""}, ExpandCase{"${empty+x}", "x"},
                    ExpandCase{"${unset:+x}", ""}, ExpandCase{"${unset+x}", ""},
                    ExpandCase{"${set:?x}", "value"}, ExpandCase{"${empty?x}", ""},
                    ExpandCase{"${empty:?x}", "error: empty: x"},
                    ExpandCase{"${empty:?}", "error: empty: is not allowed to be empty"},
                    ExpandCase{"${unset:?x y}", "error: unset: x y"},
                    ExpandCase{"${unset?}", "error: unset: is not allowed to be unset"},
                    ExpandCase{"${unset:-$set}", "value"},
                    ExpandCase{"${unset:-${empty:-${set}}}", "value"},
                    ExpandCase{"${unset:-'a}'}", "a}"}, ExpandCase{"${unset:-a\\}b}", "a}b"},
                    ExpandCase{"\"${unset:-a b}\"", "a b"}));

INSTANTIATE_TEST_SUITE_P(
    Patterns, ExpandTest,
    testing::Values(
        ExpandCase{"${path#*/}", "usr/lib/x.tar.gz"}, ExpandCase{"${path##*/}", "x.tar.gz"},
        ExpandCase{"${path%.*}", "/usr/lib/x.tar"}, ExpandCase{"${path%%.*}", "/usr/lib/x"},
        ExpandCase{"${path#/usr}", "/lib/x.tar.gz"}, ExpandCase{"${path#usr}", "/usr/lib/x.tar.gz"},
        ExpandCase{"${path#?usr?}", "lib/x.tar.gz"}, ExpandCase{"${path##$pattern}", "x.tar.gz"},
        ExpandCase{"${path#[/]}", "/usr/lib/x.tar.gz"}, ExpandCase{"${set#}", "value"},
        ExpandCase{"${set%%*}", ""}, ExpandCase{"${set%*}", "value"},
        ExpandCase{"${star#a\\*}", "b?c\\d"}, ExpandCase{"${star%\\?*}", "a*b"},
        ExpandCase{"${star#*\\\\}", "d"}, ExpandCase{"${unset#x}", ""},
        ExpandCase{"${set#\\a}",
                   "error: invalid pattern (\\a) in substitution: invalid escape '\\a'"},
        ExpandCase{"${path/\\/usr/x}", "x/lib/x.tar.gz"},
        ExpandCase{"${path/u*b/x}", "/x/x.tar.gz"},
        ExpandCase{"${path//\\//-}", "-usr-lib-x.tar.gz"},
        ExpandCase{"${path//./}", "/usr/lib/xtargz"}, ExpandCase{"${set/a*/x}", "vx"},
        ExpandCase{"${set//?/x}", "xxxxx"}, ExpandCase{"${set//*/x}", "x"},
        ExpandCase{"${set/z/x}", "value"}, ExpandCase{"${set/u/$1}", "valonee"},
        ExpandCase{"${set///x}", "xvxaxlxuxex"}));

INSTANTIATE_TEST_SUITE_P(
    Mistakes, ExpandTest,
    testing::Values(ExpandCase{"${", "error: syntax error: missing '}'"},
                    ExpandCase{"${}", "error: syntax error: bad substitution"},
                    ExpandCase{"${:-x}", "error: syntax error: bad substitution"},
                    ExpandCase{"${{x}}", "error: syntax error: bad substitution"},
                    ExpandCase{"${set:-x", "error: syntax error: missing '}'"},
                    ExpandCase{"${set/x}", "error: syntax error: missing '/' in ${}"},
                    ExpandCase{"${set/x/y", "error: syntax error: missing '}'"},
                    ExpandCase{"${set^^}", "error: unsupported modifier (^) in substitution"},
                    ExpandCase{"${set:#x}", "error: unsupported modifier (:#) in substitution"},
                    ExpandCase{"${set:0:1}", "error: unsupported modifier (:0) in substitution"},
                    ExpandCase{"${#set}", "error: unsupported modifier (s) in substitution"},
                    ExpandCase{"${set[0]}", "error: unsupported modifier ([) in substitution"}));

INSTANTIATE_TEST_SUITE_P(Unknown, ExpandTest,
                         testing::Values(ExpandCase{"$later", "unknown"},
                                         ExpandCase{"a${later:-x}", "unknown"},
                                         ExpandCase{"${later:?x}", "unknown"},
                                         ExpandCase{"${later%x}", "unknown"},
                                         ExpandCase{"'$later'", "$later"}));

TEST(Expand, LettersOfEveryScriptMakeNamesAndPunctuationEndsThem) {
    EXPECT_EQ(show(expand("$set\xE2\x80\xA6", '\\', Fixed())), "value\xE2\x80\xA6");
    EXPECT_EQ(show(expand("$set\xD0\xB4", '\\', Fixed())), "");
}

TEST(Expand, TakesNulForAnOrdinaryByte) {
    class None final : public Variables {
    public:
        [[nodiscard]] Variable find(std::string_view) const override { return {}; }
    };
    const std::string word("a\0b$x\0", 6);
    EXPECT_EQ(expand(word, '\\', None()).text, std::string("a\0b\0", 4));
}

TEST(Expand, PatternsTakeLinearTime) {
    class Long final : public Variables {
    public:
        [[nodiscard]] Variable find(std::string_view) const override {
            return {Variable::State::known, text_};
        }
        std::string text_ = std::string(30000, 'a');
    };
    EXPECT_EQ(expand("${x//a*b/}", '\\', Long()).text->size(), 30000U);
    EXPECT_EQ(expand("${x//a*/b}", '\\', Long()).text, "b");
}

TEST(Expand, PatternsTakeLinearTimeWhereLinesEnd) {
    class Lines final : public Variables {
    public:
        [[nodiscard]] Variable find(std::string_view) const override {
            return {Variable::State::known, text_};
        }
        std::string text_ = std::string(30000, 'a') + "x\n";
    };
    // Quadratic would be 5 * 10^10 steps.
    for (int i = 0; i < 100; ++i) {
        ASSERT_EQ(show(expand("${x//*b/}", '\\', Lines())).size(), 30002U);
        ASSERT_EQ(show(expand("${x//*x*b/}", '\\', Lines())).size(), 30002U);
    }
    EXPECT_EQ(show(expand("${x//a*x/y}", '\\', Lines())), "y\n");
}

TEST(Expand, StarsEndWithTheirLine) {
    class Lines final : public Variables {
    public:
        [[nodiscard]] Variable find(std::string_view) const override {
            return {Variable::State::known, "aab\nac\nab ab"};
        }
    };
    EXPECT_EQ(expand("${x//a*b/-}", '\\', Lines()).text, "-\nac\n-");
    EXPECT_EQ(expand("${x//a*c/-}", '\\', Lines()).text, "aab\n-\nab ab");
    EXPECT_EQ(expand("${x//a*\n/-}", '\\', Lines()).text, "--ab ab");
    EXPECT_EQ(expand("${x//*b*\na/-}", '\\', Lines()).text, "-c\nab ab");
}

TEST(Expand, TextsThatVariablesBlowUpAreUnknown) {
    class Big final : public Variables {
    public:
        [[nodiscard]] Variable find(std::string_view) const override {
            return {Variable::State::known, text_};
        }
        std::string text_ = std::string(20000, 'a');
    };
    EXPECT_EQ(show(expand("$x$x", '\\', Big())), "unknown");
    EXPECT_EQ(show(expand("${x//a/aaa}", '\\', Big())), "unknown");
}

TEST(Expand, NestingHasALimit) {
    std::string word;
    for (int i = 0; i < 100000; ++i) word += "${a:-";
    EXPECT_EQ(expand(word, '\\', Fixed()).error, "nested too deeply");
}

} // namespace dflint::dockerfile::test
