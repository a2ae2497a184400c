// SPDX-License-Identifier: Apache-2.0
// The fixtures of every rule, and what each of them proves: see fixtures/README.md.
#include "dflint/emit/emit.h"
#include "dflint/fix/reading.h"
#include "dflint/fix/rounds.h"
#include "dflint/lint/ignore.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/dockerignore/parse.h"
#include "dflint/syntax/hcl/parse.h"
#include "dflint/syntax/yaml/parse.h"
#include "fixture.h"
#include "rules/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace dflint {
namespace {

namespace fs = std::filesystem;
using fixture::Case;
using fixture::Linter;

const fs::path root = fs::path(DFLINT_SOURCE_DIR) / "fixtures";

std::string shown(const Linter& linter, const SourceFile& file, Diagnostics diagnostics) {
    std::string out;
    emit::Report report{.version = "", .rules = linter.rules()};
    report.files.push_back({&file, std::move(diagnostics)});
    emit::append(out, report, {emit::Format::full});
    return out;
}

/// Where a diagnostic stands, whatever the line ends are.
std::string place_of(const SourceFile& file, const Diagnostic& each) {
    const Position begin = file.position(each.at.begin);
    const Position end = file.position(each.at.end);
    return std::to_string(begin.line) + ":" + std::to_string(begin.column) + "-" +
           std::to_string(end.line) + ":" + std::to_string(end.column);
}

std::vector<std::string> places_of(const SourceFile& file, const Diagnostics& diagnostics) {
    std::vector<std::string> places;
    for (const Diagnostic& each : diagnostics) places.push_back(place_of(file, each));
    return places;
}

/// Where the instructions of a file stand, or its patterns.
std::vector<Span> subjects_of(const SourceFile& file) {
    if (file.kind() == FileKind::dockerignore) {
        return ignore::layout_of(dockerignore::parse(file)).subjects;
    }
    if (file.kind() == FileKind::bake_hcl) {
        Diagnostics mistakes;
        return ignore::layout_of(hcl::parse(file, mistakes)).subjects;
    }
    if (file.kind() == FileKind::compose) {
        return ignore::layout_of(yaml::parse(file), file).subjects;
    }
    return ignore::layout_of(dockerfile::parse(file)).subjects;
}

/// The file with an ignore comment above each subject that something is reported for.
std::string with_ignore_comments(const SourceFile& file, const Diagnostics& diagnostics,
                                 std::string_view rule) {
    const std::vector<Span> subjects = subjects_of(file);
    std::set<std::uint32_t> places;
    for (const Diagnostic& each : diagnostics) {
        for (const Span subject : subjects) {
            if (each.at.begin > subject.end) continue;
            places.insert(file.lines().begin_of(file.lines().line_of(subject.begin)));
            break;
        }
    }
    std::string text(file.text());
    const std::string comment = "# dflint ignore=" + std::string(rule) + "\n";
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        text.insert(*place, comment);
    }
    return text;
}

std::map<std::string, int> mistakes_of(const SourceFile& file) {
    std::map<std::string, int> mistakes;
    for (const fix::Mistake& each : fix::read(file).mistakes) ++mistakes[each.message];
    return mistakes;
}

/// Comments that no diagnostic is about.
std::multiset<std::string> comments_of(const SourceFile& file, const Diagnostics& diagnostics) {
    std::multiset<std::string> comments;
    for (const fix::Token& comment : fix::read(file).tokens) {
        if (comment.role != fix::Role::comment) continue;
        const bool is_reported =
            std::any_of(diagnostics.begin(), diagnostics.end(),
                        [&](const Diagnostic& each) { return comment.at.contains(each.at); });
        if (!is_reported) comments.emplace(file.slice(comment.at));
    }
    return comments;
}

/// One file that must be reported, under one rule or under all.
class BadCase {
public:
    BadCase(const Linter& linter, const Case& the_case)
        : linter_(linter), case_(the_case),
          file_(the_case.shown_name(), fixture::read(the_case.file)),
          diagnostics_(linter(file_, the_case.context)) {}

    [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }

    void prove_output(const fs::path& folder) const {
        EXPECT_FALSE(diagnostics_.empty()) << "nothing is reported";
        fixture::expect_file(folder / "bad" / (case_.name + ".expected"),
                             shown(linter_, file_, diagnostics_));
    }

    /// The fixed bytes, and that they are as good as the file was.
    void prove_fix(const fs::path& folder) const {
        const std::string text = fixture::fixed(linter_, file_, case_.context);
        const fs::path path = folder / "fixed" / case_.shown_name();
        fixture::expect_file(path, text == file_.text() ? "" : text);

        const SourceFile fixed(file_.path(), text);
        for (const Diagnostic& each : linter_(fixed, case_.context)) {
            EXPECT_FALSE(each.fix && each.fix->applicability > Applicability::show)
                << "fixed, and still reported with a fix: " << each.message;
        }
        const auto before = mistakes_of(file_);
        for (const auto& [message, count] : mistakes_of(fixed)) {
            const auto found = before.find(message);
            EXPECT_TRUE(found != before.end() && count <= found->second)
                << "the fix brings a mistake: " << message;
        }
        const auto kept = comments_of(fixed, {});
        const auto comments = comments_of(file_, diagnostics_);
        for (const std::string& comment : comments) {
            EXPECT_GE(kept.count(comment), comments.count(comment))
                << "the fix loses the comment " << comment;
        }
    }

