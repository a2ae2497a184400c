// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/clean.h"

namespace dflint::dockerignore {

namespace {

/// Takes the last name off. False when there is none to take: the path is "", ".." or "../..".
bool drop_last(std::string& path, bool rooted) {
    const std::size_t first = rooted ? 1 : 0;
    if (path.size() <= first) return rooted;
    const std::size_t slash = path.rfind('/');
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    if (std::string_view(path).substr(begin) == "..") return false;
    path.resize(begin > first ? begin - 1 : first);
    return true;
}

} // namespace

std::string clean(std::string_view path) {
    const bool rooted = path.starts_with('/');
    std::string out(rooted ? "/" : "");
    while (!path.empty()) {
        const std::string_view name = path.substr(0, path.find('/'));
        path.remove_prefix(name.size() < path.size() ? name.size() + 1 : name.size());
        if (name.empty() || name == ".") continue;
        if (name == ".." && drop_last(out, rooted)) continue;
        if (!out.empty() && !out.ends_with('/')) out += '/';
        out += name;
    }
    return out.empty() ? "." : out;
}

} // namespace dflint::dockerignore
