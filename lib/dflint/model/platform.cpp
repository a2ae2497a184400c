// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/platform.h"

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
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_word(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_word_character);
}

/// The operating system without its version: `windows(10.0.17763)`.
std::string_view without_version(std::string_view text) {
    const std::size_t open = text.find('(');
    return open != text.npos && text.ends_with(')') ? text.substr(0, open) : text;
}

std::string normal_architecture(std::string_view name) {
    if (name == "i386") return "386";
    if (name == "x86_64" || name == "x86-64") return "amd64";
    if (name == "aarch64") return "arm64";
    if (name == "armhf" || name == "armel") return "arm";
    return std::string(name);
}

} // namespace

std::optional<Platform> read_platform(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= lower.size();) {
        const std::size_t end = std::min(lower.find('/', at), lower.size());
        parts.push_back(std::string_view(lower).substr(at, end - at));
        at = end + 1;
    }
    parts[0] = without_version(parts[0]);
    if (parts.size() > 3 || !std::all_of(parts.begin(), parts.end(), is_word)) return std::nullopt;
    const std::string system(parts[0] == "macos" ? "darwin" : parts[0]);
    if (parts.size() > 1) return Platform{system, normal_architecture(parts[1])};
    if (std::binary_search(systems.begin(), systems.end(), system))
        return Platform{system, "amd64"};
    const std::string architecture = normal_architecture(system);
    if (!std::binary_search(architectures.begin(), architectures.end(), architecture)) {
        return std::nullopt;
    }
    return Platform{"linux", architecture};
}

} // namespace dflint::model
