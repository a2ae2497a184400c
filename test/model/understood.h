// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <memory>
#include <string>
#include <vector>

namespace dflint::model {

/// A Dockerfile with everything its build points to.
struct Understood {
    explicit Understood(std::string text)
        : file("Dockerfile", std::move(text)), tree(dockerfile::parse(file)),
          build(understand(file, tree, context)) {}

    [[nodiscard]] const Stage& stage(std::size_t index = 0) const { return build->stages[index]; }
    [[nodiscard]] const Run& run(std::size_t index = 0) const { return stage().runs[index]; }
    [[nodiscard]] std::string text(Span at) const { return std::string(file.slice(at)); }
    /// The scope before the instruction with that index.
    [[nodiscard]] Scope scope(std::uint32_t instruction) const {
        for (const Stage& each : build->stages) {
            if (each.first <= instruction && instruction <= each.last) return {each, instruction};
        }
        return {};
    }

    Context context;
    SourceFile file;
    dockerfile::Tree tree;
    std::unique_ptr<const Build> build;
};

} // namespace dflint::model
