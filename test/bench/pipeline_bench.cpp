// SPDX-License-Identifier: Apache-2.0
// Each step of the pipeline by itself, over one text that is built here. With DFLINT_BENCH_DIR the
// text is all files below that directory, one after the other.
#include "dflint/emit/emit.h"
#include "dflint/fix/rounds.h"
#include "dflint/lint/run.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/shell/parse.h"
#include "rules/catalog.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

using namespace dflint;

/// A hundred stages of what people write.
std::string built_text() {
    std::string text = "# syntax=docker/dockerfile:1\nARG BASE=python:3.12-slim\n";
    for (int i = 0; i < 100; ++i) {
        const std::string n = std::to_string(i);
        text += "\nFROM ${BASE} AS stage" + n + "\n";
        text += "ARG GIT_SHA\nENV APP_HOME=/srv/app" + n + " PYTHONUNBUFFERED=1\n";
        text += "WORKDIR ${APP_HOME}\nCOPY . .\n# dependencies\n";
        text += "RUN apt-get update && apt-get install -y --no-install-recommends \\\n"
                "    build-essential \\\n    curl \\\n"
                "    && rm -rf /var/lib/apt/lists/*\n";
        text += "RUN pip install --no-cache-dir torch>=2.6.0 numpy==1.26.4 \\\n"
                "    --extra-index-url https://example.org/simple -r requirements.txt\n";
        text += "RUN set -eux; arch=\"$(dpkg --print-architecture)\"; \\\n"
                "    case \"$arch\" in amd64) url=a ;; arm64) url=b ;; esac; \\\n"
                "    if [ -n \"${url:-}\" ]; then curl -fsSL \"$url\" | tar -xz; fi\n";
        text += "RUN <<EOF\nset -e\nfor x in 1 2 3; do echo \"$x\"; done\nEOF\n";
        text += "HEALTHCHECK --interval=30s CMD curl -f http://localhost/ || exit 1\n";
        text += "CMD [\"python\", \"-m\", \"app\"]\n";
    }
    return text;
}

std::string read_text() {
    const char* const directory = std::getenv("DFLINT_BENCH_DIR");
    if (directory == nullptr) return built_text();
    std::string text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        text.append(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
        text += '\n';
    }
    return text;
}

const SourceFile& file() {
    static const SourceFile source("Dockerfile", read_text());
    return source;
}

const Settings& settings() {
    static const Settings all(all_rules());
    return all;
}

void count_bytes(benchmark::State& state) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file().text().size()));
}

void parse_dockerfile(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(dockerfile::parse(file()));
    count_bytes(state);
}

void parse_shell(benchmark::State& state) {
    const dockerfile::Tree tree = dockerfile::parse(file());
    std::size_t byte_count = 0;
    for (auto _ : state) {
        for (const dockerfile::Instruction& instruction : tree.instructions) {
            const auto* command = instruction.as<dockerfile::Command>();
            if (command == nullptr || command->json) continue;
            benchmark::DoNotOptimize(shell::parse(command->shell.text, shell::Dialect::posix));
            byte_count += command->shell.text.size();
        }
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(byte_count));
}

void understand(benchmark::State& state) {
    const dockerfile::Tree tree = dockerfile::parse(file());
    const model::Context context;
    for (auto _ : state) benchmark::DoNotOptimize(model::understand(file(), tree, context));
    count_bytes(state);
}

void lint_all_rules(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(lint(file(), model::Context{}, settings()));
    count_bytes(state);
}

void fix_once(benchmark::State& state) {
    const auto find = [](const SourceFile& text) {
        return lint(text, model::Context{}, settings());
    };
    for (auto _ : state) {
        benchmark::DoNotOptimize(fix::fix_until_stable(file(), find, fix::Options{}));
    }
    count_bytes(state);
}

void emit_report(benchmark::State& state, emit::Format format) {
    emit::Report report{"0", settings().rules()};
    report.files.push_back({&file(), lint(file(), model::Context{}, settings())});
    for (auto _ : state) {
        std::string out;
        emit::append(out, report, {format, false, ""});
        benchmark::DoNotOptimize(out);
    }
}

BENCHMARK(parse_dockerfile)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_shell)->Unit(benchmark::kMillisecond);
BENCHMARK(understand)->Unit(benchmark::kMillisecond);
BENCHMARK(lint_all_rules)->Unit(benchmark::kMillisecond);
BENCHMARK(fix_once)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(emit_report, full, emit::Format::full)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(emit_report, json, emit::Format::json)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(emit_report, sarif, emit::Format::sarif)->Unit(benchmark::kMillisecond);

} // namespace
