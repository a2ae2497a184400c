// SPDX-License-Identifier: Apache-2.0
// The checks of `docker build --check`, statement by statement on the smallest files: the lines
// that BuildKit names.
#include "test/build_checks.h"

#include <gtest/gtest.h>

#include <vector>

namespace dflint::build_checks {
namespace {

using Lines = std::vector<std::uint32_t>;

struct Row {
    const char* text;
    Lines lines; ///< that the check names, each as often as it does
};

/// For the check that the test is named after.
void expect_rows(const std::vector<Row>& rows) {
    const std::string check = testing::UnitTest::GetInstance()->current_test_info()->name();
    for (const Row& row : rows) {
        Lines found;
        for (const auto& [name, line] : warnings(SourceFile("Dockerfile", row.text))) {
            if (name == check) found.push_back(line);
        }
        EXPECT_EQ(found, row.lines) << row.text;
    }
}

} // namespace

TEST(BuildChecks, StageNameCasing) {
    expect_rows({
        {"FROM a AS b\n", {}},
        {"FROM a AS B\n", {1}},
        {"FROM a AS bAr\n", {1}},
        {"FROM a AS b1-_.c\n", {}},
        {"FROM a\n", {}},
        {"FROM a AS \\\n B\n", {1}},
        {"FROM a AS b\nFROM c AS D\nFROM e AS F\n", {2, 3}},
        {"# check=skip=StageNameCasing\nFROM a AS B\n", {}},
    });
}

TEST(BuildChecks, FromAsCasing) {
    expect_rows({
        {"FROM a AS b\n", {}},
        {"FROM a as b\n", {1}},
        {"FROM a As b\n", {1}},
        {"FROM a aS b\n", {1}},
        {"from a as b\n", {}},
        {"from a AS b\n", {1}},
        {"from a aS b\n", {1}},
        {"From a as b\n", {}},
        {"From a AS b\n", {}},
        {"fROM a As b\n", {}},
        {"FROM a\n", {}},
        {"FROM a \\\n as b\n", {1}},
    });
}

TEST(BuildChecks, NoEmptyContinuation) {
    expect_rows({
        {"FROM a\nRUN b \\\n\nc\n", {4}},
        {"FROM a\nRUN b \\\n\n\n \t\nc\n", {6}},
        {"FROM a\nRUN b \\\n# c\nd\n", {}},
        {"FROM a\nRUN b \\\n\n# d\n\nc\n", {6}},
        {"FROM a\nRUN b \\\n\n", {3}},
        {"FROM a\nRUN b \\\n", {}},
        {"FROM a\nONBUILD RUN b \\\n\nc\n", {4}},
        {"FROM a\nRUN <<E \\\n\n b\nc\n\nE\n", {4}},
        {"FROM a\nRUN <<E\nb \\\n\nE\n", {}},
        {"FROM a\nRUN b \\\n\nc\nRUN d \\\n\ne\n", {4, 7}},
        {"FROM a\n\\\n\nRUN b\n", {4}},
        {"FROM a\nRUN b \\\r\n\r\nc\r\n", {4}},
        {"FROM a\nCMD [\"b\", \\\n\n\"c\"]\n", {4}},
        {"FROM a\nONBUILD RUN \\\n# c\n <<E \\\n\n x\n# no\nE\n", {6}},
        {"FROM a\n# check=skip=NoEmptyContinuation\nRUN b \\\n\nc\n", {5}},
        {"FROM \\\n\na\n", {3}},
        {"# check=skip=NoEmptyContinuation\nFROM a\nRUN b \\\n\nc\n", {}},
        {"# escape=`\nFROM a\nRUN b `\n\nc\nRUN d \\\n\nRUN e\n", {5}},
    });
}

TEST(BuildChecks, ConsistentInstructionCasing) {
    expect_rows({
        {"FROM a\nRUN b\n", {}},
        {"from a\nrun b\n", {}},
        {"FROM a\nrun b\n", {2}},
        {"from a\nrun b\nRUN c\n", {3}},
        {"From a\n", {1}},
        {"From a\nrun b\n", {1}},
        {"From a\nRUN b\n", {1}},
        {"FROM a\nrUN b\n", {2}},
        {"arg X\nFROM a\nRUN b\n", {}},
        {"ARG X\nARG Y\nfrom a\n", {}},
        {"FROM a\nONBUILD run b\n", {}},
        {"FROM a\nonbuild RUN b\n", {2}},
        {"FROM a\nFROM b\nrun c\nrun d\nrun e\n", {1, 2}},
        {"FROM a\n# check=skip=ConsistentInstructionCasing\nrun b\n", {3}},
        {"# check=skip=ConsistentInstructionCasing\nFROM a\nrun b\n", {}},
        {"FROM a\nRun b\nRun c\nRun d\n", {2, 3, 4}},
    });
}

TEST(BuildChecks, DuplicateStageName) {
    expect_rows({
        {"FROM a AS b\nFROM c AS b\n", {2}},
        {"FROM a AS b\nFROM c AS B\n", {2}},
        {"FROM a AS b\nFROM c AS b\nFROM d AS b\n", {2, 3}},
        {"FROM a\nFROM a\n", {}},
        {"FROM a AS b\nFROM b AS c\n", {}},
        {"FROM a AS b\n# check=skip=DuplicateStageName\nFROM c AS b\n", {3}},
        {"# check=skip=DuplicateStageName\nFROM a AS b\nFROM c AS b\n", {}},
    });
}

TEST(BuildChecks, ReservedStageName) {
    expect_rows({
        {"FROM a AS scratch\n", {1}},
        {"FROM a AS context\n", {1}},
        {"FROM a AS Scratch\n", {1}},
        {"FROM a AS CONTEXT\n", {1}},
        {"FROM scratch\n", {}},
        {"FROM a AS scratch2\n", {}},
        {"# check=skip=X\n\n# check=skip=ReservedStageName\nFROM a AS scratch\n", {4}},
        {"# check=skip=ReservedStageName\nFROM a AS scratch\n", {}},
    });
}

TEST(BuildChecks, JSONArgsRecommended) {
    expect_rows({
        {"FROM a\nCMD b\n", {2}},
        {"FROM a\nENTRYPOINT b\n", {2}},
        {"FROM a\nCMD\n", {2}},
        {"FROM a\nENTRYPOINT\n", {2}},
        {"FROM a\nCMD [\"b\"]\n", {}},
        {"FROM a\nCMD []\n", {}},
        {"FROM a\nENTRYPOINT [\"b\", \"c\"]\n", {}},
        {"FROM a\nCMD ['b']\n", {2}},
        {"FROM a\nCMD [\"b\",]\n", {2}},
        {"FROM a\nCMD [\"b\"] # c\n", {2}},
        {"FROM a\nSHELL [\"x\"]\nCMD b\nENTRYPOINT c\n", {}},
        {"FROM a\nCMD b\nSHELL [\"x\"]\nENTRYPOINT c\n", {2}},
        {"FROM a\nHEALTHCHECK CMD b\n", {}},
        {"FROM a\nRUN b\n", {}},
        {"FROM a\nONBUILD CMD b\n", {}},
        {"FROM a\ncmd b\n", {2}},
        {"FROM a\nCMD b \\\n c\n", {2}},
        {"FROM a AS b\nSHELL [\"x\"]\nFROM b AS c\nFROM c\nCMD d\n", {}},
        {"FROM a AS b\nSHELL [\"x\"]\nFROM a\nCMD c\n", {4}},
        {"FROM a AS b\nONBUILD SHELL [\"x\"]\nFROM b\nCMD c\n", {}},
        {"FROM a\n# check=skip=JSONArgsRecommended\nCMD b\nENTRYPOINT c\n", {4}},
    });
}

TEST(BuildChecks, MaintainerDeprecated) {
    expect_rows({
        {"FROM a\nMAINTAINER b\n", {2}},
        {"FROM a\nmaintainer b\n", {2}},
        {"FROM a\nLABEL maintainer=b\n", {}},
        {"FROM a\nMAINTAINER b\nMAINTAINER c\n", {2, 3}},
    });
}

TEST(BuildChecks, UndefinedArgInFrom) {
    expect_rows({
        {"ARG A=b\nFROM $A\n", {}},
        {"FROM ${A:-b}\n", {1}},
        {"FROM ${A-b}\n", {1}},
        {"FROM ${A:+b}c\n", {1}},
        {"FROM a$TARGETARCH\n", {}},
        {"FROM --platform=$BUILDPLATFORM b\n", {}},
        {"FROM a\nARG A=b\nFROM x$A\n", {3}},
        {"ARG A=b\nFROM a\nFROM $A\n", {}},
        {"FROM x$A$B\n", {1, 1}},
        {"FROM x$A$A\n", {1}},
        {"FROM x$1\n", {1}},
        {"FROM \"x$A\"\n", {1}},
        {"FROM x$HTTP_PROXY\n", {1}},
        {"FROM x$PATH\n", {1}},
        {"ARG a=b\nFROM x$A\n", {2}},
        {"ARG A=b\nFROM ${A:-$B}\n", {2}},
        {"FROM "
         "x$BUILDPLATFORM$BUILDOS$BUILDARCH$BUILDVARIANT$BUILDOSVERSION$TARGETPLATFORM$"
         "TARGETOS$TARGETARCH$TARGETVARIANT$TARGETOSVERSION$TARGETSTAGE\n",
         {}},
    });
}

TEST(BuildChecks, UndefinedVar) {
    expect_rows({
        {"FROM a\nENV A=$B\n", {2}},
        {"FROM a\nENV A=${B}\n", {2}},
        {"FROM a\nENV A=${B:-c}\n", {2}},
        {"FROM a\nENV A=${B+c}\n", {2}},
        {"FROM a\nENV A=${B:+c}\n", {2}},
        {"FROM a\nENV A=${B#c}\n", {2}},
        {"FROM a\nENV A=$1\n", {2}},
        {"FROM a\nENV A=$@\n", {2}},
        {"FROM a\nENV A=$$\n", {2}},
        {"FROM a\nENV A=$.\n", {}},
        {"FROM a\nENV A=\\$B\n", {}},
        {"FROM a\nENV A='$B'\n", {}},
        {"FROM a\nENV A=\"$B\"\n", {2}},
        {"FROM a\nENV A=$B$B\n", {2}},
        {"FROM a\nENV A=$B C=$D\n", {2, 2}},
        {"FROM a\nENV A=$B C=$B\n", {2, 2}},
        {"FROM a\nENV A=$PATH\n", {}},
        {"FROM a\nENV $A=b\n", {2}},
        {"FROM a\nENV A $B\n", {2}},
        {"FROM a\nARG B\nENV A=$B\n", {}},
        {"FROM a\nARG B=c\nENV A=$B\n", {}},
        {"FROM a\nENV B=c\nENV A=$B\n", {}},
        {"FROM a\nENV A=b C=$A\n", {2}},
        {"FROM a\nARG A=b C=$A\n", {}},
        {"FROM a\nARG A=$B\n", {2}},
        {"FROM a\nARG A=$A\n", {2}},
        {"FROM a\nENV A=$A\n", {2}},
        {"FROM a\nENV A=${B:-$C}\n", {2, 2}},
        {"FROM a\nENV A=${B:-${B:-c}}\n", {2}},
        {"FROM a\nLABEL a=$B\n", {2}},
        {"FROM a\nLABEL $B=a\n", {2}},
        {"FROM a\nWORKDIR /$B\n", {2}},
        {"FROM a\nUSER $B\n", {2}},
        {"FROM a\nVOLUME /$B\n", {2}},
        {"FROM a\nVOLUME [\"/$B\"]\n", {2}},
        {"FROM a\nSTOPSIGNAL 9$B\n", {2}},
        {"FROM a\nCOPY $B c\n", {2}},
        {"FROM a\nCOPY b $C\n", {2}},
        {"FROM a\nADD $B c\n", {2}},
        {"FROM a\nCOPY [\"$B\", \"c\"]\n", {2}},
        {"FROM a\nCOPY --chown=$B c d\n", {2}},
        {"FROM a\nCOPY --chmod=${B:-755} c d\n", {2}},
        {"FROM a\nADD "
         "--checksum=${B:-sha256:"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa} https://x/y d\n",
         {2}},
        {"FROM a\nCOPY --exclude=$B c d\n", {}},
        {"FROM a\nEXPOSE ${B:-80}\n", {}},
        {"FROM a\nRUN $B\n", {}},
        {"FROM a\nRUN [\"$B\"]\n", {}},
        {"FROM a\nCMD [\"$B\"]\n", {}},
        {"FROM a\nENTRYPOINT [\"$B\"]\n", {}},
        {"FROM a\nHEALTHCHECK CMD $B\n", {}},
        {"FROM a\nSHELL [\"$B\"]\n", {}},
        {"FROM a\nRUN --mount=type=cache,target=/c,id=$B c\n", {2}},
        {"FROM a\nONBUILD ENV A=$B\n", {}},
        {"FROM a\nCOPY <<E /x\n$B\nE\n", {2}},
        {"FROM a\nCOPY <<'E' /x\n$B\nE\n", {}},
        {"FROM a\nCOPY <<E /x\n\\$B\nE\n", {}},
        {"FROM a\nCOPY <<E /x\n'$B'\nE\n", {2}},
        {"FROM a\nCOPY << E /x\n$B\nE\n", {}},
        {"FROM a\nENV A=$HTTP_PROXY\n", {2}},
        {"FROM a\nENV A=$no_proxy\n", {2}},
        {"FROM a\nENV A=$TARGETARCH\n", {2}},
        {"FROM a\nARG TARGETARCH\nENV A=$TARGETARCH\n", {}},
        {"FROM a\nENV A=$HOME\n", {2}},
        {"FROM a\nENV A=$SOURCE_DATE_EPOCH\n", {2}},
        {"FROM a\nENV a=b\nENV A=$a$B\n", {3}},
        {"FROM a\nENV A=b\nENV C=$a\n", {3}},
        {"ARG A=b\nFROM a\nENV C=$A\n", {3}},
        {"ARG A=b\nFROM a\nARG A\nENV C=$A\n", {}},
        {"FROM a AS b\nARG A\nFROM b\nENV C=$A\n", {}},
        {"FROM a AS b\nENV A=c\nFROM b AS c\nFROM c\nENV C=$A\n", {}},
        {"FROM a AS b\nENV A=c\nFROM a\nENV C=$A\n", {4}},
        {"# escape=`\nFROM a\nENV A=`$B\nENV C=\\$B\n", {4}},
        {"FROM a AS b\nONBUILD ARG X\nFROM b\nENV A=$X\n", {}},
        {"FROM a\n# check=skip=UndefinedVar\nENV A=$B\nENV C=$D\n", {4}},
    });
}

