// SPDX-License-Identifier: Apache-2.0
#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

/// "name: word word" for each command of the first RUN.
std::vector<std::string> commands_of(const Understood& file) {
    std::vector<std::string> out;
    for (const Command& command : file.run().commands) {
        std::string line(command.name);
        line += ':';
        for (const Word& word : command.words) line += ' ' + std::string(word.text);
        out.push_back(line);
    }
    return out;
}

using Lines = std::vector<std::string>;

TEST(Commands, AreSeenThroughWrappers) {
    const struct {
        const char* run;
        Lines commands;
    } rows[] = {
        {"pip install x", {"pip: install x"}},
        {"/usr/bin/pip install x", {"pip: install x"}},
        {"sudo -E -u root apt-get install -y x", {"apt-get: install -y x"}},
        {"env -i A=b C=d pip install x", {"pip: install x"}},
        {"sudo env A=b python3.11 -u -m pip install x", {"pip: install x"}},
        {"python -mpip install x", {"pip: install x"}},
        {"python3 -Ibmpip install x", {"pip: install x"}},
        {"python -Wignore -X dev -Im pip install x", {"pip: install x"}},
        {"python -c 'x' -mpip", {"python: -c x -mpip"}},
        {"python -m'pip' install x", {"python: -mpip install x"}},
        {"conda run -n x --no-capture-output pip install y", {"pip: install y"}},
        {"mamba run --name x python -m pip install y", {"pip: install y"}},
        {"micromamba run -n x -e A=b pip install y", {"pip: install y"}},
        {"conda install run", {"conda: install run"}},
        {"conda run", {"conda: run"}},
        {"poetry run pip install x", {"pip: install x"}},
        {"pipenv run pip install x", {"pip: install x"}},
        {"pdm run -p /x make", {"make: "}},
        {"exec nice -n 5 make", {"make: "}},
        {"timeout -k 5 300 pip install x", {"pip: install x"}},
        {"echo x | xargs -n 1 apt-get install -y", {"echo: x", "apt-get: install -y"}},
        {"command -v pip", {"command: -v pip"}},
        {"command pip install x", {"pip: install x"}},
        {"time pip install x", {"pip: install x"}},
        {"nice -n 5 env -u A pip install x", {"pip: install x"}},
        {"exec env A=b pip install x", {"pip: install x"}},
        {"xargs -0 pip install x", {"pip: install x"}},
        {"python setup.py install", {"python: setup.py install"}},
        {"A=b pip install x", {"pip: install x"}},
        {"$PIP install x", {": install x"}},
        {"sudo", {"sudo:"}},
    };
    for (const auto& row : rows) {
        const Understood file("FROM a\nRUN " + std::string(row.run) + "\n");
        Lines expected = row.commands;
        for (std::string& line : expected) {
            if (line.ends_with(": ")) line.pop_back();
        }
        EXPECT_EQ(commands_of(file), expected) << row.run;
    }
}

TEST(Commands, NamedInsideAWordHaveTheirOwnPlace) {
    const Understood file("FROM a\nRUN python -\\\nmpi\\\np install x\n");
    EXPECT_EQ(commands_of(file), (Lines{"pip: install x"}));
    EXPECT_EQ(file.text(file.run().commands[0].name_word.at), "pi\\\np");
}

TEST(Commands, OfNestedScriptsAreReadWithTheirPlaceInTheFile) {
    const Understood file(
        "FROM a\nRUN bash -euc 'cd /x && pip install y' && echo \"$(pip list)\"\n");
    EXPECT_EQ(commands_of(file), (Lines{"bash: -euc cd /x && pip install y", "cd: /x",
                                        "pip: install y", "pip: list", "echo: $(pip list)"}));
    const Command& install = file.run().commands[2];
    EXPECT_TRUE(install.position.in_nested_script);
    EXPECT_EQ(file.text(install.words[1].at), "y");
    EXPECT_EQ(file.text(install.at), "pip install y");
    const Command& list = file.run().commands[3];
    EXPECT_TRUE(list.position.in_substitution);
    EXPECT_EQ(file.text(list.at), "pip list");
}

