// SPDX-License-Identifier: Apache-2.0
// By hand, as each value and each byte of a string keeps its place in the file.
#include "dflint/syntax/hcl/json.h"

#include "dflint/source/ascii.h"
#include "dflint/syntax/hcl/json_escape.h"

#include "dflint/syntax/hcl/parse.h"

#include <algorithm>
#include <optional>

namespace dflint::hcl {

namespace {
bool is_same_letters(std::string_view text, std::string_view small) {
    return std::ranges::equal(text, small, [](char a, char b) { return (a | 0x20) == b; });
}

bool is_number(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < text.size() && ascii::is_digit(text[at])) ++at;
        return at > begin;
    };
    const auto skip = [&](std::string_view any) {
        const bool found = at < text.size() && any.find(text[at]) != any.npos;
        if (found) ++at;
        return found;
    };
    skip("-");
    if (!skip("0") && !digits()) return false;
    if (skip(".") && !digits()) return false;
    if (skip("eE")) {
        skip("+-");
        if (!digits()) return false;
    }
    return at == text.size();
}

class JsonReader {
public:
    JsonReader(std::string_view text, JsonTexts& texts, Diagnostics& out)
        : text_(text), texts_(texts), out_(out) {}

    JsonValue read() {
        if (text_.starts_with("\xEF\xBB\xBF")) {
            report({0, 3}, "JSON has no byte order mark, and buildx refuses it");
            at_ = 3;
        }
        JsonValue root = value();
        skip();
        if (is_too_deep_) root.kind = JsonKind::error;
        if (more() && !is_cut_) report({at_, at_ + 1}, "the JSON value has ended before this");
        return root;
    }

private:
    JsonValue value() {
        skip();
        const std::uint32_t begin = at_;
        switch (peek()) {
        case '{':
            return nested(&JsonReader::object);
        case '[':
            return nested(&JsonReader::array);
        case '"':
            return string();
        default:
            break;
        }
        if (ascii::is_digit(peek()) ||
            (more() && std::string_view("+-.").find(peek()) != text_.npos)) {
            return number();
        }
        if (ascii::begins_name(peek())) return word();
        if (peek() == '\'') return single_quoted();
        report_here("a value is expected");
        return {.at = {begin, begin}};
    }

    JsonValue nested(JsonValue (JsonReader::*inside)()) {
        if (++depth_ > max_depth) {
            if (!is_cut_) report_here("nested deeper than 256 levels: the file is not read");
            is_cut_ = is_too_deep_ = true;
            at_ = static_cast<std::uint32_t>(text_.size());
        }
        JsonValue result = is_cut_ ? JsonValue{.at = {at_, at_}} : (this->*inside)();
        --depth_;
        return result;
    }

    JsonValue object() {
        JsonValue result{.kind = JsonKind::object, .at = {at_, at_}};
        const Span open = {at_, at_ + 1};
        ++at_;
        ++open_objects_;
        skip();
        while (more() && peek() != '}' && peek() != ']') {
            const std::uint32_t begin = at_;
            if (std::optional<JsonValue> found = member()) {
                result.elements.push_back(std::move(*found));
            }
            if (!separator('}', "property") && at_ == begin) ++at_;
        }
        --open_objects_;
        result.is_closed = close(open, '}');
        result.at.end = at_;
        return result;
    }

    std::optional<JsonValue> member() {
        JsonValue key = ascii::begins_name(peek()) ? bare_name() : value();
        const bool has_key = key.kind == JsonKind::string;
        if (!has_key && key.kind != JsonKind::error) {
            report(key.at, "a property's name is a string in `\"`");
        }
        if (key.at.empty()) skip_to_separator();
        skip();
        if (peek() == '=') {
            report({at_, at_ + 1}, "JSON writes `:` between a name and its value, not `=`");
        } else if (peek() != ':') {
            if (has_key) report_here("`:` and a value are expected behind the name");
            skip_to_separator();
            return std::nullopt;
        }
        JsonValue result{.kind = JsonKind::member, .at = key.at, .colon = {at_, at_ + 1}};
        ++at_;
        result.elements.push_back(std::move(key));
        result.elements.push_back(value());
        result.at.end = result.value().at.end;
        if (result.value().kind == JsonKind::error && result.value().at.empty()) {
            skip_to_separator();
        }
        if (!has_key) return std::nullopt;
        return result;
    }

