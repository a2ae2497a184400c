// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/private_values.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint {

namespace {

constexpr std::size_t shortest_secret = 5;

class Curtain {
public:
    Curtain(const bake::PrivateValues& values, const SourceFile& file) {
        for (const auto& [value, name] : values) {
            const bool is_secret = value.size() >= shortest_secret &&
                                   file.text().find(value) == std::string_view::npos;
            if (is_secret) values_.emplace_back(value, "${" + name + "}");
        }
        // One may be part of another.
        std::stable_sort(values_.begin(), values_.end(), [](const auto& a, const auto& b) {
            return a.first.size() > b.first.size();
        });
    }

    [[nodiscard]] bool is_needed() const { return !values_.empty(); }

    void hide(Diagnostic& diagnostic) const {
        hide(diagnostic.message);
        for (Label& each : diagnostic.labels) hide(each.text);
        if (!diagnostic.fix) return;
        hide(diagnostic.fix->title);
        const auto& edits = diagnostic.fix->edits;
        const bool tells = std::any_of(edits.begin(), edits.end(),
                                       [&](const Edit& each) { return value_in(each.text); });
        if (tells) diagnostic.fix.reset();
    }

private:
    [[nodiscard]] bool value_in(std::string_view text) const {
        return std::any_of(values_.begin(), values_.end(),
                           [&](const auto& each) { return text.find(each.first) != text.npos; });
    }

    /// What a file says is quoted: between backquotes.
    void hide(std::string& message) const {
        if (!value_in(message)) return;
        std::string shown;
        bool is_quoted = false;
        for (std::size_t at = 0; at <= message.size(); is_quoted = !is_quoted) {
            const std::size_t end = std::min(message.find('`', at), message.size());
            const std::string part = message.substr(at, end - at);
            if (at > 0) shown += '`';
            shown += is_quoted ? hidden(part) : part;
            at = end + 1;
        }
        message = std::move(shown);
    }

    [[nodiscard]] std::string hidden(std::string_view text) const {
        std::string shown;
        while (!text.empty()) {
            const auto found = std::find_if(values_.begin(), values_.end(), [&](const auto& each) {
                return text.starts_with(each.first);
            });
            shown += found == values_.end() ? text.substr(0, 1) : std::string_view(found->second);
            text.remove_prefix(found == values_.end() ? 1 : found->first.size());
        }
        return shown;
    }

    std::vector<std::pair<std::string_view, std::string>> values_; ///< and what is shown instead
};

} // namespace

void hide_values(const bake::PrivateValues& values, const SourceFile& file, Diagnostics& out) {
    if (values.empty() || out.empty()) return;
    const Curtain curtain(values, file);
    if (!curtain.is_needed()) return;
    for (Diagnostic& each : out) curtain.hide(each);
}

} // namespace dflint
