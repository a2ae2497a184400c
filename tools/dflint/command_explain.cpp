// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/rule_pages.h"
#include "dflint/lint/settings.h"
#include "rules/catalog.h"
#include "tools/dflint/command.h"

namespace dflint::cli {

int explain(const ExplainOptions& options) {
    const Settings settings(all_rules());
    std::string out;
    for (const Rule* rule : settings.meant_by(options.rule)) {
        if (!out.empty()) out += '\n';
        emit::append_explanation(out, *rule, output_has_color());
    }
    if (!out.empty()) return finish(out);

    std::string message = "no rule '" + options.rule + "'";
    const std::string_view nearest = settings.nearest(options.rule);
    if (!nearest.empty()) message += "; did you mean '" + std::string(nearest) + "'?";
    return refuse({message});
}

} // namespace dflint::cli
