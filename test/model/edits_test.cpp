// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/edits.h"

#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

std::string applied(const Understood& file, const std::optional<Edit>& edit) {
    if (!edit) return "no edit";
    std::string text(file.file.text());
    text.replace(edit->at.begin, edit->at.size(), edit->text);
    return text;
}

/// The first command of the first RUN with that name, taken out.
std::string without(const std::string& text, std::string_view name) {
    const Understood file(text);
    for (const Command& command : file.run().commands) {
        if (command.is(name)) return applied(file, without_command(command));
    }
    return "no command";
}

TEST(Edits, TakeACommandOutWithItsOperator) {
    EXPECT_EQ(without("FROM a\nRUN make && rm x\n", "rm"), "FROM a\nRUN make\n");
    EXPECT_EQ(without("FROM a\nRUN rm x && make\n", "rm"), "FROM a\nRUN make\n");
    EXPECT_EQ(without("FROM a\nRUN a; rm x; b\n", "rm"), "FROM a\nRUN a; b\n");
    EXPECT_EQ(without("FROM a\nRUN a \\\n    && rm x \\\n    && b\n", "rm"),
              "FROM a\nRUN a \\\n    && b\n");
    EXPECT_EQ(without("FROM a\nRUN a && \\\n    rm x && \\\n    b\n", "rm"),
              "FROM a\nRUN a && \\\n    b\n");
    EXPECT_EQ(without("FROM a\nRUN a && \\\n    rm x\n", "rm"), "FROM a\nRUN a\n");
    EXPECT_EQ(without("FROM a\nRUN <<EOF\na\nrm x\nb\nEOF\n", "rm"),
              "FROM a\nRUN <<EOF\na\nb\nEOF\n");
    EXPECT_EQ(without("# escape=`\nFROM debian\nRUN a `\n  && rm x\n", "rm"),
              "# escape=`\nFROM debian\nRUN a\n");
    EXPECT_EQ(without("FROM a\r\nRUN a \\\r\n  && rm x\r\n", "rm"), "FROM a\r\nRUN a\r\n");
}

TEST(Edits, KeepTheOperatorThatDecidesWhetherTheNextCommandRuns) {
    EXPECT_EQ(without("FROM a\nRUN a; rm x && b\n", "rm"), "FROM a\nRUN a; b\n");
    EXPECT_EQ(without("FROM a\nRUN a && rm x; b\n", "rm"), "FROM a\nRUN a; b\n");
}

TEST(Edits, LeaveACommandWhereTakingItOutWouldChangeTheRest) {
    for (const char* run : {"rm x", "a || rm x", "a && rm x || true", "(a && rm x)",
                            "if a; then rm x; fi", "a && rm x | cat", "a && ! rm x"}) {
        EXPECT_EQ(without("FROM a\nRUN " + std::string(run) + "\n", "rm"), "no edit") << run;
    }
}

TEST(Edits, NeverTakeACommentAlong) {
    EXPECT_EQ(without("FROM a\nRUN a \\\n    # why\n    && rm x \\\n    # b\n    && b\n", "rm"),
              "no edit");
    EXPECT_EQ(without("FROM a\nRUN a \\\n    # why\n    && rm x \\\n    && b\n", "rm"),
              "FROM a\nRUN a \\\n    # why\n    && b\n");
}

TEST(Edits, TakeAWordOutWithItsBlanks) {
    const auto without_second = [](const std::string& text) {
        const Understood file(text);
        return applied(file, without_word(file.run().commands.front(), 1));
    };
    EXPECT_EQ(without_second("FROM a\nRUN p i -n x\n"), "FROM a\nRUN p i x\n");
    EXPECT_EQ(without_second("FROM a\nRUN p i -n\n"), "FROM a\nRUN p i\n");
    EXPECT_EQ(without_second("FROM a\nRUN p i \\\n    -n \\\n    x\n"),
              "FROM a\nRUN p i \\\n    x\n");
    EXPECT_EQ(without_second("FROM a\nRUN p i \\\n    # none\n    -n \\\n    x\n"),
              "FROM a\nRUN p i \\\n    # none\n    x\n");
    EXPECT_EQ(without_second("FROM a\nRUN p i --no\\\n# why\n-cache x\n"), "no edit");
}

TEST(Edits, TakeAVariableOutOfItsInstruction) {
    const auto without_x = [](const std::string& text) {
        const Understood file(text);
        const Binding* const binding = file.scope(file.stage().last).binding("X");
        return binding == nullptr ? "no binding"
                                  : applied(file, without_binding(*file.build, *binding));
    };
    EXPECT_EQ(without_x("FROM a\nENV X=1\nRUN b\n"), "FROM a\nRUN b\n");
    EXPECT_EQ(without_x("FROM a\nENV X=1 Y=2\n"), "FROM a\nENV Y=2\n");
    EXPECT_EQ(without_x("FROM a\nENV Y=2 \\\n    X=1 \\\n    Z=3\n"),
              "FROM a\nENV Y=2 \\\n    Z=3\n");
    EXPECT_EQ(without_x("FROM a\nENV Y=2 \\\n    X=1\n"), "FROM a\nENV Y=2\n");
    EXPECT_EQ(without_x("FROM a\n# why\nENV X=1\n"), "no edit");
    EXPECT_EQ(without_x("FROM a\nENV Y=2 \\\n    # why\n    X=1\n"), "no edit");
}

