// SPDX-License-Identifier: Apache-2.0
// Outside law: gitignore(5), and git's wildmatch where the page is silent.
#include "tools/dflint/gitignore.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <optional>
#include <utility>

namespace dflint::cli {

namespace {

constexpr auto npos = std::string_view::npos;

/// A character class of POSIX, by its name between `[:` and `:]`.
using CharacterClass = int (*)(int);

CharacterClass class_named(std::string_view name) {
    static constexpr std::pair<std::string_view, CharacterClass> classes[] = {
        {"alnum", std::isalnum}, {"alpha", std::isalpha}, {"blank", std::isblank},
        {"cntrl", std::iscntrl}, {"digit", std::isdigit}, {"graph", std::isgraph},
        {"lower", std::islower}, {"print", std::isprint}, {"punct", std::ispunct},
        {"space", std::isspace}, {"upper", std::isupper}, {"xdigit", std::isxdigit},
    };
    const auto* found = std::find_if(std::begin(classes), std::end(classes),
                                     [&](const auto& each) { return each.first == name; });
    return found == std::end(classes) ? nullptr : found->second;
}

struct Bracket {
    bool matches = false;
    std::size_t size = 0; ///< of `[...]` in the glob
};

/// Reads the bracket expression at glob[at] == '['. Nothing when it is not closed or names no
/// class: such a glob matches no text.
std::optional<Bracket> read_bracket(std::string_view glob, std::size_t at, unsigned char c) {
    std::size_t i = at + 1;
    const bool negated = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
    if (negated) ++i;

    bool found = false;
    int low = -1; // what a following `-` would make a range from, or -1
    for (bool first = true;; first = false) {
        if (i >= glob.size()) return std::nullopt;
        auto item = static_cast<unsigned char>(glob[i]);
        if (item == ']' && !first) break;
        if (item == '[' && i + 1 < glob.size() && glob[i + 1] == ':') {
            const std::size_t end = glob.find(']', i + 2);
            if (end == npos) return std::nullopt;
            if (end > i + 2 && glob[end - 1] == ':') {
                const CharacterClass is_in = class_named(glob.substr(i + 2, end - i - 3));
                if (is_in == nullptr) return std::nullopt;
                if (is_in(c) != 0) found = true;
                i = end + 1;
                low = -1;
                continue;
            }
        }
        const bool is_range = item == '-' && low >= 0 && i + 1 < glob.size() && glob[i + 1] != ']';
        if (is_range) item = static_cast<unsigned char>(glob[++i]);
        if (item == '\\') {
            if (++i >= glob.size()) return std::nullopt;
            item = static_cast<unsigned char>(glob[i]);
        }
        ++i;
        if (is_range ? low <= c && c <= item : c == item) found = true;
        // The end of a range starts no other one.
        low = is_range ? -1 : item;
    }
    return Bracket{found != negated && c != '/', i + 1 - at};
}

/// Where to go on when a later part does not match: retry `glob` from `text`.
struct Retry {
    std::size_t glob = npos;
    std::size_t text = 0;
    [[nodiscard]] bool is_set() const { return glob != npos; }
};

class Matcher {
public:
    Matcher(std::string_view glob, std::string_view text) : glob_(glob), text_(text) {}

    bool run() {
        for (;;) {
            if (g_ == glob_.size() && t_ == text_.size()) return true;
            if (g_ < glob_.size() && glob_[g_] == '*') {
                if (read_stars()) return true;
            } else if (!read_one() && !retry()) {
                return false;
            }
        }
    }

private:
    /// Reads a run of stars; true when everything is matched already.
    bool read_stars() {
        const std::size_t begin = g_;
        g_ = std::min(glob_.find_first_not_of('*', g_), glob_.size());
        const bool at_start = begin == 0 || glob_[begin - 1] == '/';
        const std::string_view rest = glob_.substr(g_);
        const bool to_end = rest.empty() || rest.starts_with('/') || rest.starts_with("\\/");
        if (g_ - begin < 2 || !at_start || !to_end) {
            star_ = {g_, t_};
            return false;
        }
        if (rest.empty()) return true;
        g_ += rest.starts_with('\\') ? 2 : 1;
        stars_ = {g_, t_}; // `**/` matches nothing, or up to any slash
        star_ = {};
        return false;
    }