TEST(BuildChecks, WorkdirRelativePath) {
    expect_rows({
        {"FROM a\nWORKDIR b\n", {2}},
        {"FROM a\nWORKDIR /b\n", {}},
        {"FROM a\nWORKDIR /b\nWORKDIR c\n", {}},
        {"FROM a\nWORKDIR b\nWORKDIR c\n", {2}},
        {"FROM a\nWORKDIR b\nWORKDIR /c\nWORKDIR d\n", {2}},
        {"FROM a\nWORKDIR .\n", {2}},
        {"FROM a\nWORKDIR ../b\n", {2}},
        {"FROM a\nENV A=/b\nWORKDIR $A\n", {}},
        {"FROM a\nENV A=b\nWORKDIR $A\n", {3}},
        {"FROM a\nWORKDIR \"/b c\"\n", {}},
        {"FROM a\nWORKDIR \"b c\"\n", {2}},
        {"FROM a\nONBUILD WORKDIR b\n", {}},
        {"FROM a\nWORKDIR ~\n", {2}},
        {"FROM a\nWORKDIR //b\n", {}},
        {"FROM a\nWORKDIR \\/b\n", {}},
        {"FROM a\nRUN b\nWORKDIR c\n", {3}},
        {"FROM a AS b\nWORKDIR /c\nFROM b\nWORKDIR d\n", {}},
        {"FROM a AS b\nWORKDIR c\nFROM b\nWORKDIR d\n", {2}},
        {"FROM a AS b\nWORKDIR /c\nFROM a\nWORKDIR d\n", {4}},
        {"FROM a AS b\nONBUILD WORKDIR /c\nFROM b\nWORKDIR d\n", {}},
        {"FROM scratch\nWORKDIR b\n", {2}},
    });
}

