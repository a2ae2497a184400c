// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/pass.h"

#include "dflint/lint/rule.h"

#include <utility>

namespace dflint {

void Pass::report(Diagnostic diagnostic) {
    report(rule_.severity, std::move(diagnostic));
}

void Pass::report(Severity severity, Diagnostic diagnostic) {
    diagnostic.rule = rule_.name;
    diagnostic.severity = severity;
    out_.push_back(std::move(diagnostic));
}

} // namespace dflint
