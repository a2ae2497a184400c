// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/rule_pages.h"

#include "dflint/emit/paragraphs.h"

#include "sample.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace dflint::emit {
namespace {

TEST(Explanation, ShowsTheWholeCard) {
    std::string out;
    append_explanation(out, sample::lazy_cat, false);
    EXPECT_EQ(out, "lazy-cat: a `cat` that sleeps\n"
                   "\n"
                   "group          caching\n"
                   "severity       warning\n"
                   "fix            sometimes\n"
                   "also known as  CAT1, LazyCat\n"
                   "\n"
                   "Sleeping cats catch no mice.\n"
                   "\n"
                   "Bad\n"
                   "    FROM cat\n"
                   "    RUN sleep\n"
                   "\n"
                   "Good\n"
                   "    FROM cat\n"
                   "    RUN hunt\n"
                   "\n"
                   "Source: https://example.com/cats?a=1\n");
}

TEST(Explanation, LeavesOutWhatACardDoesNotSay) {
    std::string out;
    append_explanation(out, sample::loud_dog, false);
    EXPECT_EQ(out.find("also known as"), std::string::npos);
    EXPECT_EQ(out.find("Source"), std::string::npos);
}

TEST(RulesMarkdown, ListsTheRulesThenEveryCardByGroup) {
    std::string out;
    append_rules_markdown(out, sample::rules);
    EXPECT_EQ(out, R"(# Rules

Written from the cards in this folder by `dflint rules --format markdown`.

| rule | finds | severity | fix | also known as |
|---|---|---|---|---|
| [lazy-cat](#lazy-cat) | a `cat` that sleeps | warning | sometimes | CAT1, LazyCat |
| [loud-dog](#loud-dog) | a dog that barks | error | never |  |

## Group caching

### lazy-cat

a `cat` that sleeps

Sleeping cats catch no mice.

Bad:

```dockerfile
FROM cat
RUN sleep
```

Good:

```dockerfile
FROM cat
RUN hunt
```

Source: <https://example.com/cats?a=1>

## Group correctness

### loud-dog

a dog that barks

It wakes the cat.

Bad:

```dockerfile
FROM dog
RUN bark
```

Good:

```dockerfile
FROM dog
```
)");
}

TEST(RulesJson, HoldsEveryFieldOfACard) {
    std::string out;
    append_rules_json(out, sample::rules);
    const auto json = nlohmann::json::parse(out);
    ASSERT_EQ(json.size(), 2U);
    EXPECT_EQ(json[0].dump(),
              R"({"aliases":["CAT1","LazyCat"],"bad":"FROM cat\nRUN sleep\n","default":true,)"
              R"("fixable":"sometimes","good":"FROM cat\nRUN hunt\n","group":"caching",)"
              R"("name":"lazy-cat","severity":"warning",)"
              R"("source":"https://example.com/cats?a=1","summary":"a `cat` that sleeps",)"
              R"("why":"Sleeping cats catch no mice."})");
    EXPECT_TRUE(json[1]["source"].is_null());
}

TEST(RulesText, IsOneLineForEachRule) {
    std::string out;
    append_rules_text(out, sample::rules, false);
    EXPECT_EQ(out, "lazy-cat  warning  fixable    a `cat` that sleeps\n"
                   "loud-dog  error               a dog that barks\n");
}

TEST(Paragraphs, DoNotDependOnHowTheCardIsWrapped) {
    const std::vector<std::string> expected{"one two", "three", "- four five", "- six", "seven"};
    EXPECT_EQ(paragraphs("one\n    two\n\n  three\n- four\n  five\n- six\n\nseven\n"), expected);
}

TEST(Paragraphs, WrapAtWords) {
    std::string out;
    append_wrapped(out, "aa bb cc toolong", 5);
    EXPECT_EQ(out, "aa bb\ncc\ntoolong\n");
}

} // namespace
} // namespace dflint::emit
