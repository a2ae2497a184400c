// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/config.h"
#include "dflint/bake/environment.h"
#include "dflint/model/build.h"
#include "dflint/source/file_tree.h"
#include "dflint/syntax/dockerfile/ast.h"
#include "dflint/syntax/hcl/ast.h"
#include "dflint/syntax/yaml/tree.h"
#include "dflint/workspace/definition.h"
#include "dflint/workspace/image_source.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dflint::workspace {

class Project;

/// A Dockerfile that some target builds, read once.
struct BuiltFile {
    SourceFile file;
    dockerfile::Tree tree;
};

/// One target that bake can build: resolved, with what it builds. The subject of rules.
struct BakeTarget {
    const Project* project = nullptr;
    bake::Target meaning{};
    model::Invocation invocation{};
    /// Paths from the root of the file tree; nothing when they are elsewhere or unknown.
    std::optional<std::string> context_directory{};
    std::optional<std::string> dockerfile_path{};
    /// Nothing when there is no Dockerfile, or it cannot be read.
    const BuiltFile* dockerfile = nullptr;
    model::Context context{};
    /// What the Dockerfile means in this target's hands; nothing when there is none, or before
    /// Project::understand().
    std::unique_ptr<const model::Build> build{};
    /// Only there to be inherited from: no group names it.
    bool is_abstract = false;
};

/// One definition, read and worked out. Owns all that it points to; addresses are stable.
class Project {
public:
    struct Source {
        const SourceFile* file = nullptr;
        hcl::File hcl{};   ///< of a bake file
        yaml::File yaml{}; ///< of a compose file
    };

    /// Reads the files from the tree; `at_hand`, when it is one of them, is taken as it is.
    /// Files that cannot be read are left out and named in `failures`.
    [[nodiscard]] static std::unique_ptr<Project> load(const Definition& definition,
                                                       const FileTree& files,
                                                       const bake::Environment& environment,
                                                       const SourceFile* at_hand = nullptr);

    /// Works out what the Dockerfiles mean for each target. Only rules need that.
    void understand();

    [[nodiscard]] const Definition& definition() const { return definition_; }
    [[nodiscard]] const std::deque<Source>& sources() const { return sources_; }
    /// As written, before inheritance.
    [[nodiscard]] const bake::Config& config() const { return config_; }
    /// Every target of the files, resolved, in the order of declaration.
    [[nodiscard]] const std::deque<BakeTarget>& targets() const { return targets_; }
    /// Syntax, evaluation and inheritance: all that makes buildx fail.
    [[nodiscard]] const std::vector<bake::Mistake>& mistakes() const { return mistakes_; }
    [[nodiscard]] const std::vector<std::string>& failures() const { return failures_; }
    /// Where bake is called: paths of the files count from here. "" or ending in a slash.
    [[nodiscard]] const std::string& directory() const { return directory_; }
    [[nodiscard]] const FileTree& files() const { return files_; }

private:
    Project(const Definition& definition, const FileTree& files)
        : definition_(definition), files_(files) {}

    void read(const bake::Environment& environment, const SourceFile* at_hand);
    void resolve();
    void mark_abstract();
    void find_directory();
    void link_dockerfiles();
    const BuiltFile* dockerfile_at(const std::string& path);
    [[nodiscard]] std::string in_directory(const std::string& path) const;

    Definition definition_;
    const FileTree& files_;
    std::deque<SourceFile> texts_;
    std::deque<Source> sources_;
    bake::Config config_;
    std::deque<BakeTarget> targets_;
    std::vector<bake::Mistake> mistakes_;
    std::vector<std::string> failures_;
    std::string directory_;
    std::map<std::string, std::unique_ptr<const BuiltFile>> dockerfiles_;
};

} // namespace dflint::workspace
