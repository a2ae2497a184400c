// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/rule_pages.h"
#include "rules/catalog.h"
#include "tools/dflint/command.h"

namespace dflint::cli {

int list_rules(const RulesOptions& options) {
    std::string out;
    switch (options.format) {
    case RulesOptions::Format::text:
        emit::append_rules_text(out, all_rules(), output_has_color());
        break;
    case RulesOptions::Format::json:
        emit::append_rules_json(out, all_rules());
        break;
    case RulesOptions::Format::markdown:
        emit::append_rules_markdown(out, all_rules());
        break;
    }
    return finish(out);
}

} // namespace dflint::cli
