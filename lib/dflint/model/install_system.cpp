// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install_parts.h"
#include "dflint/source/ascii.h"
#include "dflint/source/byte_set.h"

namespace dflint::model {

namespace {

// What stands between a name and its version.
constexpr ByteSet apt_separators("=/");
constexpr ByteSet apk_separators("=<>~@");
constexpr ByteSet zypper_separators("=<>");

/// `name`, or `name` and what follows the first of `separators`. A name that the shell completes
/// is not known.
void add_name_and_version(Install& install, std::uint32_t index, const ByteSet& separators,
                          bool (*is_pin)(std::string_view version)) {
    const Word& word = word_at(install, index);
    const std::size_t end = std::min(separators.first_in(word.text), word.text.size());
    if (word.text.empty()) return;
    if (first_unknown(word) <= end && first_unknown(word) != word.text.npos) {
        install.has_unknown_operands = true;
        return;
    }
    const std::string_view version = word.text.substr(end);
    add_package(install, index, word.text.substr(0, end), version, is_pin(version));
}

/// Local files and URLs; true when the word was one.
bool add_file(Install& install, std::uint32_t index, std::string_view ending) {
    const std::string_view text = word_at(install, index).text;
    if (is_url(text)) {
        Package& package = add_package(install, index, text);
        package.is_url = true;
        package.is_pinned = true;
        return true;
    }
    if (!is_path(text) && !text.ends_with(ending)) return false;
    install.projects.push_back(operand_at(install, index));
    return true;
}

/// An upgrade without operands is one of what is there, and only the image knows what that is.
bool decide_upgrade(Install& install) {
    if (install.command->operands.empty()) install.has_unknown_operands = true;
    return decide_kind(install);
}

/// name:arch
void drop_architecture(Package& package) {
    if (package.is_url) return;
    const std::size_t end = package.name.find(':');
    if (end == package.name.npos) return;
    package.name = package.name.substr(0, end);
    package.key.resize(end);
}

bool is_apt_pin(std::string_view version) {
    return version.starts_with('=') && version.size() > 1 && version.find('*') == version.npos;
}

} // namespace

// Operands as apt-get(8) has them: name, name=version, name/release, name:arch, name+, name-.
bool read_apt(Install& install) {
    const Command& command = *install.command;
    install.is_offline =
        command.has_option({"-s", "--simulate", "--just-print", "--dry-run", "--recon", "--no-act",
                            "--no-download", "--print-uris"});
    const bool is_upgrade =
        command.verb_in({"upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade"});
    if (!is_upgrade && !command.verb_in({"install", "reinstall", "build-dep", "satisfy"})) {
        return false;
    }
    for (const std::uint32_t index : command.operands) {
        const std::string_view text = word_at(install, index).text;
        if (text.ends_with('-')) continue; // removes the package
        if (!add_file(install, index, ".deb"))
            add_name_and_version(install, index, apt_separators, is_apt_pin);
    }
    if (command.has_option({"-f", "--fix-broken"})) install.has_unknown_operands = true;
    for (Package& package : install.packages) drop_architecture(package);
    return is_upgrade ? decide_upgrade(install) : decide_kind(install);
}

// Operands as apk-world(5) has them: name, name=1.2-r0, name~1.2, name>1, name@tag, !name.
bool read_apk(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"-s", "--simulate", "--no-network"});
    if (!command.verb_in({"add", "fetch", "upgrade"})) return false;
    const auto is_pin = [](std::string_view version) {
        return version.starts_with('=') && version.size() > 1 && version[1] != '~';
    };
    for (const std::uint32_t index : command.operands) {
        if (word_at(install, index).text.starts_with('!')) continue;
        if (!add_file(install, index, ".apk")) {
            add_name_and_version(install, index, apk_separators, is_pin);
        }
    }
    return command.verb == "upgrade" ? decide_upgrade(install) : decide_kind(install);
}

namespace {

/// Where the version of `name-1.2-3.el9.x86_64` begins. Only a release with a distribution tag is
/// told from a name with dashes for sure.
std::size_t version_of_rpm(std::string_view text) {
    const std::size_t release = text.rfind('-');
    if (release == text.npos || release == 0) return text.npos;
    const std::string_view tail = text.substr(release);
    const bool is_tagged = tail.find(".el") != tail.npos || tail.find(".fc") != tail.npos ||
                           tail.find(".amzn") != tail.npos || tail.find(".ph") != tail.npos;
    const std::size_t version = text.rfind('-', release - 1);
    if (!is_tagged || version == text.npos || version == 0) return text.npos;
    return version + 1 < text.size() && ascii::is_digit(text[version + 1]) ? version : text.npos;
}

} // namespace

bool read_dnf(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"-C", "--cacheonly", "--assumeno"});
    const bool is_upgrade =
        command.verb_in({"upgrade", "update", "upgrade-minimal", "update-minimal", "distro-sync"});
    if (!is_upgrade && !command.verb_in({"install", "reinstall", "group install", "module install",
                                         "builddep", "swap"})) {
        return false;
    }
    for (const std::uint32_t index : command.operands) {
        const Word& word = word_at(install, index);
        if (word.text.empty() || add_file(install, index, ".rpm")) continue;
        if (first_unknown(word) != word.text.npos) {
            install.has_unknown_operands = true;
            continue;
        }
        const std::size_t end = std::min(version_of_rpm(word.text), word.text.size());
        const bool has_version = end < word.text.size();
        add_package(install, index, word.text.substr(0, end), word.text.substr(end), has_version);
    }
    return is_upgrade ? decide_upgrade(install) : decide_kind(install);
}

// Operands as zypper(8) has them: name, name=1.2, name>=1.2, name.arch, -name, +name, ~name.
bool read_zypper(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"-D", "--dry-run", "--no-remote"});
    const bool is_upgrade = command.verb_in({"update", "dist-upgrade", "patch"});
    if (!is_upgrade && !command.verb_in({"install", "source-install"})) return false;
    const auto is_pin = [](std::string_view version) {
        return version.starts_with('=') && version.size() > 1;
    };
    for (const std::uint32_t index : command.operands) {
        const std::string_view text = word_at(install, index).text;
        if (text.starts_with('!') || text.starts_with('~')) continue; // removes the package
        if (!add_file(install, index, ".rpm"))
            add_name_and_version(install, index, zypper_separators, is_pin);
    }
    return is_upgrade ? decide_upgrade(install) : decide_kind(install);
}

} // namespace dflint::model
