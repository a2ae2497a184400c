// SPDX-License-Identifier: Apache-2.0
// Edits of real bake files, where a corpus stands beside the repository: each is proved as fixes
// are, changes what it says and nothing else of what bake prints, and can be taken back.
#include "dflint/bake/edits.h"
#include "dflint/bake/invocation.h"
#include "dflint/bake/print.h"
#include "dflint/fix/apply.h"
#include "dflint/fix/verify.h"
#include "test/corpus.h"

#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace dflint::bake {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::map<std::string, std::string> all_files() {
    std::map<std::string, std::string> all;
    for (const json& record : corpus::records("bake.jsonl")) {
        if (record.contains("text"))
            all[record.at("file").get<std::string>()] = record.at("text").get<std::string>();
    }
    return all;
}

/// One project of the corpus, with a file that may be changed.
class Sample {
public:
    Sample(const json& record, const std::map<std::string, std::string>& files)
        : directory_(record.at("dir").get<std::string>()) {
        invocation_.files = record.at("files").get<std::vector<std::string>>();
        invocation_.all_targets = true;
        invocation_.local_platform = "linux/amd64";
        for (const auto& [path, text] : files) {
            if (path.starts_with(directory_)) tree_.add(path, text);
        }
    }

    [[nodiscard]] Project understood() const {
        auto inputs = read_inputs(invocation_, tree_, directory_);
        return inputs ? understand(std::move(*inputs), invocation_) : Project();
    }
    [[nodiscard]] Sample with(const std::string& path, std::string text) const {
        Sample changed = *this;
        changed.tree_.add(path, std::move(text));
        return changed;
    }

private:
    std::string directory_;
    Invocation invocation_;
    MemoryTree tree_;
};

json printed(const Project& project) {
    std::vector<std::string> unknown;
    return json::parse(print(project, unknown)).value("target", json::object());
}

/// Something that can be added to a block, taken away again, and left out of what is printed.
struct Addition {
    const char* name;
    std::function<Edits(const WrittenBlock&)> add;
    std::function<Edits(const WrittenBlock&)> remove;
    /// Takes the addition out of a printed target; true when it was there.
    std::function<bool(json&)> erase;
};

const char* const mark = "dflint-was-here";
const std::string quoted_mark = '"' + std::string(mark) + '"';

Edits without_last_tag(const WrittenBlock& in) {
    const hcl::Attribute* const tags = in.attribute("tags");
    const hcl::Expr* const list = listing(in, *tags, hcl::ExprKind::tuple);
    return list == nullptr ? Edits{} : remove_element({in, tags, list, list->children.size() - 1});
}

Edits without_last_argument(const WrittenBlock& in) {
    const hcl::Attribute* const args = in.attribute("args");
    const hcl::Expr* const map = listing(in, *args, hcl::ExprKind::object);
    return map == nullptr ? Edits{} : remove_item(in, *args, map->children.back());
}

const std::vector<Addition>& additions() {
    static const std::vector<Addition> all = {
        {"attribute",
         [](const WrittenBlock& in) {
             if (in.attribute("description") != nullptr) return Edits{};
             return insert_attribute(in, "description", quoted_mark);
         },
         [](const WrittenBlock& in) { return remove_attribute(in, *in.attribute("description")); },
         [](json& target) {
             const bool is_there = target.value("description", "") == mark;
             if (is_there) target.erase("description");
             return is_there;
         }},
        {"element",
         [](const WrittenBlock& in) {
             const hcl::Attribute* const tags = in.attribute("tags");
             return tags == nullptr ? Edits{} : append_element(in, *tags, quoted_mark);
         },
         without_last_tag,
         [](json& target) {
             if (!target.contains("tags")) return false;
             json& tags = target.at("tags");
             const auto found = std::find(tags.begin(), tags.end(), mark);
             if (found == tags.end()) return false;
             tags.erase(found);
             if (tags.empty()) target.erase("tags");
             return true;
         }},
        {"item",
         [](const WrittenBlock& in) {
             const hcl::Attribute* const args = in.attribute("args");
             return args == nullptr ? Edits{} : append_item(in, *args, mark, quoted_mark);
         },
         without_last_argument,
         [](json& target) {
             if (!target.contains("args")) return false;
             const bool is_there = target.at("args").erase(mark) > 0;
             if (target.at("args").empty()) target.erase("args");
             return is_there;
         }},
    };
    return all;
}

struct Count {
    std::size_t edited = 0;
    std::size_t restored = 0; ///< to the very bytes
};

void check(const Sample& sample, const json& expected, const Definition& definition,
           const WrittenBlock& in, const Origin& at, const Addition& addition, Count& count) {
    const Edits edits = addition.add(in);
    if (edits.empty()) return;
    const SourceFile& before = *in.source;
    SCOPED_TRACE(before.path() + " " + definition.name + " " + addition.name);
    const SourceFile after(before.path(), fix::apply(before, edits));
    const auto objection = fix::Proof(before).object(edits, after);
    EXPECT_FALSE(objection) << objection->reason;

    const Sample changed = sample.with(before.path(), std::string(after.text()));
    const Project again = changed.understood();
    json found = printed(again);
    EXPECT_TRUE(!found.contains(definition.name) || addition.erase(found.at(definition.name)));
    for (auto& [name, target] : found.items()) addition.erase(target);
    EXPECT_EQ(found, expected);

    const auto same = block_around(again, at);
    ASSERT_TRUE(same);
    const Edits back = addition.remove(*same);
    ASSERT_FALSE(back.empty());
    const SourceFile restored(before.path(), fix::apply(*same->source, back));
    EXPECT_FALSE(fix::Proof(*same->source).object(back, restored));
    ++count.edited;
    if (restored.text() == before.text()) {
        ++count.restored;
        return;
    }
    EXPECT_EQ(printed(sample.with(before.path(), std::string(restored.text())).understood()),
              expected);
}

TEST(EditsCorpus, ChangeWhatTheySayAndNothingElse) {
    if (!corpus::has("expected-bake.jsonl")) GTEST_SKIP() << "no corpus at " << corpus::folder();
    const auto files = all_files();
    std::map<std::string, Count> counts;
    for (const json& record : corpus::records("expected-bake.jsonl")) {
        if (record.contains("error") || record.value("unstable", false)) continue;
        const Sample sample(record, files);
        const Project project = sample.understood();
        const json expected = printed(project);
        std::set<std::pair<FileIndex, Span>> seen;
        for (const Definition& definition : project.definitions) {
            for (const Origin& at : definition.blocks) {
                const auto block = block_around(project, at);
                if (!block || !seen.insert({at.file, at.at}).second) continue;
                for (const Addition& each : additions())
                    check(sample, expected, definition, *block, at, each, counts[each.name]);
            }
        }
    }
    for (const auto& [name, count] : counts)
        std::printf("%s: %zu edited, %zu restored\n", name.c_str(), count.edited, count.restored);
}

} // namespace
} // namespace dflint::bake
