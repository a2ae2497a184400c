// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint {

/// The files around the one at hand: build context, .dockerignore, what an editor has unsaved.
/// Paths use forward slashes. Answers may be asked for from several threads.
class FileTree {
public:
    enum class Kind { none, file, directory };

    virtual ~FileTree() = default;
    [[nodiscard]] virtual Kind kind(const std::string& path) const = 0;
    [[nodiscard]] virtual Result<std::string> read(const std::string& path) const = 0;
    /// Names (not paths) in a directory, sorted; an unreadable directory has none.
    [[nodiscard]] virtual std::vector<std::string> list(const std::string& directory) const = 0;

    [[nodiscard]] bool is_file(const std::string& path) const { return kind(path) == Kind::file; }
};

/// The real disk. The only part of the library that touches it.
class DiskTree final : public FileTree {
public:
    [[nodiscard]] Kind kind(const std::string& path) const override;
    [[nodiscard]] Result<std::string> read(const std::string& path) const override;
    [[nodiscard]] std::vector<std::string> list(const std::string& directory) const override;
};

/// Files that exist in memory only; directories exist as far as files stand below them.
class MemoryTree final : public FileTree {
public:
    MemoryTree() = default;
    explicit MemoryTree(std::map<std::string, std::string> files) : files_(std::move(files)) {}
    void add(std::string path, std::string text) { files_[std::move(path)] = std::move(text); }

    [[nodiscard]] Kind kind(const std::string& path) const override;
    [[nodiscard]] Result<std::string> read(const std::string& path) const override;
    [[nodiscard]] std::vector<std::string> list(const std::string& directory) const override;

private:
    std::map<std::string, std::string> files_;
};

} // namespace dflint