    void prove_crlf_twin() const {
        if (file_.text().find('\r') != std::string_view::npos) return;
        const SourceFile twin(file_.path(), fixture::with_crlf(file_.text()));
        EXPECT_EQ(places_of(twin, linter_(twin, case_.context)), places_of(file_, diagnostics_))
            << "with CR LF other places are reported";
        EXPECT_EQ(fixture::fixed(linter_, twin, case_.context),
                  fixture::with_crlf(fixture::fixed(linter_, file_, case_.context)))
            << "with CR LF other fixes are made";
    }

    void prove_ignored_twin(std::string_view rule) const {
        if (file_.kind() == FileKind::bake_json) return; // has no comments
        const SourceFile twin(file_.path(), with_ignore_comments(file_, diagnostics_, rule));
        EXPECT_EQ(places_of(twin, linter_(twin, case_.context)), std::vector<std::string>{})
            << "still reported under an ignore comment";
    }

    void prove_fixable(const Rule& rule) const {
        for (const Diagnostic& each : diagnostics_) {
            const bool has_fix = each.fix && each.fix->applicability > Applicability::show;
            EXPECT_FALSE(has_fix && rule.fixable == Fixable::never) << each.message;
            EXPECT_FALSE(!has_fix && rule.fixable == Fixable::always) << each.message;
        }
    }

private:
    const Linter& linter_;
    const Case& case_;
    SourceFile file_;
    Diagnostics diagnostics_;
};

/// Any file under all rules: spans stay inside, and twice the same is said.
void prove_calm(const Case& each) {
    const Linter all;
    const SourceFile file(each.shown_name(), fixture::read(each.file));
    const Diagnostics diagnostics = all(file, each.context);
    const auto is_inside = [&](Span at, const SourceFile* other = nullptr) {
        const SourceFile& holder = other == nullptr ? file : *other;
        return at.begin <= at.end && at.end <= holder.text().size();
    };
    for (const Diagnostic& diagnostic : diagnostics) {
        EXPECT_TRUE(is_inside(diagnostic.at)) << diagnostic.rule;
        for (const Label& label : diagnostic.labels) {
            EXPECT_TRUE(is_inside(label.at, label.file.get())) << diagnostic.rule;
        }
        if (!diagnostic.fix) continue;
        for (const Edit& edit : diagnostic.fix->edits) {
            EXPECT_TRUE(is_inside(edit.at)) << diagnostic.rule;
        }
    }
    EXPECT_EQ(shown(all, file, all(file, each.context)), shown(all, file, diagnostics));
}

/// Files of `bad/` and `fixed/` that belong to no Dockerfile in `bad/`.
void expect_no_orphans(const fs::path& folder, const std::vector<Case>& bad) {
    std::set<fs::path> known;
    for (const Case& each : bad) {
        known.insert(folder / "bad" / each.shown_name());
        known.insert(folder / "bad" / (each.name + ".expected"));
        known.insert(folder / "bad" / each.name);
        known.insert(folder / "fixed" / each.shown_name());
    }
    for (const char* part : {"bad", "fixed"}) {
        if (!fs::exists(folder / part)) continue;
        for (const auto& entry : fs::directory_iterator(folder / part)) {
            EXPECT_TRUE(known.contains(entry.path())) << entry.path() << " belongs to no fixture";
        }
    }
}

std::string file_name_of(std::string_view rule) {
    std::string name(rule);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

class Golden : public testing::TestWithParam<const Rule*> {};

TEST_P(Golden, FixturesHold) {
    const Rule& rule = *GetParam();
    const Linter linter(rule);
    const fs::path folder = root / "rules" / std::string(rule.name);
    const auto bad = fixture::cases_in(folder / "bad");
    EXPECT_FALSE(bad.empty()) << "write " << folder << "/bad/*.Dockerfile";
    for (const Case& each : bad) {
        SCOPED_TRACE(each.file.string());
        const BadCase proof(linter, each);
        proof.prove_output(folder);
        proof.prove_fix(folder);
        proof.prove_crlf_twin();
        proof.prove_ignored_twin(rule.name);
        proof.prove_fixable(rule);
        prove_calm(each);
    }
    const auto good = fixture::cases_in(folder / "good");
    EXPECT_FALSE(good.empty()) << "write " << folder << "/good/*.Dockerfile";
    for (const Case& each : good) {
        SCOPED_TRACE(each.file.string());
        const SourceFile file(each.shown_name(), fixture::read(each.file));
        EXPECT_EQ(shown(linter, file, linter(file, each.context)), shown(linter, file, {}));
        prove_calm(each);
    }
    expect_no_orphans(folder, bad);
}

INSTANTIATE_TEST_SUITE_P(Rules, Golden, testing::ValuesIn(all_rules().begin(), all_rules().end()),
                         [](const auto& one) { return file_name_of(one.param->name); });

TEST(Fixtures, AllRulesTogetherComeToAFixedPoint) {
    const Linter linter;
    const fs::path folder = root / "together";
    const auto bad = fixture::cases_in(folder / "bad");
    for (const Case& each : bad) {
        SCOPED_TRACE(each.file.string());
        const BadCase proof(linter, each);
        proof.prove_output(folder);
        proof.prove_fix(folder);
        prove_calm(each);
    }
    expect_no_orphans(folder, bad);
}

TEST(Fixtures, EveryFolderBelongsToARule) {
    std::set<std::string, std::less<>> names;
    for (const Rule* rule : all_rules()) names.emplace(rule->name);
    for (const auto& entry : fs::directory_iterator(root / "rules")) {
        EXPECT_TRUE(names.contains(entry.path().filename().string())) << entry.path();
    }
}

} // namespace
} // namespace dflint
