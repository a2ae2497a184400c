// SPDX-License-Identifier: Apache-2.0
// What a bake file of many targets costs.
#include "test/bake/project_of.h"

#include <chrono>
#include <gtest/gtest.h>

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

} // namespace
} // namespace dflint::bake
