// SPDX-License-Identifier: Apache-2.0
// Edits of any bake file lie in order inside of it; where the file could be read before, they hold
// the proof of fixes, and the file can be read after.
#include "dflint/bake/edits.h"
#include "dflint/bake/invocation.h"
#include "dflint/fix/apply.h"
#include "dflint/fix/verify.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {
using namespace dflint;
using namespace dflint::bake;

void expect(bool kept, const char* promise) {
    if (kept) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

Project project_of(const std::string& name, std::string text) {
    std::vector<Input> inputs;
    inputs.push_back({std::make_shared<const SourceFile>(name, std::move(text)), std::nullopt});
    Invocation invocation;
    invocation.all_targets = true;
    return understand(std::move(inputs), invocation);
}

bool has_mistakes(const SourceFile& file) {
    return !fix::read(file).mistakes.empty();
}

void check(const SourceFile& file, const Edits& edits, bool was_readable) {
    if (edits.empty()) return;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        expect(edits[i].at.begin <= edits[i].at.end && edits[i].at.end <= file.text().size(),
               "edits lie in the file");
        expect(i == 0 || edits[i - 1].at.end <= edits[i].at.begin, "edits are in order");
    }
    if (!was_readable) return;
    const SourceFile after(file.path(), fix::apply(file, edits));
    const auto objection = fix::Proof(file).object(edits, after);
    if (objection) {
        std::fprintf(stderr, "%s:\n%s\n", objection->reason.c_str(),
                     std::string(after.text()).c_str());
    }
    expect(!objection, "edits are proved");
    expect(!has_mistakes(after), "the file stays readable");
}

void check_attribute(const WrittenBlock& in, const hcl::Attribute& attribute, bool was_readable) {
    const SourceFile& file = *in.source;
    check(file, insert_attribute(in, "new", "\"x\"", &attribute), was_readable);
    check(file, remove_attribute(in, attribute), was_readable);
    check(file, append_element(in, attribute, "\"x\""), was_readable);
    check(file, append_item(in, attribute, "new", "\"x\""), was_readable);
    if (const hcl::Expr* const map = listing(in, attribute, hcl::ExprKind::object)) {
        for (const hcl::Expr& item : map->children)
            check(file, remove_item(in, attribute, item), was_readable);
    }
    const hcl::Expr* const list = listing(in, attribute, hcl::ExprKind::tuple);
    for (std::size_t i = 0; list != nullptr && i < list->children.size(); ++i) {
        const WrittenElement element{in, &attribute, list, i};
        check(file, remove_element(element), was_readable);
        check(file, insert_field(element, "mode", "max"), was_readable);
        check(file, replace_field(element, "type", "x"), was_readable);
        check(file, remove_field(element, "type"), was_readable);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0 || size > 5000) return 0;
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    const Project project = project_of(data[0] % 2 == 1 ? "fuzz.json" : "fuzz.hcl", text);
    const SourceFile& file = *project.files[0].source;
    const bool was_readable = !has_mistakes(file);
    std::size_t left = 20;
    for (const Definition& definition : project.definitions) {
        const auto in = block_around(project, definition.at);
        if (!in) continue;
        check(file, insert_attribute(*in, "new", "\"x\""), was_readable);
        for (const hcl::Attribute& each : in->block->body().attributes) {
            if (left-- == 0) return 0;
            check_attribute(*in, each, was_readable);
        }
    }
    return 0;
}
