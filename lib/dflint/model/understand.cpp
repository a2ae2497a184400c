// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/build.h"

#include "dflint/model/commands.h"
#include "dflint/model/mounts.h"
#include "dflint/model/paths.h"
#include "dflint/model/platform_arguments.h"
#include "dflint/model/scripts.h"
#include "dflint/model/stages.h"
#include "dflint/syntax/dockerfile/expand.h"

#include <algorithm>
#include <map>

namespace dflint::model {

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

constexpr std::string_view target_arguments[] = {"TARGETPLATFORM", "TARGETOS", "TARGETARCH",
                                                 "TARGETVARIANT"};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

/// What FROM lines see: the ARGs before the first of them and the platform arguments.
class GlobalVariables final : public dockerfile::Variables {
public:
    explicit GlobalVariables(const Build& build)
        : globals_(build.globals), invocation_(build.context.invocation) {
        if (invocation_ == nullptr) return;
        for (const std::string_view name : target_arguments) {
            if (auto value = platform_value(*invocation_, name)) platform_[name] = *value;
        }
    }
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override {
        using State = dockerfile::Variable::State;
        for (auto each = globals_.rbegin(); each != globals_.rend(); ++each) {
            if (each->name != name) continue;
            if (each->value) return {State::known, *each->value};
            return {each->is_unset ? State::unset : State::unknown, {}};
        }
        const auto given = platform_.find(name);
        if (given != platform_.end()) return {State::known, given->second};
        return {is_platform_argument(name) ? State::unknown : State::unset, {}};
    }

    /// What the invocation says of an argument, whatever its default is.
    [[nodiscard]] bool is_given(Binding& binding) const {
        if (invocation_ == nullptr) return false;
        if (const auto* const given = invocation_->argument(binding.name)) {
            binding.value = given->value;
            return true;
        }
        const auto found = platform_.find(binding.name);
        if (found == platform_.end()) return false;
        binding.value = found->second;
        return true;
    }

private:
    const std::vector<Binding>& globals_;
    const Invocation* invocation_;
    std::map<std::string_view, std::string> platform_; ///< arguments that the invocation settles
};

class Understanding {
public:
    explicit Understanding(Build& build) : build_(build), globals_(build) {}

    void read() {
        const auto& instructions = build_.instructions();
        for (index_ = 0; index_ < instructions.size(); ++index_) {
            const Instruction& instruction = instructions[index_];
            if (instruction.keyword == Keyword::from) {
                begin_stage(instruction);
            } else if (stage_ != nullptr) {
                read_in_stage(instruction, false);
            } else if (instruction.keyword == Keyword::arg) {
                read_global(instruction);
            }
            if (stage_ != nullptr) stage_->last = index_ + 1;
        }
        if (stage_ == nullptr) return;
        order_stages(build_);
        find_origins(build_, stages_);
        Stage& built = built_stage();
        built.is_final = true;
        build_.final_stage = &built;
        mark_used(build_, built);
    }

private:
    [[nodiscard]] std::optional<std::string> expand_global(std::string_view word) const {
        return dockerfile::expand(word, build_.tree.escape, globals_).text;
    }

    void read_global(const Instruction& instruction) {
        const auto* const arguments = instruction.as<dockerfile::Pairs>();
        if (arguments == nullptr) return;
        for (const dockerfile::Pair& pair : arguments->pairs) {
            Binding binding{.name = pair.key.text, .instruction = index_, .pair = &pair};
            if (!globals_.is_given(binding)) {
                if (pair.value) binding.value = expand_global(pair.value->text);
                binding.is_unset = !pair.value && !is_platform_argument(pair.key.text);
            }
            build_.globals.push_back(std::move(binding));
        }
    }

    void begin_stage(const Instruction& instruction) {
        // Runs and copies are pointed at from their commands: room for all, so none ever moves.
        const auto begin = build_.instructions().begin() + index_ + 1;
        const auto end = std::find_if(begin, build_.instructions().end(), [](const auto& each) {
            return each.keyword == Keyword::from;
        });
        stage_ = &build_.stages.emplace_back();
        stage_->build = &build_;
        stage_->index = static_cast<std::uint32_t>(build_.stages.size() - 1);
        stage_->from = &instruction;
        stage_->first = index_;
        stage_->last = index_ + 1;
        stage_->runs.reserve(static_cast<std::size_t>(end - begin));
        stage_->copies.reserve(static_cast<std::size_t>(end - begin));
        if (const auto* flag = instruction.flag("platform")) {
            stage_->platform = flag->value.value_or("");
        }
        const auto* const from = instruction.as<dockerfile::From>();
        if (from == nullptr) return;
        if (from->name) stage_->name = lower(from->name->text);
        stage_->image = expand_global(from->image.text);
        // BuildKit stores stage names in lower case and compares FROM's word exactly.
        if (!is_replaced() && stage_->image) {
            stage_->parent = stages_.last_before(stage_->index, *stage_->image);
        }
        if (stage_->parent != nullptr) stage_->image.reset();
        stages_.add(*stage_);
    }

