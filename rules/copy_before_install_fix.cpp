// SPDX-License-Identifier: Apache-2.0
#include "copy_before_install.h"

#include "dflint/model/paths.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace dflint::rules {

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;
using model::Command;
using model::Copy;
using model::Install;
using model::Manager;
using model::Run;

/// A command that neither reads nor changes the files of the application.
bool is_independent(const Command& command) {
    if (command.is_one_of({"set", "echo", "export", "true", ":"})) return true;
    if (command.is_one_of({"apt-get", "apt", "apk", "yum", "dnf", "microdnf"})) return true;
    if (command.is("rm")) {
        return std::all_of(command.words.begin(), command.words.end(), [](const model::Word& word) {
            return word.text.starts_with('-') || word.text.starts_with("/var/") ||
                   word.text.starts_with("/tmp/") || word.text.starts_with("/root/.cache");
        });
    }
    return command.verb_in({"cache clean", "cache purge", "cache remove"});
}

/// The run does nothing but installs that are among the late ones, or that take named packages.
bool needs_no_sources(const Run& run, const std::vector<LateInstall>& late) {
    if (run.error != nullptr || run.scripts.size() != 1 || run.commands.empty()) return false;
    if (run.scripts.front()->has_lines || run.has_mount(model::Mount::Type::bind)) return false;
    for (const model::Part& part : run.parts) {
        if (part.node->kind != shell::NodeKind::simple || part.node->words.empty()) return false;
        if (!part.node->redirects.empty()) return false;
    }
    return std::all_of(run.commands.begin(), run.commands.end(), [&](const Command& command) {
        const Install* const install = run.install_by(command);
        if (install == nullptr) return is_independent(command);
        if (install->kind == model::InstallKind::packages) return install->manifests.empty();
        return std::any_of(late.begin(), late.end(),
                           [&](const LateInstall& each) { return each.install == install; });
    });
}

bool is_metadata(const Instruction& instruction) {
    switch (instruction.keyword) {
    case Keyword::arg:
    case Keyword::cmd:
    case Keyword::entrypoint:
    case Keyword::env:
    case Keyword::expose:
    case Keyword::healthcheck:
    case Keyword::label:
    case Keyword::maintainer:
    case Keyword::stopsignal:
        return true;
    default:
        return false;
    }
}

/// The last run up to which everything may stand above the copy; nothing when the first late
/// install already may not.
const Run* last_movable_run(const Copy& copy, const std::vector<LateInstall>& late) {
    const Run* last = nullptr;
    const auto& instructions = copy.stage->build->instructions();
    for (std::uint32_t i = copy.index + 1; i < copy.stage->last; ++i) {
        const Instruction& instruction = instructions[i];
        if (is_metadata(instruction)) continue;
        if (instruction.keyword == Keyword::workdir) {
            if (copy.destination->text.starts_with('/')) continue;
            break;
        }
        if (instruction.keyword != Keyword::run) break;
        const Run* const run = copy.stage->run_at(i);
        if (run == nullptr || !needs_no_sources(*run, late)) break;
        const bool installs = std::any_of(late.begin(), late.end(),
                                          [&](const LateInstall& each) { return each.run == run; });
        if (installs) last = run;
    }
    return last;
}

/// Signs in a manifest that the install reads files beside it: other lists, local packages, members
/// of a workspace. With the manifests alone the build would fail, or install less.
std::span<const std::string_view> signs_of_more_files(Manager manager) {
    static constexpr std::string_view python_lists[] = {"-r ",          "-c ",  "--requirement",
                                                        "--constraint", "-e .", "--editable .",
                                                        "./",           "../",  "file:"};
    static constexpr std::string_view python_projects[] = {"path =", "path=", "workspace", "file:"};
    static constexpr std::string_view conda[] = {"-r ", "-e .", "./", "../", "file:"};
    static constexpr std::string_view node[] = {
        "\"workspaces\"", "\"file:", "\"link:", "\"portal:", "\"patch:", "patches/", "packages:"};
    static constexpr std::string_view go[] = {"=> ."};
    static constexpr std::string_view maven[] = {"<modules>"};
    static constexpr std::string_view gradle[] = {"include", "apply from"};
    static constexpr std::string_view bundler[] = {"gemspec", "path:", "path ", ":path"};
    static constexpr std::string_view composer[] = {"\"path\"", "\"files\"", "\"classmap\""};
    static constexpr std::string_view dotnet[] = {"ProjectReference", "<Import "};
    switch (manager) {
    case Manager::pip:
        return python_lists;
    case Manager::uv:
    case Manager::poetry:
    case Manager::pdm:
    case Manager::pipenv:
        return python_projects;
    case Manager::conda:
        return conda;
    case Manager::npm:
    case Manager::yarn:
    case Manager::pnpm:
    case Manager::bun:
        return node;
    case Manager::go:
        return go;
    case Manager::maven:
        return maven;
    case Manager::gradle:
        return gradle;
    case Manager::bundler:
        return bundler;
    case Manager::composer:
        return composer;
    case Manager::dotnet:
        return dotnet;
    default:
        return {};
    }
}

