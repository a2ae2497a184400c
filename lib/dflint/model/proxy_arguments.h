// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace dflint::model {

/// The client's proxies, which a RUN gets without an ARG (Dockerfile reference, "Predefined ARGs").
[[nodiscard]] inline bool is_proxy_argument(std::string_view name) {
    constexpr std::string_view names[] = {"HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY",   "NO_PROXY",
                                          "ALL_PROXY",  "http_proxy",  "https_proxy", "ftp_proxy",
                                          "no_proxy",   "all_proxy"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

} // namespace dflint::model
