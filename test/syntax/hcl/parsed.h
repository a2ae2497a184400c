// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/hcl/parse.h"
#include "outline.h"

#include <string>
#include <utility>

namespace dflint::hcl {

/// The block types of a bake file.
inline const std::vector<BlockType>& bake_schema() {
    static const std::vector<BlockType> schema{
        {"target", 1}, {"group", 1}, {"variable", 1, {{"validation"}}}, {"function", 1}};
    return schema;
}

/// A text and what was read in it.
struct Parsed {
    explicit Parsed(std::string text, Syntax syntax = Syntax::native)
        : source("test", std::move(text)),
          file(syntax == Syntax::json ? parse_json(source, bake_schema(), mistakes)
                                      : parse(source, mistakes)) {}

    /// "4..7 `abc` message", one in each line: what is wrong and what it says.
    [[nodiscard]] std::string messages() const {
        std::string all;
        for (const Diagnostic& each : mistakes) {
            all += std::to_string(each.at.begin) + ".." + std::to_string(each.at.end) + " " +
                   each.message + "\n";
        }
        return all;
    }

    /// The text after the fix of the first mistake.
    [[nodiscard]] std::string fixed() const {
        std::string text(source.text());
        if (mistakes.empty() || !mistakes.front().fix) return text;
        const auto& edits = mistakes.front().fix->edits;
        for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
            text.replace(edit->at.begin, edit->at.size(), edit->text);
        }
        return text;
    }

    SourceFile source;
    Diagnostics mistakes;
    File file;
};

/// The outline of one expression, and the mistakes in it.
inline std::string expr(const std::string& text) {
    const Parsed parsed("x = " + text + "\n");
    if (parsed.file.body.attributes.size() != 1) return "no attribute\n" + parsed.messages();
    const std::string shape = outline(parsed.file.body.attributes.front().expr);
    return parsed.mistakes.empty() ? shape : shape + "\n" + parsed.messages();
}

} // namespace dflint::hcl
