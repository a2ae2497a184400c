// SPDX-License-Identifier: Apache-2.0
// Compares every #include of the project with the table in lib/README.md, so that the page and the
// code cannot differ, and every source file with the lists of what is built and installed.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path root = DFLINT_SOURCE_DIR;

struct Include {
    fs::path file; ///< relative to the root
    int line = 0;
    std::string header; ///< between the quotes or angle brackets
};

std::ostream& operator<<(std::ostream& out, const Include& include) {
    return out << include.file.string() << ":" << include.line << " includes " << include.header;
}

std::vector<Include> includes_of(const fs::path& file) {
    std::vector<Include> found;
    std::ifstream in(root / file);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        std::string_view rest = line;
        if (!rest.starts_with("#include ") || rest.size() < 11) continue;
        rest.remove_prefix(10);
        found.push_back({file, number, std::string(rest.substr(0, rest.find_first_of("\">")))});
    }
    return found;
}

/// The C++ files below the directories, relative to the root.
std::vector<fs::path> sources_in(const std::vector<std::string>& directories) {
    std::vector<fs::path> files;
    for (const std::string& directory : directories) {
        for (const auto& entry : fs::recursive_directory_iterator(root / directory)) {
            const std::string extension = entry.path().extension().string();
            if (extension != ".h" && extension != ".cpp") continue;
            files.push_back(entry.path().lexically_relative(root));
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<Include> includes_in(const std::vector<std::string>& directories) {
    std::vector<Include> all;
    for (const fs::path& file : sources_in(directories)) {
        for (Include& include : includes_of(file)) all.push_back(std::move(include));
    }
    return all;
}

/// "lib/dflint/syntax/shell/parse.h" and "dflint/syntax/shell/parse.h" are of "syntax/shell".
std::string room_of(const fs::path& path) {
    const std::string text = path.parent_path().generic_string();
    if (text.starts_with("rules")) return "rules/";
    const auto at = text.find("dflint/");
    return at == std::string::npos ? "" : text.substr(at + std::string_view("dflint/").size());
}

/// The rows `| room | may include | ... |` of the page. A name like "syntax" means all below it.
std::map<std::string, std::set<std::string>> table() {
    std::map<std::string, std::set<std::string>> rows;
    std::ifstream page(root / "lib/README.md");
    std::string line;
    bool inside = false;
    while (std::getline(page, line)) {
        if (line.starts_with("| room |")) inside = true;
        if (!inside || line.starts_with("| room |") || line.starts_with("|---")) continue;
        if (!line.starts_with("| ")) break;
        std::istringstream cells(line.substr(1));
        std::string room, allowed;
        std::getline(cells, room, '|');
        std::getline(cells, allowed, '|');
        std::istringstream(room) >> room;
        std::istringstream names(allowed);
        auto& row = rows[room];
        for (std::string name; names >> name;) row.insert(name);
    }
    return rows;
}

bool may_include(const std::set<std::string>& allowed, const std::string& room) {
    return std::any_of(allowed.begin(), allowed.end(), [&](const std::string& name) {
        return room == name || room.starts_with(name + "/");
    });
}

/// A CMakeLists.txt or catalog.def.
std::string text_of(const fs::path& file) {
    std::ifstream in(root / file);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool names_file(const std::string& list, const std::string& name) {
    const auto is_part = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
    };
    for (auto at = list.find(name); at != list.npos; at = list.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || !is_part(list[at - 1]);
        if (begins && (end == list.size() || !is_part(list[end]))) return true;
    }
    return false;
}

/// The rules of the catalog, by the names of their files.
std::set<std::string> rules() {
    std::set<std::string> names;
    std::ifstream in(root / "rules/catalog.def");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("RULE(")) names.insert(line.substr(5, line.find(')') - 5));
    }
    return names;
}

/// The rule that a file of rules/ belongs to: `copy_before_install_fix` to `copy_before_install`.
/// Empty for what several share.
std::string rule_of(std::string stem, const std::set<std::string>& rules) {
    while (!rules.contains(stem)) {
        const std::size_t end = stem.rfind('_');
        if (end == stem.npos) return "";
        stem.resize(end);
    }
    return stem;
}

/// A file of rules/ may include what is shared, and what belongs to the same rule. What is shared
/// includes no rule's own.
bool may_include(const std::string& file, const std::string& header,
                 const std::set<std::string>& rules) {
    const std::string owner = rule_of(header, rules);
    return owner.empty() || owner == rule_of(file, rules);
}

/// The nearest one above the file.
fs::path cmake_list_for(const fs::path& file) {
    fs::path folder = file.parent_path();
    while (!fs::exists(root / folder / "CMakeLists.txt")) folder = folder.parent_path();
    return folder / "CMakeLists.txt";
}

/// The words of a line that are names of source files.
std::vector<std::string> files_in(const std::string& line) {
    std::vector<std::string> files;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
        if (word.ends_with(')')) word.pop_back();
        if (word.ends_with(".cpp") || word.ends_with(".h")) files.push_back(word);
    }
    return files;
}

} // namespace

