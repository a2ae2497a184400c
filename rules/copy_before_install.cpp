// SPDX-License-Identifier: Apache-2.0
#include "copy_before_install.h"

#include "dflint/lint/rule.h"
#include "dflint/model/directory.h"
#include "dflint/model/paths.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace dflint::rules {

static void check(const model::Copy&, Pass&);

extern constexpr Rule copy_before_install = rule({
    .name = "copy-before-install",
    .summary = "The whole context or project is copied before its dependencies are installed",
    .why =
        R"(A layer is reused only while everything before it is unchanged. `COPY . .` changes with every
edited source file, so the install after it downloads all dependencies again although their
manifest is the same.

Copy the manifest alone, install, then copy the rest: the install repeats only when the manifest
changes. Where a manager installs the project itself as well, it has a flag for a first install
without it: `uv sync --no-install-project`, `poetry install --no-root`, `pdm sync --no-self`.)",
    .bad = "FROM python:3.12\nCOPY . /app/\nRUN pip install -r /app/requirements.txt\n",
    .good = "FROM python:3.12\nCOPY requirements.txt /app/\n"
            "RUN pip install -r /app/requirements.txt\nCOPY . /app/\n",
    .source = "https://docs.docker.com/build/cache/optimize/#order-your-layers",
    .group = Group::caching,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::Copy;
using model::Install;
using model::Run;

/// Fills in the manifests that the install reads out of what the copy brings.
void find_manifests(LateInstall& late, std::string_view target) {
    const Install& install = *late.install;
    const auto directory = model::directory_of(*install.command);
    if (!directory) return;
    std::vector<std::string>& paths = late.manifests;
    const auto add = [&](std::string_view name) {
        const bool is_absolute = name.starts_with('/');
        const std::string path = model::clean_path(
            is_absolute ? std::string(name) : *directory + "/" + std::string(name));
        if (path == target || !model::is_within(path, target)) return;
        const std::string below = path.substr(target == "/" ? 1 : target.size() + 1);
        // A copy to the root brings a rootfs: what a directory of the image holds is not its doing.
        if (target == "/" && below.find('/') != below.npos) return;
        paths.push_back(below);
    };
    const auto add_operands = [&](const std::vector<model::Operand>& operands) {
        for (const model::Operand& operand : operands) {
            const bool is_file = operand.path.find_first_of("$*") == operand.path.npos &&
                                 operand.path.find("://") == operand.path.npos;
            if (is_file) add(operand.path);
        }
    };
    add_operands(install.manifests);
    if (!paths.empty()) add_operands(install.constraints);
    late.named_count = paths.size();
    for (const std::string_view name : model::implied_manifests(install)) add(name);
}

/// The flag with which a manager installs what the project needs, and not yet the project; empty
/// when it has none, or does nothing else here.
std::string_view flag_for_dependencies(const Install& install) {
    if (install.kind != model::InstallKind::project) return {};
    const model::Command& command = *install.command;
    switch (install.manager) {
    case model::Manager::uv:
        return command.verb == "sync" ? "--no-install-project" : "";
    case model::Manager::poetry:
        return command.has_option({"--only-root"}) ? "" : "--no-root";
    case model::Manager::pdm:
        return command.verb_in({"install", "sync"}) ? "--no-self" : "";
    default:
        return {};
    }
}

/// Nobody writes stages upon stages like this, nor this many copies in one.
constexpr std::uint32_t highest_chain = 16;
constexpr std::size_t most_copies = 128;

/// The installs of dependencies, in an order where each stage is followed by those built from it.
class Installs {
public:
    struct Entry {
        const Run* run;
        const Install* install;
    };

    explicit Installs(const model::Build& build) {
        std::vector<const model::Stage*> stages(build.stages.size());
        for (const model::Stage& stage : build.stages) stages[stage.order] = &stage;
        for (const model::Stage* stage : stages) {
            for (const Run& run : stage->runs) {
                for (const Install& install : run.installs) add(run, install);
            }
        }
    }

    /// Those behind the copy, in its stage and the ones built from it.
    [[nodiscard]] std::span<const Entry> behind(const Copy& copy) const {
        const auto is_before = [](std::uint32_t order, std::uint32_t index) {
            return [=](const Entry& each) {
                return std::pair(each.run->stage->order, each.run->index) < std::pair(order, index);
            };
        };
        const auto first = std::partition_point(all_.begin(), all_.end(),
                                                is_before(copy.stage->order, copy.index));
        const auto last =
            std::partition_point(first, all_.end(), is_before(copy.stage->order_end, 0));
        return {first, last};
    }

    /// An install of the same manager that already ran before the copy: the author split it.
    [[nodiscard]] bool is_repeated(const Copy& copy, const Install& install) const {
        const auto first = first_.find({copy.stage->index, install.manager});
        return first != first_.end() && first->second < copy.index;
    }

    /// What a project needs may be there before the copy, so that installing it again costs little:
    /// out of another stage, or by another manager of the same language.
    [[nodiscard]] bool may_be_there(const Copy& copy) const {
        std::uint32_t height = 0;
        for (const model::Stage* at = copy.stage; at != nullptr; at = at->parent) {
            if (++height == highest_chain || at->copies.size() > most_copies) return true;
            const std::uint32_t end = at == copy.stage ? copy.index : at->last;
            for (const model::Manager manager :
                 {model::Manager::pip, model::Manager::uv, model::Manager::poetry,
                  model::Manager::pdm, model::Manager::pipenv, model::Manager::conda}) {
                const auto first = first_.find({at->index, manager});
                if (first != first_.end() && first->second < end) return true;
            }
            const bool has_brought =
                std::any_of(at->copies.begin(), at->copies.end(), [&](const Copy& each) {
                    return each.index < end && each.origin != nullptr && !each.origin->runs.empty();
                });
            if (has_brought) return true;
        }
        return false;
    }

private:
    void add(const Run& run, const Install& install) {
        const bool is_wanted = install.kind == model::InstallKind::dependencies ||
                               !flag_for_dependencies(install).empty();
        if (!is_wanted) return;
        first_.try_emplace({run.stage->index, install.manager}, run.index);
        all_.push_back({&run, &install});
    }

    std::vector<Entry> all_;
    std::map<std::pair<std::uint32_t, model::Manager>, std::uint32_t> first_; ///< run index
};

/// More installs behind one copy than anybody writes by hand are not looked at.
constexpr std::size_t most_installs = 64;

std::vector<LateInstall> late_installs(const Copy& copy, std::string_view target,
                                       const Installs& installs) {
    const auto behind = installs.behind(copy);
    std::vector<LateInstall> late;
    for (const auto& [run, install] : behind.first(std::min(behind.size(), most_installs))) {
        if (!run->stage->is_used || install->is_offline) continue;
        if (installs.is_repeated(copy, *install)) continue;
        const bool is_project = install->kind == model::InstallKind::project;
        if (is_project && installs.may_be_there(copy)) continue;
        LateInstall each{run, install};
        find_manifests(each, target);
        if (!each.manifests.empty()) late.push_back(std::move(each));
    }
    std::stable_sort(late.begin(), late.end(), [](const LateInstall& a, const LateInstall& b) {
        return a.run->index < b.run->index;
    });
    return late;
}

/// The names of directories that hold what installs read, or little else.
bool is_for_installs(std::string_view path) {
    constexpr std::string_view parts[] = {"requirement", "deps",   "depend",  "manifest", "lock",
                                          "wheel",       "docker", "conda",   "env",      "conf",
                                          "script",      "setup",  "install", "pip",      "build"};
    return std::any_of(std::begin(parts), std::end(parts),
                       [&](std::string_view part) { return path.find(part) != path.npos; });
}

/// Most copies of directories stand behind the installs of their stage.
bool has_install_behind(const Copy& copy) {
    const auto& runs = copy.stage->runs;
    auto run = std::partition_point(runs.begin(), runs.end(),
                                    [&](const Run& each) { return each.index < copy.index; });
    for (std::size_t count = 0; run != runs.end() && count < most_installs; ++run, ++count) {
        const bool has_one =
            std::any_of(run->installs.begin(), run->installs.end(), [](const Install& each) {
                return each.kind != model::InstallKind::packages;
            });
        if (has_one) return true;
    }
    return run != runs.end();
}

/// One directory by the look of it; that it is one, and not a file, the manifest in it must show.
bool may_be_project(const Copy& copy) {
    if (copy.sources.size() != 1 || !has_install_behind(copy)) return false;
    if (copy.instruction->flag("parents") != nullptr) return false;
    const std::string_view source = copy.sources.front().text;
    if (source.find_first_of("$*?[\"'") != source.npos || is_for_installs(source)) return false;
    const std::string path = model::clean_path(source);
    return source.ends_with('/') || path.find('.', path.rfind('/') + 1) == path.npos;
}

/// Some other copy of the stage, or of those below it, may be what brings the manifests there. One
/// out of the same directory is not: it shows where the manifests are.
bool has_other_source(const Copy& copy, std::string_view target) {
    const std::string directory = model::clean_path(copy.sources.front().text);
    const auto may_bring = [&](const Copy& other) {
        if (&other == &copy) return false;
        if (!other.target) return true;
        std::string_view path = *other.target;
        if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
        const std::string_view above = path.substr(0, std::max<std::size_t>(path.rfind('/'), 1));
        if (path != target && above != target && !model::is_within(target, path)) return false;
        if (!other.from_context || other.index > copy.index) return true;
        return !std::all_of(other.sources.begin(), other.sources.end(), [&](const auto& source) {
            return model::is_within(model::clean_path(source.text), directory);
        });
    };
    std::uint32_t height = 0;
    for (const model::Stage* at = copy.stage; at != nullptr; at = at->parent) {
        if (++height == highest_chain || at->copies.size() > most_copies) return true;
        if (std::any_of(at->copies.begin(), at->copies.end(), may_bring)) return true;
    }
    return false;
}

/// The directory is that of a project: the install reads a manifest directly in it, which nothing
/// else can have brought there.
void keep_installs_of_project(const Copy& copy, std::string_view target,
                              std::vector<LateInstall>& late) {
    const std::string source = model::clean_path(copy.sources.front().text);
    const std::string_view name = std::string_view(source).substr(source.rfind('/') + 1);
    const bool is_only_source = !late.empty() && !has_other_source(copy, target);
    std::erase_if(late, [&](const LateInstall& each) {
        const bool is_direct =
            std::any_of(each.manifests.begin(), each.manifests.end(),
                        [](const std::string& path) { return path.find('/') == path.npos; });
        const bool is_manifest =
            std::find(each.manifests.begin(), each.manifests.end(), name) != each.manifests.end();
        return !is_only_source || !is_direct || is_manifest || each.run->stage != copy.stage ||
               each.run->has_mount(model::Mount::Type::bind);
    });
}

} // namespace

