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
    EXPECT_EQ(heavy_megabytes("FROM pytorch/pytorch\nRUN pip uninstall -y torch\n"
                              "RUN pip install torch"),
              2700U);
    EXPECT_EQ(heavy_megabytes("FROM pytorch/pytorch\nRUN uv pip uninstall torch && "
                              "uv pip install torch"),
              2700U);
}

TEST(HeavyMegabytes, KnowWhatDependsOnTorch) {
    const std::string python = "FROM python:3.12\nRUN pip install ";
    EXPECT_EQ(heavy_megabytes(python + "accelerate peft"), 2700U);
    EXPECT_EQ(heavy_megabytes(python + "--no-deps accelerate"), 0U);
    EXPECT_EQ(heavy_megabytes(python + "--no-deps torch"), 750U);
    EXPECT_EQ(heavy_megabytes(python + "torch==1.13.1+cu117 torchvision xformers"), 1800U);
    EXPECT_EQ(heavy_megabytes(python + "torchvision==0.14.1"), 800U);
}

TEST(HeavyMegabytes, DoNotGuessWhatAListBrings) {
    const std::string list = "FROM python:3.12\nRUN pip install -r requirements.txt\n";
    EXPECT_EQ(heavy_megabytes(list + "RUN pip install accelerate"), 0U);
    EXPECT_EQ(heavy_megabytes(list + "RUN pip install torch"), 2700U);
    EXPECT_EQ(heavy_megabytes("FROM python:3.12\nRUN pip install /w/torch-2.0-py3.whl torchvision"),
              0U);
    EXPECT_EQ(heavy_megabytes("FROM example.com/team/base\nRUN pip install accelerate"), 0U);
}

TEST(HeavyMegabytes, FollowTheVersion) {
    const std::string start = "FROM python:3.12\nARG VERSION=2.4.1\nRUN pip install ";
    EXPECT_EQ(heavy_megabytes(start + "torch==$VERSION"), 2800U);
    EXPECT_EQ(heavy_megabytes(start + "torch==1.8.0"), 800U);
    EXPECT_EQ(heavy_megabytes(start + "torch~=2.4.0"), 2800U);
    EXPECT_EQ(heavy_megabytes(start + "torch~=2.4"), 2700U);
    EXPECT_EQ(heavy_megabytes(start + "tensorflow~=2.4"), 600U);
    EXPECT_EQ(heavy_megabytes(start + "torch==2.8.0"), 3900U);
    EXPECT_EQ(heavy_megabytes(start + "torch==2.13.0"), 2700U);
}

TEST(HeavyMegabytes, FollowTheIndex) {
    const std::string start = "FROM python:3.12\nRUN pip install torch --index-url ";
    EXPECT_EQ(heavy_megabytes(start + "https://download.pytorch.org/whl/cu$N"), 2700U);
    EXPECT_EQ(heavy_megabytes(start + "https://download.pytorch.org/whl/rocm$N"), 4350U);
    EXPECT_EQ(heavy_megabytes(start + "https://download.pytorch.org/whl/cpu"), 190U);
    EXPECT_EQ(heavy_megabytes(start + "https://download.pytorch.org/whl/$N"), 190U);
}

TEST(HeavyMegabytes, TakeTheCudaOfTheImageForJax) {
    const std::string start = "FROM python:3.12\nARG CUDA=cuda12\nRUN pip install ";
    EXPECT_EQ(heavy_megabytes(start + "'jax[cuda12]'"), 2200U);
    EXPECT_EQ(heavy_megabytes(start + "\"jax[${CUDA}]\""), 2200U);
    EXPECT_EQ(heavy_megabytes(start + "'jax[cuda12_local]'"), 200U);
    EXPECT_EQ(heavy_megabytes(start + "jax"), 0U);
}

} // namespace dflint::model
