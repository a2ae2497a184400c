// SPDX-License-Identifier: Apache-2.0
#include "run_splitting.h"

#include "dflint/lint/rule.h"
#include "dflint/model/cache_bypass.h"
#include "dflint/model/download.h"
#include "dflint/model/edits.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <array>

namespace dflint::rules {

static void check(const model::Run&, Pass&);

extern constexpr Rule unsplit_heavy_wheels = rule({
    .name = "unsplit-heavy-wheels",
    .summary = "A wheel of hundreds of megabytes is installed together with other packages",
    .why =
        R"(One RUN is one layer: adding a small package, or one failed download, repeats the gigabytes
beside it, and everybody pulls the big layer again.

Install the heavy wheels in a RUN of their own, first. Wheels that belong together (torch with
torchvision and torchaudio) stay together, so that pip resolves them as one.)",
    .bad = "FROM python:3.12\nRUN pip install torch==2.8.0 flask==3.1.0\n",
    .good = "FROM python:3.12\nRUN pip install torch==2.8.0\nRUN pip install flask==3.1.0\n",
    .source = "https://docs.docker.com/build/cache/",
    .group = Group::python,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::Command;
using model::Install;
using model::Option;
using model::Package;

bool is_of_group(const Package& package, model::WheelGroup group) {
    return group != model::WheelGroup::none && model::wheel_group(package) == group;
}

/// Small packages that torch and its kind bring along or need at hand: no volatile company.
bool is_companion(const Package& package) {
    static constexpr std::array<std::string_view, 12> companions = {
        "pip",    "setuptools",        "wheel", "numpy", "ninja",    "packaging",
        "pillow", "typing-extensions", "cmake", "six",   "protobuf", "nvidia-pyindex"};
    return std::find(companions.begin(), companions.end(), package.key) != companions.end();
}

/// The base image's name says that the group is in it already: what is installed again is then a
/// pin that keeps the version, or little.
bool is_in_base(const model::Stage& stage, model::WheelGroup group) {
    const auto* const from = stage.root().from->as<dockerfile::From>();
    if (from == nullptr) return false;
    std::string image(from->image.text);
    if (stage.root().image) image += ' ' + *stage.root().image;
    image = ascii::lower(image);
    const auto names = [&](std::string_view part) { return image.find(part) != image.npos; };
    switch (group) {
    case model::WheelGroup::torch:
        return names("torch") || names("vllm");
    case model::WheelGroup::tensorflow:
        return names("tensorflow");
    case model::WheelGroup::jax:
        return names("jax");
    case model::WheelGroup::none:
        return false;
    }
    return false;
}

/// Versions cannot move when the wheels are resolved apart from the rest.
bool is_fixed_set(const Install& install) {
    if (!install.constraints.empty()) return true;
    return install.manifests.empty() && !install.has_unknown_operands &&
           std::all_of(install.packages.begin(), install.packages.end(),
                       [](const Package& package) { return package.is_pinned && !package.is_url; });
}

/// The words of the new command: everything but the packages, files and projects that stay behind.
std::string heavy_command(const Install& install, const std::vector<const Package*>& heavy) {
    const Command& command = *install.command;
    const model::Build& build = *command.run->stage->build;
    std::string text(build.file.slice({command.at.begin, command.name_word.at.end}));
    std::vector<bool> stays(command.words.size());
    const auto keep = [&](const auto& operands) {
        for (const auto& each : operands) stays[each.word] = true;
    };
    keep(install.packages);
    for (const Package* package : heavy) stays[package->word] = false;
    keep(install.projects);
    keep(install.manifests);
    for (const Option& option : command.options) {
        const bool reads_file = option.name == "-r" || option.name == "--requirement" ||
                                option.name == "-e" || option.name == "--editable";
        if (!reads_file) continue;
        stays[option.word] = true;
        if (option.value) stays[option.value_word] = true;
    }
    for (std::size_t i = 0; i < stays.size(); ++i) {
        if (!stays[i]) text += ' ' + std::string(build.file.slice(command.words[i].at));
    }
    return text;
}

/// A RUN of its own for the heavy group before this one, with the same flags and options.
std::optional<Fix> split(const Install& install, const std::vector<const Package*>& heavy) {
    const Command& command = *install.command;
    const model::Run& run = *command.run;
    const model::Build& build = *run.stage->build;
    const bool is_plain = run.is_shell_form && !run.is_onbuild && command.part == 0 &&
                          command.script == run.scripts.front().get() &&
                          !command.script->has_lines && !command.position.conditional &&
                          !command.position.in_subshell && command.node->redirects.empty() &&
                          !command.takes_more_words && !install.has_unknown_operands;
    // Hashes are checked for all packages of a command or for none.
    if (!is_plain || command.has_option({"--require-hashes", "--hash"})) return std::nullopt;

    std::string line(build.file.slice(run.keyword_at()));
    for (const dockerfile::Flag& flag : run.instruction->flags) {
        line += ' ' + std::string(build.file.slice(flag.at));
    }
    line += ' ' + heavy_command(install, heavy);
    if (line.find('\n') != line.npos) return std::nullopt; // a word that spans lines

    Fix fix{.title = "install the heavy wheels in a RUN of their own",
            .applicability = is_fixed_set(install) ? Applicability::safe : Applicability::unsafe,
            .edits = {model::with_line_before(build, *run.instruction, line)}};
    for (const Package* package : heavy) {
        auto edit = model::without_word(command, package->word);
        if (!edit) return std::nullopt;
        fix.edits.push_back(std::move(*edit));
    }
    return fix;
}

/// What an install brings that is not of the heavy group.
struct Others {
    std::size_t volatile_count = 0;
    std::size_t companion_count = 0;

    Others& operator+=(const Others& more) {
        volatile_count += more.volatile_count;
        companion_count += more.companion_count;
        return *this;
    }
    [[nodiscard]] std::size_t count() const { return volatile_count + companion_count; }
};

Others others_of(const Install& install, const Package& heaviest, model::WheelGroup group) {
    Others others{.volatile_count = install.manifests.size() + install.projects.size()};
    for (const Package& package : install.packages) {
        if (package.key == heaviest.key || is_of_group(package, group)) continue;
        ++(is_companion(package) ? others.companion_count : others.volatile_count);
    }
    return others;
}

/// Wheels that the group's own command installs together.
std::vector<const Package*> heavy_packages(const Install& install, const Package& heaviest,
                                           model::WheelGroup group) {
    std::vector<const Package*> heavy;
    for (const Package& package : install.packages) {
        if (&package == &heaviest || is_of_group(package, group)) heavy.push_back(&package);
    }
    return heavy;
}

bool is_python(const Install& install) {
    return install.manager == model::Manager::pip || install.manager == model::Manager::uv;
}

void check_install(const model::Run& run, const Install& install, Pass& pass) {
    const auto heaviest = model::heaviest_package(install);
    if (!heaviest || !heaviest->size.is_direct || install.is_offline) return;
    const model::WheelGroup group = heaviest->size.group;
    if (is_in_base(*run.stage, group)) return;
    const Package& package = *heaviest->package;

    const Others beside = others_of(install, package, group);
    Others all = beside;
    const Command* other_command =
        nullptr; // the first one after the heavy one, else the last before
    for (const Install& other : run.installs) {
        if (&other == &install || !is_python(other) || other.is_offline) continue;
        const Others more = others_of(other, package, group);
        all += more;
        const bool is_after_heavy =
            other_command != nullptr && other_command->at.begin > install.command->at.begin;
        if (more.volatile_count > 0 && !is_after_heavy) other_command = other.command;
    }
    if (all.volatile_count == 0) return;
    std::optional<Fix> fix;
    if (beside.volatile_count > 0) {
        fix = split(install, heavy_packages(install, package, group));
    } else {
        const bool is_after = other_command->at.begin > install.command->at.begin;
        fix = split_before(run, is_after ? *other_command : *install.command);
    }
    const std::string company =
        all.count() == 1 ? "another package" : std::to_string(all.count()) + " others";
    pass.report({
        .at = package.at,
        .message = "`" + std::string(package.name) + "` (about " + model::to_text(heaviest->size) +
                   ") shares a RUN with " + company +
                   (model::cache_mount_of(install) == nullptr
                        ? ": a change to any of them downloads it again"
                        : ": a change to any of them puts it into a new layer"),
        .fix = std::move(fix),
    });
}

} // namespace

static void check(const model::Run& run, Pass& pass) {
    if (!run.stage->is_used) return;
    for (const Install& install : run.installs) {
        if (is_python(install)) check_install(run, install, pass);
    }
}

} // namespace dflint::rules
