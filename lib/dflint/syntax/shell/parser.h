// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/shell/ast.h"
#include "dflint/syntax/shell/characters.h"
#include "dflint/syntax/shell/parse.h"
#include "dflint/syntax/shell/value.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::shell {

/// The words that shape commands. Recognised unquoted, and only where a command may begin.
enum class Keyword : std::uint8_t {
    none,
    bang,
    open_brace,
    close_brace,
    open_test,
    if_,
    then,
    elif,
    else_,
    fi,
    for_,
    select,
    while_,
    until,
    do_,
    done,
    case_,
    esac,
    in,
    function,
    time,
    coproc,
};

/// A recursive-descent parser over the bytes of one text; there is no token list. Functions start
/// with `pos_` at the construct they are named after and leave it behind; after a mistake
/// `failed_` is set, everybody returns, and the tree keeps what was read. Split over several files
/// along the grammar.
class Parser {
public:
    /// Reads [range.begin, range.end) of `text` into `script`, which owns what is not in the text.
    Parser(Script& script, std::string_view text, Span range, int depth)
        : script_(script), text_(text), pos_(range.begin), end_(range.end), depth_(depth) {}

    /// The whole range as a sequence.
    void script(Node& out);

private:
    using Expansions = std::vector<Expansion>;

    // parse.cpp
    void fail(Span at, std::string message);
    void fail_unexpected(std::string_view where);
    void fail_stray();
    [[nodiscard]] Span token_here() const;
    [[nodiscard]] std::string quoted(Span at) const;
    /// Here; after a mistake, where reading stopped.
    [[nodiscard]] std::uint32_t here() const { return failed_ ? stopped_at_ : pos_; }
    [[nodiscard]] Span since(std::uint32_t begin) const { return {begin, here()}; }
    /// Notes that a POSIX shell would stop at these bytes.
    void extension(Span at) { script_.extensions.push_back(at); }
    /// One nesting level for the lifetime of the object.
    class Level;
    /// The text ends earlier for the lifetime of the object.
    class Range;

    // tokens.cpp
    [[nodiscard]] bool at_end() const { return pos_ >= end_; }
    [[nodiscard]] char peek(std::uint32_t ahead = 0) const {
        return end_ - pos_ > ahead ? text_[pos_ + ahead] : '\0';
    }
    [[nodiscard]] bool is_at(char c) const { return pos_ < end_ && text_[pos_] == c; }
    [[nodiscard]] bool is_at(std::string_view operator_text) const {
        return text_.substr(pos_, end_ - pos_).starts_with(operator_text);
    }
    [[nodiscard]] std::string_view slice(Span at) const {
        return text_.substr(at.begin, at.size());
    }
    /// Length of the line end at `at`: LF, or CR LF; 0 when there is none.
    [[nodiscard]] std::uint32_t line_end_size(std::uint32_t at) const {
        if (at >= end_) return 0;
        if (text_[at] == '\n') return 1;
        return text_[at] == '\r' && at + 1 < end_ && text_[at + 1] == '\n' ? 2 : 0;
    }
    /// Length of the backslash and line end at `at`, which the shell drops; 0 when there is none.
    [[nodiscard]] std::uint32_t continuation_size(std::uint32_t at) const {
        if (at >= end_ || text_[at] != '\\') return 0;
        const std::uint32_t size = line_end_size(at + 1);
        return size == 0 ? 0 : size + 1;
    }
    /// Past blanks, comments and continuations; most calls are made where there is none.
    void skip_blanks() {
        if (pos_ < end_ && is_between_words(text_[pos_])) skip_blanks_here();
    }
    void skip_blanks_here();
    void skip_newlines();
    void newline();
    [[nodiscard]] Span keyword_span() const;
    [[nodiscard]] Keyword keyword() const;
    [[nodiscard]] bool at_word() const {
        return pos_ < end_ && (class_of(text_[pos_]) == plain || at_odd_word());
    }
    [[nodiscard]] bool at_odd_word() const;
    [[nodiscard]] bool at_closer() const;

    // words.cpp
    /// Where the plain letters that begin at `at` end.
    [[nodiscard]] std::uint32_t after_plain(std::uint32_t at) const {
        while (at < end_ && class_of(text_[at]) == plain) ++at;
        return at;
    }
    enum class WordKind : std::uint8_t { normal, regex, delimiter };
    [[nodiscard]] Word word(WordKind kind = WordKind::normal);
    bool word_operator(Word& word, Value& value, WordKind kind, std::uint32_t begin);
    void word_quote(Word& word, Value& value, WordKind kind);
    void pattern_group(Expansions& out, Value& value);
    void finish(Word& word, Value& value, std::uint32_t begin);
    [[nodiscard]] std::string_view keep(std::string_view value);

    // quotes.cpp
    void single_quotes(Value* value);
    void double_quotes(Expansions& out, Value* value);
    void ansi_quotes(Value* value);
    void escape(Value* value);

    // expansions.cpp
    /// At a $ that may start something. False: it is a plain dollar, `pos_` is unchanged.
    bool dollar(Expansions& out, bool in_double_quotes);
    void braces(Expansions& out, bool in_double_quotes);
    [[nodiscard]] bool parameter_name(Expansion& expansion);
    [[nodiscard]] bool parameter_operator(Expansion& expansion);
    void parameter_argument(Expansions& out, bool in_double_quotes, std::string_view op,
                            std::uint32_t begin);
    static constexpr int text_end = -1;
    /// Reads to an unquoted `close`, nested expansions included; `pos_` is left before it.
    void up_to(int close, Expansions& out, bool in_double_quotes, bool single_quotes_count);

