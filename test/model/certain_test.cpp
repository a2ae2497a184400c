// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/certain_scope.h"
#include "dflint/model/file_mode.h"
#include "dflint/model/named_stages.h"
#include "dflint/model/remote_source.h"
#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {

TEST(CertainScope, KnowsWhatAnEnvSetsToAPlainText) {
    const Understood file("ARG GLOBAL=a\nFROM b\nARG GIVEN=c GLOBAL\n"
                          "ENV PLAIN=d QUOTED=\"e f\" COPIED=$GIVEN EMPTY=\nUSER g\n");
    const CertainScope scope(file.scope(4));
    EXPECT_EQ(scope.expand("$PLAIN"), "d");
    EXPECT_EQ(scope.expand("x${QUOTED}y"), "xe fy");
    EXPECT_EQ(scope.expand("$EMPTY"), "");
    EXPECT_EQ(scope.expand("'a' b"), "a b");
    EXPECT_EQ(scope.expand("$GIVEN"), std::nullopt) << "a caller may give it";
    EXPECT_EQ(scope.expand("$GLOBAL"), std::nullopt);
    EXPECT_EQ(scope.expand("$COPIED"), std::nullopt);
    EXPECT_EQ(scope.expand("$NOBODY"), std::nullopt) << "the base image may set it";
    EXPECT_EQ(scope.expand("${NOBODY:+}"), std::nullopt);
}

TEST(CertainScope, KnowsThatScratchSetsNothing) {
    const Understood file("FROM scratch\nARG GIVEN\nUSER a\n");
    const CertainScope scope(file.scope(2));
    EXPECT_EQ(scope.expand("a${NOBODY}b"), "ab");
    EXPECT_EQ(scope.expand("$PATH"), std::nullopt);
    EXPECT_EQ(scope.expand("$GIVEN"), std::nullopt);
}

TEST(CertainScope, KnowsNoVariablesOfATrigger) {
    const CertainScope scope('\\');
    EXPECT_EQ(scope.expand("a\\ b"), "a b");
    EXPECT_EQ(scope.expand("$A"), std::nullopt);
}

TEST(CertainScope, AnArgumentBehindAnEnvTakesItsPlace) {
    const Understood file("FROM a\nENV X=b\nARG X=c\nUSER d\n");
    EXPECT_EQ(CertainScope(file.scope(2)).expand("$X"), "b");
    EXPECT_EQ(CertainScope(file.scope(3)).expand("$X"), std::nullopt);
}

TEST(NamedStages, AreThoseOfTheWholeFileTheLastOfAName) {
    const Understood file("FROM a AS One\nFROM b AS two\nFROM c AS ONE\nFROM d\n");
    const NamedStages stages(*file.build);
    EXPECT_EQ(stages.find("one"), &file.stage(2));
    EXPECT_EQ(stages.find("TWO"), &file.stage(1));
    EXPECT_EQ(stages.find("three"), nullptr);
    EXPECT_EQ(stages.find(""), nullptr);
    EXPECT_EQ(problem_of_origin("one", file.stage(1)), "stage `one` is built after this one");
    EXPECT_EQ(problem_of_origin("Two", file.stage(1)), "the stage takes from itself");
    EXPECT_EQ(problem_of_origin("two", file.stage(2)), "");
    EXPECT_EQ(problem_of_origin("debian", file.stage(0)), "");
    EXPECT_EQ(problem_of_origin("a$", file.stage(0)).substr(0, 37),
              "`a$` is no stage and names no image: ");
}

TEST(RemoteSource, IsWhatAddFetches) {
    const struct {
        const char* source;
        RemoteKind kind;
    } rows[] = {
        {"https://example.com/a", RemoteKind::http},
        {"http://example.com", RemoteKind::http},
        {"https://example.com/a.git?x", RemoteKind::git},
        {"https://example.com/a.git#main:sub", RemoteKind::git},
        {"https://example.com/a?b=c.git", RemoteKind::http},
        {"https://example.git", RemoteKind::http},
        {"HTTPS://example.com/a", RemoteKind::none},
        {"HTTPS://example.com/a.git", RemoteKind::git},
        {"git://example.com/a", RemoteKind::git},
        {"ssh://git@example.com/a", RemoteKind::git},
        {"git@example.com:a/b", RemoteKind::git},
        {"a-b_c@host:", RemoteKind::git},
        {"ftp://example.com/a", RemoteKind::none},
        {"file:///a", RemoteKind::none},
        {"github.com/a/b", RemoteKind::none},
        {"./git@example.com:a", RemoteKind::none},
        {"@example.com:a", RemoteKind::none},
        {"git@:a", RemoteKind::none},
        {"a:b", RemoteKind::none},
        {"://a", RemoteKind::none},
        {"", RemoteKind::none},
    };
    for (const auto& row : rows) EXPECT_EQ(remote_kind(row.source), row.kind) << row.source;
}

TEST(FileMode, IsOctalOrLetters) {
    for (const char* mode : {"0", "644", "0755", "7777", "000007777", "+x", "u+x", "u=rwX,go=",
                             "a-w", "ug+rw-x", "=", "go=u", "u+s,+t", "-rwx", "u=r=w"}) {
        EXPECT_TRUE(is_file_mode(mode)) << mode;
    }
    for (const char* mode : {"", "17777", "888", "0o755", "755,", "u", "x", "rwxr-xr-x", "+755",
                             "u+x,", ",u+x", "u+x,,g+x", "u+y", "u + x", "U+x", "0x1ff", "75 5"}) {
        EXPECT_FALSE(is_file_mode(mode)) << mode;
    }
}

TEST(Mount, IsReadInAnyCaseAndWithGosTruthValues) {
    const Understood file("FROM a\nRUN --mount=TYPE=Cache,Target=/b,RO=T "
                          "--mount=type=TMPFS,rw=0,target=/c "
                          "--mount=\\\"target=/d,e\\\",rw=1 x\n");
    const auto& mounts = file.run().mounts;
    ASSERT_EQ(mounts.size(), 3U);
    EXPECT_EQ(mounts[0].type, Mount::Type::cache);
    EXPECT_EQ(mounts[0].target, "/b");
    EXPECT_FALSE(mounts[0].writable);
    EXPECT_EQ(mounts[1].type, Mount::Type::tmpfs);
    EXPECT_FALSE(mounts[1].writable);
    EXPECT_EQ(mounts[2].target, "/d,e");
    EXPECT_TRUE(mounts[2].writable);
}

} // namespace dflint::model
