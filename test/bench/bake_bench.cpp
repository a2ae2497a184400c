// SPDX-License-Identifier: Apache-2.0
// What a bake file costs after start-up: an ordinary one that is built here, and, with
// DFLINT_BENCH_DIR, all bake and compose files below that directory. `per_file` is seconds.
#include "dflint/bake/invocation.h"
#include "dflint/lint/run.h"
#include "dflint/workspace/workspace.h"
#include "rules/catalog.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace dflint;

/// As long as the median of public bake files.
constexpr std::string_view bake_text = R"(variable "APP" {
  default = "notes"
}

variable "VERSION" {
  // renovate: datasource=github-releases depName=example/notes
  default = "4.5.1"
}

variable "SOURCE" {
  default = "https://example.org/example/notes"
}

group "default" {
  targets = ["image-local"]
}

target "image" {
  inherits = ["docker-metadata-action"]
  args = {
    VERSION = "${VERSION}"
  }
  labels = {
    "org.opencontainers.image.source" = "${SOURCE}"
  }
}

target "docker-metadata-action" {}

target "image-local" {
  inherits = ["image"]
  output   = ["type=docker"]
  tags     = ["${APP}:${VERSION}"]
}

target "image-all" {
  inherits = ["image"]
  platforms = [
    "linux/amd64",
    "linux/arm64",
  ]
}
)";

constexpr std::string_view dockerfile_text = R"(# syntax=docker/dockerfile:1
FROM alpine:3.20
ARG VERSION
RUN apk add --no-cache curl ca-certificates \
    && curl -fsSLo /usr/bin/notes "https://example.org/notes/${VERSION}" \
    && chmod 0755 /usr/bin/notes
USER nobody
ENTRYPOINT ["/usr/bin/notes"]
)";

const Settings& settings() {
    static const Settings all(all_rules());
    return all;
}

void per_file(benchmark::State& state, std::size_t files) {
    const auto count = static_cast<double>(state.iterations()) * static_cast<double>(files);
    state.counters["per_file"] =
        benchmark::Counter(count, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Reads the files, works out what they mean and build, and judges each.
void lint_all(const std::vector<std::string>& paths, const FileTree& files) {
    const workspace::Workspace workspace(paths, files, {});
    for (const std::string& path : paths) {
        const SourceFile file(path, *files.read(path));
        benchmark::DoNotOptimize(lint(file, workspace, {}, settings()));
    }
}

void bake_understand(benchmark::State& state) {
    const auto file = std::make_shared<const SourceFile>("docker-bake.hcl", std::string(bake_text));
    bake::Invocation invocation;
    invocation.all_targets = true;
    for (auto _ : state) benchmark::DoNotOptimize(bake::understand({{file}}, invocation));
    per_file(state, 1);
}

void bake_lint(benchmark::State& state) {
    const MemoryTree files({{"docker-bake.hcl", std::string(bake_text)},
                            {"Dockerfile", std::string(dockerfile_text)}});
    const std::vector<std::string> paths = {"docker-bake.hcl"};
    for (auto _ : state) lint_all(paths, files);
    per_file(state, paths.size());
}

void bake_lint_directory(benchmark::State& state, const std::string& directory) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
        if (!entry.is_regular_file()) continue;
        if (!workspace::is_definition_name(entry.path().filename().string())) continue;
        paths.push_back(entry.path().string());
    }
    if (paths.empty()) return state.SkipWithError("no bake file there");
    const DiskTree files;
    for (auto _ : state) lint_all(paths, files);
    per_file(state, paths.size());
}

BENCHMARK(bake_understand)->Unit(benchmark::kMicrosecond);
BENCHMARK(bake_lint)->Unit(benchmark::kMicrosecond);

[[maybe_unused]] const auto* const directory_bench = [] {
    const char* const directory = std::getenv("DFLINT_BENCH_DIR");
    if (directory == nullptr) return static_cast<benchmark::internal::Benchmark*>(nullptr);
    const auto run = [=](benchmark::State& state) { bake_lint_directory(state, directory); };
    return benchmark::RegisterBenchmark("bake_lint_directory", run)->Unit(benchmark::kMillisecond);
}();

} // namespace
