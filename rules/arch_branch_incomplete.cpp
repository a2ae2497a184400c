// SPDX-License-Identifier: Apache-2.0
#include "built_for.h"

#include "dflint/lint/rule.h"
#include "dflint/model/architecture_gap.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Run&, Pass&);

extern constexpr Rule arch_branch_incomplete = rule({
    .name = "arch-branch-incomplete",
    .summary = "Choice by architecture that ends well when no branch matches",
    .why =
        R"(On an architecture that nobody thought of, no branch runs, the exit status is 0, and the build goes on
without the program, or with an empty variable in a URL. The image is finished and published; what is
missing shows at run time. A default branch that only prints is no better, as nobody reads the log of
a green build.

A last branch that fails costs one line and stops the build with the name of the architecture.

Where a bake target or a compose service builds a platform that no branch is for, it is an error; where
there is a branch for all that is built, there is nothing to say.)",
    .bad = "FROM debian:12\nARG TARGETARCH\nRUN case \"$TARGETARCH\" in "
           "amd64) curl -fO https://example.com/x64/a ;; "
           "arm64) curl -fO https://example.com/arm/a ;; esac\n",
    .good = "FROM debian:12\nARG TARGETARCH\nRUN case \"$TARGETARCH\" in "
            "amd64) curl -fO https://example.com/x64/a ;; "
            "arm64) curl -fO https://example.com/arm/a ;; "
            "*) echo \"unsupported architecture: $TARGETARCH\" >&2; exit 1 ;; esac\n",
    .source = "https://docs.docker.com/build/building/multi-platform/",
    .group = Group::architecture,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::ArchitectureChoice;
using shell::Node;
using shell::NodeKind;

class Judge {
public:
    Judge(const model::Run& run, const model::Script& script, Pass& pass)
        : run_(run), script_(script), text_(script.tree.text), pass_(pass) {}

    void judge(const std::vector<ArchitectureChoice>& choices) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            // `if amd64 ...; fi; if arm64 ...; fi` is one choice: judged at its last part.
            const bool goes_on = i + 1 < choices.size() && choices[i + 1].previous != nullptr &&
                                 is_lone_if(choices[i]) && is_lone_if(choices[i + 1]);
            if (goes_on) continue;
            ArchitectureChoice choice = choices[i];
            std::size_t first = i;
            while (first > 0 && choices[first].previous != nullptr && is_lone_if(choices[first]) &&
                   is_lone_if(choices[first - 1])) {
                --first;
                add(choices[first], choice);
            }
            judge(choice, first == i);
        }
    }

