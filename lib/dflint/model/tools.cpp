// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/tool.h"

#include <utility>

namespace dflint::model {

namespace {

using Row = std::pair<std::string_view, const Tool*>;

constexpr std::array rows = {
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
    Row{"mvn", &maven_tool},
    Row{"mvnw", &maven_tool},
    Row{"npm", &npm_tool},
    Row{"npx", &npx_tool},
    Row{"pdm", &pdm_tool},
    Row{"pip", &pip_tool},
    Row{"pipenv", &pipenv_tool},
    Row{"pipx", &pipx_tool},
    Row{"pnpm", &pnpm_tool},
    Row{"poetry", &poetry_tool},
    Row{"rm", &rm_tool},
    Row{"rustup", &rustup_tool},
    Row{"tar", &tar_tool},
    Row{"tdnf", &dnf_tool},
    Row{"uv", &uv_tool},
    Row{"uvx", &uvx_tool},
    Row{"wget", &wget_tool},
    Row{"yarn", &yarn_tool},
    Row{"yarnpkg", &yarn_tool},
    Row{"yum", &dnf_tool},
    Row{"zypper", &zypper_tool},
};

/// Where the rows of a first letter begin: most commands of a script are no tool of the table, and
/// their first letter says so.
constexpr auto letters = [] {
    std::array<std::uint8_t, 27> out{};
    for (std::size_t letter = 0; letter < out.size(); ++letter) {
        out[letter] = static_cast<std::uint8_t>(
            std::count_if(rows.begin(), rows.end(), [letter](const Row& row) {
                return row.first.front() < static_cast<char>('a' + letter);
            }));
    }
    return out;
}();
static_assert(std::is_sorted(rows.begin(), rows.end(),
                             [](const Row& a, const Row& b) { return a.first < b.first; }));

/// pip3, pip3.11: the interpreter's version may follow the name.
bool is_versioned(std::string_view name, std::string_view tool) {
    return name.starts_with(tool) && name.size() > tool.size() &&
           name.find_first_not_of("0123456789.", tool.size()) == name.npos;
}

} // namespace

const Tool* tool_named(std::string_view name) {
    if (name.empty() || name.front() < 'a' || name.front() > 'z') return nullptr;
    const auto letter = static_cast<std::size_t>(name.front() - 'a');
    for (std::size_t i = letters[letter]; i < letters[letter + 1]; ++i) {
        if (rows[i].first == name) return rows[i].second;
    }
    return is_versioned(name, "pip") ? &pip_tool : nullptr;
}

} // namespace dflint::model
