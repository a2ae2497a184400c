// SPDX-License-Identifier: Apache-2.0
// Any bytes as the JSON profile of HCL give a tree that keeps the promises of ast.h, and so does
// each string that is read as a template.
#include "../syntax/hcl/tree_check.h"
#include "dflint/syntax/hcl/parse.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dflint::hcl;
    const dflint::SourceFile source("fuzz", std::string(reinterpret_cast<const char*>(data), size));
    const std::vector<BlockType> schema{{"target", 1}, {"variable", 1, {{"validation"}}}};
    dflint::Diagnostics mistakes;
    File file = parse_json(source, schema, mistakes);
    if (const std::string broken = TreeCheck::of(source.text(), file, mistakes); !broken.empty()) {
        std::fprintf(stderr, "%s\n", broken.c_str());
        std::abort();
    }
    const std::vector<Attribute> attributes = file.body.attributes;
    for (const Attribute& each : attributes)
        if (each.expr.is_json)
            static_cast<void>(parse_string_as_expression(source, each.expr, file, mistakes));
    return 0;
}
