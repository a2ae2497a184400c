// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/dotenv.h"

#include "dflint/bake/interpolate.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <utility>

namespace dflint::bake {

namespace {

/// Not the end of a line.
bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
}

bool is_octal(char c) {
    return c >= '0' && c <= '7';
}

/// Letters of other scripts count, too.
bool is_in_name(char c) {
    const bool other = static_cast<unsigned char>(c) >= 0x80;
    return ascii::is_letter_or_digit(c) || other ||
           std::string_view("_.-[]").find(c) != std::string_view::npos;
}

std::string_view without_end_blanks(std::string_view text) {
    while (!text.empty() && (is_blank(text.back()) || text.back() == '\n')) text.remove_suffix(1);
    return text;
}

/// A code point below 256.
void append_code_point(std::string& out, unsigned code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

/// What stands in double quotes, before variables are filled in. Octal: `\0` and three digits.
std::string without_escapes(std::string_view text) {
    static constexpr std::string_view letters = "abfnrtv\"\\";
    static constexpr std::string_view meanings = "\a\b\f\n\r\t\v\"\\";
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char next = text[at] == '\\' && at + 1 < text.size() ? text[at + 1] : '\0';
        const std::size_t letter = next == '\0' ? letters.npos : letters.find(next);
        if (letter != letters.npos) {
            out += meanings[letter];
            ++at;
        } else if (next == '$') {
            out += "$$"; // a dollar that names no variable
            ++at;
        } else if (next == '0' && at + 4 < text.size() && text[at + 2] <= '3' &&
                   std::all_of(&text[at + 2], &text[at + 2] + 3, is_octal)) {
            unsigned code = 0;
            for (int i = 2; i < 5; ++i) {
                code = code * 8 + static_cast<unsigned>(text[at + static_cast<unsigned>(i)] - '0');
            }
            append_code_point(out, code);
            at += 4;
        } else {
            out += text[at];
        }
    }
    return out;
}

class DotEnv {
public:
    using Values = std::map<std::string, std::optional<std::string>>;

    DotEnv(std::string_view text, const Environment& environment)
        : text_(text), given_(environment), all_(environment) {}

    /// What the file sets; the error is in `mistake`.
    Values read() {
        while (mistake_.empty() && to_statement()) statement();
        return std::move(values_);
    }
    [[nodiscard]] const std::string& mistake() const { return mistake_; }

private:
    [[nodiscard]] bool more() const { return at_ < text_.size(); }
    [[nodiscard]] bool has(char c) const { return more() && text_[at_] == c; }
    [[nodiscard]] std::size_t line_end() const {
        return std::min(text_.find('\n', at_), text_.size());
    }

    /// Skips blanks, empty lines and comments; false at the end.
    bool to_statement() {
        while (more()) {
            if (has('#')) {
                at_ = line_end();
            } else if (is_blank(text_[at_]) || has('\n')) {
                ++at_;
            } else {
                return true;
            }
        }
        return false;
    }

    void statement() {
        skip_export();
        const std::size_t begin = at_;
        while (more() && (is_blank(text_[at_]) || is_in_name(text_[at_]))) ++at_;
        if (more() && !has('=') && !has(':') && !has('\n')) {
            return fail(std::string("unexpected character `") + text_[at_] + "` in a name");
        }
        const std::string_view key = without_end_blanks(text_.substr(begin, at_ - begin));
        if (!more()) return;
        if (key.find(' ') != key.npos) return fail("a name holds no blank");
        if (has('\n')) return; // the name alone: what the environment has, if anything
        ++at_;
        while (more() && is_blank(text_[at_])) ++at_;
        value(std::string(key));
    }

    void skip_export() {
        static constexpr std::string_view word = "export";
        if (!text_.substr(at_).starts_with(word)) return;
        const std::size_t end = at_ + word.size();
        if (end == text_.size() || (!is_blank(text_[end]) && text_[end] != '\n')) return;
        at_ = end;
        while (more() && is_blank(text_[at_])) ++at_;
    }

    void value(const std::string& key) {
        if (has('\'') || has('"')) return quoted(key);
        std::string_view said = text_.substr(at_, line_end() - at_);
        at_ = line_end();
        said = without_end_blanks(said.substr(0, said.find(" #")));
        set(key, interpolate(said, all_));
    }

    void quoted(const std::string& key) {
        const char quote = text_[at_];
        std::string said;
        for (std::size_t at = at_ + 1; at < text_.size(); ++at) {
            if (text_[at] == quote) {
                at_ = at + 1;
                if (quote == '\'') return set(key, {std::move(said)});
                return set(key, interpolate(without_escapes(said), all_));
            }
            if (text_[at] == '\\' && at + 1 < text_.size()) {
                ++at;
                if (text_[at] != quote) said += '\\';
            }
            said += text_[at];
        }
        fail("a quoted value has no end");
    }

    void set(const std::string& key, Interpolated value) {
        if (!value.error.empty()) return fail(value.error);
        values_[key] = value.text;
        if (given_.values.contains(key)) return;
        if (value.text) {
            all_.values[key] = *std::move(value.text);
        } else {
            all_.values.erase(key);
        }
    }

    void fail(const std::string& message) {
        const auto before = text_.substr(0, std::min(at_, text_.size()));
        const auto line = std::count(before.begin(), before.end(), '\n') + 1;
        mistake_ = "line " + std::to_string(line) + ": " + message;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    const Environment& given_;
    Environment all_; ///< with what was read so far
    Values values_;
    std::string mistake_;
};

} // namespace

std::optional<std::string> DotEnvFiles::add(std::string_view text) {
    const Environment seen = environment();
    DotEnv file(text, seen);
    DotEnv::Values values = file.read();
    if (!file.mistake().empty()) return file.mistake();
    for (auto& [key, value] : values) values_[key] = std::move(value);
    return std::nullopt;
}

Environment DotEnvFiles::environment() const {
    Environment all = given_;
    for (const auto& [key, value] : values_) {
        if (value) all.values.emplace(key, *value);
    }
    return all;
}

std::optional<std::string> add_dotenv(std::string_view text, Environment& environment) {
    DotEnvFiles files(environment);
    if (auto mistake = files.add(text)) return mistake;
    environment = files.environment();
    return std::nullopt;
}

} // namespace dflint::bake