private:
    static bool is_lone_if(const ArchitectureChoice& choice) {
        return choice.node->kind == NodeKind::if_clause && choice.otherwise == nullptr;
    }

    static void add(const ArchitectureChoice& from, ArchitectureChoice& to) {
        to.branches.insert(to.branches.begin(), from.branches.begin(), from.branches.end());
        for (const std::string_view each : from.architectures) {
            if (std::find(to.architectures.begin(), to.architectures.end(), each) ==
                to.architectures.end()) {
                to.architectures.push_back(each);
            }
        }
    }

    void judge(const ArchitectureChoice& choice, bool is_one_node) {
        platforms_ = platforms_of(choice);
        missed_ = platforms_missed_by(choice);
        if (missed_.empty() && !platforms_.empty()) return;
        switch (model::gap_of(choice, script_, run_.scope)) {
        case model::Gap::none:
            return;
        case model::Gap::only_prints:
            return report_print(choice);
        case model::Gap::no_branch:
            return report_missing(choice, is_one_node);
        }
    }

    static std::string list(const std::vector<std::string_view>& names) {
        std::string text;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
            text.append("`").append(names[i]).append("`");
        }
        return text;
    }

    /// What the choice is among: TARGETARCH is not what a stage for the builder runs on.
    [[nodiscard]] std::vector<model::BuiltPlatform>
    platforms_of(const ArchitectureChoice& choice) const {
        const bool is_target = choice.subject->text.find("TARGET") != std::string_view::npos;
        return is_target ? model::target_platforms(*run_.stage)
                         : model::built_platforms(*run_.stage);
    }

    /// Those that are really built, and that no branch is for.
    std::vector<const model::BuiltPlatform*>
    platforms_missed_by(const ArchitectureChoice& choice) const {
        std::vector<const model::BuiltPlatform*> missed;
        for (const model::BuiltPlatform& each : platforms_) {
            const auto& known = choice.architectures;
            if (std::find(known.begin(), known.end(), each.platform.architecture) == known.end()) {
                missed.push_back(&each);
            }
        }
        return missed;
    }

    /// Whom the choice leaves out.
    [[nodiscard]] std::string others_than(const ArchitectureChoice& choice) const {
        if (missed_.empty()) return "other architectures than " + list(choice.architectures);
        return names_of(missed_);
    }

    void report(Severity severity, Diagnostic diagnostic) {
        if (!missed_.empty()) {
            if (auto label = asked_for(pass_.build(), *missed_.front())) {
                diagnostic.labels.push_back(*std::move(label));
            }
        }
        pass_.report(severity, std::move(diagnostic));
    }

    [[nodiscard]] Severity usual_severity() const {
        return missed_.empty() ? Severity::warning : Severity::error;
    }

    void report_missing(const ArchitectureChoice& choice, bool is_one_node) {
        Diagnostic diagnostic{.at = script_.text.in_file(choice.node->keyword), .message = {}};
        diagnostic.message =
            "no branch for " + others_than(choice) + ": there the build goes on without";
        // What is really built needs a branch of its own.
        if (is_one_node && missed_.empty()) diagnostic.fix = with_default(choice);
        report(usual_severity(), std::move(diagnostic));
    }

    void report_print(const ArchitectureChoice& choice) {
        const Node& last = last_simple(*choice.otherwise);
        Diagnostic diagnostic{.at = script_.text.in_file(last.at), .message = {}};
        diagnostic.message = "the branch for " + others_than(choice) +
                             " only prints: there the build goes on without";
        diagnostic.labels = {{script_.text.in_file(choice.node->keyword), "the choice"}};
        if (may_edit() && missed_.empty()) {
            const std::uint32_t end = script_.text.in_file(last.at).end;
            diagnostic.fix = Fix{.title = "fail after the message",
                                 .applicability = Applicability::unsafe,
                                 .edits = {{{end, end}, "; exit 1"}}};
        }
        // "skipping x, there is none for arm64": known and said, still easy to miss.
        const bool is_said = says_skipped(text_.substr(last.at.begin, last.at.size()));
        report(is_said ? Severity::info : usual_severity(), std::move(diagnostic));
    }

    static bool says_skipped(std::string_view text) {
        return text.find("kip") != text.npos || text.find("not available") != text.npos;
    }

    static const Node& last_simple(const Node& node) {
        const Node* last = &node;
        while (last->kind != NodeKind::simple) last = &last->children.back();
        return *last;
    }

    /// Inside the quotes of `sh -c` or of JSON other characters would have to be protected.
    [[nodiscard]] bool may_edit() const {
        return run_.is_shell_form && &script_ == run_.scripts.front().get();
    }

    [[nodiscard]] std::optional<Fix> with_default(const ArchitectureChoice& choice) const {
        const bool is_case = choice.node->kind == NodeKind::case_clause;
        const std::string_view closer = is_case ? "esac" : "fi";
        const std::string_view whole = text_.substr(choice.node->at.begin, choice.node->at.size());
        if (!may_edit() || !whole.ends_with(closer)) return {};
        const Node& item = choice.node->children.back();
        // Without its `;;` the last branch would swallow the new one; `;&` would run into it.
        const bool is_closed = item.terminator && text_.substr(item.terminator->begin,
                                                               item.terminator->size()) == ";;";
        if (is_case && !is_closed) return {};
        std::string branch = is_case ? "*) " : "else ";
        branch += "echo \"unsupported architecture" + subject_text(*choice.subject) +
                  "\" >&2; exit 1" + (is_case ? " ;;" : ";");
        const auto size = static_cast<std::uint32_t>(closer.size());
        const std::uint32_t end = choice.node->at.end;
        return Fix{.title = "fail on other architectures",
                   .applicability = Applicability::unsafe,
                   .edits = {insertion(script_.text.in_file(Span{end - size, end}).begin, branch,
                                       is_case ? &item : nullptr)}};
    }

    /// ": $TARGETARCH", where the subject can stand between double quotes as it is.
    static std::string subject_text(const shell::Word& subject) {
        if (subject.text.find_first_of("\"'\\`") != subject.text.npos) return "";
        return ": " + std::string(subject.text);
    }

    /// Puts the branch before its closing word: on a line of its own where that word has one.
    [[nodiscard]] Edit insertion(std::uint32_t closer, const std::string& branch,
                                 const Node* item) const {
        const SourceFile& file = pass_.build().file;
        const LineIndex& lines = file.lines();
        const std::uint32_t number = lines.line_of(closer);
        const std::uint32_t line = lines.begin_of(number);
        const std::string_view indent = file.slice({line, closer});
        if (number == 1 || indent.find_first_not_of(" \t") != indent.npos) {
            return {{closer, closer}, branch + " "};
        }
        std::string_view item_indent = indent;
        if (item != nullptr) {
            const std::uint32_t word = script_.text.in_file(item->at.begin);
            const std::string_view before = file.slice({lines.begin_of(lines.line_of(word)), word});
            if (before.find_first_not_of(" \t") == before.npos) item_indent = before;
        }
        std::string text(item_indent);
        text += branch;
        if (!script_.has_lines) text += std::string(" ") + pass_.build().tree.escape;
        text += "\n";
        return {{line, line}, std::move(text)};
    }

    const model::Run& run_;
    const model::Script& script_;
    std::string_view text_;
    Pass& pass_;
    // Of the choice at hand; empty when nobody says what is built.
    std::vector<model::BuiltPlatform> platforms_;
    std::vector<const model::BuiltPlatform*> missed_;
};

} // namespace

static void check(const model::Run& run, Pass& pass) {
    if (run.error != nullptr || run.shell == model::Shell::cmd) return;
    if (pass.build().context.invocation != nullptr && !run.stage->is_used) return;
    for (const auto& script : run.scripts) {
        if (script->tree.error) continue;
        const auto choices = model::architecture_choices(script->tree);
        if (!choices.empty()) Judge(run, *script, pass).judge(choices);
    }
}
} // namespace dflint::rules
