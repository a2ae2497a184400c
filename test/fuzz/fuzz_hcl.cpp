// SPDX-License-Identifier: Apache-2.0
// Any bytes give a tree and tokens that keep the promises of ast.h and token.h.
#include "../syntax/hcl/tree_check.h"
#include "dflint/syntax/hcl/parse.h"
#include "dflint/syntax/hcl/token.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>

namespace {
using namespace dflint::hcl;

void expect_kept(const std::string& broken) {
    if (broken.empty()) return;
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const dflint::SourceFile source("fuzz", std::string(reinterpret_cast<const char*>(data), size));
    dflint::Diagnostics mistakes;
    const File file = parse(source, mistakes);
    expect_kept(TreeCheck::of(source.text(), file, mistakes));
    std::deque<std::string> texts;
    const auto end = static_cast<std::uint32_t>(source.text().size());
    const Tokens tokens = lex(source.text(), {0, end}, LexMode::code, texts, mistakes);
    expect_kept(TreeCheck::of(source.text(), tokens));
    return 0;
}