TEST(BuildChecks, MultipleInstructionsDisallowed) {
    expect_rows({
        {"FROM a\nCMD [\"b\"]\nCMD [\"c\"]\n", {2}},
        {"FROM a\nCMD [\"b\"]\nCMD [\"c\"]\nCMD [\"d\"]\n", {2, 3}},
        {"FROM a\nENTRYPOINT [\"b\"]\nENTRYPOINT [\"c\"]\n", {2}},
        {"FROM a\nHEALTHCHECK CMD b\nHEALTHCHECK CMD c\n", {2}},
        {"FROM a\nHEALTHCHECK NONE\nHEALTHCHECK CMD c\n", {2}},
        {"FROM a\nCMD [\"b\"]\nENTRYPOINT [\"c\"]\n", {}},
        {"FROM a\nCMD [\"b\"]\nONBUILD CMD [\"c\"]\n", {}},
        {"FROM a\nCMD [\"b\"]\nRUN x\ncmd [\"c\"]\n", {2}},
        {"FROM a\nUSER b\nUSER c\n", {}},
        {"FROM a\nCMD [\"b\"]\nFROM d\nCMD [\"c\"]\n", {}},
        {"FROM a AS b\nCMD [\"b\"]\nFROM b\nCMD [\"c\"]\n", {}},
        {"FROM a\n# check=skip=MultipleInstructionsDisallowed\nCMD [\"b\"]\nCMD [\"c\"]\n", {3}},
        {"FROM a\nCMD [\"b\"]\n# check=skip=MultipleInstructionsDisallowed\nCMD [\"c\"]\n", {}},
    });
}

