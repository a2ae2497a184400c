// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// The option grammars of tools as tables; read by read_options() alone.
namespace dflint::model {

/// A string literal as a template argument.
template <std::size_t Size> struct Literal {
    char text[Size]{};
    consteval Literal(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }
    [[nodiscard]] consteval std::string_view view() const { return {text, Size - 1}; }
};

/// A sorted set of option names, made at compile time: `names<"-r --requirement">`.
class NameSet {
public:
    constexpr NameSet() = default;
    consteval explicit NameSet(std::span<const std::string_view> sorted) : names_(sorted) {
        for (const std::string_view name : sorted) {
            if (name.size() == 2) mark(name[1]);
        }
    }

    [[nodiscard]] constexpr bool has(std::string_view name) const {
        return std::binary_search(names_.begin(), names_.end(), name);
    }
    /// The set holds "-" and this letter.
    [[nodiscard]] constexpr bool has_letter(char letter) const {
        const auto at = static_cast<unsigned char>(letter);
        return at < 128 && (letters_[at / 64] >> (at % 64) & 1U) != 0;
    }

    /// All names that begin so.
    [[nodiscard]] constexpr std::span<const std::string_view>
    beginning_with(std::string_view beginning) const {
        const auto first = std::lower_bound(names_.begin(), names_.end(), beginning);
        const auto last = std::find_if_not(first, names_.end(), [&](std::string_view name) {
            return name.starts_with(beginning);
        });
        return {first, last};
    }

private:
    consteval void mark(char letter) {
        const auto at = static_cast<unsigned char>(letter);
        letters_[at / 64] |= std::uint64_t{1} << (at % 64);
    }

    std::span<const std::string_view> names_;
    std::array<std::uint64_t, 2> letters_{};
};

namespace detail {

consteval std::size_t count_names(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

template <Literal Text> consteval auto split_names() {
    std::array<std::string_view, count_names(Text.view())> out{};
    std::string_view rest = Text.view();
    for (std::string_view& name : out) {
        name = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
        if (name.empty()) throw "two blanks in a row";
    }
    std::sort(out.begin(), out.end());
    return out;
}

template <Literal Text> inline constexpr auto sorted_names = split_names<Text>();

} // namespace detail

/// The blank-separated names of the literal.
template <Literal Text> inline constexpr NameSet names{detail::sorted_names<Text>};

struct Options {
    NameSet valued; ///< take a value: `--name value`, `--name=value`, `-n value`, `-nvalue`
    /// Take none, or only behind `=`. Needed only for tools whose `knows_all_valued` is false.
    NameSet flags{};
};

struct Verb {
    std::string_view name;    ///< as written: "i", "pip install"
    std::string_view means{}; ///< the full name: "install"; empty when `name` is that
    Options options{};
    bool runs_a_program = false; ///< what follows the first operand belongs to another program
};

/// Another name for an option.
struct Synonym {
    std::string_view name;
    std::string_view means;
};

/// How one tool reads its command line.
struct Tool {
    Options before{};              ///< understood before the verb only
    Options anywhere{};            ///< understood before and after the verb
    std::span<const Verb> verbs{}; ///< sorted by name; empty: the tool has no verbs
    std::string_view default_verb{};
    /// The tables name every option that takes a value, in all versions of the tool that matter.
    bool knows_all_valued = true;
    /// `-name` is one option, not a cluster: go, mvn, gradle.
    bool has_single_dash_names = false;
    /// A flag takes the word `true` or `false` behind it: npm.
    bool flags_take_booleans = false;
    /// Words behind `--` are for somebody else: gem's are for the compiler.
    bool dashes_end_operands = false;
    /// The first word is a cluster without its dash: tar.
    bool starts_with_letters = false;
    /// A first word with a plus picks a toolchain: cargo.
    bool has_plus_word = false;
    /// A verb that the table does not have is a program or script: yarn.
    bool runs_unknown_verbs = false;
    /// `--constr` is --constraint, where only that begins so: Python's optparse.
    bool completes_names = false;
    std::span<const Synonym> synonyms{};
    /// Options whose value is optional and a number: make -j.
    NameSet numbered{};
};

/// The table in the order that the search needs.
template <std::size_t Size> consteval std::array<Verb, Size> sorted(std::array<Verb, Size> verbs) {
    std::sort(verbs.begin(), verbs.end(),
              [](const Verb& a, const Verb& b) { return a.name < b.name; });
    return verbs;
}

/// The tool behind a command name ("pip3.11" is pip); nullptr when there is no table for it.
[[nodiscard]] const Tool* tool_named(std::string_view name);

extern const Tool apt_tool, apt_cache_tool, apk_tool, dnf_tool, zypper_tool, dpkg_tool;
extern const Tool pip_tool, uv_tool, uvx_tool, poetry_tool, pdm_tool, pipenv_tool, pipx_tool;
extern const Tool conda_tool, micromamba_tool, pixi_tool;
extern const Tool npm_tool, npx_tool, yarn_tool, pnpm_tool, bun_tool, corepack_tool;
extern const Tool go_tool, cargo_tool, rustup_tool, gem_tool, bundle_tool, composer_tool, mix_tool;
extern const Tool maven_tool, gradle_tool, dotnet_tool;
extern const Tool git_tool, curl_tool, wget_tool, rm_tool, tar_tool, make_tool, cmake_tool;

} // namespace dflint::model