TEST(Edits, PutFlagsBehindTheKeyword) {
    const auto with_mount = [](const std::string& text) {
        const Understood file(text);
        return applied(file, with_flags(file.run(), {"--mount=type=cache,target=/c"}));
    };
    EXPECT_EQ(with_mount("FROM a\nRUN make\n"), "FROM a\nRUN --mount=type=cache,target=/c make\n");
    EXPECT_EQ(with_mount("FROM a\nrun  --network=host make\n"),
              "FROM a\nrun  --network=host --mount=type=cache,target=/c make\n");
    EXPECT_EQ(with_mount("FROM    a\nRUN     make\n"),
              "FROM    a\nRUN     --mount=type=cache,target=/c make\n");
    EXPECT_EQ(with_mount("FROM a\nRUN \\\n  make\n"),
              "FROM a\nRUN --mount=type=cache,target=/c \\\n  make\n");
    EXPECT_EQ(with_mount("FROM a\nRUN <<EOF\nmake\nEOF\n"),
              "FROM a\nRUN --mount=type=cache,target=/c <<EOF\nmake\nEOF\n");
    const std::string words(80, 'x');
    EXPECT_EQ(with_mount("FROM a\nRUN " + words + "\n"),
              "FROM a\nRUN --mount=type=cache,target=/c \\\n    " + words + "\n");
    EXPECT_EQ(with_mount("# escape=`\nFROM a\nRUN " + words + "\n"),
              "# escape=`\nFROM a\nRUN --mount=type=cache,target=/c `\n    " + words + "\n");
}

TEST(Edits, IndentALineOfFlagsAsTheAuthorIndents) {
    const auto with_mount = [](const std::string& text) {
        const Understood file(text);
        return applied(file, with_flags(file.run(), {"--mount=type=cache,target=/c"}));
    };
    const std::string mount = "FROM a\nRUN --mount=type=cache,target=/c \\\n";
    EXPECT_EQ(with_mount("FROM a\nRUN b \\\n  && c\n"), mount + "  b \\\n  && c\n");
    EXPECT_EQ(with_mount("FROM a\nRUN b && \\\n\tc\n"), mount + "\tb && \\\n\tc\n");
    EXPECT_EQ(with_mount("FROM a\nRUN b && \\\nc\n"), mount + "b && \\\nc\n");
    EXPECT_EQ(with_mount("FROM a\nRUN b \\\n    x \\\n# why\n && c && \\\nd\n"),
              mount + " b \\\n    x \\\n# why\n && c && \\\nd\n")
        << "the shallowest line that is indented";
    const std::string words(80, 'x');
    const std::string others = "\nENV A=1 \\\n   B=2\nENV A=1 \\\n  B=2\nENV A=1 \\\n  B=2\n";
    EXPECT_EQ(with_mount("FROM a\nRUN " + words + others), mount + "  " + words + others)
        << "as most of the file";
    EXPECT_EQ(with_mount("FROM a\nRUN b \\\n    x" + others), mount + "  b \\\n    x" + others)
        << "words of a command stay deeper than it";
    EXPECT_EQ(with_mount("FROM a\nRUN b && \\\n    c" + others),
              mount + "    b && \\\n    c" + others);
    const std::string heredoc = "\nCOPY <<E /e\n  in a heredoc\nE\n";
    EXPECT_EQ(with_mount("FROM a\nRUN " + words + heredoc), mount + "    " + words + heredoc);
}

TEST(Edits, PutFlagsBehindThoseThatAreThere) {
    const auto with_mount = [](const std::string& text) {
        const Understood file(text);
        return applied(file, with_flags(file.run(), {"--mount=type=cache,target=/c"}));
    };
    const std::string first = "FROM a\nRUN --network=none";
    const std::string mount = "--mount=type=cache,target=/c";
    EXPECT_EQ(with_mount(first + " \\\n  b\n"), first + " \\\n  " + mount + " \\\n  b\n");
    EXPECT_EQ(with_mount(first + " \\\n  --security=insecure \\\n b\n"),
              first + " \\\n  --security=insecure \\\n  " + mount + " \\\n b\n");
    EXPECT_EQ(with_mount(first + " b \\\n  && c\n"),
              first + " \\\n  " + mount + " \\\n  b \\\n  && c\n");
    EXPECT_EQ(with_mount(first + " <<E\nb\nE\n"), first + " " + mount + " <<E\nb\nE\n");
    EXPECT_EQ(with_mount("FROM a\nRUN \\\n  --network=none \\\n  b\n"),
              "FROM a\nRUN \\\n  --network=none \\\n  " + mount + " \\\n  b\n");
}

TEST(Edits, PutALineBeforeAnInstructionAndItsComments) {
    const auto with_arg = [](const std::string& text) {
        const Understood file(text);
        return applied(file, with_line_before(*file.build, *file.run().instruction, "ARG A=1"));
    };
    EXPECT_EQ(with_arg("FROM a\nRUN b\n"), "FROM a\nARG A=1\nRUN b\n");
    EXPECT_EQ(with_arg("FROM a\n\n# one\n# two\nRUN b\n"),
              "FROM a\n\nARG A=1\n# one\n# two\nRUN b\n");
    EXPECT_EQ(with_arg("FROM a\n# chapter\n\nRUN b\n"), "FROM a\n# chapter\n\nARG A=1\nRUN b\n");
    EXPECT_EQ(with_arg("FROM a\n  RUN b\n"), "FROM a\n  ARG A=1\n  RUN b\n");
}

} // namespace
} // namespace dflint::model
