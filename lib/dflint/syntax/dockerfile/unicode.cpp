// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/unicode.h"

namespace dflint::dockerfile {

bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return c >= 0xC0 && c != 0xD7 && c != 0xF7;
}

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

} // namespace dflint::dockerfile
