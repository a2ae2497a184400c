// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/options.h"

#include "dflint/model/requirement.h"
#include "understood.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace dflint::model {
namespace {

/// "verb | -o=value -y | operand operand", and a `?` in front when the options are not sure.
std::string reading_of(const std::string& script) {
    const Understood file("FROM alpine\nRUN " + script + "\n");
    // Commands in substitutions come before the command they are part of.
    const Command& command = file.run().commands.back();
    if (!command.has_grammar) return "no grammar";
    std::string out = command.options_uncertain ? "?" : "";
    out += std::string(command.verb) + " |";
    for (const Option& option : command.options) {
        out += " " + std::string(option.name);
        if (option.value) out += "=" + std::string(*option.value);
    }
    out += " |";
    for (const std::uint32_t index : command.operands) {
        out += " " + std::string(command.words[index].text);
    }
    return out;
}

struct Reading {
    std::string script;
    std::string expected;
};

class Options : public testing::TestWithParam<Reading> {};

TEST_P(Options, AreReadAsTheToolReadsThem) {
    EXPECT_EQ(reading_of(GetParam().script), GetParam().expected) << GetParam().script;
}

const Reading apt_readings[] = {
    {"apt-get install -y curl", "install | -y | curl"},
    {"apt-get -yqq install a", "install | -y -q -q | a"},
    {"apt-get -y -o Dpkg::Options::=\"--force-confold\" install a b=1.2",
     "install | -y -o=Dpkg::Options::=--force-confold | a b=1.2"},
    {"apt-get install -t bookworm-backports -q=2 a", "install | -t=bookworm-backports -q=2 | a"},
    {"apt-get -oAcquire::Retries=3 update", "update | -o=Acquire::Retries=3 |"},
    {"apt-get $OPTIONS install a", "install | | $OPTIONS a"},
    {"apt-get $OPTIONS frob a", " | | $OPTIONS frob a"},
    {"apk --no-cache add -t .build gcc", "add | --no-cache -t=.build | gcc"},
    {"apk add --virtual=.build -X http://x gcc", "add | --virtual=.build -X=http://x | gcc"},
    {"yum -y --enablerepo epel install a", "install | -y --enablerepo=epel | a"},
    {"dnf groupinstall a", "group install | | a"},
    {"zypper -n in -r repo a", "install | -n -r=repo | a"},
    {"frobnicate install -y x", "no grammar"},
};

const Reading python_readings[] = {
    {"pip install -r a.txt -c b.txt torch", "install | -r=a.txt -c=b.txt | torch"},
    {"pip3.11 install -ra.txt", "install | -r=a.txt |"},
    {"pip --timeout 30 install -qU pip", "install | --timeout=30 -q -U | pip"},
    {"pip install --index-url=$URL x", "install | --index-url=$URL | x"},
    {"pip install --frobnicate x", "?install | --frobnicate | x"},
    {"pip install x --frobnicate", "install | --frobnicate | x"},
    {"pip install --frobnicate=1 x", "install | --frobnicate=1 | x"},
    {"pip install --no-dependencies x", "install | --no-deps | x"},
    {"pip install --no-depe x", "install | --no-deps | x"},
    {"pip install --no-dep x", "?install | --no-dep | x"},
    {"pip install --constr a.txt --time=30 --index-u https://x y",
     "install | --constraint=a.txt --timeout=30 --index-url=https://x | y"},
    {"pip install --no-in x", "?install | --no-in | x"},
    {"uv pip install --no-dependencies x", "pip install | --no-deps | x"},
    {"pip cache purge", "cache purge | |"},
    {"python3 -m pip install -e .", "install | -e=. |"},
    {"uv pip install --system -r r.txt", "pip install | --system -r=r.txt |"},
    {"uv --quiet pip --offline install x", "pip install | --quiet --offline | x"},
    {"uv run -p 3.12 main.py --flag value", "run | -p=3.12 | main.py --flag value"},
    {"poetry install --only main --no-root", "install | --only=main --no-root |"},
    {"conda clean -afy", "clean | -a -f -y |"},
    {"conda install -c conda-forge -y a", "install | -c=conda-forge -y | a"},
    {"conda env create -f environment.yml", "env create | -f=environment.yml |"},
};

const Reading node_readings[] = {
    {"npm i -g x@latest", "install | -g | x@latest"},
    {"npm clean-install --omit dev", "ci | --omit=dev |"},
    {"npm install --save false x", "install | --save=false | x"},
    {"npm cache clean --force", "cache clean | --force |"},
    {"npm run build --if-present", "run | | build --if-present"},
    {"yarn", "install | |"},
    {"yarn --frozen-lockfile --network-timeout 600000",
     "install | --frozen-lockfile --network-timeout=600000 |"},
    {"yarn --version", " | --version |"},
    {"yarn start:prod", "start:prod | |"},
    {"yarn global add x", "global add | | x"},
    {"pnpm -C web i --frozen-lockfile", "install | -C=web --frozen-lockfile |"},
};

const Reading other_readings[] = {
    {"go build -tags netgo -ldflags=\"-s -w\" -o /app ./cmd",
     "build | -tags=netgo -ldflags=-s -w -o=/app | ./cmd"},
    {"go install --tags x a/b@v1.2.3", "install | --tags=x | a/b@v1.2.3"},
    {"cargo +nightly build --release", "build | --release |"},
    {"gem install a -v 1.2 -N -- --with-x", "install | -v=1.2 -N | a"},
    {"bundle -j4 --retry 3", "install | -j=4 --retry=3 |"},
    {"bundle config set --local path x", "config set | --local | path x"},
    {"./mvnw -B -DskipTests -Pprod -pl app -am package",
     " | -B -D=skipTests -P=prod -pl=app -am | package"},
    {"gradle -x test -Pa=b build", " | -x=test -P=a=b | build"},
    {"dotnet publish -c Release -p:A=b --self-contained true x.csproj",
     "publish | -c=Release -p=:A=b --self-contained=true | x.csproj"},
    {"git -C /x clone -b v1 --depth 1 URL dir", "clone | -C=/x -b=v1 --depth=1 | URL dir"},
    {"curl -fsSLo out -H A:b URL", " | -f -s -S -L -o=out -H=A:b | URL"},
    {"tar xzfC a.tgz /opt b", " | -x -z -f=a.tgz -C=/opt | b"},
    {"tar -xzf a.tgz -C /opt", " | -x -z -f=a.tgz -C=/opt |"},
    {"make -j $(nproc) install", " | -j=$(nproc) | install"},
    {"make -j install", " | -j | install"},
    {"make -kj8 install", " | -k -j=8 | install"},
    {"cmake --build . --parallel --target x -j8 -DA=B",
     " | --build=. --parallel --target=x -j=8 -D=A=B |"},
    {"yarn tsc --jsx preserve", "tsc | | --jsx preserve"},
    {"rm -rf -- -x /y", " | -r -f | -x /y"},
};

INSTANTIATE_TEST_SUITE_P(Apt, Options, testing::ValuesIn(apt_readings));
INSTANTIATE_TEST_SUITE_P(Python, Options, testing::ValuesIn(python_readings));
INSTANTIATE_TEST_SUITE_P(Node, Options, testing::ValuesIn(node_readings));
INSTANTIATE_TEST_SUITE_P(Other, Options, testing::ValuesIn(other_readings));

TEST(OptionSpans, TheValueStandsWhereItIsWritten) {
    const Understood file("FROM alpine\n"
                          "RUN pip install --index-url=\"https://x\" -r a.txt \"--timeout=30\" "
                          "-c\\\nb.txt\n");
    const auto& options = file.run().commands.front().options;
    ASSERT_EQ(options.size(), 4U);
    EXPECT_EQ(file.text(options[0].at), "--index-url=\"https://x\"");
    EXPECT_EQ(file.text(options[0].value_at), "\"https://x\"");
    EXPECT_EQ(file.text(options[1].at), "-r a.txt");
    EXPECT_EQ(file.text(options[1].value_at), "a.txt");
    EXPECT_EQ(file.text(options[2].value_at), "30");
    EXPECT_EQ(file.text(options[3].value_at), "b.txt");
}

TEST(OptionSpans, AVerbOfTwoWordsCoversBoth) {
    const Understood file("FROM alpine\nRUN uv pip install x\n");
    const Command& command = file.run().commands.front();
    EXPECT_EQ(file.text(command.verb_at), "pip install");
    EXPECT_EQ(command.verb_word, 1U);
}

TEST(OptionSpans, AVerbTakenForGrantedIsEmptyBehindTheName) {
    const Understood file("FROM alpine\nRUN yarn --silent\n");
    const Command& command = file.run().commands.front();
    EXPECT_TRUE(command.verb_at.empty());
    EXPECT_EQ(command.verb_at.begin, command.name_word.at.end);
}

TEST(WordShapes, ADashAloneIsAnOperand) {
    EXPECT_EQ(shape_of("-").kind, WordShape::Kind::operand);
    EXPECT_EQ(shape_of("").kind, WordShape::Kind::operand);
    EXPECT_EQ(shape_of("--").kind, WordShape::Kind::dashes);
    EXPECT_EQ(shape_of("-rfile").kind, WordShape::Kind::letters);
    EXPECT_EQ(shape_of("--a=b=c").name, "--a");
    EXPECT_EQ(shape_of("--a=b=c").value, "b=c");
    EXPECT_EQ(shape_of("--a=").value, "");
    EXPECT_EQ(shape_of("--a").value, std::nullopt);
}

TEST(Requirements, HaveANameExtrasVersionsUrlAndMarker) {
    const auto full = read_requirement("A.b-c[x, y] >= 1.0, <2 ; python_version < '3.9'");
    ASSERT_TRUE(full);
    EXPECT_EQ(full->name, "A.b-c");
    EXPECT_EQ(full->extras, "x, y");
    EXPECT_EQ(full->specifiers, ">= 1.0, <2");
    EXPECT_EQ(full->marker, "python_version < '3.9'");
    EXPECT_FALSE(full->is_exact);
    const auto url = read_requirement("a @ https://x/a.whl");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->url, "https://x/a.whl");
    EXPECT_EQ(read_requirement("a (>=1)")->specifiers, ">=1");
}

TEST(Requirements, OneEqualityWithoutAWildcardIsExact) {
    EXPECT_TRUE(read_requirement("torch==2.6.0+cu118")->is_exact);
    EXPECT_TRUE(read_requirement("torch===2.6.0")->is_exact);
    EXPECT_TRUE(read_requirement("torch==${VERSION:-1,2}")->is_exact);
    EXPECT_FALSE(read_requirement("torch==2.*")->is_exact);
    EXPECT_FALSE(read_requirement("torch==2.6,>2")->is_exact);
    EXPECT_FALSE(read_requirement("torch~=2.6")->is_exact);
    EXPECT_FALSE(read_requirement("torch")->is_exact);
}

TEST(Requirements, WhatIsNoneIsRefused) {
    for (const std::string_view text :
         {"", "-x", "$A", "a$B", "a==", "a b", "a{b,c}", "./x", "a/b", "==1", "a>=1 b"}) {
        EXPECT_FALSE(read_requirement(text)) << text;
    }
}

} // namespace
} // namespace dflint::model
