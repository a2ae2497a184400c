// SPDX-License-Identifier: Apache-2.0
// Go's regexp/syntax in its Perl mode.
#include "dflint/bake/regex_parser.h"

#include "dflint/source/ascii.h"
#include "dflint/source/utf8.h"

#include <algorithm>
#include <utility>

namespace dflint::bake::regex {

namespace {

constexpr int deepest = 200;
constexpr int most_repeats = 1000;
constexpr char32_t last_letter = 0x10FFFF;

struct Flags {
    bool folds = false;
    bool multi_line = false;
    bool dot_takes_newline = false;
    bool swaps_greed = false;
};

class Parser {
public:
    explicit Parser(std::string_view pattern) : text_(pattern) {}

    std::variant<Pattern, SyntaxError> run() {
        names_.emplace_back();
        Node root = choice(0);
        if (!failed_ && at_ < text_.size()) fail("unexpected )", text_);
        if (failed_) return error_;
        return Pattern{std::move(root), std::move(names_)};
    }

private:
    [[nodiscard]] bool done() const { return failed_ || at_ >= text_.size(); }
    [[nodiscard]] bool next_is(char letter) const { return !done() && text_[at_] == letter; }
    bool accept(std::string_view what) {
        if (failed_ || !text_.substr(at_).starts_with(what)) return false;
        at_ += what.size();
        return true;
    }
    void fail(std::string_view code, std::string_view part, bool unsupported = false) {
        if (failed_) return;
        failed_ = true;
        error_ = {std::string(code), std::string(part), unsupported};
    }
    char32_t letter() {
        const utf8::Decoded decoded = utf8::decode(text_, at_);
        if (!decoded.valid) fail("invalid UTF-8", text_.substr(at_));
        at_ += decoded.size;
        return decoded.code_point;
    }

    Node choice(int depth);
    Node sequence(int depth);
    Node atom(int depth);
    Node group(int depth);
    void repetition(std::vector<Node>& atoms, std::size_t begin);
    bool counts(int& least, int& most);
    bool read_flags();
    Node escape();
    bool class_escape(std::vector<ClassRange>& ranges);
    void property(std::vector<ClassRange>& ranges, bool negated);
    char32_t letter_escape();
    char32_t hexadecimal(std::size_t begin);
    Node bracket();
    bool posix_class(std::vector<ClassRange>& ranges);
    char32_t bracket_letter();

