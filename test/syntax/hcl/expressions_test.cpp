// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::hcl {

namespace {
struct Case {
    std::string text;
    std::string shape;
};

void expect_all(const std::vector<Case>& cases) {
    for (const Case& each : cases) EXPECT_EQ(expr(each.text), each.shape) << each.text;
}

const Expr& value_of(const Parsed& parsed) {
    return parsed.file.body.attributes.front().expr;
}
} // namespace

TEST(HclExpressions, LiteralsAreWordsAndDecimals) {
    expect_all({{"1", "1"},
                {"1.5", "1.5"},
                {"1e5", "1e5"},
                {"2.5E-3", "2.5E-3"},
                {"true", "true"},
                {"false", "false"},
                {"null", "null"},
                {"truth", "truth"}});
}

TEST(HclExpressions, AHyphenIsPartOfAName) {
    expect_all({{"a-b", "a-b"}, {"a - b", "(- a b)"}, {"a -b", "(- a b)"}, {"_a", "_a"}});
}

TEST(HclExpressions, NamesAreOfAnyScript) {
    expect_all({{"größe", "größe"}, {"名前-1", "名前-1"}});
}

TEST(HclExpressions, OperatorsBindInSixLevels) {
    expect_all({{"a || b && c == d < e + f * g", "(|| a (&& b (== c (< d (+ e (* f g))))))"},
                {"a * b + c < d == e && f || g", "(|| (&& (== (< (+ (* a b) c) d) e) f) g)"},
                {"a - b - c", "(- (- a b) c)"},
                {"a / b % c", "(% (/ a b) c)"},
                {"a >= b != c <= d", "(!= (>= a b) (<= c d))"}});
}

TEST(HclExpressions, ASignBindsTighterThanOperatorsAndLooserThanATraversal) {
    expect_all({{"-a + b", "(+ (- a) b)"},
                {"-a.b", "(- (.b a))"},
                {"!a && b", "(&& (! a) b)"},
                {"!-a", "(! (- a))"},
                {"a * -b", "(* a (- b))"}});
}

TEST(HclExpressions, AConditionalIsRightAssociativeAndBindsLoosest) {
    expect_all({{"a ? b : c ? d : e", "(? a b (? c d e))"},
                {"a ? b ? c : d : e", "(? a (? b c d) e)"},
                {"a || b ? c + 1 : d", "(? (|| a b) (+ c 1) d)"}});
}

TEST(HclExpressions, ParenthesesStayInTheTree) {
    expect_all({{"(a + b) * c", "(* (() (+ a b)) c)"}, {"(\na\n+\nb\n)", "(() (+ a b))"}});
}

TEST(HclExpressions, TraversalsGoByAttributeIndexAndLegacyIndex) {
    expect_all({{"a.b.c", "(.c (.b a))"},
                {"a[\"b\"][0]", "([N] ([N] a (\" 'b')) 0)"},
                {"a.0.b", "(.b (.N a 0))"},
                {"f(x).y", "(.y (f() x))"},
                {"a[b[c]]", "([N] a ([N] b c))"}});
}

TEST(HclExpressions, AFullSplatTakesAllStepsAndADotSplatTheNames) {
    expect_all({{"a[*].b[0]", "([*] a ([N] (.b _) 0))"},
                {"a.*.b[0]", "([N] (.* a (.b _)) 0)"},
                {"a.*.b.0", "(.* a (.N (.b _) 0))"},
                {"a[*]", "([*] a _)"},
                {"a[*].b[*].c", "([*] a ([*] (.b _) (.c _)))"}});
}

TEST(HclExpressions, CallsTakeNamespacesTrailingCommasAndAnExpandedLastArgument) {
    expect_all({{"f()", "(f())"},
                {"f(a, b,)", "(f() a b)"},
                {"f(a, b...)", "(f...() a b)"},
                {"ns::g::f(a)", "(ns,g,f() a)"},
                {"f(\n  a,\n  b\n)", "(f() a b)"}});
}

