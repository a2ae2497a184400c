// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/compose.h"
#include "dflint/bake/compose_files.h"
#include "dflint/bake/compose_schema.h"
#include "dflint/syntax/yaml/parse.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace dflint::bake {

/// Reads compose files that are one project, with what they include and extend. Split over two
/// files: compose.cpp goes through the services, compose_attributes.cpp makes attributes of keys.
class ComposeReader {
public:
    ComposeReader(const std::vector<Input>& inputs, ComposeFiles& files)
        : inputs_(inputs), files_(files) {}
    ComposeContent read(const std::vector<FileIndex>& indexes);

private:
    using Node = yaml::Node;

    /// A string and where it is written; nothing known of what depends on an unknown variable.
    struct Text {
        std::optional<std::string> value;
        Origin at;

        [[nodiscard]] Value as_value() const {
            return value ? Value(*value) : Value::unknown(Kind::string);
        }
    };

    ComposeContent finished();
    void check_service(const Node& name, const Node& service);
    /// Not even a text that nobody knows.
    bool is_nothing(const Node* scalar) { return scalar == nullptr || text(*scalar).value == ""; }
    void read_service(const Node& name, const Node& service, const Node& build);

    struct Key {
        const char* name;
        AttributeId id;
        void (ComposeReader::*read)(AttributeId, const Node&);
    };
    void read_build(const Node& service, const Node& build);
    /// `x-bake`, whose values come on top of those of `build`.
    void read_extension(const Node& more);
    void ignore(const Node& key, std::string owner);
    void read_keys(const Node& mapping, std::span<const Key> keys);
    [[nodiscard]] static Origin origin(const Node& node) { return {node.file, node.at}; }
    [[nodiscard]] const Environment& environment_of(const Node& node) const;
    /// A number is a number, whatever it looks like; a text may hold variables.
    Text text(const Node& node);
    void set(AttributeId id, const Node& node);
    /// A text that is a file of its own: where each byte of it comes from counts.
    void set_embedded(AttributeId id, const Node& node);
    void set_truth(AttributeId id, const Node& node);
    /// False counts as not written.
    void set_when_true(AttributeId id, const Node& node);
    /// Dots are not allowed in names of targets; buildx makes them `_`.
    static std::string target_name(std::string_view service);
    static bool is_true(std::string_view text);
    void set_size(AttributeId id, const Node& node);
    void put(AttributeId id, Element element);
    /// A string, or what it says as an object.
    void put_text(AttributeId id, const Text& said);
    void add(AttributeId id, const Node& node) { put_text(id, text(node)); }
    /// A list, or a string split at blanks.
    void add_list(AttributeId id, const Node& node);

    /// A pair of a map; no value: only the key is written.
    struct Pair {
        std::string key;
        std::optional<Text> value;
        Origin at;
    };
    /// `KEY: value` or `- KEY=value`.
    std::vector<Pair> pairs(const Node& node);
    /// A key without a value takes the environment's: the service's, then the process's. One that
    /// nobody sets is dropped.
    void add_table(AttributeId id, const Node& node);
    /// A label without a value is empty.
    void add_labels(AttributeId id, const Node& node);
    /// All addresses of a host are one value.
    void add_hosts(AttributeId id, const Node& node);
    /// buildx reads `soft` and `hard` only: of a limit that is one number it makes 0.
    void add_limits(AttributeId id, const Node& node);
    /// What the service's containers would see, without what the process would give them.
    void read_environment(const Node& service);
    std::optional<Text> given(const Pair& pair);
    void link(Text& context) const;
    /// Paths of an included or extended file count from where this file is. compose leaves none
    /// of them with parts that lead nowhere.
    void move_to_directory(Text& path) const;
    void set_context(AttributeId id, const Node& node);
    /// The default is `.`, and counts from the included file like any other path.
    void add_included_context(const Node& build);
    /// Keys as strings, or `default: path`.
    void add_ssh(AttributeId id, const Node& node);
    /// Names of top-level secrets, which say where the value is.
    void add_secrets(AttributeId id, const Node& node);
    void add_secret_source(const std::string& name, const Origin& at, Value::Members& members);
    /// `provenance: true`, `sbom: generator=...`.
    void attest(const std::string& type, const Node* node);
    void refuse(const Origin& at, std::string message);
    /// What stands in a service that others extend is told once.
    void refuse_all(const std::vector<SchemaMistake>& mistakes);

    const std::vector<Input>& inputs_;
    ComposeFiles& files_;
    const Environment* environment_ = nullptr; ///< of the files that bake was given
    bool is_whole_ = false;
    std::map<std::string_view, const Node*> secrets_; ///< at the top level
    std::map<std::string, Text> service_environment_;
    std::set<std::tuple<FileIndex, Span, std::string>> refused_;
    std::set<std::pair<FileIndex, Span>> ignored_;
    Attributes* attributes_ = nullptr; ///< of the service at hand
    ComposeContent out_;
};

} // namespace dflint::bake
