// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

namespace {
Strings flags(const Parsed& parsed, std::size_t i) {
    Strings out;
    for (const Flag& each : parsed[i].flags) out.emplace_back(each.text);
    return out;
}
} // namespace

TEST(Flags, HaveNamesValuesAndPlaces) {
    const Parsed parsed("FROM a\nCOPY --from=b  --link c d\n");
    ASSERT_EQ(parsed[1].flags.size(), 2U);
    const Flag& from = parsed[1].flags[0];
    EXPECT_EQ(from.name, "from");
    EXPECT_EQ(*from.value, "b");
    EXPECT_EQ(from.at, (Span{12, 20}));
    EXPECT_EQ(from.value_at, (Span{19, 20}));
    const Flag& link = parsed[1].flags[1];
    EXPECT_EQ(link.name, "link");
    EXPECT_FALSE(link.value);
    EXPECT_EQ(link.value_at, (Span{28, 28}));
    EXPECT_EQ(arguments(parsed[1]), (Strings{"c", "d"}));
}

TEST(Flags, ThatArePlainAreNotCopied) {
    EXPECT_TRUE(Parsed("FROM --platform=a b\n").tree().texts.empty());
}

struct FlagCase {
    const char* name;
    const char* line;
    Strings flags;
    Strings arguments;
};
class FlagsTest : public testing::TestWithParam<FlagCase> {};

TEST_P(FlagsTest, AreReadBeforeTheArguments) {
    const Parsed parsed(std::string("COPY ") + GetParam().line + "\n");
    EXPECT_EQ(flags(parsed, 0), GetParam().flags);
    EXPECT_EQ(arguments(parsed[0]), GetParam().arguments);
}

INSTANTIATE_TEST_SUITE_P(
    Flags, FlagsTest,
    testing::Values(FlagCase{"None", "a b", {}, {"a", "b"}},
                    FlagCase{"OneDashIsAnArgument", "-a b", {}, {"-a", "b"}},
                    FlagCase{"Quotes", R"(--a="b c"'d e' f)", {"--a=b cd e"}, {"f"}},
                    FlagCase{"EscapedByte", R"(--a=b\ c\" d)", {"--a=b c\""}, {"d"}},
                    FlagCase{"EscapeInSingleQuotes", R"(--a='b\'c' d)", {"--a=b'c"}, {"d"}},
                    FlagCase{"End", "-- --from a b", {}, {"--from", "a", "b"}},
                    FlagCase{"EndAlone", "--", {}, {}},
                    FlagCase{"QuotedEnd", "--'' --a b", {}, {"--a", "b"}},
                    FlagCase{"OnlyFlags", "--a --b", {"--a", "--b"}, {}},
                    FlagCase{"Unterminated", R"(--a="b c)", {"--a=b c"}, {}},
                    FlagCase{"EscapeAtTheEnd", R"(--a=b\\\)", {"--a=b\\"}, {}},
                    FlagCase{"LaterDashes", "a --b", {}, {"a", "--b"}},
                    FlagCase{"Latin1", "--a=\xC3\xA9 b", {"--a=\xC3\x83\xC2\xA9"}, {"b"}},
                    FlagCase{"Latin1Blank", "--a=\xC3\xA0 b", {"--a=\xC3\x83"}, {"b"}}),
    by_name);

TEST(Flags, KnowWhereAQuotedValueStands) {
    const Parsed parsed("RUN --mount=\"type=bind,\\\ntarget=/x\" y\n");
    const Flag& flag = parsed[0].flags[0];
    EXPECT_EQ(*flag.value, "type=bind,target=/x");
    EXPECT_EQ(parsed.slice(flag.value_at), "\"type=bind,\\\ntarget=/x\"");
    EXPECT_EQ(parsed.slice(flag.at), "--mount=\"type=bind,\\\ntarget=/x\"");
}

TEST(Flags, MayHaveAnEmptyValue) {
    const Parsed parsed("COPY --chown= a b\n");
    EXPECT_EQ(*parsed[0].flags[0].value, "");
    EXPECT_EQ(parsed[0].flags[0].value_at, (Span{13, 13}));
}

TEST(Flags, UseTheEscapeOfTheFile) {
    EXPECT_EQ(flags(Parsed("# escape=`\nCOPY --a=\\b` c d e\n"), 0), Strings{"--a=\\b c"});
}

} // namespace dflint::dockerfile::test