    /// A named context of the invocation goes before stages and images of that name.
    [[nodiscard]] bool is_replaced() const {
        const Invocation* const invocation = build_.context.invocation;
        if (invocation == nullptr || !stage_->image) return false;
        const auto* const context = invocation->context(*stage_->image);
        if (context == nullptr) return false;
        constexpr std::string_view image = "docker-image://";
        if (context->value && context->value->starts_with(image)) {
            stage_->image = context->value->substr(image.size());
        } else {
            stage_->image.reset();
        }
        return true;
    }

    /// The stage the invocation asks for, by name or index; else the last.
    [[nodiscard]] Stage& built_stage() {
        const Invocation* const invocation = build_.context.invocation;
        if (invocation == nullptr || invocation->target.empty()) return build_.stages.back();
        const std::string wanted = lower(invocation->target);
        for (std::size_t i = build_.stages.size(); i-- > 0;) {
            Stage& stage = build_.stages[i];
            if (stage.name == wanted || std::to_string(i) == wanted) return stage;
        }
        return build_.stages.back();
    }

    void read_in_stage(const Instruction& instruction, bool is_onbuild) {
        const Scope scope(*stage_, index_);
        switch (instruction.keyword) {
        case Keyword::arg:
            read_arguments(instruction, scope);
            break;
        case Keyword::env:
            read_environment(instruction, scope);
            break;
        case Keyword::workdir:
            read_workdir(instruction, scope);
            break;
        case Keyword::user:
            read_user(instruction, scope);
            break;
        case Keyword::shell:
            read_shell(instruction);
            break;
        case Keyword::run:
            read_run(instruction, scope, is_onbuild);
            break;
        case Keyword::copy:
        case Keyword::add:
            read_copy(instruction, scope);
            break;
        case Keyword::onbuild:
            if (const auto* onbuild = instruction.as<dockerfile::Onbuild>();
                onbuild != nullptr && onbuild->inner != nullptr &&
                onbuild->inner->keyword == Keyword::run) {
                read_run(*onbuild->inner, scope, true);
            }
            break;
        default:
            break;
        }
    }

    void read_arguments(const Instruction& instruction, const Scope& scope) {
        const auto* const arguments = instruction.as<dockerfile::Pairs>();
        if (arguments == nullptr) return;
        for (const dockerfile::Pair& pair : arguments->pairs) {
            Binding binding{.name = pair.key.text, .instruction = index_, .pair = &pair};
            if (!globals_.is_given(binding)) read_default(binding, scope);
            stage_->bindings.push_back(std::move(binding));
        }
    }

    void read_default(Binding& binding, const Scope& scope) const {
        if (binding.pair->value) {
            binding.value = scope.expand(binding.pair->value->text);
        } else if (const Binding* const global = global_named(binding.name)) {
            binding.value = global->value;
            binding.is_unset = global->is_unset;
        } else {
            binding.is_unset = !is_platform_argument(binding.name);
        }
    }

    [[nodiscard]] const Binding* global_named(std::string_view name) const {
        for (auto each = build_.globals.rbegin(); each != build_.globals.rend(); ++each) {
            if (each->name == name) return &*each;
        }
        return nullptr;
    }

    void read_environment(const Instruction& instruction, const Scope& scope) {
        const auto* const variables = instruction.as<dockerfile::Pairs>();
        if (variables == nullptr) return;
        for (const dockerfile::Pair& pair : variables->pairs) {
            Binding binding{
                .name = pair.key.text, .is_env = true, .instruction = index_, .pair = &pair};
            if (pair.value) binding.value = scope.expand(pair.value->text);
            stage_->bindings.push_back(std::move(binding));
        }
    }

    [[nodiscard]] static std::string_view single_value(const Instruction& instruction) {
        const auto* const single = instruction.as<dockerfile::Single>();
        return single == nullptr ? std::string_view() : single->value.text;
    }

    void read_workdir(const Instruction& instruction, const Scope& scope) {
        std::optional<std::string> path = scope.expand(single_value(instruction));
        if (path) path = scope.absolute(*path);
        stage_->workdirs.push_back({index_, std::move(path)});
    }

    void read_user(const Instruction& instruction, const Scope& scope) {
        std::optional<std::string> name = scope.expand(single_value(instruction));
        if (name) name->resize(std::min(name->find(':'), name->size()));
        stage_->users.push_back({index_, std::move(name)});
    }

    void read_shell(const Instruction& instruction) {
        const auto* const command = instruction.as<dockerfile::Command>();
        const bool is_named = command != nullptr && !command->exec.empty();
        stage_->shells.emplace_back(index_,
                                    is_named ? shell_named(command->exec[0].text) : Shell::unknown);
    }

