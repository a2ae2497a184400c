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
    .summary = "The whole context is copied before dependencies are installed",
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

/// The manifests that the install reads out of what the copy brings, relative to the copy's target.
std::vector<std::string> manifests_below(std::string_view target, const Install& install) {
    const auto directory = model::directory_of(*install.command);
    if (!directory) return {};
    std::vector<std::string> paths;
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
    for (const std::string_view name : model::implied_manifests(install)) add(name);
    return paths;
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
            if (++height == highest_chain) return true;
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
    static constexpr std::uint32_t highest_chain = 16;

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
        if (!run->stage->is_used || run->is_onbuild || install->is_offline) continue;
        if (installs.is_repeated(copy, *install)) continue;
        const bool is_project = install->kind == model::InstallKind::project;
        if (is_project && installs.may_be_there(copy)) continue;
        auto manifests = manifests_below(target, *install);
        if (!manifests.empty()) late.push_back({run, install, std::move(manifests)});
    }
    std::stable_sort(late.begin(), late.end(), [](const LateInstall& a, const LateInstall& b) {
        return a.run->index < b.run->index;
    });
    return late;
}

} // namespace

static void check(const Copy& copy, Pass& pass) {
    if (!copy.from_context || !copy.is_broad()) return;
    const auto destination = copy.scope.expand(copy.destination->text);
    if (!destination) return;
    const std::string target = model::absolute_in(copy.scope, *destination);

    const std::vector<LateInstall> late =
        late_installs(copy, target, pass.build().fact<Installs>());
    if (late.empty()) return;

    const auto is_broad_word = [](const dockerfile::Word& word) {
        return model::clean_path(word.text).find_first_not_of("./*") == std::string::npos;
    };
    const auto source = std::find_if(copy.sources.begin(), copy.sources.end(), is_broad_word);
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
        .message = "the whole context is copied before `" +
                   model::as_written(*late.front().install->command) +
                   "`: every changed file installs all dependencies again",
        .labels = std::move(labels),
        .fix = movable.empty() ? std::nullopt : copy_manifests_first(copy, target, movable),
    });
}

} // namespace dflint::rules
