// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/inline_dockerfile.h"

#include "dflint/lint/judge.h"
#include "dflint/lint/unite.h"
#include "dflint/source/embedded_text.h"
#include "dflint/workspace/variants.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace dflint {

namespace {

using workspace::BakeTarget;

/// Takes diagnostics from the text of a Dockerfile to the file that holds it.
class Mover {
public:
    /// `whole` is the place of all of the text. Without `text` nothing more is known.
    Mover(const SourceFile& dockerfile, const EmbeddedText* text, Span whole)
        : dockerfile_(dockerfile), text_(text), whole_(whole) {}

    void move(Diagnostic& each) const {
        if (text_ == nullptr) {
            const std::uint32_t line = dockerfile_.position(each.at.begin).line;
            each.message += "; in line " + std::to_string(line) + " of the Dockerfile";
            std::erase_if(each.labels, [](const Label& label) { return label.file == nullptr; });
        }
        each.at = place(each.at);
        if (!each.explains.empty()) each.explains = place(each.explains);
        for (Label& label : each.labels) {
            if (label.file == nullptr) label.at = place(label.at);
        }
        if (each.fix && !move(*each.fix)) each.fix.reset();
    }

private:
    [[nodiscard]] Span place(Span inner) const {
        return text_ == nullptr || text_->text().empty() ? whole_ : text_->in_file(inner);
    }

    /// False when there is no such fix of the file.
    [[nodiscard]] bool move(Fix& fix) const {
        if (text_ == nullptr) return false;
        std::uint32_t end = 0;
        for (Edit& edit : fix.edits) {
            auto moved = text_->in_file(edit);
            if (!moved || moved->at.begin < end) return false;
            edit = *std::move(moved);
            end = edit.at.end;
        }
        return true;
    }

    const SourceFile& dockerfile_;
    const EmbeddedText* text_;
    Span whole_;
};

/// Judges one inline Dockerfile.
class InlineJudge {
public:
    InlineJudge(const workspace::Project& project, const SourceFile& file, const Settings& settings)
        : project_(project), file_(file), settings_(settings) {}

    Diagnostics judge(const workspace::InlineDockerfile& dockerfile) {
        std::map<const workspace::BuiltFile*, std::size_t> known;
        std::vector<std::vector<const BakeTarget*>> variants;
        for (const BakeTarget* target : dockerfile.targets) {
            const auto [text, is_new] = known.emplace(target->dockerfile.get(), variants.size());
            if (is_new) variants.emplace_back();
            variants[text->second].push_back(target);
        }
        for (const auto& targets : variants) add(targets, dockerfile.at.at);
        Diagnostics out = unite(std::move(found_), contexts_);
        for (Diagnostic& each : out) {
            for (Label& label : each.labels) own(label);
        }
        return out;
    }

private:
    /// Targets that build the same text.
    void add(const std::vector<const BakeTarget*>& targets, Span whole) {
        const BakeTarget& first = *targets.front();
        Judge judge(first.dockerfile->file, first.dockerfile->tree, settings_);
        for (const BakeTarget* target : workspace::distinct(targets)) {
            judge.look_at(*target->build);
            contexts_.push_back(target->context);
        }
        const auto* const written =
            first.meaning->attributes.find(bake::AttributeId::dockerfile_inline);
        const Mover mover(first.dockerfile->file, written->embedded.get(), whole);
        for (Diagnostics& found : std::move(judge).found()) {
            for (Diagnostic& each : found) mover.move(each);
            found_.push_back(std::move(found));
        }
    }

    /// Labels may name files of the project, which does not outlive the report.
    void own(Label& label) const {
        if (label.file.get() == &file_) label.file.reset();
        for (const bake::File& each : project_.meaning().files) {
            if (each.source == label.file && each.source.get() != &file_) label.file = each.source;
        }
    }

    const workspace::Project& project_;
    const SourceFile& file_;
    const Settings& settings_;
    std::vector<Diagnostics> found_; ///< under each of the contexts
    std::vector<model::Context> contexts_;
};

} // namespace

namespace {

/// Where the file itself is broken nobody knows what the Dockerfile is: a heredoc without an end
/// takes in the rest of the file.
bool is_broken(const workspace::Project& project, const bake::Origin& at) {
    const auto& all = project.meaning().diagnostics;
    const auto found = std::partition_point(all.begin(), all.end(), [&](const auto& each) {
        return std::pair(each.file, each.diagnostic.at.begin) < std::pair(at.file, at.at.begin);
    });
    return found != all.end() && found->file == at.file && found->diagnostic.at.begin < at.at.end;
}

} // namespace

Diagnostics lint_inline_dockerfiles(const workspace::Project& project, const SourceFile& file,
                                    const Settings& settings) {
    Diagnostics out;
    for (const workspace::InlineDockerfile& each : workspace::inline_dockerfiles(project)) {
        if (&project.file(each.at.file) != &file || is_broken(project, each.at)) continue;
        Diagnostics found = InlineJudge(project, file, settings).judge(each);
        std::move(found.begin(), found.end(), std::back_inserter(out));
    }
    return out;
}

} // namespace dflint
