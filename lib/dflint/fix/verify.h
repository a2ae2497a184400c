// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/fix/reading.h"
#include "dflint/source/fix.h"
#include "dflint/source/source_file.h"
#include "dflint/source/span.h"

#include <optional>
#include <span>
#include <string>

namespace dflint::fix {

/// Why a changed text must not be written.
struct Objection {
    std::string reason;
    Span at; ///< in the changed text
};

/// The proof that edits change what they touch and nothing else. Knows no rule and no language: it
/// has both texts read and follows every token through the edits.
///
/// - A token that no edit touches is still there, at the place where the edits moved it to, with
///   the same bytes and in the same role. One that an edit touches at its border may have grown by
///   inserted bytes.
/// - Kept bytes never change their role, and bytes of two tokens never end up in one: what is new
///   stands in inserted text.
/// - No comment is lost, unless an edit deletes comments and nothing else.
/// - No new mistake: neither of the file nor of a shell text that could be read before.
/// - Byte order mark, escape character and line ends stay what they were.
///
/// What could not be read before is free to become readable.
class Proof {
public:
    /// `before` outlives the proof.
    explicit Proof(const SourceFile& before);

    /// Nothing when `after` is `before` with the edits made, and everything above holds.
    [[nodiscard]] std::optional<Objection> object(std::span<const Edit> edits,
                                                  const SourceFile& after) const;

private:
    [[nodiscard]] std::optional<Objection> compare(const Reading& before,
                                                   std::span<const Edit> edits,
                                                   const SourceFile& file,
                                                   const Reading& after) const;

    const SourceFile& before_;
    Reading reading_;
};

} // namespace dflint::fix
