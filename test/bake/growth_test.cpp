// SPDX-License-Identifier: Apache-2.0
// What a bake file of many targets costs.
#include "test/bake/project_of.h"

#include <chrono>
#include <gtest/gtest.h>
#include <map>

namespace dflint::bake {
namespace {

std::string file_of(int targets) {
    std::string text =
        "variable \"TAG\" {\n default = \"latest\"\n}\n"
        "target \"base\" {\n args = {A = \"1\"}\n platforms = [\"linux/amd64\"]\n}\n";
    for (int i = 0; i < targets; ++i) {
        const std::string name = "t" + std::to_string(i);
        text += "target \"" + name + "\" {\n inherits = [\"base\"]\n tags = [\"r/" + name +
                ":${TAG}\"]\n contexts = {b = \"target:base\"}\n}\n";
    }
    return text;
}

TEST(BakeGrowth, TenThousandTargetsTakeLittleMoreThanTenTimesAThousand) {
    const auto cost = [](int targets) {
        const auto begin = std::chrono::steady_clock::now();
        const Project project = all_of(file_of(targets));
        EXPECT_EQ(project.targets.size(), static_cast<std::size_t>(targets) + 1);
        EXPECT_FALSE(project.has_errors());
        std::vector<std::string> unknown;
        EXPECT_GT(print(project, unknown).size(), static_cast<std::size_t>(targets) * 100);
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const double small = cost(1'000);
    const double large = cost(10'000);
    std::printf("1,000: %.3f s, 10,000: %.3f s\n", small, large);
    // Quadratic would be a hundred times.
    EXPECT_LT(large, 40 * small);
}

/// Two targets a level, each of which inherits both of the level before: 2^levels ways to the
/// first.
std::string diamond(int levels, const std::string& first) {
    std::string text = "target \"a0\" {\n" + first + "\n}\ntarget \"b0\" {}\n";
    for (int i = 1; i <= levels; ++i) {
        const std::string a = "a" + std::to_string(i - 1);
        const std::string b = "b" + std::to_string(i - 1);
        text += "target \"a" + std::to_string(i) + "\" {\n inherits = [\"" + a + "\", \"" + b +
                "\"]\n}\ntarget \"b" + std::to_string(i) + "\" {\n inherits = [\"" + b + "\", \"" +
                a + "\"]\n}\n";
    }
    return text;
}

const Attribute& at_the_end(const Project& project, AttributeId id) {
    static const Attribute none;
    const Target* const last = project.target("a64");
    const Attribute* const found = last ? last->attributes.find(id) : nullptr;
    EXPECT_NE(found, nullptr);
    return found ? *found : none;
}

TEST(BakeGrowth, NamesOfParentsAreNotInherited) {
    const Project project = all_of(diamond(64, "tags = [\"r/a\"]"));
    EXPECT_FALSE(project.has_errors());
    EXPECT_EQ(project.targets.size(), 130U);
    EXPECT_EQ(at_the_end(project, AttributeId::tags).elements.size(), 1U);
    EXPECT_EQ(project.target("a64")->attributes.find(AttributeId::inherits), nullptr);
}

TEST(BakeGrowth, ListsThatAreKeptFreeOfRepetitionsStayAsTheyAre) {
    for (const auto& [id, written] : std::map<AttributeId, std::string>{
             {AttributeId::annotations, "annotations = [\"a=b\"]"},
             {AttributeId::cache_from, "cache-from = [\"type=gha\"]"},
             {AttributeId::no_cache_filter, "no-cache-filter = [\"a\"]"},
             {AttributeId::ulimits, "ulimits = [\"nofile=1\"]"},
             {AttributeId::entitlements, "entitlements = [\"network.host\"]"},
             {AttributeId::secret, "secret = [\"id=a\"]"}}) {
        const Project project = all_of(diamond(64, written));
        const Attribute& attribute = at_the_end(project, id);
        EXPECT_TRUE(attribute.value.is_known()) << written;
        EXPECT_EQ(attribute.elements.size(), 1U) << written;
    }
}

TEST(BakeGrowth, ListsThatAreMultipliedAreUnknownInTheEnd) {
    for (const auto& [id, written] : std::map<AttributeId, std::string>{
             // buildx keeps each of them.
             {AttributeId::policy, "policy = [{filename = \"x\"}]"},
             // What is not known is not known to be equal.
             {AttributeId::annotations, "annotations = [timestamp()]"},
             {AttributeId::cache_from, "cache-from = [timestamp()]"},
             {AttributeId::ulimits, "ulimits = [timestamp()]"},
             {AttributeId::secret, "secret = [timestamp()]"}}) {
        const Project project = all_of(diamond(64, written));
        EXPECT_FALSE(project.has_errors()) << mistakes(project);
        EXPECT_FALSE(at_the_end(project, id).value.is_known()) << written;
    }
}

TEST(BakeGrowth, EntitlementsOfLinkedTargetsAreNotMultiplied) {
    std::string text = "target \"a0\" {\n entitlements = [timestamp()]\n}\n";
    text += "target \"b0\" {\n entitlements = [timestamp()]\n}\n";
    for (int i = 1; i <= 64; ++i) {
        const std::string before = std::to_string(i - 1);
        for (const char* const name : {"a", "b"}) {
            text += "target \"" + (name + std::to_string(i)) + "\" {\n contexts = {x = \"target:a" +
                    before + "\", y = \"target:b" + before + "\"}\n}\n";
        }
    }
    EXPECT_FALSE(at_the_end(all_of(text), AttributeId::entitlements).value.is_known());
}

TEST(BakeGrowth, ManyParentsWithEntriesOfTheirOwn) {
    std::string text;
    std::string parents;
    for (int i = 0; i < 3'000; ++i) {
        const std::string number = std::to_string(i);
        text +=
            "target \"p" + number + "\" {\n cache-from = [\"type=gha,scope=" + number + "\"]\n}\n";
        parents += "\"p" + number + "\", ";
    }
    const Project project = all_of(text + "target \"a64\" {\n inherits = [" + parents + "]\n}\n");
    EXPECT_FALSE(at_the_end(project, AttributeId::cache_from).value.is_known());
}

} // namespace
} // namespace dflint::bake
