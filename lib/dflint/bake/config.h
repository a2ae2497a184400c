// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"
#include "dflint/source/span.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What bake and compose files say once their expressions are evaluated: targets as written, before
/// inheritance. Outside law: docker/buildx, bake/bake.go (Config, Target, Group).
namespace dflint::bake {

/// Where something is written. The file outlives everything that points into it; no file: it is
/// written nowhere (a default, the command line).
struct Place {
    const SourceFile* file = nullptr;
    Span at{};
};

/// A string and where it comes from. A value that depends on the clock, on chance or on a mistake
/// is unknown; in a list or map it may stand for any number of elements.
struct Text {
    std::string value{};
    bool is_known = true;
    Place at{};
};

struct Flag {
    bool value = false;
    bool is_known = true;
    Place at{};
};

/// One entry of args, labels, contexts, extra-hosts, resources. No value: null, which leaves what
/// was inherited.
struct Entry {
    Text key{};
    std::optional<Text> value{};
};

/// `type=registry,ref=example.com/app`, or the same as an object: one element of attest,
/// cache-from, cache-to, output, policy, secret or ssh.
struct Spec {
    struct Field {
        std::string name{};
        Text value{};
    };
    std::vector<Field> fields{}; ///< `type` first; of ssh the paths are fields called `path`
    bool is_known = true;
    Place at{};

    [[nodiscard]] const Text* find(std::string_view name) const;
    /// The value of a field; "" when it is missing.
    [[nodiscard]] std::string_view value(std::string_view name) const;
    [[nodiscard]] std::string_view type() const { return value("type"); }
    /// Same fields with the same values, in any order and wherever written.
    [[nodiscard]] bool means_same(const Spec& other) const;
};

using Texts = std::vector<Text>;
using Entries = std::vector<Entry>;
using Specs = std::vector<Spec>;

/// One target. What is nothing or empty is not set.
struct Target {
    std::string name{};
    Place at{}; ///< its name in the first block that declares it
    /// The label of the block with a matrix that it is a copy of; "" for all others.
    std::string matrix{};

    std::optional<Text> description{};
    Texts inherits{};
    Texts annotations{};
    Specs attest{};
    std::optional<Text> context{};
    Entries contexts{};
    std::optional<Text> dockerfile{};
    std::optional<Text> dockerfile_inline{};
    Entries args{};
    Entries labels{};
    std::optional<Texts> tags{};
    Specs cache_from{};
    std::optional<Specs> cache_to{};
    std::optional<Text> target{};
    Specs secret{};
    Specs ssh{};
    std::optional<Texts> platforms{};
    std::optional<Specs> output{};
    std::optional<Flag> pull{};
    std::optional<Flag> no_cache{};
    std::optional<Text> network{};
    Texts no_cache_filter{};
    std::optional<Text> shm_size{};
    Texts ulimits{};
    std::optional<Text> call{};
    Texts entitlements{};
    Entries extra_hosts{};
    Entries resources{};
    Specs policy{};
};

struct Group {
    std::string name{};
    Place at{}; ///< its name
    std::optional<Text> description{};
    Texts targets{}; ///< names of targets and groups
};

struct Variable {
    std::string name{};
    Place at{};                         ///< its name
    Place block{};                      ///< all of it
    std::optional<Place> default_at{};  ///< the expression
    std::optional<std::string> value{}; ///< as text, where it is known and has one
    bool is_validated = false;
    bool is_used = false; ///< some expression of the files names it
};

struct UserFunction {
    std::string name{};
    Place at{};
    Place block{};
    bool is_used = false;
};

/// A mistake that buildx ends with an error for.
struct Mistake {
    Place at;
    std::string message;
};

/// Everything some files define together. Targets and groups stand in the order in which they are
/// first declared, each once.
struct Config {
    std::vector<Target> targets{};
    std::vector<Group> groups{};
    std::vector<Variable> variables{};
    std::vector<UserFunction> functions{};
    std::vector<Mistake> mistakes{};

    [[nodiscard]] const Target* target(std::string_view name) const;
    [[nodiscard]] const Group* group(std::string_view name) const;
};

} // namespace dflint::bake
