// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/nearest.h"
#include "tools/dflint/command.h"

#include <csignal>
#include <exception>
#include <filesystem>
#include <system_error>

namespace dflint::cli {

namespace {

template <class Options> int run(int (*command)(const Options&), const Parsed<Options>& parsed) {
    if (!parsed) return refuse(parsed.error());
    if (const auto* help = std::get_if<Help>(&parsed.value())) return finish(help->text);
    return command(std::get<Options>(parsed.value()));
}

/// A word that is neither a file nor a command, but nearly the latter.
std::string_view meant_command(std::string_view word) {
    static constexpr std::string_view commands[] = {"check", "rules", "explain", "show"};
    std::error_code error;
    if (word.starts_with('-') || std::filesystem::exists(word, error)) return {};
    return nearest_of(word, commands);
}

int dispatch(Arguments arguments) {
    const std::string_view name = arguments.empty() ? "" : arguments.front();
    const Arguments rest = arguments.subspan(arguments.empty() ? 0 : 1);
    if (name == "check") return run(check, parse_check(rest));
    if (name == "rules") return run(list_rules, parse_rules(rest));
    if (name == "explain") return run(explain, parse_explain(rest));
    if (name == "show") return run(show, parse_show(rest));
    static constexpr const char* help[] = {"--help"};
    if (name == "help" && rest.empty()) return run(check, parse_check(help));
    if (const std::string_view meant = meant_command(name); !meant.empty()) {
        return refuse(
            {"no file and no command is called " + std::string(name) + did_you_mean(meant)});
    }
    return run(check, parse_check(arguments));
}

} // namespace

} // namespace dflint::cli

int main(int count, char** words) {
    using namespace dflint::cli;
    // A reader that went away shows as a failed write, so that --fix still finishes its files.
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return dispatch(Arguments(words + 1, static_cast<std::size_t>(count > 0 ? count - 1 : 0)));
    } catch (const std::exception& error) {
        complain(std::string("internal error, please report: ") + error.what());
        return exit_failed;
    }
}
