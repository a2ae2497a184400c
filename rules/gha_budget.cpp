// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/download.h"
#include "dflint/workspace/cache_entry.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule gha_budget = rule({
    .name = "gha-budget",
    .summary = "Caches of GitHub Actions that exceed what GitHub keeps",
    .why =
        R"(GitHub keeps 10 GB of caches for a repository, unless more is paid for, and evicts the oldest beyond that. Layers with CUDA wheels have gigabytes each: the targets of one bake file evict each other's caches, every build uploads them again, and the cache never hits.

A registry cache has no such limit.)",
    .bad = "group \"default\" {\n  targets = [\"app\"]\n}\n\ntarget \"app\" {\n  name = "
           "\"app-${cuda}\"\n  matrix = {\n    cuda = [\"118\", \"121\", \"124\", \"126\", "
           "\"128\"]\n  }\n  args = {\n    CUDA = cuda\n  }\n  dockerfile-inline = <<EOT\nFROM "
           "python:3.12\nARG CUDA\nRUN pip install torch --index-url "
           "https://download.pytorch.org/whl/cu$${CUDA}\nEOT\n  cache-to = "
           "[\"type=gha,mode=max,scope=app-${cuda}\"]\n}\n",
    .good = "group \"default\" {\n  targets = [\"app\"]\n}\n\ntarget \"app\" {\n  name = "
            "\"app-${cuda}\"\n  matrix = {\n    cuda = [\"118\", \"121\", \"124\", \"126\", "
            "\"128\"]\n  }\n  args = {\n    CUDA = cuda\n  }\n  dockerfile-inline = <<EOT\nFROM "
            "python:3.12\nARG CUDA\nRUN pip install torch --index-url "
            "https://download.pytorch.org/whl/cu$${CUDA}\nEOT\n  cache-to = "
            "[\"type=registry,mode=max,ref=example.org/cache:${cuda}\"]\n}\n",
    .source = "https://docs.github.com/en/actions/reference/workflows-and-actions/"
              "dependency-caching#usage-limits-and-eviction-policy",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .checks = {check},
});

namespace {

using workspace::BakeTarget;
using workspace::CacheEntry;
using workspace::WrittenCache;

constexpr std::uint64_t budget_megabytes = 10'000;

/// Layers and wheels are packed alike, but not by the same program: a fifth less is possible.
std::uint64_t lower_bound(std::uint64_t megabytes) {
    return megabytes / 5 * 4;
}

/// A layer that several targets build in the same way is one in the cache, whatever the scopes: the
/// Dockerfile, the instruction, and the arguments that are declared before it.
std::string layer_of(const BakeTarget& target, const model::Run& run) {
    std::string key = target.dockerfile_path.value_or(std::string(target.dockerfile->file.text())) +
                      '\n' + std::to_string(run.index);
    const model::Build& build = *target.build;
    for (std::uint32_t i = 0; i < run.index; ++i) {
        const auto* const pairs = build.instructions()[i].as<dockerfile::Pairs>();
        if (pairs == nullptr || build.instructions()[i].keyword != dockerfile::Keyword::arg)
            continue;
        const model::Stage* const stage = build.stage_at(i);
        if (stage != nullptr && !run.stage->is_built_from(*stage)) continue;
        for (const dockerfile::Pair& pair : pairs->pairs) {
            const auto* const given = target.invocation.argument(pair.key.text);
            if (given != nullptr) key += '\n' + given->name + '=' + given->value.value_or("?");
        }
    }
    return key;
}

/// The sizes are those of x86-64; on other machines the same names often mean small wheels.
bool is_built_for_x86(const BakeTarget& target) {
    const auto& platforms = target.invocation.platforms;
    return platforms.empty() ||
           std::any_of(platforms.begin(), platforms.end(), [](const std::string& each) {
               return each.find("amd64") != each.npos || each.find("x86_64") != each.npos;
           });
}

/// The known heavy layers of what the target exports, in megabytes, by their identity.
void add_layers(const CacheEntry& entry, std::map<std::string, std::uint64_t>& layers) {
    const BakeTarget& target = *entry.target;
    if (target.build == nullptr || !is_built_for_x86(target)) return;
    const bool has_all_stages = entry.field("mode") == "max";
    for (const model::Stage& stage : target.build->stages) {
        if (!(has_all_stages ? stage.is_used : stage.is_shipped())) continue;
        for (const model::Run& run : stage.runs) {
            std::uint64_t megabytes = 0;
            for (const model::Install& install : run.installs) {
                if (!install.command->position.conditional)
                    megabytes += model::heavy_megabytes_of(install);
            }
            if (megabytes > 0) layers[layer_of(target, run)] = megabytes;
        }
    }
}

std::uint64_t sum_of(const std::map<std::string, std::uint64_t>& layers) {
    std::uint64_t sum = 0;
    for (const auto& [layer, megabytes] : layers) sum += megabytes;
    return sum;
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    std::map<std::string, std::uint64_t> layers;
    std::set<std::string> scopes;
    const WrittenCache* biggest = nullptr;
    std::uint64_t biggest_size = 0;
    const auto exports = written_caches(project, bake::AttributeId::cache_to);
    for (const WrittenCache& each : exports) {
        std::map<std::string, std::uint64_t> own;
        for (const CacheEntry& entry : each.entries) {
            if (entry.type != "gha") continue;
            add_layers(entry, own);
            scopes.insert(entry.place);
        }
        const std::uint64_t size = sum_of(own);
        layers.merge(own);
        if (size > biggest_size) {
            biggest = &each;
            biggest_size = size;
        }
    }
    const std::uint64_t sum = sum_of(layers);
    if (biggest == nullptr || lower_bound(sum) <= budget_megabytes) return;
    const std::string caches =
        scopes.size() == 1 ? "this cache comes"
                           : "the caches of " + std::to_string(scopes.size()) + " scopes come";
    pass.report(
        biggest->at,
        {.at = biggest->at.at,
         .message = caches + " to about " + std::to_string((sum + 500) / 1000) +
                    " GB by their heavy wheels alone: GitHub keeps 10 GB for a repository"});
}
} // namespace dflint::rules
