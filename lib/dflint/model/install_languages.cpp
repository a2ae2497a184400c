// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install_parts.h"
#include "dflint/source/ascii.h"

#include <algorithm>

namespace dflint::model {

namespace {

bool is_kind(Install& install, InstallKind kind) {
    install.kind = kind;
    return true;
}

/// `name` up to the first of `separators`; unknown when the shell completes the name.
bool add_named(Install& install, std::uint32_t index, std::string_view separators,
               bool (*is_pin)(std::string_view version)) {
    const Word& word = word_at(install, index);
    if (word.text.empty()) return false;
    const std::size_t end = std::min(word.text.find_first_of(separators), word.text.size());
    const std::size_t unknown = first_unknown(word);
    if (unknown <= end && unknown != word.text.npos) {
        install.has_unknown_operands = true;
        return false;
    }
    const std::string_view version = word.text.substr(end);
    add_package(install, index, word.text.substr(0, end), version,
                !version.empty() && is_pin(version.substr(1)));
    return true;
}

/// The version that an option gives to all packages that carry none.
void set_version(Install& install, const Option* option, bool (*is_pin)(std::string_view)) {
    if (option == nullptr || !option->value) return;
    for (Package& package : install.packages) {
        if (!package.version.empty()) continue;
        package.version = *option->value;
        package.is_pinned = is_pin(*option->value);
    }
}

// ---- go

/// @v1.2.3, a pseudo-version of it, or a commit; @latest, @v1 and branches move.
bool is_go_pin(std::string_view version) {
    constexpr std::string_view hex_digits = "0123456789abcdef";
    if (version.starts_with('v')) return is_exact_semver(version);
    return version.size() >= 12 && version.find_first_not_of(hex_digits) == version.npos;
}

/// An import path that is fetched has a host name in front: `example.org/x`, not `cmd/x` or `./x`.
bool is_remote_path(std::string_view path) {
    const std::string_view host = path.substr(0, path.find('/'));
    return !is_path(path) && host.find('.') != host.npos && host.size() < path.size();
}

bool read_go_packages(Install& install) {
    const Command& command = *install.command;
    const bool is_get = command.verb == "get";
    bool has_own = command.operands.empty();
    for (const std::uint32_t index : command.operands) {
        const Word& word = word_at(install, index);
        if (first_unknown(word) == 0) {
            install.has_unknown_operands = true;
        } else if (!is_remote_path(word.text)) {
            has_own = true;
        } else {
            add_named(install, index, "@", is_go_pin);
            // Outside a module's own packages `go install` wants a version.
            const bool has_version = word.text.find('@') != word.text.npos;
            if (!has_version && !is_get) has_own = true;
        }
    }
    if (has_own && is_get && command.operands.empty()) {
        return is_kind(install, InstallKind::dependencies);
    }
    return has_own ? is_kind(install, InstallKind::project) : decide_kind(install);
}

} // namespace

namespace {

/// Modules come out of the project's own vendor directory: `-mod=vendor`, in GOFLAGS as well.
bool builds_from_vendor(const Command& command) {
    if (const Option* const mode = command.option({"-mod", "--mod"})) {
        return mode->value == "vendor";
    }
    const auto flags = variable_of(command, "GOFLAGS");
    return flags && flags->value.find("-mod=vendor") != flags->value.npos;
}

} // namespace

bool read_go(Install& install) {
    const Command& command = *install.command;
    if (command.verb == "mod download") return is_kind(install, InstallKind::dependencies);
    install.is_offline = builds_from_vendor(command);
    if (command.verb_in({"build", "test", "mod tidy", "mod vendor"})) {
        return is_kind(install, InstallKind::project);
    }
    if (command.verb_in({"get", "install"})) return read_go_packages(install);
    if (command.verb != "run" || command.operands.empty()) return false;
    const Word& program = word_at(install, command.operands.front());
    if (program.text.find('@') == program.text.npos || !is_remote_path(program.text)) {
        return is_kind(install, InstallKind::project);
    }
    add_named(install, command.operands.front(), "@", is_go_pin);
    return decide_kind(install);
}

// ---- cargo

namespace {

bool read_cargo_install(Install& install) {
    const Command& command = *install.command;
    add_values(install, {"--path"}, install.projects);
    const Option* const git = command.option({"--git"});
    for (const std::uint32_t index : command.operands) {
        add_named(install, index, "@", is_exact_semver);
    }
    if (git != nullptr) {
        if (install.packages.empty()) add_package(install, git->word, {});
        for (Package& package : install.packages) {
            package.is_url = true;
            package.is_pinned = command.has_option({"--rev"});
        }
    } else {
        set_version(install, command.option({"--version", "--vers"}), is_exact_semver);
    }
    return decide_kind(install);
}

} // namespace

bool read_cargo(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"--offline", "--frozen", "--dry-run"});
    if (command.verb_in({"install", "binstall"})) return read_cargo_install(install);
    add_values(install, {"--manifest-path"}, install.manifests);
    if (command.verb_in({"fetch", "vendor"})) return is_kind(install, InstallKind::dependencies);
    if (command.verb == "chef cook") {
        add_values(install, {"--recipe-path"}, install.manifests);
        return is_kind(install, InstallKind::dependencies);
    }
    if (command.verb_in({"build", "check", "test", "run", "bench", "doc", "clippy", "rustc"})) {
        return is_kind(install, InstallKind::project);
    }
    return false;
}

