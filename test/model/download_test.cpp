// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/download.h"
#include "understood.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

/// Of the last install of the text.
std::uint32_t heavy_megabytes(const std::string& text) {
    const Understood file(text);
    const Install* last = nullptr;
    for (const Stage& stage : file.build->stages) {
        for (const Run& run : stage.runs) {
            for (const Install& install : run.installs) last = &install;
        }
    }
    return last == nullptr ? 0 : heavy_megabytes_of(*last);
}

} // namespace

TEST(HeavyMegabytes, CountEachGroupOnce) {
    const std::string python = "FROM python:3.12\nRUN pip install ";
    EXPECT_EQ(heavy_megabytes(python + "flask"), 0U);
    EXPECT_EQ(heavy_megabytes(python + "torch"), 2700U);
    EXPECT_EQ(heavy_megabytes(python + "torch vllm ultralytics"), 2700U);
    EXPECT_EQ(heavy_megabytes(python + "torch==2.8.0 tensorflow"), 4500U);
}

TEST(HeavyMegabytes, LeaveOutWhatIsThere) {
    EXPECT_EQ(heavy_megabytes("FROM pytorch/pytorch\nRUN pip install torch"), 0U);
    EXPECT_EQ(heavy_megabytes("FROM python:3.12\nRUN pip install torch\nRUN pip install vllm"), 0U);
}

} // namespace dflint::model
