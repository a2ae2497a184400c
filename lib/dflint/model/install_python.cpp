// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install_parts.h"
#include "dflint/model/requirement.h"
#include "dflint/source/ascii.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// The normal form of PEP 503: lower case, runs of `-`, `_` and `.` become one dash.
std::string python_key(std::string_view name) {
    std::string key = ascii::lower(name);
    std::size_t end = 0;
    for (const char c : key) {
        const bool is_separator = c == '-' || c == '_' || c == '.';
        if (is_separator && end > 0 && key[end - 1] == '-') continue;
        key[end++] = is_separator ? '-' : c;
    }
    key.resize(end);
    return key;
}

/// A word or the value of an option that asks for a package.
struct Asked {
    std::string_view text;
    Operand operand;
    std::size_t unknown = std::string_view::npos; ///< see first_unknown
};

Package& add(Install& install, const Asked& asked, std::string_view name) {
    Package& package = add_package(install, asked.operand.word, name);
    package.key = python_key(name);
    return package;
}

constexpr std::string_view hex_digits = "0123456789abcdef";

/// `git+https://host/repository@revision#egg=name`, `https://host/name-1.0-py3-none-any.whl`.
void add_url(Install& install, const Asked& asked) {
    std::string_view url = asked.text;
    std::string_view name;
    const std::size_t fragment = url.find('#');
    if (fragment != url.npos) {
        if (const std::size_t egg = url.find("egg=", fragment); egg != url.npos) {
            name = url.substr(egg + 4);
            name = name.substr(0, name.find_first_of("&["));
        }
        url = url.substr(0, fragment);
    }
    Package& package = add(install, asked, name);
    package.is_url = true;
    const std::size_t plus = url.find('+');
    if (plus != url.npos && plus < url.find(':')) {
        const std::size_t revision = url.rfind('@');
        const std::string_view commit = revision == url.npos ? "" : url.substr(revision + 1);
        package.is_pinned =
            commit.size() == 40 && commit.find_first_not_of(hex_digits) == commit.npos;
        return;
    }
    package.is_pinned = true; // one file
    const std::string_view file = url.substr(url.rfind('/') + 1);
    if (!name.empty() || !file.ends_with(".whl")) return;
    const std::size_t end = file.find('-');
    if (end == file.npos || file.find_first_of("$`") < end) return;
    package.name = file.substr(0, end);
    package.key = python_key(package.name);
}

/// pip takes an operand for a file when it looks like a path, or ends like an archive.
bool is_local(std::string_view text) {
    return is_path(text) || text.starts_with(".[") || text.find('/') != text.npos ||
           ends_in(text, {".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar"});
}

void add_local(Install& install, const Asked& asked) {
    Operand project = asked.operand;
    // The extras of `.[dev]` are not part of the path.
    if (project.path.ends_with(']')) project.path = project.path.substr(0, project.path.find('['));
    if (project.path.starts_with("file://")) project.path.remove_prefix(7);
    install.projects.push_back(project);
}

void add_asked(Install& install, const Asked& asked) {
    if (asked.text.empty()) return;
    if (asked.unknown == 0) {
        install.has_unknown_operands = true;
    } else if (const auto requirement = read_requirement(asked.text)) {
        if (!asked.text.starts_with(".") && requirement->url.empty() &&
            is_local(requirement->name)) {
            return add_local(install, asked);
        }
        Package& package = add(install, asked, requirement->name);
        package.version = requirement->specifiers;
        package.is_url = !requirement->url.empty();
        package.is_pinned = requirement->is_exact || package.is_url;
    } else if (asked.text.starts_with("file:")) {
        add_local(install, asked);
    } else if (is_url(asked.text)) {
        add_url(install, asked);
    } else if (is_local(asked.text)) {
        add_local(install, asked);
    } else {
        install.has_unknown_operands = true;
    }
}

void add_operands(Install& install, std::size_t from = 0) {
    const auto& operands = install.command->operands;
    for (std::size_t i = from; i < operands.size(); ++i) {
        const Word& word = word_at(install, operands[i]);
        add_asked(install, {word.text, operand_at(install, operands[i]), first_unknown(word)});
    }
}

void add_option_values(Install& install, std::initializer_list<std::string_view> names) {
    std::vector<Operand> values;
    add_values(install, names, values);
    for (const Operand& value : values) {
        add_asked(install, {value.path, value, first_unknown(value.path)});
    }
}

/// An editable requirement is a VCS URL or a directory, never a name.
void add_editables(Install& install, std::initializer_list<std::string_view> names) {
    std::vector<Operand> values;
    add_values(install, names, values);
    for (const Operand& value : values) {
        const Asked asked{value.path, value, first_unknown(value.path)};
        if (asked.unknown == 0) {
            install.has_unknown_operands = true;
        } else if (is_url(asked.text) && !asked.text.starts_with("file:")) {
            add_url(install, asked);
        } else {
            add_local(install, asked);
        }
    }
}

void add_files(Install& install) {
    add_values(install, {"-r", "--requirement", "--requirements"}, install.manifests);
    add_values(install, {"-c", "--constraint", "--constraints"}, install.constraints);
    add_editables(install, {"-e", "--editable"});
}

