// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/device.h"
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
    EXPECT_EQ(split_mount("").error, "EOF");
    EXPECT_EQ(split_mount("a,b\"c").error,
              "parse error on line 1, column 4: bare \" in non-quoted-field");
    EXPECT_EQ(split_mount("\"a").error,
              "parse error on line 1, column 3: extraneous or missing \" in quoted-field");
    EXPECT_EQ(split_mount("\"a\"b").error,
              "parse error on line 1, column 3: extraneous or missing \" in quoted-field");
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

TEST(Device, IsANameAndWhetherItIsRequired) {
    for (const char* value : {"a", "vendor.com/class=device", "name=a", "a,required", "required,a",
                              "a,REQUIRED=0", "required", "name=a=b", "\"a\",required=true"}) {
        EXPECT_EQ(device_error(value).value_or(DeviceError{}).message, "") << value;
    }
    const struct {
        const char *value, *at, *message;
    } rows[] = {
        {"", "", "failed to parse csv devices: EOF"},
        {"a,b", "b", "invalid field 'b' must be a key=value pair"},
        {"a,name=b", "name=b", "device name already set to a"},
        {"a,required=x", "x", "invalid value for required: x"},
        {"a,Requird=1", "Requird",
         "unexpected key 'requird' in 'Requird=1' (did you mean required?)"},
        {"a,other=1", "other", "unexpected key 'other' in 'other=1'"},
    };
    for (const auto& row : rows) {
        const auto error = device_error(row.value);
        ASSERT_TRUE(error) << row.value;
        const std::string_view value = row.value;
        EXPECT_EQ(value.substr(error->at.begin, error->at.size()), row.at);
        EXPECT_EQ(error->message, row.message);
    }
}

} // namespace dflint::dockerfile::test
