// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_cleanup.h"

#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

/// What the cleanups of the RUN point at.
std::vector<std::string> cleanups_in(const std::string& run, std::optional<Manager> manager,
                                     const std::vector<std::string>& directories = {}) {
    const Understood file("FROM python:3.12\nENV D=/root/.cache\nRUN " + run + "\n");
    std::vector<std::string> out;
    for (const CacheCleanup& each : cache_cleanups(file.run(), manager, directories)) {
        out.push_back(file.text(each.at));
    }
    return out;
}

using Texts = std::vector<std::string>;

TEST(CacheCleanup, IsTheToolsOwnCommand) {
    EXPECT_EQ(cleanups_in("pip3 cache purge", Manager::pip), Texts{"pip3 cache purge"});
    EXPECT_EQ(cleanups_in("python -m pip cache purge", Manager::pip), Texts{"pip cache purge"});
    EXPECT_EQ(cleanups_in("npm cache clean --force", Manager::npm), Texts{"npm cache clean"});
    EXPECT_EQ(cleanups_in("npm --force cache clean", Manager::npm),
              Texts{"npm --force cache clean"});
    EXPECT_EQ(cleanups_in("conda clean -afy", Manager::conda), Texts{"conda clean"});
    EXPECT_EQ(cleanups_in("conda clean --yes --all", Manager::conda), Texts{"conda clean"});
    EXPECT_EQ(cleanups_in("apt-get clean", Manager::apt), Texts{"apt-get clean"});
}

TEST(CacheCleanup, IsNotWhatLeavesTheCacheInUse) {
    EXPECT_EQ(cleanups_in("pip cache list", Manager::pip), Texts{});
    EXPECT_EQ(cleanups_in("uv cache prune", Manager::uv), Texts{});
    EXPECT_EQ(cleanups_in("uv cache clean ruff", Manager::uv), Texts{});
    EXPECT_EQ(cleanups_in("conda clean -iy", Manager::conda), Texts{});
    EXPECT_EQ(cleanups_in("go clean -cache", Manager::go), Texts{});
    EXPECT_EQ(cleanups_in("npm cache clean", Manager::pip), Texts{});
    EXPECT_EQ(cleanups_in("apt-get autoclean", Manager::apt), Texts{});
}

TEST(CacheCleanup, IsARemovalOfTheDirectoryOrOneAboveIt) {
    const Texts pip = {"/root/.cache/pip"};
    EXPECT_EQ(cleanups_in("rm -rf /root/.cache/pip", {}, pip), pip);
    EXPECT_EQ(cleanups_in("rm -rf /tmp/x ~/.cache", {}, pip), Texts{"~/.cache"});
    EXPECT_EQ(cleanups_in("rm -rf $HOME/.cache/*", {}, pip), Texts{"$HOME/.cache/*"});
    EXPECT_EQ(cleanups_in("rm -r \"${D}\"", {}, pip), Texts{"\"${D}\""});
    EXPECT_EQ(cleanups_in("rm -rf /root/.cache/pip/http", {}, pip), Texts{});
    EXPECT_EQ(cleanups_in("rm -rf /root/.cache/pip/*.whl", {}, pip),
              Texts{"/root/.cache/pip/*.whl"});
    EXPECT_EQ(cleanups_in("rm -rf /root/.cache/pi*", {}, pip), Texts{});
    EXPECT_EQ(cleanups_in("rm -rf /root/.cache/*.log", {}, pip), Texts{});
    EXPECT_EQ(cleanups_in("rm -f /root/.cache/pip", {}, pip), Texts{});
    EXPECT_EQ(cleanups_in("rm -rf '~/.cache'", {}, pip), Texts{});
    EXPECT_EQ(cleanups_in("D=/x; rm -rf $D", {}, pip), Texts{});
}

TEST(CacheCleanup, MayHideInARemovalThatIsNotKnownWellEnough) {
    const auto may = [](const std::string& run) {
        const Understood file("FROM python:3.12\nWORKDIR /root\nRUN " + run + "\n");
        return may_remove(file.run(), {"/root/.cache/pip"});
    };
    for (const char* run : {"rm -rf $X", "rm -rf /root/.*", "rm -rf /root/{.cache,.npm}",
                            "cd $X && rm -rf .cache", "find / -name x | xargs rm -rf",
                            "find /root -type d -delete", "rm -rf /root/$X", "rm -rf .c*"}) {
        EXPECT_TRUE(may(run)) << run;
    }
    for (const char* run : {"rm -rf /tmp/$X", "rm -rf .cache", "cd /src && rm -rf .*",
                            "rm -rf /usr/share/man/*", "find /usr -name x -exec rm -rf {} +",
                            "rm -f $X", "find /root -name x", "rm -rf build dist"}) {
        EXPECT_FALSE(may(run)) << run;
    }
}

TEST(CacheCleanup, IsFoundInRelativePaths) {
    const Understood file("FROM python:3.12\nWORKDIR /root\nRUN rm -rf x .cache\n");
    const auto found = cache_cleanups(file.run(), std::nullopt, {"/root/.cache/pip"});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(file.text(found.front().at), ".cache");
}

TEST(CacheCleanup, FailsOverAMountPointThatItRemoves) {
    const auto fails = [](const std::string& run) {
        const Understood file("FROM python:3.12\nRUN " + run + "\n");
        const auto found = cache_cleanups(file.run(), std::nullopt, {"/c/pip"});
        return !found.empty() && found.front().fails_over_mount_at("/c/pip");
    };
    EXPECT_TRUE(fails("rm -rf /c/pip"));
    EXPECT_TRUE(fails("rm -rf /c/*"));
    EXPECT_TRUE(fails("rm -rf /c"));
    EXPECT_FALSE(fails("rm -rf /c/pip/*"));
}

} // namespace
} // namespace dflint::model