    JsonValue array() {
        JsonValue result{.kind = JsonKind::array, .at = {at_, at_}};
        const Span open = {at_, at_ + 1};
        ++at_;
        ++open_arrays_;
        skip();
        while (more() && peek() != ']' && peek() != '}') {
            const std::uint32_t begin = at_;
            result.elements.push_back(value());
            if (result.elements.back().at.empty()) skip_to_separator();
            if (!separator(']', "value") && at_ == begin) ++at_;
        }
        --open_arrays_;
        result.is_closed = close(open, ']');
        result.at.end = at_;
        return result;
    }

    /// The comma behind a member or an element. False when there is none.
    bool separator(char closer, std::string_view what) {
        skip();
        const Span comma = {at_, at_ + 1};
        if (!more() || peek() == '}' || peek() == ']') return false;
        if (peek() != ',') {
            report_here("a comma is expected before the next " + std::string(what));
            return false;
        }
        ++at_;
        skip();
        if (peek() == closer) {
            report(comma, "JSON has no comma behind the last " + std::string(what),
                   Fix{"delete the comma", Applicability::safe, {{comma, ""}}});
        }
        return true;
    }

    /// True when the closer is there. That of brackets further out is left to them.
    bool close(Span open, char closer) {
        const std::string opener(text_.substr(open.begin, 1));
        if (!more()) {
            if (!is_cut_) report(open, "`" + opener + "` is never closed");
            is_cut_ = true;
            return false;
        }
        if (peek() != closer) {
            report_here("`" + opener + "` is closed by `" + closer + "`, not by `" + peek() + "`");
            out_.back().labels.push_back({open, "opened here"});
            const int others = closer == ']' ? open_objects_ : open_arrays_;
            if (others > 0) return false;
        }
        ++at_;
        return true;
    }

    JsonValue number() {
        const std::uint32_t begin = at_;
        while (more() &&
               (ascii::is_digit(peek()) || std::string_view("+-.eE").find(peek()) != text_.npos)) {
            ++at_;
        }
        const Span at = {begin, at_};
        const std::string_view text = text_.substr(begin, at.size());
        if (is_number(text)) return {.kind = JsonKind::number, .at = at, .text = text};
        report(at, "`" + std::string(text) + "` is no number of JSON");
        return {.at = at};
    }

    JsonValue word() {
        const std::uint32_t begin = at_;
        while (more() && ascii::is_in_name(peek())) ++at_;
        const Span at = {begin, at_};
        const std::string_view text = text_.substr(begin, at.size());
        if (text == "null") return {.kind = JsonKind::null, .at = at};
        if (text == "true" || text == "false") {
            return {.kind = JsonKind::boolean, .is_true = text == "true", .at = at};
        }
        for (const std::string_view known : {"true", "false", "null"}) {
            if (!is_same_letters(text, known)) continue;
            report(
                at, "`" + std::string(text) + "` is written `" + std::string(known) + "`",
                Fix{"write it in small letters", Applicability::safe, {{at, std::string(known)}}});
            return {.at = at};
        }
        report(at, "`" + std::string(text) + "` is no value of JSON: a string stands in `\"`",
               quoting(at));
        return {.at = at};
    }

    static Fix quoting(Span at) {
        return {"quote it",
                Applicability::unsafe,
                {{{at.begin, at.begin}, "\""}, {{at.end, at.end}, "\""}}};
    }

    /// {name: 1}
    JsonValue bare_name() {
        const std::uint32_t begin = at_;
        while (more() && (ascii::is_in_name(peek()) || peek() == '-')) ++at_;
        const Span at = {begin, at_};
        report(at, "a property's name stands in `\"`", quoting(at));
        return {.at = at};
    }

