// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/parse.h"

#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerignore/clean.h"
#include "glob.h"
#include "pattern.h"

#include <algorithm>

namespace dflint::dockerignore {

namespace {

// Go's bufio.Scanner gives up on a line that fills its buffer.
constexpr std::size_t max_line_byte_count = 65535;
// Far above what people write; keeps a file of `a{1000}` from taking gigabytes.
constexpr std::size_t max_states_of_pattern = 100'000;
constexpr std::size_t max_states_of_file = 4'000'000;

/// Go's strings.TrimSpace, on a range of the text.
Span trimmed(std::string_view text, Span at) {
    while (at.begin < at.end) {
        const auto [code_point, size, valid] = utf8::decode(text, at.begin);
        if (!utf8::is_space(code_point)) break;
        at.begin += size;
    }
    while (at.begin < at.end) {
        std::uint32_t last = at.end - 1;
        const std::uint32_t furthest = at.end - at.begin > 4 ? at.end - 4 : at.begin;
        while (last > furthest && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
        const auto [code_point, size, valid] = utf8::decode(text, last);
        if (last + size != at.end || !utf8::is_space(code_point)) break;
        at.end = last;
    }
    return at;
}

std::string_view trimmed(std::string_view text) {
    const Span at = trimmed(text, {0, static_cast<std::uint32_t>(text.size())});
    return text.substr(at.begin, at.size());
}

/// What ignorefile.ReadAll makes of a line: cleaned, one slash in front dropped.
std::string as_read(std::string_view body) {
    if (body.empty()) return {};
    std::string path = clean(body);
    if (path.size() > 1 && path.front() == '/') path.erase(0, 1);
    return path;
}

class Reader {
public:
    explicit Reader(const SourceFile& file) : file_(file), text_(file.text()) {}

    File run() {
        std::uint32_t at = 0;
        if (text_.starts_with("\xEF\xBB\xBF")) {
            out_.has_bom = true;
            at = 3;
        }
        while (at < text_.size()) {
            const auto newline = text_.find('\n', at);
            const bool is_last = newline == std::string_view::npos;
            const auto end = static_cast<std::uint32_t>(is_last ? text_.size() : newline);
            line({at, end});
            at = is_last ? end : end + 1;
        }
        return std::move(out_);
    }

private:
    void line(Span at) {
        const bool is_too_long = at.size() > max_line_byte_count;
        if (is_too_long) mistake(at, "the line is longer than 65,535 bytes; the build stops at it");
        if (!at.empty() && text_[at.end - 1] == '\r') --at.end;
        if (!at.empty() && text_[at.begin] == '#') {
            out_.comments.push_back({at});
            return;
        }
        at = trimmed(text_, at);
        if (at.empty()) return;
        pattern(at);
        out_.patterns.back().is_bad |= is_too_long;
    }

    void pattern(Span at) {
        Pattern& pattern = out_.patterns.emplace_back();
        pattern.at = pattern.body_at = at;
        const bool inverts = text_[at.begin] == '!';
        if (inverts) pattern.body_at = trimmed(text_, {at.begin + 1, at.end});

        // The file is read by one function, which cleans the text; patternmatcher.New cleans and
        // looks for `!` once more, so `/!a` negates as well, and `!/` is a lone `!` to it.
        std::string read = as_read(file_.slice(pattern.body_at));
        if (inverts) read.insert(0, 1, '!');
        const std::string_view rest = trimmed(read);
        if (rest.empty()) return;
        pattern.text = clean(rest);
        if (pattern.text.front() == '!') {
            pattern.text.erase(0, 1);
            pattern.negated = true;
        }
        check(pattern);
    }

    void check(Pattern& pattern) {
        if (pattern.text.empty()) {
            refuse(pattern, "`!` alone is no pattern; the build stops at it");
        } else if (const auto error = glob_error(pattern.text)) {
            refuse(pattern, bad_glob(pattern, *error));
        } else {
            const std::size_t most = std::min(max_states_of_pattern, states_left_);
            if (const auto what = compile(pattern, most)) {
                refuse(pattern, "the pattern " + std::string(*what) +
                                    "; the build stops when it compares a path with it");
            }
            states_left_ -= pattern.expression.state_count();
        }
    }

    static std::string bad_glob(const Pattern& pattern, const GlobError& error) {
        const std::string_view wrong =
            std::string_view(pattern.text).substr(error.begin, error.end - error.begin);
        return "the pattern stops the build: `" + std::string(wrong) + "` " +
               std::string(error.what);
    }

    void refuse(Pattern& pattern, std::string message) {
        pattern.is_bad = true;
        mistake(pattern.at, std::move(message));
    }
    void mistake(Span at, std::string message) {
        out_.mistakes.push_back({at, std::move(message)});
    }

    const SourceFile& file_;
    std::string_view text_;
    File out_;
    std::size_t states_left_ = max_states_of_file;
};

} // namespace

File parse(const SourceFile& file) {
    return Reader(file).run();
}

} // namespace dflint::dockerignore
