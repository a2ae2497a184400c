// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/directory.h"

#include "dflint/model/build.h"
#include "dflint/model/paths.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace dflint::model {

namespace {

std::string joined(std::string_view directory, std::string_view path) {
    if (path.starts_with('/')) return clean_path(path);
    return clean_path(std::string(directory) + "/" + std::string(path));
}

/// The directories of one RUN's commands; who asks for one mostly asks for the next too.
class Directories {
public:
    explicit Directories(const Build& /*build*/) {}

    const std::optional<std::string>& of(const Command& command) {
        if (run_ != command.run) read(*command.run);
        if (directories_.empty()) return start_;
        return directories_[static_cast<std::size_t>(&command - run_->commands.data())];
    }

private:
    using Directory = std::optional<std::string>;

    /// Where a script is. `cd` in a subshell holds for the rest of that subshell, which lies
    /// within one part.
    struct State {
        Directory of_script;
        Directory of_part;
        std::uint32_t part = 0;
    };

    void read(const Run& run) {
        run_ = &run;
        start_ = absolute_in(run.scope, ".");
        directories_.clear();
        if (std::none_of(run.commands.begin(), run.commands.end(), changes_directory)) return;
        directories_.resize(run.commands.size());
        std::vector<const Command*> commands;
        for (const Command& command : run.commands) commands.push_back(&command);
        std::stable_sort(commands.begin(), commands.end(), [](const Command* a, const Command* b) {
            return a->at.begin < b->at.begin;
        });
        std::map<const Script*, State> states;
        for (const Command* const command : commands) {
            State& state =
                states.try_emplace(command->script, State{start_, start_, 0}).first->second;
            if (state.part != command->part) state.of_part = state.of_script;
            state.part = command->part;
            directories_[static_cast<std::size_t>(command - run.commands.data())] = state.of_part;
            if (changes_directory(*command)) change(*command, state);
        }
    }

    static bool changes_directory(const Command& command) {
        return command.is_one_of({"cd", "pushd", "popd"});
    }

    static void change(const Command& cd, State& state) {
        state.of_part = changed(state.of_part, cd);
        const bool is_local = cd.position.in_subshell || cd.position.in_pipeline;
        if (!is_local) state.of_script = changed(state.of_script, cd);
    }

    static Directory changed(const Directory& directory, const Command& cd) {
        if (!directory || cd.words.size() != 1 || !cd.words[0].is_static()) return std::nullopt;
        const std::string_view path = cd.words[0].text;
        if (path.starts_with('~') || path.starts_with('-')) return std::nullopt;
        std::string next = joined(*directory, path);
        // No system call takes a longer path (PATH_MAX of Linux).
        return next.size() < 4096 ? Directory(std::move(next)) : std::nullopt;
    }

    const Run* run_ = nullptr;
    Directory start_;
    std::vector<Directory> directories_; ///< by command; none when no command changes it
};

} // namespace

std::string absolute_in(const Scope& scope, std::string_view path) {
    return joined(scope.workdir().value_or(std::string(unknown_directory)), path);
}

std::optional<std::string> directory_of(const Command& command) {
    return command.run->stage->build->fact<Directories>().of(command);
}

} // namespace dflint::model
