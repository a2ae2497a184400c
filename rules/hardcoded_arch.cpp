// SPDX-License-Identifier: Apache-2.0
#include "hardcoded_arch.h"
#include "built_for.h"

#include "dflint/lint/rule.h"
#include "dflint/model/architecture.h"
#include "dflint/model/architecture_mentions.h"
#include "dflint/model/built_platforms.h"
#include "dflint/model/image_platforms.h"
#include "dflint/model/multiarch_directories.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule hardcoded_arch = rule({
    .name = "hardcoded-arch",
    .summary = "Download, package or setting for one architecture, whatever the build is for",
    .why = R"(On every other platform the build fetches a program that cannot run there. Some builds
fail at its first call (`exec format error`), others ship it. BuildKit says what a build is for in
`TARGETARCH` (`amd64`, `arm64`); `uname -m` and `dpkg --print-architecture` know the other spellings.

Where a bake target or a compose service builds another platform, it is an error; where it builds the
one that is written only, there is nothing to say. Else a file that asks for the architecture elsewhere
is built for several ones: there it is a warning. In a file that does not, it is a note that the image
is for one architecture. Files, stages and base images that name theirs (`FROM --platform=linux/amd64`, `Dockerfile.arm64`) are left alone.

Paths below `/usr/lib/x86_64-linux-gnu`, Debian's directory for amd64, are told in files for several
platforms only.)",
    .bad = "FROM debian:12\nARG TARGETARCH\nADD https://example.com/$TARGETARCH/a /a\n"
           "RUN curl -fLO https://example.com/tool-linux-amd64\n",
    .good = "FROM debian:12\nARG TARGETARCH\nADD https://example.com/$TARGETARCH/a /a\n"
            "RUN curl -fLO https://example.com/tool-linux-${TARGETARCH}\n",
    .source = "https://docs.docker.com/build/building/multi-platform/",
    .group = Group::architecture,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using Mentions = std::vector<model::ArchitectureMention>;
using Directories = std::vector<model::MultiarchDirectory>;

bool names_architecture(std::string_view text) {
    return model::find_architecture(text).has_value();
}

/// An emulator brings programs for one architecture on purpose.
bool has_emulator(const model::Build& build) {
    constexpr std::string_view name = "qemu-";
    if (build.file.text().find(name) == std::string_view::npos) return false;
    const auto& all = build.instructions();
    return std::any_of(all.begin(), all.end(), [&](const auto& instruction) {
        return instruction.text.text().find(name) != std::string_view::npos;
    });
}

/// Made for one platform, and says so itself; what its parents say counts, too.
bool says_its_platform(const model::Stage& stage) {
    const bool is_constant =
        !stage.platform.empty() && stage.platform.find('$') == std::string_view::npos;
    if (is_constant || names_architecture(stage.name)) return true;
    if (stage.parent != nullptr || !stage.image) return false;
    return names_architecture(*stage.image) || stage.image->find("/l4t-") != std::string::npos ||
           !model::only_architecture_of(*stage.image).empty();
}

bool contains_one_of(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.find(part) != text.npos; });
}

/// Some instruction asks what the build is for.
bool is_for_several_platforms(const model::Build& build) {
    // Most files have no such word, not even in a comment.
    if (!contains_one_of(build.file.text(), {"TARGET", "BUILDPLATFORM", "uname", "--print-arch"})) {
        return false;
    }
    const auto asks = [](const dockerfile::Instruction& instruction) {
        return contains_one_of(instruction.text.text(),
                               {"TARGETARCH", "TARGETPLATFORM", "TARGETVARIANT", "BUILDPLATFORM",
                                "uname -m", "uname -p", "--print-arch"});
    };
    return std::any_of(build.instructions().begin(), build.instructions().end(), asks);
}

/// The text names more than one architecture: the choice is made somehow.
bool names_several(std::string_view text) {
    auto name = model::find_architecture(text);
    if (!name) return false;
    const std::string_view first = name->architecture;
    while ((name = model::find_architecture(text, name->at.end))) {
        if (name->architecture != first) return true;
    }
    return false;
}

std::string_view carrier_name(model::Carrier carrier) {
    switch (carrier) {
    case model::Carrier::url:
        return "URL";
    case model::Carrier::source:
        return "package source";
    case model::Carrier::package:
        return "package name";
    case model::Carrier::file:
        return "file name";
    case model::Carrier::path:
        return "path";
    default:
        return "value";
    }
}

/// What a stage downloads from places whose addresses are equal up to an architecture.
class Downloads {
public:
    void add(const Mentions& all) {
        for (const model::ArchitectureMention& each : all) {
            if (each.carrier != model::Carrier::url) continue;
            auto& [first, has_several] = by_place_[place_of(each)];
            has_several |= !first.empty() && first != each.architecture;
            first = each.architecture;
        }
    }
    /// Others are downloaded beside it: which of them is used is up to somebody else.
    [[nodiscard]] bool are_several(const model::ArchitectureMention& mention) const {
        const auto found = by_place_.find(place_of(mention));
        return mention.carrier == model::Carrier::url && found != by_place_.end() &&
               found->second.has_several;
    }

private:
    struct Architectures {
        std::string_view first;
        bool has_several = false;
    };

