// SPDX-License-Identifier: Apache-2.0
// Any bytes as a bake file give a project in bounded time: spans inside the file, origins inside
// their files, targets that can be printed, and the same again. The first byte says which format.
#include "dflint/bake/invocation.h"
#include "dflint/bake/print.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {
using namespace dflint;
using namespace dflint::bake;

void expect(bool kept, const char* promise) {
    if (kept) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

bool is_inside(const Project& project, Origin origin) {
    if (!origin.is_written()) return true;
    if (origin.file >= project.files.size()) return false;
    return origin.at.begin <= origin.at.end &&
           origin.at.end <= project.files[origin.file].source->text().size();
}

void check(const Project& project) {
    for (const FileDiagnostic& one : project.diagnostics) {
        expect(is_inside(project, {one.file, one.diagnostic.at}), "diagnostics lie in their file");
        expect(!one.diagnostic.message.empty(), "diagnostics say something");
    }
    for (const Ignored& one : project.ignored)
        expect(is_inside(project, one.at), "ignored names lie in their file");
    for (const Target& target : project.targets) {
        expect(target.definition < project.definitions.size(), "targets have a definition");
        for (const Attribute& attribute : target.attributes) {
            expect(is_inside(project, attribute.at), "attributes lie in their file");
            for (const Element& element : attribute.elements)
                expect(is_inside(project, element.at), "elements lie in their file");
        }
    }
}

std::string result_of(const std::string& name, std::string text) {
    std::vector<Input> inputs;
    inputs.push_back({std::make_shared<const SourceFile>(name, std::move(text)), std::nullopt});
    Invocation invocation;
    invocation.all_targets = true;
    invocation.overrides = {"*.args.X=1", "*.push=true"};
    const Project project = understand(std::move(inputs), invocation);
    check(project);
    std::vector<std::string> unknown;
    std::string out = print(project, unknown);
    for (const FileDiagnostic& one : project.diagnostics) out += one.diagnostic.message;
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    constexpr const char* names[] = {"fuzz.hcl", "fuzz.json", "compose.yaml"};
    const std::string name = names[data[0] % 3];
    expect(result_of(name, text) == result_of(name, text), "the same twice");
    return 0;
}
