// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install.h"

#include "dflint/model/install_parts.h"
#include "dflint/model/named_rows.h"

#include <array>

namespace dflint::model {

namespace {

struct Row {
    std::string_view name;
    Manager manager;
    InstallReader read;
};

constexpr NamedRows rows(std::array{
    Row{"apk", Manager::apk, read_apk},
    Row{"apt", Manager::apt, read_apt},
    Row{"apt-get", Manager::apt, read_apt},
    Row{"aptitude", Manager::apt, read_apt},
    Row{"bun", Manager::bun, read_bun},
    Row{"bundle", Manager::bundler, read_bundler},
    Row{"bundler", Manager::bundler, read_bundler},
    Row{"cargo", Manager::cargo, read_cargo},
    Row{"composer", Manager::composer, read_composer},
    Row{"composer.phar", Manager::composer, read_composer},
    Row{"conda", Manager::conda, read_conda},
    Row{"dnf", Manager::dnf, read_dnf},
    Row{"dnf5", Manager::dnf, read_dnf},
    Row{"dotnet", Manager::dotnet, read_dotnet},
    Row{"gem", Manager::gem, read_gem},
    Row{"go", Manager::go, read_go},
    Row{"gradle", Manager::gradle, read_gradle},
    Row{"gradlew", Manager::gradle, read_gradle},
    Row{"mamba", Manager::conda, read_conda},
    Row{"microdnf", Manager::dnf, read_dnf},
    Row{"micromamba", Manager::conda, read_conda},
    Row{"mix", Manager::mix, read_mix},
    Row{"mvn", Manager::maven, read_maven},
    Row{"mvnw", Manager::maven, read_maven},
    Row{"npm", Manager::npm, read_npm},
    Row{"pdm", Manager::pdm, read_pdm},
    Row{"pipenv", Manager::pipenv, read_pipenv},
    Row{"pipx", Manager::pip, read_pipx},
    Row{"pixi", Manager::pixi, read_pixi},
    Row{"pnpm", Manager::pnpm, read_pnpm},
    Row{"poetry", Manager::poetry, read_poetry},
    Row{"tdnf", Manager::dnf, read_dnf},
    Row{"uv", Manager::uv, read_uv},
    Row{"xx-cargo", Manager::cargo, read_cargo},
    Row{"xx-go", Manager::go, read_go},
    Row{"yarn", Manager::yarn, read_yarn},
    Row{"yarnpkg", Manager::yarn, read_yarn},
    Row{"yum", Manager::dnf, read_dnf},
    Row{"zypper", Manager::zypper, read_zypper},
});

const Row* row_for(const Command& command) {
    if (const Row* const row = rows.find(command.name)) return row;
    static constexpr Row pip{"pip", Manager::pip, read_pip};
    return command.name.starts_with("pip") ? &pip : nullptr;
}

} // namespace

std::string_view name_of(Manager manager) {
    static constexpr std::array<std::string_view, 24> names = {
        "apt",    "apk",   "dnf",     "zypper",   "pip",   "uv",     "poetry", "pdm",
        "pipenv", "conda", "pixi",    "npm",      "yarn",  "pnpm",   "bun",    "go",
        "cargo",  "gem",   "bundler", "composer", "maven", "gradle", "dotnet", "mix"};
    return names[static_cast<std::size_t>(manager)];
}

std::optional<Install> install_of(const Command& command) {
    if (!command.has_grammar || command.options_uncertain) return std::nullopt;
    const Row* const row = row_for(command);
    if (row == nullptr || command.has_option({"--help"})) return std::nullopt;
    Install install;
    install.command = &command;
    install.manager = row->manager;
    install.has_unknown_operands = command.takes_more_words;
    install.packages.reserve(command.operands.size());
    if (!row->read(install)) return std::nullopt;
    return install;
}

} // namespace dflint::model
