// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/yaml_tokens.h"

#include "dflint/fix/embedded.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/yaml/embedded.h"
#include "dflint/syntax/yaml/parse.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

namespace dflint::fix {

namespace {

using yaml::Node;

/// Keys and values, in order of place. An empty value is written nowhere.
std::vector<Token> scalars_of(const yaml::File& tree) {
    std::set<const Node*> keys;
    for (const Node& node : tree.nodes) {
        for (const auto& entry : node.entries) keys.insert(entry.first);
    }
    std::vector<Token> tokens;
    for (const Node& node : tree.nodes) {
        if (!node.is_scalar() || node.at.empty()) continue;
        tokens.push_back({node.at, keys.contains(&node) ? Role::key : Role::value});
    }
    std::ranges::sort(tokens, {}, [](const Token& each) { return each.at.begin; });
    return tokens;
}

/// What stands between scalars: comments up to their line ends, and marks such as `-`, `:`, `|`.
void add_marks(std::string_view text, Span gap, std::vector<Token>& out) {
    for (std::uint32_t at = gap.begin; at < gap.end;) {
        const char c = text[at];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            ++at;
            continue;
        }
        const std::string_view ends = c == '#' ? "\r\n" : " \t\r\n";
        const std::size_t found = text.find_first_of(ends, at);
        const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(found, gap.end));
        out.push_back({{at, end}, c == '#' ? Role::comment : Role::punctuation});
        at = end;
    }
}

/// Bytes of the `$$` or of the variable that the text begins with; 0 when it is neither.
std::uint32_t variable_size(std::string_view text) {
    if (text.starts_with("$$")) return 2;
    std::size_t at = 1;
    if (text.starts_with("${")) {
        // Defaults may hold variables: ${A:-${B}}.
        std::size_t open = 0;
        do {
            open += text.substr(at - 1).starts_with("${") ? 1 : 0;
            open -= text[at] == '}' ? 1 : 0;
            ++at;
        } while (open > 0 && at < text.size());
        return open == 0 ? static_cast<std::uint32_t>(at) : 0;
    }
    if (at == text.size() || !ascii::begins_name(text[at])) return 0;
    while (at < text.size() && ascii::is_in_name(text[at])) ++at;
    return static_cast<std::uint32_t>(at);
}

/// The text as compose reads it: one dollar for two, a variable as a word. Nothing where a dollar
/// is neither.
std::optional<EmbeddedText> as_read_by_compose(const EmbeddedText& written) {
    const std::string_view text = written.text();
    EmbeddedText out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t dollar = std::min(text.find('$', at), text.size());
        const auto begin = static_cast<std::uint32_t>(dollar);
        out.add_part(written, {static_cast<std::uint32_t>(at), begin});
        if (dollar == text.size()) break;
        const std::uint32_t size = variable_size(text.substr(dollar));
        if (size == 0) return std::nullopt;
        const Span place = written.in_file(Span{begin, begin + size});
        if (text[dollar + 1] == '$') {
            out.add_made("$", place);
        } else {
            out.add_filled("x", place);
        }
        at = dollar + size;
    }
    return out;
}

std::vector<EmbeddedText> dockerfiles_in(const SourceFile& file, const yaml::File& tree) {
    std::vector<EmbeddedText> texts;
    const Node* const services = tree.root == nullptr ? nullptr : tree.root->find("services");
    if (services == nullptr) return texts;
    std::set<const Node*> known; // an alias is the very node
    for (const auto& entry : services->entries) {
        const Node* const build = entry.second->find("build");
        const Node* const text = build == nullptr ? nullptr : build->find("dockerfile_inline");
        if (text == nullptr || !known.insert(text).second) continue;
        const auto written = yaml::embedded_text(file, *text);
        if (!written) continue;
        if (auto said = as_read_by_compose(*written)) texts.push_back(*std::move(said));
    }
    std::ranges::sort(texts, {},
                      [](const EmbeddedText& each) { return each.in_file(Span{}).begin; });
    return texts;
}

} // namespace

Reading read_compose(const SourceFile& file, Inner inner) {
    const yaml::File tree = yaml::parse(file);
    Reading reading;
    reading.has_bom = file.text().starts_with("\xEF\xBB\xBF");
    std::uint32_t at = 0;
    for (const Token& scalar : scalars_of(tree)) {
        if (scalar.at.begin < at) continue;
        add_marks(file.text(), {at, scalar.at.begin}, reading.tokens);
        reading.tokens.push_back(scalar);
        at = scalar.at.end;
    }
    add_marks(file.text(), {at, static_cast<std::uint32_t>(file.text().size())}, reading.tokens);
    read_dockerfiles(dockerfiles_in(file, tree), inner, reading);
    for (const yaml::Mistake& each : tree.mistakes) {
        reading.mistakes.push_back({each.message, each.at});
    }
    return reading;
}

} // namespace dflint::fix
