// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/dotenv.h"
#include "dflint/bake/environment.h"
#include "dflint/bake/invocation.h"
#include "dflint/source/file_tree.h"
#include "dflint/syntax/yaml/tree.h"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Compose files that take parts from others. Outside law: compose-spec/compose-go, loader/
/// (include.go, extends.go), with the options that docker/buildx gives it.
namespace dflint::bake {

/// A path without `.` parts, and without `..` where another part stands before it; "" for where it
/// counts from.
[[nodiscard]] std::string clean(std::string_view path);

/// One compose file, read.
struct ComposeDocument {
    yaml::File tree;
    /// What its paths count from, seen from where bake is called: "" or ending in a slash.
    std::string directory;
    /// What its variables stand for: that of the run, and the `.env` file beside it.
    const Environment* environment = nullptr;
    bool is_included = false;
};

/// What a compose file says together with all that it includes and extends. Nodes bear the index of
/// the input that they stand in.
struct ComposeModel {
    const yaml::Node* services_at = nullptr; ///< nothing when it has none of its own
    std::vector<yaml::Node::Entry> services;
    std::vector<yaml::Node::Entry> secrets;
};

/// Reads compose files and those that they include and extend, which join the inputs. Owns the
/// nodes of its models.
class ComposeFiles {
public:
    /// More files than this, or services that extend each other further, are not followed.
    static constexpr std::size_t most_files = 256;
    static constexpr std::size_t longest_chain = 100;

    /// `directory` is where bake is called: "" or ending in a slash.
    ComposeFiles(std::vector<Input>& inputs, const FileTree& files, std::string directory,
                 const Environment& environment)
        : inputs_(inputs), files_(files), directory_(std::move(directory)),
          environment_(environment) {}

    /// The model of these inputs: later ones override earlier ones.
    [[nodiscard]] ComposeModel read(const std::vector<FileIndex>& indexes);
    [[nodiscard]] const ComposeDocument& document(FileIndex index) const {
        return documents_.at(index);
    }
    /// Files that the `env_file` of a service needs. Such files seldom stand in a repository: what
    /// is missing is a mistake only where all of the environment is known.
    void check_variable_files(const yaml::Node& service);
    /// What the `env_file` of a service sets; a file that is not there sets nothing.
    [[nodiscard]] std::map<std::string, std::optional<std::string>>
    service_variables(const yaml::Node& env_file, const Environment& given);
    /// Nothing is missing: all that is included and extended was found, and the files are no part
    /// of what others are given with. Only then may something be said not to be there.
    [[nodiscard]] bool is_whole(const std::vector<FileIndex>& indexes) const;
    /// What is wrong with the files; sorted by nothing.
    [[nodiscard]] std::vector<FileDiagnostic> take_diagnostics() { return std::move(mistakes_); }
    [[nodiscard]] PrivateValues take_private_values() { return std::move(private_values_); }

private:
    using Node = yaml::Node;
    using Services = std::map<std::string_view, const Node*>;

    [[nodiscard]] bool are_taken_together(const std::vector<FileIndex>& indexes) const;
    void add_working_directory(FileIndex first, Environment& environment);
    void name_project(const std::vector<FileIndex>& indexes, Environment& environment);
    ComposeDocument& parse(FileIndex index);
    void check_variables(const ComposeDocument& document);
    ComposeModel model_of(FileIndex index, std::vector<std::string>& including);
    void override_with(const ComposeModel& own, ComposeModel& base);
    void include(const Node& said, ComposeModel& into, std::vector<std::string>& including);
    const Environment& included_environment(const Node& said, const std::string& directory);
    void add_variables(const std::string& path, const Node& said, DotEnvFiles& files);
    void import(const Node& said, const ComposeModel& from, ComposeModel& into);
    void import_all(const Node& said, std::string_view what, const std::vector<Node::Entry>& from,
                    std::vector<Node::Entry>& into);
    const Node& extended(const Node& service, const Services& among);
    const Node* base_of(const Node& extends, const Services& among, const Services*& found_among);
    const Services* services_of(const Node& file);
    std::optional<FileIndex> load(const std::string& path, std::string directory,
                                  const Environment& environment, const Node& said);
    [[nodiscard]] std::string from_here(const std::string& path) const;
    std::optional<std::string> text(const Node& node);
    /// An item of `env_file`, seen from here; nothing when that is not known.
    std::optional<std::string> variable_file(const Node& item);
    void refuse(const Node& at, std::string message);

    std::vector<Input>& inputs_;
    const FileTree& files_;
    std::string directory_;
    const Environment& environment_;
    std::map<FileIndex, ComposeDocument> documents_;
    std::map<std::string, std::optional<Services>> extended_files_; ///< by path
    std::map<const Node*, const Node*> extended_;                   ///< services that are done
    std::vector<const Node*> extending_;                            ///< those that are not
    std::deque<Node> made_;
    std::deque<Environment> environments_; ///< of documents
    std::vector<FileDiagnostic> mistakes_;
    PrivateValues private_values_;
    bool is_whole_ = true;
};

} // namespace dflint::bake
