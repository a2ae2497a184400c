// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes: a Dockerfile gives a tree whose places are right and which rebuilds the file,
// and its words expand.
#include "../syntax/dockerfile/rebuilt.h"
#include "../syntax/dockerfile/spans.h"

#include "dflint/syntax/dockerfile/expand.h"

#include <cstdio>
#include <cstdlib>

namespace {

using namespace dflint;

/// Every name is known; the value brings the characters that patterns care about.
class Anything final : public dockerfile::Variables {
public:
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override {
        if (name == "unset") return {};
        return {dockerfile::Variable::State::known, "a*b/c\\d.e"};
    }
};

void expand_words(const dockerfile::Tree& tree) {
    for (const dockerfile::Instruction& each : tree.instructions) {
        const auto expanded = dockerfile::expand(each.text.text(), tree.escape, Anything());
        if (expanded.text.has_value() == !expanded.error.empty()) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const SourceFile file("Dockerfile", std::string(reinterpret_cast<const char*>(data), size));
    const dockerfile::Tree tree = dockerfile::parse(file);
    const auto problems = dockerfile::test::span_problems(file, tree);
    for (const std::string& problem : problems) std::fprintf(stderr, "%s\n", problem.c_str());
    if (!problems.empty() || dockerfile::test::rebuilt(file, tree) != file.text()) std::abort();
    expand_words(tree);
    return 0;
}
