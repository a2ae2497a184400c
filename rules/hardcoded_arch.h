// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/architecture.h"
#include "dflint/model/architecture_mentions.h"
#include "dflint/source/fix.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dflint::rules {

/// Files with the name of an architecture in theirs, as the instructions of a Dockerfile write
/// them.
class FilesOfArchitectures {
public:
    explicit FilesOfArchitectures(const model::Build& build);

    /// What the RUN fetches by these names is used by another instruction, or may be.
    [[nodiscard]] bool are_used_elsewhere(const model::Run& run,
                                          const std::vector<model::ArchitectureMention>& all);
    /// Nothing in the RUN stays for one architecture when these names are replaced, and each is of
    /// something that it fetches: a file of the context exists under one name only.
    [[nodiscard]] bool are_all_in(const model::Run& run,
                                  const std::vector<model::ArchitectureMention>& all) const;

private:
    struct Use {
        std::uint32_t instruction; ///< index in Tree::instructions
        std::string_view beginning;
    };

    void add(std::uint32_t instruction);

    template <class Take> void for_each_name(Span at, const Take& take) const;
    [[nodiscard]] bool is_of_download(const model::ArchitectureMention& file,
                                      const std::vector<model::ArchitectureMention>& all) const;

    const model::Build& build_;
    const model::ArchitectureNames& names_;
    std::vector<Use> uses_; ///< in the order of the file
    /// Each fetched name is compared with all uses, in files with very many only so often.
    std::size_t comparisons_left_ = 100'000;
};

/// Puts a question for the architecture in place of each mention of a RUN: `${TARGETARCH}` where
/// the names are Docker's, `$(uname -m)` where the download is known to be named by its answers.
/// Nothing where another platform's file may have another name still, a sum is checked, or some use
/// of the file would stay as it is. TARGETARCH is declared before the instruction with the index
/// `first_use`.
[[nodiscard]] std::optional<Fix>
ask_for_architecture(const model::Run& run, const std::vector<model::ArchitectureMention>& all,
                     FilesOfArchitectures& files, std::uint32_t first_use);

} // namespace dflint::rules
