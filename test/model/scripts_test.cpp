// SPDX-License-Identifier: Apache-2.0
#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

/// The bytes in the file of each command's words, name first: "[pip] [install] [x]".
std::string places(const Understood& file, const Run& run) {
    std::string out;
    for (const Command& command : run.commands) {
        if (!out.empty()) out += "; ";
        out += "[" + file.text(command.name_word.at) + "]";
        for (const Word& word : command.words) out += " [" + file.text(word.at) + "]";
    }
    return out;
}

std::string places(const Understood& file) {
    return places(file, file.run());
}

struct Place {
    const char* run;
    const char* places;
};

void expect_places(std::initializer_list<Place> rows) {
    for (const Place& row : rows) {
        EXPECT_EQ(places(Understood("FROM a\nRUN " + std::string(row.run) + "\n")), row.places)
            << row.run;
    }
}

TEST(Scripts, AreOneLineOfWhatContinuedLinesHold) {
    expect_places({
        {"a\\\nb c", "[a\\\nb] [c]"},
        {"a\\\n b", "[a] [b]"},
        {"a \\ \t\n# gone\n\n  # too\n b", "[a] [b]"},
        {"a 'b\\\n# gone\nc'", "[a] ['b\\\n# gone\nc']"},
        {"a && \\\n  # why\n  b; c", "[a]; [b]; [c]"},
        {"a # b \\\n && c", "[a]"},
        {"a \\\n && b \\\n", "[a]; [b]"},
        {"--network=none \\\n a b", "[a] [b]"},
        {"a <<E \\\n && b\nx \\\ny\nE", "[a]; [b]"},
    });
    const Understood file("FROM a\nRUN a 'b\\\n# gone\n c'\n");
    EXPECT_EQ(file.run().commands[0].words[0].text, "b c");
    const Understood backtick("# escape=`\nFROM debian:12\nRUN a `\n b \\\nRUN c\n");
    EXPECT_EQ(places(backtick), "[a] [b] [\\]");
}

TEST(Scripts, OfTriggersKeepTheirPlace) {
    const Understood file("FROM a\nONBUILD RUN a \\\n && sh -c 'b c'\n");
    EXPECT_EQ(places(file, file.stage().triggers[0]), "[a]; [sh] [-c] ['b c']; [b] [c]");
    const Understood heredoc("FROM a\nONBUILD RUN <<E\na b\nE\n");
    EXPECT_EQ(places(heredoc, heredoc.stage().triggers[0]), "[a] [b]");
}

TEST(Scripts, OfTheExecFormAreFoundBehindOptionsAndWrappers) {
    expect_places({
        {R"(["sh", "-c", "a b"])", "[a] [b]"},
        {R"(["/bin/bash", "-lc", "a"])", "[a]"},
        {R"(["/bin/bash", "-euxo", "pipefail", "-c", "a", "name", "argument"])", "[a]"},
        {R"(["bash", "-o", "pipefail", "-c", "a"])", "[a]"},
        {R"(["/usr/bin/env", "-i", "A=b", "bash", "-c", "a"])", "[a]"},
        {R"(["busybox", "sh", "-c", "a"])", "[a]"},
        {R"(["sudo", "-E", "sh", "-c", "a"])", "[a]"},
        {R"(["python", "-c", "import a"])", ""},
        {R"(["powershell", "-c", "a"])", ""},
        {R"(["sh", "a"])", ""},
        {R"(["sh", "-c"])", ""},
        {R"([])", ""},
    });
}

TEST(Scripts, OfTheExecFormKeepTheirPlaceThroughJsonEscapes) {
    expect_places({
        {R"(["sh", "-c", "a \"b c\" \u0026\u0026 d\te"])", R"([a] [\"b c\"]; [d] [e])"},
        {R"(["sh", "-c", "\u0061 \"\\\"\" \/c"])", R"([\u0061] [\"\\\"\"] [\/c])"},
        {R"(["sh", "-c", "a\nb"])", "[a]; [b]"},
        {R"(["sh", "-c", "\u00e9\ud83d\ude00 é"])", R"([\u00e9\ud83d\ude00] [é])"},
        {"[\"sh\", \\\n # why\n \"-c\", \"a \\\n  b\\\"\\\nc\\\"\"]", "[a] [b\\\"\\\nc\\\"]"},
    });
}

