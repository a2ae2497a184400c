// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/invocation.h"
#include "dflint/bake/print.h"

#include <map>
#include <string>

namespace dflint::bake {

/// The project that the files make, in the order given by `invocation.files` or by default.
inline Project project_of(std::map<std::string, std::string> files, Invocation invocation = {}) {
    MemoryTree tree(std::move(files));
    auto inputs = read_inputs(invocation, tree, "");
    if (!inputs) return {};
    return understand(std::move(*inputs), invocation);
}

inline Invocation with_files(std::vector<std::string> files) {
    Invocation invocation;
    invocation.files = std::move(files);
    return invocation;
}

inline Invocation with_overrides(std::vector<std::string> overrides) {
    Invocation invocation;
    invocation.overrides = std::move(overrides);
    return invocation;
}

/// What every target has that says nothing else.
inline const std::string plain = R"("context":".","dockerfile":"Dockerfile")";

/// All targets of one HCL file.
inline Project all_of(std::string text, Invocation invocation = {}) {
    invocation.all_targets = true;
    return project_of({{"docker-bake.hcl", std::move(text)}}, std::move(invocation));
}

/// `what is written there: message` for each diagnostic.
inline std::string mistakes(const Project& project) {
    std::string out;
    for (const FileDiagnostic& one : project.diagnostics) {
        const bool placed = one.file != no_file;
        const std::string at(placed ? project.files[one.file].source->slice(one.diagnostic.at)
                                    : "command line");
        out += at + ": " + one.diagnostic.message + "\n";
    }
    return out;
}

/// The same of what is done as asked, but easily asked by mistake.
inline std::string remarks(const Project& project) {
    std::string out;
    for (const FileDiagnostic& one : project.remarks) {
        const SourceFile& file = *project.files[one.file].source;
        out += file.path() + ":" + std::string(file.slice(one.diagnostic.at)) + ": " +
               one.diagnostic.message + "\n";
    }
    return out;
}

/// The JSON that is printed, without blanks and line ends; or the mistakes.
inline std::string printed(const Project& project) {
    if (project.has_errors()) return mistakes(project);
    std::vector<std::string> unknown;
    const std::string text = print(project, unknown);
    std::string out;
    bool inside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) inside = !inside;
        if (inside || (text[i] != ' ' && text[i] != '\n')) out += text[i];
    }
    for (const std::string& one : unknown) out += "\n" + one;
    return out;
}

/// One target of the JSON: what stands between its braces.
inline std::string target(const Project& project, const std::string& name) {
    const std::string all = printed(project);
    const std::string key = "\"" + name + "\":{\"";
    const std::size_t targets = all.find("\"target\":");
    const std::size_t at = targets == std::string::npos ? targets : all.find(key, targets);
    if (at == std::string::npos) return all;
    std::size_t end = at + key.size() - 2;
    for (int depth = 0; end < all.size(); ++end) {
        depth += all[end] == '{' ? 1 : all[end] == '}' ? -1 : 0;
        if (depth == 0) break;
    }
    return all.substr(at + key.size() - 1, end - at - key.size() + 1);
}

} // namespace dflint::bake
