// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install.h"

#include "understood.h"

#include <gtest/gtest.h>

#include <string>

namespace dflint::model {
namespace {

/// "pip project offline: torch ==2.6.0! ?x; files: a.txt; constraints: c.txt; projects: ." where
/// `!` is a pin, `@` a URL and `?` says that some operands are unknown.
std::string told(const Install& install) {
    std::string out(name_of(install.manager));
    out += install.kind == InstallKind::project        ? " project"
           : install.kind == InstallKind::dependencies ? " dependencies"
                                                       : " packages";
    if (install.is_offline) out += " offline";
    out += ":";
    for (const Package& package : install.packages) {
        out += " " + std::string(package.name) + std::string(package.version);
        if (package.is_pinned) out += "!";
        if (package.is_url) out += "@";
    }
    if (install.has_unknown_operands) out += " ?";
    const auto list = [&](const char* title, const std::vector<Operand>& operands) {
        if (!operands.empty()) out += std::string("; ") + title + ":";
        for (const Operand& operand : operands) out += " " + std::string(operand.path);
    };
    list("files", install.manifests);
    list("constraints", install.constraints);
    list("projects", install.projects);
    return out;
}

std::string install_in(const std::string& script) {
    const Understood file("FROM alpine\nRUN " + script + "\n");
    return file.run().installs.empty() ? "none" : told(file.run().installs.front());
}

struct Reading {
    std::string script;
    std::string expected;
};

class Installs : public testing::TestWithParam<Reading> {};

TEST_P(Installs, AreReadFromTheCommand) {
    EXPECT_EQ(install_in(GetParam().script), GetParam().expected) << GetParam().script;
}

const Reading system_installs[] = {
    {"apt-get -y -o Dpkg::Options::=\"--force-confold\" install a b=1.2 g++ c/stable d=1.*",
     "apt packages: a b=1.2! g++ c/stable d=1.*"},
    {"sudo apt install -y ./a.deb", "apt project:; projects: ./a.deb"},
    {"apt-get install -y php$V-cli a=$B x-* old-", "apt packages: a=$B! ?"},
    {"apt-get install a:i386=1 b:amd64", "apt packages: a=1! b"},
    {"apt-get upgrade -y", "apt packages: ?"},
    {"apt-get upgrade -y a", "apt packages: a"},
    {"dnf upgrade -y a-*", "dnf packages: ?"},
    {"apt-get update", "none"},
    {"apt-get install -y", "none"},
    {"xargs apt-get install -y < list", "apt packages: ?"},
    {"apt-get install --dry-run a", "apt packages offline: a"},
    {"apk add --no-cache -t .b a=1.2-r0 'b~1.2' 'c>1' d@edge !e",
     "apk packages: a=1.2-r0! b~1.2 c>1 d@edge"},
    {"yum install -y a-1.2-3.el8.x86_64 gcc-c++ python3-devel https://x/y.rpm @dev",
     "dnf packages: a-1.2-3.el8.x86_64! gcc-c++ python3-devel https://x/y.rpm!@ @dev"},
    {"zypper -n in a 'b>=2' c=1", "zypper packages: a b>=2 c=1!"},
};

const Reading python_installs[] = {
    {"pip install -r a.txt -c b.txt \"torch==2.6.0\" 'x[extra]>=1,<2' "
     "git+https://h/r@main#egg=e ./dist/*.whl",
     "pip project: torch==2.6.0! x>=1,<2 e@; files: a.txt; constraints: b.txt; "
     "projects: ./dist/*.whl"},
    {"pixi install --locked -e prod", "pixi dependencies:"},
    {"pixi i --frozen --manifest-path web/pixi.toml", "pixi dependencies:; files: web/pixi.toml"},
    {"pixi add --pypi torch==2.6.0", "pixi dependencies: torch==2.6.0!"},
    {"pixi add --no-install torch", "none"},
    {"pixi global install --expose a=b ipython 'numpy>=2'", "pixi packages: ipython numpy>=2"},
    {"pixi run install", "none"},
    {"pip install -U pip", "pip packages: pip"},
    {"pip install torch==${V} a$X \"$Y\"", "pip packages: torch==${V}! ?"},
    {"pip install uvicorn[standard] torch==2.*", "pip packages: uvicorn torch==2.*"},
    {"pip install -r requirements.txt", "pip dependencies:; files: requirements.txt"},
    {"pip install -e .[dev]", "pip project:; projects: ."},
    {"pip install .", "pip project:; projects: ."},
    {"pip install $PACKAGES", "pip packages: ?"},
    {"pip install", "none"},
    {"pip install --frobnicate x", "none"},
    {"pip install --no-index -f /wheels a", "pip packages offline: a"},
    {"pip install --no-index -f https://x a", "pip packages: a"},
    {"pip install https://h/torch-2.6.0%2Bcpu-cp311-cp311-linux_x86_64.whl",
     "pip packages: torch!@"},
    {"pip uninstall -y x", "none"},
    {"pip wheel -w /wheels -r a.txt", "pip dependencies:; files: a.txt"},
    {"python -m pip install x", "pip packages: x"},
    {"uv pip install --system -r r.txt", "uv dependencies:; files: r.txt"},
    {"uv pip install --torch-backend cpu torch", "uv packages: torch"},
    {"uv sync --locked --no-install-project", "uv dependencies:"},
    {"uv sync", "uv project:"},
    {"uv run main.py", "none"},
    {"uv tool install --with a b==1", "uv packages: b==1! a"},
    {"poetry install --no-root", "poetry dependencies:"},
    {"poetry install", "poetry project:"},
    {"poetry add a@^1.2 b==1 c", "poetry packages: a@^1.2 b==1! c"},
    {"pipenv install --deploy --system", "pipenv dependencies:"},
    {"pdm sync --prod --no-self", "pdm dependencies:"},
    {"pipx install poetry==1.8", "pip packages: poetry==1.8!"},
    {"conda install -y -c conda-forge a=1.2 b==1.2 conda-forge::c 'd>=1' e=1=h0",
     "conda packages: a=1.2 b==1.2! c d>=1 e=1=h0!"},
    {"mamba env create -f e.yml", "conda dependencies:; files: e.yml"},
    {"conda create -n x python=3.11", "conda packages: python=3.11"},
};

const Reading node_installs[] = {
    {"npm i -g x@latest @s/y@1.2.3 z", "npm packages: x@latest @s/y@1.2.3! z"},
    {"npm install", "npm dependencies:"},
    {"npm ci --omit=dev", "npm dependencies:"},
    {"npm install $X", "npm packages: ?"},
    {"npm install -g .", "npm project:; projects: ."},
    {"npm install user/repo ./local a@npm:b@2.0.0",
     "npm project: user/repo@ a@npm:b@2.0.0!; projects: ./local"},
    {"npm run build", "none"},
    {"npx x", "none"},
    {"yarn", "yarn dependencies:"},
    {"yarn build", "none"},
    {"yarn add -D a@^1", "yarn packages: a@^1"},
    {"pnpm fetch --prod", "pnpm dependencies:"},
    {"bun install --frozen-lockfile", "bun dependencies:"},
};

const Reading other_installs[] = {
    {"go install a.io/b@v1.2.3 a.io/c@latest", "go packages: a.io/b@v1.2.3! a.io/c@latest"},
    {"go install ./cmd/x", "go project:"},
    {"go mod download", "go dependencies:"},
    {"go build -o /app .", "go project:"},
    {"go build -mod=vendor", "go project offline:"},
    {"go get -u a.io/b", "go packages: a.io/b"},
    {"cargo install --locked a@1.2.3 b", "cargo packages: a@1.2.3! b"},
    {"cargo install a --version 1.2.3", "cargo packages: a1.2.3!"},
    {"cargo install --path .", "cargo project:; projects: ."},
    {"cargo build --release", "cargo project:"},
    {"cargo chef cook --recipe-path r.json", "cargo dependencies:; files: r.json"},
    {"gem install a:1.2 b -v '~> 3'", "gem packages: a:1.2! b~> 3"},
    {"bundle", "bundler dependencies:"},
    {"mix deps.get --only prod", "mix dependencies:"},
    {"MIX_ENV=prod mix do local.hex --force, deps.get --only prod, compile", "mix dependencies:"},
    {"mix do local.rebar --force + deps.get + compile", "mix dependencies:"},
    {"HEX_OFFLINE=1 mix deps.get", "mix dependencies offline:"},
    {"mix deps.compile", "none"},
    {"mix do compile + release", "none"},
    {"composer install --no-dev", "composer dependencies:"},
    {"composer require a/b:^1 c/d 1.2.3", "composer packages: a/b:^1 c/d1.2.3!"},
    {"mvn dependency:go-offline -B", "maven dependencies:"},
    {"mvn clean package -DskipTests", "maven project:"},
    {"mvn --version", "none"},
    {"./gradlew build -x test --no-daemon", "gradle project:"},
    {"gradle dependencies", "gradle dependencies:"},
    {"gradle --version", "none"},
    {"dotnet restore a.csproj", "dotnet dependencies:; files: a.csproj"},
    {"dotnet publish -c Release -o /o --no-restore /p:A=b", "dotnet project offline:"},
    {"dotnet tool install -g x --version 1.2.3", "dotnet packages: x1.2.3!"},
};

INSTANTIATE_TEST_SUITE_P(System, Installs, testing::ValuesIn(system_installs));
INSTANTIATE_TEST_SUITE_P(Python, Installs, testing::ValuesIn(python_installs));
INSTANTIATE_TEST_SUITE_P(Node, Installs, testing::ValuesIn(node_installs));
INSTANTIATE_TEST_SUITE_P(Other, Installs, testing::ValuesIn(other_installs));

TEST(Packages, StandAtTheirWordInTheFile) {
    const Understood file("FROM alpine\nRUN pip install a \\\n  \"Foo_Bar==1\"\n");
    const Install& install = file.run().installs.front();
    ASSERT_EQ(install.packages.size(), 2U);
    EXPECT_EQ(file.text(install.packages[1].at), "\"Foo_Bar==1\"");
    EXPECT_EQ(install.packages[1].key, "foo-bar");
    EXPECT_EQ(install.packages[1].word, 2U);
}

std::vector<std::string> manifests_of(const std::string& script) {
    const Understood file("FROM alpine\nRUN " + script + "\n");
    return implied_manifests(file.run().installs.front());
}

TEST(Manifests, AreThoseTheManagerLooksFor) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(manifests_of("go mod download"), (Names{"go.mod", "go.sum"}));
    EXPECT_EQ(manifests_of("npm ci --prefix web").front(), "web/package.json");
    EXPECT_EQ(manifests_of("pnpm fetch").front(), "pnpm-lock.yaml");
    EXPECT_EQ(manifests_of("npm i -g x"), Names{});
    EXPECT_EQ(manifests_of("pip install -r a.txt"), Names{});
    EXPECT_EQ(manifests_of("pip install --group dev"), Names{"pyproject.toml"});
    EXPECT_EQ(manifests_of("cargo chef cook"), Names{"recipe.json"});
}

} // namespace
} // namespace dflint::model
