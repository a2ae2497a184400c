// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_finder.h"

#include <utility>

namespace dflint::model {

using Directories = CacheFinder::Directories;

namespace {

/// Rebuilds of Red Hat Enterprise Linux: the image's name, and the word before the release in tags.
constexpr std::pair<std::string_view, std::string_view> enterprise_linux[] = {
    {"centos", "centos"},
    {"rockylinux", "rockylinux"},
    {"almalinux", "almalinux"},
    {"oraclelinux", "oraclelinux"},
    {"ubi", "ubi"},
};

} // namespace

// https://docs.docker.com/reference/dockerfile/#example-cache-apt-packages
Directories CacheFinder::apt() {
    return std::vector{CacheDirectory{"/var/cache/apt", true, true},
                       CacheDirectory{"/var/lib/apt", true, true}};
}

// Packages are kept only where /etc/apk/cache is a directory or a link to one:
// https://wiki.alpinelinux.org/wiki/Local_APK_cache
Directories CacheFinder::apk() const {
    if (const Value set = option({"--cache-dir"}); set.is_set) return at(set);
    if (const Value root = option({"-p", "--root"}); root.is_set) {
        return at(root, "/etc/apk/cache");
    }
    return one("/etc/apk/cache");
}

// cachedir of dnf.conf(5): /var/cache/dnf; /var/cache/libdnf5 since DNF 5 (Fedora 41);
// /var/cache/yum with yum 3 (Enterprise Linux 7, Amazon Linux 2).
Directories CacheFinder::dnf() const {
    if (command_.is("microdnf")) return {};
    const auto directory = dnf_directory();
    return directory.empty() ? Directories{}
                             : std::vector{CacheDirectory{std::string(directory), true, true}};
}

std::string_view CacheFinder::dnf_directory() const {
    if (command_.is("tdnf")) return "/var/cache/tdnf";
    if (command_.is("dnf5")) return "/var/cache/libdnf5";
    if (const int release = release_of("fedora", "fedora"); release > 0) {
        return release >= 41 ? "/var/cache/libdnf5" : "/var/cache/dnf";
    }
    if (const int release = release_of("amazonlinux", "amzn"); release > 0) {
        return release == 2 ? "/var/cache/yum" : "/var/cache/dnf";
    }
    for (const auto& [image, word] : enterprise_linux) {
        if (const int release = release_of(image, word); release > 0) {
            return release < 8 ? "/var/cache/yum" : "/var/cache/dnf";
        }
    }
    if (image_.repository.starts_with("ubi8") || image_.repository.starts_with("ubi9")) {
        return "/var/cache/dnf";
    }
    return {};
}

} // namespace dflint::model
