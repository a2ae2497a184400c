// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sample.h"

namespace dflint::emit::sample {

/// Everything a report can hold, once.
inline Sample rich_sample() {
    Diagnostic labelled = lazy({12, 17}, "it `sleeps`: \"all\" day");
    labelled.labels = {{{0, 4}, "the bed"}};
    labelled.fix = Fix{.title = "wake it", .edits = {{{7, 7}, "# up\n"}, {{12, 17}, "hunt"}}};
    Diagnostic unsafe = lazy({7, 18}, "it snores");
    unsafe.fix =
        Fix{.title = "drop it", .applicability = Applicability::unsafe, .edits = {{{7, 18}, ""}}};
    Diagnostic suggested = lazy({0, 0}, "it dreams");
    suggested.severity = Severity::style;
    suggested.fix = Fix{
        .title = "split it", .applicability = Applicability::show, .edits = {{{0, 0}, "RUN\n"}}};
    Diagnostic loud{.at = {0, 3}, .message = "barks", .rule = loud_dog.name};
    loud.severity = Severity::error;
    Diagnostic at_end = lazy({18, 18}, "no one is up");
    at_end.severity = Severity::info;

    Sample sample;
    sample.file("app/Dockerfile", "FROM x\nRUN  sleep\n", {suggested, unsafe, labelled, at_end});
    sample.file("./odd name#\xFF.Dockerfile", "RUN \xFF\U0001F600\r\n", {loud});
    sample.file("/elsewhere/Dockerfile", "RUN x", {loud});
    sample.file("clean/Dockerfile", "FROM x\n");
    sample.failure("gone/Dockerfile", "gone/Dockerfile: no such file or directory");
    sample.report.fixed = 2;
    return sample;
}

} // namespace dflint::emit::sample
