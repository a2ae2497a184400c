// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"
#include "dflint/syntax/dockerfile/expand.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::model {

struct Stage;

enum class Shell : std::uint8_t { sh, bash, other_posix, cmd, powershell, unknown };

/// One variable set or declared by one ENV or ARG.
struct Binding {
    std::string_view name;
    std::optional<std::string> value{}; ///< expanded; nothing when unknown or (ARG) without default
    bool is_env = false;
    bool is_unset = false; ///< ARG without a default and without a global one: empty unless given
    std::uint32_t instruction = 0; ///< index in Tree::instructions
    const dockerfile::Pair* pair = nullptr;
};

/// The state of a stage just before one of its instructions: what is visible from there, through
/// parent stages. A cursor: cheap to copy, valid as long as the build.
class Scope final : public dockerfile::Variables {
public:
    Scope() = default;
    /// Sees everything of `stage` that stands before the instruction with that index.
    Scope(const Stage& stage, std::uint32_t instruction)
        : stage_(&stage), instruction_(instruction) {}

    /// The binding in force, or nothing when neither this stage nor its local parents set it.
    /// Variables of the base image are not known here.
    [[nodiscard]] const Binding* binding(std::string_view name) const;
    /// For expansion: ARG defaults count as known values (a build without --build-arg).
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override;
    /// The value, when it is set and known.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view name) const;

    /// Absolute path; nothing when it depends on the base image or an unknown value.
    [[nodiscard]] std::optional<std::string> workdir() const;
    /// The USER in force (without group): the file's, else "root" where the base image is known to
    /// run as root; nothing when neither says.
    [[nodiscard]] std::optional<std::string> user() const;
    [[nodiscard]] bool is_root() const;
    /// HOME of a RUN here: the ENV if set, /root for root, the home of users that a RUN of the file
    /// creates by useradd or adduser; else nothing.
    [[nodiscard]] std::optional<std::string> home() const;
    [[nodiscard]] Shell shell() const;
    [[nodiscard]] const Stage& stage() const { return *stage_; }
    [[nodiscard]] std::uint32_t instruction() const { return instruction_; }

    /// Expands a word of an instruction here.
    [[nodiscard]] std::optional<std::string> expand(std::string_view word) const;
    /// Makes a path absolute against the working directory and cleans it.
    [[nodiscard]] std::optional<std::string> absolute(std::string_view path) const;

private:
    const Stage* stage_ = nullptr;
    std::uint32_t instruction_ = 0;
};

/// The scope on a base image that sets nothing but PATH, which BuildKit sets for all: what the file
/// alone decides.
class BareScope final : public dockerfile::Variables {
public:
    explicit BareScope(const Scope& scope) : scope_(scope) {}
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override;

private:
    Scope scope_;
};

} // namespace dflint::model
