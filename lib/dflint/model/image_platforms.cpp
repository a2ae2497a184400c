// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/image_platforms.h"

#include "dflint/model/architecture.h"
#include "dflint/model/build.h"

#include <algorithm>
#include <array>

namespace dflint::model {

namespace {

/// Where Docker Hub keeps the official images of one architecture each
/// (docker-library/official-images, "Architectures other than amd64?").
struct Namespace {
    std::string_view name;
    std::string_view architecture;
};
constexpr std::array namespaces = {
    Namespace{"amd64", "amd64"},     Namespace{"arm32v5", "arm"},       Namespace{"arm32v6", "arm"},
    Namespace{"arm32v7", "arm"},     Namespace{"arm64v8", "arm64"},     Namespace{"i386", "386"},
    Namespace{"ppc64le", "ppc64le"}, Namespace{"mips64le", "mips64le"}, Namespace{"s390x", "s390x"},
    Namespace{"riscv64", "riscv64"},
};

/// Images that exist for one architecture, whatever the tag. As of November 2026: Arch Linux and
/// ROCm are for x86-64 by their own word, and so is SQL Server in a container; L4T is the system of
/// Nvidia's Jetson boards.
struct Family {
    std::string_view registry;
    std::string_view repository; ///< or, with a slash or a dash at its end, what it begins with
    std::string_view architecture;
};
constexpr std::array families = {
    Family{"", "archlinux", "amd64"},
    Family{"", "archlinux/archlinux", "amd64"},
    Family{"", "library/archlinux", "amd64"},
    Family{"", "rocm/", "amd64"},
    Family{"mcr.microsoft.com", "mssql/server", "amd64"},
    Family{"nvcr.io", "nvidia/l4t-", "arm64"},
};

/// The one architecture that the text names; empty when it names none, or several.
std::string_view named_in(std::string_view text) {
    auto name = find_architecture(text);
    if (!name) return {};
    const std::string_view first = name->architecture;
    while ((name = find_architecture(text, name->at.end))) {
        if (name->architecture != first) return {};
    }
    return first;
}

/// Tools that run here and build for there have its name.
bool is_for_crossing(std::string_view reference) {
    const auto has = [&](std::string_view part) { return reference.find(part) != reference.npos; };
    return has("cross") || has("-unknown-") || has("musl") || has("-linux-gnu");
}

bool is_of(const ImageName& image, std::string_view registry, const Family& family) {
    if (registry != family.registry) return false;
    const bool is_prefix = family.repository.ends_with('/') || family.repository.ends_with('-');
    return is_prefix ? image.repository.starts_with(family.repository)
                     : image.repository == family.repository;
}

} // namespace

std::string_view only_architecture_of(std::string_view reference) {
    const ImageName image = ImageName::split(reference);
    const std::string_view registry = image.registry == "docker.io" ? "" : image.registry;
    const std::size_t slash = image.repository.find('/');
    if (registry.empty() && slash != image.repository.npos) {
        for (const Namespace& each : namespaces) {
            if (image.repository.substr(0, slash) == each.name) return each.architecture;
        }
    }
    for (const Family& each : families) {
        if (is_of(image, registry, each)) return each.architecture;
    }
    if (is_for_crossing(reference)) return {};
    // A digest may be that of an index for many: the tag in front of it still says what is meant.
    if (const std::string_view tag = named_in(image.tag); !tag.empty()) return tag;
    return named_in(image.repository.substr(image.repository.rfind('/') + 1));
}

} // namespace dflint::model
