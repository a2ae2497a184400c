// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/show_bake.h"

#include "dflint/bake/invocation.h"
#include "dflint/bake/print.h"
#include "dflint/source/file_tree.h"
#include "tools/dflint/command.h"
#include "tools/dflint/inputs.h"

#include <sys/utsname.h>
#include <unistd.h>

namespace dflint::cli {

namespace {

/// The disk, with standard input in it under the name "-".
class Files final : public FileTree {
public:
    [[nodiscard]] Kind kind(const std::string& path) const override { return disk_.kind(path); }
    [[nodiscard]] Result<std::string> read(const std::string& path) const override {
        return read_text(path);
    }
    [[nodiscard]] std::vector<std::string> list(const std::string& directory) const override {
        return disk_.list(directory);
    }

private:
    DiskTree disk_;
};

/// What BAKE_LOCAL_PLATFORM is on this machine: images are built for Linux everywhere.
std::string local_platform() {
    utsname machine{};
    if (uname(&machine) != 0) return "";
    const std::string_view name = machine.machine;
    if (name == "x86_64" || name == "amd64") return "linux/amd64";
    if (name == "aarch64" || name == "arm64") return "linux/arm64";
    if (name == "armv7l") return "linux/arm/v7";
    return "linux/" + std::string(name);
}

/// NAME=VALUE of the process; BUILDX_BAKE_FILE names files when no -f does.
void read_environment(bake::Invocation& invocation) {
    for (char** entry = environ; entry && *entry; ++entry) {
        const std::string_view pair = *entry;
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos)
            invocation.environment.emplace(pair.substr(0, equals), pair.substr(equals + 1));
    }
    const auto files = invocation.environment.find("BUILDX_BAKE_FILE");
    if (!invocation.files.empty() || files == invocation.environment.end()) return;
    const auto separator = invocation.environment.find("BUILDX_BAKE_PATH_SEPARATOR");
    const bool own = separator != invocation.environment.end() && !separator->second.empty();
    const std::string mark = own ? separator->second : ":";
    for (std::size_t begin = 0; begin <= files->second.size();) {
        const std::size_t end = std::min(files->second.find(mark, begin), files->second.size());
        if (end > begin) invocation.files.push_back(files->second.substr(begin, end - begin));
        begin = end + mark.size();
    }
}

void complain_about(const bake::Project& project,
                    const std::vector<bake::FileDiagnostic>& diagnostics) {
    for (const bake::FileDiagnostic& one : diagnostics) {
        if (one.file == bake::no_file) {
            complain(one.diagnostic.message);
            continue;
        }
        const SourceFile& file = *project.files[one.file].source;
        const Position place = file.position(one.diagnostic.at.begin);
        complain(file.path() + ":" + std::to_string(place.line) + ":" +
                 std::to_string(place.column) + ": " + one.diagnostic.message);
    }
}

} // namespace

int show_bake(const ShowOptions& options) {
    bake::Invocation invocation;
    invocation.files = options.bake_files;
    invocation.targets = options.paths;
    invocation.all_targets = options.all_targets;
    invocation.overrides = options.overrides;
    invocation.local_platform = local_platform();
    for (const std::string& variable : options.variables) {
        const std::size_t equals = variable.find('=');
        if (equals == std::string::npos)
            return refuse({"--var: '" + variable + "' is no NAME=VALUE"});
        invocation.variables[variable.substr(0, equals)] = variable.substr(equals + 1);
    }
    if (options.uses_environment) read_environment(invocation);
    auto inputs = bake::read_inputs(invocation, Files(), "");
    if (!inputs) return refuse(inputs.error());
    const bake::Project project = bake::understand(std::move(*inputs), invocation);
    if (project.has_errors()) {
        complain_about(project, project.diagnostics);
        return exit_failed;
    }
    std::vector<std::string> unknown;
    const std::string text = bake::print(project, unknown);
    complain_about(project, project.remarks);
    for (const std::string& why : unknown) complain("not known: " + why);
    return finish(text);
}

} // namespace dflint::cli
