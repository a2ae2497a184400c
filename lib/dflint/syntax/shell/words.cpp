// SPDX-License-Identifier: Apache-2.0
// Words: literal runs, quotes, expansions and patterns glued together (POSIX XCU 2.2, 2.3).
#include "dflint/syntax/shell/parser.h"

#include <algorithm>

namespace dflint::shell {

namespace {

/// An unquoted {a,b} or {1..3}; quotes and ${...} hide what they hold.
bool has_brace_expansion(std::string_view raw) {
    int depth = 0;
    bool separated = false;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        if (c == '\\') {
            ++i;
        } else if (c == '\'' || c == '"') {
            const std::size_t close = raw.find(c, i + 1);
            if (close == std::string_view::npos) return false;
            i = close;
        } else if (c == '$' && i + 1 < raw.size() && raw[i + 1] == '{') {
            const std::size_t close = raw.find('}', i);
            if (close == std::string_view::npos) return false;
            i = close;
        } else if (c == '{') {
            if (depth++ == 0) separated = false;
        } else if (c == '}' && depth > 0) {
            if (separated) return true;
            --depth;
        } else if (depth > 0 &&
                   (c == ',' || (c == '.' && i + 1 < raw.size() && raw[i + 1] == '.'))) {
            separated = true;
        }
    }
    return false;
}

} // namespace

Word Parser::word(WordKind kind) {
    Word word;
    const std::uint32_t begin = pos_;
    if (const std::uint32_t end = after_plain(begin);
        end == end_ || class_of(text_[end]) == blank) {
        pos_ = end; // most words are nothing but letters
        word.at = {begin, end};
        word.raw = word.text = slice(word.at);
        return word;
    }
    Value value(text_, scratch_);
    bool saw_brace = false;
    bool saw_bracket = false;
    while (pos_ < end_) {
        const std::uint32_t run = pos_;
        pos_ = after_plain(run);
        value.add(run, pos_);
        if (pos_ >= end_) break;
        const std::uint8_t what = class_of(text_[pos_]);
        if (what == blank) break;
        if (what == meta) {
            if (!word_operator(word, value, kind, begin)) break;
        } else if ((what & quote) != 0) {
            word_quote(word, value, kind);
        } else {
            if (line_end_size(pos_) != 0) break;
            const char c = text_[pos_];
            saw_brace = saw_brace || c == '{';
            saw_bracket = saw_bracket || c == '[';
            if (c == '*' || c == '?') word.has_glob = true;
            value.add(pos_, pos_ + 1);
            ++pos_;
        }
    }
    finish(word, value, begin);
    if (saw_bracket && !word.has_glob) {
        const std::size_t open = word.raw.find('[');
        word.has_glob = word.raw.find(']', open + 1) != std::string_view::npos;
    }
    if (saw_brace && !word.has_glob) word.has_glob = has_brace_expansion(word.raw);
    return word;
}

/// At an operator. True: it is part of the word after all and was read.
bool Parser::word_operator(Word& word, Value& value, WordKind kind, std::uint32_t begin) {
    const char c = text_[pos_];
    if ((c == '<' || c == '>') && peek(1) == '(') {
        const std::uint32_t from = pos_;
        command_substitution(word.expansions, ExpansionKind::process, false);
        value.add(from, pos_);
        return !failed_;
    }
    const bool follows_prefix =
        c == '(' && pos_ > begin &&
        std::string_view("?*+@!").find(text_[pos_ - 1]) != std::string_view::npos &&
        !(pos_ - begin > 1 && text_[pos_ - 2] == '\\');
    const bool groups = follows_prefix || (kind == WordKind::regex && c == '(');
    if (groups) {
        word.has_glob = true;
        pattern_group(word.expansions, value);
        return !failed_;
    }
    // In [[ a =~ b|c ]] the operators belong to the expression.
    if (kind == WordKind::regex && (c == '|' || c == '<' || c == '>')) {
        value.add(pos_, pos_ + 1);
        ++pos_;
        return true;
    }
    return false;
}

/// ( ... ) inside a pattern or a regular expression, kept as written.
void Parser::pattern_group(Expansions& out, Value& value) {
    const Level level(*this);
    if (failed_) return;
    const std::uint32_t begin = pos_++;
    extension({begin, begin + 1});
    int open = 1;
    while (pos_ < end_ && open > 0) {
        const char c = text_[pos_];
        if ((class_of(c) & quote) == 0) {
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            ++pos_;
        } else if (c == '\\') {
            escape(nullptr);
        } else if (c == '\'') {
            single_quotes(nullptr);
        } else if (c == '"') {
            double_quotes(out, nullptr);
        } else if (c == '`') {
            backticks(out, false);
        } else if (!dollar(out, false)) {
            ++pos_;
        }
    }
    if (open > 0) fail({begin, begin + 1}, "`(` of a pattern is never closed by `)`");
    value.add(begin, pos_);
}

void Parser::word_quote(Word& word, Value& value, WordKind kind) {
    const std::uint32_t from = pos_;
    switch (text_[pos_]) {
    case '\\':
        if (const std::uint32_t size = continuation_size(pos_)) {
            pos_ += size;
            return;
        }
        word.quoted = true;
        escape(&value);
        return;
    case '\'':
        word.quoted = true;
        single_quotes(&value);
        return;
    case '"':
        word.quoted = true;
        if (kind == WordKind::delimiter) {
            Expansions none; // a delimiter is not expanded
            double_quotes(none, &value);
        } else {
            double_quotes(word.expansions, &value);
        }
        return;
    case '`':
        backticks(word.expansions, false);
        value.add(from, pos_);
        return;
    default:
        break;
    }
    if (kind == WordKind::delimiter) {
        value.add(pos_, pos_ + 1);
        ++pos_;
    } else if (peek(1) == '\'') {
        word.quoted = true;
        ansi_quotes(&value);
    } else if (peek(1) == '"') {
        ++pos_; // bash translates $"..."; the text it starts from is the same
        word.quoted = true;
        double_quotes(word.expansions, &value);
    } else {
        if (!dollar(word.expansions, false)) ++pos_;
        value.add(from, pos_);
    }
}

void Parser::finish(Word& word, Value& value, std::uint32_t begin) {
    word.at = since(begin);
    word.raw = slice(word.at);
    if (failed_) {
        word.text = word.raw;
    } else if (value.is_slice()) {
        word.text = value.slice().empty() ? word.raw.substr(0, 0) : slice(value.slice());
    } else {
        word.text = keep(value.copied());
    }
    value.release();
}

std::string_view Parser::keep(std::string_view value) {
    constexpr std::size_t block = 512;
    if (value.empty()) return {};
    if (script_.values.empty() ||
        script_.values.back().capacity() - script_.values.back().size() < value.size()) {
        script_.values.emplace_back().reserve(std::max(block, value.size()));
    }
    std::vector<char>& home = script_.values.back(); // never grows past what it reserved
    const std::size_t begin = home.size();
    home.insert(home.end(), value.begin(), value.end());
    return {home.data() + begin, value.size()};
}

} // namespace dflint::shell
