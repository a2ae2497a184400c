// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/paint.h"

namespace dflint::emit {

namespace {

std::string_view sequence(Ink ink) {
    switch (ink) {
    case Ink::strong:
        return "\x1b[1m";
    case Ink::faint:
        return "\x1b[2m";
    case Ink::gutter:
        return "\x1b[34m";
    case Ink::label:
        return "\x1b[36m";
    case Ink::fix:
        return "\x1b[32m";
    case Ink::style:
        return "\x1b[1;35m";
    case Ink::info:
        return "\x1b[1;36m";
    case Ink::warning:
        return "\x1b[1;33m";
    case Ink::error:
        return "\x1b[1;31m";
    }
    return "";
}

} // namespace

Ink ink_of(Severity severity) {
    switch (severity) {
    case Severity::style:
        return Ink::style;
    case Severity::info:
        return Ink::info;
    case Severity::warning:
        return Ink::warning;
    case Severity::error:
        return Ink::error;
    }
    return Ink::strong;
}

void Paint::begin(std::string& out, Ink ink) const {
    if (color_) out += sequence(ink);
}

void Paint::end(std::string& out) const {
    if (color_) out += "\x1b[0m";
}

} // namespace dflint::emit