    [[nodiscard]] Node letters(std::vector<ClassRange> ranges) const {
        normalize(ranges);
        return {.kind = NodeKind::letters, .letters = {std::move(ranges), flags_.folds}};
    }
    [[nodiscard]] static Node assertion(Assertion what) {
        return {.kind = NodeKind::assertion, .assertion = what};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Flags flags_;
    std::vector<std::string> names_;
    bool failed_ = false;
    SyntaxError error_;
};

Node Parser::choice(int depth) {
    if (depth > deepest) fail("expression nests too deeply", text_);
    Node node{.kind = NodeKind::choice};
    const Flags outer = flags_;
    node.children.push_back(sequence(depth));
    while (accept("|")) node.children.push_back(sequence(depth));
    flags_ = outer;
    if (node.children.size() > 1) return node;
    Node only = std::move(node.children.front());
    return only;
}

Node Parser::sequence(int depth) {
    Node node{.kind = NodeKind::sequence};
    while (!done() && !next_is('|') && !next_is(')')) {
        const std::size_t begin = at_;
        int least = 0;
        int most = 0;
        const bool is_count = next_is('{') && counts(least, most);
        const std::string_view written = text_.substr(begin, is_count ? at_ - begin : 1);
        at_ = begin;
        if (is_count || next_is('*') || next_is('+') || next_is('?')) {
            if (node.children.empty()) {
                fail("missing argument to repetition operator", written);
            } else {
                repetition(node.children, begin);
            }
            continue;
        }
        if (accept("\\Q")) {
            const std::size_t end = std::min(text_.find("\\E", at_), text_.size());
            while (!failed_ && at_ < end) {
                const char32_t c = letter();
                node.children.push_back(letters({{c, c}}));
            }
            accept("\\E");
            continue;
        }
        Node item = atom(depth);
        if (item.kind != NodeKind::empty) node.children.push_back(std::move(item));
    }
    return node;
}

/// The {n}, {n,} or {n,m} at hand; else nothing is taken.
bool Parser::counts(int& least, int& most) {
    const std::size_t begin = at_;
    const auto number = [&]() -> int {
        const std::size_t first = at_;
        int value = 0;
        while (at_ < text_.size() && ascii::is_digit(text_[at_]))
            value = std::min(value * 10 + (text_[at_++] - '0'), most_repeats + 1);
        return at_ == first ? -1 : value;
    };
    ++at_;
    least = number();
    most = least;
    if (least >= 0 && accept(",")) most = next_is('}') ? -1 : number();
    const bool is_open = least >= 0 && most == -1 && text_[at_ - 1] == ',';
    if (least >= 0 && (most >= 0 || is_open) && accept("}")) return true;
    at_ = begin;
    return false;
}

void Parser::repetition(std::vector<Node>& atoms, std::size_t begin) {
    int least = 0;
    int most = -1;
    const char sign = text_[at_];
    if (sign == '{') {
        counts(least, most);
    } else {
        ++at_;
        least = sign == '+' ? 1 : 0;
        most = sign == '?' ? 1 : -1;
    }
    bool lazy = flags_.swaps_greed;
    if (accept("?")) lazy = !lazy;
    const std::string_view written = text_.substr(begin, at_ - begin);
    if (least > most_repeats || most > most_repeats || (most >= 0 && least > most)) {
        fail("invalid repeat count", written);
        return;
    }
    if (atoms.back().kind == NodeKind::repeat && atoms.back().group == begin) {
        fail("invalid nested repetition operator", written);
        return;
    }
    Node node{.kind = NodeKind::repeat};
    node.children.push_back(std::move(atoms.back()));
    node.least = least;
    node.most = most;
    node.lazy = lazy;
    // Where it ends: another operator right there would be nested.
    node.group = static_cast<std::uint32_t>(at_);
    atoms.back() = std::move(node);
}

Node Parser::atom(int depth) {
    if (next_is('(')) return group(depth);
    if (next_is('[')) return bracket();
    if (next_is('\\')) return escape();
    if (accept("."))
        return letters(flags_.dot_takes_newline
                           ? std::vector<ClassRange>{{0, last_letter}}
                           : std::vector<ClassRange>{{0, '\n' - 1}, {'\n' + 1, last_letter}});
    if (accept("^"))
        return assertion(flags_.multi_line ? Assertion::line_begin : Assertion::text_begin);
    if (accept("$"))
        return assertion(flags_.multi_line ? Assertion::line_end : Assertion::text_end);
    const char32_t c = letter();
    return letters({{c, c}});
}

bool Parser::read_flags() {
    bool value = true;
    bool any = false;
    while (!done()) {
        const char sign = text_[at_++];
        if (sign == 'i') flags_.folds = value;
        if (sign == 'm') flags_.multi_line = value;
        if (sign == 's') flags_.dot_takes_newline = value;
        if (sign == 'U') flags_.swaps_greed = value;
        if (sign == ':' || sign == ')') return any || value;
        if (sign == '-' && value) {
            value = false;
            any = false;
        } else if (std::string_view("imsU").find(sign) != std::string_view::npos) {
            any = true;
        } else {
            return false;
        }
    }
    return false;
}

Node Parser::group(int depth) {
    const std::size_t begin = at_++;
    Node node{.kind = NodeKind::group};
    const Flags outer = flags_;
    if (accept("?P<") || accept("?<")) {
        const std::size_t end = text_.find('>', at_);
        const std::string_view name =
            end == std::string_view::npos ? std::string_view() : text_.substr(at_, end - at_);
        const bool word = !name.empty() && std::all_of(name.begin(), name.end(), ascii::is_in_name);
        if (!word) {
            fail("invalid named capture",
                 text_.substr(begin, end == std::string_view::npos ? std::string_view::npos
                                                                   : end + 1 - begin));
            return {};
        }
        if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
            fail("duplicate capture group name", name);
            return {};
        }
        at_ = end + 1;
        node.group = static_cast<std::uint32_t>(names_.size());
        names_.emplace_back(name);
    } else if (accept("?")) {
        if (!read_flags()) {
            const bool cut_off = at_ >= text_.size();
            fail(cut_off ? "missing closing )" : "invalid or unsupported Perl syntax",
                 cut_off ? text_ : text_.substr(begin, at_ - begin));
            return {};
        }
        // (?i) holds to the end of the group around it.
        if (text_[at_ - 1] == ')') return {};
        node.kind = NodeKind::sequence;
    } else {
        node.group = static_cast<std::uint32_t>(names_.size());
        names_.emplace_back();
    }
    node.children.push_back(choice(depth + 1));
    flags_ = outer;
    if (!accept(")")) fail("missing closing )", text_);
    return node;
}

bool Parser::class_escape(std::vector<ClassRange>& ranges) {
    if (at_ + 1 >= text_.size()) return false;
    const char kind = text_[at_ + 1];
    const char small = static_cast<char>(kind | 0x20);
    if (small == 'p') {
        property(ranges, kind == 'P');
        return true;
    }
    if (small != 'd' && small != 's' && small != 'w') return false;
    at_ += 2;
    const auto& named = *named_class(std::string_view(&small, 1));
    const std::vector<ClassRange> found = kind == small ? named : complement(named);
    ranges.insert(ranges.end(), found.begin(), found.end());
    return true;
}

/// \pN, \p{Greek}: tables of all scripts would be larger than the rest of the program.
void Parser::property(std::vector<ClassRange>& ranges, bool negated) {
    const std::size_t begin = at_;
    at_ += 2;
    std::string_view name = text_.substr(at_, 1);
    if (next_is('{')) {
        const std::size_t end = text_.find('}', at_);
        if (end == std::string_view::npos) {
            fail("invalid character class range", text_.substr(begin));
            return;
        }
        name = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end;
    }
    ++at_;
    if (name.starts_with('^')) {
        negated = !negated;
        name.remove_prefix(1);
    }
    if (name != "Any") {
        fail("Unicode class", text_.substr(begin, at_ - begin), true);
        return;
    }
    if (!negated) ranges.push_back({0, last_letter});
}

char32_t Parser::hexadecimal(std::size_t begin) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    };
    const bool braces = accept("{");
    char32_t value = 0;
    std::size_t count = 0;
    while (!done() && (braces || count < 2) && digit(text_[at_]) >= 0 && value <= last_letter) {
        value = value * 16 + static_cast<char32_t>(digit(text_[at_++]));
        ++count;
    }
    const bool closed = braces ? count > 0 && accept("}") : count == 2;
    if (!closed || value > last_letter)
        fail("invalid escape sequence", text_.substr(begin, at_ - begin));
    return value;
}

