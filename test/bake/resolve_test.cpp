// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/resolve.h"

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
Target target(std::string name, std::vector<std::string> inherits = {}) {
    Target out{.name = name};
    out.inherits = texts(std::move(inherits));
    out.args = {{{.value = name}, Text{.value = "1"}}, {{.value = "last"}, Text{.value = name}}};
    return out;
}
std::string args(const Target& target) {
    std::string out;
    for (const Entry& each : target.args) {
        out += (out.empty() ? "" : ",") + each.key.value + "=" + each.value->value;
    }
    return out;
}

Resolution resolved(const Config& config, std::vector<std::string> names = {}) {
    return resolve(config, names, {});
}
std::string mistakes(const Resolution& resolution) {
    std::string out;
    for (const Mistake& each : resolution.mistakes) out += each.message + "\n";
    return out;
}
std::string names(const Resolution& resolution) {
    std::string out;
    for (const auto& [name, target] : resolution.targets) out += (out.empty() ? "" : ",") + name;
    return out;
}

TEST(Resolve, InheritsFromLeftToRightThenFromItself) {
    const Config config{.targets = {target("a"), target("b"), target("c", {"a", "b"})}};
    const Resolution out = resolved(config, {"c"});
    EXPECT_EQ(args(out.targets.at("c")), "a=1,last=c,b=1,c=1");
    EXPECT_EQ(names(out), "c");
}

TEST(Resolve, SetsDefaults) {
    Config config{.targets = {target("a")}};
    config.targets[0].dockerfile = Text{.value = ""};
    const Resolution out = resolved(config, {"a"});
    EXPECT_EQ(out.targets.at("a").context->value, ".");
    EXPECT_EQ(out.targets.at("a").dockerfile->value, "Dockerfile");
}

TEST(Resolve, BuildsTheDefaultGroupUnlessToldOtherwise) {
    const Config config{.targets = {target("a"), target("b")},
                        .groups = {{.name = "default", .targets = texts({"b"})}}};
    EXPECT_EQ(names(resolved(config)), "b");
    const Resolution out = resolved(config, {"b", "a", "b"});
    EXPECT_EQ(names(out), "a,b");
    EXPECT_EQ(shown(out.groups.at("default").targets), "a,b") << "sorted, each once";
}

TEST(Resolve, NestsGroupsAndPrefersThemToTargets) {
    const Config config{.targets = {target("a"), target("b"), target("x")},
                        .groups = {{.name = "x", .targets = texts({"y", "a"})},
                                   {.name = "y", .targets = texts({"b", "x"})}}};
    EXPECT_EQ(names(resolved(config, {"x"})), "a,b");
}

TEST(Resolve, NamesWhatDoesNotExist) {
    const Config config{.targets = {target("a", {"b"})}};
    EXPECT_EQ(mistakes(resolved(config)), "failed to find target default\n");
    EXPECT_EQ(mistakes(resolved(config, {"a"})), "failed to find target b\n");
    EXPECT_EQ(names(resolved(config, {"a"})), "");
}

TEST(Resolve, GoesOnWhereTargetsInheritInACircle) {
    const Config config{.targets = {target("a", {"b"}), target("b", {"a"})}};
    EXPECT_EQ(args(resolved(config, {"a"}).targets.at("a")), "b=1,last=a,a=1");
    EXPECT_EQ(args(resolved(config, {"b"}).targets.at("b")), "a=1,last=b,b=1");
    EXPECT_EQ(args(resolved(config, {"a", "b"}).targets.at("b")), "a=1,last=b,b=1");
}

TEST(Resolve, WalksLongChainsWithoutTheCallStack) {
    Config config;
    for (int i = 0; i < 20'000; ++i) {
        Target each{.name = "t" + std::to_string(i)};
        if (i > 0) each.inherits = texts({"t" + std::to_string(i - 1)});
        config.targets.push_back(std::move(each));
    }
    EXPECT_EQ(names(resolved(config, {"t19999"})), "t19999");
}

Target linked(std::string name, std::string to, std::vector<std::string> platforms = {}) {
    Target out{.name = std::move(name)};
    if (!to.empty()) out.contexts = {{{.value = "base"}, Text{.value = "target:" + to}}};
    if (!platforms.empty()) out.platforms = texts(std::move(platforms));
    return out;
}

TEST(Resolve, AddsWhatIsLinkedAsCacheOnly) {
    const Config config{.targets = {linked("a", "b"), linked("b", "")}};
    const Resolution out = resolved(config, {"a"});
    EXPECT_EQ(names(out), "a,b");
    EXPECT_EQ(out.targets.at("b").output->front().type(), "cacheonly");
    EXPECT_FALSE(resolved(config, {"a", "b"}).targets.at("b").output);
}

TEST(Resolve, RefusesLinksInACircleAndToNowhere) {
    EXPECT_EQ(mistakes(resolved({.targets = {linked("a", "a")}}, {"a"})),
              "target a cannot link to itself\n");
    EXPECT_EQ(mistakes(resolved({.targets = {linked("a", "b"), linked("b", "a")}}, {"a"})),
              "infinite loop from b to a\n");
    EXPECT_EQ(mistakes(resolved({.targets = {linked("a", "b")}}, {"a"})),
              "failed to find target b\n");
}

TEST(Resolve, WantsTheLinkedTargetForEveryPlatform) {
    const Config bad{.targets = {linked("a", "b", {"x", "y"}), linked("b", "", {"x", "z"})}};
    EXPECT_EQ(mistakes(resolved(bad, {"a"})), "target b can't be used by a because its platforms "
                                              "[x z] are not a superset of [x y]\n");
    const Config good{.targets = {linked("a", "b", {"x", "y"}), linked("b", "", {"x", "y", "z"})}};
    EXPECT_EQ(mistakes(resolved(good, {"a"})), "");
}

} // namespace
} // namespace dflint::bake
