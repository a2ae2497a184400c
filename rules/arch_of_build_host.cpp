// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/architecture.h"
#include "dflint/model/architecture_choice.h"
#include "dflint/model/built_platforms.h"
#include "dflint/model/edits.h"
#include "dflint/model/mentions.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule arch_of_build_host = rule({
    .name = "arch-of-build-host",
    .summary = "Download for the machine that builds goes into an image for another one",
    .why =
        R"(In a stage `FROM --platform=$BUILDPLATFORM` the answer of `uname -m` and `dpkg --print-architecture` is
the builder's own architecture. What is fetched by it and copied into a stage for the target cannot run
there: an arm64 image gets an amd64 program, as long as the build runs on an amd64 machine.

`TARGETARCH` says what the image is for. Tools that only run in the stage are left alone.)",
    .bad = "FROM --platform=$BUILDPLATFORM debian:12 AS fetch\n"
           "RUN curl -fLo /tool https://example.com/tool-$(dpkg --print-architecture)\n"
           "FROM debian:12\nCOPY --from=fetch /tool /usr/bin/tool\n",
    .good = "FROM --platform=$BUILDPLATFORM debian:12 AS fetch\nARG TARGETARCH\n"
            "RUN curl -fLo /tool https://example.com/tool-${TARGETARCH}\n"
            "FROM debian:12\nCOPY --from=fetch /tool /usr/bin/tool\n",
    .source = "https://docs.docker.com/build/building/multi-platform/#cross-compilation",
    .group = Group::architecture,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::Command;
using model::Copy;
using model::Run;
using model::Stage;

/// A path that a stage for the target copies out of a stage for the builder.
struct Taken {
    std::uint32_t origin; ///< Stage::order of the stage it is copied from
    std::string path;     ///< absolute and clean; a pattern ends before its first `*`
    Span at;
};

bool is_at_or_below(std::string_view path, std::string_view top) {
    if (!path.starts_with(top)) return false;
    return path.size() == top.size() || top.ends_with('/') || path[top.size()] == '/';
}

bool is_question(const Command& command) {
    return command.position.in_substitution &&
           command.is_one_of({"uname", "dpkg", "arch", "apk", "rpm"});
}

/// One RUN on the builder's platform.
class Reader {
public:
    explicit Reader(const Run& run) : run_(run) {
        collect_answers();
        collect_urls();
        changes_directory_ =
            std::any_of(run.commands.begin(), run.commands.end(), [](const Command& command) {
                return command.is_one_of({"cd", "pushd"});
            });
    }

    /// A download whose URL holds the answer.
    [[nodiscard]] bool downloads() const { return !urls_.empty(); }

    /// The RUN puts a download there: it is written, unpacked or moved to the path.
    [[nodiscard]] bool fills(std::string_view taken) const {
        const std::string_view parent = taken.substr(0, taken.rfind('/'));
        const std::string_view base = taken.substr(taken.rfind('/') + 1);
        return std::any_of(run_.commands.begin(), run_.commands.end(), [&](const Command& each) {
            const bool unpacks = each.is_one_of({"tar", "bsdtar", "unzip"});
            const bool writes =
                unpacks || each.is_one_of({"curl", "wget", "aria2c", "mv", "cp", "install"});
            if (!writes) return false;
            const auto is_there = [&](const shell::Word& word) {
                const auto path = path_of(word);
                return path && (is_at_or_below(*path, taken) ||
                                (unpacks && *path == parent && is_named_in_url(base)));
            };
            return std::any_of(each.words.begin(), each.words.end(),
                               [&](const model::Word& word) { return is_there(*word.shell); }) ||
                   std::any_of(each.node->redirects.begin(), each.node->redirects.end(),
                               [&](const shell::Redirect& to) { return is_there(to.target); });
        });
    }

private:
    void collect_answers() {
        // What one answer decides may decide the next: `A=$(uname -m); case $A in ... B=x64`.
        for (int round = 0; round < 2; ++round) {
            for (const model::Setting& each : run_.settings) {
                if (model::asks_machine(each.value) || names_answer(each.value)) {
                    answers_.insert(each.name);
                }
            }
            collect_from_choices();
        }
    }

    /// What the branches of a choice set.
    void collect_from_choices() {
        std::vector<Span> choices;
        for (const auto& script : run_.scripts) {
            for (const auto& choice : model::architecture_choices(script->tree)) {
                if (!holds_answer(*choice.subject)) continue;
                choices.push_back(script->text.in_file(choice.node->at));
            }
        }
        std::sort(choices.begin(), choices.end());
        for (const model::Setting& each : run_.settings) {
            const auto after =
                std::upper_bound(choices.begin(), choices.end(), each.at.begin,
                                 [](std::uint32_t at, Span choice) { return at < choice.begin; });
            if (after != choices.begin() && std::prev(after)->contains(each.at)) {
                answers_.insert(each.name);
            }
        }
    }

    void collect_urls() {
        for (const Command& each : run_.commands) {
            if (!each.is_one_of({"curl", "wget", "aria2c"})) continue;
            for (const model::Word& word : each.words) {
                const bool is_url = word.text.find("://") != word.text.npos;
                if (is_url && holds_answer(*word.shell)) urls_.push_back(word.text);
            }
        }
    }

    [[nodiscard]] bool is_named_in_url(std::string_view name) const {
        return std::any_of(urls_.begin(), urls_.end(),
                           [name](std::string_view url) { return url.find(name) != url.npos; });
    }