/// An escape that stands for one character, in a class or outside.
char32_t Parser::letter_escape() {
    const std::size_t begin = at_++;
    if (at_ >= text_.size()) {
        fail("trailing backslash at end of expression", "");
        return 0;
    }
    const char sign = text_[at_];
    const std::string_view control = "a\af\ft\tn\nr\rv\v";
    for (std::size_t i = 0; i < control.size(); i += 2) {
        if (sign != control[i]) continue;
        ++at_;
        return static_cast<char32_t>(control[i + 1]);
    }
    if (sign == 'x') {
        ++at_;
        return hexadecimal(begin);
    }
    const bool octal = sign >= '0' && sign <= '7';
    const bool more = at_ + 1 < text_.size() && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '7';
    if (octal && (sign == '0' || more)) {
        char32_t value = 0;
        for (int i = 0; i < 3 && !done() && text_[at_] >= '0' && text_[at_] <= '7'; ++i)
            value = value * 8 + static_cast<char32_t>(text_[at_++] - '0');
        return value;
    }
    const bool word = (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'z') ||
                      (sign >= 'A' && sign <= 'Z') || sign == '_';
    const char32_t c = letter();
    if (word || c >= 0x80) fail("invalid escape sequence", text_.substr(begin, at_ - begin));
    return c;
}

