// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/named_rows.h"
#include "dflint/model/tool.h"

namespace dflint::model {

namespace {

struct Row {
    std::string_view name;
    const Tool* tool;
};

constexpr NamedRows rows(std::array{
    Row{"apk", &apk_tool},
    Row{"apt", &apt_tool},
    Row{"apt-cache", &apt_cache_tool},
    Row{"apt-get", &apt_tool},
    Row{"aptitude", &apt_tool},
    Row{"bun", &bun_tool},
    Row{"bundle", &bundle_tool},
    Row{"bundler", &bundle_tool},
    Row{"cargo", &cargo_tool},
    Row{"cmake", &cmake_tool},
    Row{"composer", &composer_tool},
    Row{"composer.phar", &composer_tool},
    Row{"conda", &conda_tool},
    Row{"corepack", &corepack_tool},
    Row{"curl", &curl_tool},
    Row{"dnf", &dnf_tool},
    Row{"dnf5", &dnf_tool},
    Row{"dotnet", &dotnet_tool},
    Row{"dpkg", &dpkg_tool},
    Row{"gem", &gem_tool},
    Row{"git", &git_tool},
    Row{"go", &go_tool},
    Row{"gradle", &gradle_tool},
    Row{"gradlew", &gradle_tool},
    Row{"make", &make_tool},
    Row{"mamba", &conda_tool},
    Row{"microdnf", &dnf_tool},
    Row{"micromamba", &micromamba_tool},
    Row{"mix", &mix_tool},
    Row{"mvn", &maven_tool},
    Row{"mvnw", &maven_tool},
    Row{"npm", &npm_tool},
    Row{"npx", &npx_tool},
    Row{"pdm", &pdm_tool},
    Row{"pip", &pip_tool},
    Row{"pipenv", &pipenv_tool},
    Row{"pipx", &pipx_tool},
    Row{"pixi", &pixi_tool},
    Row{"pnpm", &pnpm_tool},
    Row{"poetry", &poetry_tool},
    Row{"rm", &rm_tool},
    Row{"rustup", &rustup_tool},
    Row{"tar", &tar_tool},
    Row{"tdnf", &dnf_tool},
    Row{"uv", &uv_tool},
    Row{"uvx", &uvx_tool},
    Row{"wget", &wget_tool},
    Row{"xx-cargo", &cargo_tool},
    Row{"xx-go", &go_tool},
    Row{"yarn", &yarn_tool},
    Row{"yarnpkg", &yarn_tool},
    Row{"yum", &dnf_tool},
    Row{"zypper", &zypper_tool},
});

/// pip3, pip3.11: the interpreter's version may follow the name.
bool is_versioned(std::string_view name, std::string_view tool) {
    return name.starts_with(tool) && name.size() > tool.size() &&
           name.find_first_not_of("0123456789.", tool.size()) == name.npos;
}

} // namespace

const Tool* tool_named(std::string_view name) {
    if (const Row* const row = rows.find(name)) return row->tool;
    return is_versioned(name, "pip") ? &pip_tool : nullptr;
}

} // namespace dflint::model