TEST(Layering, EverySourceFileIsBuilt) {
    const std::string rules = text_of("rules/catalog.def");
    for (const fs::path& file : sources_in({"lib", "rules", "tools", "test"})) {
        // There a list names programs, and each is of one file.
        const bool is_program = file.parent_path() == "test/fuzz" || //
                                file.parent_path() == "test/bench";
        if (file.extension() != ".cpp" || is_program) continue;
        const bool is_rule =
            file.parent_path() == "rules" && names_file(rules, file.stem().string());
        const fs::path list = cmake_list_for(file);
        EXPECT_TRUE(is_rule || names_file(text_of(list), file.filename().string()))
            << list << " does not name " << file;
    }
}

/// So that a difference shows what it is about, and two people can add a file each.
TEST(Layering, LongListsNameOneFileALineInOrder) {
    for (const char* const room : {"lib", "rules", "tools", "test"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
            if (entry.path().filename() != "CMakeLists.txt") continue;
            std::ifstream in(entry.path());
            std::string before;
            for (std::string line; std::getline(in, line);) {
                const std::vector<std::string> files = files_in(line);
                EXPECT_LE(files.size(), 2U) << entry.path() << ": " << line;
                const bool is_alone = files.size() == 1 && line.ends_with(files[0]) &&
                                      line.find_first_not_of(' ') == line.size() - files[0].size();
                if (is_alone) {
                    EXPECT_LT(before, files[0]) << entry.path();
                }
                before = is_alone ? files[0] : "";
            }
        }
    }
}

/// Else nobody who installs the library can include it.
TEST(Layering, InstalledHeadersIncludeInstalledHeaders) {
    const auto is_installed = [](const fs::path& header) {
        return names_file(text_of(cmake_list_for(header)), header.filename().string());
    };
    for (const Include& include : includes_in({"lib"})) {
        if (include.file.extension() != ".h" || !is_installed(include.file)) continue;
        if (!include.header.starts_with("dflint/")) continue;
        EXPECT_TRUE(is_installed(fs::path("lib") / include.header)) << include;
    }
}

TEST(Layering, EveryRoomHasARow) {
    const auto rows = table();
    ASSERT_GE(rows.size(), 6U) << "the table of lib/README.md was not found";
    std::set<std::string> rooms{"rules/"};
    for (const fs::path& file : sources_in({"lib"})) rooms.insert(room_of(file));
    for (const std::string& room : rooms) EXPECT_TRUE(rows.contains(room)) << room << " has no row";
}

TEST(Layering, ARoomIncludesOnlyWhatItsRowAllows) {
    const auto rows = table();
    for (const Include& include : includes_in({"lib", "rules"})) {
        if (!include.header.starts_with("dflint/")) continue;
        const std::string room = room_of(include.file);
        const std::string wanted = room_of(include.header);
        if (room == wanted) continue;
        ASSERT_TRUE(rows.contains(room)) << include;
        EXPECT_TRUE(may_include(rows.at(room), wanted)) << include;
    }
}

TEST(Layering, NoArrowPointsUp) {
    const auto rows = table();
    std::map<std::string, std::set<std::string>> reached;
    for (std::size_t round = 0; round < rows.size(); ++round) {
        for (const auto& [room, allowed] : rows) {
            for (const auto& [other, unused] : rows) {
                if (!may_include(allowed, other)) continue;
                reached[room].insert(other);
                reached[room].insert(reached[other].begin(), reached[other].end());
            }
        }
    }
    for (const auto& [room, others] : reached) {
        EXPECT_FALSE(others.contains(room)) << room << " can reach itself through the table";
    }
}

