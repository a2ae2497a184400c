// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule uppercase_stage_name = rule({
    .name = "uppercase-stage-name",
    .summary = "Stage name with upper-case letters",
    .why =
        R"(BuildKit keeps stage names in lower case. `COPY --from=Builder` still finds the stage, but
`FROM Builder` does not: it asks for an image of that name and fails.)",
    .bad = "FROM golang:1.24 AS Builder\nFROM scratch\nCOPY --from=Builder /app /app\n",
    .good = "FROM golang:1.24 AS builder\nFROM scratch\nCOPY --from=builder /app /app\n",
    .source = "https://docs.docker.com/reference/build-checks/stage-name-casing/",
    .group = Group::style,
    .severity = Severity::style,
    .fixable = Fixable::always,
    .also_known_as = {"StageNameCasing"},
    .checks = {check},
});

namespace {

using dockerfile::From;

bool has_upper_case(std::string_view text) {
    return std::any_of(text.begin(), text.end(), ascii::is_upper);
}

/// A place that refers to a stage by a name with upper-case letters.
struct Reference {
    std::string name; ///< in lower case
    Span at;
    std::uint32_t stage; ///< index of the stage it stands in
};

/// All of them, those of one name side by side and in order. BuildKit finds a stage by COPY and RUN
/// in any case: they are renamed to keep the author's spelling one.
class References {
public:
    explicit References(const model::Build& build) : file_(build.file) {
        for (const model::Stage& stage : build.stages) add_all(stage);
        std::stable_sort(all_.begin(), all_.end(),
                         [](const auto& a, const auto& b) { return a.name < b.name; });
    }

    /// Writes the stage's name in lower case, there and in later stages.
    [[nodiscard]] std::vector<Edit> renamed(const model::Stage& stage, Span name) const {
        std::vector<Edit> edits{{name, stage.name}};
        auto found = std::lower_bound(
            all_.begin(), all_.end(), stage.name,
            [](const Reference& each, const std::string& wanted) { return each.name < wanted; });
        for (; found != all_.end() && found->name == stage.name; ++found) {
            if (found->stage > stage.index) edits.push_back({found->at, found->name});
        }
        return edits;
    }

private:
    void add_all(const model::Stage& stage) {
        if (const auto* from = stage.from->as<From>()) add(from->image.at, stage);
        // In order of place: a RUN may stand before a COPY.
        const std::size_t begin = all_.size();
        for (const model::Copy& copy : stage.copies) {
            const dockerfile::Flag* flag = copy.instruction->flag("from");
            if (flag != nullptr) add(flag->value_at, stage);
        }
        stage.for_each_written_run([&](const model::Run& run) {
            for (const model::Mount& mount : run.mounts) add(mount, stage);
        });
        std::sort(all_.begin() + static_cast<std::ptrdiff_t>(begin), all_.end(),
                  [](const auto& a, const auto& b) { return a.at < b.at; });
    }
    /// `--mount=type=bind,from=Builder,...`
    void add(const model::Mount& mount, const model::Stage& stage) {
        if (!has_upper_case(mount.from)) return;
        const Span value = mount.flag->value_at;
        const std::size_t at = file_.slice(value).find("from=" + std::string(mount.from));
        if (at == std::string_view::npos) return;
        const auto begin = value.begin + static_cast<std::uint32_t>(at) + 5;
        add({begin, begin + static_cast<std::uint32_t>(mount.from.size())}, stage);
    }
    void add(Span at, const model::Stage& stage) {
        const std::string_view written = file_.slice(at);
        if (!has_upper_case(written)) return;
        all_.push_back({ascii::lower(written), at, stage.index});
    }

    const SourceFile& file_;
    std::vector<Reference> all_;
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    std::optional<References> references;
    for (const model::Stage& stage : build.stages) {
        const auto* const from = stage.from->as<From>();
        if (from == nullptr || !from->name || !has_upper_case(from->name->text)) continue;
        const dockerfile::Word& name = *from->name;
        Diagnostic diagnostic{.at = name.at,
                              .message = "BuildKit calls this stage `" + stage.name + "`"};
        if (build.file.slice(name.at) == name.text) {
            if (!references) references.emplace(build);
            diagnostic.fix = Fix{.title = "write the name in lower case",
                                 .applicability = Applicability::safe,
                                 .edits = references->renamed(stage, name.at)};
        }
        pass.report(std::move(diagnostic));
    }
}
} // namespace dflint::rules
