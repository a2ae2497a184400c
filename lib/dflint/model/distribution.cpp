// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/distribution.h"

#include "dflint/model/first_places.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace dflint::model {

namespace {

/// Official images that are Debian's or Ubuntu's, or are built on them under most of their tags.
constexpr std::array on_debian = {
    std::string_view("buildpack-deps"), std::string_view("debian"), std::string_view("gcc"),
    std::string_view("golang"),         std::string_view("httpd"),  std::string_view("nginx"),
    std::string_view("node"),           std::string_view("perl"),   std::string_view("php"),
    std::string_view("pypy"),           std::string_view("python"), std::string_view("ruby"),
    std::string_view("rust"),           std::string_view("ubuntu"),
};
static_assert(std::is_sorted(on_debian.begin(), on_debian.end()));

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// `ln -sf bash /bin/sh`, `mv /bin/sh.distrib /bin/sh`
bool replaces_sh(const Command& command) {
    if (!command.is_one_of({"ln", "mv", "cp", "rm", "install", "update-alternatives"}))
        return false;
    return std::any_of(command.words.begin(), command.words.end(), [](const Word& word) {
        return word.text == "sh" || word.text.ends_with("/sh");
    });
}

/// `dpkg-reconfigure dash` with an answer, Alpine's packages `yash-binsh`, a script nobody reads.
bool may_replace_sh(const Run& run) {
    const std::string_view text = run.instruction->text.text();
    return run.error != nullptr || holds(text, "dash") || holds(text, "binsh") ||
           std::any_of(run.commands.begin(), run.commands.end(), replaces_sh);
}

/// A whole file system comes from somewhere else.
bool may_replace_sh(const Copy& copy) {
    if (copy.from.empty()) return false;
    return std::any_of(copy.sources.begin(), copy.sources.end(), [](const dockerfile::Word& word) {
        return word.text == "/" || word.text == "/*" || word.text == "/bin" ||
               word.text == "/bin/" || word.text.ends_with("/sh");
    });
}

std::uint32_t first_replacement(const Stage& stage) {
    std::uint32_t first = FirstPlaces::nowhere;
    const auto look = [&](const auto& subject) {
        if (may_replace_sh(subject)) first = std::min(first, subject.instruction->at.begin);
    };
    std::for_each(stage.runs.begin(), stage.runs.end(), look);
    std::for_each(stage.copies.begin(), stage.copies.end(), look);
    return first;
}

class Replacements : public FirstPlaces {
public:
    explicit Replacements(const Build& build)
        : FirstPlaces(build), distributions_(build.stages.size()) {}

    /// That of the stage's base image, looked up once.
    Distribution distribution(const Stage& stage) {
        auto& known = distributions_[stage.index];
        if (!known) {
            const auto base = stage.base_image();
            known = base ? distribution_of(*base) : Distribution::unknown;
        }
        return *known;
    }

private:
    std::vector<std::optional<Distribution>> distributions_;
};

} // namespace

Distribution distribution_of(std::string_view reference) {
    const ImageName name = ImageName::split(reference);
    if (!name.registry.empty() && name.registry != "docker.io") return Distribution::unknown;
    std::string_view repository = name.repository;
    if (repository.starts_with("library/")) repository.remove_prefix(8);
    if (repository == "nvidia/cuda") {
        return holds(name.tag, "ubuntu") ? Distribution::debian : Distribution::unknown;
    }
    if (holds(repository, "/") || holds(name.tag, "windows") || holds(name.tag, "nanoserver")) {
        return Distribution::unknown;
    }
    if (repository == "alpine" || holds(name.tag, "alpine")) return Distribution::alpine;
    return std::binary_search(on_debian.begin(), on_debian.end(), repository)
               ? Distribution::debian
               : Distribution::unknown;
}

PosixShell system_shell(const Stage& stage, const dockerfile::Instruction& instruction) {
    auto& replacements = stage.build->fact<Replacements>();
    const Distribution distribution = replacements.distribution(stage);
    if (distribution == Distribution::unknown || stage.root().system != System::posix) {
        return PosixShell::unknown;
    }
    if (replacements.of(stage, first_replacement) <= instruction.at.begin) {
        return PosixShell::unknown;
    }
    return distribution == Distribution::debian ? PosixShell::dash : PosixShell::ash;
}

} // namespace dflint::model
