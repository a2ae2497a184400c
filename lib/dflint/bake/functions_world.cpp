// SPDX-License-Identifier: Apache-2.0
// Functions that look at something besides their arguments, or that no bake file can feed: their
// results stay unknown. And two that fit nowhere else.
#include "dflint/bake/functions.h"
#include "dflint/bake/version.h"

namespace dflint::bake {

namespace {

Value because(const char* why) {
    return Value::unknown(Kind::string, std::make_shared<const std::string>(why));
}

Outcome never_called(Arguments) {
    return fault("takes an expression");
}

Outcome semver_compare(Arguments in) {
    const auto fits = version_fits(in[0].text(), in[1].text());
    if (!fits) return fault(fits.error().message);
    return Value(*fits);
}

/// Nothing converts to a buffer, so these two never get as far as being called.
Outcome no_buffer(Arguments) {
    return fault("bytes required");
}

} // namespace

std::vector<Function> world_functions() {
    const Parameter buffer{.name = "buf", .type = Kind::bytes};
    const Parameter cost = number("cost");
    return {
        {"timestamp",
         {},
         {},
         Kind::string,
         [](Arguments) -> Outcome { return because("`timestamp()` depends on the clock"); }},
        {"homedir",
         {},
         {},
         Kind::string,
         [](Arguments) -> Outcome { return because("`homedir()` depends on who builds"); }},
        {"uuidv4",
         {},
         {},
         Kind::string,
         [](Arguments) -> Outcome { return because("`uuidv4()` is random"); }},
        {"bcrypt",
         {text("str")},
         cost,
         Kind::string,
         [](Arguments) -> Outcome { return because("`bcrypt()` is salted at random"); }},
        {"rsadecrypt",
         {text("ciphertext"), text("privatekey")},
         {},
         Kind::string,
         [](Arguments) -> Outcome { return because("`rsadecrypt()` is not computed here"); }},
        {"semvercmp", {text("version"), text("constraint")}, {}, Kind::boolean, semver_compare},
        {"byteslen", {buffer}, {}, Kind::number, no_buffer},
        {"bytesslice", {buffer, number("offset"), number("length")}, {}, Kind::bytes, no_buffer},
        {"can", {any("expression")}, {}, Kind::boolean, never_called},
        {"try", {}, any("expressions"), {}, never_called},
        {"convert", {any("value"), any("type")}, {}, {}, never_called},
    };
}

} // namespace dflint::bake