TEST(BuildChecks, LegacyKeyValueFormat) {
    expect_rows({
        {"FROM a\nENV A b\n", {2}},
        {"FROM a\nLABEL a b\n", {2}},
        {"FROM a\nENV A=b\n", {}},
        {"FROM a\nENV A = b\n", {2}},
        {"FROM a\nENV A b=c\n", {2}},
        {"FROM a\nENV A=b C=d\n", {}},
        {"FROM a\nLABEL \"a b\"=c\n", {}},
        {"FROM a\nONBUILD ENV A b\n", {}},
        {"FROM a\nARG A b\n", {}},
        {"FROM a\nENV A \\\n b\n", {2}},
        {"FROM a\nenv A b\n", {2}},
    });
}

TEST(BuildChecks, RedundantTargetPlatform) {
    expect_rows({
        {"FROM --platform=$TARGETPLATFORM a\n", {1}},
        {"FROM --platform=${TARGETPLATFORM} a\n", {1}},
        {"FROM --platform=\"$TARGETPLATFORM\" a\n", {1}},
        {"FROM --platform=$BUILDPLATFORM a\n", {}},
        {"FROM --platform=$TARGETOS/$TARGETARCH a\n", {}},
        {"FROM --platform=${TARGETPLATFORM:-linux/amd64} a\n", {1}},
        {"FROM --platform=linux/amd64 a\n", {}},
        {"FROM a\n", {}},
        {"ARG P=$TARGETPLATFORM\nFROM --platform=$P a\n", {}},
    });
}

