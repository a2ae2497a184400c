// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/options.h"

#include <boost/program_options.hpp>
#include <charconv>
#include <set>
#include <sstream>
#include <utility>

namespace dflint::cli {

namespace {

namespace po = boost::program_options;

using Names = std::vector<std::string>;

/// One command's options as Program_options knows them. Values are taken as text: turning them
/// into numbers and choices here gives messages that say what is possible. The first mistake is
/// kept, what follows it does nothing.
class CommandLine {
public:
    explicit CommandLine(const char* usage) : usage_(usage) {}

    po::options_description& group(const char* title) {
        return groups_.emplace_back(title, 96U, 60U);
    }

    void read(Arguments arguments) {
        if (groups_.empty()) groups_.emplace_back();
        groups_.back().add_options()("help,h", po::bool_switch(&wants_help_), "print this");
        po::options_description all;
        for (const auto& group : groups_) all.add(group);
        all.add_options()("path", po::value(&paths)->composing());
        po::positional_options_description positional;
        positional.add("path", -1);
        const int style = po::command_line_style::default_style &
                          ~static_cast<int>(po::command_line_style::allow_guessing);
        try {
            auto parsed = po::command_line_parser(Names(arguments.begin(), arguments.end()))
                              .options(all)
                              .positional(positional)
                              .style(style)
                              .run();
            keep_last_of_each(parsed.options, all);
            po::variables_map values;
            po::store(parsed, values);
            po::notify(values);
        } catch (const po::error& error) {
            refuse(std::string(error.what()) + " (see --help)");
        }
    }

    /// Sets `value` to what the word means.
    template <class Value>
    void choose(Value& value, std::string_view option, std::string_view word,
                std::initializer_list<std::pair<std::string_view, Value>> choices) {
        std::string known;
        for (const auto& [name, meaning] : choices) {
            if (word == name) {
                value = meaning;
                return;
            }
            known += known.empty() ? "" : ", ";
            known += name;
        }
        refuse(std::string(option) + ": no '" + std::string(word) + "'; there are " + known);
    }

    void refuse(std::string why) {
        if (problem_.empty()) problem_ = std::move(why);
    }

    /// What the command gets in the end.
    template <class Options> [[nodiscard]] Parsed<Options> result(Options options) const {
        using Answer = std::variant<Options, Help>;
        if (wants_help_) return Answer(Help{help()});
        if (!problem_.empty()) return Error{problem_};
        return Answer(std::move(options));
    }

