// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/emit.h"
#include "dflint/lint/run.h"
#include "rules/catalog.h"
#include "tools/dflint/command.h"
#include "tools/dflint/discovery.h"
#include "tools/dflint/inputs.h"
#include "tools/dflint/parallel.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace dflint::cli {

namespace {

/// One file on its way through the program.
struct Input {
    std::string name;
    std::unique_ptr<SourceFile> file{}; ///< nothing when it could not be read
    Diagnostics diagnostics{};
    std::string failure{}; ///< why nothing can be said about it
};

Result<Settings> settings_of(const CheckOptions& options) {
    Settings settings(all_rules());
    const auto apply = [&](auto change, const std::vector<std::string>& names) {
        return names.empty() ? Result(std::monostate{}) : (settings.*change)(names);
    };
    if (auto ok = apply(&Settings::select, options.select); !ok) return ok.error();
    if (auto ok = apply(&Settings::extend, options.extend_select); !ok) return ok.error();
    if (auto ok = apply(&Settings::ignore, options.ignore); !ok) return ok.error();
    return settings;
}

/// What to look at, and what went wrong on the way there.
Result<Found> find_inputs(const CheckOptions& options) {
    std::vector<std::string> paths = options.paths;
    if (!options.files_from.empty()) {
        if (options.files_from == "-" && std::count(paths.begin(), paths.end(), "-") > 0) {
            return Error{"standard input cannot be both a list of files and a file"};
        }
        auto names = read_names(options.files_from);
        if (!names) return names.error();
        paths.insert(paths.end(), names->begin(), names->end());
    } else if (paths.empty()) {
        paths.emplace_back(".");
    }
    return discover(paths);
}

class Check {
public:
    Check(const CheckOptions& options, const Settings& settings)
        : options_(options), settings_(settings) {}

    int run(const Found& found) {
        for (const std::string& name : found.files) inputs_.push_back({name});
        for_each_index(inputs_.size(), options_.jobs, [&](std::size_t i) { look_at(inputs_[i]); });

        for (const std::string& error : found.errors) fail(error);
        for (const Input& input : inputs_) {
            if (!input.failure.empty()) fail(input.failure);
        }
        if (!options_.is_quiet) {
            for (const std::string& directory : found.empty_directories) {
                complain("no Dockerfile in " + directory);
            }
        }
        tell();
        return code_;
    }

private:
    /// Runs on any thread, alone with its input.
    void look_at(Input& input) const {
        const bool is_standard_input = input.name == "-";
        auto text = read_text(input.name);
        if (is_standard_input) input.name = options_.stdin_filename;
        if (!text) {
            input.failure = text.error().message;
            return;
        }
        try {
            input.file = std::make_unique<SourceFile>(input.name, std::move(*text));
            const model::Context context{is_standard_input ? nullptr : &disk_, ""};
            input.diagnostics = lint(*input.file, context, settings_);
        } catch (const std::exception& error) {
            // One file's bad luck stays its own: the others are still told about.
            input.file.reset();
            input.failure = input.name + ": internal error, please report: " + error.what();
        }
    }

    void tell() {
        emit::Report report{version(), settings_.rules()};
        for (Input& input : inputs_) {
            if (input.file == nullptr) {
                report.failures.push_back({input.name, input.failure});
                continue;
            }
            for (const Diagnostic& diagnostic : input.diagnostics) {
                if (options_.fail_level && diagnostic.severity >= *options_.fail_level) {
                    code_ = std::max<int>(code_, exit_found);
                }
            }
            report.files.push_back({input.file.get(), std::move(input.diagnostics)});
        }
        std::string out;
        emit::append(out, report, {options_.format, has_color()});
        if (auto written = write_output(out, options_.output); !written) {
            fail(written.error().message);
        }
    }

    [[nodiscard]] bool has_color() const {
        if (options_.color != When::automatic) return options_.color == When::always;
        return options_.output == "-" && output_has_color();
    }

    void fail(std::string_view message) {
        complain(message);
        code_ = exit_failed;
    }

    const CheckOptions& options_;
    const Settings& settings_;
    DiskTree disk_;
    std::vector<Input> inputs_;
    int code_ = exit_clean;
};

} // namespace

int check(const CheckOptions& options) {
    const auto settings = settings_of(options);
    if (!settings) return refuse(settings.error());
    const auto found = find_inputs(options);
    if (!found) return refuse(found.error());
    return Check(options, *settings).run(*found);
}

} // namespace dflint::cli
