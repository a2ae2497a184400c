// SPDX-License-Identifier: Apache-2.0
// What the names of images and variables say.
#include "dflint/model/base_image.h"
#include "dflint/model/image_reference.h"
#include "dflint/model/secret_name.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

TEST(ImageNames, AreTheSameInTheirFullForm) {
    for (const char* image : {"alpine", "alpine:latest", "docker.io/alpine",
                              "docker.io/library/alpine:latest", "index.docker.io/library/alpine"})
        EXPECT_EQ(full_image_name(image), "docker.io/library/alpine:latest") << image;
    EXPECT_EQ(full_image_name("a/b:1"), "docker.io/a/b:1");
    EXPECT_EQ(full_image_name("localhost:5000/a"), "localhost:5000/a:latest");
    EXPECT_EQ(full_image_name("a@sha256:0"), "docker.io/library/a@sha256:0");
}

TEST(ImageNames, AreShortAsNamesOfContexts) {
    EXPECT_EQ(context_name("docker.io/library/alpine:latest"), "alpine");
    EXPECT_EQ(context_name("docker.io/a/b:1"), "a/b:1");
    EXPECT_EQ(context_name("ghcr.io/a/b"), "ghcr.io/a/b");
    EXPECT_EQ(context_name("ghcr.io/library/b:latest"), "ghcr.io/library/b");
}

TEST(BaseImages, AreKnownToRunAsRootByRegistryAndName) {
    for (const char* image :
         {"scratch", "python:3.12", "docker.io/library/golang",
          "public.ecr.aws/docker/library/node", "nvcr.io/nvidia/pytorch:24.04-py3",
          "ghcr.io/astral-sh/uv:python3.12-bookworm",
          "registry.access.redhat.com/ubi9/ubi-minimal:9.4", "quay.io/pypa/manylinux_2_28_x86_64"})
        EXPECT_TRUE(runs_as_root(image)) << image;
    for (const char* image : {"jenkins/jenkins", "ghcr.io/python", "quay.io/jupyter/base-notebook",
                              "registry.access.redhat.com/ubi9/python-311", "example.com/ubi9/ubi"})
        EXPECT_FALSE(runs_as_root(image)) << image;
}

TEST(BaseImages, AreKnownByWhatTheySet) {
    EXPECT_TRUE(image_sets("golang:1.24", "GOPATH"));
    EXPECT_TRUE(image_sets("docker.io/library/tomcat:10", "JAVA_HOME")) << "from its Java";
    EXPECT_TRUE(image_sets("nvcr.io/nvidia/cuda:12.4.1-base-ubuntu22.04", "NV_LIBNPP_VERSION"));
    EXPECT_TRUE(image_sets("public.ecr.aws/docker/library/php:8-fpm", "PHP_INI_DIR"));
    EXPECT_TRUE(image_sets("quay.io/jupyter/scipy-notebook", "NB_USER"));
    EXPECT_FALSE(image_sets("golang:1.24", "GOPATHS"));
    EXPECT_FALSE(image_sets("example.com/golang", "GOPATH"));
    for (const char* image : {"scratch", "python", "mcr.microsoft.com/dotnet/sdk:9.0"})
        EXPECT_TRUE(has_known_environment(image)) << image;
    for (const char* image : {"team/python", "nvcr.io/nvidia/pytorch:24.04-py3", "jupyter"})
        EXPECT_FALSE(has_known_environment(image)) << image;
    EXPECT_TRUE(sets_only_path("docker.io/library/debian:12"));
    EXPECT_FALSE(sets_only_path("fedora"));
}

TEST(SecretNames, MayBeOfSomethingAboutTheSecret) {
    for (const char* name : {"SSH_KEY_PATH", "token_ttl", "API_KEY_HEADER", "AUTH_ENABLED"})
        EXPECT_TRUE(is_about_secret(name)) << name;
    for (const char* name : {"PATH_TOKEN", "KEY_ID", "TOKEN_", "USERNAME_KEY"})
        EXPECT_FALSE(is_about_secret(name)) << name;
    EXPECT_TRUE(is_hardly_secret("KEY", "/etc/key.pem"));
    EXPECT_TRUE(is_hardly_secret("TOKEN_LIFE", "3600"));
    EXPECT_TRUE(is_hardly_secret("AUTH_SERVER", "https://example.com"));
    EXPECT_FALSE(is_hardly_secret("DB_PASSWORD", "3600"));
    EXPECT_FALSE(is_hardly_secret("API_KEY", "12345678"));
    EXPECT_FALSE(is_hardly_secret("AUTH_SERVER", "https://me:hunter2@example.com"));
}

TEST(SecretNames, HaveAWordThatSaysSo) {
    for (const char* name : {"TOKEN", "api_key", "GITHUB_TOKEN", "DB_Password", "AUTH_USER"})
        EXPECT_TRUE(is_secret_name(name)) << name;
    for (const char* name : {"", "KEYBOARD", "TOKENS", "TOKEN_FILE", "PUBLIC_KEY", "KEY_VERSION"})
        EXPECT_FALSE(is_secret_name(name)) << name;
}

TEST(SecretTexts, AreKnownByTheirForm) {
    for (const char* text :
         {"ghp_0123456789abcdefghijABCDEFGHIJ012345", "AKIA0123456789ABCDEF",
          "https://me:hidden@example.com/simple", "-----BEGIN RSA PRIVATE KEY-----\nMII",
          "glpat-0123456789abcdefghij", "hf_0123456789abcdefghijABCDEFGHIJ0123"})
        EXPECT_TRUE(is_secret_text(text)) << text;
    for (const char* text :
         {"", "ghp_", "ghp_short", "hf_hub", "https://example.com/a:b@c", "https://me@example.com",
          "https://:@example.com", "user:password", "ssh://git@example.com:22/a",
          "https://me:****@example.com", "https://user:password@example.com",
          "https://user:<token>@example.com"})
        EXPECT_FALSE(is_secret_text(text)) << text;
}

} // namespace
} // namespace dflint::model
