// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/override.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

const std::map<std::string, std::string> environment{{"SET", "e"}};

std::string parsed(std::string_view text) {
    const auto result = parse_override(text, environment);
    if (!result) return result.error().message;
    const std::optional<Override>& found = *result;
    if (!found) return "nothing";
    return found->pattern + "|" + found->key + "|" + found->name + (found->appends ? "|+|" : "|") +
           found->value;
}

TEST(Override, IsRead) {
    EXPECT_EQ(parsed("a.args.B=c=d"), "a|args|B|c=d");
    EXPECT_EQ(parsed("*.tags+=x"), "*|tags||+|x");
    EXPECT_EQ(parsed("a.platform=linux/arm64"), "a|platform||linux/arm64");
    EXPECT_EQ(parsed("a.labels.org.x=y"), "a|labels|org.x|y");
    EXPECT_EQ(parsed("a.args.SET"), "a|args|SET|e");
    EXPECT_EQ(parsed("a.args.UNSET"), "nothing");
}

TEST(Override, SaysWhatIsWrong) {
    EXPECT_EQ(parsed("a=b"), "invalid override key a, expected target.name");
    EXPECT_EQ(parsed("a.tags"), "invalid override a.tags, expected target.name=value");
    EXPECT_EQ(parsed("a.args=b"), "invalid key a.args, args requires name");
    EXPECT_EQ(parsed("a.inherits=b"), "unknown key: inherits");
    EXPECT_EQ(parsed("a.platforms=b"), "unknown key: platforms");
}

std::string tags_after(std::vector<std::string> texts) {
    Target target{.name = "a", .tags = Texts{{.value = "old"}}};
    std::vector<Override> overrides;
    for (const std::string& each : texts) overrides.push_back(**parse_override(each, environment));
    apply_overrides(target, overrides);
    std::string out;
    for (const Text& each : *target.tags) out += (out.empty() ? "" : ",") + each.value;
    return out;
}

TEST(Override, ReplacesAListOnceThenAppends) {
    EXPECT_EQ(tags_after({"a.tags=x"}), "x");
    EXPECT_EQ(tags_after({"a.tags=x", "a.tags=y"}), "x,y");
    EXPECT_EQ(tags_after({"a.tags+=x"}), "old,x");
    EXPECT_EQ(tags_after({"b.tags=x"}), "old");
    EXPECT_EQ(tags_after({"[ab].tags=x"}), "x");
}

} // namespace
} // namespace dflint::bake
