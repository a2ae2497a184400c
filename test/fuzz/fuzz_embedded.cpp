// SPDX-License-Identifier: Apache-2.0
// Any text is written into bake and compose files in every notation, read back and edited: its
// places lie in the file and hold its bytes, and an edit of the file changes the text as the edit
// of the text does, wherever the notation can say the result at all.
#include "dflint/bake/compose.h"
#include "dflint/source/utf8.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace {
using namespace dflint;
using namespace dflint::bake;

void expect(bool kept, const char* promise) {
    if (kept) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

enum class Form : std::uint8_t { heredoc, flush, string, json, block, quoted };
constexpr unsigned kind_count = 6;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string indented(const std::string& text, const std::string& indentation) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins_line = i == 0 || text[i - 1] == '\n';
        if (begins_line && text[i] != '\n') out += indentation;
        out += text[i];
    }
    return out;
}

std::string in_quotes(std::string text) {
    for (const auto& [from, to] :
         {std::pair("\\", "\\\\"), std::pair("\"", "\\\""), std::pair("\n", "\\n"),
          std::pair("\t", "\\t"), std::pair("\r", "\\r")}) {
        text = replaced(std::move(text), from, to);
    }
    return "\"" + text + "\"";
}

/// A file that holds the text, or another one where the notation cannot say it.
std::string written(Form kind, const std::string& text) {
    const std::string bake = replaced(replaced(text, "${", "$${"), "%{", "%%{");
    const std::string compose = replaced(text, "$", "$$");
    const std::string target = "target \"a\" {\n  dockerfile-inline = ";
    const std::string service = "services:\n  a:\n    build:\n      dockerfile_inline: ";
    switch (kind) {
    case Form::heredoc:
        return target + "<<EOT\n" + bake + "EOT\n}\n";
    case Form::flush:
        return target + "<<-EOT\n" + indented(bake, "    ") + "  EOT\n}\n";
    case Form::string:
        return target + in_quotes(bake) + "\n}\n";
    case Form::json:
        return "{\"target\": {\"a\": {\"dockerfile-inline\": " + in_quotes(bake) + "}}}";
    case Form::block:
        return service + "|\n" + indented(compose, "        ") + "    image: b\n";
    case Form::quoted:
        return service + in_quotes(compose) + "\n";
    }
    return {};
}

std::shared_ptr<const EmbeddedText> read(Form kind, const std::string& text) {
    const bool is_compose = kind == Form::block || kind == Form::quoted;
    const char* const name = is_compose ? "compose.yaml" : kind == Form::json ? "a.json" : "a.hcl";
    std::vector<Input> inputs(1);
    inputs[0].source = std::make_shared<const SourceFile>(name, text);
    if (is_compose) read_compose(inputs, {0}, MemoryTree(), "", {});
    Invocation invocation;
    invocation.all_targets = true;
    const Project project = understand(std::move(inputs), invocation);
    const Definition* const target = project.definition("a");
    if (target == nullptr || project.has_errors()) return nullptr;
    const Attribute* const attribute = target->attributes.find(AttributeId::dockerfile_inline);
    return attribute == nullptr ? nullptr : attribute->embedded;
}

bool says(const std::shared_ptr<const EmbeddedText>& read, const std::string& text) {
    return read != nullptr && read->text() == text;
}

void check_places(const EmbeddedText& text, const std::string& file) {
    const auto size = static_cast<std::uint32_t>(text.text().size());
    std::uint32_t before = 0;
    for (std::uint32_t i = 0; i < size; ++i) {
        const Span at = text.in_file(Span{i, i + 1});
        expect(at.begin <= at.end && at.end <= file.size(), "places lie in the file");
        expect(before <= at.begin, "places are in order");
        before = at.begin;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4) return 0;
    const auto kind = static_cast<Form>(data[0] % kind_count);
    const std::string text(reinterpret_cast<const char*>(data + 4), size - 4);
    if (!utf8::is_valid(text) || text.find('\0') != text.npos) return 0;
    const std::string file = written(kind, text);
    const auto before = read(kind, file);
    if (!says(before, text) || text.empty()) return 0;
    check_places(*before, file);
    // An edit: some bytes become some others of the text.
    const auto pick = [&](std::size_t i) {
        return static_cast<std::uint32_t>(data[i] * (text.size() + 1) / 256);
    };
    const std::uint32_t begin = std::min(pick(1), pick(2));
    const std::uint32_t end = std::max(pick(1), pick(2));
    const Edit inner{{begin, end}, text.substr(pick(3), data[0] / kind_count)};
    const std::string wanted = std::string(text).replace(begin, end - begin, inner.text);
    const auto edit = before->in_file(inner);
    if (!edit || !says(read(kind, written(kind, wanted)), wanted)) return 0;
    expect(edit->at.begin <= edit->at.end && edit->at.end <= file.size(), "edits lie in the file");
    const std::string after =
        std::string(file).replace(edit->at.begin, edit->at.size(), edit->text);
    expect(says(read(kind, after), wanted), "an edit of the file is the edit of the text");
    return 0;
}
