// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/platform_arguments.h"
#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

TEST(Scope, SeesWhatStandsBeforeAndInParents) {
    const Understood file("ARG V=1\n"
                          "FROM a AS base\n"
                          "ARG V\n"
                          "ENV X=$V-x\n"
                          "FROM base\n"
                          "ENV X=${X}y Z=$UNKNOWN\n"
                          "RUN x\n");
    EXPECT_EQ(file.scope(2).value("V"), std::nullopt)
        << "a stage sees no global argument by itself";
    EXPECT_EQ(file.scope(3).value("V"), "1");
    EXPECT_EQ(file.scope(5).value("X"), "1-x");
    EXPECT_EQ(file.scope(6).value("X"), "1-xy");
    EXPECT_EQ(file.scope(6).value("Z"), std::nullopt) << "the base image may set UNKNOWN";
}

TEST(Scope, AnArgumentWithoutAValueLeavesWhatIsInForce) {
    const Understood file("ARG G=global\n"
                          "ARG G\n"
                          "FROM a\n"
                          "ENV X=env\n"
                          "ARG X\n"
                          "ARG Y=1\n"
                          "ARG Y\n"
                          "ENV G=env\n"
                          "ARG G Z\n"
                          "RUN x\n");
    EXPECT_EQ(file.scope(9).value("X"), "env");
    EXPECT_EQ(file.scope(9).value("Y"), "1");
    EXPECT_EQ(file.scope(9).value("G"), "global") << "a global default comes in again";
    EXPECT_TRUE(file.scope(9).binding("Z")->is_unset);
}

TEST(Scope, WordsOfOneArgSeeTheWordsBeforeThemButThoseOfOneEnvDoNot) {
    const Understood file("FROM scratch\nARG A=1 B=${A}2\nENV A=x C=$A\nENV D=$A\nRUN x\n");
    EXPECT_EQ(file.scope(4).value("B"), "12");
    EXPECT_EQ(file.scope(4).value("C"), "1");
    EXPECT_EQ(file.scope(4).value("D"), "x");
}

TEST(Scope, OfArgumentsAndEnvironmentTheLaterWins) {
    const struct {
        const char* text;
        const char* value; ///< of X; nullptr: not known, or not set
    } rows[] = {
        {"ARG X=g\nFROM a\n", nullptr},
        {"ARG X=g\nFROM a\nARG X\n", "g"},
        {"ARG X=g\nFROM a\nARG X=s\n", "s"},
        {"ARG X=g\nFROM a\nARG X=\n", ""},
        {"FROM a\nARG X=a\nENV X=e\n", "e"},
        {"FROM a\nENV X=e\nARG X=a\n", "a"},
        {"FROM a\nENV X=e\nARG X\n", "e"},
        {"FROM a\nARG X=a\nARG X\n", "a"},
        {"FROM a\nARG X=a\nARG X=b\n", "b"},
        {"ARG X=g\nFROM a\nENV X=e\nARG X\n", "g"},
        {"ARG A=1\nARG X=${A}2\nFROM a\nARG X\n", "12"},
        {"ARG A=1 X=${A}2\nFROM a\nARG X\n", "12"},
        {"ARG X=${A}2\nARG A=1\nFROM a\nARG X\n", "2"},
        {"ARG A=1\nFROM scratch\nARG X=${A}2\n", "2"},
        {"FROM a AS b\nARG X=1\nFROM b\n", "1"},
        {"FROM a AS b\nARG X=1\nFROM b\nARG X\n", "1"},
        {"FROM a AS b\nARG X=1\nFROM a\nARG X\n", nullptr},
        {"ARG X=g\nFROM a AS b\nARG X\nFROM b AS c\nFROM c\n", "g"},
        {"FROM a AS b\nENV X=e\nARG X=a\nFROM b\n", "e"},
        {"FROM a AS b\nARG X=a\nENV X=e\nFROM b AS c\nARG X=b X=c\nFROM c\n", "e"},
        {"FROM a AS b\nENV X=e\nARG X=a\nFROM b\nARG X=c\n", "c"},
        {"FROM a AS b\nENV X=e\nARG X=a\nFROM b AS c\nARG Y=$X\nENV X=${Y}2\n", "e2"},
        {"FROM a AS b\nARG X=1\nARG X=2\nFROM b\n", "2"},
        {"FROM a\nARG TARGETOS\nENV X=$TARGETOS\n", nullptr},
        {"FROM a\nARG TARGETOS=x\nENV X=$TARGETOS\n", "x"},
        {"ARG TARGETOS=x\nFROM a\nARG TARGETOS\nENV X=$TARGETOS\n", "x"},
    };
    for (const auto& row : rows) {
        const Understood file(std::string(row.text) + "RUN x\n");
        const auto last = static_cast<std::uint32_t>(file.tree.instructions.size() - 1);
        const auto expected =
            row.value == nullptr ? std::nullopt : std::optional<std::string_view>(row.value);
        EXPECT_EQ(file.scope(last).value("X"), expected) << row.text;
    }
}

