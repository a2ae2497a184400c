// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/interpolate.h"

#include "dflint/source/ascii.h"

#include <algorithm>

namespace dflint::bake {

namespace {

constexpr int max_depth = 32;
/// Bytes that variables may bring into one text. `B=$A$A` doubles with every line of a .env.
constexpr std::size_t max_brought_in = 1U << 15;

bool is_name(char c, bool is_first) {
    return is_first ? ascii::begins_name(c) : ascii::is_in_name(c);
}

class Interpolation {
public:
    explicit Interpolation(const Environment& environment) : environment_(environment) {}

    Interpolated operator()(std::string_view text) {
        std::string out;
        expand(text, out, 0);
        if (!error_.empty()) return {std::nullopt, error_};
        if (!is_known_) return {std::nullopt};
        return {std::move(out)};
    }

    std::optional<EmbeddedText> operator()(const EmbeddedText& embedded) {
        const std::string_view text = embedded.text();
        EmbeddedText out;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t dollar = std::min(text.find('$', at), text.size());
            out.add_part(embedded, span_of(at, dollar));
            if (dollar == text.size()) break;
            if (is_literal(text, dollar)) {
                out.add_part(embedded, span_of(dollar, dollar + 1));
                at = dollar + 1;
                continue;
            }
            std::string said;
            at = sequence(text, dollar, said, 0);
            if (!error_.empty() || !is_known_) return std::nullopt;
            const Span place = embedded.in_file(span_of(dollar, at));
            if (text.substr(dollar, at - dollar) == "$$") {
                out.add_made(said, place);
            } else {
                out.add_filled(said, place);
            }
        }
        if (embedded.notation()) {
            Notation notation = *embedded.notation();
            notation.escapes.push_back({"$", "$$"});
            out.set_notation(std::move(notation));
        }
        return out;
    }

private:
    void expand(std::string_view text, std::string& out, int depth) {
        for (std::size_t at = 0; at < text.size() && error_.empty();) {
            if (text[at] != '$') {
                out += text[at++];
            } else {
                at = sequence(text, at, out, depth);
            }
        }
    }

    /// A `$` before which nothing begins that is a variable.
    static bool is_literal(std::string_view text, std::size_t dollar) {
        const char next = dollar + 1 < text.size() ? text[dollar + 1] : '\0';
        return next != '{' && next != '$' && !is_name(next, true);
    }

    /// From a `$` to behind what belongs to it.
    std::size_t sequence(std::string_view text, std::size_t at, std::string& out, int depth) {
        if (is_literal(text, at)) {
            out += '$';
            return at + 1;
        }
        if (text[at + 1] == '{') return braces(text, at + 2, out, depth);
        if (text[at + 1] != '$') return plain(text, at + 1, out);
        out += '$';
        return at + 2;
    }

    std::size_t plain(std::string_view text, std::size_t at, std::string& out) {
        const std::size_t end = end_of_name(text, at);
        put(text.substr(at, end - at), out);
        return end;
    }

    /// From behind `${` to behind its `}`.
    std::size_t braces(std::string_view text, std::size_t at, std::string& out, int depth) {
        const std::size_t end = end_of_name(text, at);
        const std::size_t close = closing(text, end);
        if (end == at || close == std::string_view::npos || depth == max_depth) {
            fail(text);
            return text.size();
        }
        const std::string_view name = text.substr(at, end - at);
        std::string_view rest = text.substr(end, close - end);
        if (rest.empty()) {
            put(name, out);
            return close + 1;
        }
        const bool counts_empty = rest.front() == ':';
        if (counts_empty) rest.remove_prefix(1);
        if (rest.empty()) {
            fail(text);
            return text.size();
        }
        if (std::string_view("-+?").find(rest.front()) == std::string_view::npos) {
            fail(text);
            return text.size();
        }
        choose(name, rest.front(), rest.substr(1), counts_empty, out, depth);
        return close + 1;
    }

    void choose(std::string_view name, char sign, std::string_view word, bool counts_empty,
                std::string& out, int depth) {
        const auto found = environment_.values.find(std::string(name));
        const bool is_set =
            found != environment_.values.end() && (!counts_empty || !found->second.empty());
        if (sign == '-') {
            if (is_set) {
                bring_in(found->second, out);
            } else {
                expand(word, out, depth + 1);
            }
        } else if (sign == '+') {
            if (is_set) expand(word, out, depth + 1);
        } else if (is_set) {
            bring_in(found->second, out);
        } else if (!environment_.is_complete) {
            is_known_ = false;
        } else {
            error_ = "required variable " + std::string(name) +
                     " is missing a value: " + std::string(word);
        }
    }

    void put(std::string_view name, std::string& out) {
        const auto found = environment_.values.find(std::string(name));
        if (found != environment_.values.end()) {
            bring_in(found->second, out);
        } else if (!environment_.is_complete) {
            is_known_ = false;
        }
    }

    void bring_in(const std::string& value, std::string& out) {
        if (value.size() > max_brought_in - brought_in_) {
            error_ = "the value is too large to work with";
            return;
        }
        brought_in_ += value.size();
        out += value;
    }

    static Span span_of(std::size_t begin, std::size_t end) {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }
    static std::size_t end_of_name(std::string_view text, std::size_t at) {
        std::size_t end = at;
        while (end < text.size() && is_name(text[end], end == at)) ++end;
        return end;
    }
    /// The `}` that belongs to the `${` before `at`: any `{` has one, and what follows it does not
    /// count; else the last one there is (compose-go, template/template.go).
    static std::size_t closing(std::string_view text, std::size_t at) {
        std::size_t open = 1;
        for (std::size_t i = at; i < text.size(); ++i) {
            if (text[i] == '{') {
                ++open;
                ++i;
            } else if (text[i] == '}' && --open == 0) {
                return i;
            }
        }
        const std::size_t last = text.rfind('}');
        return last != std::string_view::npos && last >= at ? last : std::string_view::npos;
    }

    void fail(std::string_view text) {
        error_ = "invalid interpolation format in `" + std::string(text) + "`";
    }

    const Environment& environment_;
    std::size_t brought_in_ = 0;
    bool is_known_ = true;
    std::string error_;
};

} // namespace

Interpolated interpolate(std::string_view text, const Environment& environment) {
    return Interpolation(environment)(text);
}

std::optional<EmbeddedText> interpolate(const EmbeddedText& text, const Environment& environment) {
    return Interpolation(environment)(text);
}

} // namespace dflint::bake
