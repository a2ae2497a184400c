// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/emit.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/result.h"
#include "dflint/syntax/shell/ast.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What users ask for on the command line. Mistakes come back as errors, ready to print.
namespace dflint::cli {

/// The words of the command line after the command's name.
using Arguments = std::span<const char* const>;

enum class When : std::uint8_t { automatic, always, never };

struct CheckOptions {
    std::vector<std::string> paths; ///< "-" is standard input
    std::string files_from;         ///< a file of names, "-" for standard input, "" for none
    std::string stdin_filename = "-";
    bool force_exclude = false; ///< named files, too, are only those that a search would take
    std::string context;        ///< root of the build context, "" when nobody said

    std::vector<std::string> select;
    std::vector<std::string> extend_select;
    std::vector<std::string> ignore;

    emit::Format format = emit::Format::full;
    std::string output = "-";
    When color = When::automatic;
    bool is_quiet = false;

    std::optional<Severity> fail_level = Severity::info; ///< nothing: never
    std::uint32_t jobs = 0;                              ///< 0: one for each processor

    bool fixes = false;      ///< change files
    bool shows_diff = false; ///< print what would change instead
    bool reports = true;     ///< tell what is left after fixing
    Applicability fix_level = Applicability::safe;
};

struct RulesOptions {
    enum class Format : std::uint8_t { text, json, markdown };
    Format format = Format::text;
};

struct ExplainOptions {
    std::string rule;
};

struct ShowOptions {
    enum class What : std::uint8_t { syntax, shell, model, ignore, bake };
    What what = What::syntax;
    /// Of ignore: the file, then paths of its build context. Of bake: names of targets.
    std::vector<std::string> paths;
    std::string files_from;
    bool is_json = false;
    shell::Dialect dialect = shell::Dialect::posix;

    // of bake
    std::vector<std::string> bake_files;
    std::vector<std::string> overrides;
    std::vector<std::string> variables; ///< NAME=VALUE
    bool all_targets = false;
    bool uses_environment = false;
};

/// Asked for instead of work: print it and leave.
struct Help {
    std::string text;
};

template <class Options> using Parsed = Result<std::variant<Options, Help>>;

[[nodiscard]] Parsed<CheckOptions> parse_check(Arguments arguments);
[[nodiscard]] Parsed<RulesOptions> parse_rules(Arguments arguments);
[[nodiscard]] Parsed<ExplainOptions> parse_explain(Arguments arguments);
[[nodiscard]] Parsed<ShowOptions> parse_show(Arguments arguments);

/// What `dflint --version` prints.
[[nodiscard]] std::string_view version();

} // namespace dflint::cli
