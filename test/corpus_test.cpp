// SPDX-License-Identifier: Apache-2.0
// Real Dockerfiles under all rules. They are not part of this repository: without them the tests
// are skipped.
#include "dflint/fix/rounds.h"
#include "dflint/lint/run.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "rules/catalog.h"
#include "test/corpus.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <thread>

namespace dflint {
namespace {

using Files = std::vector<std::unique_ptr<const SourceFile>>;

const Files& real_files() {
    static const Files files = [] {
        Files read;
        for (const nlohmann::json& record : corpus::records("dockerfiles.jsonl")) {
            if (!record.contains("text")) continue;
            read.push_back(std::make_unique<SourceFile>(record["file"].get<std::string>(),
                                                        record["text"].get<std::string>()));
        }
        return read;
    }();
    return files;
}

class Corpus : public testing::Test {
protected:
    void SetUp() override {
        if (real_files().empty()) GTEST_SKIP() << "no corpus beside the repository";
    }

    [[nodiscard]] Diagnostics lint(const SourceFile& file) const {
        return dflint::lint(file, model::Context{}, settings_);
    }

private:
    const Settings settings_{all_rules()};
};

/// Everything a diagnostic says, as one line.
std::string line_of(const Diagnostic& each) {
    const auto span = [](Span at) {
        return std::to_string(at.begin) + "-" + std::to_string(at.end);
    };
    std::string line = span(each.at) + " " + std::string(each.rule) + " " + each.message;
    for (const Label& label : each.labels) line += " | " + span(label.at) + " " + label.text;
    if (!each.fix) return line;
    line += " | " + each.fix->title;
    for (const Edit& edit : each.fix->edits) line += " | " + span(edit.at) + " " + edit.text;
    return line;
}

std::string lines_of(const Diagnostics& diagnostics) {
    std::string lines;
    for (const Diagnostic& each : diagnostics) lines += line_of(each) + "\n";
    return lines;
}

std::map<std::string, int> mistakes_of(const dockerfile::Tree& tree) {
    std::map<std::string, int> mistakes;
    for (const auto& error : tree.errors) ++mistakes[error.message];
    return mistakes;
}

std::multiset<std::string_view> comments_of(const SourceFile& file, const dockerfile::Tree& tree) {
    std::multiset<std::string_view> comments;
    for (const auto& comment : tree.comments) comments.insert(file.slice(comment.at));
    return comments;
}

TEST_F(Corpus, SpansStayInsideTheirFiles) {
    for (const auto& file : real_files()) {
        const auto size = static_cast<std::uint32_t>(file->text().size());
        const auto expect_inside = [&](Span at, std::string_view rule) {
            EXPECT_TRUE(at.begin <= at.end && at.end <= size) << file->path() << " " << rule;
        };
        for (const Diagnostic& each : lint(*file)) {
            expect_inside(each.at, each.rule);
            for (const Label& label : each.labels) expect_inside(label.at, each.rule);
            if (!each.fix) continue;
            for (const Edit& edit : each.fix->edits) expect_inside(edit.at, each.rule);
        }
    }
}

TEST_F(Corpus, TheSameIsSaidOnEveryThread) {
    const Files& files = real_files();
    std::vector<std::string> alone;
    for (const auto& file : files) alone.push_back(lines_of(lint(*file)));
    std::vector<std::string> together(files.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < files.size(); i = next++) {
            together[i] = lines_of(lint(*files[i]));
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
    for (std::size_t i = 0; i < files.size(); ++i) {
        EXPECT_EQ(alone[i], together[i]) << files[i]->path();
    }
}

class CorpusFixes : public Corpus, public testing::WithParamInterface<Applicability> {
protected:
    [[nodiscard]] fix::FixResult fixed(const SourceFile& file) const {
        fix::Options options;
        options.least = GetParam();
        return fix::fix_until_stable(
            file, [this](const SourceFile& text) { return lint(text); }, options);
    }
};

TEST_P(CorpusFixes, Hold) {
    for (const auto& file : real_files()) {
        const fix::FixResult once = fixed(*file);
        for (const fix::Dropped& each : once.dropped) {
            ADD_FAILURE() << file->path() << ":" << file->position(each.at.begin).line << ": "
                          << each.rule << ": " << each.reason;
        }
        EXPECT_TRUE(once.is_stable) << file->path();
        if (once.applied.empty()) continue;

        const dockerfile::Tree before = dockerfile::parse(*file);
        const dockerfile::Tree after = dockerfile::parse(*once.file);
        auto known = mistakes_of(before);
        for (const auto& [message, count] : mistakes_of(after)) {
            EXPECT_LE(count, known[message]) << file->path() << ": " << message;
        }
        const auto kept = comments_of(*once.file, after);
        for (const std::string_view comment : comments_of(*file, before)) {
            EXPECT_TRUE(kept.contains(comment) ||
                        comment.find("dflint ignore") != std::string_view::npos)
                << file->path() << ": " << comment;
        }
        EXPECT_EQ(fixed(*once.file).file->text(), once.file->text())
            << file->path() << ": a second run changes more";
    }
}

INSTANTIATE_TEST_SUITE_P(All, CorpusFixes,
                         testing::Values(Applicability::safe, Applicability::unsafe),
                         [](const auto& one) {
                             return one.param == Applicability::safe ? "Safe" : "Unsafe";
                         });

} // namespace
} // namespace dflint
