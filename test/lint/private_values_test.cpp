// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/private_values.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

const bake::PrivateValues values{
    {"s3cr3t", "TOKEN"}, {"s3cr3t/more", "LONGER"}, {"8080", "PORT"}, {"public", "SEEN"}};

Diagnostic hidden(Diagnostic diagnostic) {
    Diagnostics all{std::move(diagnostic)};
    hide_values(values, SourceFile("Dockerfile", "FROM $BASE\nUSER public\n"), all);
    return all.front();
}

std::string hidden(std::string message) {
    return hidden(Diagnostic{.at = {}, .message = std::move(message)}).message;
}

TEST(PrivateValues, AreShownByTheirNames) {
    EXPECT_EQ(hidden("`s3cr3t:::` names no image: `s3cr3t`"),
              "`${TOKEN}:::` names no image: `${TOKEN}`");
    EXPECT_EQ(hidden("`/s3cr3t/more`"), "`/${LONGER}`");
    EXPECT_EQ(hidden("`a` then `s3cr3t"), "`a` then `${TOKEN}");
}

TEST(PrivateValues, StayWhereTheyTellNothing) {
    for (const std::string message : {"s3cr3t in no quotes", "`8080` is short", "`public` is seen"})
        EXPECT_EQ(hidden(message), message);
}

TEST(PrivateValues, ComeIntoNoFix) {
    const auto with_fix = [](const std::string& text) {
        Diagnostic diagnostic{.at = {}, .message = "a", .labels = {{{}, "is `s3cr3t`"}}};
        diagnostic.fix = Fix{.title = "add `s3cr3t`", .edits = {{{}, text}}};
        return hidden(diagnostic);
    };
    EXPECT_FALSE(with_fix("ENV A=s3cr3t\n").fix);
    const Diagnostic kept = with_fix("ENV A=1\n");
    ASSERT_TRUE(kept.fix);
    EXPECT_EQ(kept.fix->title, "add `${TOKEN}`");
    EXPECT_EQ(kept.labels.front().text, "is `${TOKEN}`");
}

} // namespace
} // namespace dflint
