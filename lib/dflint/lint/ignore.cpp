// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/ignore.h"

#include "dflint/syntax/yaml/parse.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace dflint::ignore {

namespace {

/// Reads the text of one comment from left to right.
class Reader {
public:
    Reader(const SourceFile& file, Span at) : text_(file.slice(at)), begin_(at.begin) {}

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    }
    bool skip(std::string_view expected) {
        if (text_.substr(at_, expected.size()) != expected) return false;
        at_ += expected.size();
        return true;
    }
    /// A word of a comment: it ends at a blank, not in the middle of a longer word.
    bool skip_word(std::string_view word) {
        const std::size_t before = at_;
        if (skip(word) && at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) {
            skip_blanks();
            return true;
        }
        at_ = before;
        return false;
    }
    /// `key =`, with or without blanks around the sign.
    bool skip_key(std::string_view key) {
        const std::size_t before = at_;
        if (skip(key)) {
            skip_blanks();
            if (skip("=")) {
                skip_blanks();
                return true;
            }
        }
        at_ = before;
        return false;
    }
    /// `a,b , c`: stops behind the last name, so a reason of any form may follow.
    std::vector<Name> names() {
        std::vector<Name> names;
        do {
            skip_blanks();
            const std::size_t begin = at_;
            while (at_ < text_.size() && is_name(text_[at_])) ++at_;
            if (at_ == begin) break;
            names.push_back({{offset(begin), offset(at_)}, text_.substr(begin, at_ - begin), {}});
            skip_blanks();
        } while (skip(","));
        return names;
    }

private:
    static bool is_name(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '/';
    }
    [[nodiscard]] std::uint32_t offset(std::size_t at) const {
        return begin_ + static_cast<std::uint32_t>(at);
    }

    std::string_view text_;
    std::uint32_t begin_;
    std::size_t at_ = 0;
};

/// The comment without its target, or nothing when it is an ordinary comment.
std::optional<Comment> read(const SourceFile& file, Span at, bool& covers_file) {
    Reader reader(file, at);
    if (!reader.skip("#")) return std::nullopt;
    reader.skip_blanks();
    Comment comment;
    comment.at = at;
    covers_file = false;
    if (reader.skip_word("dflint")) {
        comment.is_ours = true;
        covers_file = reader.skip_key("ignore-file");
        if (!covers_file && !reader.skip_key("ignore")) return std::nullopt;
        comment.names = reader.names();
    } else if (reader.skip_word("hadolint")) {
        covers_file = reader.skip_word("global");
        if (!reader.skip_key("ignore")) return std::nullopt;
        comment.names = reader.names();
    }
    if (comment.names.empty()) return std::nullopt;
    return comment;
}

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
        bool covers_file = false;
        std::optional<Comment> comment = read(file, at, covers_file);
        if (!comment) continue;
        if (!covers_file) comment->target = subject_at(layout, at);
        for (Name& name : comment->names) name.rules = settings.meant_by(name.text);
        comments.push_back(*std::move(comment));
    }
    return comments;
}

void apply(std::vector<Comment>& comments, const Layout& layout, Diagnostics& diagnostics) {
    if (comments.empty()) return;
    const std::vector<Silencer> all = silencers(comments);
    const auto silence = [&all](std::uint32_t target, std::string_view rule) {
        const Silencer wanted{target, rule, nullptr};
        const auto found = std::lower_bound(all.begin(), all.end(), wanted, is_before);
        if (found == all.end() || is_before(wanted, *found)) return false;
        found->name->is_used = true;
        return true;
    };
    std::erase_if(diagnostics, [&](const Diagnostic& diagnostic) {
        return silence(subject_at(layout, diagnostic.at), diagnostic.rule) ||
               silence(Comment::whole_file, diagnostic.rule);
    });
}

} // namespace dflint::ignore
