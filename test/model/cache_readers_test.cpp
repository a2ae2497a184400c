// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_readers.h"
#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {

namespace {

const std::vector<std::string> directories = {"/go/pkg/mod"};

TEST(CacheReaders, LaterRunsAreThoseOfTheStageAndOfStagesBuiltFromIt) {
    const Understood file("FROM golang AS a\nRUN go build\nRUN go test\n"
                          "FROM golang AS other\nRUN go vet\n"
                          "FROM a AS b\nRUN go install\n"
                          "FROM b\nRUN go run\n");
    const auto users_behind = [&](const model::Run& run) {
        std::string verbs;
        for (const model::Run* user : later_runs(run, Manager::go, directories).users) {
            verbs += std::string(user->commands[0].words[0].text) + " ";
        }
        return verbs;
    };
    EXPECT_EQ(users_behind(file.stage(0).runs[0]), "test install run ");
    EXPECT_EQ(users_behind(file.stage(0).runs[1]), "install run ");
    EXPECT_EQ(users_behind(file.stage(1).runs[0]), "");
    EXPECT_EQ(users_behind(file.stage(2).runs[0]), "run ");
    EXPECT_EQ(users_behind(file.stage(3).runs[0]), "");
}

TEST(CacheReaders, LaterRunsMayNeedTheDirectoryOrDoWhoKnowsWhat) {
    const Understood file("FROM golang\nRUN go build\nRUN cp /go/pkg/mod/x /y\nRUN make\n"
                          "RUN go build\n");
    const auto& runs = file.stage().runs;
    EXPECT_TRUE(later_runs(runs[0], Manager::go, directories).needs_cache);
    EXPECT_FALSE(later_runs(runs[1], Manager::go, directories).needs_cache);
    EXPECT_TRUE(later_runs(runs[1], Manager::go, directories).has_unknown);
    EXPECT_FALSE(later_runs(runs[2], Manager::go, directories).has_unknown);
}

TEST(CacheReaders, KnowWhoTakesTheDirectoryOutOfAStage) {
    const Understood file("FROM golang AS a\nFROM a AS b\nFROM golang AS c\n"
                          "FROM scratch\nCOPY --from=b /go /go\nCOPY --from=c /usr /usr\n");
    EXPECT_TRUE(is_taken_from(file.stage(0), directories)) << "through b";
    EXPECT_TRUE(is_taken_from(file.stage(1), directories));
    EXPECT_FALSE(is_taken_from(file.stage(2), directories));
}

TEST(CacheReaders, KnowWhatFilledTheDirectoryBefore) {
    const Understood file("FROM golang AS a\nRUN x\nCOPY --from=0 /m /go/pkg/mod\nRUN y\n"
                          "FROM a\nRUN z\n");
    EXPECT_FALSE(is_filled_before(file.stage(0).runs[0], directories));
    EXPECT_TRUE(is_filled_before(file.stage(0).runs[1], directories));
    EXPECT_TRUE(is_filled_before(file.stage(1).runs[0], directories));
}

TEST(CacheReaders, AnEarlierRunOfTheLineageFilledTheCacheOnlyWithoutAMount) {
    const Understood file("FROM golang AS a\n"
                          "RUN --mount=type=cache,target=/go/pkg/mod go mod download\n"
                          "RUN go mod download\nRUN go build\nFROM a\nRUN go build\n");
    const auto& runs = file.stage(0).runs;
    EXPECT_FALSE(is_filled_by_earlier_run(runs[0], Manager::go));
    EXPECT_FALSE(is_filled_by_earlier_run(runs[1], Manager::go));
    EXPECT_TRUE(is_filled_by_earlier_run(runs[2], Manager::go));
    EXPECT_TRUE(is_filled_by_earlier_run(file.stage(1).runs[0], Manager::go));
    EXPECT_FALSE(is_filled_by_earlier_run(runs[2], Manager::cargo));
}

} // namespace

} // namespace dflint::model
