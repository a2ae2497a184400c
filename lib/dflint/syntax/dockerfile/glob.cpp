// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/glob.h"

#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/unicode.h"

#include <algorithm>

namespace dflint::dockerfile {

namespace {
using Text = std::vector<char32_t>;

/// A value as characters, with the way back to its bytes.
struct Characters {
    Text points;
    std::vector<std::size_t> offsets; ///< one more than there are characters

    explicit Characters(std::string_view text) {
        points.reserve(text.size());
        offsets.reserve(text.size() + 1);
        for (std::size_t at = 0; at < text.size();) {
            const utf8::Decoded next = utf8::decode(text, at);
            points.push_back(next.code_point);
            offsets.push_back(at);
            at += next.size;
        }
        offsets.push_back(text.size());
    }
};

/// No code point.
constexpr char32_t any = 0x110000;

/// True when the part, which has no stars, matches at that place.
bool stands_at(const Text& part, const Text& value, std::size_t at) {
    if (part.size() > value.size() - at) return false;
    return std::equal(part.begin(), part.end(), value.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char32_t p, char32_t v) { return p == any ? v != '\n' : p == v; });
}

/// Matches in one value. It keeps what it found, so that asking at each character costs no more
/// than the product of the sizes of pattern and value.
class Matcher {
public:
    /// `parts` is what stands between the stars.
    Matcher(const std::vector<Text>& parts, const Text& value, bool longest)
        : parts_(parts), value_(value), longest_(longest), found_(parts.size()) {}

    /// Where a match that starts at `begin` ends. Each part between two stars is taken as early as
    /// it can be, which leaves the most room for the rest; the last one as early or as late as
    /// asked for.
    std::optional<std::size_t> match(std::size_t begin) {
        if (!stands_at(parts_.front(), value_, begin)) return std::nullopt;
        std::size_t at = begin + parts_.front().size();
        for (std::size_t i = 1; i < parts_.size(); ++i) {
            Found& found = found_[i];
            if (at < found.first || at > found.last) found = look(i, at);
            if (!found.place) return std::nullopt;
            at = *found.place + parts_[i].size();
        }
        return at;
    }

private:
    /// Where a part is found from each place between `first` and `last`.
    struct Found {
        std::size_t first = 1;
        std::size_t last = 0;
        std::optional<std::size_t> place{};
    };

    /// Behind a star that begins at `at`: stars do not cross line ends.
    [[nodiscard]] Found look(std::size_t i, std::size_t at) const {
        const Text& part = parts_[i];
        const bool takes_latest = longest_ && i + 1 == parts_.size();
        Found found{.first = at, .last = at};
        for (std::size_t place = at; place + part.size() <= value_.size(); ++place) {
            if (stands_at(part, value_, place)) found.place = place;
            if (found.place && !takes_latest) break;
            found.last = place;
            if (place < value_.size() && value_[place] == '\n') break;
        }
        if (found.place) found.last = *found.place;
        return found;
    }

    const std::vector<Text>& parts_;
    const Text& value_;
    bool longest_;
    std::vector<Found> found_;
};

/// The name behind a `$` of a template with its braces, empty when none is there.
std::string_view reference_in(std::string_view text) {
    const std::size_t begin = text.starts_with('{') ? 1 : 0;
    std::size_t at = begin;
    while (at < text.size()) {
        const utf8::Decoded next = utf8::decode(text, at);
        if (!is_letter(next.code_point) && !is_digit(next.code_point) && next.code_point != '_') {
            break;
        }
        at += next.size;
    }
    if (at == begin) return {};
    if (begin == 0) return text.substr(0, at);
    return at < text.size() && text[at] == '}' ? text.substr(0, at + 1) : std::string_view();
}

/// The replacement for one match of a pattern, which has no groups.
void append_expanded(std::string& out, std::string_view replacement, std::string_view match) {
    while (true) {
        const std::size_t dollar = replacement.find('$');
        out += replacement.substr(0, dollar);
        if (dollar == replacement.npos) return;
        replacement.remove_prefix(dollar + 1);
        if (replacement.starts_with('$')) {
            out += '$';
            replacement.remove_prefix(1);
            continue;
        }
        const std::string_view reference = reference_in(replacement);
        if (reference.empty()) out += '$';
        if (reference == "0" || reference == "{0}") out += match;
        replacement.remove_prefix(reference.size());
    }
}
} // namespace

std::optional<Glob> Glob::compile(std::string_view pattern, std::string& problem) {
    Glob glob;
    bool escaped = false;
    for (std::size_t at = 0; at < pattern.size();) {
        const utf8::Decoded next = utf8::decode(pattern, at);
        const char32_t c = next.code_point;
        // `\}` and `\/` only keep the lexer from stopping there.
        if (escaped && c != '*' && c != '?' && c != '\\' && c != '}' && c != '/') {
            problem = "invalid escape '\\" + std::string(pattern.substr(at, next.size)) + "'";
            return std::nullopt;
        }
        if (!escaped && c == '*') {
            glob.parts_.emplace_back();
        } else if (escaped || c != '\\') {
            glob.parts_.back().push_back(!escaped && c == '?' ? any : c);
        }
        escaped = !escaped && c == '\\';
        at += next.size;
    }
    if (!escaped) return glob;
    problem = "invalid escape at the end";
    return std::nullopt;
}

Glob Glob::reversed() const {
    Glob glob = *this;
    std::reverse(glob.parts_.begin(), glob.parts_.end());
    for (Text& part : glob.parts_) std::reverse(part.begin(), part.end());
    return glob;
}

std::string_view Glob::without_prefix(std::string_view value, bool longest) const {
    const Characters characters(value);
    const auto end = Matcher(parts_, characters.points, longest).match(0);
    return end ? value.substr(characters.offsets[*end]) : value;
}

std::string_view Glob::without_suffix(std::string_view value, bool longest) const {
    Characters characters(value);
    std::reverse(characters.points.begin(), characters.points.end());
    const Glob pattern = reversed();
    const auto end = Matcher(pattern.parts_, characters.points, longest).match(0);
    return end ? value.substr(0, characters.offsets[characters.points.size() - *end]) : value;
}

std::string Glob::replaced(std::string_view value, std::string_view replacement, bool all) const {
    const Characters characters(value);
    Matcher matcher(parts_, characters.points, true);
    std::string out;
    std::size_t copied = 0; // characters that `out` holds already
    const auto copy_to = [&](std::size_t end) {
        out += value.substr(characters.offsets[copied],
                            characters.offsets[end] - characters.offsets[copied]);
        copied = end;
    };
    std::optional<std::size_t> last_end;
    for (std::size_t at = 0; at <= characters.points.size();) {
        const auto end = matcher.match(at);
        // An empty match that touches the one before it does not count.
        const bool counts = end && !(*end == at && last_end == at);
        if (counts) {
            copy_to(at);
            if (all) {
                const std::size_t begin = characters.offsets[at];
                append_expanded(out, replacement,
                                value.substr(begin, characters.offsets[*end] - begin));
            } else {
                out += replacement;
            }
            copied = *end;
            last_end = *end;
            if (!all) break;
        }
        at = counts && *end > at ? *end : at + 1;
    }
    copy_to(characters.points.size());
    return out;
}

} // namespace dflint::dockerfile
