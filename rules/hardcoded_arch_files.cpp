// SPDX-License-Identifier: Apache-2.0
#include "hardcoded_arch.h"

#include "dflint/model/architecture.h"
#include "dflint/source/byte_set.h"

#include <algorithm>

namespace dflint::rules {

namespace {

using Mentions = std::vector<model::ArchitectureMention>;

/// The bytes around `at` that none of `ends` interrupts.
Span around(std::string_view text, Span at, const ByteSet& ends) {
    while (at.begin > 0 && !ends.has(text[at.begin - 1])) --at.begin;
    while (at.end < text.size() && !ends.has(text[at.end])) ++at.end;
    return at;
}

std::string_view word_around(std::string_view text, Span name) {
    static constexpr ByteSet ends(" \t\r\n\"'`=,;|&<>");
    const Span word = around(text, name, ends);
    return text.substr(word.begin, word.size());
}

/// What the name of a file begins with, up to its architecture: `tool-1.2-linux-amd64` of
/// `/tmp/tool-1.2-linux-amd64.tar.gz`. Archives hold directories that are called so.
std::string_view beginning_of_file(std::string_view text, Span name) {
    static constexpr ByteSet ends("/ \t\r\n\"'`=,;|&<>");
    const Span file = around(text, name, ends);
    return text.substr(file.begin, name.end - file.begin);
}

/// What stands before the first variable or wildcard.
std::string_view fixed_part(std::string_view beginning) {
    static constexpr ByteSet signs("$*?[{");
    return beginning.substr(0, signs.first_in(beginning));
}

/// Both may begin the same name, or the name of what the archive holds: `linux-amd64`.
bool may_be_same(std::string_view fetched, std::string_view used) {
    if (fetched.ends_with(used)) return true;
    const std::string_view a = fixed_part(fetched);
    const std::string_view b = fixed_part(used);
    if (a.size() == fetched.size() && b.size() == used.size()) return false;
    return a.starts_with(b) || b.starts_with(a);
}

/// x86-64 by a name that is none of the processor's: no edit would change it.
bool names_64_bits(std::string_view text) {
    constexpr std::string_view names[] = {"linux-64", "linux64", "64bit", "64-bit"};
    return std::any_of(std::begin(names), std::end(names),
                       [text](std::string_view name) { return text.find(name) != text.npos; });
}

bool is_multiarch_directory(std::string_view word) {
    return word.find("-linux-gnu") != word.npos;
}

} // namespace

FilesOfArchitectures::FilesOfArchitectures(const model::Build& build)
    : build_(build), names_(build.fact<model::ArchitectureNames>()) {
    for (std::uint32_t i = 0; i < build.instructions().size(); ++i) {
        if (names_.are_in(build.instructions()[i].at)) add(i);
    }
}

/// But for what the instruction fetches itself.
void FilesOfArchitectures::add(std::uint32_t instruction) {
    std::vector<std::string_view> fetched;
    std::vector<std::string_view> used;
    for_each_name(build_.instructions()[instruction].at, [&](Span name) {
        const std::string_view beginning = beginning_of_file(build_.file.text(), name);
        if (beginning.size() == name.size()) return; // a directory, an option
        const std::string_view word = word_around(build_.file.text(), name);
        (word.find("://") == word.npos ? used : fetched).push_back(beginning);
    });
    for (const std::string_view each : used) {
        const bool is_own = std::any_of(fetched.begin(), fetched.end(), [each](auto from_there) {
            return may_be_same(from_there, each);
        });
        if (!is_own) uses_.push_back({instruction, each});
    }
}

template <class Take> void FilesOfArchitectures::for_each_name(Span at, const Take& take) const {
    std::uint32_t behind = at.begin;
    for (const std::uint32_t begin : names_.begins_in(at)) {
        if (begin < behind) continue;
        const auto name = model::find_architecture(build_.file.text(), begin);
        if (!name || name->at.end > at.end) return;
        take(name->at);
        behind = name->at.end;
    }
}

bool FilesOfArchitectures::are_used_elsewhere(const model::Run& run, const Mentions& all) {
    for (const model::ArchitectureMention& each : all) {
        const std::string_view fetched = beginning_of_file(build_.file.text(), each.at);
        if (fetched.size() == each.at.size()) continue;
        if (uses_.size() > comparisons_left_) return true; // nobody knows
        comparisons_left_ -= uses_.size();
        const bool is_used = std::any_of(uses_.begin(), uses_.end(), [&](const Use& use) {
            return use.instruction != run.index && may_be_same(fetched, use.beginning);
        });
        if (is_used) return true;
    }
    return false;
}

bool FilesOfArchitectures::are_all_in(const model::Run& run, const Mentions& all) const {
    const std::string_view text = build_.file.text();
    const auto is_mentioned = [&](Span name) {
        return std::any_of(all.begin(), all.end(),
                           [name](const auto& each) { return each.at == name; });
    };
    bool is_complete = !names_64_bits(run.instruction->text.text());
    for_each_name(run.instruction->at, [&](Span name) {
        is_complete =
            is_complete && (is_mentioned(name) || is_multiarch_directory(word_around(text, name)));
    });
    return is_complete && std::all_of(all.begin(), all.end(), [&](const auto& each) {
               return each.carrier <= model::Carrier::source || is_of_download(each, all);
           });
}

bool FilesOfArchitectures::is_of_download(const model::ArchitectureMention& file,
                                          const Mentions& all) const {
    const std::string_view used = beginning_of_file(build_.file.text(), file.at);
    return std::any_of(all.begin(), all.end(), [&](const auto& each) {
        return each.carrier <= model::Carrier::source &&
               each.text.find(used) != std::string_view::npos;
    });
}

} // namespace dflint::rules