    void read_run(const Instruction& instruction, const Scope& scope, bool is_onbuild) {
        const auto* const command = instruction.as<dockerfile::Command>();
        if (command == nullptr) return;
        Run& run = stage_->runs.emplace_back();
        run.stage = stage_;
        run.instruction = &instruction;
        run.index = index_;
        run.is_shell_form = !command->json;
        run.is_onbuild = is_onbuild;
        run.shell = scope.shell();
        run.scope = scope;
        for (const dockerfile::Flag& flag : instruction.flags) {
            if (flag.name == "mount") run.mounts.push_back(read_mount(flag, scope));
        }
        if (auto script = script_of(build_.file, instruction, *command, run.shell)) {
            run.scripts.push_back(std::move(script));
            read_commands(run, run.shell);
        }
    }

    void read_copy(const Instruction& instruction, const Scope& scope) {
        const auto* const arguments = instruction.as<dockerfile::Words>();
        if (arguments == nullptr || arguments->words.size() < 2) return;
        Copy& copy = stage_->copies.emplace_back();
        copy.stage = stage_;
        copy.instruction = &instruction;
        copy.index = index_;
        copy.is_add = instruction.keyword == Keyword::add;
        copy.scope = scope;
        copy.sources = std::span(arguments->words).first(arguments->words.size() - 1);
        copy.destination = &arguments->words.back();
        if (const auto* flag = instruction.flag("from")) copy.from = flag->value.value_or("");
        const auto is_local = [](const dockerfile::Word& source) {
            return !source.text.starts_with("<<") && source.text.find("://") == source.text.npos &&
                   !source.text.starts_with("git@");
        };
        copy.from_context = instruction.flag("from") == nullptr &&
                            std::any_of(copy.sources.begin(), copy.sources.end(), is_local);
        if (auto path = scope.expand(copy.destination->text)) {
            copy.target = scope.absolute(*path);
            const bool is_directory = path->ends_with('/') || *path == "." || path->ends_with("/.");
            if (copy.target && is_directory && !copy.target->ends_with('/')) *copy.target += '/';
        }
    }

    Build& build_;
    GlobalVariables globals_;
    StageNames stages_;
    Stage* stage_ = nullptr;
    std::uint32_t index_ = 0;
};

} // namespace

std::unique_ptr<const Build> understand(const SourceFile& file, const dockerfile::Tree& tree,
                                        const Context& context) {
    auto build = std::make_unique<Build>(file, tree, context);
    build->ignored = find_ignore_file(file, context);
    Understanding(*build).read();
    return build;
}

const Stage* Build::stage_at(std::uint32_t instruction) const {
    const auto after = std::partition_point(
        stages.begin(), stages.end(), [&](const Stage& each) { return each.first <= instruction; });
    return after == stages.begin() ? nullptr : &*std::prev(after);
}

const Run* Stage::run_at(std::uint32_t instruction) const {
    const auto found = std::partition_point(
        runs.begin(), runs.end(), [&](const Run& each) { return each.index < instruction; });
    return found != runs.end() && found->index == instruction ? &*found : nullptr;
}

const Stage& Stage::root() const {
    const Stage* at = this;
    while (at->parent != nullptr) at = at->parent;
    return *at;
}

std::optional<std::string_view> Stage::base_image() const {
    const Stage& bottom = root();
    if (!bottom.image) return std::nullopt;
    return *bottom.image;
}

bool Stage::is_shipped() const {
    return build->final_stage->is_built_from(*this);
}

const Mount* Run::cache_mount_over(std::string_view path) const {
    for (const Mount& mount : mounts) {
        if (mount.type == Mount::Type::cache && mount.target && is_within(path, *mount.target)) {
            return &mount;
        }
    }
    return nullptr;
}

bool Run::has_mount(Mount::Type type) const {
    return std::any_of(mounts.begin(), mounts.end(),
                       [&](const Mount& mount) { return mount.type == type; });
}

bool Run::sets(std::string_view variable) const {
    const auto found =
        std::partition_point(settings.begin(), settings.end(),
                             [&](const Setting& each) { return each.name < variable; });
    return found != settings.end() && found->name == variable;
}

const Install* Run::install_by(const Command& command) const {
    const auto found =
        std::partition_point(installs.begin(), installs.end(),
                             [&](const Install& each) { return each.command < &command; });
    return found != installs.end() && found->command == &command ? &*found : nullptr;
}

bool Copy::is_broad() const {
    return std::any_of(sources.begin(), sources.end(), [](const dockerfile::Word& source) {
        const std::string path = clean_path(source.text);
        return path == "." || path == "/" || path == "*" || path == "./*" || path == "/*";
    });
}

} // namespace dflint::model
