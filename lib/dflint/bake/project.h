// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/value.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/embedded_text.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/hcl/ast.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a bake invocation comes to. Outside law: docker/buildx, bake/.
namespace dflint::bake {

/// Which of the project's files; `no_file` for what was said on the command line.
using FileIndex = std::uint32_t;
inline constexpr FileIndex no_file = UINT32_MAX;

/// Where something was written: bytes of one of the project's files.
struct Origin {
    FileIndex file = no_file;
    Span at{};

    [[nodiscard]] bool is_written() const { return file != no_file; }
    friend bool operator==(const Origin&, const Origin&) = default;
};

/// A diagnostic, and the file it is about.
struct FileDiagnostic {
    FileIndex file = 0;
    Diagnostic diagnostic;
};

/// One file of the invocation. Compose files have no tree.
struct File {
    std::shared_ptr<const SourceFile> source;
    bool is_compose = false;
    bool is_included = false; ///< a compose file that another one includes
    hcl::File tree{};
};

/// The attributes of a target, in the order in which buildx prints them.
enum class AttributeId : std::uint8_t {
    description,
    inherits,
    annotations,
    attest,
    context,
    contexts,
    dockerfile,
    dockerfile_inline,
    args,
    labels,
    tags,
    cache_from,
    cache_to,
    target,
    secret,
    ssh,
    platforms,
    output,
    pull,
    no_cache,
    network,
    no_cache_filter,
    shm_size,
    ulimits,
    call,
    entitlements,
    extra_hosts,
    policy,
    resources,
};

/// How an attribute is written and how a later definition changes an earlier one.
struct AttributeRule {
    enum class Shape : std::uint8_t {
        text,    ///< a string
        truth,   ///< a bool
        texts,   ///< a list of strings
        table,   ///< a map of strings
        entries, ///< a list of strings in CSV form, or of objects
        object,  ///< resources
    };
    enum class Merge : std::uint8_t { replace, append, by_key };

    AttributeId id;
    std::string_view name; ///< as in bake files
    Shape shape;
    Merge merge;
    bool keeps_null = false; ///< table: a null value is dropped, and keeps what was there
};

[[nodiscard]] const std::vector<AttributeRule>& attribute_rules();
[[nodiscard]] const AttributeRule& rule_of(AttributeId id);
/// Null for a name that is no attribute of targets (name and matrix among them).
[[nodiscard]] const AttributeRule* attribute_rule(std::string_view name);

/// One element of a list, one pair of a map.
struct Element {
    std::string key; ///< of a map
    Value value;     ///< a string; of entries: an object of strings (ssh: `paths` is a list)
    Origin at;       ///< the narrowest place that says it
};

/// One attribute of a target, with where it comes from.
struct Attribute {
    AttributeId id{};
    Origin at; ///< the expression that last set it, or added to it
    /// Text, truth, object. Of the other shapes: unknown when the whole of it is, else null.
    Value value = Value::null();
    std::vector<Element> elements; ///< maps are sorted by key
    /// Of dockerfile-inline, where that can be said: which bytes of the text come from where.
    std::shared_ptr<const EmbeddedText> embedded{};

    [[nodiscard]] const Element* element(std::string_view key) const;
};

/// Attributes, at most one of an id, sorted by id.
class Attributes {
public:
    [[nodiscard]] const Attribute* find(AttributeId id) const;
    [[nodiscard]] Attribute* find(AttributeId id);
    Attribute& operator[](AttributeId id);
    void erase(AttributeId id);
    [[nodiscard]] auto begin() const { return all_.begin(); }
    [[nodiscard]] auto end() const { return all_.end(); }

private:
    std::vector<Attribute> all_;
};

/// One target as it was defined, after matrix expansion and the merge of all blocks of its name,
/// but before inherits and overrides. What compose services become, too.
struct Definition {
    std::string name;
    Origin at;                  ///< its name, in the first block
    std::vector<Origin> blocks; ///< the names of all blocks that define it
    /// The matrix values of this copy, by axis; empty without a matrix.
    Value::Members matrix;
    Attributes attributes;
};

/// A target with everything it inherits, and what the command line changed.
struct Target {
    std::string name;
    std::size_t definition = 0; ///< in Project::definitions
    Attributes attributes;
    bool is_linked = false; ///< only built because another target's context names it
    bool is_requested = false;
};

struct Group {
    std::string name;
    std::string description;
    Origin at; ///< its name; of a matrix's group, the target's
    std::vector<Element> targets;
    bool is_matrix = false; ///< made of the copies of a target with a matrix
};

struct Variable {
    std::string name;
    Origin at; ///< its name
    std::string description;
    std::optional<Type> type; ///< when declared
    Value value;
    bool is_used = false; ///< something that is evaluated names it
    bool has_default = false;
    bool is_constant = false; ///< a plain attribute at the top level
};

struct UserFunction {
    std::string name;
    Origin at; ///< its name
    bool is_used = false;
    bool is_shadowed =
        false; ///< a function of the standard library has the name: it is never called
};

/// A block or attribute that buildx passes over without a word.
struct Ignored {
    Origin at; ///< its name
    std::string name;
    std::string owner; ///< "target", "x-bake", ...; empty at the top level
    bool is_block = false;
};

/// What the files and the command line together mean. Owns the files; not copyable.
struct Project {
    Project() = default;
    Project(Project&&) = default;
    Project& operator=(Project&&) = default;

    std::vector<File> files;         ///< in the order of the merge
    std::vector<Variable> variables; ///< in the order of the files
    std::vector<UserFunction> functions;
    std::vector<Group> groups;
    std::vector<Definition> definitions;
    std::vector<Target> targets;         ///< resolved; sorted by name
    std::vector<Group> requested_groups; ///< as printed; sorted by name, `default` among them
    std::vector<Ignored> ignored;
    std::vector<FileDiagnostic> diagnostics; ///< sorted by file and place
    /// What the command line or the environment takes from the files without their author's
    /// knowing. Not wrong in the files; sorted like `diagnostics`.
    std::vector<FileDiagnostic> remarks;

    [[nodiscard]] const Target* target(std::string_view name) const;
    [[nodiscard]] const Definition* definition(std::string_view name) const;
    [[nodiscard]] bool has_errors() const { return !diagnostics.empty(); }
};

} // namespace dflint::bake