TEST(Commands, OfContinuedLinesKeepTheirBytes) {
    const Understood file("FROM a\nRUN apt-get update \\\n # why\n && apt-get inst\\\nall x\n");
    EXPECT_EQ(commands_of(file), (Lines{"apt-get: update", "apt-get: install x"}));
    const Command& install = file.run().commands[1];
    EXPECT_EQ(file.text(install.words[0].at), "inst\\\nall");
    EXPECT_EQ(file.text(install.words[1].at), "x");
}

TEST(Commands, OfHeredocsAreRead) {
    const Understood lone("FROM a\nRUN <<-EOF\n\tpip install x\n\t\tpip install y\n\tEOF\n");
    EXPECT_EQ(commands_of(lone), (Lines{"pip: install x", "pip: install y"}));
    EXPECT_EQ(lone.text(lone.run().commands[1].at), "pip install y");

    const Understood fed("FROM a\nRUN bash <<EOF && echo z\npip install x\nEOF\n");
    EXPECT_EQ(commands_of(fed), (Lines{"bash:", "pip: install x", "echo: z"}));
    EXPECT_EQ(fed.text(fed.run().commands[1].at), "pip install x");

    const Understood other("FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n");
    EXPECT_EQ(commands_of(other), Lines{});
}

TEST(Commands, OfTheExecFormAreReadWhenItStartsAShell) {
    const Understood shell("FROM a\nRUN [\"/bin/sh\", \"-ec\", \"pip install x\"]\n");
    EXPECT_EQ(commands_of(shell), (Lines{"pip: install x"}));
    EXPECT_EQ(shell.text(shell.run().commands[0].words[1].at), "x");
    EXPECT_EQ(commands_of(Understood("FROM a\nRUN [\"pip\", \"install\", \"x\"]\n")), Lines{});
}

TEST(Commands, OfOtherShellsAreLeftAlone) {
    EXPECT_EQ(commands_of(Understood("FROM a\nSHELL [\"powershell\"]\nRUN pip install x\n")),
              Lines{});
    EXPECT_EQ(commands_of(Understood("FROM mcr.microsoft.com/windows/servercore:ltsc2022\n"
                                     "RUN pip install x\n")),
              Lines{});
}

TEST(Commands, SayUnderWhichConditionTheyRun) {
    const Understood file("FROM a\nRUN a && b || c; if d; then e; fi; [ -f x ] && f; "
                          "for i in 1; do g; done\n");
    const auto position = [&](std::string_view name) {
        for (const Command& each : file.run().commands) {
            if (each.is(name)) return each.position;
        }
        return Position{};
    };
    EXPECT_FALSE(position("a").conditional);
    EXPECT_FALSE(position("b").conditional);
    EXPECT_TRUE(position("b").failure_ignored);
    EXPECT_TRUE(position("c").conditional);
    EXPECT_FALSE(position("d").conditional);
    EXPECT_TRUE(position("e").conditional);
    EXPECT_TRUE(position("f").conditional);
    EXPECT_TRUE(position("g").in_loop);
}

/// "name:FLAGS" for each command; the letters are those of the table below.
std::string positions(const Understood& file) {
    std::string out;
    for (const Command& command : file.run().commands) {
        const Position& at = command.position;
        if (!out.empty()) out += ' ';
        out += std::string(command.name) + ':';
        if (at.conditional) out += 'C';
        if (at.in_loop) out += 'L';
        if (at.in_function) out += 'F';
        if (at.in_pipeline) out += 'P';
        if (at.in_substitution) out += '$';
        if (at.in_subshell) out += 'S';
        if (at.in_nested_script) out += 'N';
        if (at.negated) out += '!';
        if (at.failure_ignored) out += 'I';
    }
    return out;
}

