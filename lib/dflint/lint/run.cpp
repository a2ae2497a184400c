// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/run.h"

#include "dflint/lint/ignore.h"
#include "dflint/lint/inline_dockerfile.h"
#include "dflint/lint/judge.h"
#include "dflint/lint/private_values.h"
#include "dflint/lint/unite.h"
#include "dflint/lint/visit.h"
#include "dflint/model/build.h"
#include "dflint/source/line_ends.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <algorithm>
#include <tuple>

namespace dflint {

namespace {

/// What diagnostics explain, as spans in order of place.
class Explained {
public:
    explicit Explained(const Diagnostics& diagnostics) {
        for (const Diagnostic& each : diagnostics) {
            if (!each.explains.empty()) spans_.push_back(each.explains);
        }
        std::sort(spans_.begin(), spans_.end());
        // Of overlapping spans the one that reaches furthest decides.
        std::uint32_t furthest = 0;
        for (Span& span : spans_) span.end = furthest = std::max(furthest, span.end);
    }
    [[nodiscard]] bool is_empty() const { return spans_.empty(); }
    /// What is explained is not the file as somebody will build it.
    [[nodiscard]] bool is_all_of(const SourceFile& file) const {
        return !spans_.empty() && spans_.front() == whole(file);
    }
    static Span whole(const SourceFile& file) {
        return {0, static_cast<std::uint32_t>(file.text().size())};
    }
    [[nodiscard]] bool has(std::uint32_t at) const {
        const auto after =
            std::upper_bound(spans_.begin(), spans_.end(), at,
                             [](std::uint32_t offset, Span span) { return offset < span.begin; });
        return after != spans_.begin() && at < std::prev(after)->end;
    }

private:
    std::vector<Span> spans_;
};

/// Leaves out syntax errors that only repeat what another one explains, and fixes of what will read
/// differently once the explained mistake is mended. What explains something itself stays, unless
/// another explanation is the whole file.
void drop_explained(const SourceFile& file, const Settings& settings, Diagnostics& out) {
    const Explained explained(out);
    if (explained.is_empty()) return;
    const bool is_all = explained.is_all_of(file);
    const auto stays = [&](const Diagnostic& each) {
        return !each.explains.empty() && (!is_all || each.explains == Explained::whole(file));
    };
    std::erase_if(out, [&](const Diagnostic& each) {
        if (stays(each) || each.severity < Severity::error) return false;
        if (settings.find(each.rule)->group != Group::syntax) return false;
        return explained.has(each.at.begin);
    });
    for (Diagnostic& each : out) {
        if (stays(each) || !each.fix) continue;
        const auto& edits = each.fix->edits;
        const bool is_inside = std::any_of(edits.begin(), edits.end(), [&](const Edit& edit) {
            return explained.has(edit.at.begin);
        });
        if (is_inside) each.fix.reset();
    }
}

auto key(const Diagnostic& each) {
    return std::tie(each.at, each.rule, each.severity, each.message);
}

void sort_and_unite(Diagnostics& out) {
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto last = std::unique(out.begin(), out.end(),
                                  [](const auto& a, const auto& b) { return key(a) == key(b); });
    out.erase(last, out.end());
}

Diagnostics lint_dockerfile(const SourceFile& file, std::span<const model::Context> contexts,
                            const Settings& settings) {
    const dockerfile::Tree tree = dockerfile::parse(file);
    Judge judge(file, tree, settings);
    for (const model::Context& context : contexts) {
        judge.look_at(*model::understand(file, tree, context));
    }
    return unite(std::move(judge).found(), contexts);
}

Diagnostics lint_dockerignore(const SourceFile& file, const model::Context& context,
                              const Settings& settings) {
    const model::IgnoreFile ignore(file, context);
    Diagnostics out;
    visit(ignore, settings.schedule(), out);
    respect_ignore_comments(file, ignore::layout_of(ignore.tree), settings, {&out, 1});
    return out;
}

/// A bake or compose file, one of the project's.
Diagnostics lint_definition(const SourceFile& file, const workspace::Project& project,
                            const Settings& settings) {
    Diagnostics out = lint_inline_dockerfiles(project, file, settings);
    visit(project, file, settings.schedule(), out);
    respect_ignore_comments(file, ignore::layout_of(project, file), settings, {&out, 1});
    hide_values(project.private_values(), file, out);
    return out;
}

/// A bake or compose file and the set it is read with.
Diagnostics lint_definition(const SourceFile& file, const workspace::FileSet& set,
                            const FileTree& files, const bake::Environment& environment,
                            const Settings& settings) {
    const auto project = workspace::Project::load(set, files, environment, &file);
    project->understand();
    return lint_definition(file, *project, settings);
}

workspace::FileSet alone(const SourceFile& file) {
    const std::string& path = file.path();
    return {path.substr(0, path.find_last_of('/') + 1), {path}};
}

Diagnostics finished(const SourceFile& file, const Settings& settings, Diagnostics out) {
    drop_explained(file, settings, out);
    sort_and_unite(out);
    for (Diagnostic& each : out) {
        if (each.fix) keep_line_ends(file, each.fix->edits);
    }
    return out;
}

} // namespace

Diagnostics lint(const SourceFile& file, const model::Context& context, const Settings& settings) {
    return lint(file, std::span(&context, 1), settings);
}

Diagnostics lint(const SourceFile& file, std::span<const model::Context> contexts,
                 const Settings& settings) {
    switch (file.kind()) {
    case FileKind::dockerfile:
        return finished(file, settings, lint_dockerfile(file, contexts, settings));
    case FileKind::dockerignore:
        return finished(file, settings, lint_dockerignore(file, contexts.front(), settings));
    case FileKind::bake_hcl:
    case FileKind::bake_json:
    case FileKind::compose:
        break;
    }
    const MemoryTree nothing;
    const FileTree* const files = contexts.front().files;
    return finished(
        file, settings,
        lint_definition(file, alone(file), files == nullptr ? nothing : *files, {}, settings));
}

Diagnostics lint(const SourceFile& file, const workspace::Workspace& workspace,
                 const model::Context& plain, const Settings& settings) {
    if (file.kind() == FileKind::dockerfile) {
        const std::vector<model::Context> contexts = workspace.contexts_of(file.path());
        if (contexts.empty()) return lint(file, plain, settings);
        Diagnostics out = lint(file, contexts, settings);
        hide_values(workspace.private_values(), file, out);
        return out;
    }
    if (file.kind() == FileKind::dockerignore) return lint(file, plain, settings);
    // Most files are as they were when the run began.
    if (const auto loan = workspace.borrow(file)) {
        return finished(file, settings, lint_definition(loan->file, loan->project, settings));
    }
    const workspace::FileSet* const set = workspace.set_of(file.path());
    return finished(file, settings,
                    lint_definition(file, set == nullptr ? alone(file) : *set, workspace.files(),
                                    workspace.environment(), settings));
}

} // namespace dflint
