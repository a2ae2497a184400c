// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/architecture_downloads.h"

#include <algorithm>
#include <array>

namespace dflint::model {

namespace {

/// Where the files are, and a part of their names that older files lack, which are for x86-64 only.
struct Source {
    std::string_view place;
    std::string_view file;
};

// As published in November 2026. Projects that mix x86_64 with arm64 (protobuf, Neovim, CUDA's
// package lists) stay out.
constexpr std::array sources = {
    Source{"//awscli.amazonaws.com/awscli-exe-linux-", ""},
    Source{"//download.docker.com/linux/static/stable/", ""},
    Source{"//github.com/Kitware/CMake/releases/download/", "-linux-"}, // "-Linux-" before 3.20
    Source{"//github.com/astral-sh/uv/releases/", ""},
    Source{"//github.com/conda-forge/miniforge/releases/", ""},
    Source{"//github.com/just-containers/s6-overlay/releases/", ""},
    Source{"//github.com/mozilla/sccache/releases/", ""},
    Source{"//github.com/prefix-dev/pixi/releases/", ""},
    Source{"//repo.anaconda.com/miniconda/Miniconda3-", "latest"},
    Source{"//repo.anaconda.com/miniconda/Miniconda3-", "-py3"},
    Source{"//repo.continuum.io/miniconda/Miniconda3-", "latest"},
    Source{"//static.rust-lang.org/rustup/", ""},
    Source{"//ziglang.org/download/", ""},
};

} // namespace

bool is_unames_answer(std::string_view name) {
    return name == "x86_64" || name == "aarch64";
}

bool is_named_by_uname(std::string_view url) {
    return std::any_of(sources.begin(), sources.end(), [url](const Source& each) {
        return url.find(each.place) != url.npos && url.find(each.file) != url.npos;
    });
}

bool is_for_one_architecture(std::string_view text) {
    constexpr std::string_view places[] = {"//repo.radeon.com/", // ROCm and its driver
                                           "//launchpadlibrarian.net/",
                                           "//dl.google.com/linux/chrome",
                                           "//repo.steampowered.com/",
                                           "/mssql-server", // of packages.microsoft.com
                                           "//snapshot.debian.org/file/"};
    return std::any_of(std::begin(places), std::end(places),
                       [text](std::string_view place) { return text.find(place) != text.npos; });
}

} // namespace dflint::model
