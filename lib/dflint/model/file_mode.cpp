// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/file_mode.h"

#include <algorithm>

namespace dflint::model {

namespace {

void skip(std::string_view& text, std::string_view letters) {
    text.remove_prefix(std::min(text.find_first_not_of(letters), text.size()));
}

/// `u=rwX,go-w`: for whom, then operators with permissions; commas begin anew.
bool is_symbolic(std::string_view text) {
    while (true) {
        skip(text, "ugoa");
        do {
            if (!text.starts_with('+') && !text.starts_with('-') && !text.starts_with('=')) {
                return false;
            }
            text.remove_prefix(1);
            skip(text, "rstwXxugo");
        } while (!text.empty() && text.front() != ',');
        if (text.empty()) return true;
        text.remove_prefix(1);
    }
}

} // namespace

bool is_file_mode(std::string_view text) {
    if (text.empty() || text.front() < '0' || text.front() > '9') return is_symbolic(text);
    const std::size_t zeros = std::min(text.find_first_not_of('0'), text.size());
    return text.find_first_not_of("01234567") == text.npos && text.size() - zeros <= 4;
}

} // namespace dflint::model
