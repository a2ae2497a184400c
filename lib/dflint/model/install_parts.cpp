// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install_parts.h"

#include "dflint/source/ascii.h"
#include "dflint/source/byte_set.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// What the shell replaces: expansions, and patterns of file names.
constexpr ByteSet expansion_bytes("$`");
constexpr ByteSet glob_bytes("*?{");

} // namespace

std::size_t first_unknown(const Word& word) {
    const std::size_t expansion =
        word.is_static() ? std::string_view::npos : expansion_bytes.first_in(word.text);
    if (!word.shell->has_glob) return expansion;
    return std::min(expansion, glob_bytes.first_in(word.text));
}

std::size_t first_unknown(std::string_view text) {
    return expansion_bytes.first_in(text);
}

const Word& word_at(const Install& install, std::uint32_t index) {
    return install.command->words[index];
}

Operand operand_at(const Install& install, std::uint32_t index) {
    const Word& word = word_at(install, index);
    return {.path = word.text, .at = word.at, .word = index};
}

Operand value_of(const Option& option) {
    return {.path = option.value.value_or(std::string_view{}),
            .at = option.value_at,
            .word = option.value_word};
}

void add_values(const Install& install, std::initializer_list<std::string_view> names,
                std::vector<Operand>& to) {
    for (const Option& option : install.command->options) {
        if (option.value && std::find(names.begin(), names.end(), option.name) != names.end()) {
            to.push_back(value_of(option));
        }
    }
}

Package& add_package(Install& install, std::uint32_t index, std::string_view name,
                     std::string_view version, bool is_pinned) {
    return install.packages.emplace_back(Package{.name = name,
                                                 .key = ascii::lower(name),
                                                 .version = version,
                                                 .is_pinned = is_pinned,
                                                 .is_url = false,
                                                 .at = word_at(install, index).at,
                                                 .word = index});
}

bool is_url(std::string_view text) {
    const std::size_t colon = text.find("://");
    return colon != text.npos && colon > 0 &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
               return ascii::is_letter_or_digit(c) || c == '+' || c == '-' || c == '.';
           });
}

bool is_path(std::string_view text) {
    return text.starts_with('/') || text == "." || text == ".." || text == "~" ||
           text.starts_with("./") || text.starts_with("../") || text.starts_with("~/");
}

bool ends_in(std::string_view text, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [text](std::string_view ending) { return text.ends_with(ending); });
}

bool is_exact_semver(std::string_view text) {
    if (text.starts_with('v') || text.starts_with('=')) text.remove_prefix(1);
    for (int part = 0; part < 3; ++part) {
        if (part > 0) {
            if (!text.starts_with('.')) return false;
            text.remove_prefix(1);
        }
        const auto end = std::find_if_not(text.begin(), text.end(), ascii::is_digit);
        if (end == text.begin()) return false;
        text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    }
    if (text.empty()) return true;
    return (text.front() == '-' || text.front() == '+') &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return ascii::is_letter_or_digit(c) || c == '-' || c == '+' || c == '.';
           });
}

bool decide_kind(Install& install) {
    if (!install.projects.empty()) {
        install.kind = InstallKind::project;
    } else if (!install.manifests.empty()) {
        install.kind = InstallKind::dependencies;
    } else {
        install.kind = InstallKind::packages;
        return !install.packages.empty() || install.has_unknown_operands;
    }
    return true;
}

} // namespace dflint::model
