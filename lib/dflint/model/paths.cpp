// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/paths.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// Nothing to take away: no part is empty, `.` or `..`.
bool is_clean(std::string_view path) {
    bool begins_part = true;
    for (std::size_t at = path.starts_with('/') ? 1 : 0; at < path.size(); ++at) {
        // `.hidden` is worth a closer look, too.
        if (begins_part && (path[at] == '/' || path[at] == '.')) return false;
        begins_part = path[at] == '/';
    }
    return !begins_part;
}

} // namespace

std::string clean_path(std::string_view path) {
    if (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
    if (is_clean(path)) return std::string(path);
    const bool absolute = path.starts_with('/');
    std::string out = absolute ? "/" : "";
    std::size_t floor = out.size(); // `..` takes nothing away below here
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, end - at);
        at = end + 1;
        if (part.empty() || part == ".") continue;
        if (part == ".." && out.size() > floor) {
            const std::size_t slash = out.rfind('/');
            out.resize(slash == out.npos ? floor : std::max(slash, floor));
            continue;
        }
        if (part == ".." && absolute) continue;
        if (!out.empty() && out.back() != '/') out += '/';
        out += part;
        if (part == "..") floor = out.size();
    }
    return out.empty() ? "." : out;
}

bool is_within(std::string_view path, std::string_view directory) {
    if (directory == "/") return path.starts_with('/');
    if (!path.starts_with(directory)) return false;
    return path.size() == directory.size() || path[directory.size()] == '/';
}

} // namespace dflint::model
