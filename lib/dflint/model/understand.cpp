// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/build.h"

#include "dflint/model/commands.h"
#include "dflint/model/mounts.h"
#include "dflint/model/platform_arguments.h"
#include "dflint/model/scripts.h"
#include "dflint/model/stages.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/expand.h"
#include "dflint/syntax/dockerfile/heredoc.h"

#include <algorithm>

namespace dflint::model {

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

/// Bytes of one value; longer ones nobody writes, and Linux starts no program with them.
constexpr std::size_t max_value = 8192;
/// Of a path (PATH_MAX); relative WORKDIRs add up.
constexpr std::size_t max_path = 4096;

/// The last one of each kind that an ONBUILD of a stage holds. Those that set variables bind
/// nothing: rules that look for variables know them by their names.
struct Triggers {
    const Instruction* workdir = nullptr;
    const Instruction* user = nullptr;
    const Instruction* shell = nullptr;
};

class Understanding {
public:
    explicit Understanding(Build& build)
        : build_(build), systems_(build.tree),
          value_bytes_left_(65536 + 4 * build.file.text().size()) {}

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
        find_origins(build_);
        Stage& built = built_stage();
        built.is_final = true;
        build_.final_stage = &built;
        mark_used(build_, built);
    }

private:
    [[nodiscard]] std::optional<std::string> expand_global(std::string_view word) const {
        return dockerfile::expand(word, build_.tree.escape, build_.globals).text;
    }

    /// The value, or nothing when it makes all values together larger than the file warrants:
    /// `X=$X$X` doubles with every line.
    [[nodiscard]] std::optional<std::string> kept(std::optional<std::string> value) {
        if (!value || value->size() > max_value || value->size() > value_bytes_left_) {
            return std::nullopt;
        }
        value_bytes_left_ -= value->size();
        return value;
    }

    void bind(Binding binding) {
        build_.symbols.add(binding.name, stage_->index,
                           static_cast<std::uint32_t>(stage_->bindings.size()));
        stage_->bindings.push_back(std::move(binding));
    }

    void read_global(const Instruction& instruction) {
        const auto* const arguments = instruction.as<dockerfile::Pairs>();
        if (arguments == nullptr) return;
        for (const dockerfile::Pair& pair : arguments->pairs) {
            Binding binding{.name = pair.key.text, .instruction = index_, .pair = &pair};
            if (!build_.globals.is_given(binding) && pair.value) {
                binding.value = kept(expand_global(pair.value->text));
            }
            build_.globals.add(std::move(binding));
        }
    }

    void begin_stage(const Instruction& instruction) {
        stage_ = &build_.stages.emplace_back();
        stage_->build = &build_;
        stage_->index = static_cast<std::uint32_t>(build_.stages.size() - 1);
        stage_->from = &instruction;
        stage_->first = index_;
        stage_->inherited.root = stage_;
        triggers_.emplace_back();
        stage_->last = index_ + 1;
        reserve_subjects();
        if (const auto* flag = instruction.flag("platform")) {
            stage_->platform = flag->value.value_or("");
        }
        const auto* const from = instruction.as<dockerfile::From>();
        if (from == nullptr) return;
        if (from->name) stage_->name = ascii::lower(from->name->text);
        stage_->image = expand_global(from->image.text);
        // BuildKit stores stage names in lower case and compares FROM's word exactly.
        if (!is_replaced() && stage_->image) {
            stage_->parent = stages_.last_before(stage_->index, *stage_->image);
        }
        if (stage_->parent != nullptr) {
            stage_->image.reset();
            inherit(*stage_->parent);
        }
        stage_->system = stage_->parent != nullptr ? stage_->parent->system : system(*from);
        if (stage_->parent != nullptr) run_triggers(triggers_[stage_->parent->index]);
        stages_.add(*stage_);
    }

