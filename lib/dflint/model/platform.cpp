// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/platform.h"

#include "dflint/source/ascii.h"

#include <algorithm>
#include <array>
#include <vector>

namespace dflint::model {

namespace {

// Go's lists of ports (containerd/platforms, isKnownOS and isKnownArch). Sorted.
constexpr std::array<std::string_view, 18> systems = {
    "aix",   "android", "darwin", "dragonfly", "freebsd", "hurd",    "illumos", "ios",     "js",
    "linux", "nacl",    "netbsd", "openbsd",   "plan9",   "solaris", "wasip1",  "windows", "zos"};
constexpr std::array<std::string_view, 24> architectures = {
    "386",     "amd64",  "amd64p32", "arm",       "arm64",       "arm64be", "armbe",   "loong64",
    "mips",    "mips64", "mips64le", "mips64p32", "mips64p32le", "mipsle",  "ppc",     "ppc64",
    "ppc64le", "riscv",  "riscv64",  "s390",      "s390x",       "sparc",   "sparc64", "wasm"};

bool is_word_character(char c) {
    return ascii::is_lower(c) || ascii::is_digit(c) || c == '_' || c == '-';
}

bool is_word(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_word_character);
}

/// The operating system without its version: `windows(10.0.17763)`.
std::string_view without_version(std::string_view text) {
    const std::size_t open = text.find('(');
    return open != text.npos && text.ends_with(')') ? text.substr(0, open) : text;
}

/// containerd/platforms, normalizeArch.
Platform normalized(std::string_view os, std::string_view name, std::string_view variant) {
    const auto platform = [&](std::string_view architecture, std::string_view kind) {
        return Platform{std::string(os), std::string(architecture), std::string(kind)};
    };
    if (name == "i386") return platform("386", "");
    if (name == "x86_64" || name == "x86-64" || name == "amd64") {
        return platform("amd64", variant == "v1" ? "" : variant);
    }
    if (name == "aarch64" || name == "arm64") {
        return platform("arm64", variant == "8" || variant == "v8" ? "" : variant);
    }
    if (name == "armhf") return platform("arm", "v7");
    if (name == "armel") return platform("arm", "v6");
    if (name != "arm") return platform(name, variant);
    if (variant.empty()) return platform("arm", "v7");
    const bool is_number = variant.size() == 1 && variant >= "5" && variant <= "8";
    return platform("arm", is_number ? "v" + std::string(variant) : variant);
}

} // namespace

std::optional<Platform> read_platform(std::string_view text) {
    const std::string lower = ascii::lower(text);
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= lower.size();) {
        const std::size_t end = std::min(lower.find('/', at), lower.size());
        parts.push_back(std::string_view(lower).substr(at, end - at));
        at = end + 1;
    }
    parts[0] = without_version(parts[0]);
    if (parts.size() > 3 || !std::all_of(parts.begin(), parts.end(), is_word)) return std::nullopt;
    const std::string system(parts[0] == "macos" ? "darwin" : parts[0]);
    if (parts.size() > 1) {
        return normalized(system, parts[1], parts.size() > 2 ? parts[2] : std::string_view());
    }
    if (std::binary_search(systems.begin(), systems.end(), system)) {
        return normalized(system, "amd64", "");
    }
    Platform platform = normalized("linux", system, "");
    const std::string& name = platform.architecture;
    if (!std::binary_search(architectures.begin(), architectures.end(), name)) return std::nullopt;
    return platform;
}

} // namespace dflint::model
