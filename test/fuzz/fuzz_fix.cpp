// SPDX-License-Identifier: Apache-2.0
// Any text under all rules, with every fix made: spans stay inside, the fixes hold and come to an
// end, no mistake is added and no comment lost.
#include "dflint/fix/reading.h"
#include "dflint/fix/rounds.h"
#include "dflint/lint/run.h"
#include "rules/catalog.h"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace dflint;

void require(bool holds, std::string_view what) {
    if (holds) return;
    std::cerr << what << '\n';
    std::abort();
}

bool is_inside(Span at, const SourceFile& file) {
    return at.begin <= at.end && at.end <= file.text().size();
}

void require_inside(const Diagnostic& each, const SourceFile& file) {
    require(is_inside(each.at, file), "a diagnostic lies outside of the file");
    for (const Label& label : each.labels) {
        require(is_inside(label.at, file), "a label lies outside of the file");
    }
    if (!each.fix) return;
    for (const Edit& edit : each.fix->edits) {
        require(is_inside(edit.at, file), "an edit lies outside of the file");
    }
}

std::map<std::string, int> mistakes_of(const SourceFile& file, fix::Inner inner) {
    std::map<std::string, int> mistakes;
    for (const fix::Mistake& each : fix::read(file, inner).mistakes) ++mistakes[each.message];
    return mistakes;
}

/// A name that fits what the text seems to be.
std::string name_for(const std::string& text) {
    if (text.find("target \"") != text.npos) return "docker-bake.hcl";
    if (text.find("services:\n") != text.npos) return "compose.yaml";
    return text.find("\"target\"") != text.npos ? "docker-bake.json" : "Dockerfile";
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Settings settings(all_rules());
    std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::string name = name_for(bytes);
    const SourceFile file(name, std::move(bytes));
    const auto lint_text = [](const SourceFile& text) {
        Diagnostics found = lint(text, model::Context{}, settings);
        for (const Diagnostic& each : found) require_inside(each, text);
        return found;
    };
    fix::Options options;
    options.least = Applicability::unsafe;
    const fix::FixResult result = fix::fix_until_stable(file, lint_text, options);
    // A string may become a Dockerfile, with mistakes that it had before.
    const bool gains_dockerfile =
        fix::read(*result.file).dockerfile_count > fix::read(file).dockerfile_count;
    const fix::Inner inner = gains_dockerfile ? fix::Inner::strings : fix::Inner::dockerfiles;
    auto known = mistakes_of(file, inner);
    for (const auto& [message, count] : mistakes_of(*result.file, inner)) {
        require(count <= known[message], "a fix adds a mistake");
    }
    return 0;
}