TEST(Scope, NamesOfEnvAreExpanded) {
    const Understood file("FROM scratch\nENV \"A\"=1\nENV X$A=2\nRUN x\n");
    EXPECT_EQ(file.scope(3).value("A"), "1");
    EXPECT_EQ(file.scope(3).value("X1"), "2");
}

TEST(Scope, SeesPastStagesThatAreNoParents) {
    const Understood file("FROM x AS a\nENV V=a\n"
                          "FROM y AS b\nENV V=b\n"
                          "FROM a AS c\n"
                          "FROM b AS d\nENV V=d\n"
                          "FROM c\nRUN x\nENV V=e\n");
    EXPECT_EQ(file.scope(8).value("V"), "a");
    EXPECT_TRUE(file.stage(4).is_built_from(file.stage(0)));
    EXPECT_FALSE(file.stage(4).is_built_from(file.stage(3)));
    EXPECT_EQ(&file.stage(4).root(), &file.stage(0));
}

TEST(Scope, SeesPastManyStagesBesideAChain) {
    std::string text = "FROM a AS c0\nENV E=first\nARG A=first\nENV B=env\nARG B=arg\n";
    for (int i = 1; i <= 40; ++i) {
        const std::string number = std::to_string(i);
        text += "FROM a AS x" + number + "\nENV E=beside A=beside B=beside\n" + "FROM c" +
                std::to_string(i - 1) + " AS c" + number + "\n";
        if (i == 30) text += "ENV E=second\nARG A=second\nARG B=second\n";
    }
    const Understood file(text);
    for (int again = 0; again < 2; ++again) {
        for (const Stage& each : file.build->stages) {
            if (each.parent == nullptr) continue;
            const Scope scope = file.scope(each.first + 1);
            EXPECT_EQ(scope.value("E"), each.index <= 60 ? "first" : "second") << each.index;
            EXPECT_EQ(scope.value("A"), each.index <= 60 ? "first" : "second") << each.index;
            EXPECT_EQ(scope.value("B"), "env") << each.index;
            EXPECT_EQ(scope.value("C"), std::nullopt) << each.index;
        }
    }
}

TEST(Scope, HomesAreThoseOfUsersThatAStageHas) {
    const Understood file("FROM x AS a\nRUN useradd -d /a app\n"
                          "FROM y AS b\nRUN useradd -d /b app\n"
                          "FROM a AS c\nRUN useradd -d /c app\nUSER app\nRUN x\n"
                          "FROM b AS d\nUSER app\nRUN x\n"
                          "FROM z AS e\nUSER app\nRUN x\nRUN useradd -d /e app\nRUN x\n");
    EXPECT_EQ(file.scope(7).home(), "/a");
    EXPECT_EQ(file.scope(10).home(), "/b");
    EXPECT_EQ(file.scope(13).home(), std::nullopt);
    EXPECT_EQ(file.scope(15).home(), "/e");
}

TEST(Scope, ValuesThatGrowWithoutBoundAreUnknown) {
    std::string text = "FROM scratch\nENV X=0123456789 S=short\n";
    for (int i = 0; i < 64; ++i) text += "ENV X=$X$X\n";
    const Understood file(text + "RUN x\n");
    EXPECT_EQ(file.scope(66).value("X"), std::nullopt);
    EXPECT_EQ(file.scope(66).value("S"), "short");
}

TEST(Scope, PlatformArgumentsAreUnknown) {
    const Understood file(
        "FROM --platform=$BUILDPLATFORM a\nARG TARGETARCH\nENV B=x-$TARGETARCH\n");
    EXPECT_EQ(file.scope(3).value("B"), std::nullopt);
    EXPECT_EQ(file.stage().platform, "$BUILDPLATFORM");
}