    /// BuildKit runs what ONBUILD of the parent holds before the stage's own instructions; that of
    /// the parent's parents it has run there.
    void run_triggers(const Triggers& triggers) {
        const Scope scope(*stage_, index_);
        if (triggers.user != nullptr) read_user(*triggers.user, scope);
        if (triggers.shell != nullptr) read_shell(*triggers.shell);
        if (triggers.workdir == nullptr) return;
        // A relative one is below what other triggers may have set.
        const bool is_absolute = single_value(*triggers.workdir).starts_with('/');
        if (is_absolute) return read_workdir(*triggers.workdir, scope);
        stage_->workdirs.push_back({index_, std::nullopt});
    }

    void inherit(const Stage& parent) {
        const Stage::Inherited& below = parent.inherited;
        const auto last = [](const auto& changes, const auto* before) {
            return changes.empty() ? before : &changes.back();
        };
        Stage::Inherited& here = stage_->inherited;
        here.root = below.root;
        here.depth = below.depth + 1;
        // Two skips of one length are followed by one of twice the length: any ancestor is found
        // in a logarithmic number of steps (Myers, "An applicative random-access stack").
        const Stage* const skip = below.skip;
        const bool doubles = skip != nullptr && skip->inherited.skip != nullptr &&
                             below.depth - skip->inherited.depth ==
                                 skip->inherited.depth - skip->inherited.skip->inherited.depth;
        here.skip = doubles ? skip->inherited.skip : &parent;
        here.workdir = last(parent.workdirs, below.workdir);
        here.user = last(parent.users, below.user);
        here.shell = last(parent.shells, below.shell);
    }

    [[nodiscard]] System system(const dockerfile::From& from) const {
        const auto platform = expand_global(stage_->platform);
        return systems_.of(index_,
                           stage_->image ? std::string_view(*stage_->image) : from.image.text,
                           platform ? std::string_view(*platform) : stage_->platform);
    }

