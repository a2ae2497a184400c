// SPDX-License-Identifier: Apache-2.0
// hashicorp/go-cty-funcs: cidr, on apparentlymart/go-cidr
#include "dflint/bake/functions.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

/// An address and the length of its network's prefix. IPv4 uses the last 4 bytes.
struct Network {
    std::array<std::uint8_t, 16> bytes{};
    int prefix = 0;
    bool is_v4 = false;

    [[nodiscard]] int bit_count() const { return is_v4 ? 32 : 128; }
    [[nodiscard]] bool bit(int index) const {
        const int at = index + (is_v4 ? 96 : 0);
        return (bytes[static_cast<std::size_t>(at / 8)] >> (7 - at % 8) & 1) != 0;
    }
    void set_bit(int index, bool on) {
        const int at = index + (is_v4 ? 96 : 0);
        const auto mask = static_cast<std::uint8_t>(0x80 >> (at % 8));
        auto& byte = bytes[static_cast<std::size_t>(at / 8)];
        byte = static_cast<std::uint8_t>(on ? byte | mask : byte & ~mask);
    }
    /// Writes the low bits of a number so that they end before `end`.
    void insert(std::uint64_t number, int begin, int end) {
        for (int i = end - 1; i >= begin; --i, number >>= 1) set_bit(i, (number & 1) != 0);
    }
};

std::optional<int> small_number(std::string_view text, int most) {
    if (text.empty() || text.size() > 3) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    // Go refuses leading zeros: some read them as octal.
    if (value > most || (text.size() > 1 && text[0] == '0')) return std::nullopt;
    return value;
}

bool parse_v4(std::string_view text, std::uint8_t* out) {
    for (int i = 0; i < 4; ++i) {
        const std::size_t dot = i < 3 ? text.find('.') : text.size();
        if (dot == std::string_view::npos) return false;
        const auto value = small_number(text.substr(0, dot), 255);
        if (!value) return false;
        out[i] = static_cast<std::uint8_t>(*value);
        text.remove_prefix(std::min(dot + 1, text.size()));
    }
    return text.empty();
}

bool parse_v6(std::string_view text, std::array<std::uint8_t, 16>& out) {
    std::vector<std::uint8_t> bytes;
    std::optional<std::size_t> gap;
    if (text.starts_with("::")) {
        gap = 0;
        text.remove_prefix(2);
    }
    while (!text.empty() && bytes.size() < 16) {
        const std::size_t end = std::min(text.find(':'), text.size());
        const std::string_view word = text.substr(0, end);
        if (word.find('.') != std::string_view::npos) {
            std::array<std::uint8_t, 4> v4{};
            if (bytes.size() > 12 || end != text.size() || !parse_v4(word, v4.data())) return false;
            bytes.insert(bytes.end(), v4.begin(), v4.end());
            text = {};
            break;
        }
        if (word.empty() || word.size() > 4) return false;
        unsigned value = 0;
        for (const char c : word) {
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) return false;
            value = value * 16 + static_cast<unsigned>(digit);
        }
        bytes.push_back(static_cast<std::uint8_t>(value >> 8));
        bytes.push_back(static_cast<std::uint8_t>(value));
        text.remove_prefix(end);
        if (text.starts_with("::")) {
            if (gap) return false;
            gap = bytes.size();
            text.remove_prefix(2);
        } else if (!text.empty()) {
            text.remove_prefix(1);
            if (text.empty()) return false;
        }
    }
    if (!text.empty() || (gap ? bytes.size() > 14 : bytes.size() != 16)) return false;
    if (gap) bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(*gap), 16 - bytes.size(), 0);
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return true;
}

/// 10.0.0.0/8: the network, host bits cleared.
Result<Network> parse_cidr(std::string_view text) {
    const Error error{fmt::format("invalid CIDR address: {}", text)};
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return error;
    const std::string_view address = text.substr(0, slash);
    Network network;
    network.is_v4 = address.find(':') == std::string_view::npos;
    const bool read = network.is_v4 ? parse_v4(address, network.bytes.data() + 12)
                                    : parse_v6(address, network.bytes);
    const auto prefix = small_number(text.substr(slash + 1), network.bit_count());
    if (!read || !prefix) return error;
    network.prefix = *prefix;
    for (int i = *prefix; i < network.bit_count(); ++i) network.set_bit(i, false);
    return network;
}

std::string address_text(const Network& network) {
    const auto& b = network.bytes;
    if (network.is_v4) return fmt::format("{}.{}.{}.{}", b[12], b[13], b[14], b[15]);
    std::array<unsigned, 8> words{};
    for (std::size_t i = 0; i < 8; ++i)
        words[i] = static_cast<unsigned>(b[2 * i] << 8 | b[2 * i + 1]);
    // RFC 5952: the longest run of zeros, the first of equals, if it has at least two.
    std::size_t best = 8;
    std::size_t best_size = 1;
    for (std::size_t i = 0; i < 8; ++i) {
        std::size_t end = i;
        while (end < 8 && words[end] == 0) ++end;
        if (end - i > best_size) {
            best = i;
            best_size = end - i;
        }
    }
    std::string out;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == best) {
            out += "::";
            i += best_size - 1;
            continue;
        }
        if (!out.empty() && !out.ends_with(':')) out += ':';
        out += fmt::format("{:x}", words[i]);
    }
    return out;
}

