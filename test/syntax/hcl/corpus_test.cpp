// SPDX-License-Identifier: Apache-2.0
// Real bake files, as buildx reads them. They stand beside the repository, if at all.
#include "parsed.h"
#include "test/corpus.h"
#include "tree_check.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dflint::hcl {

namespace {
using nlohmann::json;

struct BakeFile {
    std::string name;
    std::string text;
    [[nodiscard]] Syntax syntax() const {
        return name.ends_with(".json") ? Syntax::json : Syntax::native;
    }
};

/// The files whose names are in the records of what buildx says: none of its errors is about
/// syntax.
class HclCorpus : public testing::Test {
protected:
    void SetUp() override {
        for (const json& record : corpus::records("bake.jsonl")) {
            const auto& name = record["file"].get_ref<const std::string&>();
            const bool is_bake_json =
                name.ends_with(".json") && name.find("docker-bake") != std::string::npos;
            if (!name.ends_with(".hcl") && !is_bake_json) continue;
            files_.push_back({name, record["text"].get<std::string>()});
        }
        if (files_.empty()) GTEST_SKIP() << "no corpus at " << corpus::folder();
        ASSERT_GT(files_.size(), 80U);
    }

    std::vector<BakeFile> files_;
};
} // namespace

TEST_F(HclCorpus, HasNoSyntaxMistakeWhereBuildxSeesNone) {
    for (const BakeFile& each : files_) {
        const Parsed parsed(each.text, each.syntax());
        EXPECT_EQ(parsed.messages(), "") << each.name;
        EXPECT_EQ(TreeCheck::of(each.text, parsed.file, parsed.mistakes), "") << each.name;
    }
}

TEST_F(HclCorpus, IsRebuiltByteForByteFromTokensCommentsAndWhiteSpace) {
    for (const BakeFile& each : files_) {
        if (each.syntax() == Syntax::json) continue;
        std::deque<std::string> texts;
        Diagnostics mistakes;
        const auto size = static_cast<std::uint32_t>(each.text.size());
        const Tokens tokens = lex(each.text, {0, size}, LexMode::code, texts, mistakes);
        EXPECT_EQ(TreeCheck::of(each.text, tokens), "") << each.name;
    }
}

TEST_F(HclCorpus, AnyPrefixOfAFileIsRead) {
    for (const BakeFile& each : files_) {
        for (std::size_t size = 0; size < each.text.size(); size += each.text.size() / 64 + 1) {
            const std::string text = each.text.substr(0, size);
            const Parsed parsed(text, each.syntax());
            EXPECT_EQ(TreeCheck::of(text, parsed.file, parsed.mistakes), "") << each.name << size;
        }
    }
}

} // namespace dflint::hcl
