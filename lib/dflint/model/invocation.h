// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"
#include "dflint/source/span.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::model {

/// One way a Dockerfile is built: what a bake target or a compose service says of it.
struct Invocation {
    struct Argument {
        std::string name;
        std::optional<std::string> value; ///< nothing: given, but unknown
    };
    /// A name that stands for something else than the stage or image of that name.
    struct NamedContext {
        std::string name;
        std::optional<std::string>
            value; ///< `docker-image://...`, `target:...`, a path; or unknown
    };

    std::string name; ///< of the bake target or compose service
    /// Where it is declared; the file outlives the invocation.
    const SourceFile* file = nullptr;
    Span at{};

    std::string target{}; ///< stage that is built; "" for the last one
    std::vector<Argument> arguments{};
    std::vector<std::string> platforms{}; ///< `os/arch[/variant]`; empty: that of the builder
    /// Where each of `platforms` is written; shorter, or without a file, where nobody wrote it.
    struct Place {
        const SourceFile* file = nullptr; ///< outlives the invocation
        Span at{};
    };
    std::vector<Place> platform_places{};
    std::vector<NamedContext> contexts{};

    /// The argument of that name, or nothing.
    [[nodiscard]] const Argument* argument(std::string_view name) const;
    /// What is given in place of a stage or an image. The image's name counts as written and in
    /// its full form (`docker.io/library/alpine:latest`), as in BuildKit.
    [[nodiscard]] const NamedContext* context(std::string_view image) const;
};

/// The value that BuildKit gives to a platform argument (TARGETPLATFORM, TARGETARCH, ...) when the
/// invocation builds for exactly one platform; nothing when that is not known.
[[nodiscard]] std::optional<std::string> platform_value(const Invocation& invocation,
                                                        std::string_view argument);

} // namespace dflint::model
