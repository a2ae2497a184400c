// SPDX-License-Identifier: Apache-2.0
// The link between two services of a compose file: `additional_contexts`.
#include "dflint/syntax/yaml/parse.h"
#include "unlinked_base.h"

#include <algorithm>
#include <string_view>

namespace dflint::rules {

namespace {

using yaml::Node;

/// One entry of a mapping, as written there: nothing that is merged into it.
const Node::Entry* own_entry(const Node& mapping, std::string_view key) {
    const auto found = std::find_if(mapping.entries.begin(), mapping.entries.end(),
                                    [key](const auto& each) { return each.first->text == key; });
    return found == mapping.entries.end() ? nullptr : &*found;
}

/// Lines of a file in block style.
class Lines {
public:
    explicit Lines(std::string_view text) : text_(text) {}

    /// What stands on the line before the place, when it is blanks only.
    [[nodiscard]] std::optional<std::string> indentation(std::uint32_t at) const {
        const std::size_t line = text_.substr(0, at).rfind('\n') + 1;
        const std::string_view before = text_.substr(line, at - line);
        if (before.find_first_not_of(' ') != before.npos) return std::nullopt;
        return std::string(before);
    }
    /// Where the line ends that holds the place, before its line end.
    [[nodiscard]] std::uint32_t end(std::uint32_t at) const {
        std::size_t end = std::min(text_.find('\n', at), text_.size());
        if (end > at && text_[end - 1] == '\r') --end;
        return static_cast<std::uint32_t>(end);
    }
    /// Only blanks and a comment stand behind the value on its line, and it has no second one.
    [[nodiscard]] bool is_one_line(const Node& value) const {
        if (!value.is_scalar() || value.at.empty()) return false;
        const std::string_view rest = text_.substr(value.at.end, end(value.at.end) - value.at.end);
        const std::size_t more = rest.find_first_not_of(" \t");
        const std::string_view own = text_.substr(value.at.begin, value.at.size());
        return own.find('\n') == own.npos && own.front() != '|' && own.front() != '>' &&
               (more == rest.npos || rest[more] == '#');
    }
    /// Nothing but `:` and one line end stands between key and value: no anchor, no alias, no tag.
    [[nodiscard]] bool is_direct(const Node::Entry& entry) const {
        const auto [key, value] = entry;
        if (value->file != key->file || value->at.begin <= key->at.end) return false;
        const std::string_view between = text_.substr(key->at.end, value->at.begin - key->at.end);
        return between.starts_with(':') && between.find_first_not_of(": \r\n") == between.npos;
    }

private:
    std::string_view text_;
};

/// Behind the last entry of the mapping that is one line, with its indentation.
bake::Edits add_entry(const Lines& lines, const Node& mapping, std::string_view written) {
    const Node::Entry* after = nullptr;
    for (const Node::Entry& each : mapping.entries) {
        if (lines.is_direct(each) && lines.is_one_line(*each.second)) after = &each;
    }
    if (after == nullptr) return {};
    const auto indentation = lines.indentation(after->first->at.begin);
    if (!indentation) return {};
    std::string text;
    for (std::size_t at = 0; at < written.size();) {
        const std::size_t end = std::min(written.find('\n', at), written.size());
        text += "\n" + *indentation + std::string(written.substr(at, end - at));
        at = end + 1;
    }
    const std::uint32_t end = lines.end(after->second->at.end);
    return {{{end, end}, std::move(text)}};
}

} // namespace

bake::Edits link_services(const SourceFile& file, Span user, Span giver, const std::string& image) {
    const yaml::File tree = yaml::parse(file);
    const Node* const services = tree.root == nullptr ? nullptr : tree.root->find("services");
    if (services == nullptr) return {};
    const Node::Entry* from = nullptr;
    const Node::Entry* to = nullptr;
    for (const Node::Entry& each : services->entries) {
        if (each.first->at == user) from = &each;
        if (each.first->at == giver) to = &each;
    }
    const Lines lines(file.text());
    if (from == nullptr || to == nullptr || !lines.is_direct(*from)) return {};
    const Node::Entry* const build = own_entry(*from->second, "build");
    if (build == nullptr || !build->second->is_mapping() || !lines.is_direct(*build)) return {};
    const std::string link = "\"" + image + "\": service:" + to->first->text;
    const Node& section = *build->second;
    if (const Node::Entry* const contexts = own_entry(section, "additional_contexts")) {
        const bool is_map = contexts->second->is_mapping() && lines.is_direct(*contexts);
        return is_map ? add_entry(lines, *contexts->second, link) : bake::Edits{};
    }
    if (section.find("additional_contexts") != nullptr) return {};
    const auto outer = lines.indentation(build->first->at.begin);
    const auto inner = lines.indentation(section.at.begin);
    if (!outer || !inner || inner->size() <= outer->size()) return {};
    const std::string step = inner->substr(outer->size());
    return add_entry(lines, section, "additional_contexts:\n" + step + link);
}

} // namespace dflint::rules