    Names paths;

private:
    /// An option given twice means the last one, so that a script's options can be overruled;
    /// Program_options would refuse. Lists add up.
    static void keep_last_of_each(std::vector<po::option>& given,
                                  const po::options_description& known) {
        std::set<std::string> seen;
        for (std::size_t i = given.size(); i-- > 0;) {
            const std::string& name = given[i].string_key;
            if (known.find(name, false).semantic()->is_composing()) continue;
            if (!seen.insert(name).second)
                given.erase(given.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }

    [[nodiscard]] std::string help() const {
        std::ostringstream out;
        out << usage_;
        for (const auto& group : groups_) out << '\n' << group;
        return out.str();
    }

    const char* usage_;
    std::vector<po::options_description> groups_;
    bool wants_help_ = false;
    std::string problem_;
};

/// "a,b" and "c" are a, b and c.
Names split_at_commas(const Names& lists) {
    Names names;
    for (const std::string& list : lists) {
        for (std::size_t begin = 0; begin <= list.size();) {
            const std::size_t end = std::min(list.find(',', begin), list.size());
            if (end > begin) names.push_back(list.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    return names;
}

/// 0 when the text is no such number.
std::uint32_t read_jobs(const std::string& text) {
    std::uint32_t jobs = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, jobs);
    return error == std::errc() && rest == end && jobs <= 1024 ? jobs : 0;
}

std::string format_names() {
    std::string names;
    for (const auto& [name, format] : emit::formats) {
        if (!names.empty()) names += ", ";
        names += name;
    }
    return names;
}

constexpr const char* check_usage = R"(usage: dflint [check] [OPTION...] [PATH...]
       dflint rules | explain RULE|GROUP | show syntax|shell|model|ignore FILE...
       dflint show bake [-f FILE]... [TARGET...]
Each of them tells more with --help.

Lints Dockerfiles, .dockerignore files, bake and compose files, and mends them with --fix. A PATH is
a file, a directory to search (what git ignores is left out), or - for standard input; without a
PATH this directory is searched.

Exit status: 0 nothing to tell, 1 something reported at or above --fail-level, 2 could not do it.
)";

constexpr const char* rules_usage = R"(usage: dflint rules [--format text|json|markdown]

Lists every rule.
)";

constexpr const char* explain_usage = R"(usage: dflint explain RULE|GROUP

Tells what a rule finds, why it matters and how to mend it; of a group, each of its rules. RULE is
an id or the code another linter has for it.
)";

constexpr const char* show_usage = R"(usage: dflint show syntax|shell|model [OPTION...] FILE...
       dflint show ignore [OPTION...] FILE [PATH...]
       dflint show bake [-f FILE]... [OPTION...] [TARGET...]

Prints what dflint reads in a file: the instructions of a Dockerfile (syntax), the commands of a
shell text (shell), or what a Dockerfile means (model); the patterns of a .dockerignore (ignore),
and for each PATH of its build context whether a build sees it. With JSON, one line for each file.
For bake it prints what `docker buildx bake --print` prints, without Docker.
)";

} // namespace

std::string_view version() {
    return DFLINT_VERSION;
}

Parsed<CheckOptions> parse_check(Arguments arguments) {
    CheckOptions options;
    std::string fail_level = "info", format = "full", color = "auto", jobs;
    bool fix = false, unsafe = false, only = false, exits_zero = false;
    bool wants_version = false;

    CommandLine line(check_usage);
    // clang-format off
    line.group("Input").add_options()
        ("files-from", po::value(&options.files_from)->value_name("FILE"),
         "paths stand in FILE (- is standard input), one a line or NUL-separated")
        ("stdin-filename", po::value(&options.stdin_filename)->value_name("NAME"),
         "what to call the text of standard input")
        ("force-exclude", po::bool_switch(&options.force_exclude),
         "leave out named files, too, that a search would not take for one of ours by their names")
        ("context", po::value(&options.context)->value_name("DIR"),
         "build context of the files; more can be known, and fixed for sure, with it");
    line.group("Rules, by id, group, `all`, or the code of another linter").add_options()
        ("select", po::value(&options.select)->composing()->value_name("RULE,..."), "only these")
        ("extend-select", po::value(&options.extend_select)->composing()->value_name("RULE,..."), "these, too")
        ("ignore", po::value(&options.ignore)->composing()->value_name("RULE,..."), "not these");
    line.group("Fixes").add_options()
        ("fix", po::bool_switch(&fix), "apply safe fixes; for - the fixed text is printed")
        ("unsafe-fixes", po::bool_switch(&unsafe), "with --fix or --diff: unsafe ones, too")
        ("fix-only", po::bool_switch(&only), "apply fixes and report nothing")
        ("diff", po::bool_switch(&options.shows_diff),
         "print what --fix would change, change nothing; exit 1 when there is something");
    line.group("Output").add_options()
        ("format", po::value(&format)->value_name("NAME"),
         (format_names() + "; default: full").c_str())
        ("output", po::value(&options.output)->value_name("FILE"), "write there")
        ("color", po::value(&color)->value_name("WHEN"),
         "auto (default, minds NO_COLOR and FORCE_COLOR), always, never")
        ("quiet,q", po::bool_switch(&options.is_quiet), "on standard error nothing but errors")
        ("fail-level", po::value(&fail_level)->value_name("LEVEL"),
         "exit 1 from this severity on: error, warning, info (default), style, never")
        ("exit-zero", po::bool_switch(&exits_zero), "exit 0 whatever is reported");
    line.group("Running").add_options()
        ("jobs,j", po::value(&jobs)->value_name("N"), "threads; default: one for each processor")
        ("version,V", po::bool_switch(&wants_version), "print the version");
    // clang-format on
    line.read(arguments);

    line.choose<std::optional<Severity>>(options.fail_level, "--fail-level", fail_level,
                                         {{"error", Severity::error},
                                          {"warning", Severity::warning},
                                          {"info", Severity::info},
                                          {"style", Severity::style},
                                          {"never", std::nullopt}});
    if (const auto named = emit::format_named(format)) {
        options.format = *named;
    } else {
        line.refuse("--format: no '" + format + "'; there are " + format_names());
    }
    line.choose(options.color, "--color", color,
                {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}});
    if (!jobs.empty()) {
        options.jobs = read_jobs(jobs);
        if (options.jobs == 0) line.refuse("--jobs: '" + jobs + "' is no number from 1 to 1024");
    }
    if (only && options.shows_diff) line.refuse("--fix-only and --diff exclude each other");

