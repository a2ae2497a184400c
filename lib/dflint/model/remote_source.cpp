// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/remote_source.h"

#include "dflint/source/ascii.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// `user@host:path` (util/sshutil, ParseSCPStyleURL).
bool is_scp_style(std::string_view source) {
    const std::size_t sign = source.find('@');
    const std::size_t colon = source.find(':', sign == source.npos ? 0 : sign);
    if (sign == source.npos || colon == source.npos) return false;
    const std::string_view user = source.substr(0, sign);
    const std::string_view host = source.substr(sign + 1, colon - sign - 1);
    const auto all = [](std::string_view text, std::string_view others) {
        return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
            return ascii::is_letter_or_digit(c) || others.find(c) != others.npos;
        });
    };
    return all(user, "-_") && all(host, "-.");
}

} // namespace

RemoteKind remote_kind(std::string_view source) {
    const std::size_t end = source.find("://");
    const std::string_view protocol = source.substr(0, end == source.npos ? 0 : end);
    if (protocol.empty() ||
        !std::all_of(protocol.begin(), protocol.end(), ascii::is_letter_or_digit)) {
        return is_scp_style(source) ? RemoteKind::git : RemoteKind::none;
    }
    const auto is = [&](std::string_view name) {
        return ascii::equals_ignoring_case(protocol, name);
    };
    if (is("git") || is("ssh")) return RemoteKind::git;
    if (!is("http") && !is("https")) return RemoteKind::none;
    std::string_view path = source.substr(0, source.find_first_of("?#"));
    path.remove_prefix(end + 3);
    const std::size_t slash = path.find('/');
    if (slash != path.npos && path.ends_with(".git")) return RemoteKind::git;
    // As plain files, the names of the protocols count in lower case only (isHTTPSource).
    return protocol == "http" || protocol == "https" ? RemoteKind::http : RemoteKind::none;
}

} // namespace dflint::model
