// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/parse.h"

#include "dflint/syntax/dockerfile/check.h"
#include "dflint/syntax/dockerfile/errors.h"
#include "dflint/syntax/dockerfile/heredoc.h"
#include "dflint/syntax/dockerfile/instruction.h"
#include "dflint/syntax/dockerfile/lines.h"
#include "dflint/syntax/dockerfile/options.h"

#include <algorithm>
#include <utility>

namespace dflint::dockerfile {

Tree parse(const SourceFile& file) {
    Tree tree;
    read_options(file.text(), tree);
    LineReader lines(file, tree);
    tree.instructions.reserve(std::min<std::size_t>(file.text().size() / 64 + 2, 1000));
    // Each is read where it stays.
    while (lines.next_instruction(tree.instructions.emplace_back())) {
        Instruction& instruction = tree.instructions.back();
        read_instruction(instruction, tree);
        read_heredocs(lines, file, instruction, tree);
    }
    tree.instructions.pop_back();
    check(tree, lines.line_number());
    return tree;
}

} // namespace dflint::dockerfile