    /// Reads one character of the text with one item of the glob.
    bool read_one() {
        if (g_ == glob_.size() || t_ == text_.size()) return false;
        const auto c = static_cast<unsigned char>(text_[t_]);
        std::size_t size = 1;
        if (glob_[g_] == '[') {
            const auto bracket = read_bracket(glob_, g_, c);
            if (!bracket || !bracket->matches) return false;
            size = bracket->size;
        } else if (glob_[g_] == '\\') {
            if (g_ + 1 == glob_.size() || glob_[g_ + 1] != text_[t_]) return false;
            size = 2;
        } else if (glob_[g_] == '?' ? c == '/' : glob_[g_] != text_[t_]) {
            return false;
        }
        g_ += size;
        ++t_;
        return true;
    }

    /// Lets the last star take one character more, else the last `**` one component more. Earlier
    /// ones need no retry: whatever they could take instead, the later one can reach too.
    bool retry() {
        if (star_.is_set() && star_.text < text_.size() && text_[star_.text] != '/') {
            ++star_.text;
            g_ = star_.glob;
            t_ = star_.text;
            return true;
        }
        star_ = {};
        if (!stars_.is_set()) return false;
        const std::size_t slash = text_.find('/', stars_.text);
        if (slash == npos) return false;
        stars_.text = slash + 1;
        g_ = stars_.glob;
        t_ = stars_.text;
        return true;
    }

    std::string_view glob_;
    std::string_view text_;
    std::size_t g_ = 0;
    std::size_t t_ = 0;
    Retry star_;
    Retry stars_;
};

/// The line without the blanks at its end, unless a backslash keeps one.
std::string_view without_trailing_blanks(std::string_view line) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == ' ') continue;
        if (line[i] == '\\' && i + 1 < line.size()) ++i;
        end = i + 1;
    }
    return line.substr(0, end);
}

std::optional<IgnorePattern> read_line(std::string_view line) {
    if (line.starts_with('#')) return std::nullopt;
    IgnorePattern pattern;
    if (line.starts_with('!')) {
        pattern.negated = true;
        line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
        pattern.directory_only = true;
        line.remove_suffix(1);
    }
    pattern.anchored = line.find('/') != npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.empty()) return std::nullopt;
    pattern.glob = line;
    return pattern;
}

} // namespace

bool glob_matches(std::string_view glob, std::string_view text) {
    // git compares the literal start by itself and matches what is left. It shows: `b**/a` finds
    // `ba`, as its stars then stand at the start of a pattern.
    const std::string_view literal = glob.substr(0, glob.find_first_of("*?[\\"));
    if (!text.starts_with(literal)) return false;
    return Matcher(glob.substr(literal.size()), text.substr(literal.size())).run();
}

IgnoreFile::IgnoreFile(std::string_view text, std::string base) : base_(std::move(base)) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == npos ? std::string_view() : text.substr(end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (auto pattern = read_line(without_trailing_blanks(line))) {
            patterns_.push_back(std::move(*pattern));
        }
    }
}

IgnoreFile::Verdict IgnoreFile::verdict(std::string_view path, bool is_directory) const {
    const std::string_view below = path.substr(base_.size());
    const std::string_view name = below.substr(below.rfind('/') + 1); // npos + 1 is 0
    for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
        if (pattern->directory_only && !is_directory) continue;
        if (!glob_matches(pattern->glob, pattern->anchored ? below : name)) continue;
        return pattern->negated ? Verdict::kept : Verdict::ignored;
    }
    return Verdict::none;
}

} // namespace dflint::cli
