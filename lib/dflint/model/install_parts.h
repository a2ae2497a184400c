// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/install.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

/// What the readers of the managers (install_*.cpp) share.
namespace dflint::model {

/// Fills `install` from its command; false when the command brings nothing in, or says so in a way
/// that is not understood. `command` and `manager` are set already.
using InstallReader = bool (*)(Install& install);

bool read_apt(Install& install);
bool read_apk(Install& install);
bool read_dnf(Install& install);
bool read_zypper(Install& install);
bool read_pip(Install& install);
bool read_pipx(Install& install);
bool read_uv(Install& install);
bool read_poetry(Install& install);
bool read_pdm(Install& install);
bool read_pipenv(Install& install);
bool read_conda(Install& install);
bool read_pixi(Install& install);
bool read_npm(Install& install);
bool read_yarn(Install& install);
bool read_pnpm(Install& install);
bool read_bun(Install& install);
bool read_go(Install& install);
bool read_cargo(Install& install);
bool read_gem(Install& install);
bool read_bundler(Install& install);
bool read_composer(Install& install);
bool read_maven(Install& install);
bool read_gradle(Install& install);
bool read_dotnet(Install& install);
bool read_mix(Install& install);

/// Index of the first byte of the word that the shell replaces (an expansion, a wildcard, a brace
/// list); npos when there is none. Brackets do not count: they are pip's extras far more often
/// than a wildcard, and a wildcard without a match stays as it is.
[[nodiscard]] std::size_t first_unknown(const Word& word);
/// The same for the value of an option, of which no more than the text is known.
[[nodiscard]] std::size_t first_unknown(std::string_view text);

[[nodiscard]] const Word& word_at(const Install& install, std::uint32_t index);
[[nodiscard]] Operand operand_at(const Install& install, std::uint32_t index);
[[nodiscard]] Operand value_of(const Option& option);
/// Appends the value of each option with one of the names.
void add_values(const Install& install, std::initializer_list<std::string_view> names,
                std::vector<Operand>& to);

/// Adds the package that the word `index` names; `key` is the name in lower case.
Package& add_package(Install& install, std::uint32_t index, std::string_view name,
                     std::string_view version = {}, bool is_pinned = false);

/// `https://...`, `git+ssh://...`: a scheme stands in front.
[[nodiscard]] bool is_url(std::string_view text);
/// `.`, `./x`, `../x`, `/x`, `~/x`.
[[nodiscard]] bool is_path(std::string_view text);
[[nodiscard]] bool ends_in(std::string_view text, std::initializer_list<std::string_view> endings);
/// Three numbers and what semver allows behind them: 1.2.3, v1.2.3-rc.1+build.
[[nodiscard]] bool is_exact_semver(std::string_view text);
/// Sets kind to the strongest that manifests and projects say; false when there is nothing at all.
bool decide_kind(Install& install);

} // namespace dflint::model
