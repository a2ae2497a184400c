// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/ignore.h"

#include "dflint/lint/ignore_reader.h"
#include "dflint/lint/run.h"
#include "dflint/syntax/yaml/parse.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace dflint::ignore {

namespace {

/// The subject that holds the offset, or else the next one; one past the last at the end.
std::uint32_t subject_at(const Layout& layout, Span at) {
    const auto& all = layout.subjects;
    const auto found = std::partition_point(all.begin(), all.end(), [at](Span each) {
        // An empty span at the very end of a subject still belongs to it.
        return at.empty() ? each.end < at.begin : each.end <= at.begin;
    });
    return static_cast<std::uint32_t>(found - all.begin());
}

/// Which name silences a rule at a place: the first one that means it.
struct Silencer {
    std::uint32_t target;
    std::string_view rule;
    Name* name;
};

bool is_before(const Silencer& a, const Silencer& b) {
    return std::tie(a.target, a.rule) < std::tie(b.target, b.rule);
}

std::vector<Silencer> silencers(std::vector<Comment>& comments) {
    std::vector<Silencer> all;
    for (Comment& comment : comments) {
        for (Name& name : comment.names) {
            for (const Rule* rule : name.rules) all.push_back({comment.target, rule->name, &name});
        }
    }
    std::stable_sort(all.begin(), all.end(), is_before);
    return all;
}

} // namespace

Layout layout_of(const dockerfile::Tree& tree) {
    Layout layout;
    layout.may_gain_directives = true;
    layout.comments.reserve(tree.comments.size());
    for (const dockerfile::Comment& each : tree.comments) layout.comments.push_back(each.at);
    layout.subjects.reserve(tree.instructions.size());
    for (const auto& each : tree.instructions) layout.subjects.push_back(each.at);
    return layout;
}

Layout layout_of(const dockerignore::File& tree) {
    Layout layout;
    for (const dockerignore::Comment& each : tree.comments) layout.comments.push_back(each.at);
    for (const dockerignore::Pattern& each : tree.patterns) layout.subjects.push_back(each.at);
    return layout;
}

Layout layout_of(const hcl::File& tree) {
    Layout layout;
    for (const hcl::Comment& each : tree.comments) layout.comments.push_back(each.at);
    for (const hcl::Attribute& each : tree.body.attributes) layout.subjects.push_back(each.at);
    for (const hcl::Block& each : tree.body.blocks) layout.subjects.push_back(each.at);
    std::sort(layout.subjects.begin(), layout.subjects.end());
    return layout;
}

namespace {

/// Of the scalars of more than one line, the lines that they cover: a `#` is no comment there.
std::vector<Span> blocks_of(const yaml::File& tree, const SourceFile& file) {
    std::vector<Span> blocks;
    for (const yaml::Node& node : tree.nodes) {
        if (!node.is_scalar() || file.slice(node.at).find('\n') == std::string_view::npos) continue;
        blocks.push_back(node.at);
    }
    std::sort(blocks.begin(), blocks.end());
    return blocks;
}

} // namespace

Layout layout_of(const yaml::File& tree, const SourceFile& file) {
    Layout layout;
    const std::string_view text = file.text();
    const std::vector<Span> blocks = blocks_of(tree, file);
    auto block = blocks.begin();
    for (std::uint32_t line = 1; line <= file.lines().line_count(); ++line) {
        Span at = file.lines().line(line, text);
        while (!at.empty() && (text[at.begin] == ' ' || text[at.begin] == '\t')) ++at.begin;
        while (block != blocks.end() && block->end <= at.begin) ++block;
        const bool is_inside = block != blocks.end() && block->begin <= at.begin;
        if (!at.empty() && text[at.begin] == '#' && !is_inside) layout.comments.push_back(at);
    }
    const yaml::Node* const services = tree.root == nullptr ? nullptr : tree.root->find("services");
    if (services == nullptr) return layout;
    for (const auto& [key, value] : services->entries) {
        // An alias stands where its anchor is.
        const bool is_own = key->at.begin <= value->at.begin;
        layout.subjects.push_back(is_own ? cover(key->at, value->at) : key->at);
    }
    std::sort(layout.subjects.begin(), layout.subjects.end());
    return layout;
}

Layout layout_of(const workspace::Project& project, const SourceFile& file) {
    if (file.kind() == FileKind::compose) return layout_of(yaml::parse(file), file);
    for (const bake::File& each : project.meaning().files) {
        if (each.source.get() == &file) return layout_of(each.tree);
    }
    return {};
}

std::vector<Comment> collect(const SourceFile& file, const Layout& layout,
                             const Settings& settings) {
    std::vector<Comment> comments;
    for (const Span at : layout.comments) {
        std::optional<Written> written = read_comment(file, at);
        if (!written) continue;
        Comment comment{.at = at, .is_ours = written->is_ours, .names = std::move(written->names)};
        if (!written->covers_file) comment.target = subject_at(layout, at);
        for (Name& name : comment.names) name.rules = settings.meant_by(name.text);
        comments.push_back(std::move(comment));
    }
    return comments;
}

void apply(std::vector<Comment>& comments, const Layout& layout, Diagnostics& diagnostics) {
    if (comments.empty()) return;
    const std::vector<Silencer> all = silencers(comments);
    const auto silence = [&all](std::uint32_t target, const Diagnostic& diagnostic) {
        const Silencer wanted{target, diagnostic.rule, nullptr};
        auto found = std::lower_bound(all.begin(), all.end(), wanted, is_before);
        const auto is_meant = [&] { return found != all.end() && !is_before(wanted, *found); };
        // A name does not silence what is said of itself.
        const bool is_of_a_name = diagnostic.rule == unused_ignore;
        while (is_of_a_name && is_meant() && found->name->at == diagnostic.at) ++found;
        if (!is_meant()) return false;
        found->name->is_used = true;
        return true;
    };
    std::erase_if(diagnostics, [&](const Diagnostic& diagnostic) {
        return silence(subject_at(layout, diagnostic.at), diagnostic) ||
               silence(Comment::whole_file, diagnostic);
    });
}

} // namespace dflint::ignore