TEST(Scope, PlatformArgumentsNeedAnArgInAStageAndProxiesToo) {
    using State = dockerfile::Variable::State;
    for (const std::string_view each : platform_arguments) {
        const std::string name(each);
        const Understood file("ARG " + name + "\nFROM scratch\nRUN x\nARG " + name + "\nRUN y\n");
        EXPECT_EQ(file.build->globals.find(name).state, State::unknown) << name;
        EXPECT_EQ(BareScope(file.scope(2)).find(name).state, State::unset) << name;
        EXPECT_EQ(BareScope(file.scope(4)).find(name).state, State::unknown) << name;
    }
    const Understood file("FROM scratch\nRUN x\n");
    for (const char* name : {"HTTP_PROXY", "https_proxy", "FTP_PROXY", "no_proxy", "ALL_PROXY"}) {
        EXPECT_EQ(file.build->globals.find(name).state, State::unset) << name;
        EXPECT_EQ(BareScope(file.scope(1)).find(name).state, State::unset) << name;
    }
    EXPECT_EQ(file.build->globals.find("PATH").state, State::unset);
    EXPECT_NE(BareScope(file.scope(1)).find("PATH").state, State::unset);
}

TEST(Scope, WorkingDirectoriesAddUp) {
    const Understood file(
        "FROM python:3\nWORKDIR app\nWORKDIR /src/\nWORKDIR ../lib\nFROM scratch\n");
    EXPECT_EQ(file.scope(1).workdir(), std::nullopt);
    EXPECT_EQ(file.scope(2).workdir(), std::nullopt) << "relative to the base image's";
    EXPECT_EQ(file.scope(3).workdir(), "/src");
    EXPECT_EQ(file.scope(4).workdir(), "/lib");
    EXPECT_EQ(file.scope(4).absolute("./a/../b"), "/lib/b");
    EXPECT_EQ(file.scope(5).workdir(), "/");
}

TEST(Scope, KnowsTheUserAndItsHomeOnlyWhereTheFileOrTheBaseSays) {
    const Understood file("FROM python:3\n"
                          "RUN useradd -m -d /srv/app app && adduser -D other\n"
                          "USER app:app\n"
                          "USER other\n"
                          "USER 1000\n"
                          "USER root\n"
                          "ENV HOME=/h\n");
    EXPECT_EQ(file.scope(1).user(), "root");
    EXPECT_EQ(file.scope(1).home(), "/root");
    EXPECT_EQ(file.scope(3).user(), "app");
    EXPECT_EQ(file.scope(3).home(), "/srv/app");
    EXPECT_EQ(file.scope(4).home(), "/home/other");
    EXPECT_EQ(file.scope(5).home(), std::nullopt);
    EXPECT_TRUE(file.scope(6).is_root());
    EXPECT_EQ(file.scope(7).home(), "/h");

    const Understood numbered("FROM debian:12\nRUN useradd -m -u 1000 app\nUSER 1000\nRUN a\n"
                              "USER 1001\nRUN b\n");
    EXPECT_EQ(numbered.scope(3).home(), "/home/app");
    EXPECT_EQ(numbered.scope(5).home(), std::nullopt);
    const Understood unknown("FROM registry.example.com/team/base\nRUN x\n");
    EXPECT_EQ(unknown.scope(1).user(), std::nullopt);
    EXPECT_EQ(unknown.scope(1).home(), std::nullopt);
}

TEST(Scope, ShellsAreInherited) {
    const Understood file("FROM a AS b\nSHELL [\"/bin/bash\", \"-c\"]\nFROM b\nRUN x\n");
    EXPECT_EQ(file.scope(1).shell(), Shell::sh);
    EXPECT_EQ(file.scope(3).shell(), Shell::bash);
}

TEST(Scope, BeginsWithTheTriggersOfTheParentAlone) {
    const Understood file("FROM scratch AS base\n"
                          "ONBUILD WORKDIR /first\n"
                          "ONBUILD WORKDIR /srv\n"
                          "ONBUILD USER app\n"
                          "ONBUILD SHELL [\"/bin/bash\", \"-c\"]\n"
                          "RUN x\n"
                          "FROM base AS child\n"
                          "RUN x\n"
                          "WORKDIR /own\n"
                          "USER root\n"
                          "ONBUILD WORKDIR below\n"
                          "FROM child\n"
                          "RUN x\n");
    EXPECT_EQ(file.scope(5).workdir(), "/");
    EXPECT_EQ(file.scope(5).shell(), Shell::sh);
    EXPECT_EQ(file.scope(7).workdir(), "/srv");
    EXPECT_EQ(file.scope(7).user(), "app");
    EXPECT_EQ(file.scope(7).shell(), Shell::bash);
    EXPECT_EQ(file.scope(12).workdir(), std::nullopt) << "other triggers may stand before it";
    EXPECT_EQ(file.scope(12).user(), "root");
    EXPECT_EQ(file.scope(12).shell(), Shell::bash);
}

