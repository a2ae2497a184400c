// SPDX-License-Identifier: Apache-2.0
#include "show_syntax.h"

#include <gtest/gtest.h>

namespace dflint::tools {

TEST(ShowSyntax, AsJsonHasTheShapeOfBuildKitsTree) {
    const SourceFile file("D", "# escape=`\nFROM a AS b\nENV c=d\nARG e=\xFF\nRUN --mount=f <<G\n"
                               "h\nG\nONBUILD CMD [\"i\"]\nFOO\n");
    EXPECT_EQ(
        syntax_json(file),
        R"({"file":"D","directives":[{"line":1,"name":"escape","value":"`"}],"syntax":null,)"
        R"("check":null,"escape":"`","nodes":[)"
        R"({"cmd":"FROM","args":["a","AS","b"],"json":false,"start":2,"end":2},)"
        R"({"cmd":"ENV","args":["c","d","="],"json":false,"start":3,"end":3},)"
        R"({"cmd":"ARG","args":["e=)"
        "\xEF\xBF\xBD"
        R"("],"json":false,"start":4,"end":4},)"
        R"({"cmd":"RUN","flags":["--mount=f"],"args":["<<G"],"json":false,"start":5,"end":7,)"
        R"("heredocs":[{"name":"G","fd":0,"expand":true,"chomp":false,"content":"h\n"}]},)"
        R"({"cmd":"ONBUILD","args":[{"children":[{"cmd":"CMD","args":["i"],"json":true,)"
        R"("start":0,"end":0,"original":"CMD [\"i\"]"}]}],"json":false,"start":8,"end":8},)"
        R"({"cmd":"FOO","args":[""],"json":false,"start":9,"end":9}],)"
        R"("parse_warnings":null,"parse_error":null,"instruction_error":{"locations":[[9,9]],)"
        R"("message":"dockerfile parse error on line 9: unknown instruction: FOO )"
        R"-((did you mean FROM?)"}})-");
}

TEST(ShowSyntax, AsJsonNamesTheFirstErrorOfEachPhase) {
    const SourceFile file("D", "FROM a\nENV b\nENV c\nFOO \\\n\n");
    const std::string json = syntax_json(file);
    EXPECT_NE(json.find(R"("parse_error":{"locations":[[2,2]],"message":"ENV must have two )"
                        R"(arguments"})"),
              std::string::npos);
    EXPECT_NE(json.find(R"("instruction_error":{"locations":[[4,5]])"), std::string::npos);
    EXPECT_NE(json.find(R"("parse_warnings":[{"line":5,"short":"Empty continuation line found )"
                        R"(in: FOO ",)"),
              std::string::npos);
}

TEST(ShowSyntax, AsTextHasOneLinePerNode) {
    const SourceFile file("D",
                          "# syntax=s\n# a\nFROM --platform=p b\nLABEL c=d \\\n  # e\n  f=g\n"
                          "HEALTHCHECK CMD [\"h\\n\"]\nRUN <<'E'\nx\nE\nONBUILD USER i\nFOO\n");
    EXPECT_EQ(syntax_text(file), "directive 1:1-1:11 syntax\n"
                                 "  value 1:10-1:11 s\n"
                                 "comment 2:1-2:4 # a\n"
                                 "FROM 3:1-3:20\n"
                                 "  flag 3:6-3:18 --platform=p\n"
                                 "  image 3:19-3:20 b\n"
                                 "LABEL 4:1-6:6\n"
                                 "  pair 4:7-4:10\n"
                                 "    key 4:7-4:8 c\n"
                                 "    value 4:9-4:10 d\n"
                                 "  pair 6:3-6:6\n"
                                 "    key 6:3-6:4 f\n"
                                 "    value 6:5-6:6 g\n"
                                 "  comment 5:3-5:6 # e\n"
                                 "HEALTHCHECK 7:1-7:24\n"
                                 "  type 7:13-7:16 CMD\n"
                                 "  exec 7:17-7:24\n"
                                 "    string 7:18-7:23 h\\n\n"
                                 "RUN 8:1-10:2\n"
                                 "  shell 8:5-8:10 <<'E'\n"
                                 "  heredoc 8:5-8:10 E\n"
                                 "    body 9:1-10:1\n"
                                 "ONBUILD 11:1-11:15\n"
                                 "  USER 11:9-11:15\n"
                                 "    value 11:14-11:15 i\n"
                                 "unknown 12:1-12:4\n"
                                 "error 12:1-12:4 unknown instruction: FOO (did you mean FROM?)\n");
}

} // namespace dflint::tools