TEST(BuildChecks, FromPlatformFlagConstDisallowed) {
    expect_rows({
        {"FROM --platform=linux/amd64 a\n", {1}},
        {"FROM --platform=amd64 a\n", {1}},
        {"FROM --platform=linux a\n", {1}},
        {"FROM --platform=linux/amd64 a AS b\n", {1}},
        {"FROM --platform=linux/amd64 a AS b-amd64\n", {}},
        {"FROM --platform=linux/amd64 a AS linux\n", {}},
        {"FROM --platform=linux/arm64 a AS b-amd64\n", {1}},
        {"FROM --platform=$BUILDPLATFORM a\n", {}},
        {"FROM --platform=linux/$TARGETARCH a\n", {}},
        {"FROM --platform=\"linux/amd64\" a\n", {1}},
        {"FROM --platform=linux/x86_64 a AS amd64\n", {}},
        {"FROM --platform=linux/x86_64 a AS x86_64\n", {1}},
        {"FROM a\n", {}},
        {"FROM --platform=linux/amd64 a AS AMD64\n", {}},
        {"FROM --platform=linux/arm/v7 a AS v7\n", {1}},
        {"FROM --platform=linux/arm/v7 a AS arm\n", {}},
        {"ARG P=linux/amd64\nFROM --platform=$P a\n", {}},
        {"FROM a AS b\nFROM --platform=linux/amd64 b\n", {2}},
    });
}

