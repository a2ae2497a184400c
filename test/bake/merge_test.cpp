// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/merge.h"
#include "dflint/bake/spec.h"

#include <gtest/gtest.h>

namespace dflint::bake {
namespace {

Texts texts(std::vector<std::string> values) {
    Texts out;
    for (std::string& each : values) out.push_back({.value = std::move(each)});
    return out;
}
std::string shown(const Texts& texts) {
    std::string out;
    for (const Text& each : texts) out += (out.empty() ? "" : ",") + each.value;
    return out;
}
Entry entry(std::string key, std::optional<std::string> value) {
    Entry out{{.value = std::move(key)}, {}};
    if (value) out.value = Text{.value = *value};
    return out;
}
std::string shown(const Entries& entries) {
    std::string out;
    for (const Entry& each : entries) {
        out += (out.empty() ? "" : ",") + each.key.value + "=" +
               (each.value ? each.value->value : "null");
    }
    return out;
}
Specs specs(SpecKind kind, std::vector<std::string> values) {
    Specs out;
    for (std::string& each : values) {
        out.push_back(*parse_spec(kind, {.value = std::move(each)}));
    }
    return out;
}
std::string shown(const Specs& specs, std::string_view field) {
    std::string out;
    for (const Spec& each : specs) out += (out.empty() ? "" : ",") + std::string(each.value(field));
    return out;
}

TEST(Merge, ReplacesListsThatAreReplacedWhole) {
    Target into{.tags = texts({"a", "b"}), .platforms = texts({"p"})};
    merge(into, {.tags = texts({"c"})});
    EXPECT_EQ(shown(*into.tags), "c");
    EXPECT_EQ(shown(*into.platforms), "p");
    merge(into, {.tags = Texts{}});
    EXPECT_TRUE(into.tags->empty()) << "an empty list clears";
}

TEST(Merge, AppendsListsThatAreAppended) {
    Target into{.inherits = texts({"a"}), .annotations = texts({"x"})};
    merge(into, {.inherits = texts({"b"}), .annotations = texts({"y"})});
    EXPECT_EQ(shown(into.inherits), "a,b");
    EXPECT_EQ(shown(into.annotations), "x,y");
}

TEST(Merge, GoesByKeyInMapsAndLetsNullBe) {
    Target into{.args = {entry("a", "1"), entry("b", "2")}};
    merge(into, {.args = {entry("b", std::nullopt), entry("a", "3"), entry("c", "4"),
                          entry("d", std::nullopt)}});
    EXPECT_EQ(shown(into.args), "a=3,b=2,c=4");
}

TEST(Merge, GoesByIdAndType) {
    Target into{.secret = specs(SpecKind::secret, {"id=a,src=1", "id=b,src=2"})};
    merge(into, {.secret = specs(SpecKind::secret, {"id=a,src=3"})});
    EXPECT_EQ(shown(into.secret, "src"), "3,2");
    into.attest = specs(SpecKind::attest, {"type=provenance,mode=min"});
    merge(into, {.attest = specs(SpecKind::attest, {"type=sbom", "type=provenance,mode=max"})});
    EXPECT_EQ(shown(into.attest, "type"), "provenance,sbom");
    EXPECT_EQ(shown(into.attest, "mode"), "max,");
}

TEST(Merge, PutsLaterFilesOverEarlierOnes) {
    Config into{.targets = {{.name = "a", .tags = texts({"x"})}},
                .groups = {{.name = "g", .targets = texts({"a"})}}};
    merge(into, Config{.targets = {{.name = "b"}, {.name = "a", .tags = texts({"y"})}},
                       .groups = {{.name = "g", .targets = texts({"b"})}}});
    ASSERT_EQ(into.targets.size(), 2u);
    EXPECT_EQ(shown(*into.targets[0].tags), "y");
    ASSERT_EQ(into.groups.size(), 1u);
    EXPECT_EQ(shown(into.groups[0].targets), "b");
}

TEST(Normalize, DropsEmptyAndRepeatedElements) {
    Target target{.tags = texts({"a", "", "b", "a"}),
                  .cache_from = specs(SpecKind::cache, {"x", "type=gha", "type=registry,ref=x"})};
    normalize(target);
    EXPECT_EQ(shown(*target.tags), "a,b");
    EXPECT_EQ(shown(target.cache_from, "type"), "registry,gha");
}

TEST(Normalize, RemovesContextsThatAreEmpty) {
    Target target{.contexts = {entry("a", ""), entry("b", "c")}};
    normalize(target);
    EXPECT_EQ(shown(target.contexts), "b=c");
}

TEST(Normalize, EntitlesTheHostsNetwork) {
    Target target{.network = Text{.value = "host"}};
    normalize(target);
    EXPECT_EQ(shown(target.entitlements), "network.host");
}

} // namespace
} // namespace dflint::bake
