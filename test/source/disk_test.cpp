// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/disk.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace dflint {
namespace {

/// A directory that anybody may write to; removed at the end.
class Directory {
public:
    Directory() {
        std::string name = (std::filesystem::temp_directory_path() / "dflint-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path_ = name;
        ::chmod(path_.c_str(), 0777);
    }
    ~Directory() { std::filesystem::remove_all(path_); }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    [[nodiscard]] std::string path(const char* name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

TEST(WriteFile, LeavesAProtectedFileAlone) {
    const Directory directory;
    const std::string path = directory.path("Dockerfile");
    std::ofstream(path) << "before";
    ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
    const uid_t user = ::geteuid();
    if (user == 0) { // who may write to any file
        ASSERT_EQ(::seteuid(65534), 0);
    }
    const auto written = write_file_atomically(path, "after");
    ASSERT_EQ(::seteuid(user), 0);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().message, path + ": cannot write: Permission denied");
    EXPECT_EQ(*read_file(path), "before");
}

} // namespace
} // namespace dflint
