// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/emit.h"
#include "rules/catalog.h"
#include "tools/dflint/command.h"
#include "tools/dflint/discovery.h"
#include "tools/dflint/inputs.h"
#include "tools/dflint/inspect.h"
#include "tools/dflint/parallel.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <utility>

namespace dflint::cli {

namespace {

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
        paths.emplace_back(options.stdin_filename == "-" ? "." : "-");
    }
    if (options.stdin_filename != "-" && std::count(paths.begin(), paths.end(), "-") == 0) {
        return Error{"--stdin-filename names the text of standard input, and no path is -"};
    }
    return discover(paths, options.force_exclude ? Named::as_found : Named::all);
}

/// One run over all files: looks at them, then tells, in the order they were named.
class Check {
public:
    Check(const CheckOptions& options, const Settings& settings, Found found)
        : options_(options), settings_(settings), found_(std::move(found)),
          workspace_(found_.files, disk_, {.values = {}, .is_complete = false}, surroundings()) {
        // A bake file stands for what it builds, too, and a compose file for what it includes.
        const auto built = workspace_.missing_files();
        if (built.empty()) return;
        found_.files.insert(found_.files.end(), built.begin(), built.end());
        // One of them may have been named through a link.
        found_.files = discover(found_.files).files;
    }

    int run() {
        const Inspector inspector(options_, settings_, workspace_);
        inspections_.resize(found_.files.size());
        for_each_index(inspections_.size(), options_.jobs, [&](std::size_t i) {
            inspections_[i] = inspector.inspect(found_.files[i]);
            if (!tells_at_once_) return;
            try {
                tell(inspections_[i]);
            } catch (const std::exception& error) {
                inspections_[i].give_up(error);
            }
        });
        remark();
        if (options_.shows_diff) {
            print_diff();
        } else {
            print_fixed_input();
            if (options_.reports) print_report();
        }
        return code_;
    }

private:
    /// Standard input stands where its name says, and is no file of the run that could be read.
    [[nodiscard]] workspace::Surroundings surroundings() const {
        std::vector<std::string> names = found_.files;
        const bool is_named = options_.stdin_filename != "-";
        std::erase_if(names, [&](const std::string& each) { return each == "-" && !is_named; });
        std::replace(names.begin(), names.end(), std::string("-"), options_.stdin_filename);
        std::error_code error;
        const std::string here = std::filesystem::current_path(error).generic_string();
        if (error) return {};
        workspace::Surroundings around = workspace::look_around(names, disk_, here);
        const bool is_definition = kind_of(options_.stdin_filename) != FileKind::dockerfile;
        if (is_named && is_definition && disk_.is_file(options_.stdin_filename)) {
            around.definitions.push_back(options_.stdin_filename);
        }
        return around;
    }

    /// Everything that belongs on standard error.
    void remark() {
        for (const std::string& error : found_.errors) fail(error);
        for (const Inspection& inspection : inspections_) {
            if (!inspection.failure.empty()) fail(inspection.failure);
            for (const std::string& remark : inspection.remarks) complain(remark);
            if (options_.fixes && inspection.fix_count > 0) {
                note("fixed " + inspection.name + " (" + std::to_string(inspection.fix_count) +
                     (inspection.fix_count == 1 ? " fix)" : " fixes)"));
            }
        }
        for (const std::string& directory : found_.empty_directories) {
            note("no Dockerfile in " + directory);
        }
        const bool is_idle = options_.fix_level == Applicability::unsafe && !options_.fixes;
        if (is_idle && !options_.shows_diff) {
            note("--unsafe-fixes does nothing without --fix, --fix-only or --diff");
        }
    }

    void print_diff() {
        std::string out;
        for (const Inspection& inspection : inspections_) out += inspection.diff;
        if (!out.empty() && options_.fail_level) code_ = std::max<int>(code_, exit_found);
        print(out, options_.output);
    }

