// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/uri.h"

#include <gtest/gtest.h>

namespace dflint::emit {
namespace {

std::string shown(std::string_view path, std::string_view root) {
    const FileUri uri = file_uri(path, root);
    return (uri.is_relative ? "relative " : "absolute ") + uri.uri;
}

TEST(FileUri, IsRelativeBelowTheRoot) {
    EXPECT_EQ(shown("./app//Dockerfile", "/src"), "relative app/Dockerfile");
    EXPECT_EQ(shown("a/../Dockerfile", "/src/"), "relative Dockerfile");
    EXPECT_EQ(shown("/src/app/Dockerfile", "/src"), "relative app/Dockerfile");
    EXPECT_EQ(shown("../src/Dockerfile", "/src"), "relative Dockerfile");
    EXPECT_EQ(shown("Dockerfile", "/"), "relative Dockerfile");
}

TEST(FileUri, IsAbsoluteElsewhere) {
    EXPECT_EQ(shown("../Dockerfile", "/src/app"), "absolute file:///src/Dockerfile");
    EXPECT_EQ(shown("/other/Dockerfile", "/src"), "absolute file:///other/Dockerfile");
    EXPECT_EQ(shown("/srcs/Dockerfile", "/src"), "absolute file:///srcs/Dockerfile");
    EXPECT_EQ(shown("/src/Dockerfile", ""), "absolute file:///src/Dockerfile");
}

TEST(FileUri, TellsNoRootThatItWasNotTold) {
    EXPECT_EQ(shown("./app/Dockerfile", ""), "relative app/Dockerfile");
    EXPECT_EQ(shown("../a/../Dockerfile", ""), "relative ../Dockerfile");
}

TEST(FileUri, EncodesWhatAUriMayNotHold) {
    EXPECT_EQ(shown("a b/<stdin>:#?%\\", "/src"), "relative a%20b/%3Cstdin%3E%3A%23%3F%25%5C");
    EXPECT_EQ(shown("\u00E9\xFF", "/src"), "relative %C3%A9%FF");
}

TEST(DirectoryUri, EndsInASlash) {
    EXPECT_EQ(directory_uri("/"), "file:///");
    EXPECT_EQ(directory_uri("/a b/c"), "file:///a%20b/c/");
}

TEST(WebAddress, IsHttpWithoutBlanks) {
    EXPECT_TRUE(is_web_address("https://docs.docker.com/build/#a"));
    EXPECT_FALSE(is_web_address("see https://docs.docker.com"));
    EXPECT_FALSE(is_web_address("https://a b"));
    EXPECT_FALSE(is_web_address("BuildKit, frontend/dockerfile/parser"));
    EXPECT_FALSE(is_web_address(""));
}

} // namespace
} // namespace dflint::emit
