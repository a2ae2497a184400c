// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/uri.h"

#include "dflint/source/ascii.h"

#include <algorithm>
#include <vector>

namespace dflint::emit {

namespace {

using Segments = std::vector<std::string_view>;

/// RFC 3986 "unreserved"; everything else of a name is encoded, so that a colon in a first segment
/// is not read as a scheme.
bool is_unreserved(char c) {
    return ascii::is_in_name(c) || c == '-' || c == '.' || c == '~';
}

void append_encoded(std::string& out, std::string_view segment) {
    constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : segment) {
        if (is_unreserved(c)) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 0xF];
        }
    }
}

void append_segments(Segments& segments, std::string_view path, bool is_absolute) {
    while (!path.empty()) {
        const std::string_view segment = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(segment.size() + 1, path.size()));
        const bool has_parent = !segments.empty() && segments.back() != "..";
        if (segment.empty() || segment == ".") continue;
        if (segment == ".." && has_parent) {
            segments.pop_back();
        } else if (segment != ".." || !is_absolute) {
            segments.push_back(segment);
        }
    }
}

std::string joined(Segments::const_iterator begin, Segments::const_iterator end) {
    std::string out;
    for (auto segment = begin; segment != end; ++segment) {
        if (segment != begin) out += '/';
        append_encoded(out, *segment);
    }
    return out;
}

} // namespace

FileUri file_uri(std::string_view path, std::string_view root) {
    const bool is_absolute = path.starts_with('/');
    Segments base;
    append_segments(base, root, true);
    Segments segments;
    if (!is_absolute && !root.empty()) segments = base;
    append_segments(segments, path, is_absolute || !root.empty());
    if (!is_absolute && root.empty()) return {joined(segments.begin(), segments.end()), true};
    const bool is_below = !root.empty() && base.size() < segments.size() &&
                          std::equal(base.begin(), base.end(), segments.begin());
    if (!is_below) return {"file:///" + joined(segments.begin(), segments.end()), false};
    const auto tail = segments.begin() + static_cast<std::ptrdiff_t>(base.size());
    return {joined(tail, segments.end()), true};
}

std::string directory_uri(std::string_view path) {
    Segments segments;
    append_segments(segments, path, true);
    std::string uri = "file:///" + joined(segments.begin(), segments.end());
    if (!uri.ends_with('/')) uri += '/';
    return uri;
}

bool is_web_address(std::string_view text) {
    const bool has_scheme = text.starts_with("https://") || text.starts_with("http://");
    return has_scheme && std::all_of(text.begin(), text.end(), [](char c) {
               return c > ' ' && c < 0x7F &&
                      std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
           });
}

} // namespace dflint::emit