TEST(Commands, KnowWhereInTheirScriptTheyStand) {
    const struct {
        const char* run;
        const char* positions;
    } rows[] = {
        {"a; b & c && d", "a: b: c: d:"},
        {"a || b", "a:I b:C"},
        {"a && b || c && d", "a: b:I c:C d:C"},
        {"[ x ] && a || b", "[: a:CI b:C"},
        {"! a", "a:!"},
        {"a | b |& c", "a:P b:P c:P"},
        {"{ a; }", "a:"},
        {"(a; (b))", "a:S b:S"},
        {"if a; then b; elif c; then d; else e; fi", "a: b:C c:C d:C e:C"},
        {"while a; do b; done", "a:CL b:CL"},
        {"until a; do b; done", "a:CL b:CL"},
        {"for x in $(a); do b; done", "a:$S b:CL"},
        {"for ((x=$(a);;)); do b; done", "a:$S b:CL"},
        {"case $(a) in $(b)) c;; esac", "a:$S b:C$S c:C"},
        {"f() { a; }; f", "a:CF f:"},
        {"function f { a; }", "a:CF"},
        {"x=$(a) y=`b` c", "a:$S b:$S c:"},
        {"x=$(a)", "a:$S"},
        {"x=($(a))", "a:$S"},
        {"a \"$(b $(c))\"", "c:$S b:$S a:"},
        {"a >$(b)", "b:$S a:"},
        {"(a) >$(b)", "b:$S a:S"},
        {"a <(b)", "b:$S a:"},
        {"a ${x:-$(b)} $(($(c)))", "b:$S c:$S a:"},
        {"[[ -n $(a) ]] && b", "a:$S b:C"},
        {"(( $(a) ))", "a:$S"},
        {"cat <<E\n$(a)\nE", "a:$S cat:"},
        {"cat <<'E'\n$(a)\nE", "cat:"},
        {"sh -c 'a | b'", "sh: a:PN b:PN"},
        {"(sh -c 'a')", "sh:S a:SN"},
        {"eval a", "eval: a:N"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(positions(Understood("FROM a\nRUN " + std::string(row.run) + "\n")),
                  row.positions)
            << row.run;
    }
}

TEST(Commands, SeeVariablesSetBeforeThem) {
    const Understood file("FROM a\nENV A=1 B=2\nARG C\n"
                          "RUN export B=3 && D=4 run_it && E=$X other\n");
    const Command& run_it = file.run().commands[1];
    ASSERT_EQ(run_it.name, "run_it");
    EXPECT_EQ(variable_of(run_it, "A")->value, "1");
    EXPECT_EQ(variable_of(run_it, "B")->value, "3");
    EXPECT_EQ(variable_of(run_it, "D")->value, "4");
    EXPECT_FALSE(variable_of(run_it, "C")) << "declared without a value";
    EXPECT_FALSE(variable_of(run_it, "E"));
    EXPECT_FALSE(variable_of(file.run().commands[2], "E")->is_static);
}

TEST(Parts, AreTheTopLevelListWithItsOperators) {
    const Understood file("FROM a\nRUN a && b \\\n    || (c; d); e\n");
    const auto& parts = file.run().parts;
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_EQ(file.text(parts[0].at), "a");
    EXPECT_EQ(parts[0].before, "");
    EXPECT_EQ(file.text(parts[1].at), "b");
    EXPECT_EQ(parts[1].before, "&&");
    EXPECT_EQ(file.text(parts[2].at), "(c; d)");
    EXPECT_EQ(parts[2].before, "||");
    EXPECT_EQ(file.text(parts[2].before_at), "||");
    EXPECT_EQ(parts[3].before, ";");
    EXPECT_EQ(file.run().commands.back().part, 3U);
}

TEST(Run, StandsDownOnAShellMistake) {
    const Understood file("FROM a\nRUN if true; then echo\n");
    EXPECT_NE(file.run().error, nullptr);
    EXPECT_TRUE(file.run().commands.empty());
}

} // namespace
} // namespace dflint::model
