// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace dflint::model {

struct Build;

/// What was worked out about a whole build, once, because many of its parts ask for it. Without
/// such a memory each RUN that asks about all others makes the time grow with their square.
/// A fact is any type that can be made from a build; it is made when it is first asked for. One
/// thread at a time works on a build.
class Facts {
public:
    template <class Fact> [[nodiscard]] Fact& of(const Build& build) {
        for (const auto& [tag, fact] : known_) {
            if (tag == &tag_of<Fact>) return *static_cast<Fact*>(fact.get());
        }
        auto fact = std::make_shared<Fact>(build);
        known_.emplace_back(&tag_of<Fact>, fact);
        return *fact;
    }

private:
    /// Its address tells one type from another.
    template <class Fact> static inline char tag_of = 0;

    std::vector<std::pair<const char*, std::shared_ptr<void>>> known_;
};

} // namespace dflint::model