std::string network_text(const Network& network) {
    return fmt::format("{}/{}", address_text(network), network.prefix);
}

std::string invalid(const Error& error) {
    return "invalid CIDR expression: " + error.message;
}

Outcome host(Arguments in) {
    const auto number = whole_number(in[1]);
    if (!number) return fault(number.error().message);
    auto network = parse_cidr(in[0].text());
    if (!network) return fault(invalid(network.error()));
    const int bits = network->bit_count() - network->prefix;
    const std::uint64_t most = bits >= 64 ? UINT64_MAX : (std::uint64_t{1} << bits) - 1;
    // A negative number counts from the end: -1 is the last address.
    const bool from_end = *number < 0;
    const auto distance =
        from_end ? static_cast<std::uint64_t>(-(*number + 1)) : static_cast<std::uint64_t>(*number);
    if (distance > most) {
        return fault(fmt::format("prefix of {} does not accommodate a host numbered {}",
                                 network->prefix, *number));
    }
    if (from_end) {
        for (int i = network->prefix; i < network->bit_count(); ++i) network->set_bit(i, true);
        const int begin = std::max(network->prefix, network->bit_count() - 64);
        network->insert(UINT64_MAX - distance, begin, network->bit_count());
    } else {
        const int begin = std::max(network->prefix, network->bit_count() - 64);
        network->insert(distance, begin, network->bit_count());
    }
    return Value(address_text(*network));
}

Outcome netmask(Arguments in) {
    const auto network = parse_cidr(in[0].text());
    if (!network) return fault(invalid(network.error()));
    Network mask;
    mask.is_v4 = network->is_v4;
    for (int i = 0; i < network->prefix; ++i) mask.set_bit(i, true);
    return Value(address_text(mask));
}

Outcome subnet(Arguments in) {
    const auto bits = whole_number(in[1]);
    if (!bits) return fault(bits.error().message);
    const auto number = whole_number(in[2]);
    if (!number) return fault(number.error().message);
    auto network = parse_cidr(in[0].text());
    if (!network) return fault(invalid(network.error()));
    if (*bits > 32) return fault("may not extend prefix by more than 32 bits");
    if (*bits < 0 || network->prefix + *bits > network->bit_count()) {
        return fault(fmt::format("insufficient address space to extend prefix of {} by {}",
                                 network->prefix, *bits));
    }
    const std::int64_t most = (std::int64_t{1} << *bits) - 1;
    if (*number < 0 || *number > most) {
        return fault(fmt::format("prefix extension of {} does not accommodate a subnet numbered {}",
                                 *bits, *number));
    }
    const int end = network->prefix + static_cast<int>(*bits);
    network->insert(static_cast<std::uint64_t>(*number), network->prefix, end);
    network->prefix = end;
    return Value(network_text(*network));
}

/// The network of that prefix right behind `network`; nothing behind the last one.
std::optional<Network> following(Network network, int prefix) {
    // A larger network behind a smaller one starts at its own next multiple.
    for (int i = std::min(prefix, network.prefix); i < network.bit_count(); ++i)
        network.set_bit(i, true);
    int at = network.bit_count() - 1;
    for (; at >= 0 && network.bit(at); --at) network.set_bit(at, false);
    if (at < 0) return std::nullopt;
    network.set_bit(at, true);
    for (int i = prefix; i < network.bit_count(); ++i) network.set_bit(i, false);
    network.prefix = prefix;
    return network;
}

bool contains(const Network& outer, const Network& inner) {
    for (int i = 0; i < outer.prefix; ++i) {
        if (outer.bit(i) != inner.bit(i)) return false;
    }
    return true;
}

Outcome subnets(Arguments in) {
    const auto base = parse_cidr(in[0].text());
    if (!base) return fault(0, invalid(base.error()));
    Value::Elements out;
    std::optional<Network> current;
    for (std::size_t i = 1; i < in.size(); ++i) {
        const auto bits = whole_number(in[i]);
        if (!bits) return fault(i, bits.error().message);
        if (*bits < 1) return fault(i, "must extend prefix by at least one bit");
        if (*bits > 32) return fault(i, "may not extend prefix by more than 32 bits");
        const int prefix = base->prefix + static_cast<int>(*bits);
        if (prefix > base->bit_count()) {
            return fault(i, fmt::format("would extend prefix to {} bits, which is too long for an "
                                        "{} address",
                                        prefix, base->is_v4 ? "IPv4" : "IPv6"));
        }
        std::optional<Network> next = *base;
        next->prefix = prefix;
        if (current) next = following(*current, prefix);
        if (next && current && !contains(*base, *next)) next.reset();
        if (!next) {
            return fault(i, fmt::format("not enough remaining address space for a subnet with a "
                                        "prefix of {} bits after {}",
                                        prefix, network_text(*current)));
        }
        current = next;
        out.emplace_back(network_text(*current));
    }
    return Value::list(Kind::string, std::move(out));
}

} // namespace

std::vector<Function> network_functions() {
    return {
        {"cidrhost", {text("prefix"), number("hostnum")}, {}, Kind::string, host},
        {"cidrnetmask", {text("prefix")}, {}, Kind::string, netmask},
        {"cidrsubnet",
         {text("prefix"), number("newbits"), number("netnum")},
         {},
         Kind::string,
         subnet},
        {"cidrsubnets", {text("prefix")}, number("newbits"), Type::list(Kind::string), subnets},
    };
}

} // namespace dflint::bake
