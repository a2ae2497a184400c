// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/yaml/embedded.h"
#include "dflint/syntax/yaml/parse.h"

#include <gtest/gtest.h>

namespace dflint::yaml {
namespace {

/// The text of the key `x`, and where each of its characters comes from: copies as they are, all
/// else in brackets with its place.
std::string pieces(const std::string& written) {
    const SourceFile file("compose.yaml", written);
    const File tree = parse(file);
    const auto text = embedded_text(file, *tree.root->find("x"));
    if (!text) return "none";
    std::string out;
    for (std::uint32_t i = 0; i < text->text().size(); ++i) {
        const std::string slice(file.slice(text->in_file(Span{i, i + 1})));
        const bool is_copy = slice == text->text().substr(i, 1);
        out += is_copy ? slice : "[" + slice + "]";
    }
    if (!text->notation()) return out + " fixed";
    return out + " +" + std::to_string(text->notation()->indentation.size());
}

TEST(YamlEmbedded, ALiteralBlockLosesItsIndentation) {
    EXPECT_EQ(pieces("x: |\n  FROM a\n\n    RUN b\ny: 1\n"), "FROM a\n\n  RUN b\n +2");
    EXPECT_EQ(pieces("x: |-\n    FROM a\n    RUN b\n\ny: 1\n"), "FROM a\nRUN b +4");
    EXPECT_EQ(pieces("x: |+\n FROM a\n\n\ny: 1\n"), "FROM a\n\n\n +1");
    EXPECT_EQ(pieces("x: |2 # two\n    FROM a\n  RUN b\n"), "  FROM a\nRUN b\n +2");
    EXPECT_EQ(pieces("x: |\n  FROM a"), "FROM a[] fixed");
    EXPECT_EQ(pieces("x: |\n\n  FROM a\n"), "\nFROM a\n +2");
}

TEST(YamlEmbedded, ABlockMayBeginWithAQuote) {
    EXPECT_EQ(pieces("x: |-\n  \"a\"\n  \"b\"\n"), "\"a\"\n\"b\" +2");
}

TEST(YamlEmbedded, ACarriageReturnIsPartOfTheLineEnd) {
    EXPECT_EQ(pieces("x: |\r\n  FROM a\r\n  RUN b\r\ny: 1\r\n"), "FROM a[\r\n]RUN b[\r\n] +2");
}

TEST(YamlEmbedded, AnEscapeIsOnePlace) {
    EXPECT_EQ(pieces("x: \"FROM \\\"a\\n\\x41\\u00e9\"\n"),
              "FROM [\\\"]a[\\n][\\x41][\\u00e9][\\u00e9] +0");
    EXPECT_EQ(pieces("x: 'a''b'\n"), "a['']b fixed");
}

TEST(YamlEmbedded, FoldedLinesAreOnePlace) {
    EXPECT_EQ(pieces("x: \"a \n  b\n\n  c\\\n   d\"\n"), "a[ \n  ]b[\n\n  ]cd +0");
    EXPECT_EQ(pieces("x: FROM a\n  b\n"), "FROM a[\n  ]b fixed");
    EXPECT_EQ(pieces("x: 'a\n  b'\n"), "a[\n  ]b fixed");
}

TEST(YamlEmbedded, FoldedBlocksAndCollectionsHoldNoText) {
    EXPECT_EQ(pieces("x: >\n  a\n  b\n"), "none");
    EXPECT_EQ(pieces("x: [a]\n"), "none");
    EXPECT_EQ(pieces("x:\n"), "none");
}

} // namespace
} // namespace dflint::yaml