/// What the files of the context show: with these manifests alone the install would fail.
bool reads_other_files(const Install& install, const model::Context& context,
                       const std::vector<std::string>& manifests) {
    // Cargo refuses a manifest without a source file beside it; Yarn's own program may be in .yarn.
    if (install.manager == Manager::cargo && install.command->verb != "chef cook") return true;
    const std::string& first = manifests.front();
    const std::string directory = context.directory + "/" + first.substr(0, first.rfind('/') + 1);
    if (install.manager == Manager::yarn &&
        context.files->kind(directory + ".yarn") != FileTree::Kind::none) {
        return true;
    }
    const bool is_list = install.manager == Manager::uv && install.command->verb != "sync";
    const auto signs = signs_of_more_files(is_list ? Manager::pip : install.manager);
    return std::any_of(manifests.begin(), manifests.end(), [&](const std::string& manifest) {
        const std::string_view name = std::string_view(manifest).substr(manifest.rfind('/') + 1);
        if (name.find("lock") != name.npos || name == "go.sum") return false;
        const auto text = context.files->read(context.directory + "/" + manifest);
        return !text || std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
            return text->find(sign) != std::string::npos;
        });
    });
}

/// A solution names its projects, and what a directory holds is not known without looking.
bool names_no_project(const Install& install) {
    if (install.manager != Manager::dotnet || install.command->verb != "restore") return false;
    return install.manifests.empty() ||
           std::any_of(install.manifests.begin(), install.manifests.end(),
                       [](const model::Operand& each) { return !each.path.ends_with("proj"); });
}

/// What of the context an install may look at beyond its manifests, if its files allow that.
bool reads_only_manifests(const Install& install, const model::Context& context,
                          const std::vector<std::string>& manifests) {
    const bool leaves_manifests_alone =
        install.manager == Manager::pip ||
        (install.manager == Manager::npm && install.command->verb_in({"ci", "clean-install"})) ||
        (install.manager == Manager::go && install.command->verb_in({"mod download"}));
    if (!leaves_manifests_alone) return false;
    for (const std::string& manifest : manifests) {
        const auto text = context.files->read(context.directory + "/" + manifest);
        if (!text) return false;
        // Editable projects in requirements, hooks in package.json, replacements in go.mod.
        for (const char* sign : {"-e ", "--editable", "\"prepare\"", "\"preinstall\"",
                                 "\"install\"", "\"postinstall\"", "replace "}) {
            if (text->find(sign) != std::string::npos) return false;
        }
    }
    return true;
}

/// What becomes of a path of the context; kept when there is no ignore file.
dockerignore::Verdict verdict_on(const std::string& path, const model::Build& build) {
    const model::IgnoreFile* const ignore = build.ignore_file();
    return ignore == nullptr ? dockerignore::Verdict::kept : ignore->tree.decide(path).verdict;
}

/// Directories the context must not bring along, as the copy after the install would overwrite with
/// them what the install made.
bool context_is_clean(const model::Build& build) {
    const model::Context& context = build.context;
    const model::IgnoreFile* const ignore = build.ignore_file();
    // A file that stops the build leaves nothing to be shown.
    if (ignore != nullptr && !ignore->tree.mistakes.empty()) return false;
    for (const char* name : {"node_modules", "vendor"}) {
        const bool is_there =
            context.files->kind(context.directory + "/" + name) != FileTree::Kind::none;
        if (is_there && (ignore == nullptr || !ignore->tree.ignores_all_of(name))) return false;
    }
    return true;
}

struct Manifests {
    std::vector<std::string> paths;
    bool are_known = true; ///< they were seen in the context
    bool are_all_that_is_read = true;
};

