// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"

#include <string>

namespace dflint::emit {

/// Appends the card of one rule for a terminal: what `dflint explain` prints.
void append_explanation(std::string& out, const Rule& rule, bool color);

/// Appends the card of one rule in Markdown, without a heading.
void append_rule_markdown(std::string& out, const Rule& rule);

/// Appends the page of all rules in Markdown: a table, then every card, by group.
void append_rules_markdown(std::string& out, Catalog catalog);

/// Appends all cards as one JSON array, in catalog order.
void append_rules_json(std::string& out, Catalog catalog);

/// Appends one line for each rule: name, severity, fix, summary.
void append_rules_text(std::string& out, Catalog catalog, bool color);

/// The word for it: "never", "sometimes" or "always".
[[nodiscard]] std::string_view name_of(Fixable fixable);

} // namespace dflint::emit
