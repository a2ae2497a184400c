// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/shell_lex.h"

#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/glob.h"
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
    char sign = 0;      ///< - + ? # %
    bool colon = false; ///< unset and empty are the same
    std::string text;   ///< as written
};

class Lexer {
public:
    Lexer(std::string_view source, const LexOptions& options, const Variables* variables,
          std::vector<Use>* uses)
        : source_(source), options_(options), variables_(variables), uses_(uses) {}

    Lexed run() {
        WordSplitter words;
        Lexed out;
        out.text = until(no_stop, options_.keep_escapes, options_.splits ? &words : nullptr);
        out.words = words.take();
        out.unknown = unknown_;
        out.error = std::move(error_);
        if (!out.error.empty()) out.words.clear();
        return out;
    }

private:
    /// The text up to `stop`, which is consumed, or up to the end.
    std::string until(char stop, bool keep_escapes, WordSplitter* words) {
        std::string out;
        if (++depth_ > max_depth) fail("nested too deeply");
        while (!failed() && !at_end()) {
            const std::size_t begin = at_;
            const char c = source_[at_];
            if (stop != no_stop && c == stop) {
                ++at_;
                --depth_;
                return out;
            }
            if (words == nullptr && is_plain(c)) {
                do ++at_;
                while (!at_end() && is_plain(source_[at_]) &&
                       (stop == no_stop || source_[at_] != stop));
                out += source_.substr(begin, at_ - begin);
                continue;
            }
            std::string piece;
            bool protects = true;
            if (c == '$') {
                piece = dollar();
                protects = false;
            } else if (c == '\'' && !options_.literal_quotes) {
                piece = single_quoted();
            } else if (c == '"' && !options_.literal_quotes) {
                piece = double_quoted(keep_escapes);
            } else if (c == '<') {
                piece = possible_heredoc();
            } else if (c == options_.escape) {
                piece = escaped(keep_escapes);
            } else {
                piece = character();
                protects = false;
            }
            if (words != nullptr) {
                const Span at = {static_cast<std::uint32_t>(begin),
                                 static_cast<std::uint32_t>(at_)};
                protects ? words->add_raw(piece, at) : words->add(piece, at);
            }
            out += piece;
        }
        --depth_;
        if (stop != no_stop) {
            fail(std::string("unexpected end of statement while looking for matching ") + stop);
        }
        return out;
    }

    /// A character that stands for itself wherever it is.
    [[nodiscard]] bool is_plain(char c) const {
        return static_cast<unsigned char>(c) < 0x80 && c != '$' && c != '\'' && c != '"' &&
               c != '<' && c != options_.escape;
    }

    std::string character() {
        const std::uint32_t size = utf8::decode(source_, at_).size;
        at_ += size;
        return std::string(source_.substr(at_ - size, size));
    }

    std::string escaped(bool keep) {
        ++at_;
        std::string out;
        if (keep) out += options_.escape;
        if (!at_end()) out += character();
        return out;
    }

    /// `<<` takes the blanks behind it along, so that `<< EOF` is one word.
    std::string possible_heredoc() {
        const std::size_t begin = at_++;
        if (next_is('<')) {
            ++at_;
            while (next_is(' ') || next_is('\t') || next_is('\r')) ++at_;
        }
        return std::string(source_.substr(begin, at_ - begin));
    }

    std::string single_quoted() {
        const std::size_t close = source_.find('\'', at_ + 1);
        if (close == std::string_view::npos) {
            at_ = source_.size();
            fail("unexpected end of statement while looking for matching single-quote");
            return {};
        }
        const std::size_t begin = options_.keep_quotes ? at_ : at_ + 1;
        at_ = close + 1;
        return std::string(source_.substr(begin, (options_.keep_quotes ? at_ : close) - begin));
    }

    std::string double_quoted(bool keep_escapes) {
        std::string out;
        ++at_;
        if (options_.keep_quotes) out += '"';
        while (!failed() && !at_end()) {
            const char c = source_[at_];
            if (c == '"') {
                ++at_;
                if (options_.keep_quotes) out += '"';
                return out;
            }
            if (c == '$') {
                out += dollar();
            } else if (c == options_.escape) {
                out += escaped_in_quotes(keep_escapes);
            } else {
                out += c;
                ++at_;
            }
        }
        fail("unexpected end of statement while looking for matching double-quote");
        return out;
    }

    /// Inside double quotes the escape protects only what would mean something there.
    std::string escaped_in_quotes(bool keep) {
        std::string out;
        ++at_;
        if (keep) out += options_.escape;
        if (at_end()) return out;
        if (next_is('"') || next_is('$') || next_is(options_.escape)) {
            out += source_[at_++];
        } else {
            out += options_.escape;
        }
        return out;
    }

    std::string dollar() {
        const std::size_t begin = at_++;
        if (next_is('{')) {
            ++at_;
            return braced(begin);
        }
        const std::string_view name = read_name();
        if (name.empty()) return "$";
        if (options_.keep_variables) return "$" + std::string(name);
        return std::string(find(name, begin).value);
    }

