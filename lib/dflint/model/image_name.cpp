// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/base_image.h"
#include "dflint/model/build.h"
#include "dflint/model/image_reference.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <array>

namespace dflint::model {

// The first component names a registry if it could be a host: it holds a dot or a colon, or is
// "localhost" (distribution/reference, splitDockerDomain).
ImageName ImageName::split(std::string_view reference) {
    ImageName name;
    std::size_t first_slash = reference.npos;
    std::size_t last_slash = reference.npos;
    std::size_t colon = reference.npos;
    bool may_be_host = false; // what stands before the first slash
    static constexpr ByteSet signs("/:.@");
    for (std::size_t i = signs.first_in(reference); i < reference.size();
         i = signs.first_in(reference, i + 1)) {
        const char c = reference[i];
        if (c == '/') {
            first_slash = std::min(first_slash, i);
            last_slash = i;
        } else if (c == '@') {
            name.digest = reference.substr(i + 1);
            reference = reference.substr(0, i);
        } else {
            if (c == ':') colon = i;
            may_be_host |= first_slash == reference.npos;
        }
    }
    std::size_t begin = 0;
    if (first_slash != reference.npos &&
        (may_be_host || reference.substr(0, first_slash) == "localhost")) {
        name.registry = reference.substr(0, first_slash);
        begin = first_slash + 1;
    }
    const bool is_tag = last_slash == reference.npos || colon > last_slash;
    if (colon != reference.npos && is_tag) {
        name.tag = reference.substr(colon + 1);
        reference = reference.substr(0, colon);
    }
    name.repository = reference.substr(begin);
    return name;
}

namespace {

bool is_on_docker_hub(const ImageName& name) {
    return name.registry.empty() || name.registry == "docker.io" ||
           name.registry == "index.docker.io";
}

/// `:tag@digest`, or what of it is there.
std::string version_of(const ImageName& name) {
    std::string version;
    if (!name.tag.empty()) version += ":" + std::string(name.tag);
    if (!name.digest.empty()) version += "@" + std::string(name.digest);
    return version;
}

} // namespace

std::string full_image_name(std::string_view image) {
    const ImageName name = ImageName::split(image);
    const bool is_on_hub = is_on_docker_hub(name);
    std::string full = is_on_hub ? "docker.io/" : std::string(name.registry) + "/";
    if (is_on_hub && name.repository.find('/') == std::string_view::npos) full += "library/";
    full += name.repository;
    const std::string version = version_of(name);
    return full + (version.empty() ? ":latest" : version);
}

std::string context_name(std::string_view image) {
    constexpr std::string_view official = "library/";
    const ImageName name = ImageName::split(image);
    std::string_view repository = name.repository;
    std::string shortened;
    if (!is_on_docker_hub(name)) {
        shortened = std::string(name.registry) + "/";
    } else if (repository.starts_with(official)) {
        repository.remove_prefix(official.size());
    }
    shortened += repository;
    const std::string version = version_of(name);
    return shortened + (version == ":latest" ? "" : version);
}

namespace {

// Official images (Docker Hub "library") and well-known families whose images set no USER: checked
// against their published Dockerfiles. Images that do set one (solr, jenkins, elasticsearch, ...)
// stay out, so they count as unknown.
constexpr std::array root_repositories = {
    std::string_view("almalinux"),
    std::string_view("alpine"),
    std::string_view("amazonlinux"),
    std::string_view("archlinux"),
    std::string_view("buildpack-deps"),
    std::string_view("busybox"),
    std::string_view("caddy"),
    std::string_view("centos"),
    std::string_view("clojure"),
    std::string_view("composer"),
    std::string_view("condaforge/mambaforge"),
    std::string_view("condaforge/miniforge3"),
    std::string_view("continuumio/anaconda3"),
    std::string_view("continuumio/miniconda3"),
    std::string_view("debian"),
    std::string_view("docker"),
    std::string_view("dotnet/aspnet"),
    std::string_view("dotnet/core/aspnet"),
    std::string_view("dotnet/core/runtime"),
    std::string_view("dotnet/core/sdk"),
    std::string_view("dotnet/runtime"),
    std::string_view("dotnet/sdk"),
    std::string_view("dunglas/frankenphp"),
    std::string_view("eclipse-temurin"),
    std::string_view("elixir"),
    std::string_view("erlang"),
    std::string_view("fedora"),
    std::string_view("gcc"),
    std::string_view("golang"),
    std::string_view("haskell"),
    std::string_view("httpd"),
    std::string_view("huggingface/transformers-pytorch-gpu"),
    std::string_view("intel/oneapi-basekit"),
    std::string_view("julia"),
    std::string_view("lukemathwalker/cargo-chef"),
    std::string_view("maven"),
    std::string_view("nginx"),
    std::string_view("node"),
    std::string_view("nvidia/cuda"),
    std::string_view("nvidia/cudagl"),
    std::string_view("nvidia/opengl"),
    std::string_view("openjdk"),
    std::string_view("opensuse/leap"),
    std::string_view("opensuse/tumbleweed"),
    std::string_view("oraclelinux"),
    std::string_view("oven/bun"),
    std::string_view("perl"),
    std::string_view("php"),
    std::string_view("pypy"),
    std::string_view("python"),
    std::string_view("pytorch/pytorch"),
    std::string_view("r-base"),
    std::string_view("rocker/r-ver"),
    std::string_view("rockylinux"),
    std::string_view("rocm/dev-ubuntu-20.04"),
    std::string_view("rocm/dev-ubuntu-22.04"),
    std::string_view("rocm/dev-ubuntu-24.04"),
    std::string_view("rocm/pytorch"),
    std::string_view("ruby"),
    std::string_view("rust"),
    std::string_view("swift"),
    std::string_view("tensorflow/tensorflow"),
    std::string_view("tomcat"),
    std::string_view("ubuntu"),
};
static_assert(std::is_sorted(root_repositories.begin(), root_repositories.end()));

/// The same of other registries.
struct RootImages {
    std::string_view registry;
    std::string_view repository; ///< or, with a star at its end, what it begins with
};
constexpr std::array root_images = {
    RootImages{"ghcr.io", "astral-sh/uv"},
    RootImages{"nvcr.io", "nvidia/*"}, // NGC images for development
    RootImages{"ghcr.io", "prefix-dev/pixi"},
    RootImages{"quay.io", "centos/centos"},
    RootImages{"quay.io", "fedora/fedora"},
    RootImages{"quay.io", "pypa/manylinux*"},
    RootImages{"registry.access.redhat.com", "ubi8"},
    RootImages{"registry.access.redhat.com", "ubi8-minimal"},
    RootImages{"registry.access.redhat.com", "ubi8/ubi"},
    RootImages{"registry.access.redhat.com", "ubi8/ubi-minimal"},
    RootImages{"registry.access.redhat.com", "ubi9"},
    RootImages{"registry.access.redhat.com", "ubi9-minimal"},
    RootImages{"registry.access.redhat.com", "ubi9/ubi"},
    RootImages{"registry.access.redhat.com", "ubi9/ubi-minimal"},
};

bool is_of(const ImageName& name, const RootImages& images) {
    if (name.registry != images.registry) return false;
    std::string_view repository = images.repository;
    if (!repository.ends_with('*')) return name.repository == repository;
    repository.remove_suffix(1);
    return name.repository.starts_with(repository);
}

} // namespace

bool runs_as_root(std::string_view reference) {
    const ImageName name = ImageName::split(reference);
    if (reference == "scratch") return true;
    std::string_view repository = name.repository;
    if (name.registry == "docker.io" || name.registry == "index.docker.io") {
        if (repository.starts_with("library/")) repository.remove_prefix(8);
    } else if (name.registry == "public.ecr.aws") {
        // Amazon's mirror of the official images.
        if (!repository.starts_with("docker/library/")) return false;
        repository.remove_prefix(15);
    } else if (!name.registry.empty() && name.registry != "mcr.microsoft.com") {
        return std::any_of(root_images.begin(), root_images.end(),
                           [&](const RootImages& each) { return is_of(name, each); });
    }
    return std::binary_search(root_repositories.begin(), root_repositories.end(), repository);
}

} // namespace dflint::model
