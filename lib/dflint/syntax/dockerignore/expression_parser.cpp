// SPDX-License-Identifier: Apache-2.0
#include "expression_parser.h"

#include <array>
#include <optional>

namespace dflint::dockerignore {

namespace {

using Op = Expression::Op;
using Set = Expression::Set;

constexpr char32_t last_code_point = 0x10FFFF;
constexpr int max_repetitions = 1000; // regexp/syntax refuses more
constexpr int unlimited = -1;

struct NamedSet {
    std::u32string_view name;
    std::array<std::pair<char32_t, char32_t>, 4> ranges; // ascending; unused ones are empty: {1, 0}
};

constexpr std::pair<char32_t, char32_t> no_range{1, 0};

// clang-format off
constexpr NamedSet posix_sets[] = {
    {U"alnum", {{{'0', '9'}, {'A', 'Z'}, {'a', 'z'}, no_range}}},
    {U"alpha", {{{'A', 'Z'}, {'a', 'z'}, no_range, no_range}}},
    {U"ascii", {{{0, 0x7F}, no_range, no_range, no_range}}},
    {U"blank", {{{'\t', '\t'}, {' ', ' '}, no_range, no_range}}},
    {U"cntrl", {{{0, 0x1F}, {0x7F, 0x7F}, no_range, no_range}}},
    {U"digit", {{{'0', '9'}, no_range, no_range, no_range}}},
    {U"graph", {{{'!', '~'}, no_range, no_range, no_range}}},
    {U"lower", {{{'a', 'z'}, no_range, no_range, no_range}}},
    {U"print", {{{' ', '~'}, no_range, no_range, no_range}}},
    {U"punct", {{{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}}},
    {U"space", {{{'\t', '\r'}, {' ', ' '}, no_range, no_range}}},
    {U"upper", {{{'A', 'Z'}, no_range, no_range, no_range}}},
    {U"word", {{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}}},
    {U"xdigit", {{{'0', '9'}, {'A', 'F'}, {'a', 'f'}, no_range}}},
};
constexpr NamedSet perl_sets[] = {
    {U"d", {{{'0', '9'}, no_range, no_range, no_range}}},
    {U"s", {{{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}, no_range}}},
    {U"w", {{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}}},
};
// clang-format on

/// Adds the ranges, or what lies between them.
void add(Set& set, const NamedSet& named, bool negated) {
    char32_t next = 0;
    for (const auto& [first, last] : named.ranges) {
        if (first > last) continue;
        if (!negated) set.emplace_back(first, last);
        if (negated && next < first) set.emplace_back(next, first - 1);
        next = last + 1;
    }
    if (negated) set.emplace_back(next, last_code_point);
}

bool is_ascii_alnum(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::optional<char32_t> hex_value(char32_t c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

bool reads_nothing(Op op) {
    return op == Op::text_begin || op == Op::text_end || op == Op::word_boundary ||
           op == Op::no_word_boundary;
}

/// Reads an expression and writes its states as it goes. Each alternative begins with a fork to the
/// next one; what may be repeated is always the last state alone.
class Parser {
public:
    Parser(std::u32string_view text, std::size_t max_states)
        : text_(text), max_states_(max_states) {}

    Compiled run() {
        begin_alternative();
        while (!is_stopped() && at_ < text_.size()) item();
        emit(Op::match);
        if (!bad_.empty()) return BadExpression{bad_};
        if (is_unknown_) return UnknownExpression{};
        return Expression(std::move(states_), std::move(sets_));
    }

private:
    /// What stands before a repetition.
    enum class Before { nothing, atom, repeated };

    [[nodiscard]] bool sees(char32_t c) const { return at_ < text_.size() && text_[at_] == c; }
    [[nodiscard]] bool sees(std::u32string_view word) const {
        return text_.substr(at_).starts_with(word);
    }
    bool accepts(char32_t c) {
        if (!sees(c)) return false;
        ++at_;
        return true;
    }
    bool accepts(std::u32string_view word) {
        if (!sees(word)) return false;
        at_ += word.size();
        return true;
    }
    [[nodiscard]] bool is_stopped() const { return is_unknown_ || !bad_.empty(); }
    void fail(std::string_view what) {
        if (!is_stopped()) bad_ = what;
    }

    [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(states_.size()); }
    void emit(Op op, std::uint32_t value = 0) {
        if (states_.size() >= max_states_) is_unknown_ = true;
        if (!is_unknown_) states_.push_back({op, value});
    }
    void emit_atom(Op op, std::uint32_t value = 0) {
        before_ = Before::atom;
        emit(op, value);
    }
    void emit_set(Set set, bool negated) {
        emit_atom(negated ? Op::not_in_set : Op::in_set, static_cast<std::uint32_t>(sets_.size()));
        sets_.push_back(std::move(set));
    }

    void begin_alternative() {
        before_ = Before::nothing;
        fork_ = here();
        emit(Op::fork, fork_ + 1);
    }

    void item() {
        const char32_t c = text_[at_];
        if (accepts(U"[^/]")) return emit_atom(Op::not_slash);
        if (accepts(U"(.*/)?")) return directories();
        if (c == '[') return bracket();
        if (c == '{') return braces();
        if (c == '\\') return escape();
        ++at_;
        switch (c) {
        case '|':
            emit(Op::match);
            if (!is_stopped()) states_[fork_].value = here();
            return begin_alternative();
        case '^':
            return emit_atom(Op::text_begin);
        case '$':
            return emit_atom(Op::text_end);
        case '.':
            return emit_atom(Op::not_newline);
        case '*':
            return repeat(0, unlimited);
        default:
            return emit_atom(Op::character, c);
        }
    }

    /// `(.*/)?`, which `**` and `**/` become: it may match nothing, and it cannot be repeated.
    void directories() {
        const std::uint32_t begin = here();
        emit(Op::fork, begin + 5);
        emit(Op::fork, begin + 4);
        emit(Op::not_newline);
        emit(Op::jump, begin + 1);
        emit(Op::character, '/');
        before_ = Before::repeated;
    }

    void repeat(int least, int most) {
        if (before_ == Before::nothing) return fail("repeats nothing");
        if (before_ == Before::repeated) return fail("repeats a repetition");
        if (is_stopped()) return;
        before_ = Before::repeated;
        const Expression::State atom = states_.back();
        states_.pop_back();
        if (reads_nothing(atom.op)) {
            if (least > 0) emit(atom.op);
            return;
        }
        for (int i = 0; i < least; ++i) emit(atom.op, atom.value);
        if (most == unlimited) {
            const std::uint32_t begin = here();
            emit(Op::fork, begin + 3);
            emit(atom.op, atom.value);
            emit(Op::jump, begin);
            return;
        }
        const std::uint32_t end = here() + 2 * static_cast<std::uint32_t>(most - least);
        for (int i = least; i < most; ++i) {
            emit(Op::fork, end);
            emit(atom.op, atom.value);
        }
    }

    /// `{n}`, `{n,}`, `{n,m}`; any other brace is a character.
    void braces() {
        const std::size_t begin = at_++;
        const std::optional<int> least = number();
        std::optional<int> most = least;
        if (least && accepts(U',')) most = sees(U'}') ? unlimited : number();
        if (!least || !most || !accepts(U'}')) {
            at_ = begin + 1;
            return emit_atom(Op::character, '{');
        }
        const bool is_backwards = *most != unlimited && *least > *most;
        if (*least > max_repetitions || *most > max_repetitions || is_backwards) {
            return fail("repeats too often, or from more to less");
        }
        repeat(*least, *most);
    }

    /// Digits without a leading zero; values past the limit stay past it.
    std::optional<int> number() {
        const std::size_t begin = at_;
        int value = 0;
        for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
            if (value <= max_repetitions) value = value * 10 + static_cast<int>(text_[at_] - '0');
        }
        const bool has_leading_zero = at_ - begin > 1 && text_[begin] == '0';
        if (at_ == begin || has_leading_zero) return std::nullopt;
        return value;
    }

    void bracket() {
        ++at_;
        const bool negated = accepts(U'^');
        Set set;
        for (bool is_first = true; is_first || !sees(U']'); is_first = false) {
            if (posix_member(set) || perl_member(set)) continue;
            const auto first = member();
            if (!first) return;
            auto last = first;
            if (at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']') {
                ++at_;
                last = member();
                if (!last) return;
                if (*last < *first) return fail("has a range that runs backwards");
            }
            set.emplace_back(*first, *last);
            if (is_stopped()) return;
        }
        ++at_;
        emit_set(std::move(set), negated);
    }

    /// `[:alpha:]`, `[:^alpha:]`; a name that Go does not know is a mistake.
    bool posix_member(Set& set) {
        if (is_stopped() || !sees(U"[:")) return false;
        const std::size_t end = text_.find(U":]", at_ + 2);
        if (end == std::u32string_view::npos) return false;
        std::u32string_view name = text_.substr(at_ + 2, end - at_ - 2);
        const bool negated = name.starts_with(U'^');
        if (negated) name.remove_prefix(1);
        for (const NamedSet& named : posix_sets) {
            if (named.name != name) continue;
            at_ = end + 2;
            add(set, named, negated);
            return true;
        }
        fail("names a class of characters that does not exist");
        return false;
    }

    /// `\d`, `\s`, `\w` and their opposites.
    bool perl_member(Set& set) {
        if (is_stopped() || !sees(U'\\') || at_ + 1 >= text_.size()) return false;
        const char32_t letter = text_[at_ + 1];
        if (letter == 'p' || letter == 'P') is_unknown_ = true;
        for (const NamedSet& named : perl_sets) {
            const bool negated = letter == named.name.front() - 'a' + 'A';
            if (letter != named.name.front() && !negated) continue;
            at_ += 2;
            add(set, named, negated);
            return true;
        }
        return false;
    }

    /// One character of a bracket; nothing when that failed.
    std::optional<char32_t> member() {
        if (is_stopped()) return std::nullopt;
        if (at_ == text_.size()) {
            fail("has a bracket that is not closed");
            return std::nullopt;
        }
        if (text_[at_] == '\\') return escaped_character();
        return text_[at_++];
    }

    void escape() {
        if (accepts(U"\\A")) return emit_atom(Op::text_begin);
        if (accepts(U"\\z")) return emit_atom(Op::text_end);
        if (accepts(U"\\b")) return emit_atom(Op::word_boundary);
        if (accepts(U"\\B")) return emit_atom(Op::no_word_boundary);
        if (accepts(U"\\Q")) return quoted();
        Set set;
        if (perl_member(set)) return emit_set(std::move(set), false);
        if (is_stopped()) return;
        if (const auto character = escaped_character()) emit_atom(Op::character, *character);
    }

    /// All up to `\E` stands for itself.
    void quoted() {
        // Go lets a repetition be repeated behind an empty `\Q\E`; nobody writes that.
        if (before_ == Before::repeated && (at_ == text_.size() || sees(U"\\E")))
            is_unknown_ = true;
        while (!is_stopped() && at_ < text_.size() && !accepts(U"\\E")) {
            emit_atom(Op::character, text_[at_++]);
        }
    }

    /// `\` and what belongs to it, as one character.
    std::optional<char32_t> escaped_character() {
        ++at_;
        const char32_t c = at_ < text_.size() ? text_[at_++] : U'E';
        if (c < 0x80 && !is_ascii_alnum(c)) return c;
        const bool digit_follows = at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '7';
        if (c == '0' || (c >= '1' && c <= '7' && digit_follows)) return octal(c - '0');
        if (c == 'x') {
            if (const auto value = hexadecimal()) return value;
        }
        constexpr std::u32string_view letters = U"afnrtv";
        constexpr std::u32string_view controls = U"\a\f\n\r\t\v";
        const std::size_t at = letters.find(c);
        if (at != std::u32string_view::npos) return controls[at];
        fail("has a backslash before a letter or digit that Go gives no meaning to");
        return std::nullopt;
    }

    char32_t octal(char32_t value) {
        for (int i = 1; i < 3 && at_ < text_.size(); ++i) {
            if (text_[at_] < '0' || text_[at_] > '7') break;
            value = value * 8 + (text_[at_++] - '0');
        }
        return value;
    }

    std::optional<char32_t> hexadecimal() {
        const auto digit = [&] {
            return at_ < text_.size() ? hex_value(text_[at_++]) : std::nullopt;
        };
        if (!accepts(U'{')) {
            const auto high = digit();
            const auto low = digit();
            if (!high || !low) return std::nullopt;
            return *high * 16 + *low;
        }
        const std::size_t begin = at_;
        char32_t value = 0;
        while (!sees(U'}')) {
            const auto next = digit();
            if (!next || (value = value * 16 + *next) > last_code_point) return std::nullopt;
        }
        if (at_++ == begin) return std::nullopt;
        return value;
    }

    std::u32string_view text_;
    std::size_t max_states_;
    std::size_t at_ = 0;
    std::vector<Expression::State> states_;
    std::vector<Set> sets_;
    std::uint32_t fork_ = 0; ///< of the alternative at hand
    Before before_ = Before::nothing;
    std::string_view bad_;
    bool is_unknown_ = false;
};

} // namespace

Compiled compile(std::u32string_view text, std::size_t max_states) {
    return Parser(text, max_states).run();
}

} // namespace dflint::dockerignore
