// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/directory.h"
#include "dflint/model/paths.h"
#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {

namespace {

/// Where the first command of that name runs.
std::optional<std::string> directory_in(const std::string& script, std::string_view name) {
    const Understood file("FROM a\nWORKDIR /w\nRUN " + script + "\n");
    for (const Command& command : file.run().commands) {
        if (command.is(name)) return directory_of(command);
    }
    return "no such command";
}

TEST(Directory, IsTheWorkingDirectoryUntilACdChangesIt) {
    EXPECT_EQ(directory_in("x && cd /a && y", "x"), "/w");
    EXPECT_EQ(directory_in("x && cd /a && y", "cd"), "/w");
    EXPECT_EQ(directory_in("x && cd /a && y", "y"), "/a");
    EXPECT_EQ(directory_in("cd a && cd b && y", "y"), "/w/a/b");
    EXPECT_EQ(directory_in("cd /a && cd .. && y", "y"), "/");
}

TEST(Directory, PathsAreCleanedByTheirWordsAlone) {
    EXPECT_EQ(clean_path("/a//b/./c/"), "/a/b/c");
    EXPECT_EQ(clean_path("/a/../../b"), "/b");
    EXPECT_EQ(clean_path("/.."), "/");
    EXPECT_EQ(clean_path("a/.."), ".");
    EXPECT_EQ(clean_path("a/../b"), "b");
    EXPECT_EQ(clean_path("/a/b/"), "/a/b");
    EXPECT_EQ(clean_path("/a/.b"), "/a/.b");
    EXPECT_EQ(clean_path("//"), "/");
    EXPECT_EQ(clean_path("a/"), "a");
    EXPECT_EQ(clean_path("../a/../../b"), "../../b");
    EXPECT_EQ(clean_path("./"), ".");
    EXPECT_EQ(clean_path(""), ".");
}

TEST(Directory, OfASubshellEndsWithIt) {
    EXPECT_EQ(directory_in("(cd /a && y) && z", "y"), "/a");
    EXPECT_EQ(directory_in("(cd /a && y) && z", "z"), "/w");
    EXPECT_EQ(directory_in("cd /b && (cd a && y) && z", "z"), "/b");
    EXPECT_EQ(directory_in("z $(cd /a && y)", "z"), "/w");
}

TEST(Directory, OfANestedScriptIsItsOwn) {
    EXPECT_EQ(directory_in("sh -c 'cd /a && y' && z", "y"), "/a");
    EXPECT_EQ(directory_in("sh -c 'cd /a && y' && z", "z"), "/w");
}

TEST(Directory, IsUnknownWhereNobodyCanTell) {
    EXPECT_EQ(directory_in("cd $D && y", "y"), std::nullopt);
    EXPECT_EQ(directory_in("cd ~ && y", "y"), std::nullopt);
    EXPECT_EQ(directory_in("cd && y", "y"), std::nullopt);
    EXPECT_EQ(directory_in("cd $D && cd /a && y", "y"), std::nullopt);
    EXPECT_EQ(directory_in("cd " + std::string(5000, 'a') + " && y", "y"), std::nullopt);
}

} // namespace

} // namespace dflint::model