    std::string braced(std::size_t begin) {
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
            if (options_.keep_variables) return "${" + std::string(name) + "}";
            return std::string(find(name, begin).value);
        case '/':
            ++at_;
            return replaced(name);
        case ':':
        case '+':
        case '-':
        case '?':
        case '#':
        case '%':
            return modified(name, read_modifier());
        default:
            return fail("unsupported modifier (" + character() + ") in substitution");
        }
    }

    Modifier read_modifier() {
        Modifier modifier;
        modifier.colon = next_is(':');
        if (modifier.colon) {
            ++at_;
            modifier.text = ":";
        }
        if (!at_end()) {
            const std::string sign = character();
            modifier.sign = sign[0];
            modifier.text += sign;
        }
        return modifier;
    }

    std::string modified(std::string_view name, const Modifier& modifier) {
        const bool is_pattern = modifier.sign == '#' || modifier.sign == '%';
        std::string word = nested('}', is_pattern);
        if (failed()) return {};
        if (options_.keep_variables) {
            return "${" + std::string(name) + modifier.text + word + "}";
        }
        const Variable variable = find(name);
        const bool has_value =
            variable.state != Variable::State::unset && !(modifier.colon && variable.value.empty());
        switch (modifier.sign) {
        case '-':
            return has_value ? std::string(variable.value) : word;
        case '+':
            return has_value ? word : std::string();
        case '?':
            if (has_value || variable.state == Variable::State::unknown) {
                return std::string(variable.value);
            }
            return missing(name, variable, word);
        case '#':
        case '%':
            if (!modifier.colon) return trimmed(variable.value, modifier.sign, word);
            [[fallthrough]];
        default:
            return fail("unsupported modifier (" + modifier.text + ") in substitution");
        }
    }

    std::string missing(std::string_view name, const Variable& variable, const std::string& why) {
        const bool is_unset = variable.state == Variable::State::unset;
        const std::string fallback =
            is_unset ? "is not allowed to be unset" : "is not allowed to be empty";
        return fail(std::string(name) + ": " + (why.empty() ? fallback : why));
    }

    /// `${name#pattern}` and its relatives: a doubled sign asks for the longest match.
    std::string trimmed(std::string_view value, char sign, std::string_view pattern) {
        const bool longest = pattern.starts_with(sign);
        if (longest) pattern.remove_prefix(1);
        const auto glob = compiled(pattern, value);
        if (!glob) return {};
        return std::string(sign == '#' ? glob->without_prefix(value, longest)
                                       : glob->without_suffix(value, longest));
    }

    /// `${name/pattern/replacement}`
    std::string replaced(std::string_view name) {
        const bool all = next_is('/');
        if (all) ++at_;
        const std::string pattern = nested('/', true, "syntax error: missing '/' in ${}");
        if (failed()) return {};
        const std::string replacement = nested('}', true);
        if (failed()) return {};
        if (options_.keep_variables) {
            return "${" + std::string(name) + "/" + pattern + "/" + replacement + "}";
        }
        const std::string_view value = find(name).value;
        const auto glob = compiled(pattern, value);
        if (!glob) return {};
        // At worst each character becomes the replacement.
        const std::size_t growth = replacement.empty() ? 0 : replacement.size() - 1;
        if (all && !may_bring_in(value.size() * growth)) return {};
        return glob->replaced(value, replacement, all);
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
        std::string out = until(stop, keep_escapes, nullptr);
        // BuildKit blames the brace whatever made the lexer run to the end.
        if (failed() && at_end()) error_ = missing_stop;
        return out;
    }

    std::string_view read_name() {
        const std::size_t begin = at_;
        if (at_end()) return {};
        const char first = source_[at_];
        if (is_digit_at(at_)) {
            while (!at_end() && is_digit_at(at_)) at_ += utf8::decode(source_, at_).size;
        } else if (std::string_view("@*#?-$!0").find(first) != std::string_view::npos) {
            ++at_;
        } else {
            while (!at_end() && is_name_at(at_)) at_ += utf8::decode(source_, at_).size;
        }
        return source_.substr(begin, at_ - begin);
    }
    [[nodiscard]] bool is_digit_at(std::size_t at) const {
        const utf8::Decoded next = utf8::decode(source_, at);
        return next.valid && is_digit(next.code_point);
    }
    [[nodiscard]] bool is_name_at(std::size_t at) const {
        const utf8::Decoded next = utf8::decode(source_, at);
        return next.valid &&
               (next.code_point == '_' || is_letter(next.code_point) || is_digit(next.code_point));
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

    std::string fail(std::string message) {
        if (error_.empty()) error_ = std::move(message);
        return {};
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
    std::string error_;
};
} // namespace

Lexed lex(std::string_view source, const LexOptions& options, const Variables* variables,
          std::vector<Use>* uses) {
    return Lexer(source, options, variables, uses).run();
}

} // namespace dflint::dockerfile