    static std::string_view place_of(const model::ArchitectureMention& mention) {
        const auto name = model::find_architecture(mention.text);
        return name ? mention.text.substr(0, name->at.begin) : mention.text;
    }

    std::map<std::string_view, Architectures> by_place_;
};

class Judge {
public:
    Judge(const model::Build& build, Pass& pass)
        : build_(build), pass_(pass), names_(build.fact<model::ArchitectureNames>()) {}

    void judge() {
        const std::string_view path = build_.file.path();
        if (names_architecture(path.substr(path.rfind('/') + 1)) || is_for_windows() ||
            has_emulator(build_)) {
            return;
        }
        if (build_.final_stage != nullptr) platforms_ = built_platforms(*build_.final_stage);
        judge(build_.globals.all());
        std::vector<bool> is_for_one_platform; // by index; a parent comes before its children
        for (const model::Stage& stage : build_.stages) {
            const bool inherits_one =
                stage.parent != nullptr && is_for_one_platform[stage.parent->index];
            is_for_one_platform.push_back(inherits_one || says_its_platform(stage));
            const bool is_built = build_.context.invocation == nullptr || stage.is_used;
            if (is_for_one_platform.back() || !is_built) continue;
            platforms_ = built_platforms(stage);
            downloads_ = std::nullopt;
            stage_ = &stage;
            judge(stage.bindings);
            for (const model::Copy& copy : stage.copies) judge(copy);
            stage.for_each_written_run([&](const model::Run& run) { judge(run); });
        }
    }

private:
    /// Windows images exist for one architecture, and so does what goes into them.
    [[nodiscard]] bool is_for_windows() const {
        return std::any_of(build_.stages.begin(), build_.stages.end(),
                           [](const auto& stage) { return stage.system != model::System::posix; });
    }

    void judge(const std::vector<model::Binding>& bindings) {
        for (std::size_t i = 0; i < bindings.size();) {
            const std::uint32_t index = bindings[i].instruction;
            Mentions all;
            Directories directories;
            for (; i < bindings.size() && bindings[i].instruction == index; ++i) {
                const Mentions some = model::mentions_in(bindings[i], build_);
                all.insert(all.end(), some.begin(), some.end());
                const Directories more = model::multiarch_directories_in(bindings[i], build_);
                directories.insert(directories.end(), more.begin(), more.end());
            }
            const dockerfile::Instruction& instruction = build_.instructions()[index];
            if (!report(instruction, all, nullptr)) report(instruction, directories);
        }
    }

    [[nodiscard]] Mentions urls_in(const model::Copy& copy) const {
        Mentions all;
        if (!copy.is_add) return all;
        for (const dockerfile::Word& source : copy.sources) {
            const Mentions some = model::mentions_in(source, build_);
            all.insert(all.end(), some.begin(), some.end());
        }
        std::erase_if(all, [](const auto& each) { return each.carrier != model::Carrier::url; });
        return all;
    }

    /// What a stage downloads is looked for once there is something to tell.
    bool is_one_of_several(const model::ArchitectureMention& mention) {
        if (stage_ == nullptr || mention.carrier != model::Carrier::url) return false;
        if (!downloads_) downloads_ = downloads_of(*stage_);
        return downloads_->are_several(mention);
    }

    [[nodiscard]] Downloads downloads_of(const model::Stage& stage) const {
        Downloads downloads;
        for (const model::Copy& copy : stage.copies) downloads.add(urls_in(copy));
        stage.for_each_written_run([&](const model::Run& run) {
            if (run.error == nullptr) downloads.add(model::mentions_in(run));
        });
        return downloads;
    }

    void judge(const model::Copy& copy) { report(*copy.instruction, urls_in(copy), nullptr); }

    void judge(const model::Run& run) {
        if (run.error != nullptr) return;
        if (report(*run.instruction, model::mentions_in(run), &run)) return;
        report(*run.instruction, model::multiarch_directories_in(run));
    }

