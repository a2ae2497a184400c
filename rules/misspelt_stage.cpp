// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/image_uses.h"
#include "dflint/model/stray.h"
#include "dflint/source/ascii.h"
#include "dflint/source/nearest.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule misspelt_stage = rule({
    .name = "misspelt-stage",
    .summary = "FROM or --from names an image that was to be a stage",
    .why =
        R"(A name that no stage has is the name of an image, which BuildKit tries to pull: the error then
speaks of a registry and of access, not of the slip. Told are names of one word that are nearly the
name of a stage, and usual names of stages, such as `build`, in a file with a stage that has no name.
Names of official images are left alone.)",
    .bad = "FROM golang:1.24 AS builder\nFROM debian:12\nCOPY --from=bulider /go/bin/app /app\n",
    .good = "FROM golang:1.24 AS builder\nFROM debian:12\nCOPY --from=builder /go/bin/app /app\n",
    .source = "https://docs.docker.com/build/building/multi-stage/",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::Stage;

/// Official images of Docker Hub whose names could be taken for those of stages.
constexpr std::string_view official_images[] = {
    "alpine", "bash",   "caddy", "composer", "consul", "debian", "docker",   "drupal",
    "elixir", "fedora", "ghost", "golang",   "gradle", "httpd",  "jetty",    "jruby",
    "julia",  "kong",   "maven", "mongo",    "mysql",  "neo4j",  "nginx",    "node",
    "odoo",   "perl",   "php",   "pypy",     "python", "redis",  "registry", "ruby",
    "rust",   "solr",   "spark", "storm",    "swift",  "tomcat", "ubuntu",   "vault"};

/// What stages are called.
constexpr std::string_view usual_names[] = {
    "app",          "assets",       "backend",   "base",    "build",   "build-env",  "build-stage",
    "builder",      "compile",      "compiler",  "deps",    "dev",     "dist",       "frontend",
    "installer",    "node-builder", "packages",  "prod",    "publish", "release",    "source",
    "sources",      "test",         "toolchain", "vendor",  "wheels",  "base-build", "dependency",
    "dependencies", "build-app",    "buildenv",  "go-build"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// One word, as stages are called: no registry, tag, digest or variable.
bool may_be_stage(std::string_view name) {
    return name.size() >= 3 && name.find_first_of("/:@.$") == name.npos && name != "scratch" &&
           !is_one_of(official_images, name);
}

class Finder {
public:
    Finder(const model::Build& build, Pass& pass) : build_(build), pass_(pass) {
        for (const Stage& stage : build.stages) {
            if (!stage.name.empty()) names_.push_back(stage.name);
        }
    }

    void look(const model::ImageUse& use) {
        if (!may_be_stage(use.image)) return;
        const std::string_view near = nearest(use.image);
        if (!near.empty()) return report_slip(use, near);
        const Stage* const unnamed = only_unnamed_before(use.at);
        if (unnamed == nullptr || !is_one_of(usual_names, use.image)) return;
        const auto [known, is_new] = is_taken_.try_emplace(use.image, false);
        if (is_new) known->second = is_taken_up_to(*unnamed, use.image);
        if (!known->second) report_unnamed(use, *unnamed);
    }

private:
    /// With more stages than that nobody looks for near names; each name is looked up once.
    static constexpr std::size_t most_stages = 100;
    static constexpr std::size_t most_names = 100;

    std::string_view nearest(const std::string& name) {
        if (name.size() < 4 || names_.size() > most_stages) return {};
        const auto known = nearest_.find(name);
        if (known != nearest_.end()) return known->second;
        if (nearest_.size() == most_names) return {};
        // The case of the letters does not count.
        const std::string lower = ascii::lower(name);
        Nearest found(lower, name.size() < 8 ? 1 : 2);
        for (const std::string_view each : names_) {
            // `FROM app AS app`: the very name is that of an image as well.
            if (each != lower && !differ_in_numbers(name, each)) found.offer(each);
        }
        return nearest_[name] = found.found();
    }

    /// The stage without a name above that place, when there is just one.
    [[nodiscard]] const Stage* only_unnamed_before(Span at) const {
        const Stage* found = nullptr;
        for (const Stage& stage : build_.stages) {
            const bool is_above = stage.last < build_.instructions().size() &&
                                  build_.instructions()[stage.last].at.begin < at.begin;
            if (!is_above) break;
            if (!stage.name.empty()) continue;
            const bool is_readable = stage.from->as<dockerfile::From>() != nullptr &&
                                     !model::template_marker(stage.from->text.text());
            if (found != nullptr || !is_readable) return nullptr;
            found = &stage;
        }
        return found;
    }

    /// A stage cannot take from itself, nor from one that is built later: then another one is
    /// meant.
    [[nodiscard]] bool is_taken_up_to(const Stage& last, std::string_view name) const {
        const auto is_from = [&](const auto& each) {
            return ascii::equals_ignoring_case(each.from, name);
        };
        return std::any_of(
            build_.stages.begin(), build_.stages.begin() + last.index + 1, [&](const Stage& stage) {
                return std::any_of(stage.copies.begin(), stage.copies.end(), is_from) ||
                       std::any_of(stage.runs.begin(), stage.runs.end(), [&](const auto& run) {
                           return std::any_of(run.mounts.begin(), run.mounts.end(), is_from);
                       });
            });
    }

    void report_slip(const model::ImageUse& use, std::string_view near) {
        Diagnostic made{.at = use.at,
                        .message = "no stage is called `" + use.image +
                                   "`, so it is an image to pull" + did_you_mean(near)};
        if (build_.file.slice(use.at) == use.image) {
            made.fix = Fix{.title = "write `" + std::string(near) + "`",
                           .applicability = Applicability::unsafe,
                           .edits = {{use.at, std::string(near)}}};
        }
        pass_.report(std::move(made));
    }

    void report_unnamed(const model::ImageUse& use, const Stage& unnamed) {
        Diagnostic made{.at = use.at,
                        .message = "no stage is called `" + use.image +
                                   "`, so it is an image to pull: a stage above has no name",
                        .labels = {{unnamed.from->at, "without `AS " + use.image + "`"}}};
        const auto& from = *unnamed.from->as<dockerfile::From>();
        if (!from.as) {
            const std::uint32_t end = from.image.at.end;
            made.fix = Fix{.title = "call that stage `" + use.image + "`",
                           .applicability = Applicability::unsafe,
                           .edits = {{{end, end}, " AS " + use.image}}};
        }
        pass_.report(std::move(made));
    }

    const model::Build& build_;
    Pass& pass_;
    std::vector<std::string_view> names_;
    std::map<std::string, std::string_view> nearest_;
    std::map<std::string, bool> is_taken_; ///< by name: some stage above takes from it as well
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    if (build.stages.size() < 2) return;
    Finder finder(build, pass);
    for (const model::ImageUse& use : model::image_uses(build)) finder.look(use);
}
} // namespace dflint::rules
