// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/pass.h"
#include "dflint/model/build.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/file_kind.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

namespace dflint::workspace {
class Project;
struct BakeTarget;
} // namespace dflint::workspace

namespace dflint {

/// What a rule protects; also a name for --select.
enum class Group : std::uint8_t {
    syntax,
    correctness,
    caching,
    python,
    architecture,
    style,
    context,
    bake
};

[[nodiscard]] std::string_view name_of(Group group);
[[nodiscard]] std::string_view name_of(Severity severity);

/// Whether the rule offers fixes: sometimes means it depends on the file.
enum class Fixable : std::uint8_t { never, sometimes, always };

/// The parameter type is the subscription: a check is called once for each subject of its type.
template <class Subject> using CheckOf = void (*)(const Subject&, Pass&);
using Check =
    std::variant<std::monostate, CheckOf<model::Build>, CheckOf<model::Stage>,
                 CheckOf<dockerfile::Instruction>, CheckOf<model::Run>, CheckOf<model::Copy>,
                 CheckOf<model::Command>, CheckOf<model::Install>, CheckOf<model::IgnoreFile>,
                 CheckOf<workspace::Project>, CheckOf<workspace::BakeTarget>>;

/// A rule is a value: its card, and plain functions that check.
struct Rule {
    std::string_view name;     ///< the id: kebab-case, named after what it finds
    std::string_view summary;  ///< one line, no final stop
    std::string_view why;      ///< what the mistake costs; plain paragraphs in Markdown
    std::string_view bad;      ///< smallest file that reports
    std::string_view good;     ///< the same, mended; for Fixable::always what the fix gives
    std::string_view source{}; ///< the outside law: a URL, or empty
    FileKind kind = FileKind::dockerfile; ///< of the files it looks at; of `bad` and `good`
    Group group = Group::correctness;
    Severity severity = Severity::warning;
    Fixable fixable = Fixable::never;
    bool on_by_default = true; ///< off: looks only where somebody asks for it by a name or a group
    std::array<std::string_view, 4> also_known_as{}; ///< codes of other linters
    std::array<Check, 3> checks{};                   ///< none: reported by the pipeline itself
};

namespace detail {
/// Not constexpr, so that reaching it in a constant expression stops the compiler here.
void rule_is_incomplete(const char* what);
constexpr bool is_kebab_case(std::string_view name) {
    if (name.empty() || name.front() == '-' || name.back() == '-') return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!word && !(c == '-' && name[i - 1] != '-')) return false;
    }
    return true;
}
} // namespace detail

/// Refuses an incomplete card at compile time.
consteval Rule rule(Rule r) {
    if (!detail::is_kebab_case(r.name)) detail::rule_is_incomplete("name is not kebab-case");
    if (r.summary.empty() || r.summary.back() == '.') detail::rule_is_incomplete("summary");
    if (r.why.empty()) detail::rule_is_incomplete("why");
    if (r.bad.empty() || r.good.empty()) detail::rule_is_incomplete("bad and good examples");
    return r;
}

/// The list of rules in catalog order; handed in by tools, as rules are above this room.
using Catalog = std::span<const Rule* const>;

} // namespace dflint
