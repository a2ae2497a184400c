// SPDX-License-Identifier: Apache-2.0
// Any bytes give a tree that keeps the promises of ast.h, and the same one twice.
#include "../syntax/shell/tree_check.h"
#include "dflint/syntax/shell/parse.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dflint::shell;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const Dialect dialect : {Dialect::posix, Dialect::bash}) {
        const Script script = parse(text, dialect);
        const std::string broken = TreeCheck::of(script);
        if (!broken.empty()) {
            std::fprintf(stderr, "%s\n", broken.c_str());
            std::abort();
        }
        const Script again = parse(text, dialect);
        if (again.error.has_value() != script.error.has_value()) std::abort();
    }
    return 0;
}