TEST(Scripts, OfTheExecFormWithALineFeedHaveLines) {
    EXPECT_TRUE(
        Understood("FROM a\nRUN [\"sh\", \"-c\", \"a\\nb\"]\n").run().scripts[0]->has_lines);
    EXPECT_FALSE(Understood("FROM a\nRUN [\"sh\", \"-c\", \"a;b\"]\n").run().scripts[0]->has_lines);
}

TEST(Scripts, InWordsKeepTheirPlaceThroughQuotes) {
    expect_places({
        {R"(sh -c 'a "b"')", R"([sh] [-c] ['a "b"']; [a] ["b"])"},
        {R"(bash -c "a \"b\" \$c \\d")",
         R"([bash] [-c] ["a \"b\" \$c \\d"]; [a] [\"b\"] [\$c] [\\d])"},
        {R"(sh -c 'a '"'"'b c'"'")", R"([sh] [-c] ['a '"'"'b c'"'"]; [a] ['"'b c'"'])"},
        {R"(sh -c a\ b)", R"([sh] [-c] [a\ b]; [a] [b])"},
        {"sh -c \"a \\\n b\"", "[sh] [-c] [\"a \\\n b\"]; [a] [b]"},
        {R"(sh -c $'a\tb')", R"([sh] [-c] [$'a\tb'])"},
        {R"(eval 'a b')", "[eval] ['a b']; [a] [b]"},
    });
}

TEST(Scripts, InWordsRunTheirSubstitutionsOnce) {
    expect_places({
        {R"~(sh -c "a $(b)")~", R"~([sh] [-c] ["a $(b)"]; [b]; [a] [$(b)])~"},
        {R"~(sh -c 'a $(b)')~", R"~([sh] [-c] ['a $(b)']; [b]; [a] [$(b)])~"},
    });
}

TEST(Scripts, InWordsAreReadByTheirOwnShell) {
    expect_places({
        {"bash -c 'a &>b c'", "[bash] [-c] ['a &>b c']; [a] [c]"},
        {"sh -c 'a &>b c'", "[sh] [-c] ['a &>b c']; [a]; [c]"},
        {"zsh -c 'a'", "[zsh] [-c] ['a']"},
    });
}

TEST(Scripts, OfHeredocsGoToTheShellThatReadsThem) {
    expect_places({
        {"bash -eu <<'E'\na b\nE", "[bash] [-eu]; [a] [b]"},
        {"<<E bash -s x\na\nE", "[bash] [-s] [x]; [a]"},
        {"sudo bash -o pipefail <<E\na $b\nE", "[bash] [-o] [pipefail]; [a] [$b]"},
        {"bash x <<E\na\nE", "[bash] [x]"},
        {"bash <<E >x 2>&1\na\nE", "[bash]; [a]"},
        {"bash <<E <x\na\nE", "[bash]"},
        {"<<E python3\nimport a\nE", "[python3]"},
        {"bash 3<<E\na\nE", "[bash]"},
        {"bash <<E\na \\$b \\c 'd\\\\e'\nE", "[bash]; [a] [\\$b] [\\c] ['d\\\\e']"},
        {"bash <<E\na $(b) \\$(c)\nE", "[bash]; [b]; [c]; [a] [$(b)] [\\$(c)]"},
        {"bash <<'E'\na \\$b\nE", "[bash]; [a] [\\$b]"},
        {"bash <<\\E\na \\$b\nE", "[bash]; [a] [\\$b]"},
        {"cat <<E | bash\na\nE", "[cat]; [bash]"},
        {"a <<E; b <<F\nc\nE\nd\nF", "[a]; [b]"},
        {"<<E\n#!/bin/bash -e\na &>b\nE", "[a]"},
        {"<<E\n#!/usr/bin/env -S bash -e\na\nE", "[a]"},
        {"<<E\n#!/usr/bin/env python3\nimport a\nE", ""},
        {"<<-E\n\ta\n\tE", "[a]"},
        {"<< \"E\"\na\nE", "[a]"},
        {"3<<E\na\nE", "[a]"},
        {"<<E # b\na\nE", ""},
        {"<<E <<F\na\nE\nb\nF", ""},
        {"<<-E\n\t#!/usr/bin/env python3\n\ta\n\tE", "[a]"},
        {"<<E\n #!/usr/bin/env python3\na\nE", "[a]"},
    });
}

