// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_finder.h"
#include "dflint/model/paths.h"
#include "dflint/model/unwrap.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace dflint::model {

using Directories = CacheFinder::Directories;

CacheFinder::CacheFinder(const Install& install, const Scope& scope)
    : install_(install), command_(*install.command), scope_(scope) {
    if (const auto base = scope.stage().base_image()) {
        const ImageName split = ImageName::split(*base);
        image_ = {split.registry, split.repository,
                  split.repository.substr(split.repository.rfind('/') + 1), split.tag};
    }
}

Directories CacheFinder::find() const {
    if (scope_.shell() == Shell::cmd || scope_.shell() == Shell::powershell) return {};
    switch (install_.manager) {
    case Manager::apt:
        return apt();
    case Manager::apk:
        return apk();
    case Manager::dnf:
        return dnf();
    case Manager::zypper:
        // https://doc.opensuse.org: zypper(8), FILES
        return std::vector{CacheDirectory{"/var/cache/zypp", true, true}};
    case Manager::pip:
        return pip();
    case Manager::uv:
        return uv();
    case Manager::poetry:
        return poetry();
    case Manager::pdm:
        // https://pdm-project.org/latest/reference/configuration/ (cache_dir)
        return under_cache({"PDM_CACHE_DIR"}, "pdm");
    case Manager::pipenv:
        // https://pipenv.pypa.io/en/latest/configuration.html (PIPENV_CACHE_DIR)
        return under_cache({"PIPENV_CACHE_DIR"}, "pipenv");
    case Manager::conda:
        return conda();
    case Manager::pixi:
        return pixi();
    case Manager::npm:
        return npm();
    case Manager::yarn:
        return yarn();
    case Manager::pnpm:
        return pnpm();
    case Manager::bun:
        return bun();
    case Manager::go:
        return go();
    case Manager::cargo:
        return cargo();
    case Manager::gem:
    case Manager::bundler:
        return gem();
    case Manager::composer:
        return composer();
    case Manager::maven:
        return maven();
    case Manager::gradle:
        return gradle();
    case Manager::dotnet:
        return dotnet();
    case Manager::mix:
        return mix();
    }
    return {};
}

CacheDirectory CacheFinder::downloads(std::string_view path) {
    return {.path = clean_path(path)};
}

Directories CacheFinder::one(std::string_view path) {
    return std::vector{downloads(path)};
}

CacheFinder::Value CacheFinder::variable(std::string_view name) const {
    const auto setting = variable_of(command_, name);
    if (setting && drops_variables(command_)) {
        // What is set by words of its wrapper gets through.
        const bool is_behind = setting->at.begin > command_.at.begin;
        if (!is_behind || setting->at.begin >= command_.at.end) return {true, std::nullopt};
    }
    if (setting && !setting->is_static) return {true, expanded(setting->value)};
    if (setting) return {!setting->value.empty(), std::string(setting->value)};
    return {};
}

CacheFinder::Value CacheFinder::variable(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        if (Value value = variable(name); value.is_set) return value;
    }
    return {};
}

CacheFinder::Value CacheFinder::option(std::initializer_list<std::string_view> names) const {
    const Option* const found = command_.option(names);
    if (found == nullptr || !found->value) return {};
    return {true, expanded(*found->value)};
}

std::optional<std::string> CacheFinder::expanded(std::string_view value) const {
    if (value.find_first_of("$`") == value.npos) {
        return value.empty() ? std::nullopt : std::optional(std::string(value));
    }
    if (value.find_first_of("`") != value.npos || value.find("$(") != value.npos) return {};
    return scope_.expand(value);
}

Directories CacheFinder::at(const Value& set, std::string_view below) {
    if (!set.text || !set.text->starts_with('/')) return {};
    return one(*set.text + std::string(below));
}

std::optional<std::string> CacheFinder::home() const {
    if (const Value set = variable("HOME"); set.is_set) return set.text;
    return has_other_home(command_) ? std::nullopt : scope_.home();
}

std::optional<std::string> CacheFinder::home_of_user() const {
    if (has_other_home(command_)) return std::nullopt;
    if (scope_.is_root()) return "/root";
    return scope_.binding("HOME") != nullptr ? std::nullopt : scope_.home();
}

Directories CacheFinder::under_home(std::string_view below) const {
    const auto directory = home();
    return directory ? one(*directory + std::string(below)) : Directories{};
}

Directories CacheFinder::under_cache(std::initializer_list<std::string_view> variables,
                                     const std::string& name) const {
    if (const Value set = variable(variables); set.is_set) return at(set);
    if (const Value set = variable("XDG_CACHE_HOME"); set.is_set) return at(set, "/" + name);
    return under_home("/.cache/" + name);
}

bool CacheFinder::is_official(std::string_view name) const {
    if (image_.name != name) return false;
    const std::string_view owner =
        image_.repository.substr(0, image_.repository.size() - name.size());
    return owner.ends_with("library/") ||
           (owner.empty() && (image_.registry.empty() || image_.registry == "docker.io"));
}

bool CacheFinder::has_plain_environment() const {
    if (image_.repository == "nvidia/cuda") return true;
    return is_official(image_.name) && !image_.name.empty() && image_.name != "golang" &&
           image_.name != "rust" && image_.name != "caddy";
}

int CacheFinder::number_after(std::string_view word) const {
    const std::size_t found = image_.tag.find(word);
    if (found == image_.tag.npos) return -1;
    const std::string_view rest = image_.tag.substr(found + word.size());
    int number = -1;
    std::from_chars(rest.data(), rest.data() + rest.size(), number);
    return number;
}

int CacheFinder::release_of(std::string_view image, std::string_view word) const {
    if (image_.name != image) return image_.name == "cuda" ? number_after(word) : -1;
    for (const std::string_view before : {word, std::string_view("stream"), std::string_view()}) {
        if (const int number = number_after(before); number > 0) return number;
    }
    return -1;
}

std::optional<std::vector<CacheDirectory>> cache_directories(const Install& install,
                                                             const Scope& scope) {
    return CacheFinder(install, scope).find();
}

} // namespace dflint::model