    /// Runs and copies are pointed at from their commands: room for all, so none ever moves.
    void reserve_subjects() {
        std::size_t run_count = 0;
        std::size_t trigger_count = 0;
        std::size_t copy_count = 0;
        const auto& all = build_.instructions();
        for (std::size_t i = index_ + 1; i < all.size() && all[i].keyword != Keyword::from; ++i) {
            const Keyword keyword = all[i].keyword;
            run_count += keyword == Keyword::run ? 1 : 0;
            trigger_count += keyword == Keyword::onbuild ? 1 : 0;
            copy_count += keyword == Keyword::copy || keyword == Keyword::add ? 1 : 0;
        }
        stage_->runs.reserve(run_count);
        stage_->triggers.reserve(trigger_count);
        stage_->copies.reserve(copy_count);
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
        const std::string wanted = ascii::lower(invocation->target);
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
            read_arguments(instruction);
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
        case Keyword::cmd:
        case Keyword::entrypoint:
            if (const auto* command = instruction.as<dockerfile::Command>()) {
                read_container_command(instruction, *command, scope);
            }
            break;
        case Keyword::healthcheck:
            if (const auto* check = instruction.as<dockerfile::Healthcheck>()) {
                read_container_command(instruction, check->command, scope);
            }
            break;
        case Keyword::copy:
        case Keyword::add:
            read_copy(instruction, scope);
            break;
        case Keyword::onbuild:
            if (const auto* onbuild = instruction.as<dockerfile::Onbuild>();
                onbuild != nullptr && onbuild->inner != nullptr) {
                read_trigger(*onbuild->inner);
            }
            break;
        default:
            break;
        }
    }

    /// Its commands are looked at here; what it changes, stages built from this one see.
    void read_trigger(const Instruction& inner) {
        Triggers& triggers = triggers_[stage_->index];
        switch (inner.keyword) {
        case Keyword::run:
        case Keyword::cmd:
        case Keyword::entrypoint:
        case Keyword::healthcheck:
            return read_in_stage(inner, true);
        case Keyword::workdir:
            triggers.workdir = &inner;
            return;
        case Keyword::user:
            triggers.user = &inner;
            return;
        case Keyword::shell:
            triggers.shell = &inner;
            return;
        default:
            return;
        }
    }

    void read_arguments(const Instruction& instruction) {
        const auto* const arguments = instruction.as<dockerfile::Pairs>();
        if (arguments == nullptr) return;
        for (const dockerfile::Pair& pair : arguments->pairs) {
            Binding binding{.name = pair.key.text, .instruction = index_, .pair = &pair};
            // Each word of an ARG sees the words before it (BuildKit, dispatchArg).
            const Scope here(*stage_, index_ + 1);
            if (!build_.globals.is_given(binding)) read_default(binding, here);
            bind(std::move(binding));
        }
    }

    /// `ARG name` alone: the global value; without one, what the stage sees already stays in force.
    void read_default(Binding& binding, const Scope& here) {
        using State = dockerfile::Variable::State;
        const dockerfile::Variable global = build_.globals.find(binding.name);
        if (binding.pair->value) {
            binding.value = kept(here.expand(binding.pair->value->text));
        } else if (global.state == State::known) {
            binding.value = kept(std::string(global.value));
        } else if (global.state == State::unknown) {
            return;
        } else if (const Binding* const before = here.binding(binding.name)) {
            binding.value = kept(before->value);
            binding.is_unset = before->is_unset;
        } else {
            binding.is_unset = true;
        }
    }

    void read_environment(const Instruction& instruction, const Scope& scope) {
        const auto* const variables = instruction.as<dockerfile::Pairs>();
        if (variables == nullptr) return;
        for (const dockerfile::Pair& pair : variables->pairs) {
            Binding binding{
                .name = name_of(pair, scope), .is_env = true, .instruction = index_, .pair = &pair};
            if (pair.value) binding.value = kept(scope.expand(pair.value->text));
            bind(std::move(binding));
        }
    }

    /// Names of ENV are expanded too: `ENV "a"=b $c=d`.
    [[nodiscard]] std::string_view name_of(const dockerfile::Pair& pair, const Scope& scope) {
        auto name = kept(scope.expand(pair.key.text));
        if (!name || *name == pair.key.text) return pair.key.text;
        return build_.names.emplace_back(std::move(*name));
    }

    [[nodiscard]] static std::string_view single_value(const Instruction& instruction) {
        const auto* const single = instruction.as<dockerfile::Single>();
        return single == nullptr ? std::string_view() : single->value.text;
    }

    void read_workdir(const Instruction& instruction, const Scope& scope) {
        std::optional<std::string> path = scope.expand(single_value(instruction));
        if (path) path = scope.absolute(*path);
        if (path && path->size() > max_path) path.reset();
        stage_->workdirs.push_back({index_, std::move(path)});
    }

    void read_user(const Instruction& instruction, const Scope& scope) {
        std::optional<std::string> name = scope.expand(single_value(instruction));
        if (name) name->resize(std::min(name->find(':'), name->size()));
        stage_->users.push_back({index_, std::move(name)});
    }

    void read_shell(const Instruction& instruction) {
        const auto* const command = instruction.as<dockerfile::Command>();
        stage_->shells.push_back(
            {index_, command == nullptr ? Shell::unknown : shell_of(command->exec)});
    }

    void read_run(const Instruction& instruction, const Scope& scope, bool is_onbuild) {
        const auto* const command = instruction.as<dockerfile::Command>();
        if (command == nullptr) return;
        Run& run = (is_onbuild ? stage_->triggers : stage_->runs).emplace_back();
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
        for (const Command& each : run.commands) {
            if (!each.is_one_of({"useradd", "adduser"})) continue;
            for (const Word& word : each.words) {
                if (word.is_static()) build_.user_commands[word.text].push_back(&each);
            }
        }
    }

    void read_container_command(const Instruction& instruction, const dockerfile::Command& command,
                                const Scope& scope) {
        stage_->container_commands.push_back(
            {&instruction, script_of(build_.file, instruction, command, scope.shell())});
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
            return !dockerfile::heredoc_word(source.text) &&
                   source.text.find("://") == source.text.npos && !source.text.starts_with("git@");
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
    Systems systems_;
    std::size_t value_bytes_left_;
    StageNames stages_;
    std::vector<Triggers> triggers_; ///< by index of the stage
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

} // namespace dflint::model
