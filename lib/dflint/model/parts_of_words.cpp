// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/parts_of_words.h"

namespace dflint::model {

Span rest_in_file(const Command& command, const Word& word, std::size_t offset) {
    const std::string_view before = word.text.substr(0, offset);
    const std::string_view raw = word.shell->raw;
    const Span all = word.shell->at;
    const auto skip = static_cast<std::uint32_t>(offset);
    if (raw.starts_with(before)) {
        return command.script->text.in_file(Span{all.begin + skip, all.end});
    }
    // The whole word in one pair of quotes.
    const bool is_quoted = raw.size() == word.text.size() + 2 && raw.substr(1, offset) == before;
    if (is_quoted) {
        return command.script->text.in_file(Span{all.begin + skip + 1, all.end - 1});
    }
    return word.at;
}

} // namespace dflint::model
