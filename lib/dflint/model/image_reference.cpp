// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/image_reference.h"

#include "dflint/source/byte_set.h"
#include "dflint/source/quote.h"

#include <algorithm>

namespace dflint::model {

namespace {

constexpr std::size_t max_repository = 255;
constexpr std::size_t max_tag = 128;

constexpr ByteSet lower_bytes("abcdefghijklmnopqrstuvwxyz0123456789");
constexpr ByteSet upper_bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
constexpr ByteSet digits("0123456789");
constexpr ByteSet hexadecimal_bytes("0123456789abcdef");
constexpr ByteSet host_bytes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
constexpr ByteSet tag_bytes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
constexpr ByteSet registry_signs("ABCDEFGHIJKLMNOPQRSTUVWXYZ.:");

bool consists_of(std::string_view text, const ByteSet& bytes) {
    return !text.empty() && bytes.first_not_in(text) == text.npos;
}

/// One component between the slashes of a repository: letters and digits, joined by one dot, one or
/// two underscores or any number of dashes.
bool is_component(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        at = std::min(lower_bytes.first_not_in(text, at), text.size());
        if (at == begin) return false;
        if (at == text.size()) return true;
        const char separator = text[at];
        const std::size_t joint = at;
        while (at < text.size() && text[at] == separator) ++at;
        const std::size_t size = at - joint;
        const bool joins =
            separator == '-' || (separator == '.' && size == 1) || (separator == '_' && size <= 2);
        if (!joins) return false;
    }
    return false;
}

bool is_host(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == text.npos) return false;
        const std::string_view port = text.substr(close + 1);
        return port.empty() || port.starts_with(':');
    }
    const std::size_t colon = text.find(':');
    if (colon != text.npos && !consists_of(text.substr(colon + 1), digits)) return false;
    std::string_view name = text.substr(0, colon);
    while (true) {
        const std::size_t dot = std::min(name.find('.'), name.size());
        const std::string_view part = name.substr(0, dot);
        if (!consists_of(part, host_bytes) || part.front() == '-' || part.back() == '-')
            return false;
        if (dot == name.size()) return true;
        name.remove_prefix(dot + 1);
    }
}

bool is_tag(std::string_view text) {
    return consists_of(text, tag_bytes) && text.size() <= max_tag && text.front() != '.' &&
           text.front() != '-';
}

bool is_digest(std::string_view text) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view algorithm = text.substr(0, colon);
    const std::size_t size = algorithm == "sha256"   ? 64
                             : algorithm == "sha384" ? 96
                             : algorithm == "sha512" ? 128
                                                     : 0;
    const std::string_view value = text.substr(std::min(colon + 1, text.size()));
    return size != 0 && value.size() == size && consists_of(value, hexadecimal_bytes);
}

/// The registry's host and its slash, taken off the front; empty for Docker Hub.
std::string_view take_host(std::string_view& text) {
    const std::size_t slash = text.find('/');
    if (slash == text.npos) return {};
    const std::string_view first = text.substr(0, slash);
    const bool is_registry = first == "localhost" || registry_signs.first_in(first) != first.npos;
    if (!is_registry) return {};
    text.remove_prefix(slash + 1);
    return first;
}

} // namespace

std::string problem_of_reference(std::string_view text) {
    if (text.empty()) return "it is empty";
    if (text.size() == 64 && consists_of(text, hexadecimal_bytes))
        return "it looks like the id of an image";
    const std::string_view host = take_host(text);
    if (!host.empty() && !is_host(host)) return in_code(host) + " is no host";
    const std::size_t at = text.find('@');
    if (at != text.npos) {
        if (!is_digest(text.substr(at + 1))) return in_code(text.substr(at + 1)) + " is no digest";
        text = text.substr(0, at);
    }
    const std::size_t colon = text.find(':');
    const std::string_view repository = text.substr(0, colon);
    if (upper_bytes.first_in(repository) != repository.npos) {
        return in_code(repository) + " has upper case letters";
    }
    if (repository.empty()) return "it has no name";
    if (repository.size() > max_repository) return "its name is longer than 255 characters";
    for (std::string_view rest = repository;;) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        const std::string_view component = rest.substr(0, slash);
        if (component.empty()) return "a part of its name is empty";
        if (!is_component(component)) return in_code(component) + " is no part of a name";
        if (slash == rest.size()) break;
        rest.remove_prefix(slash + 1);
    }
    if (colon == text.npos) return {};
    const std::string_view tag = text.substr(colon + 1);
    if (tag.empty()) return "it has no tag after the colon";
    return is_tag(tag) ? std::string() : in_code(tag) + " is no tag";
}

} // namespace dflint::model
