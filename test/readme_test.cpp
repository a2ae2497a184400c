// SPDX-License-Identifier: Apache-2.0
// What README.md shows is what the program prints. DFLINT_BLESS=1 writes it anew.
#include "test/cli/sandbox.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sstream>
#include <string>

namespace {

const std::string root = DFLINT_SOURCE_DIR;

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string outputs_of(const dflint::cli::Sandbox& box, const std::string& line) {
    std::istringstream words(line);
    std::vector<std::string> arguments;
    for (std::string word; words >> word;) arguments.push_back(word);
    arguments.erase(arguments.begin(), arguments.begin() + 2); // $ dflint
    return box.dflint(arguments).out;
}

/// The page with the text of each block that begins with `$ dflint` replaced by what that prints.
std::string with_real_output(const std::string& page, const dflint::cli::Sandbox& box) {
    std::istringstream in(page);
    std::string out, line;
    while (std::getline(in, line)) {
        out += line + '\n';
        if (!line.starts_with("$ dflint ")) continue;
        out += outputs_of(box, line);
        while (std::getline(in, line) && line != "```") {
        }
        out += "```\n";
    }
    return out;
}

} // namespace

TEST(Readme, ShowsTheFileItSpeaksOf) {
    const std::string example = read(root + "/fixtures/readme/Dockerfile");
    ASSERT_FALSE(example.empty());
    EXPECT_NE(read(root + "/README.md").find("```dockerfile\n" + example + "```\n"),
              std::string::npos);
}

TEST(Readme, ShowsRealOutput) {
    const dflint::cli::Sandbox box;
    box.write("Dockerfile", read(root + "/fixtures/readme/Dockerfile"));
    const std::string page = read(root + "/README.md");
    const std::string real = with_real_output(page, box);
    if (std::getenv("DFLINT_BLESS") != nullptr) {
        std::ofstream(root + "/README.md", std::ios::binary) << real;
        return;
    }
    EXPECT_EQ(page, real) << "to mend: DFLINT_BLESS=1 ctest --preset dev -R Readme";
}
