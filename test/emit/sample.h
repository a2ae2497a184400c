// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/report.h"

#include <array>
#include <memory>
#include <string>
#include <utility>

namespace dflint::emit::sample {

inline constexpr Rule lazy_cat = rule({
    .name = "lazy-cat",
    .summary = "a `cat` that sleeps",
    .why = "Sleeping cats catch no mice.",
    .bad = "FROM cat\nRUN sleep\n",
    .good = "FROM cat\nRUN hunt\n",
    .source = "https://example.com/cats?a=1",
    .group = Group::caching,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .also_known_as = {"CAT1", "LazyCat"},
});

inline constexpr Rule loud_dog = rule({
    .name = "loud-dog",
    .summary = "a dog that barks",
    .why = "It wakes the cat.",
    .bad = "FROM dog\nRUN bark\n",
    .good = "FROM dog\n",
    .group = Group::correctness,
    .severity = Severity::error,
});

inline constexpr std::array<const Rule*, 2> rules{&lazy_cat, &loud_dog};

/// A report on files in memory.
class Sample {
public:
    Sample() { report.version = "1.2.3", report.rules = rules; }

    Sample& file(std::string path, std::string text, Diagnostics diagnostics = {}) {
        files_.push_back(std::make_unique<SourceFile>(std::move(path), std::move(text)));
        report.files.push_back({files_.back().get(), std::move(diagnostics)});
        return *this;
    }
    Sample& failure(std::string path, std::string message) {
        report.failures.push_back({std::move(path), std::move(message)});
        return *this;
    }

    Report report{};

private:
    std::vector<std::unique_ptr<SourceFile>> files_;
};

/// A warning of the first rule.
inline Diagnostic lazy(Span at, std::string message = "it sleeps") {
    return {.at = at,
            .message = std::move(message),
            .rule = lazy_cat.name,
            .severity = Severity::warning};
}

} // namespace dflint::emit::sample
