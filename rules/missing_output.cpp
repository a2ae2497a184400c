// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <set>
#include <string>
#include <utility>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule missing_output = rule({
    .name = "missing-output",
    .summary = "Images for several platforms that no output takes out of the cache",
    .why =
        R"(Images for several platforms need a builder of their own, and its result stays in its cache unless an output says where it goes: the build succeeds, and there is no image. Most files leave that to `--push` on the command line; where the file is to say everything, this rule finds the targets that do not.)",
    .bad = "target \"default\" {\n  platforms = [\"linux/amd64\", \"linux/arm64\"]\n}\n",
    .good = "target \"default\" {\n  platforms = [\"linux/amd64\", \"linux/arm64\"]\n  tags = "
            "[\"registry.example.com/app:1\"]\n  output = [\"type=registry\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/reference/#targetoutput",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::info,
    .on_by_default = false,
    .checks = {check},
});

static void check(const workspace::Project& project, Pass& pass) {
    std::set<std::pair<bake::FileIndex, Span>> told;
    for (const workspace::BakeTarget& target : project.targets()) {
        // What only others need has no image of its own.
        if (target.is_abstract || target.meaning->is_linked) continue;
        if (target.invocation.platforms.size() < 2) continue;
        if (target.meaning->attributes.find(bake::AttributeId::output) != nullptr) continue;
        const bake::Origin& at = target.definition->at;
        if (!told.insert({at.file, at.at}).second) continue;
        pass.report(at, {.at = at.at,
                         .message = "`" + target.meaning->name +
                                    "` has no `output`: without `--push` its images stay in the "
                                    "build cache"});
    }
}
} // namespace dflint::rules
