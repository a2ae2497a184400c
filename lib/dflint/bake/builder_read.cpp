// SPDX-License-Identifier: Apache-2.0
// From files to the blocks and attributes that mean something, and those that do not.
#include "dflint/bake/builder.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/hcl/parse.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace dflint::bake {

namespace {

const std::vector<hcl::BlockType>& block_types() {
    static const std::vector<hcl::BlockType> types = {
        {"group", 1, {}},
        {"target", 1, {}},
        {"variable", 1, {{"validation", 0, {}}}},
        {"function", 1, {}},
    };
    return types;
}

/// The place of the first byte that says something, if any.
std::optional<std::uint32_t> first_sign(std::string_view text) {
    const std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const std::size_t first = text.find_first_not_of(" \t\r\n", begin);
    if (first == std::string_view::npos) return std::nullopt;
    return static_cast<std::uint32_t>(first);
}

} // namespace

bool is_valid_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(),
                                        [](char c) { return ascii::is_in_name(c) || c == '-'; });
}

Builder::Builder(std::vector<Input> inputs, const Invocation& invocation)
    : invocation_(invocation), evaluator_(*this) {
    builtins_.emplace("BAKE_CMD_CONTEXT", Value("cwd://"));
    const auto machine = std::make_shared<const std::string>(
        "`BAKE_LOCAL_PLATFORM` depends on the machine that builds");
    builtins_.emplace("BAKE_LOCAL_PLATFORM", invocation.local_platform.empty()
                                                 ? Value::unknown(Kind::string, machine)
                                                 : Value(invocation.local_platform));
    read(std::move(inputs));
}

void Builder::report(FileIndex file, Span at, std::string message) {
    const Evaluator::Visit visit(evaluator_, file);
    evaluator_.report(at, std::move(message));
}

void Builder::read(std::vector<Input> inputs) {
    for (Input& input : inputs) {
        File file;
        file.source = std::move(input.source);
        file.is_compose = input.compose.has_value();
        file.is_included = input.is_included;
        if (input.compose) {
            auto& all = evaluator_.diagnostics();
            all.insert(all.end(), input.compose->diagnostics.begin(),
                       input.compose->diagnostics.end());
        }
        project_.files.push_back(std::move(file));
        if (input.compose) {
            std::move(input.compose->diagnostics.begin(), input.compose->diagnostics.end(),
                      std::back_inserter(project_.diagnostics));
            std::move(input.compose->ignored.begin(), input.compose->ignored.end(),
                      std::back_inserter(project_.ignored));
        }
        compose_.push_back(std::move(input.compose));
    }
    for (FileIndex i = 0; i < project_.files.size(); ++i) {
        if (project_.files[i].is_compose) continue;
        read_file(i);
        collect(i);
    }
}

void Builder::read_file(FileIndex index) {
    File& file = project_.files[index];
    const SourceFile& source = *file.source;
    const Format format = format_of(source.path());
    if (format == Format::compose) return; // nobody read it as compose: it says nothing here
    Diagnostics mistakes;
    const auto first = first_sign(source.text());
    const auto begins = [&](char sign) { return first && source.text()[*first] == sign; };
    const bool json = format == Format::json || (format == Format::unknown && begins('{'));
    // HCL's JSON has lists there, but buildx looks for attributes, which no list has.
    if (json && begins('['))
        report(index, {*first, *first + 1}, "the file must hold one object, not a list");
    file.tree =
        json ? hcl::parse_json(source, block_types(), mistakes) : hcl::parse(source, mistakes);
    for (Diagnostic& mistake : mistakes) {
        mistake.severity = Severity::error;
        evaluator_.diagnostics().push_back({index, std::move(mistake)});
    }
}

void Builder::ignore(FileIndex file, const hcl::Name& name, std::string_view owner, bool is_block) {
    project_.ignored.push_back(
        {{file, name.at}, std::string(name.text), std::string(owner), is_block});
}

