// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/first_places.h"
#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {

namespace {

TEST(Stages, AStageIsBuiltFromItselfItsParentAndTheParentsOfThat) {
    const Understood file("FROM a AS base\nFROM base AS left\nFROM base AS right\n"
                          "FROM left AS leaf\nFROM b AS other\n");
    const Stage& base = file.stage(0);
    const Stage& left = file.stage(1);
    const Stage& right = file.stage(2);
    const Stage& leaf = file.stage(3);
    const Stage& other = file.stage(4);
    EXPECT_TRUE(leaf.is_built_from(leaf));
    EXPECT_TRUE(leaf.is_built_from(left));
    EXPECT_TRUE(leaf.is_built_from(base));
    EXPECT_FALSE(leaf.is_built_from(right));
    EXPECT_FALSE(base.is_built_from(leaf));
    EXPECT_FALSE(other.is_built_from(base));
    EXPECT_TRUE(base.has_children());
    EXPECT_FALSE(right.has_children());
}

TEST(Stages, OfTwoWithOneNameTheLastBeforeIsMeant) {
    const Understood file("FROM a AS x\nFROM b AS x\nFROM x\nCOPY --from=X /a /b\n"
                          "FROM c AS x\n");
    EXPECT_EQ(file.stage(2).parent, &file.stage(1));
    EXPECT_EQ(file.stage(2).copies[0].origin, &file.stage(1));
}

TEST(Stages, ACopyMeansEarlierStagesByNameOrNumber) {
    const Understood file("FROM a AS x\nFROM b\nCOPY --from=0 /a /b\nCOPY --from=1 /a /b\n"
                          "COPY --from=busybox /a /b\nCOPY a b\n"
                          "RUN --mount=from=x,target=/x a\n");
    const Stage& stage = file.stage(1);
    EXPECT_EQ(stage.copies[0].origin, &file.stage(0));
    EXPECT_EQ(stage.copies[1].origin, nullptr) << "itself";
    EXPECT_EQ(stage.copies[2].origin, nullptr) << "an image";
    EXPECT_EQ(stage.copies[3].origin, nullptr) << "the context";
    EXPECT_EQ(stage.runs[0].mounts[0].origin, &file.stage(0));
}

TEST(Stages, FromMeansTheExactNameOfAnEarlierStage) {
    const Understood file("FROM late AS one\nFROM One AS two\nFROM one AS late\nFROM 0\n");
    EXPECT_EQ(file.stage(0).parent, nullptr) << "named only later";
    EXPECT_EQ(file.stage(1).parent, nullptr) << "names are in lower case";
    EXPECT_EQ(file.stage(2).parent, &file.stage(0));
    EXPECT_EQ(file.stage(3).parent, nullptr) << "FROM takes no index";
}

TEST(Stages, CopyTakesAnIndexAndNamesInAnyCaseAndMountsTakeNames) {
    const Understood file("FROM a AS one\nFROM b\nCOPY --from=ONE /a /b\nCOPY --from=00 /a /b\n"
                          "COPY --from=+0 /a /b\nCOPY --from=-0 /a /b\nCOPY --from=-1 /a /b\n"
                          "RUN --mount=from=One,target=/x a\nRUN --mount=from=0,target=/x a\n");
    const Stage& stage = file.stage(1);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(stage.copies[i].origin, &file.stage(0)) << i;
    EXPECT_EQ(stage.copies[4].origin, nullptr);
    EXPECT_EQ(stage.runs[0].mounts[0].origin, &file.stage(0));
    EXPECT_EQ(stage.runs[1].mounts[0].origin, nullptr) << "an image of that name";
}

TEST(Stages, AllAreUsedThatAnUnknownVariableMayChoose) {
    const Understood file("FROM a AS dep\nFROM dep AS run-amd64\nFROM b AS run-ARM64\n"
                          "FROM c AS walk-amd64\nFROM Run-${TARGETARCH} AS last\n");
    EXPECT_TRUE(file.stage(0).is_used);
    EXPECT_TRUE(file.stage(1).is_used);
    EXPECT_TRUE(file.stage(2).is_used);
    EXPECT_FALSE(file.stage(3).is_used);
    const Understood suffix("FROM a AS amd64-run\nFROM a AS amd64\nFROM $TARGETARCH-run\n");
    EXPECT_TRUE(suffix.stage(0).is_used);
    EXPECT_FALSE(suffix.stage(1).is_used);
    const Understood image("FROM a AS one\nFROM ${IMAGE}\n");
    EXPECT_FALSE(image.stage(0).is_used) << "any name at all says nothing";
}

TEST(Stages, FindsWhatAnInstructionBelongsTo) {
    const Understood file("ARG A\nFROM a\nENV B=c\nRUN d\nFROM e\nRUN f\n");
    EXPECT_EQ(file.build->stage_at(0), nullptr);
    EXPECT_EQ(file.build->stage_at(1), &file.stage(0));
    EXPECT_EQ(file.build->stage_at(3), &file.stage(0));
    EXPECT_EQ(file.build->stage_at(5), &file.stage(1));
    EXPECT_EQ(file.stage(0).run_at(2), nullptr);
    EXPECT_EQ(file.stage(0).run_at(3), &file.stage(0).runs[0]);
}

TEST(FirstPlaces, LookAtEachStageOnceAndPreferParents) {
    const Understood file("FROM a AS base\nRUN x\nFROM base AS child\nRUN x\nFROM child\n"
                          "FROM b\n");
    FirstPlaces places(*file.build);
    int looks = 0;
    const auto first_run = [&](const Stage& stage) {
        ++looks;
        return stage.runs.empty() ? FirstPlaces::nowhere : stage.runs[0].instruction->at.begin;
    };
    const std::uint32_t of_base = file.run().instruction->at.begin;
    EXPECT_EQ(places.of(file.stage(2), first_run), of_base);
    EXPECT_EQ(places.of(file.stage(1), first_run), of_base);
    EXPECT_EQ(places.of(file.stage(0), first_run), of_base);
    EXPECT_EQ(looks, 1);
    EXPECT_EQ(places.of(file.stage(3), first_run), FirstPlaces::nowhere);
}

struct StageCount {
    explicit StageCount(const Build& build) : count(build.stages.size()) { ++made; }
    std::size_t count;
    static inline int made = 0;
};
struct OtherCount : StageCount {
    using StageCount::StageCount;
};

TEST(Facts, AreMadeOnceForEachBuildWhenAskedFor) {
    const Understood file("FROM a\nFROM b\n");
    StageCount::made = 0;
    EXPECT_EQ(file.build->fact<StageCount>().count, 2u);
    EXPECT_EQ(&file.build->fact<StageCount>(), &file.build->fact<StageCount>());
    EXPECT_EQ(StageCount::made, 1);
    EXPECT_NE(static_cast<StageCount*>(&file.build->fact<OtherCount>()),
              &file.build->fact<StageCount>());
    EXPECT_EQ(StageCount::made, 2);
}

} // namespace

} // namespace dflint::model
