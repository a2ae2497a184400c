// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/model/used_keywords.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

/// What the rules about EXPOSE share: its ports as BuildKit takes them apart.
namespace dflint::rules {

/// `[[IP:]HOST:]PORT[/PROTOCOL]`, with a protocol that exists.
struct ExposedPort {
    std::string_view address;
    std::string_view host_port;
    std::uint32_t host_size = 0; ///< bytes of both, up to and with the last colon
    std::string_view protocol;   ///< as written; empty without
    Span word;                   ///< of the file, as written
    bool is_literal = false;     ///< the word is the port: nothing was expanded
};

/// Takes one port apart (dockerfile2llb, splitParts and splitProtoPort).
[[nodiscard]] inline std::optional<ExposedPort> split_port(std::string_view text) {
    ExposedPort port;
    const std::size_t colon = text.rfind(':');
    if (colon != std::string_view::npos) {
        const std::string_view host = text.substr(0, colon);
        const std::size_t second = host.rfind(':');
        const bool has_address = second != std::string_view::npos;
        if (has_address) port.address = host.substr(0, second);
        port.host_port = has_address ? host.substr(second + 1) : host;
        port.host_size = static_cast<std::uint32_t>(colon) + 1;
        text.remove_prefix(colon + 1);
    }
    const std::size_t slash = text.find('/');
    if (text.substr(0, slash).empty()) return std::nullopt;
    if (slash != std::string_view::npos) port.protocol = text.substr(slash + 1);
    for (const std::string_view known : {"", "tcp", "udp", "sctp"}) {
        if (ascii::equals_ignoring_case(port.protocol, known)) return port;
    }
    return std::nullopt;
}

/// Calls `take` with each port of the stage's EXPOSE instructions, variables expanded.
template <class Take> void for_each_port(const model::Stage& stage, Take take) {
    const model::Build& build = *stage.build;
    if (!build.fact<model::UsedKeywords>().has(dockerfile::Keyword::expose)) return;
    const auto take_port = [&](std::string_view text, Span word, bool is_literal) {
        auto port = split_port(text);
        if (!port) return;
        port->word = word;
        port->is_literal = is_literal;
        take(*port);
    };
    for (std::uint32_t i = stage.first; i < stage.last; ++i) {
        const dockerfile::Instruction& instruction = build.instructions()[i];
        if (instruction.keyword != dockerfile::Keyword::expose) continue;
        const auto* const body = instruction.as<dockerfile::Words>();
        if (body == nullptr) continue;
        for (const dockerfile::Word& word : body->words) {
            if (word.text.find_first_of("$\"'`\\") == std::string_view::npos) {
                take_port(word.text, word.at, build.file.slice(word.at) == word.text);
                continue;
            }
            // What a variable holds may be several ports.
            const auto expanded = model::Scope(stage, i).expand(word.text);
            if (!expanded) continue;
            std::string_view rest = *expanded;
            while (!rest.empty()) {
                const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
                if (end > 0) take_port(rest.substr(0, end), word.at, false);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
    }
}

} // namespace dflint::rules
