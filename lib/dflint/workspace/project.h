// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"
#include "dflint/bake/project.h"
#include "dflint/model/build.h"
#include "dflint/source/file_tree.h"
#include "dflint/syntax/dockerfile/ast.h"
#include "dflint/workspace/file_set.h"
#include "dflint/workspace/image_source.h"
#include "dflint/workspace/neighbours.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
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
    const bake::Target* meaning = nullptr;
    const bake::Definition* definition = nullptr; ///< as written
    model::Invocation invocation{};
    /// Paths from the root of the file tree; nothing when they are elsewhere or unknown.
    std::optional<std::string> context_directory{};
    std::optional<std::string> dockerfile_path{};
    /// Nothing when there is no Dockerfile, or it cannot be read. One that is written in the bake
    /// file has spans of its own text, not of the bake file.
    std::shared_ptr<const BuiltFile> dockerfile{};
    model::Context context{};
    /// What the Dockerfile means in this target's hands; nothing when there is none, or before
    /// Project::understand().
    std::unique_ptr<const model::Build> build{};
    /// Only there to be inherited from: no group and no link names it, and it has no tags that are
    /// its alone.
    bool is_abstract = false;
};

/// A set of files, read and worked out. Owns all that it points to; addresses are stable.
class Project {
public:
    /// Reads the files from the tree; `at_hand`, when it is one of them, is taken as it is and
    /// outlives the project. Files that cannot be read are left out and named in `failures`. What
    /// is found around them is kept in `vicinity`, if there is one, for other projects of the tree.
    [[nodiscard]] static std::unique_ptr<Project>
    load(const FileSet& set, const FileTree& files, const bake::Environment& environment,
         const SourceFile* at_hand = nullptr, std::shared_ptr<Vicinity> vicinity = nullptr);
    /// Works out what the Dockerfiles mean for each target. Only rules need that.
    void understand();

    /// What the files mean: groups, variables, mistakes.
    [[nodiscard]] const bake::Project& meaning() const { return meaning_; }
    /// Every target that could be resolved, by name.
    [[nodiscard]] const std::deque<BakeTarget>& targets() const { return targets_; }
    [[nodiscard]] const std::vector<std::string>& failures() const { return failures_; }
    [[nodiscard]] const bake::PrivateValues& private_values() const { return private_values_; }
    /// Where bake is called: paths of the files count from here. "" or ending in a slash.
    [[nodiscard]] const std::string& directory() const { return directory_; }
    [[nodiscard]] const FileTree& files() const { return files_; }
    /// What bake files nearby declare that are not part of this one.
    [[nodiscard]] Neighbours neighbours() const;
    [[nodiscard]] const SourceFile& file(bake::FileIndex index) const {
        return *meaning_.files[index].source;
    }
    /// The target of that name; nothing when there is none.
    [[nodiscard]] const BakeTarget* target(std::string_view name) const;
    /// A path of the files, from the root of the file tree.
    [[nodiscard]] std::string in_directory(const std::string& path) const;

private:
    Project(const FileTree& files, std::shared_ptr<Vicinity> vicinity)
        : files_(files), vicinity_(std::move(vicinity)) {}

    void read(const FileSet& set, const bake::Environment& environment, const SourceFile* at_hand);
    void add_targets();
    void mark_abstract();
    void find_directory(const std::string& nearest);
    void link_dockerfiles();
    [[nodiscard]] std::string written_so(std::string path) const;
    std::shared_ptr<const BuiltFile> dockerfile_at(const std::string& path);
    std::shared_ptr<const BuiltFile> inline_dockerfile(const bake::Target& target);

    const FileTree& files_;
    std::shared_ptr<Vicinity> vicinity_;
    bake::Project meaning_;
    std::deque<BakeTarget> targets_;
    std::vector<std::string> failures_;
    bake::PrivateValues private_values_;
    std::string directory_;
    std::map<std::string, std::shared_ptr<const BuiltFile>> dockerfiles_;        ///< by path
    std::map<std::string, std::shared_ptr<const BuiltFile>> inline_dockerfiles_; ///< by text
};

} // namespace dflint::workspace
