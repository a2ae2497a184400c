// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/command.h"
#include "dflint/model/context.h"
#include "dflint/model/facts.h"
#include "dflint/model/globals.h"
#include "dflint/model/ignore_file.h"
#include "dflint/model/install.h"
#include "dflint/model/scope.h"
#include "dflint/model/symbols.h"
#include "dflint/model/system.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What a Dockerfile means. Everything here is owned by `Build` and points into its tree and file,
/// which outlive it. Addresses are stable.
namespace dflint::model {

struct Build;
struct Stage;

/// One `--mount=` of a RUN.
struct Mount {
    enum class Type : std::uint8_t { bind, cache, tmpfs, secret, ssh, unknown };
    Type type = Type::bind;
    const dockerfile::Flag* flag = nullptr;
    std::optional<std::string> target; ///< absolute and expanded; nothing when unknown
    std::string_view source;
    std::string_view from;
    const Stage* origin = nullptr; ///< the stage that `from` names
    std::string_view id;
    std::string_view sharing; ///< as written; "" means shared
    bool writable = false;
};

/// One part of the top-level list of a script: what `&&`, `||`, `;` or a newline separates.
struct Part {
    const shell::Node* node = nullptr;
    Span at; ///< in the file
    /// The operator before it: "&&", "||", ";", "\n", "&"; empty for the first.
    std::string_view before;
    Span before_at; ///< in the file
};

struct Run {
    const Stage* stage = nullptr;
    const dockerfile::Instruction* instruction = nullptr;
    std::uint32_t index = 0; ///< in Tree::instructions
    bool is_shell_form = false;
    bool is_onbuild = false; ///< one of Stage::triggers
    Shell shell = Shell::sh;
    Scope scope;
    std::vector<Mount> mounts;
    /// The instruction's own text first; then those of `sh -c`, `$( )` and heredocs given to a
    /// shell. Empty when the shell is none that is understood, or the exec form starts no shell.
    std::vector<std::unique_ptr<const Script>> scripts;
    /// The script has a mistake: command rules stand down for this instruction.
    const shell::SyntaxError* error = nullptr;
    std::vector<Part> parts;       ///< of the first script
    std::vector<Command> commands; ///< in order of execution as written
    std::vector<Install> installs;
    /// Variables set for the rest of the script: `export A=b`, `A=b;`. By name, then by place.
    std::vector<Setting> settings;

    [[nodiscard]] Span keyword_at() const { return instruction->keyword_at; }
    /// The cache mount whose target is `path` or a parent directory of it.
    [[nodiscard]] const Mount* cache_mount_over(std::string_view path) const;
    [[nodiscard]] bool has_mount(Mount::Type type) const;
    /// The script sets the variable somewhere.
    [[nodiscard]] bool sets(std::string_view variable) const;
    /// What the command installs, if it is an install.
    [[nodiscard]] const Install* install_by(const Command& command) const;
};

/// CMD, ENTRYPOINT, HEALTHCHECK CMD: what a container runs, not the build.
struct ContainerCommand {
    const dockerfile::Instruction* instruction = nullptr;
    /// The text that its shell reads: the shell form, or that of ["sh", "-c", "..."]. Nothing when
    /// there is none, or the shell is none that is understood.
    std::unique_ptr<const Script> script;
};

/// COPY and ADD.
struct Copy {
    const Stage* stage = nullptr;
    const dockerfile::Instruction* instruction = nullptr;
    std::uint32_t index = 0;
    bool is_add = false;
    Scope scope;
    std::span<const dockerfile::Word> sources; ///< as written
    const dockerfile::Word* destination = nullptr;
    std::optional<std::string>
        target;                ///< destination, absolute and clean; ends in / when written so
    bool from_context = false; ///< reads the build context: no --from, no URL, not only heredocs
    std::string_view from;     ///< --from as written
    const Stage* origin = nullptr; ///< the stage that `from` means

    /// Copies the whole context, or a directory given as `.`, `./`, `/`, `*`.
    [[nodiscard]] bool is_broad() const;
};

/// An image reference, split. Views point into the text it was read from.
struct ImageName {
    std::string_view registry;   ///< "" for Docker Hub
    std::string_view repository; ///< "nvidia/cuda", "python"
    std::string_view tag;
    std::string_view digest;
    [[nodiscard]] static ImageName split(std::string_view reference);
};

struct Stage {
    const Build* build = nullptr;
    std::uint32_t index = 0;
    const dockerfile::Instruction* from = nullptr;
    std::uint32_t first = 0;       ///< index of FROM in Tree::instructions
    std::uint32_t last = 0;        ///< one past the stage's last instruction
    std::string name;              ///< lower case, "" when unnamed
    const Stage* parent = nullptr; ///< the earlier stage it is built FROM
    /// Stages in an order where each is followed by those that are built from it: they are the
    /// ones in [order, order_end).
    std::uint32_t order = 0;
    std::uint32_t order_end = 0;
    std::optional<std::string>
        image;                 ///< expanded reference; nothing when unknown or a parent stage
    std::string_view platform; ///< value of --platform as written; empty without
    System system = System::posix;
    bool is_final = false; ///< what is built: the last stage, or the one an invocation names

