// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_finder.h"

#include <algorithm>
#include <iterator>

namespace dflint::model {

using Directories = CacheFinder::Directories;

// https://pip.pypa.io/en/stable/topics/caching/#default-paths
Directories CacheFinder::pip() const {
    if (const Value set = option({"--cache-dir"}); set.is_set) return at(set);
    return under_cache({"PIP_CACHE_DIR"}, "pip");
}

// https://docs.astral.sh/uv/concepts/cache/#cache-directory
Directories CacheFinder::uv() const {
    if (const Value set = option({"--cache-dir"}); set.is_set) return at(set);
    return under_cache({"UV_CACHE_DIR"}, "uv");
}

// https://python-poetry.org/docs/configuration/#cache-dir. Virtual environments are kept there
// too unless told otherwise, so only its parts can be left out of the image.
Directories CacheFinder::poetry() const {
    const Directories root = under_cache({"POETRY_CACHE_DIR"}, "pypoetry");
    if (!root) return {};
    const std::string& path = root->front().path;
    return std::vector{downloads(path + "/artifacts"), downloads(path + "/cache")};
}

// The package cache lies in the installation (pkgs_dirs):
// https://docs.conda.io/projects/conda/en/latest/user-guide/configuration/settings.html
Directories CacheFinder::conda() const {
    if (const Value set = variable("CONDA_PKGS_DIRS"); set.is_set) {
        return set.text && set.text->find_first_of(",:") == set.text->npos ? at(set)
                                                                           : Directories{};
    }
    if (command_.is("micromamba")) {
        if (const Value set = variable("MAMBA_ROOT_PREFIX"); set.is_set) return at(set, "/pkgs");
    }
    if (const auto prefix = conda_prefix(); prefix && scope_.is_root()) {
        return one(*prefix + "/pkgs");
    }
    // mambauser owns the installation.
    return image_.repository == "mambaorg/micromamba" ? one("/opt/conda/pkgs") : Directories{};
}

// https://pixi.prefix.dev/latest/reference/environment_variables/ and rattler's own default. With
// XDG_CACHE_HOME it depends on what is there already.
Directories CacheFinder::pixi() const {
    if (const Value set = variable({"PIXI_CACHE_DIR", "RATTLER_CACHE_DIR"}); set.is_set) {
        return at(set);
    }
    return variable("XDG_CACHE_HOME").is_set ? Directories{} : under_home("/.cache/rattler/cache");
}

/// Where conda is installed: the directory it is called from, the first one on PATH with its
/// name, or what the image's documentation says.
std::optional<std::string> CacheFinder::conda_prefix() const {
    constexpr std::string_view programs[] = {"/bin/conda", "/bin/mamba", "/condabin/conda"};
    for (const std::string_view program : programs) {
        const std::string_view called = command_.name_word.text;
        if (called.starts_with('/') && called.ends_with(program)) {
            return expanded(called.substr(0, called.size() - program.size()));
        }
    }
    const Binding* const path = scope_.binding("PATH");
    if (path != nullptr && path->pair != nullptr && path->pair->value) {
        std::string_view entries = path->pair->value->text; // as written, with its quotes
        if (entries.starts_with('"') || entries.starts_with('\'')) entries.remove_prefix(1);
        if (entries.ends_with('"') || entries.ends_with('\'')) entries.remove_suffix(1);
        return conda_on(entries);
    }
    constexpr std::string_view images[] = {"continuumio/miniconda3", "continuumio/anaconda3",
                                           "continuumio/miniconda",  "continuumio/anaconda",
                                           "condaforge/miniforge3",  "condaforge/mambaforge",
                                           "pytorch/pytorch"};
    const bool is_known =
        image_.repository.starts_with("jupyter/") ||
        std::find(std::begin(images), std::end(images), image_.repository) != std::end(images);
    return is_known ? std::optional<std::string>("/opt/conda") : std::nullopt;
}

std::optional<std::string> CacheFinder::conda_on(std::string_view path) const {
    constexpr std::string_view bin = "/bin";
    while (!path.empty()) {
        const std::string_view entry = path.substr(0, path.find(':'));
        path.remove_prefix(std::min(entry.size() + 1, path.size()));
        if (!entry.ends_with(bin)) continue;
        const auto prefix = expanded(entry.substr(0, entry.size() - bin.size()));
        if (!prefix) return {};
        const std::string name = prefix->substr(prefix->rfind('/') + 1);
        if (name.find("conda") != name.npos || name.find("mamba") != name.npos ||
            name.find("miniforge") != name.npos) {
            return prefix;
        }
    }
    return {};
}

} // namespace dflint::model
