// SPDX-License-Identifier: Apache-2.0
// A new group in a file of targets.
#include "dflint/bake/edits.h"
#include "dflint/bake/layout.h"

#include <algorithm>

namespace dflint::bake {

namespace {

constexpr std::size_t longest_line = 80;

/// `["a", "b"]`, one below the other when that is too long. `indentation` is that of its line.
std::string list_of(const std::vector<std::string>& targets, const Layout& layout,
                    const std::string& indentation) {
    const hcl::Syntax syntax = layout.is_json() ? hcl::Syntax::json : hcl::Syntax::native;
    const std::string line = "\n" + indentation;
    std::string row;
    std::string column;
    for (const std::string& each : targets) {
        const std::string text = string_expression(syntax, each);
        if (!row.empty()) row += layout.is_dense() ? "," : ", ";
        if (!column.empty()) column += ",";
        row += text;
        column += line + std::string(layout.indentation_unit()) + text;
    }
    const bool fits = indentation.size() + row.size() + 12 <= longest_line || layout.is_dense();
    if (fits) return "[" + row + "]";
    return "[" + column + (layout.is_json() ? "" : ",") + line + "]";
}

/// Where the comments begin that stand directly above the block.
std::uint32_t begin_with_comments(const Layout& layout, const WrittenBlock& in) {
    std::uint32_t begin = layout.line_begin(in.block->at.begin);
    const auto& comments = in.tree->comments;
    auto behind = std::partition_point(comments.begin(), comments.end(),
                                       [&](const auto& each) { return each.at.begin < begin; });
    while (behind != comments.begin()) {
        const Span at = (--behind)->at;
        const std::string_view gap = layout.slice({at.end, begin});
        const bool is_next_line = std::count(gap.begin(), gap.end(), '\n') == 1;
        if (!is_next_line || !layout.begins_line(at.begin)) break;
        begin = layout.line_begin(at.begin);
    }
    return begin;
}

Edits insert_native(const WrittenBlock& above, std::string_view name,
                    const std::vector<std::string>& targets) {
    const Layout layout(above);
    if (!layout.begins_line(above.block->at.begin)) return {};
    const std::uint32_t at = begin_with_comments(layout, above);
    const std::string unit(layout.indentation_unit());
    return {{{at, at},
             "group " + string_expression(hcl::Syntax::native, name) + " {\n" + unit +
                 "targets = " + list_of(targets, layout, unit) + "\n}\n\n"}};
}

/// Members of one object around each other: `"a": {"b": ...}`.
Edits insert_json(const WrittenBlock& above, std::string_view name,
                  const std::vector<std::string>& targets) {
    const Layout layout(above);
    const auto& blocks = above.tree->body.blocks;
    const auto group = std::find_if(blocks.begin(), blocks.end(), [](const hcl::Block& each) {
        return each.type.text == "group";
    });
    const bool has_groups = group != blocks.end();
    if (has_groups && group->labels.empty()) return {};
    // In front of the quote of the first key.
    const Span key = has_groups ? group->labels.front().at : above.block->type.at;
    const std::uint32_t at = key.begin - 1;
    std::vector<std::string> keys{std::string(name)};
    if (!has_groups) keys.insert(keys.begin(), "group");
    const bool has_own_line = layout.begins_line(at);
    const std::string colon = layout.is_dense() ? ":" : ": ";
    const std::string unit(layout.indentation_unit());
    const std::string outer(has_own_line ? layout.indentation(at) : "");
    std::string inner = outer;
    std::string head;
    std::string tail;
    for (const std::string& each : keys) {
        const std::string line = has_own_line ? "\n" + inner : "";
        inner += unit;
        head += string_expression(hcl::Syntax::json, each) + colon + "{" +
                (has_own_line ? "\n" + inner : "");
        tail = line + "}" + tail;
    }
    const std::string gap = has_own_line ? "\n" + outer : layout.is_dense() ? "" : " ";
    return {{{at, at},
             head + "\"targets\"" + colon + list_of(targets, layout, inner) + tail + "," + gap}};
}

} // namespace

Edits insert_group(const WrittenBlock& above, std::string_view name,
                   const std::vector<std::string>& targets) {
    return above.is_json() ? insert_json(above, name, targets)
                           : insert_native(above, name, targets);
}

} // namespace dflint::bake
