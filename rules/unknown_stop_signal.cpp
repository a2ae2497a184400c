// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/certain_scope.h"
#include "dflint/source/ascii.h"
#include "dflint/source/nearest.h"
#include "dflint/syntax/dockerfile/letter_case.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule unknown_stop_signal = rule({
    .name = "unknown-stop-signal",
    .summary = "STOPSIGNAL that names no signal",
    .why =
        R"(BuildKit knows the signals of Linux, with or without `SIG` before the name, and numbers but for 0.
Anything else fails the build, after all the layers before it.)",
    .bad = "FROM debian:12\nSTOPSIGNAL SIGTREM\n",
    .good = "FROM debian:12\nSTOPSIGNAL SIGTERM\n",
    .source = "https://docs.docker.com/reference/dockerfile/#stopsignal",
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

/// moby/sys/signal for Linux, without the real-time signals.
constexpr std::string_view signals[] = {"ABRT", "ALRM",   "BUS",  "CHLD",   "CLD",  "CONT", "FPE",
                                        "HUP",  "ILL",    "INT",  "IO",     "IOT",  "KILL", "PIPE",
                                        "POLL", "PROF",   "PWR",  "QUIT",   "SEGV", "STOP", "SYS",
                                        "TERM", "STKFLT", "TRAP", "TSTP",   "TTIN", "TTOU", "URG",
                                        "USR1", "USR2",   "XCPU", "VTALRM", "XFSZ", "WINCH"};

/// RTMIN to RTMIN+15 and RTMAX-14 to RTMAX.
bool is_real_time(std::string_view name) {
    if (name == "RTMIN" || name == "RTMAX") return true;
    if (name.size() < 7) return false;
    const bool from_min = name.starts_with("RTMIN+");
    if (!from_min && !name.starts_with("RTMAX-")) return false;
    int offset = 0;
    const char* const end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + 6, end, offset);
    const bool is_number = error == std::errc() && stop == end && name[6] != '0';
    return is_number && offset > 0 && offset <= (from_min ? 15 : 14);
}

bool is_signal(std::string_view text) {
    // Go's Atoi takes a sign; only 0 is none of its numbers.
    const std::string_view digits = text.substr(text.starts_with('+') || text.starts_with('-'));
    if (!digits.empty() && digits.find_first_not_of("0123456789") == digits.npos) {
        return digits.find_first_not_of('0') != digits.npos;
    }
    std::string name = ascii::upper(text);
    if (name.starts_with("SIG")) name.erase(0, 3);
    return std::find(std::begin(signals), std::end(signals), name) != std::end(signals) ||
           is_real_time(name);
}

/// The signal that was meant, written as the author writes them; empty when none is near.
std::string nearest_signal(std::string_view text) {
    const auto written = dockerfile::letter_case_of(text);
    const std::string upper = ascii::upper(text);
    const bool has_prefix = upper.starts_with("SIG");
    Nearest nearest(std::string_view(upper).substr(has_prefix ? 3 : 0));
    for (const std::string_view name : signals) nearest.offer(name);
    if (nearest.found().empty()) return {};
    std::string found(has_prefix ? "SIG" : "");
    found += nearest.found();
    return written == dockerfile::LetterCase::lower ? dockerfile::in_case(found, written) : found;
}

void judge(const Instruction& instruction, const model::CertainScope& scope, Pass& pass) {
    const auto* const body = instruction.as<dockerfile::Single>();
    if (body == nullptr) return;
    const auto text = scope.expand(body->value.text);
    if (!text || is_signal(*text)) return;
    Diagnostic made{.at = body->value.at,
                    .message =
                        text->empty() ? "the signal is empty" : "`" + *text + "` is no signal"};
    const std::string near = nearest_signal(*text);
    if (!near.empty()) {
        made.message += did_you_mean(near);
        made.fix = Fix{.title = "write `" + near + "`",
                       .applicability = Applicability::unsafe,
                       .edits = {{made.at, near}}};
    }
    pass.report(std::move(made));
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    model::for_each_of(Keyword::stopsignal, stage,
                       [&](const Instruction& instruction, const model::CertainScope& scope) {
                           judge(instruction, scope, pass);
                       });
}
} // namespace dflint::rules
