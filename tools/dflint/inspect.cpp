// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/inspect.h"

#include "dflint/fix/diff.h"
#include "dflint/fix/reading.h"
#include "dflint/fix/rounds.h"
#include "dflint/lint/run.h"
#include "dflint/source/disk.h"
#include "tools/dflint/inputs.h"

#include <filesystem>
#include <utility>

namespace dflint::cli {

namespace {

/// The directory above the file that holds .git; the root of the file system when there is none.
std::filesystem::path top_of(const std::filesystem::path& file) {
    std::error_code error;
    for (auto top = file.parent_path(); top.has_relative_path(); top = top.parent_path()) {
        if (std::filesystem::exists(top / ".git", error)) return top;
    }
    return file.root_path();
}

/// The path a patch names, so that it applies from this directory; from the top of its repository
/// when the file stands elsewhere.
std::string path_in_patch(const std::string& name) {
    namespace fs = std::filesystem;
    const fs::path path = fs::path(name).lexically_normal();
    if (path.is_relative() && *path.begin() != "..") return path.string();
    std::error_code error;
    const fs::path here = fs::current_path(error);
    const fs::path full = (here / path).lexically_normal();
    const fs::path below = full.lexically_relative(here);
    const bool is_below = !error && !below.empty() && *below.begin() != "..";
    return (is_below ? below : full.lexically_relative(top_of(full))).string();
}

/// In a file that could be read it is our mistake; in one that could not, a repair was tried in
/// vain.
std::string refusal(const SourceFile& file, const fix::Dropped& dropped, bool was_readable) {
    const Position place = file.position(dropped.at.begin);
    return file.path() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) +
           ": a fix of " + std::string(dropped.rule) + " was not made" +
           (was_readable ? ", please report: " : ": ") + dropped.reason;
}

} // namespace

void Inspection::give_up(const std::exception& error) {
    file.reset();
    told.clear();
    failure = name + ": internal error, please report: " + error.what();
}

std::string Inspector::context_of(const SourceFile& file, bool is_standard_input) const {
    namespace fs = std::filesystem;
    if (!options_.context.empty()) return options_.context;
    // Where the context is stands in no Dockerfile: its own directory would be a guess. A
    // .dockerignore is read in the root of a context and nowhere else.
    if (is_standard_input || file.kind() != FileKind::dockerignore) return "";
    const fs::path path(file.path());
    if (path.filename() != ".dockerignore") return "";
    return path.has_parent_path() ? path.parent_path().string() : ".";
}

Inspection Inspector::inspect(const std::string& path) const {
    const bool is_standard_input = path == "-";
    Inspection inspection{is_standard_input ? options_.stdin_filename : path};
    try {
        auto text = read_text(path);
        if (text) {
            lint(inspection, std::move(*text), is_standard_input);
        } else {
            inspection.failure = text.error().message;
        }
    } catch (const std::exception& error) {
        inspection.give_up(error);
    }
    return inspection;
}

void Inspector::lint(Inspection& inspection, std::string text, bool is_standard_input) const {
    inspection.file = std::make_unique<SourceFile>(inspection.name, std::move(text));
    const std::string root = context_of(*inspection.file, is_standard_input);
    const model::Context context{root.empty() ? nullptr : &disk_, root};
    if (options_.fixes || options_.shows_diff) {
        fix(inspection, context, is_standard_input);
    } else {
        inspection.diagnostics = dflint::lint(*inspection.file, workspace_, context, settings_);
    }
}

void Inspector::fix(Inspection& inspection, const model::Context& context,
                    bool is_standard_input) const {
    const SourceFile& before = *inspection.file;
    const auto find = [&](const SourceFile& file) {
        return dflint::lint(file, workspace_, context, settings_);
    };
    fix::FixResult result = fix::fix_until_stable(before, find, {options_.fix_level, {}});
    const bool was_readable = result.dropped.empty() || fix::read(before).mistakes.empty();
    for (const fix::Dropped& dropped : result.dropped) {
        inspection.remarks.push_back(refusal(before, dropped, was_readable));
    }
    const bool changes = result.file->text() != before.text();
    if (changes) inspection.fix_count = result.applied.size();
    if (options_.shows_diff) {
        inspection.diff =
            fix::unified_diff(path_in_patch(inspection.name), before.text(), result.file->text());
    } else if (changes && !is_standard_input) {
        // What did not change is not touched: its time stamp stays.
        if (auto done = write_file_atomically(inspection.name, result.file->text()); !done) {
            inspection.failure = done.error().message;
            inspection.fix_count = 0;
            inspection.diagnostics = find(before);
            return;
        }
    }
    inspection.file = std::move(result.file);
    inspection.diagnostics = std::move(result.remaining);
}

} // namespace dflint::cli
