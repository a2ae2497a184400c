// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_finder.h"
#include "dflint/model/first_places.h"
#include "dflint/model/paths.h"

namespace dflint::model {

using Directories = CacheFinder::Directories;

namespace {

std::uint32_t first_bundle_configuration(const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        for (const Command& command : run.commands) {
            if (command.is_one_of({"bundle", "bundler"}) &&
                command.verb_in({"config", "config set"})) {
                return command.at.begin;
            }
        }
    }
    return FirstPlaces::nowhere;
}

struct BundleConfigurations : FirstSteps {
    using FirstSteps::FirstSteps;
};

} // namespace

// `go help environment`; the golang image sets GOPATH=/go.
Directories CacheFinder::go() const {
    Directories out;
    if (const Value modules = variable("GOMODCACHE"); modules.is_set) {
        out = at(modules);
    } else if (const Value path = variable("GOPATH"); path.is_set) {
        out = at(path, "/pkg/mod");
    } else if (is_official("golang")) {
        out = one("/go/pkg/mod");
    } else if (has_plain_environment()) {
        out = under_home("/go/pkg/mod");
    }
    if (!out || command_.verb == "mod download") return out;
    const Value set = variable("GOCACHE");
    const Directories objects = set.is_set ? at(set) : under_cache({}, "go-build");
    if (!objects) return {};
    out->push_back({objects->front().path, false, false});
    return out;
}

// https://doc.rust-lang.org/cargo/guide/cargo-home.html; the rust image sets
// CARGO_HOME=/usr/local/cargo, and cargo-chef's is built on it.
Directories CacheFinder::cargo() const {
    std::optional<std::string> root;
    if (const Value set = variable("CARGO_HOME"); set.is_set) {
        root = set.text;
    } else if (is_official("rust") || image_.repository == "lukemathwalker/cargo-chef") {
        root = "/usr/local/cargo";
    } else if (has_plain_environment()) {
        if (const auto directory = home()) root = *directory + "/.cargo";
    }
    if (!root || !root->starts_with('/')) return {};
    return std::vector{downloads(*root + "/registry"), downloads(*root + "/git")};
}

// RubyGems keeps what it fetched in the cache directory of GEM_HOME, and the ruby image sets
// GEM_HOME=/usr/local/bundle. A bundle path moves it below a directory named by Ruby's version.
Directories CacheFinder::gem() const {
    if (install_.manager == Manager::bundler) {
        if (command_.has_option({"--path", "--deployment"}) ||
            variable({"BUNDLE_PATH", "BUNDLE_DEPLOYMENT"}).is_set || is_bundle_configured()) {
            return {};
        }
    } else if (const Value set = option({"-i", "--install-dir"}); set.is_set) {
        return at(set, "/cache");
    }
    if (const Value set = variable("GEM_HOME"); set.is_set) return at(set, "/cache");
    return is_official("ruby") ? one("/usr/local/bundle/cache") : Directories{};
}

bool CacheFinder::is_bundle_configured() const {
    const Run& run = *command_.run;
    return run.stage->build->fact<BundleConfigurations>().of(run, first_bundle_configuration) !=
           FirstPlaces::nowhere;
}

// https://getcomposer.org/doc/03-cli.md#composer-cache-dir; without a variable it depends on
// /etc/xdg in the image. The composer image sets COMPOSER_CACHE_DIR (/tmp/cache in its README).
Directories CacheFinder::composer() const {
    if (const Value set = variable("COMPOSER_CACHE_DIR"); set.is_set) return at(set);
    if (const Value set = variable("COMPOSER_HOME"); set.is_set) return at(set, "/cache");
    if (const Value set = variable("XDG_CACHE_HOME"); set.is_set) return at(set, "/composer");
    return is_official("composer") ? one("/tmp/cache") : Directories{};
}

// https://maven.apache.org/guides/mini/guide-configuring-maven.html: ~/.m2/repository, ~ being
// Java's user.home.
Directories CacheFinder::maven() const {
    constexpr std::string_view property = "maven.repo.local=";
    for (const Option& option : command_.options) {
        if (option.name == "-D" && option.value && option.value->starts_with(property)) {
            const std::string path(option.value->substr(property.size()));
            return at({true, expanded(path)});
        }
    }
    for (const std::string_view name : {"MAVEN_OPTS", "MAVEN_ARGS"}) {
        const Value set = variable(name);
        if (!set.is_set) continue;
        if (!set.text) return {};
        const std::size_t found = set.text->find(property);
        if (found == std::string::npos) continue;
        const std::string path = set.text->substr(found + property.size());
        return at({true, path.substr(0, path.find(' '))});
    }
    const auto directory = home_of_user();
    return directory ? one(*directory + "/.m2/repository") : Directories{};
}

// https://docs.gradle.org/current/userguide/directory_layout.html#dir:gradle_user_home. Its
// locks do not reach into other containers. In the gradle image root's ~/.gradle is a link to
// /home/gradle/.gradle.
Directories CacheFinder::gradle() const {
    std::optional<std::string> root;
    if (const Value set = option({"-g", "--gradle-user-home"}); set.is_set) {
        root = set.text;
    } else if (const Value user_home = variable("GRADLE_USER_HOME"); user_home.is_set) {
        root = user_home.text;
    } else if (is_official("gradle")) {
        root = "/home/gradle/.gradle";
    } else if (const auto directory = home_of_user()) {
        root = *directory + "/.gradle";
    }
    if (!root || !root->starts_with('/')) return {};
    std::vector<CacheDirectory> out{{clean_path(*root + "/caches"), true, true}};
    if (command_.is("gradlew")) out.push_back({clean_path(*root + "/wrapper"), true, true});
    return out;
}

// https://learn.microsoft.com/en-us/nuget/consume-packages/managing-the-global-packages-and-cache-folders
Directories CacheFinder::dotnet() const {
    if (const Value set = option({"--packages"}); set.is_set) return at(set);
    if (const Value set = variable("NUGET_PACKAGES"); set.is_set) return at(set);
    return under_home("/.nuget/packages");
}

// https://hexdocs.pm/hex/Mix.Tasks.Hex.Config.html (HEX_HOME). Its packages alone: beside them lie
// keys, and what `mix local.hex` brings is in ~/.mix.
Directories CacheFinder::mix() const {
    if (const Value set = variable("HEX_HOME"); set.is_set) return at(set, "/packages");
    return variable("MIX_XDG").is_set ? Directories{} : under_home("/.hex/packages");
}

} // namespace dflint::model
