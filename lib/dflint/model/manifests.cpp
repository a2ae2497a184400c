// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install.h"

#include <initializer_list>
#include <span>

namespace dflint::model {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view npm_files[] = {"package.json", "package-lock.json",
                                          "npm-shrinkwrap.json", ".npmrc"};
constexpr std::string_view yarn_files[] = {"package.json", "yarn.lock",   ".npmrc",
                                           ".yarnrc",      ".yarnrc.yml", ".yarn"};
constexpr std::string_view pnpm_files[] = {"package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml",
                                           ".npmrc", ".pnpmfile.cjs"};
constexpr std::string_view pnpm_fetch_files[] = {"pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc",
                                                 ".pnpmfile.cjs"};
constexpr std::string_view bun_files[] = {"package.json", "bun.lock", "bun.lockb", "bunfig.toml",
                                          ".npmrc"};
constexpr std::string_view go_files[] = {"go.mod", "go.sum"};
constexpr std::string_view cargo_files[] = {"Cargo.toml", "Cargo.lock"};
constexpr std::string_view chef_files[] = {"recipe.json"};
constexpr std::string_view bundler_files[] = {"Gemfile", "Gemfile.lock", ".ruby-version"};
constexpr std::string_view composer_files[] = {"composer.json", "composer.lock"};
constexpr std::string_view pyproject[] = {"pyproject.toml"};
constexpr std::string_view uv_files[] = {"pyproject.toml", "uv.lock", "uv.toml", ".python-version"};
constexpr std::string_view poetry_files[] = {"pyproject.toml", "poetry.lock", "poetry.toml"};
constexpr std::string_view pdm_files[] = {"pyproject.toml", "pdm.lock", "pdm.toml"};
constexpr std::string_view pipenv_files[] = {"Pipfile", "Pipfile.lock"};
constexpr std::string_view conda_files[] = {"environment.yml"};
constexpr std::string_view pixi_files[] = {"pixi.toml", "pyproject.toml", "pixi.lock"};
constexpr std::string_view mix_files[] = {"mix.exs", "mix.lock"};
constexpr std::string_view maven_files[] = {"pom.xml", ".mvn"};
constexpr std::string_view mvnw_files[] = {"pom.xml", ".mvn", "mvnw"};
constexpr std::string_view gradle_files[] = {"build.gradle",      "build.gradle.kts",
                                             "settings.gradle",   "settings.gradle.kts",
                                             "gradle.properties", "gradle"};
constexpr std::string_view gradlew_files[] = {
    "build.gradle",      "build.gradle.kts", "settings.gradle", "settings.gradle.kts",
    "gradle.properties", "gradle",           "gradlew"};
constexpr std::string_view dotnet_files[] = {"*.csproj",
                                             "*.fsproj",
                                             "*.vbproj",
                                             "*.sln",
                                             "*.slnx",
                                             "global.json",
                                             "nuget.config",
                                             "NuGet.config",
                                             "NuGet.Config",
                                             "packages.lock.json",
                                             "Directory.Build.props",
                                             "Directory.Build.targets",
                                             "Directory.Packages.props"};
constexpr std::string_view dotnet_tool_files[] = {".config/dotnet-tools.json"};

Names files_of(const Install& install) {
    const Command& command = *install.command;
    switch (install.manager) {
    case Manager::apt:
    case Manager::apk:
    case Manager::dnf:
    case Manager::zypper:
    case Manager::gem:
        return {};
    case Manager::pip:
        return command.has_option({"--group"}) ? Names{pyproject} : Names{};
    case Manager::uv:
        if (command.verb_in({"sync", "add"})) return uv_files;
        return command.has_option({"--group"}) ? Names{pyproject} : Names{};
    case Manager::poetry:
        return command.verb == "self add" ? Names{} : Names{poetry_files};
    case Manager::pdm:
        return command.verb == "self add" ? Names{} : Names{pdm_files};
    case Manager::pipenv:
        return pipenv_files;
    case Manager::conda:
        return command.verb.starts_with("env") && install.manifests.empty() ? Names{conda_files}
                                                                            : Names{};
    case Manager::pixi:
        return pixi_files;
    case Manager::npm:
        return npm_files;
    case Manager::yarn:
        return yarn_files;
    case Manager::pnpm:
        return command.verb == "fetch" ? Names{pnpm_fetch_files} : Names{pnpm_files};
    case Manager::bun:
        return bun_files;
    case Manager::go:
        return go_files;
    case Manager::cargo:
        if (command.verb == "chef cook") return install.manifests.empty() ? chef_files : Names{};
        return cargo_files;
    case Manager::bundler:
        return bundler_files;
    case Manager::composer:
        return composer_files;
    case Manager::maven:
        return command.is("mvnw") ? Names{mvnw_files} : Names{maven_files};
    case Manager::gradle:
        return command.is("gradlew") ? Names{gradlew_files} : Names{gradle_files};
    case Manager::dotnet:
        return command.verb == "tool restore" ? Names{dotnet_tool_files} : Names{dotnet_files};
    case Manager::mix:
        return mix_files;
    }
    return {};
}

/// False for packages that go to a place of their own: global ones, tools.
bool reads_project(const Install& install) {
    const Command& command = *install.command;
    switch (install.manager) {
    case Manager::npm:
    case Manager::pnpm:
    case Manager::bun:
        return !command.has_option({"-g", "--global", "--location"});
    case Manager::yarn:
        return command.verb != "global add";
    case Manager::composer:
        return !command.verb.starts_with("global") && command.verb != "create-project";
    case Manager::go:
        return install.kind != InstallKind::packages || command.verb == "get";
    case Manager::cargo:
        return !command.verb_in({"install", "binstall"}) &&
               !command.has_option({"--manifest-path"});
    case Manager::pixi:
        return command.verb != "global install" && install.manifests.empty();
    case Manager::bundler:
    case Manager::maven:
        return install.manifests.empty(); // --gemfile, --file
    case Manager::dotnet:
        return install.kind != InstallKind::packages;
    default:
        return true;
    }
}

/// The option that moves the manager to another directory before it looks for its files.
const Option* directory_option(const Install& install) {
    const Command& command = *install.command;
    switch (install.manager) {
    case Manager::npm:
        return command.option({"-C", "--prefix"});
    case Manager::yarn:
        return command.option({"--cwd"});
    case Manager::pnpm:
        return command.option({"-C", "--dir"});
    case Manager::bun:
        return command.option({"--cwd"});
    case Manager::go:
        return command.option({"-C"});
    case Manager::cargo:
        return command.option({"-C"});
    case Manager::composer:
        return command.option({"-d", "--working-dir"});
    case Manager::uv:
        return command.option({"--directory", "--project"});
    case Manager::poetry:
        return command.option({"-C", "--directory", "-P", "--project"});
    case Manager::pdm:
        return command.option({"-p", "--project"});
    case Manager::gradle:
        return command.option({"-p", "--project-dir"});
    default:
        return nullptr;
    }
}

} // namespace

std::vector<std::string> implied_manifests(const Install& install) {
    if (!reads_project(install)) return {};
    std::string directory;
    if (const Option* const option = directory_option(install);
        option != nullptr && option->value) {
        directory = *option->value;
        if (!directory.empty() && !directory.ends_with('/')) directory += '/';
        if (directory == "./") directory.clear();
    }
    std::vector<std::string> out;
    for (const std::string_view name : files_of(install))
        out.push_back(directory + std::string(name));
    return out;
}

} // namespace dflint::model
