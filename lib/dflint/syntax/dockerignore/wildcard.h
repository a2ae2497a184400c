// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/utf8.h"

#include <string_view>

namespace dflint::dockerignore {

/// Whether a name fits a pattern for one name: `*` and `?` are wild, the rest is plain. Goes back
/// to the last star only, so the time is at most the product of the sizes.
[[nodiscard]] inline bool wildcard_matches(std::string_view glob, std::string_view name) {
    std::size_t at = 0, in_glob = 0, retry_at = 0;
    std::size_t star = std::string_view::npos;
    while (at < name.size()) {
        if (in_glob < glob.size() && glob[in_glob] == '*') {
            star = in_glob++;
            retry_at = at;
        } else if (in_glob < glob.size() && glob[in_glob] == '?') {
            ++in_glob;
            at += utf8::decode(name, at).size;
        } else if (in_glob < glob.size() && glob[in_glob] == name[at]) {
            ++in_glob;
            ++at;
        } else if (star != std::string_view::npos) {
            in_glob = star + 1;
            retry_at += utf8::decode(name, retry_at).size;
            at = retry_at;
        } else {
            return false;
        }
    }
    return glob.find_first_not_of('*', in_glob) == std::string_view::npos;
}

} // namespace dflint::dockerignore
