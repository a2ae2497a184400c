// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/shell/unseparated.h"

#include "dflint/syntax/shell/parse.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>

namespace dflint::shell {

namespace {

using Keywords = std::vector<UnseparatedKeyword>;

/// What goes on with a compound command or ends it.
bool goes_on(const Word& word) {
    static constexpr std::array<std::string_view, 8> all = {"then", "elif", "else", "fi",
                                                            "do",   "done", "esac", "}"};
    return std::find(all.begin(), all.end(), word.raw) != all.end();
}

class Collector {
public:
    explicit Collector(std::string_view text) : text_(text) {}

    void visit(const Node& node) {
        const bool has_arguments = node.kind == NodeKind::simple || node.kind == NodeKind::for_loop;
        if (has_arguments) {
            for (const Word& word : node.words) {
                if (goes_on(word)) found.push_back({word.at, end_before(word.at.begin)});
            }
        }
        for (const Node& child : node.children) visit(child);
    }

    Keywords found;

private:
    /// Past blanks and continuations.
    [[nodiscard]] std::uint32_t end_before(std::uint32_t at) const {
        for (;;) {
            const std::string_view before = text_.substr(0, at);
            if (before.ends_with(' ') || before.ends_with('\t')) {
                --at;
            } else if (before.ends_with("\\\n")) {
                at -= 2;
            } else if (before.ends_with("\\\r\n")) {
                at -= 3;
            } else {
                return at;
            }
        }
    }

    std::string_view text_;
};

bool is_readable_with(const Script& script, const Keywords& keywords) {
    std::string text;
    text.reserve(script.text.size() + keywords.size());
    std::size_t copied = 0;
    for (const UnseparatedKeyword& each : keywords) {
        text.append(script.text, copied, each.separator - copied).append(";");
        copied = each.separator;
    }
    text.append(script.text, copied);
    return !parse(text, script.dialect).error;
}

} // namespace

std::vector<UnseparatedKeyword> unseparated_keywords(const Script& script,
                                                     const BeginsLine& begins_line) {
    if (!script.error) return {};
    Collector collector(script.text);
    collector.visit(script.root);
    Keywords& all = collector.found;
    if (all.empty()) return {};

    Keywords lines;
    std::copy_if(all.begin(), all.end(), std::back_inserter(lines), begins_line);
    if (!lines.empty() && is_readable_with(script, lines)) return lines;
    if (is_readable_with(script, all)) return all;
    all.erase(all.begin(), std::prev(all.end()));
    if (is_readable_with(script, all)) return all;
    return {};
}

} // namespace dflint::shell
