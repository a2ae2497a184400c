// SPDX-License-Identifier: Apache-2.0
#include "built_for.h"

#include "dflint/lint/rule.h"
#include "dflint/model/architecture.h"

#include <algorithm>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule platform_argument_default = rule({
    .name = "platform-argument-default",
    .summary = "Default that takes the place of what BuildKit knows of the platform",
    .why =
        R"(A default of `TARGETARCH`, `TARGETPLATFORM` or `BUILDPLATFORM` is no fallback: it goes before the value
that BuildKit gives, for whatever `--platform` asks. With `ARG TARGETARCH=amd64` the arm64 image gets amd64
programs, and its manifest says arm64 all the same.

Without a default the argument is what it is for. Only the builder from before BuildKit leaves it empty. The
defaults of `TARGETOS` and `BUILDOS` are left alone, as nearly everything is built for Linux.)",
    .bad = "FROM debian:12\nARG TARGETARCH=amd64\nADD https://example.com/$TARGETARCH/a /a\n",
    .good = "FROM debian:12\nARG TARGETARCH\nADD https://example.com/$TARGETARCH/a /a\n",
    .source =
        "https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope",
    .group = Group::architecture,
    .fixable = Fixable::always,
    .checks = {check},
});

namespace {

using model::Binding;

bool is_of_target(std::string_view name) {
    return name == "TARGETPLATFORM" || name == "TARGETARCH" || name == "TARGETVARIANT";
}

bool is_of_builder(std::string_view name) {
    return name == "BUILDPLATFORM" || name == "BUILDARCH" || name == "BUILDVARIANT";
}

class Judge {
public:
    Judge(const model::Build& build, Pass& pass) : build_(build), pass_(pass) {}

    void judge() const {
        std::vector<model::BuiltPlatform> platforms;
        if (build_.final_stage != nullptr) platforms = target_platforms(*build_.final_stage);
        for (const Binding& each : build_.globals.all()) judge(each, platforms);
        for (const model::Stage& stage : build_.stages) {
            if (build_.context.invocation != nullptr && !stage.is_used) continue;
            for (const Binding& each : stage.bindings) judge(each, platforms);
        }
    }

private:
    void judge(const Binding& binding, const std::vector<model::BuiltPlatform>& platforms) const {
        if (binding.is_env || !binding.pair->value || is_given(binding.name)) return;
        const dockerfile::Word& value = *binding.pair->value;
        // `ARG TARGETARCH=${TARGETARCH/amd64/x64}` makes another name of what BuildKit gives.
        if (value.text.find('$') != value.text.npos) return;
        if (is_of_builder(binding.name)) {
            return report(binding, Severity::warning, "wherever it is built", {});
        }
        if (!is_of_target(binding.name)) return;
        const bool is_variant = binding.name == "TARGETVARIANT";
        if (is_variant && platforms.size() == 1) return;
        if (is_variant || platforms.empty()) {
            return report(binding, Severity::warning, "on every platform", {});
        }
        const auto others = platforms_other_than(binding, platforms);
        if (others.empty()) return;
        report(binding, Severity::error, "for " + names_of(others), others);
    }

    /// The target says itself what the argument is.
    [[nodiscard]] bool is_given(std::string_view name) const {
        const model::Invocation* const invocation = build_.context.invocation;
        return invocation != nullptr && invocation->argument(name) != nullptr;
    }

    /// Those of another architecture than the default's.
    static std::vector<const model::BuiltPlatform*>
    platforms_other_than(const Binding& binding,
                         const std::vector<model::BuiltPlatform>& platforms) {
        const std::string_view given =
            binding.value ? model::architecture_named(*binding.value) : std::string_view();
        std::vector<const model::BuiltPlatform*> others;
        for (const model::BuiltPlatform& each : platforms) {
            if (given != each.platform.architecture) others.push_back(&each);
        }
        return others;
    }

    void report(const Binding& binding, Severity severity, const std::string& where,
                const std::vector<const model::BuiltPlatform*>& others) const {
        const dockerfile::Pair& pair = *binding.pair;
        const std::string value = binding.value && !binding.value->empty()
                                      ? "`" + *binding.value + "`"
                                      : std::string("empty");
        Diagnostic diagnostic{.at = pair.value->at.empty() ? pair.at : pair.value->at,
                              .message = "the default goes before BuildKit's own value: `" +
                                         std::string(binding.name) + "` is " + value + " " + where};
        if (!others.empty()) {
            if (auto label = asked_for(build_, *others.front())) diagnostic.labels = {*label};
        }
        diagnostic.fix = Fix{.title = "leave the value to BuildKit",
                             .applicability = Applicability::unsafe,
                             .edits = {{{pair.key.at.end, pair.at.end}, ""}}};
        pass_.report(severity, std::move(diagnostic));
    }

    const model::Build& build_;
    Pass& pass_;
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    Judge(build, pass).judge();
}
} // namespace dflint::rules
