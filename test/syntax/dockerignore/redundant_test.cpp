// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/parse.h"
#include "dflint/syntax/dockerignore/redundant.h"

#include <gtest/gtest.h>
#include <string>

using namespace dflint;
using namespace dflint::dockerignore;

namespace {

/// The redundant patterns of a file, each with what makes it so.
std::string redundant(const std::string& text) {
    const SourceFile file(".dockerignore", text);
    const File tree = parse(file);
    std::string out;
    for (const Redundant& each : redundant_patterns(tree)) {
        if (!out.empty()) out += ", ";
        out += file.slice(each.pattern->at);
        switch (each.why) {
        case Redundant::Why::outside:
            out += " outside";
            break;
        case Redundant::Why::takes_nothing:
            out += " takes nothing";
            break;
        case Redundant::Why::repeated:
        case Redundant::Why::covered:
            out += each.why == Redundant::Why::covered ? " by " : " again ";
            out += file.slice(each.because_of->at);
        }
    }
    return out;
}

} // namespace

TEST(RedundantPattern, LiesOutsideOfTheContext) {
    EXPECT_EQ(redundant("/\n.\n../a\n!.\n"), "/ outside, . outside, ../a outside, !. outside");
}

TEST(RedundantPattern, RepeatsOneOfTheSameSignWithNoOtherBetween) {
    EXPECT_EQ(redundant("a\nb\n/a/\n"), "/a/ again a");
    EXPECT_EQ(redundant("*\n!a\n!b\n!a\n"), "!a again !a");
    EXPECT_EQ(redundant("a\n!a/b\na\n"), "");
    EXPECT_EQ(redundant("*\n!a\nb\n!a\n"), "");
    EXPECT_EQ(redundant("a|b*\na|b*\n"), "a|b* again a|b*");
    EXPECT_EQ(redundant("a\n!b\na\n"), "!b takes nothing, a again a");
}

TEST(RedundantPattern, IsCoveredByAnEarlierOne) {
    EXPECT_EQ(redundant("a\na/b\na/*.c\na/**\n"), "a/b by a, a/*.c by a, a/** by a");
    EXPECT_EQ(redundant("*\nb/c\n**/x\n"), "b/c by *, **/x by *");
    EXPECT_EQ(redundant("**\nb\n"), "b by **");
    EXPECT_EQ(redundant("*.md\nREADME.md\nb.md/x\nx/b.md\n"), "README.md by *.md, b.md/x by *.md");
    EXPECT_EQ(redundant("**/n\nn\na/n\n*/n/x\nb/n*\n"), "n by **/n, a/n by **/n, */n/x by **/n");
    EXPECT_EQ(redundant("**/*.log\n*.log\na/*.log\na.log\n*.log.gz\n"),
              "*.log by **/*.log, a/*.log by **/*.log, a.log by **/*.log");
}

TEST(RedundantPattern, IsNotCoveredWhereThatIsNotCertain) {
    EXPECT_EQ(redundant("a/b\na\nab\n*c\ndc*\n"), "");
    EXPECT_EQ(redundant("a**b\naxx/b\n"), "");
    EXPECT_EQ(redundant("a*\na|b*\n"), "");
    EXPECT_EQ(redundant("**/n\nx**n\n"), "");
    EXPECT_EQ(redundant("a\n!a/b\na/b/c\n"), "");
    EXPECT_EQ(redundant("a\n!a/b\na\na/b\n"), "");
}

TEST(RedundantPattern, IsNotKnownWhereItsBytesAreNoUtf8) {
    // An expression reads each such byte as U+FFFD: `*\x96` ignores the name \xA9, too.
    EXPECT_EQ(redundant("*\x96\n!\xA9\n"), "");
    EXPECT_EQ(redundant("\xA9\n!?\n!\xA9\n\xA9\n"), "");
}

TEST(RedundantPattern, TakesBackWhatNothingIgnores) {
    EXPECT_EQ(redundant("!a\nb\n*.md\n!c\n!x.md\n!b/c\n!*.txt\n"),
              "!a takes nothing, !c takes nothing");
    EXPECT_EQ(redundant("**/b\n!a\n"), "");
    EXPECT_EQ(redundant("*\n!a\n"), "");
    EXPECT_EQ(redundant("a|b*\n!c\n"), "");
    EXPECT_EQ(redundant("a/*.x\n!a/b\n!b\n"), "!b takes nothing");
}