    std::vector<Binding> bindings; ///< in order
    std::vector<Run> runs;         ///< what this build runs
    /// RUNs of ONBUILD. Who builds from the stage runs them first, be it a stage of this file or
    /// another build; the stage itself never does.
    std::vector<Run> triggers;
    std::vector<Copy> copies;
    std::vector<ContainerCommand> container_commands;
    /// What WORKDIR, USER and SHELL leave behind, in order; see Scope.
    struct Change {
        std::uint32_t instruction;
        std::optional<std::string> value;
    };
    struct ShellChange {
        std::uint32_t instruction;
        Shell value;
    };
    std::vector<Change> workdirs;
    std::vector<Change> users;
    std::vector<ShellChange> shells;
    /// What its parents leave behind, so that nobody has to walk them.
    struct Inherited {
        const Stage* root = nullptr; ///< the stage at the bottom
        const Stage* skip = nullptr; ///< an ancestor further down than the parent
        std::uint32_t depth = 0;     ///< how many stages are below
        const Change* workdir = nullptr;
        const Change* user = nullptr;
        const ShellChange* shell = nullptr;
    } inherited;

    bool is_used = false; ///< the final stage is built from it or copies from it, or is it

    /// The RUN that an instruction of the stage is, by its index; nothing when it is none.
    [[nodiscard]] const Run* run_at(std::uint32_t instruction) const;
    /// The RUN that an ONBUILD of the stage holds, by its index; nothing when it holds none.
    [[nodiscard]] const Run* trigger_at(std::uint32_t instruction) const;
    /// Calls `take` with each of `runs` and `triggers`, in order of the file: for what is written,
    /// whoever runs it.
    template <class Take> void for_each_written_run(Take&& take) const {
        auto trigger = triggers.begin();
        for (const Run& run : runs) {
            for (; trigger != triggers.end() && trigger->index < run.index; ++trigger) {
                take(*trigger);
            }
            take(run);
        }
        for (; trigger != triggers.end(); ++trigger) take(*trigger);
    }
    /// Some stage is built FROM this one.
    [[nodiscard]] bool has_children() const { return order_end - order > 1; }
    /// The image at the bottom of the chain of parents.
    [[nodiscard]] std::optional<std::string_view> base_image() const;
    /// The stage that is built FROM an image, at the bottom of the chain.
    [[nodiscard]] const Stage& root() const { return *inherited.root; }
    /// This stage or the nearest one below it whose index is not above `limit`; null: none.
    [[nodiscard]] const Stage* nearest_ancestor(std::uint32_t limit) const;
    /// This stage, or one of the stages it is built from.
    [[nodiscard]] bool is_built_from(const Stage& other) const {
        return other.order <= order && order < other.order_end;
    }
    /// The final stage or one that it is built from: what it sets and leaves behind, ships.
    [[nodiscard]] bool is_shipped() const;
};

struct Build {
    const SourceFile& file;
    const dockerfile::Tree& tree;
    const Context& context;
    Globals globals; ///< ARGs before the first FROM
    std::deque<Stage> stages;
    Symbols symbols; ///< where the variables of all stages are set
    /// For `useradd`, `adduser` and their like: the commands that have such a word, in order.
    std::unordered_map<std::string_view, std::vector<const Command*>> user_commands;
    std::deque<std::string> names; ///< of variables whose name is not as written: `ENV "a"=b`

    Build(const SourceFile& f, const dockerfile::Tree& t, const Context& c)
        : file(f), tree(t), context(c), globals(c.invocation) {}
    Build(const Build&) = delete;
    Build& operator=(const Build&) = delete;

    [[nodiscard]] const std::vector<dockerfile::Instruction>& instructions() const {
        return tree.instructions;
    }
    /// What is built: the last stage, or the one the invocation names; nothing without a stage.
    const Stage* final_stage = nullptr;
    /// What decides which files of the context a build sees; nothing without one, or when the
    /// context is unknown.
    [[nodiscard]] const IgnoreFile* ignore_file() const {
        return ignored == nullptr ? nullptr : &ignored->ignore;
    }

    std::unique_ptr<const FoundIgnoreFile> ignored;
    /// The stage that an instruction belongs to, by its index; nothing before the first FROM.
    [[nodiscard]] const Stage* stage_at(std::uint32_t instruction) const;
    /// See Facts.
    template <class Fact> [[nodiscard]] Fact& fact() const { return facts_.of<Fact>(*this); }

private:
    mutable Facts facts_;
};

/// Works out the meaning of a tree. Unknown stays unknown: nothing is guessed.
[[nodiscard]] std::unique_ptr<const Build>
understand(const SourceFile& file, const dockerfile::Tree& tree, const Context& context);

} // namespace dflint::model