    JsonValue single_quoted() {
        const std::uint32_t begin = at_;
        const std::size_t end = text_.find_first_of("'\n", at_ + 1);
        const bool is_closed = end != text_.npos && text_[end] == '\'';
        at_ = is_closed ? static_cast<std::uint32_t>(end) + 1 : begin + 1;
        report({begin, at_}, "single quotes do not quote in JSON: strings stand in `\"`");
        return {.at = {begin, at_}};
    }

    JsonValue string() {
        const std::uint32_t begin = at_++;
        bool has_escapes = false;
        while (more() && peek() != '"' && static_cast<unsigned char>(peek()) >= 0x20) {
            if (peek() == '\\') {
                has_escapes = true;
                escape();
            } else {
                ++at_;
            }
        }
        const Span inside = {begin + 1, at_};
        if (peek() != '"') {
            const bool is_line_end = !more() || peek() == '\n' || peek() == '\r';
            if (is_line_end)
                report({begin, begin + 1}, "this string has no closing `\"` on its line");
            else
                report_here("a control character in a string is written as an escape");
            while (more() && peek() != '"' && peek() != '\n') ++at_;
        }
        if (peek() == '"') ++at_;
        JsonValue result{.kind = JsonKind::string, .at = {begin, at_}};
        result.text = text_.substr(inside.begin, inside.size());
        if (has_escapes) {
            result.escaped =
                &texts_.maps.emplace_back(decode_json_string(text_, inside, texts_.decoded));
            result.text = result.escaped->text();
        }
        return result;
    }

    void escape() {
        const std::uint32_t begin = at_++;
        if (peek() == 'u' && hex4(text_, at_ + 1)) {
            at_ += 5;
        } else if (plain_escape(peek()) != '\0') {
            ++at_;
        } else {
            report({begin, begin + 1},
                   "no escape of JSON begins here: a backslash is written `\\\\`",
                   Fix{"double the backslash", Applicability::unsafe, {{{begin, begin}, "\\"}}});
        }
    }

    /// White space, and comments, which JSON does not have.
    void skip() {
        while (more()) {
            const char c = peek();
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                ++at_;
            } else if (c == '#' || (c == '/' && (peek(1) == '/' || peek(1) == '*'))) {
                comment();
            } else {
                return;
            }
        }
    }

    void comment() {
        const bool is_block = peek(1) == '*';
        const std::size_t end = is_block ? text_.find("*/", at_ + 2) : text_.find('\n', at_);
        const std::size_t behind = end == text_.npos ? text_.size() : end + (is_block ? 2 : 0);
        report({at_, at_ + (peek() == '#' ? 1 : 2)},
               "JSON has no comments: a body takes a property named \"//\"");
        at_ = static_cast<std::uint32_t>(behind);
    }

    void skip_to_separator() {
        while (more() && std::string_view(",{}[]\"\n").find(peek()) == text_.npos) ++at_;
    }

    [[nodiscard]] bool more() const { return at_ < text_.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    /// Once for each place, as a value that is missing is missing for all around it.
    void report_here(std::string message) {
        if (told_ == at_ || is_cut_) return;
        told_ = at_;
        report({at_, at_ + (more() ? 1 : 0)}, std::move(message));
    }
    void report(Span at, std::string message, std::optional<Fix> fix = std::nullopt) {
        out_.push_back({.at = at,
                        .message = std::move(message),
                        .fix = std::move(fix),
                        .severity = Severity::error});
    }

    std::string_view text_;
    JsonTexts& texts_;
    Diagnostics& out_;
    std::uint32_t at_ = 0;
    std::uint32_t told_ = ~std::uint32_t{0};
    int depth_ = 0;
    int open_objects_ = 0;
    int open_arrays_ = 0;
    bool is_cut_ = false; ///< the text has ended inside of something
    bool is_too_deep_ = false;
};

} // namespace

JsonValue read_json(std::string_view text, JsonTexts& texts, Diagnostics& out) {
    return JsonReader(text, texts, out).read();
}

} // namespace dflint::hcl
