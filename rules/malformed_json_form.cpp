// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <algorithm>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const dockerfile::Instruction&, Pass&);

extern constexpr Rule malformed_json_form = rule({
    .name = "malformed-json-form",
    .summary = "Array that is not valid JSON and therefore no array",
    .why =
        R"(Arguments are an array only when they are valid JSON: strings in double quotes, a comma between two of
them and none behind the last, backslashes doubled, nothing behind the bracket. BuildKit takes
everything else silently for the other form: the shell of a RUN, CMD or ENTRYPOINT looks for a command
called `[nginx,`, VOLUME makes a directory called `['/data']`.)",
    .bad = "FROM debian:12\nCMD ['nginx', '-g', 'daemon off;']\n",
    .good = "FROM debian:12\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n",
    .source = "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form",
    .group = Group::syntax,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

constexpr std::string_view typographic[] = {"\u201c", "\u201d", "\u201e", "\u2018",
                                            "\u2019", "\u00ab", "\u00bb", "\u2033"};

/// The array that was meant, and the first thing in it that JSON does not know.
class Array {
public:
    Array(std::string_view text, bool is_shell) : text_(text), is_shell_(is_shell) {}

    /// False when the text is not an array with a slip of the pen.
    bool read() {
        ++at_; // the bracket
        skip_blanks();
        while (at_ < text_.size() && text_[at_] != ']') {
            if (!element()) return false;
            skip_blanks();
            if (!separator()) return false;
        }
        if (!ends() || mistake_.empty()) return false;
        // For a shell `[ 'a' ]` is a command.
        return !is_shell_ || (has_string_ && (strings_.size() > 1 || is_certain_));
    }

    [[nodiscard]] std::string json() const {
        std::string out = "[";
        for (const std::string& each : strings_) {
            if (out.size() > 1) out += ", ";
            out.append("\"").append(each).append("\"");
        }
        return out + "]";
    }
    [[nodiscard]] const std::string& mistake() const { return mistake_; }
    [[nodiscard]] Span at() const { return mistake_at_; }
    [[nodiscard]] bool is_repairable() const { return is_repairable_; }

private:
    void complain(Span at, std::string what) {
        if (!mistake_.empty()) return;
        mistake_ = std::move(what);
        mistake_at_ = at;
    }
    [[nodiscard]] Span here(std::size_t begin, std::size_t end) const {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }

    /// The size of the quote that stands here, 0 for none.
    [[nodiscard]] std::size_t quote() const {
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with('"') || rest.starts_with('\'')) return 1;
        for (const std::string_view sign : typographic) {
            if (rest.starts_with(sign)) return sign.size();
        }
        return 0;
    }

    bool element() {
        const std::size_t size = quote();
        if (size == 0) return bare_word();
        is_certain_ = is_certain_ || (strings_.empty() && at_ == 1) || size > 1;
        const std::size_t begin = at_;
        const std::string_view open = text_.substr(at_, size);
        if (open == "'") complain(here(at_, at_ + 1), "JSON strings stand in double quotes");
        if (size > 1) complain(here(at_, at_ + size), "JSON strings stand in plain double quotes");
        at_ += size;
        std::string string;
        while (at_ < text_.size()) {
            const std::size_t end = closing(open);
            if (end > 0) {
                at_ += end;
                strings_.push_back(std::move(string));
                has_string_ = true;
                return true;
            }
            if (!character(open, string)) return false;
        }
        complain(here(begin, begin + size), "this string has no end");
        is_repairable_ = false;
        return false;
    }

    /// The size of the quote that closes what `open` opened.
    [[nodiscard]] std::size_t closing(std::string_view open) const {
        if (open.size() == 1) return text_[at_] == open[0] ? 1 : 0;
        const std::size_t size = quote();
        return size > 1 || text_[at_] == '"' ? size : 0;
    }

    bool character(std::string_view open, std::string& string) {
        const char c = text_[at_];
        if (c == '\\') return escape(open, string);
        if (c == '"') {
            string += "\\\"";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            complain(here(at_, at_ + 1), "JSON strings hold no control characters");
            is_repairable_ = false;
        } else {
            string += c;
        }
        ++at_;
        return true;
    }

    bool escape(std::string_view open, std::string& string) {
        if (at_ + 1 == text_.size()) return false;
        const char next = text_[at_ + 1];
        const bool is_json = std::string_view("\"\\/bfnrtu").find(next) != std::string_view::npos;
        if (open == "'" && next == '\'') {
            string += '\'';
        } else if (is_json) {
            string.append("\\").append(1, next);
            // In `C:\temp` the tab is an accident, but where another escape is wrong only.
            has_letter_escape_ = has_letter_escape_ || (next != '"' && next != '\\' && next != '/');
        } else if (std::string_view("'$`!").find(next) != std::string_view::npos) {
            complain(here(at_, at_ + 2), "JSON has no such escape");
            string += next;
        } else {
            complain(here(at_, at_ + 2), "JSON doubles a backslash");
            has_windows_path_ = true;
            string.append("\\\\").append(1, next);
        }
        is_repairable_ = is_repairable_ && !(has_letter_escape_ && has_windows_path_);
        at_ += 2;
        return true;
    }

    /// `[nginx, "-g"]`
    bool bare_word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() &&
               std::string_view(" \t\r,]\"'[{").find(text_[at_]) == std::string_view::npos) {
            ++at_;
        }
        if (at_ == begin) return false;
        complain(here(begin, at_), "JSON strings stand in double quotes");
        const std::string_view word = text_.substr(begin, at_ - begin);
        if (word.find_first_of("\\$`") != word.npos) is_repairable_ = false;
        strings_.emplace_back(word);
        skip_blanks();
        // `[ -f "x" ]` is a test of the shell.
        return at_ < text_.size() && (text_[at_] == ',' || text_[at_] == ']');
    }

    bool separator() {
        if (at_ == text_.size() || text_[at_] == ']') return true;
        if (text_[at_] == ',') {
            const std::size_t comma = at_++;
            skip_blanks();
            if (at_ == text_.size() || text_[at_] == ']') {
                complain(here(comma, comma + 1), "JSON has no comma behind the last string");
            }
            return true;
        }
        if (quote() == 0) return false;
        complain(here(at_, at_ + quote()), "a comma is missing before this string");
        return true;
    }

    bool ends() {
        if (at_ == text_.size()) {
            complain(here(0, 1), "this bracket is not closed");
            return strings_.size() > 1;
        }
        const std::size_t end = ++at_;
        skip_blanks();
        if (at_ == text_.size()) return true;
        // A comment has a rule of its own, a test of the shell goes on like this.
        const bool is_closed_again = text_.substr(at_).find_first_not_of(" \t];,") == text_.npos;
        // `["a"]t`: a slip of the finger.
        const bool is_glued =
            at_ == end && text_.find_first_of(" \t|&<>()*?", end) == text_.npos && has_string_;
        // `["a", "b"] && c`: no command is called `[a,`.
        const bool is_joined = !is_closed_again && !is_glued && is_certain_ && is_shell_ &&
                               has_string_ &&
                               std::string_view("&|;><").find(text_[at_]) != text_.npos;
        if (!is_closed_again && !is_glued && !is_joined) return false;
        is_certain_ = is_certain_ || is_glued;
        is_repairable_ = is_repairable_ && !is_joined;
        complain(here(end, text_.size()), "nothing follows the bracket");
        return true;
    }

    void skip_blanks() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) {
            ++at_;
        }
    }

    std::string_view text_;
    bool is_shell_;
    std::size_t at_ = 0;
    std::vector<std::string> strings_; ///< as JSON writes them, without quotes
    std::string mistake_;
    Span mistake_at_{};
    bool has_string_ = false;
    bool is_certain_ = false; ///< however it is read, `[` is not the command of that name
    bool is_repairable_ = true;
    bool has_letter_escape_ = false;
    bool has_windows_path_ = false;
};

