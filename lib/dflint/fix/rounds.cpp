// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/rounds.h"

#include "dflint/fix/apply.h"
#include "dflint/fix/offset_map.h"
#include "dflint/fix/verify.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace dflint::fix {

namespace {

using Fixes = std::vector<const Diagnostic*>;

struct Failure {
    const Diagnostic* diagnostic;
    std::string reason;
};

/// One round: finds the fixes that can be made together and proved.
class Round {
public:
    explicit Round(const SourceFile& file) : file_(file), proof_(file) {}

    /// Makes all of the fixes; where that fails, those of each half that hold.
    void add(std::span<const Diagnostic* const> fixes) {
        if (fixes.empty()) return;
        Fixes wanted = made_;
        wanted.insert(wanted.end(), fixes.begin(), fixes.end());
        const auto objection = attempt(wanted);
        if (!objection) {
            made_ = std::move(wanted);
            return;
        }
        if (fixes.size() == 1 || ++failures_ > max_failures) {
            for (const Diagnostic* each : fixes) failed_.push_back({each, objection->reason});
            return;
        }
        add(fixes.first(fixes.size() / 2));
        add(fixes.subspan(fixes.size() / 2));
    }

    [[nodiscard]] const Fixes& made() const { return made_; }
    [[nodiscard]] const std::vector<Failure>& failed() const { return failed_; }
    /// The edits of what was made, as they were made.
    [[nodiscard]] std::vector<Edit> edits() const { return edits_of(made_); }

private:
    std::optional<Objection> attempt(const Fixes& fixes) {
        const std::vector<Edit> edits = edits_of(fixes);
        const SourceFile after(file_.path(), fix::apply(file_, edits));
        return proof_.object(edits, after);
    }

    // Each failure costs a reading of the file; a file full of them is not worth more.
    static constexpr int max_failures = 64;
    const SourceFile& file_;
    Proof proof_;
    Fixes made_;
    std::vector<Failure> failed_;
    int failures_ = 0;
};

/// The run over all rounds.
class Run {
public:
    Run(const SourceFile& file, const Lint& lint, const Options& options)
        : lint_(lint), options_(options) {
        result_.file = std::make_unique<SourceFile>(file.path(), std::string(file.text()));
    }

    FixResult operator()() {
        result_.remaining = lint_(*result_.file);
        for (int round = 0; round < max_rounds; ++round) {
            if (!advance()) return std::move(result_);
        }
        // Out of rounds: stable only if nothing more could be done.
        const Plan next = plan(*result_.file, result_.remaining, options_);
        Round last(*result_.file);
        last.add(next.taken);
        result_.is_stable = last.made().empty();
        return std::move(result_);
    }

private:
    /// False when nothing changed.
    bool advance() {
        const SourceFile& file = *result_.file;
        const Plan next = plan(file, result_.remaining, options_);
        Round round(file);
        round.add(next.taken);
        for (const Malformed& each : next.malformed) {
            drop(*each.diagnostic, std::string(each.reason));
        }
        for (const Failure& each : round.failed()) drop(*each.diagnostic, each.reason);
        if (round.made().empty()) return false;

        const std::vector<Edit> edits = round.edits();
        std::string text = fix::apply(file, edits);
        seen_.emplace_back(file.text());
        if (std::find(seen_.begin(), seen_.end(), text) != seen_.end()) {
            result_.is_stable = false;
            return false;
        }
        for (const Diagnostic* each : round.made()) {
            result_.applied.push_back({each->rule, each->fix->title, in_original(each->at)});
        }
        maps_.emplace_back(edits, static_cast<std::uint32_t>(file.text().size()));
        result_.file = std::make_unique<SourceFile>(file.path(), std::move(text));
        result_.remaining = lint_(*result_.file);
        return true;
    }

    /// A fix that fails in one round fails in the next one too; it is told once.
    void drop(const Diagnostic& diagnostic, std::string reason) {
        Dropped dropped{diagnostic.rule, diagnostic.fix->title, in_original(diagnostic.at),
                        std::move(reason)};
        const bool is_known =
            std::any_of(result_.dropped.begin(), result_.dropped.end(), [&](const Dropped& each) {
                return each.rule == dropped.rule && each.at == dropped.at;
            });
        if (!is_known) result_.dropped.push_back(std::move(dropped));
    }

    [[nodiscard]] Span in_original(Span at) const {
        for (auto map = maps_.rbegin(); map != maps_.rend(); ++map) {
            at = {map->before(at.begin), map->before(at.end)};
        }
        return at;
    }

    const Lint& lint_;
    const Options& options_;
    FixResult result_;
    std::vector<std::string> seen_;
    std::vector<OffsetMap> maps_; ///< one for each round
};

} // namespace

FixResult fix_until_stable(const SourceFile& file, const Lint& lint, const Options& options) {
    return Run(file, lint, options)();
}

} // namespace dflint::fix
