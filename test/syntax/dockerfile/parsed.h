// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::dockerfile::test {

using Strings = std::vector<std::string>;

/// Names the cases of a table after their first member.
inline constexpr auto by_name = [](const auto& each) { return each.param.name; };

/// A small file and its tree.
class Parsed {
public:
    explicit Parsed(std::string text) : file_("Dockerfile", std::move(text)), tree_(parse(file_)) {}

    [[nodiscard]] const Tree& tree() const { return tree_; }
    [[nodiscard]] const SourceFile& file() const { return file_; }
    [[nodiscard]] const Instruction& operator[](std::size_t i) const {
        return tree_.instructions.at(i);
    }
    [[nodiscard]] std::string slice(Span at) const { return std::string(file_.slice(at)); }

    /// Every instruction's keyword as written.
    [[nodiscard]] Strings keywords() const {
        Strings out;
        for (const Instruction& each : tree_.instructions) out.push_back(slice(each.keyword_at));
        return out;
    }
    [[nodiscard]] Strings comments() const {
        Strings out;
        for (const Comment& each : tree_.comments) out.push_back(slice(each.at));
        return out;
    }
    /// Each error as `text it stands at|line|message`.
    [[nodiscard]] Strings errors() const {
        Strings out;
        for (const SyntaxError& each : tree_.errors) {
            out.push_back(slice(each.at) + "|" + std::to_string(each.line) + "|" + each.message);
        }
        return out;
    }

private:
    SourceFile file_;
    Tree tree_;
};

[[nodiscard]] inline Strings texts(const std::vector<Word>& words) {
    Strings out;
    for (const Word& each : words) out.emplace_back(each.text);
    return out;
}

/// The words of COPY, EXPOSE and the like; the strings of an exec form; the one text otherwise.
[[nodiscard]] inline Strings arguments(const Instruction& instruction) {
    if (const auto* words = instruction.as<Words>()) return texts(words->words);
    if (const auto* single = instruction.as<Single>()) return {std::string(single->value.text)};
    if (const auto* command = instruction.as<Command>()) {
        if (command->json) return texts(command->exec);
        return {std::string(command->shell.text)};
    }
    if (const auto* pairs = instruction.as<Pairs>()) {
        Strings out;
        for (const Pair& each : pairs->pairs) {
            out.emplace_back(each.key.text);
            if (each.value) out.back() += "=" + std::string(each.value->text);
        }
        return out;
    }
    return {};
}

} // namespace dflint::dockerfile::test
