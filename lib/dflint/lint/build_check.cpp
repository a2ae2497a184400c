// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/build_check.h"

#include <algorithm>

namespace dflint {

namespace {
/// frontend/dockerfile/linter/ruleset.go, in alphabetical order. Checks of scope `file` are run
/// with the options of the file, before or beside the instructions.
constexpr BuildCheck build_checks[] = {
    {"ConsistentInstructionCasing", CheckScope::file},
    {"CopyIgnoredFile"},
    {"DuplicateStageName", CheckScope::file},
    {"ExposeInvalidFormat"},
    {"ExposeProtoCasing"},
    {"FromAsCasing"},
    {"FromPlatformFlagConstDisallowed"},
    {"InvalidBaseImagePlatform", CheckScope::file},
    {"InvalidDefaultArgInFrom", CheckScope::file},
    {"InvalidDefinitionDescription", CheckScope::instruction, true},
    {"JSONArgsRecommended"},
    {"LegacyKeyValueFormat"},
    {"MaintainerDeprecated"},
    {"MultipleInstructionsDisallowed", CheckScope::label},
    {"NoEmptyContinuation", CheckScope::file},
    {"RedundantTargetPlatform"},
    {"ReservedStageName", CheckScope::file},
    {"SecretsUsedInArgOrEnv"},
    {"StageNameCasing"},
    {"UndefinedArgInFrom"},
    {"UndefinedVar"},
    {"WorkdirRelativePath"},
};
} // namespace

const BuildCheck* build_check_of(const Rule& rule) {
    for (const std::string_view code : rule.also_known_as) {
        const auto* const found = std::lower_bound(
            std::begin(build_checks), std::end(build_checks), code,
            [](const BuildCheck& each, std::string_view name) { return each.name < name; });
        if (found != std::end(build_checks) && found->name == code) return found;
    }
    return nullptr;
}

} // namespace dflint