    options.select = split_at_commas(options.select);
    options.extend_select = split_at_commas(options.extend_select);
    options.ignore = split_at_commas(options.ignore);
    if (exits_zero) options.fail_level.reset();
    options.fixes = (fix || only) && !options.shows_diff;
    options.reports = !only;
    if (unsafe) options.fix_level = Applicability::unsafe;
    options.paths = std::move(line.paths);
    auto result = line.result(std::move(options));
    if (result && wants_version) *result = Help{"dflint " + std::string(version()) + "\n"};
    return result;
}

Parsed<RulesOptions> parse_rules(Arguments arguments) {
    RulesOptions options;
    std::string format = "text";
    CommandLine line(rules_usage);
    line.group("Output").add_options()("format", po::value(&format)->value_name("NAME"),
                                       "text (default), json, markdown");
    line.read(arguments);
    line.choose(options.format, "--format", format,
                {{"text", RulesOptions::Format::text},
                 {"json", RulesOptions::Format::json},
                 {"markdown", RulesOptions::Format::markdown}});
    if (!line.paths.empty()) line.refuse("rules takes no '" + line.paths.front() + "'");
    return line.result(options);
}

Parsed<ExplainOptions> parse_explain(Arguments arguments) {
    CommandLine line(explain_usage);
    line.read(arguments);
    if (line.paths.size() != 1) line.refuse("explain wants one rule");
    return line.result(ExplainOptions{line.paths.empty() ? "" : line.paths.front()});
}

Parsed<ShowOptions> parse_show(Arguments arguments) {
    ShowOptions options;
    std::string format = "text", dialect = "posix";
    CommandLine line(show_usage);
    // clang-format off
    line.group("Options").add_options()
        ("format", po::value(&format)->value_name("NAME"), "text (default), json")
        ("files-from", po::value(&options.files_from)->value_name("FILE"),
         "paths stand in FILE (- is standard input), one a line or NUL-separated")
        ("shell", po::value(&dialect)->value_name("NAME"),
         "of a shell text: posix (default; accepts the bash extensions), bash");
    line.group("Options of show bake").add_options()
        ("file,f", po::value(&options.bake_files)->composing()->value_name("FILE"),
         "a bake file (- is standard input); default: those that bake finds by itself")
        ("set", po::value(&options.overrides)->composing()->value_name("TARGET.KEY=VALUE"), "override a target")
        ("var", po::value(&options.variables)->composing()->value_name("NAME=VALUE"), "set a variable")
        ("all-targets", po::bool_switch(&options.all_targets), "every target there is")
        ("env", po::bool_switch(&options.uses_environment), "variables may come from the environment");
    // clang-format on
    line.read(arguments);
    line.choose(options.is_json, "--format", format, {{"text", false}, {"json", true}});
    line.choose(options.dialect, "--shell", dialect,
                {{"posix", shell::Dialect::posix}, {"bash", shell::Dialect::bash}});
    if (line.paths.empty()) {
        line.refuse("show wants to know what: syntax, shell, model, ignore or bake");
    } else {
        using What = ShowOptions::What;
        line.choose(options.what, "show", line.paths.front(),
                    {{"syntax", What::syntax},
                     {"shell", What::shell},
                     {"model", What::model},
                     {"ignore", What::ignore},
                     {"bake", What::bake}});
        options.paths.assign(line.paths.begin() + 1, line.paths.end());
    }
    return line.result(std::move(options));
}

} // namespace dflint::cli
