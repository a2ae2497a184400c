// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/parse.h"
#include "tools/dflint/command.h"
#include "tools/dflint/inputs.h"
#include "tools/dflint/show_bake.h"
#include "tools/dflint/show_ignore.h"
#include "tools/dflint/show_model.h"
#include "tools/dflint/show_shell.h"
#include "tools/dflint/show_syntax.h"

#include <span>
#include <utility>

namespace dflint::cli {

namespace {

std::string shown_model(const SourceFile& file, bool is_json) {
    const dockerfile::Tree tree = dockerfile::parse(file);
    const model::Context context;
    const auto build = model::understand(file, tree, context);
    return is_json ? model_json(*build) : model_text(*build);
}

std::string shown(const ShowOptions& options, const std::string& name, std::string text) {
    using What = ShowOptions::What;
    if (options.what == What::shell) {
        return options.is_json ? shell_json(name, text, options.dialect)
                               : shell_text(text, options.dialect);
    }
    const SourceFile file(name, std::move(text));
    if (options.what == What::model) return shown_model(file, options.is_json);
    return options.is_json ? tools::syntax_json(file) : tools::syntax_text(file);
}

/// Which command reads a file that is no Dockerfile, going by its name; empty for one.
std::string other_command(const std::string& name) {
    switch (kind_of(name)) {
    case FileKind::dockerignore:
        return "show ignore " + name;
    case FileKind::bake_hcl:
    case FileKind::bake_json:
    case FileKind::compose:
        return "show bake -f " + name;
    case FileKind::dockerfile:
        break;
    }
    return {};
}

/// The first name is the ignore file, the others are paths that need not exist.
int show_ignore(const ShowOptions& options, std::span<const std::string> names) {
    auto text = read_text(names.front());
    if (!text) return refuse(text.error());
    const SourceFile file(names.front(), std::move(*text));
    const auto paths = names.subspan(1);
    return finish(options.is_json ? ignore_json(file, paths) + "\n" : ignore_text(file, paths));
}

} // namespace

int show(const ShowOptions& options) {
    if (options.what == ShowOptions::What::bake) return show_bake(options);
    std::vector<std::string> names = options.paths;
    if (!options.files_from.empty()) {
        auto listed = read_names(options.files_from);
        if (!listed) return refuse(listed.error());
        names.insert(names.end(), listed->begin(), listed->end());
    } else if (names.empty()) {
        return refuse({"show wants at least one file (- is standard input)"});
    }

    if (options.what == ShowOptions::What::ignore) return show_ignore(options, names);
    int code = exit_clean;
    std::string out;
    for (const std::string& name : names) {
        const std::string other =
            options.what == ShowOptions::What::shell ? "" : other_command(name);
        if (!other.empty()) {
            code = refuse({name + ": no Dockerfile; there is `" + other + "`"});
            continue;
        }
        auto text = read_text(name);
        if (!text) {
            code = refuse(text.error());
            continue;
        }
        if (!options.is_json && names.size() > 1) out += name + ":\n";
        out += shown(options, name, std::move(*text));
        if (!out.empty() && out.back() != '\n') out += '\n';
    }
    if (const int written = finish(out); written != exit_clean) return written;
    return code;
}

} // namespace dflint::cli
