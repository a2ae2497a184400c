// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"
#include "spans.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

TEST(Spans, OfEveryWordAgreeWithTheJoinedText) {
    const Parsed parsed(
        "# syntax=x\n# a\nFROM --platform=\"a\"\\\nb \\\n#c\n d AS e\n"
        "ENV a=b \\\n\n c='d e' f\nCOPY [\"a\",\\\n\"b\\u0041\"]\nENTRYPOINT [ 1 ]\n"
        "HEALTHCHECK --interval=1s \\\nCMD x\nONBUILD RUN \\\n --mount=a b <<E\nE\n"
        "LABEL x \\\n y\nSHELL\nFROM\nARG q r=\\\nFOO \\\n bar");
    EXPECT_EQ(span_problems(parsed.file(), parsed.tree()), Strings{});
}

} // namespace dflint::dockerfile::test
