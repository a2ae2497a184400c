// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/show_model.h"

#include "dflint/model/mounts.h"

namespace dflint::cli {

namespace {

/// The lines of the page for people.
class Page {
public:
    Page(const model::Build& build, std::string& out) : build_(build), out_(out) {}

    void write() {
        for (const model::Binding& binding : build_.globals.all()) write(binding, 0);
        for (const model::Stage& stage : build_.stages) write(stage);
    }

private:
    /// Begins a line for something that stands at a place of the file.
    void begin(int depth, Span at, std::string_view what) {
        out_.append(static_cast<std::size_t>(depth) * 2, ' ');
        out_ += what;
        out_ += " (line ";
        out_ += std::to_string(build_.file.lines().line_of(at.begin));
        out_ += ')';
    }

    void add(std::string_view name, const std::optional<std::string>& value) {
        out_ += ", ";
        out_ += name;
        out_ += ' ';
        out_ += value.value_or("unknown");
    }

    void write(const model::Binding& binding, int depth) {
        begin(depth, binding.pair->at, binding.is_env ? "env" : "arg");
        out_ += ": ";
        out_ += binding.name;
        if (binding.value) {
            out_ += '=';
            out_ += *binding.value;
        } else {
            out_ += binding.is_unset ? " is not set" : " is unknown";
        }
        out_ += '\n';
    }

    void write(const model::Stage& stage) {
        begin(0, stage.from->at, "stage " + std::to_string(stage.index));
        if (!stage.name.empty()) out_ += " " + stage.name;
        if (stage.parent != nullptr) {
            out_ += ", from stage " + std::to_string(stage.parent->index);
        } else {
            add("image", stage.image);
        }
        if (!stage.platform.empty()) add("platform", std::string(stage.platform));
        if (stage.is_final) out_ += ", final";
        if (!stage.is_used) out_ += ", not used";
        out_ += '\n';
        for (const model::Binding& binding : stage.bindings) write(binding, 1);
        for (const model::Copy& copy : stage.copies) write(copy);
        stage.for_each_written_run([&](const model::Run& run) { write(run); });
    }

    void write(const model::Copy& copy) {
        begin(1, copy.instruction->at, copy.is_add ? "add" : "copy");
        out_ += ':';
        for (const dockerfile::Word& source : copy.sources) {
            out_ += ' ';
            out_ += source.text;
        }
        add("to", copy.target);
        if (!copy.from.empty()) add("from", std::string(copy.from));
        out_ += '\n';
    }

    void write(const model::Run& run) {
        begin(1, run.instruction->at, run.is_onbuild ? "trigger" : "run");
        out_ += run.is_shell_form ? ": shell " : ": exec, shell ";
        out_ += name_of(run.shell);
        add("workdir", run.scope.workdir());
        if (const auto user = run.scope.user(); !user || !user->empty()) add("user", user);
        add("home", run.scope.home());
        if (run.error != nullptr) add("error", run.error->message);
        out_ += '\n';
        for (const model::Mount& mount : run.mounts) {
            begin(2, mount.flag->at, "mount");
            out_ += ": ";
            out_ += model::name_of(mount.type);
            add("target", mount.target);
            if (!mount.from.empty()) add("from", std::string(mount.from));
            out_ += '\n';
        }
        for (const model::Command& command : run.commands) write(command);
        for (const model::Install& install : run.installs) write(install, run.scope);
    }

    void write(const model::Command& command) {
        begin(2, command.at, "command");
        out_ += ": ";
        out_ += command.name.empty() ? command.name_word.text : command.name;
        for (const model::Word& word : command.words) {
            out_ += ' ';
            out_ += word.text;
        }
        if (!command.verb.empty()) add("verb", std::string(command.verb));
        if (command.position.conditional) out_ += ", conditional";
        if (command.as_root) out_ += ", as root";
        out_ += '\n';
    }

    void write(const model::Install& install, const model::Scope& scope) {
        begin(2, install.command->at, "install");
        out_ += ": ";
        out_ += model::name_of(install.manager);
        add("kind", std::string(name_of(install.kind)));
        for (const model::Package& package : install.packages) {
            add("package", std::string(package.name) + std::string(package.version));
        }
        for (const model::Operand& manifest : install.manifests) {
            add("manifest", std::string(manifest.path));
        }
        for (const model::Operand& project : install.projects) {
            add("project", std::string(project.path));
        }
        if (install.has_unknown_operands) out_ += ", and more";
        if (const auto caches = model::cache_directories(install, scope)) {
            for (const model::CacheDirectory& cache : *caches) add("cache", cache.path);
        } else {
            add("cache", std::nullopt);
        }
        out_ += '\n';
    }

    const model::Build& build_;
    std::string& out_;
};

} // namespace

std::string_view name_of(model::Shell shell) {
    switch (shell) {
    case model::Shell::sh:
        return "sh";
    case model::Shell::bash:
        return "bash";
    case model::Shell::other_posix:
        return "other-posix";
    case model::Shell::cmd:
        return "cmd";
    case model::Shell::powershell:
        return "powershell";
    case model::Shell::unknown:
        break;
    }
    return "unknown";
}

std::string_view name_of(model::InstallKind kind) {
    switch (kind) {
    case model::InstallKind::packages:
        return "packages";
    case model::InstallKind::dependencies:
        return "dependencies";
    case model::InstallKind::project:
        break;
    }
    return "project";
}

std::string model_text(const model::Build& build) {
    std::string out;
    Page(build, out).write();
    return out;
}

} // namespace dflint::cli
