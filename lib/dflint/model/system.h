// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dflint::model {

/// What the commands of a stage run on. It decides the default shell: sh, or cmd.
enum class System : std::uint8_t {
    posix,
    windows,
    unsure, ///< something hints at Windows: commands are not read
};

/// The reference's words say that it is a Windows image.
[[nodiscard]] bool is_windows_image(std::string_view reference);

/// The system of stages that are built from an image, of one file.
class Systems {
public:
    explicit Systems(const dockerfile::Tree& tree);

    /// `image` and `platform` of the FROM at index `from` of the tree, expanded where possible.
    [[nodiscard]] System of(std::uint32_t from, std::string_view image,
                            std::string_view platform) const;

private:
    const dockerfile::Tree& tree_;
    bool names_windows_ = false;
};

} // namespace dflint::model
