// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/unquote.h"

#include "dflint/syntax/dockerfile/json.h"

#include <algorithm>
#include <deque>

namespace dflint::model {

namespace {

/// Collects the text; bytes that follow each other share a piece.
class Writer {
public:
    /// `size` bytes of `from`, which stand at `at`.
    void copy(std::string_view from, std::uint32_t at) {
        if (from.empty()) return;
        if (!goes_on_ || at != next_) out_.pieces.push_back({end(), at, 0});
        out_.text += from;
        next_ = at + static_cast<std::uint32_t>(from.size());
        goes_on_ = true;
    }

    /// `meaning` is what the escape of that many bytes at `at` stands for.
    void escape(std::string_view meaning, std::uint32_t at, std::uint32_t size) {
        for (const char c : meaning) {
            out_.pieces.push_back({end(), at + size - 1, size - 1});
            out_.text += c;
        }
        goes_on_ = false;
    }

    [[nodiscard]] Unquoted take() { return std::move(out_); }

private:
    [[nodiscard]] std::uint32_t end() const { return static_cast<std::uint32_t>(out_.text.size()); }

    Unquoted out_;
    std::uint32_t next_ = 0;
    bool goes_on_ = false;
};

/// Size of the escape that `text` begins with; a pair of surrogates is one.
std::uint32_t json_escape_size(std::string_view text) {
    if (text[1] != 'u') return 2;
    std::deque<std::string> owned;
    const bool is_pair = text.size() >= 12 && text.substr(6, 2) == "\\u" &&
                         dockerfile::decode_json_string(text.substr(0, 12), owned).size() == 4;
    return is_pair ? 12 : 6;
}

/// Reads one text. Where the parser of the shell read an expansion, it is copied whole.
class Reader {
public:
    Reader(std::string_view raw, std::uint32_t begin, const std::vector<shell::Expansion>& inside)
        : raw_(raw), begin_(begin) {
        for (const shell::Expansion& each : inside) {
            if (holes_.empty() || each.at.begin >= holes_.back().end) holes_.push_back(each.at);
        }
    }

    /// The body of a heredoc, where quotes mean nothing.
    Unquoted read_heredoc() {
        in_double_quotes_ = true;
        while (at_ < raw_.size()) {
            if (copied_expansion()) continue;
            if (raw_[at_] == '\\') {
                escape("$`\\");
            } else {
                const std::size_t end =
                    std::min({raw_.find('\\', at_), next_expansion(), raw_.size()});
                copy(at_, end);
                at_ = end;
            }
        }
        return out_.take();
    }

    std::optional<Unquoted> read_word() {
        while (at_ < raw_.size()) {
            const char c = raw_[at_];
            if (copied_expansion()) continue;
            if (c == '\'' && !in_double_quotes_) {
                const std::size_t close = raw_.find('\'', at_ + 1);
                if (close == std::string_view::npos) return std::nullopt;
                copy(at_ + 1, close);
                at_ = close + 1;
            } else if (c == '"') {
                in_double_quotes_ = !in_double_quotes_;
                ++at_;
            } else if (c == '\\') {
                escape("$`\"\\");
            } else if (c == '$' && !in_double_quotes_ && (next() == '\'' || next() == '"')) {
                return std::nullopt;
            } else {
                copy(at_, at_ + 1);
                ++at_;
            }
        }
        return out_.take();
    }

private:
    [[nodiscard]] char next() const { return at_ + 1 < raw_.size() ? raw_[at_ + 1] : '\0'; }
    void copy(std::size_t begin, std::size_t end) {
        out_.copy(raw_.substr(begin, end - begin), begin_ + static_cast<std::uint32_t>(begin));
    }

    /// Where the next one to copy begins.
    [[nodiscard]] std::size_t next_expansion() const {
        return hole_ == holes_.size() ? raw_.size() : holes_[hole_].begin - begin_;
    }

    bool copied_expansion() {
        const std::uint32_t here = begin_ + static_cast<std::uint32_t>(at_);
        while (hole_ < holes_.size() && holes_[hole_].begin < here) ++hole_;
        if (hole_ == holes_.size() || holes_[hole_].begin != here) return false;
        const std::size_t end = std::min<std::size_t>(holes_[hole_].end - begin_, raw_.size());
        copy(at_, end);
        at_ = std::max(end, at_ + 1);
        return true;
    }

    /// `special` is what a backslash protects inside double quotes.
    void escape(std::string_view special) {
        const std::string_view behind = raw_.substr(at_ + 1);
        if (behind.starts_with('\n') || behind.starts_with("\r\n")) {
            at_ += behind[0] == '\n' ? 2 : 3;
            return;
        }
        const bool escapes =
            !behind.empty() && (!in_double_quotes_ || special.find(behind[0]) != special.npos);
        if (escapes) {
            out_.escape(behind.substr(0, 1), begin_ + static_cast<std::uint32_t>(at_), 2);
            at_ += 2;
        } else {
            const std::size_t end = std::min(at_ + 2, raw_.size());
            copy(at_, end);
            at_ = end;
        }
    }

    std::string_view raw_;
    std::uint32_t begin_;
    std::vector<Span> holes_;
    std::size_t hole_ = 0;
    std::size_t at_ = 0;
    bool in_double_quotes_ = false;
    Writer out_;
};

} // namespace

Unquoted unquote_json(std::string_view inside, std::uint32_t begin) {
    Writer out;
    for (std::size_t at = 0; at < inside.size();) {
        const std::uint32_t here = begin + static_cast<std::uint32_t>(at);
        if (inside[at] != '\\') {
            const std::size_t end = std::min(inside.find('\\', at), inside.size());
            out.copy(inside.substr(at, end - at), here);
            at = end;
            continue;
        }
        const std::uint32_t size = json_escape_size(inside.substr(at));
        std::deque<std::string> owned;
        out.escape(dockerfile::decode_json_string(inside.substr(at, size), owned), here, size);
        at += size;
    }
    return out.take();
}

std::optional<Unquoted> unquote(const shell::Word& word) {
    return Reader(word.raw, word.at.begin, word.expansions).read_word();
}

Unquoted unquote(const shell::Heredoc& heredoc, std::string_view text) {
    const std::string_view body = text.substr(heredoc.body.begin, heredoc.body.size());
    if (heredoc.expands) {
        return Reader(body, heredoc.body.begin, heredoc.expansions).read_heredoc();
    }
    Writer out;
    out.copy(body, heredoc.body.begin);
    return out.take();
}

} // namespace dflint::model
