// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dflint::cli {

/// What a finished program left behind.
struct Outcome {
    int code = -1; ///< exit status; 128 + signal when killed, 127 when it could not be started
    std::string out;
    std::string err;
    [[nodiscard]] bool ok() const { return code == 0; }
};

/// A temporary directory that programs are run in; removed at the end. Its environment knows no
/// configuration of the user's git and no colour.
class Sandbox {
public:
    Sandbox();
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    [[nodiscard]] std::string path(std::string_view relative) const;
    /// Makes parent directories as needed.
    void write(std::string_view relative, std::string_view text) const;
    [[nodiscard]] std::string read(std::string_view relative) const;
    void make_directory(std::string_view relative) const;
    void link(std::string_view target, std::string_view relative) const;

    /// Runs a program in the directory with `input` on its standard input.
    [[nodiscard]] Outcome run(const std::vector<std::string>& arguments,
                              std::string_view input = {}) const;
    /// Runs the dflint that was built beside the tests.
    [[nodiscard]] Outcome dflint(std::vector<std::string> arguments,
                                 std::string_view input = {}) const;

    /// Its path, for shell scripts.
    [[nodiscard]] static std::string program();

private:
    std::string root_;
};

} // namespace dflint::cli