    [[nodiscard]] bool names_answer(std::string_view value) const {
        for (std::size_t sign = value.find('$'); sign != value.npos; sign = value.find('$')) {
            value.remove_prefix(sign + 1);
            if (value.starts_with('{')) value.remove_prefix(1);
            if (answers_.contains(model::leading_name(value))) return true;
        }
        return false;
    }

    [[nodiscard]] bool holds_answer(const shell::Word& word) const {
        return std::any_of(word.expansions.begin(), word.expansions.end(), [&](const auto& each) {
            if (each.kind == shell::ExpansionKind::parameter) return answers_.contains(each.name);
            return each.kind == shell::ExpansionKind::command && model::asks_machine(word.raw);
        });
    }

    [[nodiscard]] std::optional<std::string> path_of(const shell::Word& word) const {
        if (!word.is_static() || word.text.empty() || word.text[0] == '-') return std::nullopt;
        if (word.text.find("://") != word.text.npos) return std::nullopt;
        if (word.text[0] != '/' && changes_directory_) return std::nullopt;
        return run_.scope.absolute(word.text);
    }

    const Run& run_;
    std::set<std::string_view> answers_; ///< variables that hold the builder's architecture
    std::vector<std::string_view> urls_;
    bool changes_directory_ = false;
};

class Judge {
public:
    Judge(const model::Build& build, Pass& pass) : build_(build), pass_(pass) {}

    void judge() {
        for (const Stage& stage : build_.stages) {
            is_on_build_platform_.push_back(model::is_on_build_platform(stage));
        }
        collect_taken();
        if (taken_.empty()) return;
        for (const Stage& stage : build_.stages) {
            if (stage.is_shipped() || !is_on_build_platform_[stage.index]) continue;
            for (const Run& run : stage.runs) judge(run);
        }
    }

private:
    void collect_taken() {
        for (const Stage& taker : build_.stages) {
            if (!taker.is_used || is_on_build_platform_[taker.index]) continue;
            for (const Copy& copy : taker.copies) {
                if (copy.origin == nullptr || !is_on_build_platform_[copy.origin->index]) continue;
                for (const dockerfile::Word& source : copy.sources) take(copy, source);
            }
        }
        std::stable_sort(taken_.begin(), taken_.end(),
                         [](const Taken& a, const Taken& b) { return a.origin < b.origin; });
    }

    void take(const Copy& copy, const dockerfile::Word& source) {
        const auto text = copy.scope.expand(source.text);
        if (!text) return;
        std::string path = text->starts_with('/') ? *text : "/" + *text;
        path.resize(std::min(path.find('*'), path.size()));
        while (path.ends_with('/')) path.pop_back();
        if (!path.empty()) taken_.push_back({copy.origin->order, std::move(path), source.at});
    }

    /// What the RUN fills of all that is copied from its stage, or from one that is built from it.
    [[nodiscard]] const Taken* filled_by(const Run& run, const Reader& reader) const {
        const auto first =
            std::partition_point(taken_.begin(), taken_.end(),
                                 [&](const Taken& each) { return each.origin < run.stage->order; });
        std::size_t count = 0;
        for (auto each = first; each != taken_.end(); ++each) {
            if (each->origin >= run.stage->order_end || ++count > max_taken) break;
            if (reader.fills(each->path)) return &*each;
        }
        return nullptr;
    }

    void judge(const Run& run) const {
        if (run.error != nullptr) return;
        const auto question = std::find_if(run.commands.begin(), run.commands.end(), is_question);
        if (question == run.commands.end()) return;
        if (!model::asks_machine(build_.file.slice(run.instruction->at))) return;
        const Reader reader(run);
        if (!reader.downloads()) return;
        const Taken* const taken = filled_by(run, reader);
        if (taken == nullptr) return;
        pass_.report({.at = question->at,
                      .message = "`" + std::string(build_.file.slice(question->at)) +
                                 "` gives the architecture of the builder, and the download goes "
                                 "into a stage for the target",
                      .labels = {{taken->at, "copied here"}},
                      .fix = target_architecture(run)});
    }

    /// ${TARGETARCH} in place of Debian's name, which is nearly always the same.
    [[nodiscard]] std::optional<Fix> target_architecture(const Run& run) const {
        Fix fix{.title = "take the architecture from TARGETARCH",
                .applicability = Applicability::unsafe,
                .edits = {}};
        for (const Command& command : run.commands) {
            if (!is_question(command)) continue;
            if (!command.is("dpkg") || command.words.size() != 1) return std::nullopt;
            const Span at{command.at.begin - 2, command.at.end + 1};
            const std::string_view text = build_.file.slice(at);
            if (text != "$(dpkg --print-architecture)") return std::nullopt;
            fix.edits.push_back({at, "${TARGETARCH}"});
        }
        std::sort(fix.edits.begin(), fix.edits.end(),
                  [](const Edit& a, const Edit& b) { return a.at < b.at; });
        if (run.scope.binding("TARGETARCH") == nullptr) {
            fix.edits.insert(fix.edits.begin(),
                             model::with_declaration(*run.stage, "TARGETARCH", run.index));
        }
        return fix;
    }

    /// Nobody copies more by hand; more would make each RUN cost as much as all stages.
    static constexpr std::size_t max_taken = 64;

    const model::Build& build_;
    Pass& pass_;
    std::vector<bool> is_on_build_platform_; ///< by the index of the stage
    std::vector<Taken> taken_;               ///< by origin
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    if (build.file.text().find("BUILDPLATFORM") == std::string_view::npos) return;
    Judge(build, pass).judge();
}
} // namespace dflint::rules