/// The files to copy first. Without a context to look at, a manifest that the command names must be
/// there, and the rest is matched by a pattern that need not match everything. Nothing when the
/// build does not see a manifest: then the install has it from elsewhere.
std::optional<Manifests> manifests_to_copy(const std::vector<LateInstall>& late, const Run& last,
                                           const model::Build& build) {
    const model::Context& context = build.context;
    Manifests result;
    for (const LateInstall& each : late) {
        if (each.run->index > last.index) continue;
        if (names_no_project(*each.install)) return std::nullopt;
        std::vector<std::string> seen;
        if (context.files != nullptr && !context.directory.empty()) {
            for (const std::string& path : each.manifests) {
                if (!context.files->is_file(context.directory + "/" + path)) continue;
                const auto verdict = verdict_on(path, build);
                if (verdict == dockerignore::Verdict::ignored) return std::nullopt;
                result.are_known &= verdict == dockerignore::Verdict::kept;
                seen.push_back(path);
            }
        }
        if (seen.empty()) {
            result.are_known = false;
            if (each.named_count == 0) {
                if (each.install->manager != Manager::npm) return std::nullopt;
                const std::string& manifest = each.manifests.front();
                seen = {manifest.substr(0, manifest.rfind('/') + 1) + "package*.json"};
            } else {
                seen.assign(each.manifests.begin(),
                            each.manifests.begin() + static_cast<std::ptrdiff_t>(each.named_count));
            }
        } else if (reads_other_files(*each.install, context, seen)) {
            return std::nullopt;
        } else {
            result.are_all_that_is_read &= reads_only_manifests(*each.install, context, seen);
        }
        for (std::string& path : seen) {
            if (std::find(result.paths.begin(), result.paths.end(), path) == result.paths.end()) {
                result.paths.push_back(std::move(path));
            }
        }
    }
    return result;
}

/// The directory part that all paths share: COPY puts all its sources into one directory.
std::optional<std::string> common_directory(const std::vector<std::string>& paths) {
    const auto directory = [](const std::string& path) {
        return path.substr(0, path.rfind('/') + 1);
    };
    const std::string first = directory(paths.front());
    const bool same = std::all_of(paths.begin(), paths.end(), [&](const std::string& path) {
        return directory(path) == first;
    });
    return same ? std::optional(first) : std::nullopt;
}

/// The copy with the comments that stand directly above it.
Span with_comments(const Copy& copy, const dockerfile::Tree& tree, const SourceFile& file) {
    Span at = copy.instruction->at;
    for (std::uint32_t i = copy.instruction->comments_end;
         i-- > copy.instruction->comments_begin;) {
        const dockerfile::Comment& comment = tree.comments[i];
        const std::string_view between = file.slice({comment.at.end, at.begin});
        const bool touches = std::count(between.begin(), between.end(), '\n') == 1;
        if (!touches || comment.inside || comment.indented) break;
        at.begin = comment.at.begin;
    }
    return at;
}

} // namespace

std::optional<Fix> copy_manifests_first(const Copy& copy, std::string_view target,
                                        const std::vector<LateInstall>& late) {
    const model::Build& build = *copy.stage->build;
    const auto* const words = copy.instruction->as<dockerfile::Words>();
    const bool is_plain = !words->json && copy.sources.size() == 1 &&
                          copy.instruction->flag("exclude") == nullptr &&
                          copy.instruction->flag("parents") == nullptr &&
                          copy.destination->text.find('$') == std::string_view::npos &&
                          copy.instruction->first_line == copy.instruction->last_line;
    if (!is_plain) return std::nullopt;
    const Run* const last = last_movable_run(copy, late);
    if (last == nullptr || last->stage != copy.stage) return std::nullopt;
    const auto manifests = manifests_to_copy(late, *last, build);
    if (!manifests || manifests->paths.empty()) return std::nullopt;
    const auto directory = common_directory(manifests->paths);
    if (!directory) return std::nullopt;

    std::string first_copy(
        build.file.slice({copy.instruction->at.begin, copy.sources.front().at.begin}));
    for (const std::string& path : manifests->paths) first_copy += path + " ";
    std::string destination(copy.destination->text);
    if (destination == ".") destination = "./";
    if (!destination.ends_with('/')) destination += '/';
    first_copy += destination + *directory;

    const Span moved = with_comments(copy, build.tree, build.file);
    const bool is_safe = manifests->are_known && manifests->are_all_that_is_read && target != "/" &&
                         context_is_clean(build);
    const std::uint32_t after = last->instruction->at.end;
    const bool stands_apart = moved.begin >= 2 && build.file.text()[moved.begin - 1] == '\n' &&
                              build.file.text()[moved.begin - 2] == '\n';
    return Fix{
        .title = "copy the manifests first and the context after the install",
        .applicability = is_safe ? Applicability::safe : Applicability::unsafe,
        .edits = {{moved, first_copy},
                  {{after, after},
                   (stands_apart ? "\n\n" : "\n") + std::string(build.file.slice(moved))}},
    };
}

} // namespace dflint::rules
