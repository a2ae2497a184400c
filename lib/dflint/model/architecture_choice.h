// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/command.h"

#include <string_view>
#include <vector>

namespace dflint::model {

/// A `case` or an `if` chain of a script whose branches are for architectures.
struct ArchitectureChoice {
    const shell::Node* node = nullptr;
    const shell::Word* subject = nullptr;        ///< what is compared: "$(uname -m)", $TARGETARCH
    std::vector<std::string_view> architectures; ///< Go's names, each once, in order
    std::vector<const shell::Node*> branches; ///< the sequences of the branches, default left out
    const shell::Node* otherwise = nullptr;   ///< the sequence of `*)` or `else`; nothing without
    /// The choice that stands right before it in the same sequence: `if ...; fi; if ...; fi`.
    const shell::Node* previous = nullptr;
};

/// The choices of a script in order of place. Those inside a branch of another choice are left
/// out: they refine it. Conditions that test more than the architecture make no choice.
[[nodiscard]] std::vector<ArchitectureChoice> architecture_choices(const shell::Script& script);

/// The parts of a script that run, or run in this form, on some architectures only: branches and
/// what follows a test by `&&`. Spans count bytes of the script's text.
[[nodiscard]] std::vector<Span> architecture_branches(const shell::Script& script);

} // namespace dflint::model
