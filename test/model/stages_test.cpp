// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/first_places.h"
#include "dflint/model/image_uses.h"
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

TEST(Stages, OfTwoWithOneNameFromMeansTheLastBefore) {
    const Understood file("FROM a AS x\nFROM b AS x\nFROM x\nFROM c AS x\n");
    EXPECT_EQ(file.stage(2).parent, &file.stage(1));
}

TEST(Stages, OfTwoWithOneNameACopyMeansTheLastOfTheFile) {
    const Understood file("FROM a AS x\n"
                          "FROM b\nCOPY --from=x /a /b\nRUN --mount=from=x,target=/x a\n"
                          "FROM c AS x\nCOPY --from=x /a /b\n"
                          "FROM d\nCOPY --from=X /a /b\nRUN --mount=from=x,target=/x a\n");
    EXPECT_EQ(file.stage(1).copies[0].origin, nullptr) << "that stage is not built yet";
    EXPECT_EQ(file.stage(1).runs[0].mounts[0].origin, nullptr);
    EXPECT_EQ(file.stage(2).copies[0].origin, nullptr) << "itself";
    EXPECT_EQ(file.stage(3).copies[0].origin, &file.stage(2));
    EXPECT_EQ(file.stage(3).runs[0].mounts[0].origin, &file.stage(2));
    EXPECT_FALSE(file.stage(0).is_used);
    for (const ImageUse& each : image_uses(*file.build)) EXPECT_NE(each.image, "x");
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

TEST(Stages, KeepWhatTheyRunApartFromTheirTriggers) {
    const Understood file("FROM a\nONBUILD RUN first\nRUN second\nONBUILD RUN third\nRUN fourth\n"
                          "ONBUILD CMD fifth\nONBUILD RUN sixth\n");
    const Stage& stage = file.stage();
    ASSERT_EQ(stage.runs.size(), 2U);
    ASSERT_EQ(stage.triggers.size(), 3U);
    std::string in_order;
    stage.for_each_written_run([&](const model::Run& run) {
        in_order += std::string(run.commands[0].name) + (run.is_onbuild ? "* " : " ");
    });
    EXPECT_EQ(in_order, "first* second third* fourth sixth* ");
    EXPECT_EQ(stage.run_at(1), nullptr);
    EXPECT_EQ(stage.trigger_at(1), &stage.triggers[0]);
    EXPECT_EQ(stage.run_at(2), &stage.runs[0]);
    EXPECT_EQ(stage.trigger_at(2), nullptr);
}

TEST(Stages, KnowTheUsersThatTheirOwnTriggersDoNotMake) {
    const Understood file("FROM a AS base\nONBUILD RUN useradd -d /opt/x app\nUSER app\nRUN b\n"
                          "ONBUILD RUN c\nFROM base\nRUN d\n");
    EXPECT_EQ(file.stage(0).runs[0].scope.home(), std::nullopt);
    EXPECT_EQ(file.stage(0).triggers[1].scope.home(), "/opt/x");
    EXPECT_EQ(file.stage(1).runs[0].scope.home(), "/opt/x");
}

TEST(FirstSteps, AreWhatARunFindsDone) {
    const Understood file("FROM a AS base\nRUN x\nONBUILD RUN go\nRUN x\nONBUILD RUN x\n"
                          "FROM base AS child\nRUN x\nFROM base AS other\nRUN go\n");
    FirstSteps steps(*file.build);
    const auto first_go = [](const std::vector<model::Run>& runs) {
        const auto found = std::find_if(runs.begin(), runs.end(), [](const model::Run& run) {
            return run.commands[0].is("go");
        });
        return found == runs.end() ? FirstPlaces::nowhere : found->instruction->at.begin;
    };
    const std::uint32_t trigger = file.stage().triggers[0].instruction->at.begin;
    EXPECT_EQ(steps.of(file.stage(0).runs[1], first_go), FirstPlaces::nowhere);
    EXPECT_EQ(steps.of(file.stage(0).triggers[1], first_go), trigger);
    EXPECT_EQ(steps.of(file.stage(1).runs[0], first_go), trigger);
    EXPECT_EQ(steps.of(file.stage(2).runs[0], first_go), trigger);
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