Node Parser::escape() {
    if (accept("\\A")) return assertion(Assertion::text_begin);
    if (accept("\\z")) return assertion(Assertion::text_end);
    if (accept("\\b")) return assertion(Assertion::word_boundary);
    if (accept("\\B")) return assertion(Assertion::no_word_boundary);
    std::vector<ClassRange> ranges;
    if (class_escape(ranges)) return letters(std::move(ranges));
    const char32_t c = letter_escape();
    return letters({{c, c}});
}

bool Parser::posix_class(std::vector<ClassRange>& ranges) {
    if (!text_.substr(at_).starts_with("[:")) return false;
    const std::size_t end = text_.find(":]", at_ + 2);
    if (end == std::string_view::npos) return false;
    std::string_view name = text_.substr(at_ + 2, end - at_ - 2);
    const bool negated = name.starts_with('^');
    if (negated) name.remove_prefix(1);
    const auto* named = name.size() > 1 ? named_class(name) : nullptr;
    if (!named) {
        fail("invalid character class range", text_.substr(at_, end + 2 - at_));
        return true;
    }
    const std::vector<ClassRange> found = negated ? complement(*named) : *named;
    ranges.insert(ranges.end(), found.begin(), found.end());
    at_ = end + 2;
    return true;
}

char32_t Parser::bracket_letter() {
    return next_is('\\') ? letter_escape() : letter();
}

Node Parser::bracket() {
    const std::size_t begin = at_++;
    const bool negated = accept("^");
    std::vector<ClassRange> ranges;
    for (bool first = true; !failed_ && (first || !next_is(']')); first = false) {
        if (at_ >= text_.size()) {
            fail("missing closing ]", text_.substr(begin));
            return {};
        }
        if (posix_class(ranges)) continue;
        if (next_is('\\') && class_escape(ranges)) continue;
        const std::size_t from = at_;
        ClassRange range{bracket_letter(), 0};
        range.last = range.first;
        const bool is_range = next_is('-') && at_ + 1 < text_.size() && text_[at_ + 1] != ']';
        if (is_range) {
            ++at_;
            range.last = bracket_letter();
        }
        if (range.last < range.first)
            fail("invalid character class range", text_.substr(from, at_ - from));
        ranges.push_back(range);
    }
    if (!failed_) ++at_;
    normalize(ranges);
    if (negated && flags_.folds) {
        // The complement must not take the other case of a letter that is named.
        std::vector<ClassRange> both = ranges;
        for (const ClassRange& range : ranges) {
            for (char32_t c = range.first; c <= range.last && c < 0x80; ++c) {
                if (c >= U'a' && c <= U'z') both.push_back({c - 32, c - 32});
                if (c >= U'A' && c <= U'Z') both.push_back({c + 32, c + 32});
            }
        }
        normalize(both);
        Node node = letters(complement(both));
        node.letters.folds = false;
        return node;
    }
    return letters(negated ? complement(ranges) : std::move(ranges));
}

} // namespace

std::variant<Pattern, SyntaxError> parse(std::string_view pattern) {
    return Parser(pattern).run();
}

} // namespace dflint::bake::regex
