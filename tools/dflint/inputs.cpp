// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/inputs.h"

#include "dflint/source/disk.h"
#include "tools/dflint/console.h"

#include <string_view>

namespace dflint::cli {

Result<std::vector<std::string>> read_names(const std::string& list) {
    auto text = read_text(list);
    if (!text) return text.error();
    const char separator = text->find('\0') != std::string::npos ? '\0' : '\n';
    std::vector<std::string> names;
    for (std::string_view rest = *text; !rest.empty();) {
        const std::size_t end = rest.find(separator);
        std::string_view name = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (separator == '\n' && name.ends_with('\r')) name.remove_suffix(1);
        if (!name.empty()) names.emplace_back(name);
    }
    return names;
}

Result<std::string> read_text(const std::string& path) {
    return path == "-" ? read_input() : read_file(path);
}

} // namespace dflint::cli
