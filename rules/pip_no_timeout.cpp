// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/download.h"
#include "dflint/model/edits.h"
#include "dflint/model/first_places.h"
#include "dflint/model/pip_settings.h"
#include "dflint/model/unwrap.h"

#include <optional>
#include <string>

namespace dflint::rules {

static void check(const model::Stage&, Pass&);

extern constexpr Rule pip_no_timeout = rule({
    .name = "pip-no-timeout",
    .summary = "Download of hundreds of megabytes under the default network timeout",
    .why = R"(pip gives a connection up after 15 silent seconds, uv after 30. A mirror or proxy that
pauses once in a download of gigabytes fails the build, after minutes, and all of it is repeated.
The timeout counts silence, not the whole download: a larger value costs nothing while data flows.

`ARG` is seen by the RUN instructions behind it and does not become part of the image. A value that
the base image sets by `ENV` stays in force.)",
    .bad = "FROM python:3.12\n"
           "RUN pip install torch\n",
    .good = "FROM python:3.12\n"
            "ARG PIP_DEFAULT_TIMEOUT=300\n"
            "RUN pip install torch\n",
    .source = "https://pip.pypa.io/en/stable/cli/pip/#cmdoption-timeout",
    .group = Group::python,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

/// From here on even the longer of the two timeouts is worth it.
constexpr std::uint32_t huge_megabyte_count = 2000;

struct Tool {
    std::string_view variable;
    std::string_view option;
    std::string_view default_seconds;
};

constexpr Tool pip{"PIP_DEFAULT_TIMEOUT", "--timeout", "15"};
constexpr Tool uv{"UV_HTTP_TIMEOUT", "", "30"};

struct Found {
    const model::Install* install;
    model::HeavyPackage heavy;
};

std::optional<Found> first_without_timeout(const std::vector<model::Run>& runs,
                                           model::Manager manager) {
    for (const model::Run& run : runs) {
        for (const model::Install& install : run.installs) {
            if (install.manager != manager || install.is_offline) continue;
            const auto heavy = model::heaviest_package(install);
            if (heavy && !model::timeout_of(install)) return Found{&install, *heavy};
        }
    }
    return std::nullopt;
}

/// Of the stage itself before those of ONBUILD.
std::optional<Found> first_without_timeout(const model::Stage& stage, model::Manager manager) {
    auto found = first_without_timeout(stage.runs, manager);
    return found ? found : first_without_timeout(stage.triggers, manager);
}

/// The first installs without a timeout, by tool.
struct PipInstalls : model::FirstPlaces {
    using FirstPlaces::FirstPlaces;
};
struct UvInstalls : model::FirstPlaces {
    using FirstPlaces::FirstPlaces;
};

std::optional<Fix> fix_for(const model::Command& command, const Tool& tool,
                           std::string_view seconds) {
    const model::Run& run = *command.run;
    if (run.is_onbuild) return std::nullopt;
    if (!model::drops_variables(command)) {
        const std::string line = "ARG " + std::string(tool.variable) + "=" + std::string(seconds);
        return Fix{.title = "add `" + line + "`",
                   .applicability = Applicability::safe,
                   .edits = {model::with_line_before(*run.stage->build, *run.instruction, line)}};
    }
    if (tool.option.empty() || command.verb_at.empty()) return std::nullopt;
    const std::string words = std::string(tool.option) + " " + std::string(seconds);
    return Fix{.title = "add `" + words + "`",
               .applicability = Applicability::safe,
               .edits = {{{command.verb_at.end, command.verb_at.end}, " " + words}}};
}

template <class FirstInstalls>
void check_tool(const model::Stage& stage, model::Manager manager, const Tool& tool, Pass& pass) {
    const auto found = first_without_timeout(stage, manager);
    if (!found) return;
    const auto look = [&](const model::Stage& each) {
        const auto earlier = first_without_timeout(each.runs, manager);
        return earlier ? earlier->install->command->at.begin : model::FirstPlaces::nowhere;
    };
    // An ARG before the parent's install is seen in its children too.
    const bool parent_reports =
        stage.parent != nullptr &&
        pass.build().fact<FirstInstalls>().of(*stage.parent, look) != model::FirstPlaces::nowhere;
    if (parent_reports) return;
    const bool is_huge = found->heavy.size.megabyte_count >= huge_megabyte_count;
    const model::Package& package = *found->heavy.package;
    const std::string name(package.name);
    pass.report({
        .at = package.at,
        .message = "`" + name + "` makes " + std::string(model::name_of(manager)) +
                   " download about " + model::to_text(found->heavy.size) +
                   ", and a connection silent for " + std::string(tool.default_seconds) +
                   " seconds fails it: no timeout is set",
        .fix = fix_for(*found->install->command, tool, is_huge ? "300" : "120"),
    });
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    check_tool<PipInstalls>(stage, model::Manager::pip, pip, pass);
    check_tool<UvInstalls>(stage, model::Manager::uv, uv, pass);
}

} // namespace dflint::rules