TEST(Stage, ResolvesItsParentAndBase) {
    const Understood file("ARG TAG=3.12\n"
                          "FROM python:$TAG AS Base\n"
                          "FROM base AS build\n"
                          "FROM other AS unused\n"
                          "FROM scratch\n"
                          "COPY --from=BUILD /a /a\n");
    const auto& stages = file.build->stages;
    ASSERT_EQ(stages.size(), 4U);
    EXPECT_EQ(stages[0].image, "python:3.12");
    EXPECT_EQ(stages[0].name, "base");
    EXPECT_EQ(stages[1].parent, &stages[0]);
    EXPECT_EQ(stages[1].base_image(), "python:3.12");
    EXPECT_TRUE(stages[0].is_used);
    EXPECT_TRUE(stages[1].is_used);
    EXPECT_FALSE(stages[2].is_used);
    EXPECT_TRUE(stages[3].is_final);
    EXPECT_FALSE(stages[0].is_final);
}

TEST(Stage, AnUnknownArgumentLeavesTheImageUnknown) {
    const Understood file("ARG BASE\nFROM ${BASE}\n");
    EXPECT_EQ(file.stage().image, "") << "BuildKit expands an unset argument to nothing";
    const Understood platform("FROM image-$TARGETARCH\n");
    EXPECT_EQ(platform.stage().image, std::nullopt);
}

TEST(Mount, IsReadWithItsDefaults) {
    const Understood file("FROM python:3\nENV C=/root/.cache\nWORKDIR /w\n"
                          "RUN --mount=type=cache,target=$C/pip,sharing=locked "
                          "--mount=source=x,dst=y,rw "
                          "--mount=type=secret,id=token x\n");
    const auto& mounts = file.run().mounts;
    ASSERT_EQ(mounts.size(), 3U);
    EXPECT_EQ(mounts[0].type, Mount::Type::cache);
    EXPECT_EQ(mounts[0].target, "/root/.cache/pip");
    EXPECT_EQ(mounts[0].sharing, "locked");
    EXPECT_TRUE(mounts[0].writable);
    EXPECT_EQ(mounts[1].type, Mount::Type::bind);
    EXPECT_EQ(mounts[1].target, "/w/y");
    EXPECT_TRUE(mounts[1].writable);
    EXPECT_EQ(mounts[2].id, "token");
    EXPECT_EQ(file.run().cache_mount_over("/root/.cache/pip/http"), &mounts[0]);
    EXPECT_EQ(file.run().cache_mount_over("/root/.cache"), nullptr);
}

TEST(Copy, KnowsWhereItCopiesFromAndTo) {
    const Understood file("FROM a\nWORKDIR /app\nCOPY . .\nCOPY a b /x\nCOPY --from=z /q /q\n"
                          "ADD https://example.com/x /y\nCOPY requirements.txt ./sub/\n");
    const auto& copies = file.stage().copies;
    ASSERT_EQ(copies.size(), 5U);
    EXPECT_TRUE(copies[0].is_broad());
    EXPECT_EQ(copies[0].target, "/app/");
    EXPECT_FALSE(copies[1].is_broad());
    EXPECT_EQ(copies[1].target, "/x");
    EXPECT_FALSE(copies[2].from_context);
    EXPECT_EQ(copies[2].from, "z");
    EXPECT_FALSE(copies[3].from_context);
    EXPECT_TRUE(copies[3].is_add);
    EXPECT_EQ(copies[4].target, "/app/sub/");
}

TEST(ImageName, IsSplitAsDockerDoes) {
    const struct {
        const char* text;
        const char *registry, *repository, *tag, *digest;
    } rows[] = {
        {"python", "", "python", "", ""},
        {"python:3.12-slim", "", "python", "3.12-slim", ""},
        {"nvidia/cuda:12.4.1-devel-ubuntu22.04", "", "nvidia/cuda", "12.4.1-devel-ubuntu22.04", ""},
        {"localhost:5000/img", "localhost:5000", "img", "", ""},
        {"ghcr.io/a/b:c@sha256:00", "ghcr.io", "a/b", "c", "sha256:00"},
    };
    for (const auto& row : rows) {
        const ImageName name = ImageName::split(row.text);
        EXPECT_EQ(name.registry, row.registry) << row.text;
        EXPECT_EQ(name.repository, row.repository) << row.text;
        EXPECT_EQ(name.tag, row.tag) << row.text;
        EXPECT_EQ(name.digest, row.digest) << row.text;
    }
}

} // namespace
} // namespace dflint::model
