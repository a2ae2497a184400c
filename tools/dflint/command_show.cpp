// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/command.h"
#include "tools/dflint/inputs.h"
#include "tools/dflint/show_shell.h"

namespace dflint::cli {

namespace {

std::string shown(const ShowOptions& options, const std::string& name, std::string_view text) {
    return shell_json(name, text, options.dialect) + '\n';
}

} // namespace

int show(const ShowOptions& options) {
    std::vector<std::string> names = options.paths;
    if (!options.files_from.empty()) {
        auto listed = read_names(options.files_from);
        if (!listed) return refuse(listed.error());
        names.insert(names.end(), listed->begin(), listed->end());
    } else if (names.empty()) {
        return refuse({"show wants at least one file (- is standard input)"});
    }

    int code = exit_clean;
    std::string out;
    for (const std::string& name : names) {
        auto text = read_text(name);
        if (!text) {
            code = refuse(text.error());
            continue;
        }
        if (!options.is_json && names.size() > 1) out += name + ":\n";
        out += shown(options, name, *text);
    }
    if (const int written = finish(out); written != exit_clean) return written;
    return code;
}

} // namespace dflint::cli