TEST(HclExpressions, TuplesTakeLineEndsAndATrailingComma) {
    expect_all({{"[]", "([])"}, {"[a, b,]", "([] a b)"}, {"[\n  a,\n\n  b\n]", "([] a b)"}});
}

TEST(HclExpressions, ObjectsAreSeparatedByCommasOrLineEnds) {
    expect_all({{"{}", "({})"},
                {"{ a = 1, b : 2, }", "({} (= a 1) (= b 2))"},
                {"{\n  a = 1\n\n  b = 2,\n}", "({} (= a 1) (= b 2))"},
                {"[{\n  a = 1\n}]", "([] ({} (= a 1)))"}});
}

TEST(HclExpressions, AnObjectsKeyIsANameUnlessItIsWrittenOtherwise) {
    expect_all({{"{ \"a.b\" = 1 }", "({} (= (\" 'a.b') 1))"},
                {"{ \"${a}\" = 1 }", "({} (= (\" ($ a)) 1))"},
                {"{ (a) = 1 }", "({} (= (() a) 1))"},
                {"{ 1 = 2 }", "({} (= 1 2))"},
                {"{ true = 2, for-x = 3 }", "({} (= true 2) (= for-x 3))"},
                {"{ a.b = 1 }", "({} (= (.b a) 1))"}});
}

TEST(HclExpressions, ForMakesTuplesAndObjects) {
    expect_all({{"[for v in c : v]", "(for[] v c v)"},
                {"[for k, v in c : k if v]", "(for[] k,v c k v)"},
                {"[\n for v in c :\n v\n]", "(for[] v c v)"},
                {"{for k, v in c : k => v}", "(for{} k,v c k v)"},
                {"{\n for v in c :\n v => v... if v != 1\n}", "(for{} v... c v v (!= v 1))"}});
}

TEST(HclExpressions, EachPartHasItsSpan) {
    const Parsed parsed("x = a.b ? f(1) : -c[0]\n");
    const Expr& whole = value_of(parsed);
    EXPECT_EQ(whole.at, (Span{4, 22}));
    EXPECT_EQ(whole.mark, (Span{8, 9}));
    EXPECT_EQ(whole.child(0).at, (Span{4, 7}));
    EXPECT_EQ(whole.child(0).name().at, (Span{6, 7}));
    EXPECT_EQ(whole.child(1).at, (Span{10, 14}));
    EXPECT_EQ(whole.child(1).name().at, (Span{10, 11}));
    EXPECT_EQ(whole.child(2).at, (Span{17, 22}));
    EXPECT_EQ(whole.child(2).mark, (Span{17, 18}));
    EXPECT_EQ(whole.child(2).child(0).at, (Span{18, 22}));
}

TEST(HclExpressions, AnItemHasItsSeparatorAsMark) {
    const Parsed parsed("x = { a : 1 }\n");
    const Expr& item = value_of(parsed).child(0);
    EXPECT_EQ(item.at, (Span{6, 11}));
    EXPECT_EQ(item.mark, (Span{8, 9}));
}

TEST(HclExpressions, CommentsStandAnywhereBetweenTokens) {
    expect_all({{"[ # one\n a, // two\n /* three\n */ b]", "([] a b)"},
                {"{ # one\n a = 1 // two\n b = 2 }", "({} (= a 1) (= b 2))"}});
    const Parsed parsed("x = 1 # a\n// b\n/* c */\n");
    ASSERT_EQ(parsed.file.comments.size(), 3U);
    EXPECT_EQ(parsed.file.comments[0].at, (Span{6, 9}));
    EXPECT_EQ(parsed.file.comments[1].at, (Span{10, 14}));
    EXPECT_EQ(parsed.file.comments[2].at, (Span{15, 22}));
}

} // namespace dflint::hcl
