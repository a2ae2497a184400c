// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/options.h"

#include "dflint/syntax/dockerfile/directive.h"
#include "dflint/syntax/dockerfile/errors.h"
#include "dflint/syntax/dockerfile/go_bool.h"
#include "dflint/syntax/dockerfile/json.h"
#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dflint::dockerfile {

namespace {
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t max_parts = 3;

std::uint32_t offset32(std::size_t offset) {
    return static_cast<std::uint32_t>(offset);
}

Word word_at(std::string_view file, Span at) {
    return {.text = file.substr(at.begin, at.size()), .at = at, .logical = {0, at.size()}};
}

std::string_view up_to_space(std::string_view value) {
    return value.substr(0, value.find(' '));
}

/// The line that begins there, without its end.
Span line_at(std::string_view file, std::uint32_t begin) {
    std::size_t end = std::min(file.find('\n', begin), file.size());
    while (end > begin && file[end - 1] == '\r') --end;
    return {begin, offset32(end)};
}

std::uint32_t next_line(std::string_view file, std::uint32_t begin) {
    const std::size_t feed = file.find('\n', begin);
    return offset32(feed == std::string_view::npos ? file.size() : feed + 1);
}

/// Where the search begins, and how many lines before it are not looked at.
struct Start {
    std::uint32_t at = 0;
    std::uint32_t lines = 0;
};

Start start_of(std::string_view file) {
    Start start;
    if (file.starts_with(byte_order_mark)) start.at = offset32(byte_order_mark.size());
    if (file.substr(start.at).starts_with("#!")) return {next_line(file, start.at), 1};
    return start;
}

/// The directive of that kind, or nothing.
struct Found {
    Directive directive;
    std::uint32_t line = 0;
};

std::optional<Found> find_directive(std::string_view file, Start start, std::string_view sign,
                                    DirectiveKind wanted) {
    std::array<bool, 3> seen{};
    for (std::uint32_t at = start.at; at < file.size(); at = next_line(file, at)) {
        ++start.lines;
        if (!file.substr(at).starts_with(sign)) break;
        auto directive = read_directive(file, line_at(file, at), offset32(sign.size()));
        if (!directive) break;
        if (std::exchange(seen[static_cast<std::size_t>(directive->kind)], true)) break;
        if (directive->kind == wanted) return Found{*std::move(directive), start.lines};
    }
    return std::nullopt;
}

std::optional<Frontend> find_frontend(std::string_view file, Start start, Tree& tree) {
    for (const auto form : {Frontend::Form::hash, Frontend::Form::slashes}) {
        const std::string_view sign = form == Frontend::Form::hash ? "#" : "//";
        const auto found = find_directive(file, start, sign, DirectiveKind::syntax);
        if (!found) continue;
        const Word& value = found->directive.value;
        return Frontend{form, value, up_to_space(value.text), found->line};
    }
    const std::string_view rest = file.substr(start.at);
    const auto at = string_member(rest, "syntax");
    if (!at) return std::nullopt;
    Word value = word_at(file, {start.at + at->begin, start.at + at->end});
    value.text = decode_json_string(value.text, tree.texts);
    return Frontend{Frontend::Form::json, value, value.text, start.lines};
}

/// Reads the options from left to right until one is wrong (linter.ParseLintOptions).
class OptionsReader {
public:
    /// Of the value up to `size`.
    OptionsReader(std::string_view file, const Word& value, std::size_t size) : file_(file) {
        options_.value = value;
        rest_ = trimmed(file, {value.at.begin, value.at.begin + offset32(size)});
    }

    CheckOptions read() {
        if (rest_.empty()) return std::move(options_);
        for (std::size_t count = 1; options_.mistake.empty(); ++count) {
            const std::size_t semicolon =
                count == max_parts ? std::string_view::npos : text(rest_).find(';');
            if (semicolon == std::string_view::npos) {
                part(rest_);
                break;
            }
            const std::uint32_t end = rest_.begin + offset32(semicolon);
            part({rest_.begin, end});
            rest_.begin = end + 1;
        }
        return std::move(options_);
    }

private:
    [[nodiscard]] std::string_view text(Span at) const { return file_.substr(at.begin, at.size()); }

    void part(Span at) {
        const std::size_t equals = text(at).find('=');
        if (equals == std::string_view::npos) return refuse(at, "invalid check option ", at);
        const std::uint32_t sign = at.begin + offset32(equals);
        const Span key = trimmed(file_, {at.begin, sign});
        const Span value = trimmed(file_, {sign + 1, at.end});
        if (text(key) == "skip") {
            names(value, options_.skips_all, options_.skipped);
        } else if (text(key) == "experimental") {
            names(value, options_.enables_all, options_.enabled);
        } else if (text(key) == "error") {
            const auto yes = read_bool(text(value));
            if (yes) {
                options_.fails_build = *yes;
            } else {
                refuse(value, "failed to parse check option ", at);
                options_.mistake +=
                    ": strconv.ParseBool: parsing " + go_quoted(text(value)) + ": invalid syntax";
            }
        } else {
            refuse(key, "invalid check option ", key);
        }
    }

    /// `all` or a list; the last list of several counts.
    void names(Span at, bool& all, std::vector<Word>& list) {
        if (text(at) == "all") {
            all = true;
            return;
        }
        list.clear();
        for (std::uint32_t begin = at.begin; begin <= at.end;) {
            const std::size_t comma = text({begin, at.end}).find(',');
            const std::uint32_t end =
                comma == std::string_view::npos ? at.end : begin + offset32(comma);
            list.push_back(word_at(file_, trimmed(file_, {begin, end})));
            begin = end + 1;
        }
    }

    void refuse(Span at, std::string_view what, Span named) {
        options_.mistake.append(what).append(go_quoted(text(named)));
        options_.mistake_at = at.empty() ? options_.value.at : at;
    }

    std::string_view file_;
    Span rest_;
    CheckOptions options_;
};

/// BuildKit reads the value of a directive up to its first space.
CheckOptions options_of(std::string_view file, const Word& value) {
    return OptionsReader(file, value, up_to_space(value.text).size()).read();
}
} // namespace

void read_options(std::string_view file, Tree& tree) {
    const Start start = start_of(file);
    tree.frontend = find_frontend(file, start, tree);
    const auto found = find_directive(file, start, "#", DirectiveKind::check);
    if (!found) return;
    tree.checks = options_of(file, found->directive.value);
    const CheckOptions& checks = *tree.checks;
    if (checks.mistake.empty()) return;
    add_error(tree, Phase::options, checks.mistake_at, 0,
              "failed to parse check options: " + checks.mistake);
}

std::optional<CheckOptions> check_options(const SourceFile& file, const Tree& tree,
                                          const Instruction& instruction) {
    for (std::uint32_t i = instruction.comments_begin; i < instruction.comments_end; ++i) {
        const Comment& comment = tree.comments[i];
        if (comment.indented) continue;
        const auto directive = read_directive(file.text(), comment.at);
        if (!directive || directive->kind != DirectiveKind::check) continue;
        CheckOptions options = options_of(file.text(), directive->value);
        if (options.mistake.empty()) return options;
        return std::nullopt;
    }
    return std::nullopt;
}

CheckOptions check_options(std::string_view text) {
    const Word value = word_at(text, {0, offset32(text.size())});
    return OptionsReader(text, value, text.size()).read();
}

} // namespace dflint::dockerfile
