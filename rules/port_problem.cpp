// SPDX-License-Identifier: Apache-2.0
#include "port_problem.h"

#include "dflint/source/ascii.h"

#include <charconv>

namespace dflint::rules {

namespace {

Span span_of(std::string_view part, std::string_view word) {
    const auto begin = static_cast<std::uint32_t>(part.data() - word.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

/// Digits, up to 65535. A plus sign is taken by some versions of BuildKit.
std::optional<std::uint16_t> read_port(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    std::uint16_t port = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
    return port;
}

struct Range {
    std::uint16_t first = 0;
    std::uint16_t last = 0;
    std::string problem{}; ///< empty: there is none
    [[nodiscard]] int size() const { return last - first; }
};

std::string problem_of_number(std::string_view text) {
    const bool is_number = text.find_first_not_of("0123456789") == text.npos;
    if (text.empty()) return "a port is missing";
    if (is_number) return "`" + std::string(text) + "` is above 65535";
    return "`" + std::string(text) + "` is no port";
}

Range read_range(std::string_view text) {
    const std::size_t dash = text.find('-');
    const std::string_view begin = text.substr(0, dash);
    const std::string_view end = dash == text.npos ? begin : text.substr(dash + 1);
    const auto first = read_port(begin);
    const auto last = read_port(end);
    const bool has_digits = text.find_first_of("0123456789") != text.npos;
    if (!has_digits && dash != text.npos) {
        return {.problem = "`" + std::string(text) + "` is no port"};
    }
    if (!first) return {.problem = problem_of_number(begin)};
    if (!last) return {.problem = problem_of_number(end)};
    if (*last < *first) {
        return {.problem = "the range ends at " + std::to_string(*last) + ", before it begins"};
    }
    return {*first, *last};
}

/// Four numbers up to 255 without leading zeros, or something that may be an IPv6 address.
bool may_be_address(std::string_view text) {
    if (text.starts_with('[')) {
        if (!text.ends_with(']')) return false;
        text = text.substr(1, text.size() - 2);
    }
    const bool has_colon = text.find(':') != text.npos;
    if (has_colon) return text.find_first_not_of("0123456789abcdefABCDEF:.") == text.npos;
    for (int part = 0; part < 4; ++part) {
        const std::size_t dot = text.find('.');
        if ((dot == text.npos) != (part == 3)) return false;
        const std::string_view digits = text.substr(0, dot);
        const auto number = read_port(digits);
        if (!number || *number > 255 || (digits.size() > 1 && digits[0] == '0')) return false;
        text.remove_prefix(dot == text.npos ? text.size() : dot + 1);
    }
    return true;
}

} // namespace

std::optional<PortProblem> problem_of_port(std::string_view word) {
    const Span all = {0, static_cast<std::uint32_t>(word.size())};
    const std::size_t colon = word.rfind(':');
    std::string_view host = word.substr(0, colon == word.npos ? 0 : colon);
    const std::size_t second = host.rfind(':');
    const std::string_view address = host.substr(0, second == host.npos ? 0 : second);
    if (second != host.npos) host.remove_prefix(second + 1);

    const std::string_view behind = colon == word.npos ? word : word.substr(colon + 1);
    const std::size_t slash = behind.find('/');
    const std::string_view port = behind.substr(0, slash);
    if (port.empty()) return PortProblem{all, "`" + std::string(word) + "` names no port"};
    if (slash != behind.npos) {
        const std::string_view protocol = behind.substr(slash + 1);
        const std::string lower = ascii::lower(protocol);
        const bool is_known = lower.empty() || lower == "tcp" || lower == "udp" || lower == "sctp";
        if (!is_known) {
            return PortProblem{span_of(protocol, word),
                               "`" + std::string(protocol) + "` is none of tcp, udp and sctp"};
        }
    }
    if (!address.empty() && !may_be_address(address)) {
        return PortProblem{span_of(address, word),
                           "`" + std::string(address) + "` is no IP address"};
    }
    const Range inside = read_range(port);
    if (!inside.problem.empty()) return PortProblem{span_of(port, word), inside.problem};
    if (host.empty()) return std::nullopt;
    const Range outside = read_range(host);
    if (!outside.problem.empty()) return PortProblem{span_of(host, word), outside.problem};
    if (inside.size() == outside.size() || inside.size() == 0) return std::nullopt;
    return PortProblem{all, "the two ranges do not have the same length"};
}

} // namespace dflint::rules
