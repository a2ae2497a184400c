// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/json_writer.h"
#include "dflint/model/mounts.h"
#include "tools/dflint/show_model.h"

#include <optional>

namespace dflint::cli {

namespace {

using emit::JsonWriter;

/// Everything a model holds, as JSON.
class Writer {
public:
    Writer(const model::Build& build, std::string& out) : build_(build), json_(out) {}

    void write() {
        json_.begin_object();
        json_.member("file", build_.file.path());
        bindings("globals", build_.globals.all());
        list("stages", build_.stages, [&](const model::Stage& stage) { write(stage); });
        json_.end_object();
    }

private:
    template <class List, class Item>
    void list(std::string_view name, const List& items, const Item& write_item) {
        json_.key(name);
        json_.begin_array();
        for (const auto& item : items) write_item(item);
        json_.end_array();
    }

    template <class Text> void optional(std::string_view name, const std::optional<Text>& text) {
        json_.key(name);
        if (text) {
            json_.value(std::string_view(*text));
        } else {
            json_.null();
        }
    }

    [[nodiscard]] std::uint32_t line_of(Span at) const {
        return build_.file.lines().line_of(at.begin);
    }

    void bindings(std::string_view name, const std::vector<model::Binding>& bindings) {
        list(name, bindings, [&](const model::Binding& binding) {
            json_.begin_object();
            json_.member("line", line_of(binding.pair->at));
            json_.member("kind", binding.is_env ? "env" : "arg");
            json_.member("name", binding.name);
            optional("value", binding.value);
            json_.end_object();
        });
    }

    void state(const model::Scope& scope) {
        optional("workdir", scope.workdir());
        optional("user", scope.user());
        optional("home", scope.home());
    }

    void write(const model::Stage& stage) {
        json_.begin_object();
        json_.member("index", stage.index);
        json_.member("line", line_of(stage.from->at));
        json_.member("name", stage.name);
        optional("image", stage.image);
        json_.key("parent");
        if (stage.parent == nullptr) {
            json_.null();
        } else {
            json_.value(stage.parent->index);
        }
        json_.member("platform", stage.platform);
        json_.member("is_final", stage.is_final);
        json_.member("is_used", stage.is_used);
        bindings("variables", stage.bindings);
        list("runs", stage.runs, [&](const model::Run& run) { write(run); });
        list("triggers", stage.triggers, [&](const model::Run& run) { write(run); });
        list("copies", stage.copies, [&](const model::Copy& copy) { write(copy); });
        json_.end_object();
    }

    void write(const model::Copy& copy) {
        json_.begin_object();
        json_.member("line", line_of(copy.instruction->at));
        json_.member("is_add", copy.is_add);
        json_.member("from", copy.from);
        json_.member("from_context", copy.from_context);
        list("sources", copy.sources,
             [&](const dockerfile::Word& source) { json_.value(source.text); });
        optional("target", copy.target);
        json_.end_object();
    }

    void write(const model::Run& run) {
        json_.begin_object();
        json_.member("line", line_of(run.instruction->at));
        json_.member("form", run.is_shell_form ? "shell" : "exec");
        json_.member("shell", name_of(run.shell));
        state(run.scope);
        list("mounts", run.mounts, [&](const model::Mount& mount) {
            json_.begin_object();
            json_.member("type", model::name_of(mount.type));
            optional("target", mount.target);
            json_.member("source", mount.source);
            json_.member("from", mount.from);
            json_.member("id", mount.id);
            json_.member("sharing", mount.sharing);
            json_.end_object();
        });
        optional("error", run.error == nullptr ? std::nullopt : std::optional(run.error->message));
        list("commands", run.commands, [&](const model::Command& command) { write(command); });
        list("installs", run.installs,
             [&](const model::Install& install) { write(install, run.scope); });
        json_.end_object();
    }

    void write(const model::Command& command) {
        json_.begin_object();
        const Position place = build_.file.position(command.at.begin);
        json_.member("line", place.line);
        json_.member("column", place.column);
        json_.member("name", command.name);
        list("words", command.words, [&](const model::Word& word) { json_.value(word.text); });
        json_.member("has_grammar", command.has_grammar);
        json_.member("verb", command.verb);
        list("options", command.options, [&](const model::Option& option) {
            json_.begin_object();
            json_.member("name", option.name);
            optional("value", option.value);
            json_.end_object();
        });
        list("operands", command.operands,
             [&](std::uint32_t index) { json_.value(command.words[index].text); });
        json_.member("conditional", command.position.conditional);
        json_.member("as_root", command.as_root);
        json_.end_object();
    }

    void operands(std::string_view name, const std::vector<model::Operand>& operands) {
        list(name, operands, [&](const model::Operand& operand) { json_.value(operand.path); });
    }

    void write(const model::Install& install, const model::Scope& scope) {
        json_.begin_object();
        json_.member("line", line_of(install.command->at));
        json_.member("manager", model::name_of(install.manager));
        json_.member("kind", name_of(install.kind));
        list("packages", install.packages, [&](const model::Package& package) {
            json_.begin_object();
            json_.member("name", package.name);
            json_.member("version", package.version);
            json_.member("is_pinned", package.is_pinned);
            json_.end_object();
        });
        operands("manifests", install.manifests);
        operands("constraints", install.constraints);
        operands("projects", install.projects);
        json_.member("has_unknown_operands", install.has_unknown_operands);
        json_.key("caches");
        if (const auto caches = model::cache_directories(install, scope)) {
            json_.begin_array();
            for (const model::CacheDirectory& cache : *caches) json_.value(cache.path);
            json_.end_array();
        } else {
            json_.null();
        }
        json_.end_object();
    }

    const model::Build& build_;
    JsonWriter json_;
};

} // namespace

std::string model_json(const model::Build& build) {
    std::string out;
    Writer(build, out).write();
    return out;
}

} // namespace dflint::cli
