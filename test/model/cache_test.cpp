// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install.h"

#include "understood.h"

#include <gtest/gtest.h>

#include <string>

namespace dflint::model {
namespace {

/// The directories of the last install in the first stage, joined by blanks; `-` marks what is no
/// download, `+` what needs a lock.
std::string caches_in(const std::string& text) {
    const Understood file(text + "\n");
    const Run& run = file.stage().runs.back();
    const auto directories = cache_directories(run.installs.back(), run.scope);
    if (!directories) return "unknown";
    std::string out;
    for (const CacheDirectory& each : *directories) {
        if (!out.empty()) out += ' ';
        out += each.path;
        if (!each.is_downloads) out += '-';
        if (each.needs_lock) out += '+';
    }
    return out;
}

struct Reading {
    std::string text;
    std::string expected;
};

class Caches : public testing::TestWithParam<Reading> {};

TEST_P(Caches, LieWhereTheManagerKeepsThem) {
    EXPECT_EQ(caches_in(GetParam().text), GetParam().expected) << GetParam().text;
}

const Reading readings[] = {
    {"FROM debian:12\nRUN apt-get install -y a", "/var/cache/apt+ /var/lib/apt+"},
    {"FROM alpine\nRUN apk add a", "/etc/apk/cache"},
    {"FROM alpine\nRUN apk add --root /rootfs a", "/rootfs/etc/apk/cache"},
    {"FROM fedora:40\nRUN dnf install -y a", "/var/cache/dnf+"},
    {"FROM fedora:42\nRUN dnf install -y a", "/var/cache/libdnf5+"},
    {"FROM centos:7\nRUN yum install -y a", "/var/cache/yum+"},
    {"FROM centos:centos6\nRUN yum install -y a", "/var/cache/yum+"},
    {"FROM quay.io/centos/centos:stream9\nRUN dnf install -y a", "/var/cache/dnf+"},
    {"FROM oraclelinux:8-slim\nRUN dnf install -y a", "/var/cache/dnf+"},
    {"FROM nvidia/cuda:12.9.1-base-amzn2023\nRUN dnf install -y a", "/var/cache/dnf+"},
    {"FROM example/base\nRUN dnf install -y a", "unknown"},

    {"FROM python:3.12\nRUN pip install a", "/root/.cache/pip"},
    {"FROM ghcr.io/prefix-dev/pixi:0.50.0\nRUN pixi install", "/root/.cache/rattler/cache"},
    {"FROM debian:12\nENV RATTLER_CACHE_DIR=/r PIXI_CACHE_DIR=/p\nRUN pixi install", "/p"},
    {"FROM debian:12\nENV RATTLER_CACHE_DIR=/r\nRUN pixi install", "/r"},
    {"FROM debian:12\nENV XDG_CACHE_HOME=/x\nRUN pixi install", "unknown"},
    {"FROM elixir:1.18\nRUN mix deps.get", "/root/.hex/packages"},
    {"FROM elixir:1.18\nENV HEX_HOME=/h\nRUN mix deps.get", "/h/packages"},
    {"FROM elixir:1.18\nENV MIX_XDG=1\nRUN mix deps.get", "unknown"},
    {"FROM python:3.12\nENV PIP_CACHE_DIR=/c\nRUN pip install a", "/c"},
    {"FROM python:3.12\nARG C\nENV PIP_CACHE_DIR=$C/x\nRUN pip install --cache-dir=/d a", "/d"},
    {"FROM python:3.12\nRUN XDG_CACHE_HOME=/x pip install a", "/x/pip"},
    {"FROM python:3.12\nRUN PIP_CACHE_DIR=$(pwd)/c pip install a", "unknown"},
    {"FROM python:3.12\nENV HOME=/h\nRUN pip install a", "/h/.cache/pip"},
    {"FROM python:3.12\nUSER app\nRUN pip install a", "unknown"},
    {"FROM python:3.12\nRUN useradd -m app\nUSER app\nRUN pip install a", "/home/app/.cache/pip"},
    {"FROM python:3.12\nRUN useradd -m app\nUSER app\nRUN sudo pip install a", "unknown"},
    {"FROM python:3.12\nRUN useradd -m app\nUSER app\nRUN sudo sh -c 'pip install a'", "unknown"},
    {"FROM python:3.12\nRUN sudo pip install a", "/root/.cache/pip"},
    {"FROM python:3.12\nRUN sudo -Hu root pip install a", "/root/.cache/pip"},
    {"FROM python:3.12\nRUN sudo -u app -H pip install a", "unknown"},
    {"FROM python:3.12\nRUN sudo -Huapp pip install a", "unknown"},
    {"FROM python:3.12\nRUN sudo --user=app pip install a", "unknown"},
    {"FROM python:3.12\nRUN sudo --user app env A=b nice -n 5 pip install a", "unknown"},
    {"FROM python:3.12\nRUN sudo -u app sh -c 'true; sh -c \"pip install a\"'", "unknown"},
    {"FROM python:3.12\nRUN sh -c 'sudo -u app true; pip install a'", "/root/.cache/pip"},
    {"FROM python:3.12\nRUN sudo -u app bash <<E\npip install a\nE", "unknown"},
    {"FROM python:3.12\nRUN sudo -u app PIP_CACHE_DIR=/c pip install a", "/c"},
    {"FROM python:3.12\nENV PIP_CACHE_DIR=/c\nRUN sudo pip install a", "unknown"},
    {"FROM python:3.12\nRUN PIP_CACHE_DIR=/c sudo pip install a", "unknown"},
    {"FROM python:3.12\nRUN doas -u app pip install a", "unknown"},
    {"FROM python:3.12\nRUN gosu app:app pip install a", "unknown"},
    {"FROM python:3.12\nRUN gosu root pip install a", "/root/.cache/pip"},
    {"FROM python:3.12\nENV PIP_CACHE_DIR=/c\nRUN gosu app pip install a", "/c"},
    {"FROM python:3.12\nRUN env -i pip install a", "unknown"},
    {"FROM python:3.12\nRUN env -u HOME pip install a", "unknown"},
    {"FROM python:3.12\nRUN env -u LANG pip install a", "/root/.cache/pip"},
    {"FROM maven:3\nRUN sudo -u app mvn package", "unknown"},
    {"FROM python:3.12\nRUN uv pip install a", "/root/.cache/uv"},
    {"FROM python:3.12\nENV UV_CACHE_DIR=/u\nRUN uv sync", "/u"},
    {"FROM python:3.12\nRUN poetry install",
     "/root/.cache/pypoetry/artifacts /root/.cache/pypoetry/cache"},
    {"FROM continuumio/miniconda3\nUSER root\nRUN conda install a", "/opt/conda/pkgs"},
    {"FROM debian\nRUN conda install a", "unknown"},
    {"FROM debian\nRUN /opt/c/bin/conda install a", "/opt/c/pkgs"},
    {"FROM debian\nENV D=/opt/miniconda\nENV PATH=/x/bin:$D/bin:$PATH\nRUN conda install a",
     "/opt/miniconda/pkgs"},
    {"FROM debian\nENV PATH=/x/bin:$PATH\nRUN conda install a", "unknown"},

    {"FROM node:22\nRUN npm ci", "/root/.npm"},
    {"FROM node:22\nENV npm_config_cache=/n\nRUN npm ci", "/n"},
    {"FROM node:22\nRUN yarn install --frozen-lockfile", "/usr/local/share/.cache/yarn"},
    {"FROM node:22\nRUN yarn install --immutable", "/root/.yarn/berry/cache"},
    {"FROM node:22\nRUN yarn install", "unknown"},
    {"FROM node:22\nENV PNPM_HOME=/pnpm\nRUN pnpm install", "/pnpm/store"},
    {"FROM node:22\nRUN pnpm install", "/root/.local/share/pnpm/store"},
    {"FROM node:22\nRUN bun install", "/root/.bun/install/cache"},

    {"FROM golang:1.23\nRUN go mod download", "/go/pkg/mod"},
    {"FROM golang:1.23\nRUN go build", "/go/pkg/mod /root/.cache/go-build-"},
    {"FROM docker.io/library/golang:1.23\nRUN go mod download", "/go/pkg/mod"},
    {"FROM example/golang:1.23\nRUN go mod download", "unknown"},
    {"FROM debian\nRUN go mod download", "/root/go/pkg/mod"},
    {"FROM example/base\nRUN go mod download", "unknown"},
    {"FROM rust:1\nRUN cargo build", "/usr/local/cargo/registry /usr/local/cargo/git"},
    {"FROM nvidia/cuda:12.9.1-devel-ubuntu24.04\nRUN cargo build",
     "/root/.cargo/registry /root/.cargo/git"},
    {"FROM ruby:3\nRUN bundle install", "/usr/local/bundle/cache"},
    {"FROM ruby:3\nRUN bundle config set path x\nRUN bundle install", "unknown"},
    {"FROM composer:2\nRUN composer install", "/tmp/cache"},
    {"FROM php:8\nRUN composer install", "unknown"},
    {"FROM maven:3\nRUN mvn package", "/root/.m2/repository"},
    {"FROM maven:3\nRUN mvn -Dmaven.repo.local=/m package", "/m"},
    {"FROM gradle:8\nRUN gradle build", "/home/gradle/.gradle/caches+"},
    {"FROM eclipse-temurin:21\nUSER root\nRUN ./gradlew build",
     "/root/.gradle/caches+ /root/.gradle/wrapper+"},
    {"FROM mcr.microsoft.com/dotnet/sdk:8.0\nUSER root\nRUN dotnet restore",
     "/root/.nuget/packages"},
};

INSTANTIATE_TEST_SUITE_P(Managers, Caches, testing::ValuesIn(readings));

} // namespace
} // namespace dflint::model
