// SPDX-License-Identifier: Apache-2.0
// What a project knows of its targets together.
#include "dflint/workspace/joint_builds.h"
#include "dflint/workspace/project.h"

#include <gtest/gtest.h>

namespace dflint::workspace {
namespace {

struct Loaded {
    explicit Loaded(std::string text)
        : files({{"docker-bake.hcl", std::move(text)}}),
          project(Project::load({"", {"docker-bake.hcl"}}, files, {})) {}

    [[nodiscard]] std::string abstract_ones() const {
        std::string names;
        for (const BakeTarget& each : project->targets()) {
            if (each.is_abstract) names += each.meaning->name + " ";
        }
        return names;
    }

    MemoryTree files;
    std::unique_ptr<Project> project;
};

TEST(AbstractTargets, AreThereToBeInheritedFrom) {
    EXPECT_EQ(
        Loaded("target \"base\" {}\ntarget \"app\" {\n inherits = [\"base\"]\n}\n").abstract_ones(),
        "base ");
    EXPECT_EQ(Loaded("target \"default\" {}\ntarget \"app\" {\n inherits = [\"default\"]\n}\n")
                  .abstract_ones(),
              "");
    EXPECT_EQ(Loaded("group \"default\" {\n targets = [\"app\"]\n}\ntarget \"default\" {}\n"
                     "target \"app\" {\n inherits = [\"default\"]\n}\n")
                  .abstract_ones(),
              "default ")
        << "the group of the name is built";
}

TEST(AbstractTargets, AreInNoGroup) {
    EXPECT_EQ(Loaded("group \"all\" {\n targets = [\"base\"]\n}\ntarget \"base\" {}\n"
                     "target \"app\" {\n inherits = [\"base\"]\n}\n")
                  .abstract_ones(),
              "");
}

TEST(AbstractTargets, AreNoContextOfAnother) {
    EXPECT_EQ(Loaded("target \"base\" {}\ntarget \"app\" {\n inherits = [\"base\"]\n"
                     " contexts = {base = \"target:base\"}\n}\n")
                  .abstract_ones(),
              "");
}

TEST(AbstractTargets, HaveNoTagsOfTheirOwn) {
    const std::string base = "target \"base\" {\n tags = [\"base:1\"]\n}\n";
    EXPECT_EQ(Loaded(base + "target \"app\" {\n inherits = [\"base\"]\n}\n").abstract_ones(),
              "base ")
        << "its tags are those of the heir";
    EXPECT_EQ(Loaded(base + "target \"app\" {\n inherits = [\"base\"]\n tags = [\"app:1\"]\n}\n")
                  .abstract_ones(),
              "");
    EXPECT_EQ(Loaded("target \"_base\" {\n tags = [\"base:1\"]\n}\n"
                     "target \"app\" {\n inherits = [\"_base\"]\n tags = [\"app:1\"]\n}\n")
                  .abstract_ones(),
              "_base ");
}

TEST(JointBuilds, AreTheTargetsOfAGroupAndOfTheGroupsInIt) {
    const Loaded loaded("group \"all\" {\n targets = [\"a\", \"more\"]\n}\n"
                        "group \"more\" {\n targets = [\"b\", \"all\"]\n}\n"
                        "group \"other\" {\n targets = [\"c\"]\n}\n"
                        "target \"a\" {}\ntarget \"b\" {}\ntarget \"c\" {}\n");
    const JointBuilds joint(loaded.project->meaning());
    EXPECT_TRUE(joint.has_both("a", "b"));
    EXPECT_FALSE(joint.has_both("a", "c"));
    ASSERT_EQ(joint.sets().size(), 3u);
    EXPECT_EQ(joint.sets()[1], (std::set<std::string>{"a", "b"}));
}

TEST(JointBuilds, TakeTheNameOfAGroupForATargetAsBakeDoes) {
    const Loaded loaded("group \"a\" {\n targets = [\"a\", \"b\", \"empty\", \"bare\"]\n}\n"
                        "group \"empty\" {\n targets = []\n}\n"
                        "group \"bare\" {\n targets = [\"c\", \"bare\"]\n}\n"
                        "target \"a\" {}\ntarget \"b\" {}\ntarget \"c\" {}\ntarget \"empty\" {}\n");
    const JointBuilds joint(loaded.project->meaning());
    EXPECT_EQ(joint.sets()[0], (std::set<std::string>{"a", "b", "c", "empty"}));
    EXPECT_EQ(joint.sets()[1], std::set<std::string>{});
    EXPECT_EQ(joint.sets()[2], std::set<std::string>{"c"});
}

TEST(Neighbours, AreFilesThatMayBeGivenTogether) {
    const MemoryTree files({{"a/x/docker-bake.hcl", "OWN = 1\n"},
                            {"a/x/more.hcl", "MORE = 1\n"},
                            {"a/x/below/docker-bake.hcl", "BELOW = 1\n"},
                            {"a/y/docker-bake.hcl", "BESIDE = 1\n"},
                            {"a/shared/versions.hcl", "SHARED = 1\n"},
                            {"a/docker-bake.hcl", "ABOVE = 1\n"}});
    Vicinity vicinity(files);
    const Neighbours found(vicinity, "a/x/",
                           [](const std::string& path) { return path == "a/x/docker-bake.hcl"; });
    for (const char* name : {"MORE", "BELOW", "SHARED", "ABOVE"})
        EXPECT_NE(found.file_of(name), nullptr) << name;
    EXPECT_EQ(found.file_of("OWN"), nullptr);
    EXPECT_EQ(found.file_of("BESIDE"), nullptr) << "a definition of its own";
}

TEST(Vicinity, KeepsWhatItFound) {
    MemoryTree files({{"a/x.hcl", "X = 1\ntarget \"t\" {}\n"}, {"a/b/y.txt", ""}});
    Vicinity vicinity(files);
    EXPECT_EQ(vicinity.directory("a/").definitions, std::vector<std::string>{"x.hcl"});
    EXPECT_EQ(vicinity.directory("a/").below, std::vector<std::string>{"a/b/"});
    EXPECT_EQ(vicinity.declared_in("a/none.hcl"), nullptr);
    ASSERT_NE(vicinity.declared_in("a/x.hcl"), nullptr);
    files.add("a/x.hcl", "Y = 1\n");
    EXPECT_EQ(*vicinity.declared_in("a/x.hcl"), (std::vector<std::string>{"X", "t"}));
}

} // namespace
} // namespace dflint::workspace