    // substitutions.cpp
    void command_substitution(Expansions& out, ExpansionKind kind, bool in_double_quotes);
    void backticks(Expansions& out, bool in_double_quotes);
    void arithmetic_expansion(Expansions& out, bool in_double_quotes, std::uint32_t close);
    void bracket_arithmetic(Expansions& out, bool in_double_quotes);
    void arithmetic_text(Expansions& out, std::uint32_t close);
    /// `from` is behind the second parenthesis: where the matching `))` stands, if it does.
    [[nodiscard]] std::optional<std::uint32_t> arithmetic_end(std::uint32_t from);
    [[nodiscard]] std::optional<std::uint32_t> matching_parentheses(std::uint32_t from);
    [[nodiscard]] Node& new_substitution();
    void escaped_backticks(Node& body, Span inside, bool in_double_quotes);

    // redirects.cpp
    [[nodiscard]] bool at_redirect() const {
        return pos_ < end_ && may_redirect(text_[pos_]) && at_redirect_here();
    }
    [[nodiscard]] bool at_redirect_here() const;
    [[nodiscard]] std::uint32_t descriptor_size() const;
    void redirect(std::vector<Redirect>& out);
    void redirects(Node& node);

    // heredocs.cpp
    void expect_heredoc(Redirect& redirect);
    void heredoc_bodies();
    struct PendingHeredoc;
    [[nodiscard]] bool heredoc_line(const PendingHeredoc& pending);
    void heredoc_expansions(Heredoc& heredoc);
    void check_heredocs();

    // commands.cpp
    void sequence(Node& out);
    void terminator(Node& statement);
    void and_or(Node& out);
    void pipeline(Node& out);
    void timed(Node& out);
    void command(Node& out);
    void simple_command(Node& out);
    [[nodiscard]] bool assignment(Node& out);
    [[nodiscard]] std::optional<std::uint32_t> subscript_end(std::uint32_t from) const;
    void subscript(Assignment& out, std::uint32_t close);
    void array(std::vector<Word>& out);
    void array_argument(Word& word);

    // compounds.cpp
    void if_clause(Node& out);
    void while_loop(Node& out);
    void for_loop(Node& out);
    void case_clause(Node& out);
    void case_item(Node& out);
    void subshell(Node& out);
    void group(Node& out);
    void function(Node& out);
    void function_body(Node& out, bool has_parentheses);
    [[nodiscard]] bool is_closed_at_once(std::uint32_t from) const;
    void coproc(Node& out);
    [[nodiscard]] bool at_compound() const;
    [[nodiscard]] bool is_compound_behind_name();
    void loop_body(Node& out);
    void body_of(Node& out, Span opener);
    bool expect(Keyword wanted, std::string_view name, Span opener, Span* at = nullptr);
    [[nodiscard]] bool is_compound_ahead(std::uint32_t from) const;
    [[nodiscard]] bool is_select_ahead(std::uint32_t from) const;

    // conditions.cpp
    void arithmetic_command(Node& out, std::uint32_t close);
    void arithmetic_word(std::vector<Word>& out, std::uint32_t close);
    void test(Node& out);
    void test_expression(std::vector<Word>& out);
    void test_primary(std::vector<Word>& out);
    void test_operand(std::vector<Word>& out, WordKind kind);
    [[nodiscard]] bool ends_test_operand() const;
    void test_operator(std::vector<Word>& out, std::uint32_t size);
    [[nodiscard]] bool at_test_end() const;

    struct PendingHeredoc {
        Heredoc* heredoc;
        Span redirect;
        std::string_view delimiter;
        bool strip_tabs;
    };

    Script& script_;
    std::string_view text_;
    std::uint32_t pos_;
    std::uint32_t end_;
    int depth_;
    bool failed_ = false;
    std::uint32_t stopped_at_ = 0; ///< where the mistake was met
    /// The answer of keyword(), which several functions ask at each command.
    mutable std::uint32_t keyword_at_ = std::numeric_limits<std::uint32_t>::max();
    mutable Keyword keyword_here_ = Keyword::none;
    std::vector<PendingHeredoc> pending_;
    std::string scratch_;
    std::uint32_t searched_ = 0; ///< how far arithmetic_end() had to look
    std::uint64_t lost_ = 0;     ///< bytes that it looked at for nothing
};

/// Counts one level and fails when there are too many.
class Parser::Level {
public:
    explicit Level(Parser& parser) : parser_(parser) {
        if (++parser_.depth_ > max_depth) {
            parser_.fail(parser_.token_here(), "nested too deep to be read");
        }
    }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

private:
    Parser& parser_;
};

class Parser::Range {
public:
    Range(Parser& parser, std::uint32_t end) : parser_(parser), saved_(parser.end_) {
        parser_.end_ = end;
    }
    ~Range() {
        parser_.end_ = saved_;
        if (parser_.failed_) parser_.pos_ = saved_;
    }
    Range(const Range&) = delete;
    Range& operator=(const Range&) = delete;

private:
    Parser& parser_;
    std::uint32_t saved_;
};

} // namespace dflint::shell
