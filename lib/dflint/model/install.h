// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/command.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::model {

class Scope;

enum class Manager : std::uint8_t {
    apt,
    apk,
    dnf,
    zypper, // dnf: also yum, microdnf, tdnf
    pip,
    uv,
    poetry,
    pdm,
    pipenv,
    conda, // conda: also mamba, micromamba
    pixi,
    npm,
    yarn,
    pnpm,
    bun,
    go,
    cargo,
    gem,
    bundler,
    composer,
    maven,
    gradle,
    dotnet,
    mix,
};

/// The manager's name as users write it: "apt", "pip", "npm".
[[nodiscard]] std::string_view name_of(Manager manager);

/// One package asked for by name.
struct Package {
    std::string_view name; ///< without version, extras, channel: "torch"
    std::string key;       ///< the name in its registry's normal form (PEP 503 for pip and uv)
    std::string_view
        version;            ///< the constraint as written: "==2.6.0", ">=1,<2", "@^4"; may be empty
    bool is_pinned = false; ///< names exactly one version
    bool is_url = false;    ///< a URL, a VCS reference or a local archive in place of a name
    Span at;                ///< the word in the file
    std::uint32_t word = 0; ///< index in Command::words
};

/// A file or directory that an install reads: `-r requirements.txt`, `.`, `./dist/x.whl`.
struct Operand {
    std::string_view path; ///< as written, after quote removal
    Span at;
    std::uint32_t word = 0;
};

/// What an install does, as far as rules care.
enum class InstallKind : std::uint8_t {
    packages,     ///< named packages from a registry
    dependencies, ///< what a manifest of the project lists: npm ci, -r file, go mod download
    project,      ///< the project itself, so its sources too: pip install ., cargo build
};

/// A command that brings packages in. Found by the option grammar of its tool; a command that the
/// grammar cannot read for sure gives no Install.
struct Install {
    const Command* command = nullptr;
    Manager manager = Manager::apt;
    InstallKind kind = InstallKind::packages; ///< the strongest that holds: project > dependencies
    std::vector<Package> packages;
    std::vector<Operand> manifests;   ///< -r, --file: dependency lists
    std::vector<Operand> constraints; ///< -c
    std::vector<Operand> projects;    ///< local directories and archives, -e targets
    /// Some words are not known ($PACKAGES, a glob): there may be more packages than listed.
    bool has_unknown_operands = false;
    /// Nothing comes over the network: --no-index, --offline, --dry-run.
    bool is_offline = false;
};

/// The install that a command is, if it is one. Needs `command.has_grammar`.
[[nodiscard]] std::optional<Install> install_of(const Command& command);

/// Files that the install reads without being told, relative to the working directory:
/// {"package.json", "package-lock.json", ...} for `npm ci`, {"web/package.json", ...} for
/// `npm ci --prefix web`. Names that need not exist are listed too; a name may be a pattern
/// (`*.csproj`) or a directory (`gradle`). Expansions in the directory stay as written.
[[nodiscard]] std::vector<std::string> implied_manifests(const Install& install);

/// A directory where a manager keeps downloads so that a cache mount pays off.
struct CacheDirectory {
    std::string path; ///< absolute, in the image
    bool is_downloads =
        true; ///< false: build output (target/, go-build) whose loss or sharing can matter
    bool needs_lock = false; ///< apt: only one build at a time may use it (sharing=locked)
};

/// Where the install's manager caches at this point of the stage, given HOME, USER and the
/// manager's variables; nothing when a variable or the user that decides is unknown.
[[nodiscard]] std::optional<std::vector<CacheDirectory>> cache_directories(const Install& install,
                                                                           const Scope& scope);

} // namespace dflint::model
