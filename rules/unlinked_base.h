// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/edits.h"
#include "dflint/source/fix.h"
#include "dflint/workspace/project.h"

#include <optional>
#include <string>
#include <vector>

/// How unlinked-base links two targets.
namespace dflint::rules {

/// A target, and where it gives its image a tag.
struct TagGiver {
    const workspace::BakeTarget* target;
    bake::Origin at;
};

/// A context of `user` that puts what `giver` builds in place of the image. Nothing where that
/// would be a loop, is not built for the same platforms, or is not the same for all copies of a
/// matrix.
[[nodiscard]] std::optional<Fix> link_to(const workspace::BakeTarget& user,
                                         const std::string& image,
                                         const workspace::BakeTarget& giver);

/// The same for a context that is `docker-image://` and the image: names the target instead.
/// `users` are all that have the context from this place.
[[nodiscard]] std::optional<Fix>
replace_image(const std::vector<const workspace::BakeTarget*>& users, const bake::Element& context,
              const std::string& value, const workspace::BakeTarget& giver);

/// The edits that add such a context to a service, going by the places of both names in their
/// compose file. Nothing where the `build` section is no mapping of lines.
[[nodiscard]] bake::Edits link_services(const SourceFile& file, Span user, Span giver,
                                        const std::string& image);

} // namespace dflint::rules
