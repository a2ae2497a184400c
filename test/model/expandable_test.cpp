// SPDX-License-Identifier: Apache-2.0
// Where BuildKit expands variables, instruction by instruction, and where it leaves a `$` alone.
#include "dflint/model/expandable.h"
#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

/// The texts of the second instruction that expand, as the file has them: "[a$v] [b$v]".
std::string texts(const std::string& line) {
    const Understood file("FROM a\n" + line + "\n");
    std::string out;
    for (const Expandable& each : expandables(file.file.text(), file.tree.instructions.at(1))) {
        if (!out.empty()) out += ' ';
        out +=
            "[" + file.text(each.in_file({0, static_cast<std::uint32_t>(each.text.size())})) + "]";
    }
    return out;
}

TEST(Expandables, AreTheTextsThatBuildKitExpands) {
    const struct {
        const char* line;
        const char* texts;
    } rows[] = {
        {"FROM --platform=$v/x a$v AS b", "[$v/x] [a$v]"},
        {"ENV a$v=b$v c='$v' d=e", "[a$v] [b$v] ['$v']"},
        {"ENV a b$v c", "[b$v c]"},
        {"LABEL a.$v=$v b=c", "[a.$v] [$v]"},
        {"ARG a=$v b c=$v", "[$v] [$v]"},
        {"COPY --chown=$v:g --chmod=$v a$v b c$v/", "[$v:g] [$v] [a$v] [c$v/]"},
        {"COPY [\"a$v\", \"b\", \"$v c\"]", "[a$v] [$v c]"},
        {"ADD --checksum=$v --chown=$v https://x/$v y", "[$v] [$v] [https://x/$v]"},
        {"COPY <<a <<'b' /$v/\n$v\na\n$v\nb", "[/$v/] [$v\n]"},
        {"ADD <<-a$v /x/\n\t$v\na$v", "[\t$v\n]"},
        {"WORKDIR /a b/$v", "[/a b/$v]"},
        {"USER $v:g", "[$v:g]"},
        {"STOPSIGNAL SIG$v", "[SIG$v]"},
        {"VOLUME /a$v /b \"/c$v\"", "[/a$v] [\"/c$v\"]"},
        {"VOLUME [\"/a$v\"]", "[/a$v]"},
        {"RUN --mount=type=$v,target=/a$v,from=$v,id=$v a", "[$v] [/a$v] [$v]"},
        {"RUN --mount=FROM=$v,ro=$v --mount=type=ssh,id=$v a", "[$v] [$v]"},
        {"ENV a=b\\\n$v", "[b\\\n$v]"},
    };
    for (const auto& row : rows) EXPECT_EQ(texts(row.line), row.texts) << row.line;
}

TEST(Expandables, AreNothingElse) {
    for (const char* line : {"RUN a $v",
                             "RUN --network=$v a",
                             "RUN --security=$v a",
                             "RUN <<E\n$v\nE",
                             "CMD a $v",
                             "CMD [\"$v\"]",
                             "ENTRYPOINT [\"$v\"]",
                             "SHELL [\"$v\"]",
                             "HEALTHCHECK --interval=$v CMD a $v",
                             "COPY --from=$v a b",
                             "COPY --exclude=$v a b",
                             "COPY --parents=$v a b",
                             "ADD --keep-git-dir=$v a b",
                             "COPY <<'E' /x\n$v\nE",
                             "ONBUILD ENV a=$v",
                             "ONBUILD COPY a$v b",
                             "MAINTAINER $v",
                             "FROM a AS b$v",
                             "ARG a$v",
                             "ENV a=b"}) {
        EXPECT_EQ(texts(line), "") << line;
    }
}

} // namespace
} // namespace dflint::model