static void check(const Copy& copy, Pass& pass) {
    if (!copy.from_context) return;
    const bool is_broad = copy.is_broad();
    if (!is_broad && !may_be_project(copy)) return;
    const auto destination = copy.scope.expand(copy.destination->text);
    if (!destination) return;
    const std::string target = model::absolute_in(copy.scope, *destination);

    std::vector<LateInstall> late = late_installs(copy, target, pass.build().fact<Installs>());
    if (!is_broad) keep_installs_of_project(copy, target, late);
    if (late.empty()) return;

    const auto is_broad_word = [](const dockerfile::Word& word) {
        return model::clean_path(word.text).find_first_not_of("./*") == std::string::npos;
    };
    const auto source = is_broad
                            ? std::find_if(copy.sources.begin(), copy.sources.end(), is_broad_word)
                            : copy.sources.begin();
    std::vector<Label> labels;
    std::vector<LateInstall> movable;
    for (const LateInstall& each : late) {
        const std::string_view flag = flag_for_dependencies(*each.install);
        std::string text = "runs again after every change";
        if (flag.empty()) {
            movable.push_back(each);
        } else {
            text += "; with `" + std::string(flag) + "` it needs the manifests alone";
        }
        labels.push_back({each.install->command->at, std::move(text)});
    }
    pass.report({
        .at = source->at,
        .message =
            (is_broad ? std::string("the whole context") : "`" + std::string(source->text) + "`") +
            " is copied before `" + model::as_written(*late.front().install->command) +
            "`: every changed file installs all dependencies again",
        .labels = std::move(labels),
        .fix = movable.empty() || !is_broad ? std::nullopt
                                            : copy_manifests_first(copy, target, movable),
    });
}

} // namespace dflint::rules