TEST(Layering, AHeaderWithTheNameOfARuleIsThatRulesOwn) {
    const std::set<std::string> made{"a_rule", "a_rule_more", "other"};
    EXPECT_TRUE(may_include("a_rule_fix", "a_rule", made));
    EXPECT_TRUE(may_include("a_rule", "a_rule_parts", made));
    EXPECT_TRUE(may_include("other", "a_helper", made));
    EXPECT_FALSE(may_include("other", "a_rule", made));
    EXPECT_FALSE(may_include("other", "a_rule_parts", made));
    EXPECT_FALSE(may_include("a_rule_more", "a_rule", made));
    EXPECT_FALSE(may_include("a_helper", "a_rule", made));
}

TEST(Layering, NoRuleIncludesAnotherRuleAndNothingBelowIncludesRules) {
    const std::set<std::string> names = rules();
    ASSERT_GE(names.size(), 90U) << "the list in rules/catalog.def was not found";
    std::size_t count = 0;
    for (const Include& include : includes_in({"lib", "rules"})) {
        if (include.file.filename() == "catalog.cpp") continue;
        const fs::path header = include.header;
        EXPECT_FALSE(include.header.starts_with("rules/") || include.header.starts_with("."))
            << include;
        EXPECT_NE(header.filename(), "catalog.h") << include;
        const bool is_beside = include.file.parent_path() == "rules" && !header.has_parent_path() &&
                               fs::exists(root / "rules" / header);
        if (!is_beside) continue;
        ++count;
        EXPECT_EQ(header.extension(), ".h") << include;
        EXPECT_TRUE(may_include(include.file.stem().string(), header.stem().string(), names))
            << include;
    }
    EXPECT_GE(count, 40U) << "includes of rules/ were not found";
}

TEST(Layering, SpiritStaysInGrammarFiles) {
    for (const Include& include : includes_in({"lib", "rules", "tools", "test"})) {
        const bool is_grammar = include.file.filename().string().starts_with("grammar_");
        EXPECT_TRUE(is_grammar || !include.header.starts_with("boost/spirit")) << include;
        const bool is_shared = fs::path(include.header).filename().string().starts_with("grammar_");
        if (!is_shared) continue;
        EXPECT_TRUE(is_grammar && include.file.extension() == ".cpp") << include;
    }
}

TEST(Layering, ExpensiveHeadersStayOutOfHeaders) {
    const std::set<std::string> expensive{"nlohmann/json.hpp", "fmt/color.h", "regex",
                                          "boost/program_options.hpp"};
    for (const Include& include : includes_in({"lib", "rules", "tools"})) {
        if (include.file.extension() != ".h") continue;
        EXPECT_FALSE(expensive.contains(include.header)) << include;
    }
}

TEST(Layering, OnlyTheDiskFilesOfTheLibraryTouchTheDisk) {
    const std::set<std::string> doors{"filesystem", "fstream",    "fcntl.h",  "unistd.h",
                                      "sys/stat.h", "sys/mman.h", "dirent.h", "cstdio"};
    for (const Include& include : includes_in({"lib", "rules"})) {
        if (room_of(include.file) == "source" && include.file.stem().string().starts_with("disk")) {
            continue;
        }
        EXPECT_FALSE(doors.contains(include.header)) << include;
    }
}

TEST(Layering, TheLibrarySpeaksThroughResultsNotStreams) {
    const std::set<std::string> streams{"iostream", "sstream", "iomanip", "regex"};
    for (const Include& include : includes_in({"lib", "rules"})) {
        EXPECT_FALSE(streams.contains(include.header)) << include;
    }
}

TEST(Layering, EverySourceFileNamesItsLicence) {
    for (const fs::path& file : sources_in({"lib", "rules", "tools", "test"})) {
        std::ifstream in(root / file);
        std::string first;
        std::getline(in, first);
        EXPECT_EQ(first, "// SPDX-License-Identifier: Apache-2.0") << file;
    }
}
