// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/shell_lex.h"

#include "dflint/source/byte_set.h"
#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/glob.h"
#include "dflint/syntax/dockerfile/space.h"
#include "dflint/syntax/dockerfile/unicode.h"

#include <algorithm>
#include <utility>

namespace dflint::dockerfile {

namespace {
/// BuildKit nests without a limit; nobody writes more than three levels.
constexpr int max_depth = 64;
/// Matching takes the product of the sizes of pattern and value at worst. Past this nobody means
/// it, and the result counts as unknown.
constexpr std::size_t max_match_work = 1U << 22;
/// Bytes that variables may bring into one text. `X=$X$X` doubles with every line.
constexpr std::size_t max_brought_in = 1U << 15;
constexpr char no_stop = '\0';
constexpr ByteSet ascii_name("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

/// Cuts the growing text into words at white space that nothing protects.
class WordSplitter {
public:
    void add(std::string_view text, Span at) {
        for (std::size_t i = 0; i < text.size();) {
            const utf8::Decoded next = utf8::decode(text, i);
            if (next.valid && utf8::is_space(next.code_point)) {
                finish();
            } else {
                add_raw(text.substr(i, next.size), at);
            }
            i += next.size;
        }
    }
    void add_raw(std::string_view text, Span at) {
        if (word_.text.empty()) word_.at = at;
        word_.text += text;
        word_.at.end = at.end;
    }
    /// Loses the word so far.
    void drop() { word_ = {}; }
    std::vector<LexedWord> take() {
        finish();
        return std::move(words_);
    }

private:
    void finish() {
        if (!word_.text.empty()) words_.push_back(std::exchange(word_, {}));
    }
    LexedWord word_;
    std::vector<LexedWord> words_;
};

/// How `${name` goes on.
struct Modifier {
    char sign = 0;         ///< - + ? # %
    bool colon = false;    ///< unset and empty are the same
    std::string_view text; ///< as written
};

class Lexer {
public:
    Lexer(std::string_view source, const LexOptions& options, const Variables* variables,
          std::vector<Use>* uses)
        : source_(source), options_(options), variables_(variables), uses_(uses) {}

    Lexed run() {
        if (source_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
        WordSplitter words;
        Lexed out;
        until(no_stop, options_.keep_escapes, out.text, options_.splits ? &words : nullptr);
        out.words = words.take();
        out.unknown = unknown_;
        out.error = std::move(error_);
        if (!out.error.empty()) out.words.clear();
        return out;
    }

private:
    /// Reads up to `stop`, which is consumed, or up to the end, and appends what it comes to; so do
    /// all that are given an `out`.
    void until(char stop, bool keep_escapes, std::string& out, WordSplitter* words) {
        if (++depth_ > max_depth) fail("nested too deeply");
        while (!failed() && !at_end()) {
            const std::size_t begin = at_;
            const char c = source_[at_];
            if (stop != no_stop && c == stop) {
                ++at_;
                --depth_;
                return;
            }
            if (words == nullptr && is_plain(c)) {
                do ++at_;
                while (!at_end() && is_plain(source_[at_]) &&
                       (stop == no_stop || source_[at_] != stop));
                out += source_.substr(begin, at_ - begin);
                continue;
            }
            const std::size_t size_before = out.size();
            const bool protects = piece(c, keep_escapes, out);
            if (words != nullptr) {
                if (std::exchange(word_is_lost_, false)) words->drop();
                const std::string_view added = std::string_view(out).substr(size_before);
                const Span at = {static_cast<std::uint32_t>(begin),
                                 static_cast<std::uint32_t>(at_)};
                protects ? words->add_raw(added, at) : words->add(added, at);
            }
        }
        --depth_;
        if (stop != no_stop) {
            fail(std::string("unexpected end of statement while looking for matching ") + stop);
        }
    }

    /// Reads one character, or what begins with it; true when blanks in it separate no words.
    bool piece(char c, bool keep_escapes, std::string& out) {
        if (c == '$') {
            dollar(out);
            return false;
        }
        if (c == '\'' && !options_.literal_quotes) {
            single_quoted(out);
        } else if (c == '"' && !options_.literal_quotes) {
            double_quoted(keep_escapes, out);
        } else if (c == '<') {
            possible_heredoc(out);
        } else if (c == options_.escape) {
            escaped(keep_escapes, out);
        } else {
            out += character();
            return false;
        }
        return true;
    }

    /// A byte that stands for itself wherever it is; so does the escape of other files.
    [[nodiscard]] static bool is_plain(char c) {
        static constexpr ByteSet others("$'\"<\\`");
        return is_ascii(c) && !others.has(c);
    }

    std::string_view character() {
        const std::uint32_t size = utf8::decode(source_, at_).size;
        at_ += size;
        return source_.substr(at_ - size, size);
    }

    void escaped(bool keep, std::string& out) {
        ++at_;
        if (keep) out += options_.escape;
        if (!at_end()) out += character();
    }

    /// `<<` takes the blanks behind it along, so that `<< EOF` is one word.
    void possible_heredoc(std::string& out) {
        const std::size_t begin = at_++;
        if (next_is('<')) {
            ++at_;
            while (next_is(' ') || next_is('\t') || next_is('\r')) ++at_;
        }
        out += source_.substr(begin, at_ - begin);
    }

    void single_quoted(std::string& out) {
        const std::size_t close = source_.find('\'', at_ + 1);
        if (close == std::string_view::npos) {
            at_ = source_.size();
            return fail("unexpected end of statement while looking for matching single-quote");
        }
        const std::size_t begin = options_.keep_quotes ? at_ : at_ + 1;
        at_ = close + 1;
        out += source_.substr(begin, (options_.keep_quotes ? at_ : close) - begin);
    }

    void double_quoted(bool keep_escapes, std::string& out) {
        ++at_;
        if (options_.keep_quotes) out += '"';
        while (!failed() && !at_end()) {
            const char c = source_[at_];
            if (c == '"') {
                ++at_;
                if (options_.keep_quotes) out += '"';
                return;
            }
            if (c == '$') {
                dollar(out);
            } else if (c == options_.escape) {
                escaped_in_quotes(keep_escapes, out);
            } else {
                out += c;
                ++at_;
            }
        }
        fail("unexpected end of statement while looking for matching double-quote");
    }

    /// Inside double quotes the escape protects only what would mean something there.
    void escaped_in_quotes(bool keep, std::string& out) {
        ++at_;
        if (keep) out += options_.escape;
        if (at_end()) return;
        if (next_is('"') || next_is('$') || next_is(options_.escape)) {
            out += source_[at_++];
        } else {
            out += options_.escape;
        }
    }

    void dollar(std::string& out) {
        const std::size_t begin = at_++;
        if (next_is('{')) {
            ++at_;
            return braced(begin, out);
        }
        const std::string_view name = read_name();
        if (name.empty() || options_.keep_variables) {
            out.append("$").append(name);
        } else {
            out += find(name, begin).value;
        }
    }

    void braced(std::size_t begin, std::string& out) {
        if (at_end()) return fail("syntax error: missing '}'");
        if (next_is('{') || next_is('}') || next_is(':')) {
            return fail("syntax error: bad substitution");
        }
        const std::string_view name = read_name();
        if (at_end()) return fail("unsupported modifier () in substitution");
        const char sign = source_[at_];
        switch (sign) {
        case '}':
            ++at_;
            if (options_.keep_variables) {
                out.append("${").append(name).append("}");
            } else {
                out += find(name, begin).value;
            }
            return;
        case '/':
            ++at_;
            return replaced(name, out);
        case ':':
        case '+':
        case '-':
        case '?':
        case '#':
        case '%':
            return modified(name, read_modifier(), out);
        default:
            return fail("unsupported modifier (" + std::string(character()) + ") in substitution");
        }
    }

    Modifier read_modifier() {
        const std::size_t begin = at_;
        Modifier modifier;
        modifier.colon = next_is(':');
        if (modifier.colon) ++at_;
        if (!at_end()) modifier.sign = character().front();
        modifier.text = source_.substr(begin, at_ - begin);
        return modifier;
    }

    void modified(std::string_view name, const Modifier& modifier, std::string& out) {
        const bool is_pattern = modifier.sign == '#' || modifier.sign == '%';
        const std::string word = nested('}', is_pattern);
        if (failed()) return;
        if (options_.keep_variables) {
            out.append("${").append(name).append(modifier.text).append(word).append("}");
            return;
        }
        const Variable variable = find(name);
        const bool has_value =
            variable.state != Variable::State::unset && !(modifier.colon && variable.value.empty());
        switch (modifier.sign) {
        case '-':
            out += has_value ? variable.value : std::string_view(word);
            return;
        case '+':
            if (has_value) out += word;
            return;
        case '?':
            if (!has_value && variable.state != Variable::State::unknown) {
                return missing(name, variable, word);
            }
            out += variable.value;
            return;
        case '#':
        case '%':
            if (!modifier.colon) return trimmed(variable.value, modifier.sign, word, out);
            [[fallthrough]];
        default:
            return fail("unsupported modifier (" + std::string(modifier.text) +
                        ") in substitution");
        }
    }

    void missing(std::string_view name, const Variable& variable, const std::string& why) {
        const bool is_unset = variable.state == Variable::State::unset;
        const std::string fallback =
            is_unset ? "is not allowed to be unset" : "is not allowed to be empty";
        fail(std::string(name) + ": " + (why.empty() ? fallback : why));
    }

    /// `${name#pattern}` and its relatives: a doubled sign asks for the longest match.
    void trimmed(std::string_view value, char sign, std::string_view pattern, std::string& out) {
        const bool longest = pattern.starts_with(sign);
        if (longest) pattern.remove_prefix(1);
        const auto glob = compiled(pattern, value);
        if (!glob) return;
        out += sign == '#' ? glob->without_prefix(value, longest)
                           : glob->without_suffix(value, longest);
    }

    /// `${name/pattern/replacement}`
    void replaced(std::string_view name, std::string& out) {
        const bool all = next_is('/');
        if (all) ++at_;
        const std::string pattern = nested('/', true, "syntax error: missing '/' in ${}");
        if (failed()) return;
        const std::string replacement = nested('}', true);
        if (failed()) return;
        if (options_.keep_variables) {
            out.append("${").append(name).append("/").append(pattern).append("/");
            out.append(replacement).append("}");
            return;
        }
        const std::string_view value = find(name).value;
        const auto glob = compiled(pattern, value);
        if (!glob) return;
        // At worst each character becomes the replacement.
        const std::size_t growth = replacement.empty() ? 0 : replacement.size() - 1;
        if (all && !may_bring_in(value.size() * growth)) return;
        out += glob->replaced(value, replacement, all);
    }

    std::optional<Glob> compiled(std::string_view pattern, std::string_view value) {
        std::string problem;
        auto glob = Glob::compile(pattern, problem);
        if (!glob) {
            fail("invalid pattern (" + std::string(pattern) + ") in substitution: " + problem);
        } else if ((pattern.size() + 1) * value.size() > max_match_work) {
            unknown_ = true;
            return std::nullopt;
        }
        return glob;
    }

    /// What stands up to `stop` inside `${...}`.
    std::string nested(char stop, bool keep_escapes,
                       std::string_view missing_stop = "syntax error: missing '}'") {
        std::string out;
        until(stop, keep_escapes, out, nullptr);
        word_is_lost_ = true; // BuildKit reads into the buffer of the word that it splits off
        // BuildKit blames the brace whatever made the lexer run to the end.
        if (failed() && at_end()) error_ = missing_stop;
        return out;
    }

    std::string_view read_name() {
        const std::size_t begin = at_;
        if (at_end()) return {};
        if (is_digit_at(at_)) {
            while (!at_end() && is_digit_at(at_)) at_ += utf8::decode(source_, at_).size;
        } else if (is_special_name(source_[at_])) {
            ++at_;
        } else {
            do at_ = std::min(ascii_name.first_not_in(source_, at_), source_.size());
            while (!at_end() && skip_letter());
        }
        return source_.substr(begin, at_ - begin);
    }
    /// A parameter of one character that is no letter and no digit.
    [[nodiscard]] static bool is_special_name(char c) {
        return c == '@' || c == '*' || c == '#' || c == '?' || c == '-' || c == '$' || c == '!';
    }
    [[nodiscard]] bool is_digit_at(std::size_t at) const {
        const utf8::Decoded next = utf8::decode(source_, at);
        return next.valid && is_digit(next.code_point);
    }
    /// Takes a letter or digit outside ASCII; false at anything else.
    bool skip_letter() {
        const utf8::Decoded next = utf8::decode(source_, at_);
        if (!next.valid || !(is_letter(next.code_point) || is_digit(next.code_point))) return false;
        at_ += next.size;
        return true;
    }

    Variable find(std::string_view name) {
        return find(name, static_cast<std::size_t>(name.data() - source_.data()), name.size());
    }
    /// For `$name` and `${name}`, which end here.
    Variable find(std::string_view name, std::size_t begin) {
        return find(name, begin, at_ - begin);
    }
    Variable find(std::string_view name, std::size_t begin, std::size_t size) {
        if (variables_ == nullptr) return {};
        Variable found = variables_->find(name);
        if (uses_ != nullptr) {
            const auto at = static_cast<std::uint32_t>(begin);
            uses_->push_back({name, {at, at + static_cast<std::uint32_t>(size)}, found.state});
        }
        if (found.state == Variable::State::unknown) unknown_ = true;
        if (found.state != Variable::State::known) found.value = {};
        if (!may_bring_in(found.value.size())) found.value = {};
        return found;
    }
    bool may_bring_in(std::size_t size) {
        brought_in_ += size;
        if (brought_in_ <= max_brought_in) return true;
        unknown_ = true;
        return false;
    }

    void fail(std::string message) {
        if (error_.empty()) error_ = std::move(message);
    }
    [[nodiscard]] bool failed() const { return !error_.empty(); }
    [[nodiscard]] bool at_end() const { return at_ >= source_.size(); }
    [[nodiscard]] bool next_is(char c) const { return !at_end() && source_[at_] == c; }

    std::string_view source_;
    LexOptions options_;
    const Variables* variables_;
    std::vector<Use>* uses_;
    std::size_t at_ = 0;
    std::size_t brought_in_ = 0;
    int depth_ = 0;
    bool unknown_ = false;
    bool word_is_lost_ = false; ///< what stands before this `${...}` without a blank
    std::string error_;
};
} // namespace

Lexed lex(std::string_view source, const LexOptions& options, const Variables* variables,
          std::vector<Use>* uses) {
    return Lexer(source, options, variables, uses).run();
}

} // namespace dflint::dockerfile