TEST(BuildChecks, SecretsUsedInArgOrEnv) {
    expect_rows({
        {"FROM a\nARG PASSWORD\n", {2}},       {"FROM a\nENV PASSWORD=b\n", {2}},
        {"FROM a\nENV PASSWORD b\n", {2}},     {"FROM a\nENV apikey=x\n", {2}},
        {"FROM a\nENV auth=x\n", {2}},         {"FROM a\nENV credential=x\n", {2}},
        {"FROM a\nENV credentials=x\n", {2}},  {"FROM a\nENV key=x\n", {2}},
        {"FROM a\nENV password=x\n", {2}},     {"FROM a\nENV pword=x\n", {2}},
        {"FROM a\nENV passwd=x\n", {2}},       {"FROM a\nENV secret=x\n", {2}},
        {"FROM a\nENV token=x\n", {2}},        {"FROM a\nENV A_TOKEN_B=x\n", {2}},
        {"FROM a\nENV Token=x\n", {2}},        {"FROM a\nENV a_SECRET=x\n", {2}},
        {"FROM a\nENV TOKENS=x\n", {}},        {"FROM a\nENV MYTOKEN=x\n", {}},
        {"FROM a\nENV MY-TOKEN=x\n", {}},      {"FROM a\nENV MY.TOKEN=x\n", {}},
        {"FROM a\nENV API_KEY=x\n", {2}},      {"FROM a\nENV PUBLIC_KEY=x\n", {}},
        {"FROM a\nENV PUBLIC_TOKEN=x\n", {}},  {"FROM a\nENV __TOKEN__=x\n", {2}},
        {"FROM a\nENV A=b TOKEN=c\n", {2}},    {"FROM a\nENV \"TOKEN\"=c\n", {2}},
        {"FROM a\nENV A=TOKEN\n", {}},         {"FROM a\nLABEL TOKEN=b\n", {}},
        {"FROM a\nARG A B=c TOKEN\n", {2}},    {"FROM a\nARG TOKEN SECRET\n", {2, 2}},
        {"FROM a\nONBUILD ENV TOKEN=x\n", {}}, {"FROM a\nRUN --mount=type=secret,id=TOKEN x\n", {}},
        {"ARG TOKEN\nFROM a\n", {}},           {"FROM a\nENV TOKEN_FILE=x\n", {}},
        {"FROM a\nENV KEY_VERSION=x\n", {}},
    });
}

TEST(BuildChecks, InvalidDefaultArgInFrom) {
    expect_rows({
        {"ARG A=b\nFROM $A\n", {}},
        {"ARG A\nFROM ${A:-b}\n", {}},
        {"ARG A=\nFROM b$A\n", {}},
        {"ARG A=TAG\nFROM b:$A\n", {}},
    });
}

