// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/pip_settings.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

namespace dflint::rules {

static void check(const model::Build&, Pass&);

extern constexpr Rule pip_retries = rule({
    .name = "pip-retries",
    .summary = "Fewer retries for pip than its default of five",
    .why = R"(pip tries a failed request five more times by itself. `--retries 3`, often written to
make a build more robust, takes two of them away: a mirror that is down for a moment fails the
build earlier than without the option.)",
    .bad = "FROM python:3.12\n"
           "RUN pip install --retries 3 flask\n",
    .good = "FROM python:3.12\n"
            "RUN pip install --retries 10 flask\n",
    .source = "https://pip.pypa.io/en/stable/cli/pip/#cmdoption-retries",
    .group = Group::python,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

constexpr int default_retries = 5;

std::optional<int> number_in(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The retries in force for the install, where they are less than pip would make by itself.
std::optional<model::ToolSetting> lowered_retries(const model::Install& install) {
    if (install.manager != model::Manager::pip || install.is_offline) return std::nullopt;
    auto retries = model::retries_of(install);
    if (!retries || !retries->value) return std::nullopt;
    const auto count = number_in(*retries->value);
    if (!count || *count < 0 || *count >= default_retries) return std::nullopt;
    return retries;
}

std::optional<Fix> fix_for(const model::ToolSetting& retries, const model::Run& run) {
    // Digits are replaced by digits; a value that is quoted or put together is left alone.
    const Span at = retries.value_at;
    if (run.is_onbuild || at.empty()) return std::nullopt;
    if (run.stage->build->file.slice(at) != *retries.value) return std::nullopt;
    return Fix{
        .title = "retry ten times", .applicability = Applicability::safe, .edits = {{at, "10"}}};
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    std::vector<Span> seen; // one ENV speaks for many installs
    for (const model::Stage& stage : build.stages) {
        stage.for_each_written_run([&](const model::Run& run) {
            for (const model::Install& install : run.installs) {
                const auto retries = lowered_retries(install);
                if (!retries) continue;
                if (std::find(seen.begin(), seen.end(), retries->at) != seen.end()) continue;
                seen.push_back(retries->at);
                pass.report({
                    .at = retries->at,
                    .message = "`" + std::string(retries->name) +
                               "` lowers pip's five retries to " + std::string(*retries->value),
                    .fix = fix_for(*retries, run),
                });
            }
        });
    }
}

} // namespace dflint::rules
