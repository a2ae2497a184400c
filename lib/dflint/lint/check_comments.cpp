// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/check_comments.h"

#include "dflint/lint/place.h"
#include "dflint/syntax/dockerfile/options.h"

#include <algorithm>
#include <utility>

namespace dflint {

namespace {
using dockerfile::CheckOptions;

bool names(const std::vector<dockerfile::Word>& words, std::string_view check) {
    return std::any_of(words.begin(), words.end(),
                       [check](const dockerfile::Word& each) { return each.text == check; });
}
bool skips(const CheckOptions* options, const BuildCheck& check) {
    return options != nullptr && (options->skips_all || names(options->skipped, check.name));
}
bool enables(const CheckOptions* options, const BuildCheck& check) {
    return options != nullptr && (options->enables_all || names(options->enabled, check.name));
}
bool has_experiments(const CheckOptions& options) {
    return options.enables_all || !options.enabled.empty();
}
} // namespace

CheckComments::CheckComments(const SourceFile& file, const dockerfile::Tree& tree) : tree_(tree) {
    build_with(nullptr);
    for (std::uint32_t i = 0; i < tree.instructions.size(); ++i) {
        auto options = dockerfile::check_options(file, tree, tree.instructions[i]);
        if (options) above_.push_back({i, *std::move(options)});
    }
}

void CheckComments::build_with(const model::Invocation* invocation) {
    const auto* const argument =
        invocation == nullptr ? nullptr : invocation->argument("BUILDKIT_DOCKERFILE_CHECK");
    given_.reset();
    if (argument != nullptr && argument->value)
        given_ = dockerfile::check_options(*argument->value);
    const auto& options = given_ ? given_ : tree_.checks;
    file_ = options && options->mistake.empty() ? &*options : nullptr;
}

bool CheckComments::want_experiments() const {
    return (file_ != nullptr && has_experiments(*file_)) ||
           std::any_of(above_.begin(), above_.end(),
                       [](const Above& each) { return has_experiments(each.options); });
}

const CheckOptions* CheckComments::above(std::uint32_t instruction) const {
    const auto found =
        std::partition_point(above_.begin(), above_.end(), [instruction](const Above& each) {
            return each.instruction < instruction;
        });
    const bool is_found = found != above_.end() && found->instruction == instruction;
    return is_found ? &found->options : nullptr;
}

/// The options of the instruction that BuildKit is at when it runs the check.
const CheckOptions* CheckComments::beside(const BuildCheck& check,
                                          const Diagnostic& diagnostic) const {
    if (above_.empty() || check.scope == CheckScope::file) return nullptr;
    const bool by_label = check.scope == CheckScope::label && !diagnostic.labels.empty();
    return above(instruction_at(tree_, by_label ? diagnostic.labels.front().at : diagnostic.at));
}

bool CheckComments::is_wanted(const BuildCheck& check, const Diagnostic& diagnostic,
                              bool is_dormant) const {
    const CheckOptions* here = beside(check, diagnostic);
    if (!check.is_experimental) return !skips(file_, check) && !skips(here, check);
    return !is_dormant || enables(file_, check) || enables(here, check);
}

void CheckComments::apply(const Settings& settings, Diagnostics& diagnostics) const {
    if (file_ == nullptr && above_.empty()) return;
    std::erase_if(diagnostics, [&](Diagnostic& each) {
        const BuildCheck* check = build_check_of(*settings.find(each.rule));
        if (check == nullptr) return false;
        if (!is_wanted(*check, each, !settings.is_on(each.rule))) return true;
        if (file_ != nullptr && file_->fails_build) each.severity = Severity::error;
        return false;
    });
}

} // namespace dflint
