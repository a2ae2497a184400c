// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

namespace dflint {

std::string_view name_of(Group group) {
    switch (group) {
    case Group::syntax:
        return "syntax";
    case Group::correctness:
        return "correctness";
    case Group::caching:
        return "caching";
    case Group::python:
        return "python";
    case Group::architecture:
        return "architecture";
    case Group::style:
        return "style";
    case Group::context:
        return "context";
    case Group::bake:
        return "bake";
    }
    return "";
}

std::string_view name_of(Severity severity) {
    switch (severity) {
    case Severity::style:
        return "style";
    case Severity::info:
        return "info";
    case Severity::warning:
        return "warning";
    case Severity::error:
        return "error";
    }
    return "";
}

} // namespace dflint
