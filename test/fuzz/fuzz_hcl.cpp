// SPDX-License-Identifier: Apache-2.0
// Any bytes give a tree and tokens that keep the promises of ast.h and token.h. The first byte
// says which syntax: an odd one is JSON.
#include "../syntax/hcl/tree_check.h"
#include "dflint/syntax/hcl/parse.h"
#include "dflint/syntax/hcl/token.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {
using namespace dflint::hcl;

void expect_kept(const std::string& broken) {
    if (broken.empty()) return;
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
}

void check_json(const dflint::SourceFile& source) {
    const std::vector<BlockType> schema{{"target", 1}, {"variable", 1, {{"validation"}}}};
    dflint::Diagnostics mistakes;
    File file = parse_json(source, schema, mistakes);
    expect_kept(TreeCheck::of(source.text(), file, mistakes));
    const std::vector<Attribute> attributes = file.body.attributes;
    for (const Attribute& each : attributes) {
        if (!each.expr.is_json) continue;
        static_cast<void>(parse_string_as_expression(source, each.expr, file, mistakes));
    }
}

void check_native(const dflint::SourceFile& source) {
    dflint::Diagnostics mistakes;
    const File file = parse(source, mistakes);
    expect_kept(TreeCheck::of(source.text(), file, mistakes));
    std::deque<std::string> texts;
    const auto size = static_cast<std::uint32_t>(source.text().size());
    const Tokens tokens = lex(source.text(), {0, size}, LexMode::code, texts, mistakes);
    expect_kept(TreeCheck::of(source.text(), tokens));
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const dflint::SourceFile source("fuzz",
                                    std::string(reinterpret_cast<const char*>(data + 1), size - 1));
    if (data[0] % 2 == 1)
        check_json(source);
    else
        check_native(source);
    return 0;
}
