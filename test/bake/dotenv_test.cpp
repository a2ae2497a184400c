// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/dotenv.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

/// What the file adds to `SET=s` and `LATER=env`: `A=1,B=2`, or the mistake.
std::string added(std::string_view text, bool is_complete = true) {
    const Environment given{{{"SET", "s"}, {"LATER", "env"}}, is_complete};
    Environment environment = given;
    if (const auto mistake = add_dotenv(text, environment)) return "error: " + *mistake;
    std::string out;
    for (const auto& [name, value] : environment.values) {
        const auto before = given.values.find(name);
        if (before != given.values.end() && before->second == value) continue;
        out += (out.empty() ? "" : ",") + name + "=" + value;
    }
    return out;
}

struct Row {
    const char* text;
    const char* result;
};
class DotEnvFile : public testing::TestWithParam<Row> {};
TEST_P(DotEnvFile, IsReadAsComposeReadsIt) {
    EXPECT_EQ(added(GetParam().text), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    Table, DotEnvFile,
    testing::Values(Row{"", ""}, Row{"A=1\nB=2", "A=1,B=2"}, Row{"\n  # no\n\tA=1\n", "A=1"},
                    Row{"A=1\r\nB=2\r\n", "A=1,B=2"}, Row{"A = 1 2 \n", "A=1 2"},
                    Row{"A: 1\n", "A=1"}, Row{"export A=1\n", "A=1"},
                    Row{"exportA=1\n", "exportA=1"}, Row{"A=\nB=2", "A=,B=2"},
                    Row{"A=x # no\n", "A=x"}, Row{"A=x#y\n", "A=x#y"},
                    Row{"A='x # y' # no\n", "A=x # y"}, Row{"A=\"x\" # no\nB=2\n", "A=x,B=2"},
                    Row{"A='a\nb'\n", "A=a\nb"}, Row{"A='$SET \\'\\n'\n", "A=$SET '\\n"},
                    Row{R"(A="\"q\" \t\\ \$SET")", "A=\"q\" \t\\ $SET"},
                    Row{R"(A="\0101\0351\08")", "A=A\xC3\xA9\\08"}, Row{R"(A=\n)", R"(A=\n)"},
                    Row{"A=1\nA=2\n", "A=2"}, Row{"A=${SET}-$SET\n", "A=s-s"},
                    Row{"A=1\nB=${A}${NONE:-d}\n", "A=1,B=1d"}, Row{"SET=file\nA=$SET\n", "A=s"},
                    Row{"SET\nNONE\nA=1\n", "A=1"}, Row{"A=1\nLAST", "A=1"},
                    Row{"A=1\nB C\n", "error: line 2: a name holds no blank"},
                    Row{"A=1\n\nB?=2\n", "error: line 3: unexpected character `?` in a name"},
                    Row{"A='1\nB=2\n", "error: line 1: a quoted value has no end"},
                    Row{"A=1\nB=a$\n", "A=1,B=a$"},
                    Row{"A=1\nB=${a\n", "error: line 2: invalid interpolation format in `${a`"}));

TEST(DotEnv, ValuesThatDoubleAreRefused) {
    std::string text = "A0=0123456789\n";
    for (int i = 1; i < 64; ++i) {
        const std::string before = "${A" + std::to_string(i - 1) + "}";
        text += "A" + std::to_string(i) + "=" + before + before + "\n";
    }
    EXPECT_EQ(added(text), "error: line 13: the value is too large to work with");
}

TEST(DotEnv, WhatDependsOnAnUnknownVariableIsUnknown) {
    EXPECT_EQ(added("A=1\nA=$NONE\nB=${NONE:-b}\nC=$A\n", false), "B=b");
}

} // namespace
} // namespace dflint::bake