    /// One diagnostic for an instruction, at what causes the others. False: none.
    bool report(const dockerfile::Instruction& instruction, const Mentions& all,
                const model::Run* run) {
        const auto first =
            std::min_element(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a.carrier < b.carrier; });
        if (first == all.end() || first->carrier == model::Carrier::follower) return false;
        // What was named once is used under this name later on.
        if (is_one_of_several(*first)) return false;
        const bool is_known = reported_.contains(first->architecture);
        if (is_known && first->carrier >= model::Carrier::file) return false;
        if (names_.count_in(instruction.at) > 1 && names_several(instruction.text.text()))
            return false;
        const auto others = platforms_other_than(first->architecture);
        if (others.empty() && !platforms_.empty()) return false;
        reported_.insert(first->architecture);
        Diagnostic diagnostic{.at = first->at, .message = {}};
        diagnostic.message = "`" + std::string(build_.file.slice(first->at)) +
                             "` is fixed in this " + std::string(carrier_name(first->carrier));
        diagnostic.message += effect(*first, others);
        for (const model::ArchitectureMention& each : all) {
            if (each.at != first->at && each.carrier <= model::Carrier::package &&
                diagnostic.labels.size() < max_labels) {
                diagnostic.labels.push_back({each.at, "and here"});
            }
        }
        add_labels(others, diagnostic);
        if (run != nullptr) diagnostic.fix = fix_for(*run, all);
        pass_.report(others.empty() ? usual_severity() : Severity::error, std::move(diagnostic));
        return true;
    }

    /// Paths that exist on one architecture, where another one is built, too. Elsewhere they are
    /// how Debian is.
    void report(const dockerfile::Instruction& instruction, const Directories& all) {
        if (all.empty() || may_cross_compile()) return;
        if (names_.count_in(instruction.at) > 1 && names_several(instruction.text.text())) return;
        const auto others = platforms_other_than(all.front().architecture);
        if (others.empty() && (!platforms_.empty() || usual_severity() == Severity::info)) return;
        const std::string where = names_of(others);
        Diagnostic diagnostic{.at = all.front().at, .message = {}};
        diagnostic.message = "`" + std::string(build_.file.slice(diagnostic.at)) +
                             "` is a directory of " + std::string(all.front().architecture) +
                             ": the path leads nowhere on " +
                             (where.empty() ? "other platforms" : where);
        for (std::size_t i = 1; i < all.size() && i <= max_labels; ++i) {
            diagnostic.labels.push_back({all[i].at, "and here"});
        }
        add_labels(others, diagnostic);
        pass_.report(Severity::warning, std::move(diagnostic));
    }

    /// Several RUNs of a stage share one declaration: theirs stand at the same place, so that one
    /// is made at a time.
    std::optional<Fix> fix_for(const model::Run& run, const Mentions& all) {
        const bool is_declared = declaring_ != nullptr && declaring_->stage == run.stage;
        if (!files_) files_.emplace(build_);
        auto fix =
            ask_for_architecture(run, all, *files_, is_declared ? declaring_->index : run.index);
        if (fix && !is_declared && fix->edits.front().at.empty()) declaring_ = &run;
        return fix;
    }

    [[nodiscard]] bool may_cross_compile() {
        if (!may_cross_compile_) may_cross_compile_ = model::may_cross_compile(build_);
        return *may_cross_compile_;
    }

    /// Where nobody says what is built.
    [[nodiscard]] Severity usual_severity() {
        if (!usual_severity_) {
            usual_severity_ = is_for_several_platforms(build_) ? Severity::warning : Severity::info;
        }
        return *usual_severity_;
    }

    using Platforms = std::vector<const model::BuiltPlatform*>;

    [[nodiscard]] Platforms platforms_other_than(std::string_view architecture) const {
        Platforms others;
        for (const model::BuiltPlatform& each : platforms_) {
            if (each.platform.architecture != architecture) others.push_back(&each);
        }
        return others;
    }

    static std::string effect(const model::ArchitectureMention& mention, const Platforms& others) {
        const std::string where = names_of(others);
        if (mention.carrier == model::Carrier::source) {
            return ": apt gets nothing from it on " + (where.empty() ? "other platforms" : where);
        }
        const std::string thing = " what is made for " + std::string(mention.architecture);
        if (where.empty()) return ": every platform gets" + thing;
        return (others.size() == 1 ? ": the image for " + where + " gets"
                                   : ": the images for " + where + " get") +
               thing;
    }

    /// Where those platforms are asked for.
    void add_labels(const Platforms& others, Diagnostic& diagnostic) const {
        for (const model::BuiltPlatform* const each : others) {
            if (diagnostic.labels.size() == max_labels) return;
            if (auto label = asked_for(build_, *each)) diagnostic.labels.push_back(*label);
        }
    }

    static constexpr std::size_t max_labels = 3;

    const model::Build& build_;
    Pass& pass_;
    const model::ArchitectureNames& names_;
    std::optional<Severity> usual_severity_;    ///< once asked for
    std::optional<bool> may_cross_compile_;     ///< the same
    std::optional<FilesOfArchitectures> files_; ///< once a fix is looked for
    const model::Run* declaring_ = nullptr;     ///< the last whose fix declares TARGETARCH
    /// What the stage at hand is built for; empty when that is not known.
    std::vector<model::BuiltPlatform> platforms_;
    const model::Stage* stage_ = nullptr; ///< at hand; none above the first FROM
    std::optional<Downloads> downloads_;  ///< of that stage
    std::set<std::string_view> reported_; ///< architectures
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    // What is reported stands in the file byte for byte.
    if (build.fact<model::ArchitectureNames>().empty()) return;
    Judge(build, pass).judge();
}
} // namespace dflint::rules