void Builder::ignore_unknown(FileIndex file, const hcl::Block& block,
                             const std::function<bool(std::string_view)>& is_known,
                             std::string_view known_block) {
    for (const hcl::Attribute& attribute : block.body().attributes) {
        if (!is_known(attribute.name.text)) ignore(file, attribute.name, block.type.text, false);
    }
    for (const hcl::Block& inner : block.body().blocks) {
        if (inner.type.text != known_block) ignore(file, inner.type, block.type.text, true);
    }
}

bool Builder::has_one_label(FileIndex file, const hcl::Block& block) {
    if (block.labels.size() == 1) return true;
    const std::string_view type = block.type.text;
    if (block.labels.empty()) {
        report(file, block.type.at, fmt::format("a {} needs a name: `{} \"name\" {{`", type, type));
    } else {
        report(file, block.labels[1].at, fmt::format("a {} has one name only", type));
    }
    return false;
}

void Builder::collect_block(FileIndex file, const hcl::Block& block) {
    const std::string_view type = block.type.text;
    const bool is_known =
        type == "target" || type == "group" || type == "variable" || type == "function";
    if (!is_known) {
        ignore(file, block.type, "", true);
        return;
    }
    if (!has_one_label(file, block)) return;
    const std::string_view name = block.labels.front().text;
    if (type == "target" || type == "group") {
        blocks_.emplace_back(file, &block);
        return;
    }
    const bool reserved =
        builtins_.find(name) != builtins_.end() || name == "target" || name == "group";
    if (reserved) {
        ignore(file, block.labels.front(), type, true);
        return;
    }
    if (type == "function") {
        function_blocks_[name] = {file, &block};
        return;
    }
    Global& global = globals_[name];
    if (global.name.empty()) global_order_.push_back(name);
    global.name = name;
    global.is_override |= global.block != nullptr && global.file != file;
    global.file = file;
    global.block = &block;
    ignore_unknown(
        file, block,
        [](std::string_view attribute) {
            return attribute == "default" || attribute == "type" || attribute == "description";
        },
        "validation");
}

void Builder::collect(FileIndex file) {
    const hcl::Body& body = project_.files[file].tree.body;
    for (const hcl::Block& block : body.blocks) collect_block(file, block);
    for (const hcl::Attribute& attribute : body.attributes) {
        const std::string_view name = attribute.name.text;
        const bool reserved = builtins_.find(name) != builtins_.end() || name == "target" ||
                              name == "group" || name == "function" || name == "variable";
        if (reserved) {
            ignore(file, attribute.name, "", false);
            continue;
        }
        Global& global = globals_[name];
        if (global.name.empty()) global_order_.push_back(name);
        global.name = name;
        global.constant = &attribute;
        global.constant_file = file;
    }
}

namespace {

void sort_and_unite(std::vector<FileDiagnostic>& all) {
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::pair(a.file, a.diagnostic.at) < std::pair(b.file, b.diagnostic.at);
    });
    const auto same = [](const FileDiagnostic& a, const FileDiagnostic& b) {
        return a.file == b.file && a.diagnostic.at == b.diagnostic.at &&
               a.diagnostic.message == b.diagnostic.message;
    };
    // Each copy of a matrix says the same of the same place.
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
}

} // namespace

Project Builder::run() {
    prepare_functions();
    list_variables();
    check_functions();
    resolve_variables();
    expand_blocks();
    evaluate_blocks();
    resolve_constants();
    merge_definitions();
    project_.diagnostics = std::move(evaluator_.diagnostics());
    resolve_targets(project_, invocation_);
    sort_and_unite(project_.diagnostics);
    sort_and_unite(project_.remarks);
    return std::move(project_);
}

Project understand(std::vector<Input> inputs, const Invocation& invocation) {
    return Builder(std::move(inputs), invocation).run();
}

} // namespace dflint::bake
