// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/mount.h"
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

namespace {
/// `key=value`, or the word alone.
Strings shown(std::string_view value) {
    Strings out;
    for (const MountField& field : split_mount(value).fields) {
        out.emplace_back(field.key);
        if (field.value) out.back().append("=").append(*field.value);
        EXPECT_EQ(value.substr(field.at.begin, field.at.size()), out.back());
    }
    return out;
}
} // namespace

struct MountCase {
    const char* name;
    const char* value;
    Strings fields;
};
class MountTest : public testing::TestWithParam<MountCase> {};

TEST_P(MountTest, IsARecordOfCsv) {
    EXPECT_EQ(shown(GetParam().value), GetParam().fields);
    EXPECT_EQ(split_mount(GetParam().value).error, "");
}

INSTANTIATE_TEST_SUITE_P(
    Fields, MountTest,
    testing::Values(
        MountCase{"One", "type=cache", {"type=cache"}},
        MountCase{"Several", "type=cache,ro,target=/a", {"type=cache", "ro", "target=/a"}},
        MountCase{"SecondSign", "id=a=b", {"id=a=b"}}, MountCase{"NoValue", "target=", {"target="}},
        MountCase{"Blanks", " a = b ,c", {" a = b ", "c"}},
        MountCase{"EmptyFields", ",a,,", {"", "a", "", ""}},
        MountCase{"Quoted", "\"target=/a,b\",ro", {"target=/a,b", "ro"}},
        MountCase{"QuotedEmpty", "\"\"", {""}}, MountCase{"QuotedQuote", "\"a\"\"b\"", {"a\"\"b"}}),
    by_name);

TEST(MountFields, TellWhatCsvTells) {
    const std::string prefix = "failed to parse csv mounts: ";
    EXPECT_EQ(split_mount("").error, prefix + "EOF");
    EXPECT_EQ(split_mount("a,b\"c").error,
              prefix + "parse error on line 1, column 4: bare \" in non-quoted-field");
    EXPECT_EQ(split_mount("\"a").error,
              prefix + "parse error on line 1, column 3: extraneous or missing \" in quoted-field");
    EXPECT_EQ(split_mount("\"a\"b").error,
              prefix + "parse error on line 1, column 3: extraneous or missing \" in quoted-field");
    EXPECT_TRUE(split_mount("a,b\"").fields.empty());
}

TEST(MountFields, HaveAVariableOriginOnlyWhereSomethingFollowsTheDollar) {
    const auto has = [](std::string_view value) {
        const MountFields split = split_mount(value);
        return has_variable_origin(split.fields.front());
    };
    EXPECT_TRUE(has("from=$a"));
    EXPECT_TRUE(has("From=a${b}"));
    EXPECT_TRUE(has("from=$-"));
    EXPECT_FALSE(has("from=a$"));
    EXPECT_FALSE(has("from=a"));
    EXPECT_FALSE(has("source=$a"));
    EXPECT_FALSE(has("from"));
}

TEST(MountFields, HavePlacesAlsoWhereTheValueIsContinued) {
    const Parsed parsed("RUN --mount=type=cache,\\\ntarget=/a --mount=\"id=b\" c\n");
    const Instruction& run = parsed[0];
    const Flag& continued = run.flags[0];
    const auto fields = split_mount(*continued.value).fields;
    EXPECT_TRUE(has_plain_value(run, continued));
    EXPECT_EQ(parsed.slice(place_in_value(run, continued, fields[1].value_at())), "/a");
    EXPECT_EQ(parsed.slice(place_in_value(run, continued, fields[1].key_at())), "target");
    const Flag& quoted = run.flags[1];
    EXPECT_FALSE(has_plain_value(run, quoted));
    EXPECT_EQ(parsed.slice(place_in_value(run, quoted, {0, 2})), "\"id=b\"");
}

} // namespace dflint::dockerfile::test
