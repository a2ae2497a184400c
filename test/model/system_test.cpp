// SPDX-License-Identifier: Apache-2.0
#include "understood.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dflint::model {
namespace {

struct Row {
    const char* file;
    System system; ///< of the first stage
};

void expect_systems(std::initializer_list<Row> rows) {
    for (const Row& row : rows) {
        EXPECT_EQ(Understood(row.file).stage().system, row.system) << row.file;
    }
}

TEST(Systems, AreToldByTheImage) {
    for (const char* image : {
             "mcr.microsoft.com/windows/servercore:ltsc2022",
             "mcr.microsoft.com/windows/nanoserver:1809",
             "mcr.microsoft.com/windows:1809",
             "mcr.microsoft.com/dotnet/framework/sdk:4.8",
             "mcr.microsoft.com/powershell:nanoserver-1809",
             "mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-ltsc2022",
             "microsoft/nanoserver",
             "microsoft/iis",
             "golang:1.22-nanoserver",
             "python:3.12-windowsservercore-ltsc2022",
             "registry.example/base:ltsc2019",
             "mcr.microsoft.com/windows/servercore:$version",
         }) {
        expect_systems({{("FROM " + std::string(image)).c_str(), System::windows}});
    }
    for (const char* image : {"mcr.microsoft.com/powershell:lts-ubuntu-22.04", "golang:1.22",
                              "mcr.microsoft.com/dotnet/sdk:8.0", "$base", "scratch"}) {
        expect_systems({{("FROM " + std::string(image)).c_str(), System::posix}});
    }
}

TEST(Systems, AreToldByThePlatform) {
    expect_systems({
        {"FROM --platform=windows/amd64 x", System::windows},
        {"ARG P=windows/amd64\nFROM --platform=$P x", System::windows},
        {"FROM --platform=linux/amd64 dockcross/windows-static-x64", System::posix},
        {"# escape=`\nFROM --platform=$BUILDPLATFORM x", System::posix},
    });
}

TEST(Systems, AreToldByWhatTheStageDoes) {
    expect_systems({
        {"FROM x\nSHELL [\"powershell\", \"-Command\"]", System::windows},
        {"FROM x\nSHELL [\"cmd\", \"/S\", \"/C\"]", System::windows},
        {"FROM x\nSHELL [\"pwsh\", \"-c\"]", System::posix},
        {"FROM x\nRUN powershell -Command a", System::windows},
        {"FROM x\nWORKDIR C:\\\\app", System::windows},
        {"FROM x\nCOPY a c:/a", System::windows},
        {"FROM x\nCOPY [\"a\", \"C:\\\\a\"]", System::windows},
        {"FROM x\nCMD [\"C:\\\\a.exe\"]", System::windows},
        {"FROM x\nRUN wine C:\\\\a.exe", System::posix},
        {"FROM x\nFROM y\nWORKDIR C:/app", System::posix},
    });
}

TEST(Systems, StayUnsureWhereThereAreOnlyHints) {
    expect_systems({
        {"# escape=`\nFROM x", System::unsure},
        {"# escape=`\nFROM debian:12", System::posix},
        {"FROM x\nFROM mcr.microsoft.com/windows/nanoserver", System::unsure},
        {"ARG base=mcr.microsoft.com/windows/nanoserver\nFROM x", System::unsure},
        {"FROM python:3.12-slim\nFROM mcr.microsoft.com/windows/nanoserver", System::posix},
        {"FROM stefan/node-windows:8", System::unsure},
    });
}

TEST(Systems, AreInheritedFromTheParentStage) {
    const Understood file("FROM golang:nanoserver AS a\nFROM a\nRUN x 'y\n");
    EXPECT_EQ(file.stage(1).system, System::windows);
    EXPECT_EQ(file.stage(1).runs[0].shell, Shell::cmd);
    EXPECT_TRUE(file.stage(1).runs[0].scripts.empty());
}

TEST(Systems, DecideTheDefaultShell) {
    const auto shell_of_first = [](const char* file) { return Understood(file).run().shell; };
    EXPECT_EQ(shell_of_first("FROM x\nRUN a"), Shell::sh);
    EXPECT_EQ(shell_of_first("FROM microsoft/nanoserver\nRUN a"), Shell::cmd);
    EXPECT_EQ(shell_of_first("# escape=`\nFROM x\nRUN a"), Shell::unknown);
    EXPECT_EQ(shell_of_first("# escape=`\nFROM x\nSHELL [\"bash\", \"-c\"]\nRUN a"), Shell::bash);
}

} // namespace
} // namespace dflint::model
