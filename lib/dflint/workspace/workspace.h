// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"
#include "dflint/model/context.h"
#include "dflint/source/file_tree.h"
#include "dflint/workspace/project.h"
#include "dflint/workspace/surroundings.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace dflint::workspace {

/// The bake and compose files of a run, and what they say about its Dockerfiles. Made once, then
/// only read: safe to share between threads.
class Workspace {
public:
    /// `paths` are the files of the run, of any kind; what stands around them is read, but is no
    /// part of the run. The tree outlives the workspace.
    Workspace(std::span<const std::string> paths, const FileTree& files,
              const bake::Environment& environment, Surroundings around = {});

    /// How the Dockerfile is built, each distinct way once; nothing when no target builds it.
    [[nodiscard]] std::vector<model::Context> contexts_of(const std::string& dockerfile) const;
    /// The files that the bake or compose file is read with; nothing for other files.
    [[nodiscard]] const FileSet* set_of(const std::string& path) const;

    /// A project that is understood, for one thread at a time: its builds remember what rules ask.
    struct Loan {
        std::unique_lock<std::mutex> lock;
        const Project& project;
        const SourceFile& file; ///< the one that was asked for
    };
    /// The project that a bake or compose file of the run belongs to, when the file still says what
    /// was read here; nothing for others. Waits for a loan of the same project.
    [[nodiscard]] std::optional<Loan> borrow(const SourceFile& file) const;
    /// What the bake and compose files of the run stand for, too, though it is not among its files:
    /// the Dockerfiles they build and the compose files they include. Sorted.
    [[nodiscard]] const std::vector<std::string>& missing_files() const { return missing_; }

    /// Of all projects.
    [[nodiscard]] const bake::PrivateValues& private_values() const { return private_values_; }

    [[nodiscard]] const FileTree& files() const { return files_; }
    [[nodiscard]] const bake::Environment& environment() const { return environment_; }

private:
    void read(const std::vector<std::string>& definitions);
    void find_missing(std::set<std::string> given);

    const FileTree& files_;
    bake::Environment environment_;
    Surroundings around_;
    std::vector<FileSet> sets_;
    std::map<std::string, std::size_t> set_by_path_; ///< paths are clean
    struct Shared {
        std::unique_ptr<Project> project;
        mutable std::mutex mutex{};
    };
    std::deque<Shared> projects_; ///< of each set
    std::map<std::string, std::vector<const BakeTarget*>> targets_by_dockerfile_;
    std::vector<std::string> missing_;
    bake::PrivateValues private_values_;
};

} // namespace dflint::workspace