TEST(BuildChecks, ExposeProtoCasing) {
    expect_rows({
        {"FROM a\nEXPOSE 80/TCP\n", {2}},
        {"FROM a\nEXPOSE 80/tcp\n", {}},
        {"FROM a\nEXPOSE 80/Udp 81/UDP\n", {2, 2}},
        {"FROM a\nEXPOSE 80\n", {}},
        {"FROM a\nARG A=80/TCP\nEXPOSE $A\n", {3}},
        {"FROM a\nENV A=\"80/TCP 81/tcp\"\nEXPOSE $A\n", {3}},
        {"FROM a\nEXPOSE 80-90/SCTP\n", {2}},
        {"FROM a\nONBUILD EXPOSE 80/TCP\n", {}},
    });
}

TEST(BuildChecks, ExposeInvalidFormat) {
    expect_rows({
        {"FROM a\nEXPOSE 8080:80\n", {2}},
        {"FROM a\nEXPOSE 127.0.0.1:8080:80\n", {2}},
        {"FROM a\nEXPOSE 127.0.0.1::80\n", {2}},
        {"FROM a\nEXPOSE [::1]:80:80\n", {2}},
        {"FROM a\nEXPOSE 80\n", {}},
        {"FROM a\nEXPOSE :80\n", {}},
        {"FROM a\nEXPOSE ::80\n", {}},
        {"FROM a\nEXPOSE 80-90:80-90\n", {2}},
        {"FROM a\nEXPOSE 1:2 3:4\n", {2, 2}},
        {"FROM a\nEXPOSE 1:2 \\\n 3\n", {2}},
        {"FROM a\nARG A=1:2\nEXPOSE $A\n", {3}},
    });
}

TEST(BuildChecks, InvalidDefinitionDescription) {
    expect_rows({
        {"# check=experimental=all\n# b is x\nFROM a AS b\n", {}},
        {"# check=experimental=all\n# x\nFROM a AS b\n", {3}},
        {"# check=experimental=all\n# b\nFROM a AS b\n", {}},
        {"# check=experimental=all\n# bx\nFROM a AS b\n", {3}},
        {"# check=experimental=all\n# b: x\nFROM a AS b\n", {3}},
        {"# check=experimental=all\n# B is x\nFROM a AS b\n", {3}},
        {"# check=experimental=all\n# b is x\nFROM a AS B\n", {}},
        {"# check=experimental=all\n# x\nFROM a\n", {}},
        {"# check=experimental=all\n# x\n# b is x\nFROM a AS b\n", {}},
        {"# check=experimental=all\n# b is x\n# x\nFROM a AS b\n", {4}},
        {"# check=experimental=all\n# x\n\nFROM a AS b\n", {4}},
        {"# check=experimental=all\n# x\n#\nFROM a AS b\n", {}},
        {"# check=experimental=all\nFROM a AS b\n", {}},
        {"# check=experimental=all\n# x\nARG A\nFROM a\n", {3}},
        {"# check=experimental=all\n# A is x\nARG A\nFROM a\n", {}},
        {"# check=experimental=all\n# B is x\nARG A B\nFROM a\n", {}},
        {"# check=experimental=all\n# C is x\nARG A B\nFROM a\n", {3}},
        {"# check=experimental=all\nFROM a\n# x\nARG A=b\n", {4}},
        {"# check=experimental=all\nFROM a\n  # A is x\nARG A\n", {4}},
        {"# check=experimental=all\nFROM a\n# x\nRUN b\n", {}},
        {"# check=experimental=all\nFROM a\n# A\tx\nARG A\n", {4}},
        {"# check=experimental=all\nFROM a\n# x\nENV A=b\n", {}},
        {"# check=experimental=all\nFROM a\n# x\nONBUILD ARG A\n", {}},
        {"# x\nFROM a AS b\n", {}},
        {"# check=experimental=InvalidDefinitionDescription;skip=all\n# x\nFROM a AS b\n", {3}},
        {"# check=experimental=Other\n# x\nFROM a AS b\n", {}},
    });
}

} // namespace dflint::build_checks
