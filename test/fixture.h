// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/run.h"
#include "dflint/lint/settings.h"
#include "dflint/source/file_tree.h"
#include "dflint/source/source_file.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What the golden tests and the tests of the cards share.
namespace dflint::fixture {

/// The bytes of a file, "" when there is none.
[[nodiscard]] std::string read(const std::filesystem::path& path);

/// True when the tests were asked to write down what they see: DFLINT_BLESS=1.
[[nodiscard]] bool is_blessing();

/// Compares a file with what it should hold; writes it when blessing. Empty text means no file.
void expect_file(const std::filesystem::path& path, const std::string& text);

/// One file of a fixture folder.
struct Case {
    std::string name; ///< "search" of bad/search.Dockerfile and of bad/search/
    std::filesystem::path file;
    std::filesystem::path context; ///< the folder around it, when it is a build context
    std::string_view ending;       ///< ".Dockerfile", ".dockerignore": tells the kind

    /// What the file is called in diagnostics.
    [[nodiscard]] std::string shown_name() const { return name + std::string(ending); }
};

/// A name that makes a text a file of that kind.
[[nodiscard]] std::string name_for(FileKind kind);

/// The files in a folder, sorted by name: `x.Dockerfile`, `x.dockerignore`, `x.hcl`, `x.json`,
/// `x.yaml`, or `x/` with a Dockerfile in it, or else with a .dockerignore.
[[nodiscard]] std::vector<Case> cases_in(const std::filesystem::path& folder);

/// Lints texts with one rule, or with all of them.
class Linter {
public:
    /// Every rule.
    Linter();
    /// One rule. One that has no check judges the others' work: they are on, and left out after.
    explicit Linter(const Rule& rule);

    /// `context`: folder of the build context, "" when there is none. With a docker-bake.hcl in it
    /// a Dockerfile is judged as that one's targets build it.
    [[nodiscard]] Diagnostics operator()(const SourceFile& file,
                                         const std::filesystem::path& context = {}) const;
    [[nodiscard]] Catalog rules() const;

private:
    struct Workspace;
    const Workspace& workspace_of(const std::filesystem::path& folder) const;

    Settings settings_;
    std::string_view only_{};
    DiskTree disk_;
    /// By folder. Labels point into their files.
    mutable std::map<std::filesystem::path, std::shared_ptr<const Workspace>> workspaces_;
};

/// Makes every fix of the linter's rules that may be made at all; fails the test when one of them
/// is dropped, or when they never come to an end. Gives the fixed text.
[[nodiscard]] std::string fixed(const Linter& linter, const SourceFile& file,
                                const std::filesystem::path& context = {});

/// The text with CR LF for each line end.
[[nodiscard]] std::string with_crlf(std::string_view text);

} // namespace dflint::fixture
