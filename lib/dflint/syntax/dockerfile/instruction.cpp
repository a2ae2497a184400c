// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/instruction.h"

#include "dflint/syntax/dockerfile/body.h"
#include "dflint/syntax/dockerfile/grammar.h"
#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/space.h"

namespace dflint::dockerfile {

namespace {
void read_text(Instruction& instruction, Tree& tree, bool may_hold_another);

/// ONBUILD holds an instruction of its own, but never another ONBUILD.
Onbuild read_trigger(const Instruction& outer, Tree& tree) {
    if (outer.arguments.empty()) return {};
    auto inner = std::make_shared<Instruction>();
    inner->text = outer.text.part(outer.arguments);
    inner->at = outer.text.in_file(outer.arguments);
    inner->first_line = outer.first_line;
    inner->last_line = outer.last_line;
    inner->comments_begin = inner->comments_end = outer.comments_end;
    read_text(*inner, tree, false);
    return {std::move(inner)};
}

void read_text(Instruction& instruction, Tree& tree, bool may_hold_another) {
    const std::string_view text = instruction.text.text();
    const auto size = static_cast<std::uint32_t>(text.size());
    std::uint32_t at = 0;
    while (at < size && !is_blank(text[at])) ++at;
    instruction.keyword_at = instruction.text.in_file(Span{0, at});
    instruction.keyword = keyword_of(text.substr(0, at));

    while (at < size && is_blank(text[at])) ++at;
    // Where flags may stand BuildKit looks at bytes, so those two go as well that are blanks in
    // Latin-1, whether flags follow or not.
    while (at < size && is_latin1_space(text[at])) ++at;
    if (text.substr(at).starts_with("--")) {
        at = read_flags(instruction.text, at, tree.escape, instruction.flags, tree.texts);
    }
    instruction.arguments = trimmed(text, {at, size});

    if (instruction.keyword != Keyword::onbuild) {
        read_body(instruction, tree);
    } else if (may_hold_another) {
        instruction.body = read_trigger(instruction, tree);
    } else {
        instruction.body = Onbuild{};
    }
}
} // namespace

void read_instruction(Instruction& instruction, Tree& tree) {
    read_text(instruction, tree, true);
}

} // namespace dflint::dockerfile