    /// The fixed text of standard input goes to standard output, changed or not.
    void print_fixed_input() {
        if (!options_.fixes) return;
        for (std::size_t i = 0; i < inspections_.size(); ++i) {
            if (found_.files[i] != "-" || inspections_[i].file == nullptr) continue;
            print(inspections_[i].file->text(), "-");
            report_goes_aside_ = true;
        }
    }

    /// Text and tree of a file are gone before the next one comes: its memory is warm then, and a
    /// run over many files takes no more than one over a few.
    void tell(Inspection& inspection) const {
        if (inspection.file == nullptr) return;
        const emit::FileReport file{inspection.file.get(), std::move(inspection.diagnostics)};
        emit::append_file(inspection.told, file, told_options_);
        emit::add(inspection.summary, file);
        inspection.diagnostics = {};
        inspection.file.reset();
    }

    void print_report() {
        std::string out;
        const emit::Summary summary = tells_at_once_ ? join_told(out) : append_report(out);
        if (options_.fail_level && emit::count_from(summary, *options_.fail_level) > 0) {
            code_ = std::max<int>(code_, exit_found);
        }
        if (report_goes_aside_ && options_.output == "-") {
            write_error(out);
        } else {
            print(out, options_.output);
        }
    }

    emit::Summary join_told(std::string& out) const {
        std::size_t size = 0;
        for (const Inspection& inspection : inspections_) size += inspection.told.size();
        out.reserve(size + 200); // what the end takes
        emit::Closing closing;
        for (const Inspection& inspection : inspections_) {
            out += inspection.told;
            emit::add(closing.summary, inspection.summary);
            closing.fixed += inspection.fix_count;
            closing.failed += inspection.failure.empty() ? 0 : 1;
        }
        emit::append_end(out, closing, told_options_);
        return closing.summary;
    }

    emit::Summary append_report(std::string& out) {
        emit::Report report{version(), settings_.rules()};
        for (Inspection& inspection : inspections_) {
            report.fixed += inspection.fix_count;
            if (!inspection.failure.empty()) {
                report.failures.push_back({inspection.name, inspection.failure});
            }
            if (inspection.file == nullptr) continue;
            report.files.push_back({inspection.file.get(), std::move(inspection.diagnostics)});
        }
        std::error_code error;
        std::string here = std::filesystem::current_path(error).string();
        emit::append(out, report, {options_.format, has_color(), std::move(here)});
        return emit::summarize(report);
    }

    /// The fixed text of standard input sends the report elsewhere, and is needed to the end.
    [[nodiscard]] bool can_tell_at_once() const {
        const bool has_input =
            std::find(found_.files.begin(), found_.files.end(), "-") != found_.files.end();
        return options_.reports && !options_.shows_diff &&
               emit::tells_file_by_file(options_.format) && !(options_.fixes && has_input);
    }

    [[nodiscard]] bool has_color() const {
        if (options_.color != When::automatic) return options_.color == When::always;
        return options_.output == "-" && !report_goes_aside_ && output_has_color();
    }

    void print(std::string_view text, const std::string& path) {
        if (auto written = write_output(text, path); !written) fail(written.error().message);
    }

    void fail(std::string_view message) {
        complain(message);
        code_ = exit_failed;
    }

    void note(std::string_view message) const {
        if (!options_.is_quiet) complain(message);
    }

    const CheckOptions& options_;
    const Settings& settings_;
    Found found_;
    DiskTree disk_;
    workspace::Workspace workspace_;
    std::vector<Inspection> inspections_;
    bool report_goes_aside_ = false;
    bool tells_at_once_ = can_tell_at_once();
    emit::Options told_options_{options_.format, has_color()};
    int code_ = exit_clean;
};

} // namespace

int check(const CheckOptions& options) {
    const auto settings = settings_of(options);
    if (!settings) return refuse(settings.error());
    if (!options.context.empty() && DiskTree().kind(options.context) != FileTree::Kind::directory) {
        return refuse({"--context: " + options.context + " is no directory"});
    }
    auto found = find_inputs(options);
    if (!found) return refuse(found.error());
    return Check(options, *settings, *std::move(found)).run();
}

} // namespace dflint::cli