/// --no-index cuts off the index, not --find-links.
bool is_without_index(const Command& command) {
    if (!command.has_option({"--no-index"})) return false;
    return std::none_of(command.options.begin(), command.options.end(), [](const Option& option) {
        return (option.name == "-f" || option.name == "--find-links") && option.value &&
               (is_url(*option.value) || first_unknown(*option.value) == 0);
    });
}

} // namespace

bool read_pip(Install& install) {
    const Command& command = *install.command;
    if (!command.verb_in({"install", "download", "wheel"})) return false;
    install.is_offline = is_without_index(command) || command.has_option({"--dry-run"});
    add_operands(install);
    add_files(install);
    const bool is_something = decide_kind(install);
    if (command.has_option({"--group"}) && install.kind == InstallKind::packages) {
        install.kind = InstallKind::dependencies;
        return true;
    }
    return is_something;
}

bool read_pipx(Install& install) {
    const Command& command = *install.command;
    if (!command.verb_in({"install", "inject"})) return false;
    // The first operand of inject is an environment that is there already.
    add_operands(install, command.verb == "inject" ? 1 : 0);
    add_values(install, {"-r", "--requirement"}, install.manifests);
    return decide_kind(install);
}

bool read_uv(Install& install) {
    const Command& command = *install.command;
    install.is_offline =
        command.has_option({"--offline", "--dry-run"}) || is_without_index(command);
    if (command.verb == "pip install") {
        const bool has_group = command.has_option({"--group"});
        add_operands(install);
        add_files(install);
        const bool is_something = decide_kind(install);
        if (has_group && install.kind == InstallKind::packages) {
            install.kind = InstallKind::dependencies;
        }
        return is_something || has_group;
    }
    if (command.verb == "pip sync") {
        for (const std::uint32_t index : command.operands) {
            install.manifests.push_back(operand_at(install, index));
        }
        add_values(install, {"-c", "--constraint", "--constraints"}, install.constraints);
        return decide_kind(install);
    }
    if (command.verb == "tool install") {
        add_operands(install);
        add_option_values(install, {"--with"});
        return decide_kind(install);
    }
    if (command.verb == "sync") {
        // Workspace members are sources too; --no-install-local leaves out all of them.
        const bool has_no_project = command.has_option(
            {"--no-install-project", "--no-install-workspace", "--no-install-local"});
        install.kind = has_no_project ? InstallKind::dependencies : InstallKind::project;
        return true;
    }
    if (command.verb == "add") {
        add_operands(install);
        add_files(install);
        if (!decide_kind(install)) return false;
        // Adding ends in a sync, which installs the project.
        if (!command.has_option({"--no-sync", "--frozen"})) install.kind = InstallKind::project;
        return true;
    }
    return false;
}

namespace {

/// poetry and pdm: a requirement, or poetry's `name@constraint`.
void add_project_dependencies(Install& install) {
    for (const std::uint32_t index : install.command->operands) {
        const Word& word = word_at(install, index);
        const std::size_t at = word.text.find('@');
        const std::string_view version =
            at == word.text.npos ? std::string_view{} : word.text.substr(at + 1);
        const bool is_constraint = at > 0 && !version.empty() && version.front() != ' ' &&
                                   !is_url(version) && !is_url(word.text);
        const auto requirement =
            is_constraint ? read_requirement(word.text.substr(0, at)) : std::nullopt;
        if (requirement && first_unknown(word) > at) {
            Package& package = add_package(install, index, requirement->name);
            package.key = python_key(requirement->name);
            package.version = word.text.substr(at);
            package.is_pinned = is_exact_semver(version);
        } else {
            add_asked(install, {word.text, operand_at(install, index), first_unknown(word)});
        }
    }
}

} // namespace

bool read_poetry(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"--dry-run"});
    if (command.verb_in({"add", "self add"})) {
        add_project_dependencies(install);
        return decide_kind(install);
    }
    if (!command.verb_in({"install", "sync", "update"})) return false;
    // --only leaves the root package out, unless it is --only-root.
    const bool has_no_root =
        command.verb == "update" || command.has_option({"--no-root", "--only"});
    install.kind = has_no_root ? InstallKind::dependencies : InstallKind::project;
    return true;
}

bool read_pdm(Install& install) {
    const Command& command = *install.command;
    // --check looks at the lock file before the install, not instead of it.
    install.is_offline = command.has_option({"--dry-run"});
    const bool has_no_self = command.has_option({"--no-self"});
    if (command.verb_in({"add", "self add"})) {
        add_project_dependencies(install);
        add_editables(install, {"-e", "--editable"});
        if (!decide_kind(install)) return false;
        if (!has_no_self && command.verb == "add") install.kind = InstallKind::project;
        return true;
    }
    if (!command.verb_in({"install", "sync", "update"})) return false;
    install.kind = has_no_self ? InstallKind::dependencies : InstallKind::project;
    return true;
}

bool read_pipenv(Install& install) {
    const Command& command = *install.command;
    if (!command.verb_in({"install", "sync", "update", "upgrade"})) return false;
    add_operands(install);
    add_values(install, {"-r", "--requirements"}, install.manifests);
    add_editables(install, {"-e", "--editable"});
    if (!decide_kind(install)) install.kind = InstallKind::dependencies;
    return true;
}

} // namespace dflint::model
