// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/json_writer.h"

#include <gtest/gtest.h>

namespace dflint::emit {
namespace {

std::string written(std::string_view text) {
    std::string out;
    JsonWriter(out).value(text);
    return out;
}

TEST(JsonWriter, EscapesWhatJsonForbids) {
    EXPECT_EQ(written("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
    EXPECT_EQ(written(std::string_view("\0\x1b\x1f", 3)), "\"\\u0000\\u001b\\u001f\"");
}

TEST(JsonWriter, KeepsValidUtf8AndReplacesTheRest) {
    EXPECT_EQ(written("\u00E9\U0001F600"), "\"\u00E9\U0001F600\"");
    EXPECT_EQ(written("a\xC3"), "\"a\uFFFD\"");
    EXPECT_EQ(written("\xED\xA0\x80z"), "\"\uFFFD\uFFFD\uFFFDz\"");
}

TEST(JsonWriter, SetsCommasBetweenMembersAndElements) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("a", true);
    json.key("b");
    json.begin_array();
    json.value(std::uint64_t{18446744073709551615U});
    json.null();
    json.begin_object();
    json.end_object();
    json.value("x");
    json.end_array();
    json.member("c", "d");
    json.end_object();
    EXPECT_EQ(out, R"({"a":true,"b":[18446744073709551615,null,{},"x"],"c":"d"})");
}

TEST(JsonWriter, BreaksLinesBetweenElements) {
    std::string out;
    JsonWriter json(out);
    json.begin_array();
    for (const char* word : {"a", "b"}) {
        json.line_break();
        json.value(word);
    }
    json.line_break();
    json.end_array();
    EXPECT_EQ(out, "[\n\"a\",\n\"b\"\n]");
}

} // namespace
} // namespace dflint::emit
