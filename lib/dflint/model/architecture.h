// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace dflint::model {

struct Build;

/// Go's name ("amd64", "arm64", "arm", "386", ...) of the architecture that the whole text names,
/// alone or as a platform: "x86_64", "AARCH64", "linux/arm/v7". Empty when it names none.
[[nodiscard]] std::string_view architecture_named(std::string_view text);

/// A name of an architecture inside a longer text: "x86_64" in "app-1.2.x86_64.rpm".
struct ArchitectureName {
    Span at;                       ///< in the text that was searched
    std::string_view architecture; ///< Go's name
};

/// The first one from `from` on that stands between punctuation. Names that are words of their own
/// elsewhere (arm, x86, 386) are not looked for.
[[nodiscard]] std::optional<ArchitectureName> find_architecture(std::string_view text,
                                                                std::uint32_t from = 0);

/// Where names of architectures stand in the file, as find_architecture knows them. A fact of the
/// build; see Build::fact.
class ArchitectureNames {
public:
    explicit ArchitectureNames(const Build& build);

    [[nodiscard]] bool empty() const { return places_.empty(); }
    /// One begins there.
    [[nodiscard]] bool are_in(Span at) const;
    /// Where those begin that begin there, in order.
    [[nodiscard]] std::span<const std::uint32_t> begins_in(Span at) const;
    /// How many begin there.
    [[nodiscard]] std::size_t count_in(Span at) const;

private:
    std::vector<std::uint32_t> places_; ///< where they begin, in order
};

/// The text asks the machine that it runs on for its architecture: `uname -m`,
/// `dpkg --print-architecture`.
[[nodiscard]] bool asks_machine(std::string_view text);

/// The text asks for the architecture at build time, or carries it in a variable: `uname -m`,
/// `dpkg --print-architecture`, $TARGETARCH, $dpkgArch.
[[nodiscard]] bool asks_architecture(std::string_view text);

} // namespace dflint::model