// ---- gem and bundler

namespace {

/// A gem version has any number of parts; what has an operator is a range, but for `=`.
bool is_gem_pin(std::string_view version) {
    if (version.starts_with('=')) version.remove_prefix(1);
    while (version.starts_with(' ')) version.remove_prefix(1);
    return !version.empty() && version.find_first_of("<>~!, ") == version.npos;
}

} // namespace

bool read_gem(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"-l", "--local", "--explain"});
    if (command.verb == "update") {
        if (command.operands.empty() || command.has_option({"--system"})) {
            install.has_unknown_operands = true;
            return true;
        }
    } else if (command.verb != "install") {
        return false;
    }
    add_values(install, {"-g", "--file"}, install.manifests);
    for (const std::uint32_t index : command.operands) {
        if (word_at(install, index).text.ends_with(".gem")) {
            install.projects.push_back(operand_at(install, index));
        } else {
            add_named(install, index, ":", is_gem_pin);
        }
    }
    set_version(install, command.option({"-v", "--version"}), is_gem_pin);
    return decide_kind(install);
}

bool read_bundler(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"--local"});
    add_values(install, {"--gemfile"}, install.manifests);
    if (command.verb_in({"install", "update", "cache"})) {
        return is_kind(install, InstallKind::dependencies);
    }
    if (command.verb != "add") return false;
    for (const std::uint32_t index : command.operands) add_named(install, index, ":", is_gem_pin);
    set_version(install, command.option({"-v", "--version"}), is_gem_pin);
    return decide_kind(install);
}

// ---- composer

namespace {

/// vendor/name:1.2.3 is exact, vendor/name:^1.2 or dev-main is not.
bool is_composer_pin(std::string_view version) {
    return !version.empty() && (version.front() == 'v' || ascii::is_digit(version.front())) &&
           version.find_first_of("*^~<>|, -") == version.npos &&
           std::count(version.begin(), version.end(), '.') >= 2;
}

/// `require vendor/name ^1.2`: a constraint may be a word of its own.
bool read_composer_require(Install& install) {
    for (const std::uint32_t index : install.command->operands) {
        const std::string_view text = word_at(install, index).text;
        const bool is_constraint =
            !text.empty() && text.find('/') == text.npos &&
            (text.front() == '^' || text.front() == '~' || text.front() == '*' ||
             text.front() == '>' || ascii::is_digit(text.front()));
        if (is_constraint && !install.packages.empty()) {
            install.packages.back().version = text;
            install.packages.back().is_pinned = is_composer_pin(text);
        } else {
            add_named(install, index, ":=", is_composer_pin);
        }
    }
    return decide_kind(install);
}

} // namespace

bool read_composer(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"--dry-run"});
    if (command.verb_in({"install", "update", "global install", "global update"})) {
        return is_kind(install, InstallKind::dependencies);
    }
    if (command.verb_in({"require", "global require"})) return read_composer_require(install);
    if (command.verb != "create-project" || command.operands.empty()) return false;
    add_named(install, command.operands.front(), ":=", is_composer_pin);
    return decide_kind(install);
}

// ---- mix

bool read_mix(Install& install) {
    const Command& command = *install.command;
    const auto offline = variable_of(command, "HEX_OFFLINE");
    install.is_offline = offline && (offline->value == "1" || offline->value == "true");
    const auto fetches = [](std::string_view task) {
        return task == "deps.get" || task == "deps.update";
    };
    // `mix do deps.get + compile`, with commas before Elixir 1.14.
    const bool is_in_list =
        command.verb == "do" &&
        std::any_of(command.operands.begin(), command.operands.end(), [&](std::uint32_t index) {
            std::string_view task = command.words[index].text;
            if (task.ends_with(',')) task.remove_suffix(1);
            return fetches(task);
        });
    return (fetches(command.verb) || is_in_list) && is_kind(install, InstallKind::dependencies);
}

} // namespace dflint::model