TEST(Scripts, WithAMistakeInsideStandDown) {
    const Understood file("FROM a\nRUN a && sh -c 'if b; then c'\n");
    ASSERT_NE(file.run().error, nullptr);
    EXPECT_EQ(file.run().error->message, "`if` is never followed by its `fi`");
    EXPECT_TRUE(file.run().commands.empty());
    EXPECT_TRUE(file.run().parts.empty());
    // The value may bring what is missing.
    EXPECT_EQ(places(Understood("FROM a\nRUN sh -c \"if b; then c $d\"\n")),
              "[sh] [-c] [\"if b; then c $d\"]");
}

/// The mistake of each CMD, ENTRYPOINT and HEALTHCHECK, with the bytes it points to.
std::string container_mistakes(const Understood& file) {
    std::string out;
    for (const ContainerCommand& each : file.stage().container_commands) {
        if (!each.script || !each.script->tree.error) continue;
        out += each.script->tree.error->message;
        out += " [" + file.text(each.script->text.in_file(each.script->tree.error->at)) + "]";
    }
    return out;
}

TEST(Scripts, OfContainersAreReadToo) {
    const std::string quote = "this single quote is never closed [']";
    const struct {
        const char* line;
        std::string mistakes;
    } rows[] = {
        {"CMD a && b", ""},
        {"CMD a 'b", quote},
        {"CMD a \\\n # c\n  'b", quote},
        {"ENTRYPOINT exec a 'b", quote},
        {"ENTRYPOINT [\"sh\", \"-c\", \"a 'b\"]", quote},
        {"ENTRYPOINT [\"sh\", \"-c\", \"a \\\"b\"]", "this double quote is never closed [\\\"]"},
        {"ENTRYPOINT [\"a\", \"'b\"]", ""},
        {"HEALTHCHECK --interval=1s CMD a 'b", quote},
        {"HEALTHCHECK CMD [\"sh\", \"-c\", \"a 'b\"]", quote},
        {"HEALTHCHECK NONE", ""},
        {"ONBUILD CMD a 'b", quote},
        {"SHELL [\"powershell\"]\nCMD a 'b", ""},
        {"SHELL [\"cmd\", \"/C\"]\nHEALTHCHECK CMD a 'b", ""},
        {"SHELL [\"cmd\", \"/C\"]\nCMD [\"sh\", \"-c\", \"a 'b\"]", quote},
    };
    for (const auto& row : rows) {
        const Understood file("FROM a\n" + std::string(row.line) + "\n");
        EXPECT_EQ(container_mistakes(file), row.mistakes) << row.line;
    }
}

TEST(Scripts, AreReadByTheShellThatShellNames) {
    const struct {
        const char* words;
        Shell shell;
    } rows[] = {
        {R"(["/bin/bash", "-o", "pipefail", "-c"])", Shell::bash},
        {R"(["/usr/bin/env", "bash", "-euo", "pipefail", "-c"])", Shell::bash},
        {R"(["conda", "run", "-n", "x", "/bin/bash", "-c"])", Shell::bash},
        {R"(["/bin/sh", "-c"])", Shell::sh},
        {R"(["bash.exe", "-c"])", Shell::bash},
        {R"(["C:\\msys64\\usr\\bin\\bash.exe", "-lc"])", Shell::bash},
        {R"(["/bin/dash", "-c"])", Shell::sh},
        {R"(["busybox", "sh", "-c"])", Shell::other_posix},
        {R"(["/bin/ksh", "-c"])", Shell::other_posix},
        {R"(["cmd", "/S", "/C"])", Shell::cmd},
        {R"(["/bin/ash", "-eo", "pipefail", "-c"])", Shell::other_posix},
        {R"(["PowerShell.EXE", "-Command"])", Shell::powershell},
        {R"(["C:\\Windows\\System32\\CMD.exe", "/S", "/C"])", Shell::cmd},
        {R"(["pwsh", "-c"])", Shell::powershell},
        {R"(["zsh", "-c"])", Shell::unknown},
        {R"(["python", "-c"])", Shell::unknown},
    };
    for (const auto& row : rows) {
        const Understood file("FROM a\nSHELL " + std::string(row.words) + "\nRUN a\n");
        EXPECT_EQ(file.run().shell, row.shell) << row.words;
    }
}

} // namespace
} // namespace dflint::model
