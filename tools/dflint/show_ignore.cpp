// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/show_ignore.h"

#include "dflint/emit/json_writer.h"
#include "dflint/syntax/dockerignore/clean.h"
#include "dflint/syntax/dockerignore/parse.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace dflint::cli {

namespace {

using dockerignore::Decision;
using dockerignore::Pattern;
using dockerignore::Verdict;

std::uint32_t line_of(const SourceFile& file, const Pattern& pattern) {
    return file.position(pattern.at.begin).line;
}

std::string_view mistake_at(const dockerignore::File& tree, Span at) {
    const auto found = std::find_if(tree.mistakes.begin(), tree.mistakes.end(),
                                    [at](const auto& each) { return each.at == at; });
    return found == tree.mistakes.end() ? std::string_view() : std::string_view(found->message);
}

/// A path as the context has it.
std::string in_context(const std::string& path) {
    const std::string clean = dockerignore::clean(path);
    return clean.size() > 1 && clean.starts_with('/') ? clean.substr(1) : clean;
}

std::string verdict_text(const SourceFile& file, const Decision& decision) {
    if (decision.by == nullptr) return "kept: no pattern matches";
    const std::string by = " line " + std::to_string(line_of(file, *decision.by)) + ": " +
                           std::string(file.slice(decision.by->at));
    switch (decision.verdict) {
    case Verdict::kept:
        return "kept by" + by;
    case Verdict::ignored:
        return "ignored by" + by;
    case Verdict::unknown:
        break;
    }
    return "unknown because of" + by;
}

} // namespace

std::string ignore_text(const SourceFile& file, std::span<const std::string> paths) {
    const dockerignore::File tree = dockerignore::parse(file);
    std::string out;
    for (const Pattern& pattern : tree.patterns) {
        out += std::to_string(line_of(file, pattern)) +
               (pattern.negated ? " keeps " : " ignores ") + pattern.text;
        const std::string_view mistake = mistake_at(tree, pattern.at);
        if (!mistake.empty()) out += " (" + std::string(mistake) + ")";
        out += '\n';
    }
    for (const std::string& path : paths) {
        out += path + ": " + verdict_text(file, tree.decide(in_context(path))) + "\n";
    }
    return out;
}

std::string ignore_json(const SourceFile& file, std::span<const std::string> paths) {
    const dockerignore::File tree = dockerignore::parse(file);
    std::string out;
    emit::JsonWriter json(out);
    json.begin_object();
    json.member("file", file.path());
    json.key("patterns");
    json.begin_array();
    for (const Pattern& pattern : tree.patterns) {
        const std::string_view mistake = mistake_at(tree, pattern.at);
        json.begin_object();
        json.member("line", line_of(file, pattern));
        json.member("pattern", pattern.text);
        json.member("negated", pattern.negated);
        json.key("error");
        mistake.empty() ? json.null() : json.value(mistake);
        json.end_object();
    }
    json.end_array();
    json.key("paths");
    json.begin_array();
    for (const std::string& path : paths) {
        const Decision decision = tree.decide(in_context(path));
        json.begin_object();
        json.member("path", path);
        json.key("ignored");
        const bool is_known = decision.verdict != Verdict::unknown;
        is_known ? json.value(decision.verdict == Verdict::ignored) : json.null();
        json.key("line");
        decision.by == nullptr ? json.null() : json.value(line_of(file, *decision.by));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return out;
}

} // namespace dflint::cli
