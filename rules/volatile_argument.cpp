// SPDX-License-Identifier: Apache-2.0
#include "volatile_argument.h"

#include "dflint/source/ascii.h"

#include <algorithm>
#include <array>

namespace dflint::rules {

namespace {

template <std::size_t Size>
bool is_in(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Names by which people pass what is new in every build. SOURCE_DATE_EPOCH is not among them:
// BuildKit keeps it out of the cache key.
constexpr std::array<std::string_view, 18> moments = {
    "BUILDDATE",       "BUILDID",           "BUILDNUMBER", "BUILDTIME",      "BUILD_DATE",
    "BUILD_DATETIME",  "BUILD_ID",          "BUILD_NUM",   "BUILD_NUMBER",   "BUILD_TIME",
    "BUILD_TIMESTAMP", "BUILD_TS",          "CI_JOB_ID",   "CI_PIPELINE_ID", "DATE_CREATED",
    "GITHUB_RUN_ID",   "GITHUB_RUN_NUMBER", "TIMESTAMP",
};
constexpr std::array<std::string_view, 24> revisions = {
    "BUILD_COMMIT",  "BUILD_REV",      "BUILD_REVISION", "BUILD_SHA",  "CI_COMMIT_SHA",
    "COMMIT",        "COMMITHASH",     "COMMIT_HASH",    "COMMIT_ID",  "COMMIT_REF",
    "COMMIT_SHA",    "GITHUB_SHA",     "GITSHA",         "GIT_COMMIT", "GIT_COMMIT_HASH",
    "GIT_COMMIT_ID", "GIT_COMMIT_SHA", "GIT_HASH",       "GIT_REV",    "GIT_REVISION",
    "GIT_SHA",       "REVISION",       "SOURCE_COMMIT",  "VCS_REF",
};

/// `APP_GIT_SHA` is as volatile as `GIT_SHA`.
std::string_view without_owner(std::string_view name) {
    for (const std::string_view owner : {"APP_", "IMAGE_", "PROJECT_", "DOCKER_", "REPO_"}) {
        if (ascii::equals_ignoring_case(name.substr(0, owner.size()), owner)) {
            return name.substr(owner.size());
        }
    }
    return name;
}

template <std::size_t Size>
bool is_in_ignoring_case(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view each) {
        return ascii::equals_ignoring_case(each, name);
    });
}

bool is_placeholder(std::string_view value) {
    if (value.size() < 7) return true; // too short for a hash
    const bool is_hex = value.find_first_not_of("0123456789abcdefABCDEF") == value.npos;
    const bool has_digit = value.find_first_of("0123456789") != value.npos;
    return !is_hex && !has_digit; // unspecified, development
}

bool mentions(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
        std::string_view rest = text.substr(at + 1);
        if (rest.starts_with('{')) rest.remove_prefix(1);
        if (rest.starts_with(name) &&
            (rest.size() == name.size() || !ascii::is_in_name(rest[name.size()]))) {
            return true;
        }
    }
    return false;
}

/// Programs whose result is known not to depend on variables of the project.
constexpr std::array<std::string_view, 50> plain_programs = {
    "[",          "add-apt-repository",
    "addgroup",   "adduser",
    "apk",        "apt",
    "apt-get",    "apt-key",
    "cat",        "cd",
    "chmod",      "chown",
    "chgrp",      "cp",
    "curl",       "dnf",
    "dpkg",       "echo",
    "export",     "find",
    "gpg",        "groupadd",
    "gunzip",     "install",
    "ldconfig",   "ln",
    "locale-gen", "ls",
    "microdnf",   "mkdir",
    "mv",         "printf",
    "rm",         "rpm",
    "sed",        "set",
    "sha256sum",  "tar",
    "tee",        "test",
    "touch",      "true",
    "unzip",      "update-alternatives",
    "useradd",    "usermod",
    "wget",       "which",
    "xz",         "yum",
};

} // namespace

bool is_volatile(const model::Binding& binding) {
    const std::string_view core = without_owner(binding.name);
    if (is_in_ignoring_case(moments, core)) return true;
    if (!is_in_ignoring_case(revisions, core)) return false;
    return !binding.value || is_placeholder(*binding.value);
}

bool mentions_any(const SourceFile& file, const dockerfile::Instruction& instruction,
                  const std::vector<std::string_view>& names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        if (mentions(instruction.text.text(), name)) return true;
        return std::any_of(
            instruction.heredocs.begin(), instruction.heredocs.end(),
            [&](const dockerfile::Heredoc& each) { return mentions(file.slice(each.body), name); });
    });
}

bool may_read_variables(const model::Run& run) {
    if (run.error != nullptr || run.scripts.empty()) return true;
    return std::any_of(
        run.commands.begin(), run.commands.end(), [&](const model::Command& command) {
            if (is_in(plain_programs, command.name)) return false;
            if (command.is("git")) return !command.verb_in({"clone", "checkout"});
            // What an install runs besides the manager is code of the packages, not of the project.
            const model::Install* const install = run.install_by(command);
            return install == nullptr || install->kind == model::InstallKind::project;
        });
}

} // namespace dflint::rules