/// The text that would be an array.
const dockerfile::Word* text_of(const Instruction& instruction) {
    if (const auto* command = instruction.as<dockerfile::Command>()) {
        return command->json ? nullptr : &command->shell;
    }
    const auto* health = instruction.as<dockerfile::Healthcheck>();
    return health == nullptr || health->command.json ? nullptr : &health->command.shell;
}

std::string effect_on(Keyword keyword) {
    switch (keyword) {
    case Keyword::volume:
        return "each word is a volume, brackets included";
    case Keyword::copy:
    case Keyword::add:
        return "each word is a file, brackets included";
    case Keyword::shell:
        return "the build stops";
    default:
        return "the text goes to a shell";
    }
}

/// The build stops today, or the image can start nothing: there is no result to keep.
bool fails_anyway(Keyword keyword) {
    return keyword != Keyword::volume;
}

/// The build stops at it.
bool is_error(Keyword keyword) {
    return keyword == Keyword::run || keyword == Keyword::shell || keyword == Keyword::copy ||
           keyword == Keyword::add;
}

} // namespace

static void check(const Instruction& instruction, Pass& pass) {
    Span range = instruction.arguments;
    if (const auto* words = instruction.as<dockerfile::Words>()) {
        const bool takes_json = instruction.keyword != Keyword::expose;
        if (words->json || !takes_json) return;
    } else if (const auto* text = text_of(instruction)) {
        range = text->logical;
    } else {
        return;
    }
    const std::string_view text = instruction.text.slice(range);
    if (!text.starts_with('[') || text.starts_with("[[")) return;
    Array array(text, instruction.as<dockerfile::Words>() == nullptr);
    if (!array.read()) return;
    const Span at{range.begin + array.at().begin, range.begin + array.at().end};
    Diagnostic made{.at = instruction.text.in_file(at),
                    .message =
                        array.mistake() + ": this is no array, " + effect_on(instruction.keyword)};
    if (array.is_repairable() && instruction.text.is_contiguous(range)) {
        made.fix = Fix{.title = "write valid JSON",
                       .applicability = fails_anyway(instruction.keyword) ? Applicability::safe
                                                                          : Applicability::unsafe,
                       .edits = {{instruction.text.in_file(range), array.json()}}};
    }
    made.explains = is_error(instruction.keyword) ? instruction.text.in_file(range) : Span{};
    pass.report(is_error(instruction.keyword) ? Severity::error : Severity::warning,
                std::move(made));
}
} // namespace dflint::rules
