// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"
#include "dflint/bake/project.h"
#include "dflint/source/file_tree.h"
#include "dflint/source/result.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// From the words of a command line, `docker buildx bake -f a.hcl --set x.tags=y app`, to what it
/// builds.
namespace dflint::bake {

/// What is asked of bake. The process's own environment plays no part unless it is given here.
struct Invocation {
    std::vector<std::string> files;     ///< -f, in their order; empty: the default names
    std::vector<std::string> targets;   ///< names or patterns; empty: `default`
    bool all_targets = false;           ///< resolves every target, whatever `targets` says
    std::vector<std::string> overrides; ///< --set
    std::map<std::string, std::string, std::less<>> variables; ///< --var; wins over `environment`
    std::map<std::string, std::string, std::less<>> environment;
    /// False: variables without a default are unknown, as the real environment may set them.
    bool is_environment_known = true;
    /// What BAKE_LOCAL_PLATFORM is, "linux/amd64"; unknown when empty.
    std::string local_platform;
};

/// What a compose file contributes: definitions that come before those of all HCL and JSON files.
struct ComposeContent {
    std::vector<Definition> definitions;
    std::vector<Group> groups;
    std::vector<FileDiagnostic> diagnostics; ///< what buildx refuses
    std::vector<Ignored> ignored{};          ///< what it passes over
    PrivateValues private_values{};
};

/// One file to read, in the order of the command line.
struct Input {
    std::shared_ptr<const SourceFile> source;
    /// Given for compose files: what they say, with `Origin::file` counting all inputs.
    std::optional<ComposeContent> compose{};
    bool is_included = false; ///< by a compose file: nobody named it
};

/// False when the user keeps the process's environment out of the files; `--var` still counts.
[[nodiscard]] bool looks_up_environment(const Invocation& invocation);

/// How a file is read; `unknown` means: by what is in it.
enum class Format : std::uint8_t { hcl, json, compose, unknown };

/// By its name, as buildx decides.
[[nodiscard]] Format format_of(std::string_view name);

/// The names that bake looks for in a directory, in the order of their merge.
[[nodiscard]] const std::vector<std::string_view>& default_file_names();

/// The files of the invocation, read from `tree` relative to `directory` (empty: where paths count
/// from). Without -f those of the default names that are there; an empty file does not count. An
/// Error when a named one cannot be read, or none is there.
[[nodiscard]] Result<std::vector<Input>>
read_inputs(const Invocation& invocation, const FileTree& tree, const std::string& directory);

/// Works out what the inputs mean. Always a project: mistakes are its diagnostics, and what they
/// concern is unknown or missing. Time and memory are bounded whatever is written.
[[nodiscard]] Project understand(std::vector<Input> inputs, const Invocation& invocation);

} // namespace dflint::bake
