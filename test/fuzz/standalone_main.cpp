// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer, so that every compiler can: `fuzz_x RUNS PATH...` feeds it
// the seeds (files, or all files below directories) and then RUNS mutations of them. The generator
// is seeded with a constant: each run tries the same inputs and ends the same way.
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t max_size = 4096;

// What the grammars of this project turn on; a random byte would rarely hit it.
// clang-format off
constexpr std::string_view words[] = {
    "\\\n", "\n", "\r\n", "#", "# escape=`\n", "FROM a\n", "RUN ", "COPY ", "ENV ", "ARG ",
    "ONBUILD ", "HEALTHCHECK CMD ", "SHELL [\"", "--mount=type=cache,target=/x ", "<<EOF",
    "<<-'EOF'", "\nEOF\n", "[\"", "\"]", "\"", "'", "`", "$(", "${", "}", ")", "((", "&&", "||",
    ";", "|", "if ", "; then ", "fi", "case x in ", "esac", "for ", "do ", "done", "{ ",
    "pip install ", "apt-get ", "\xEF\xBB\xBF", "\xC2\xA0", "\xFF", "\t",
    "# dflint ignore=all\n", "\n!", "\n**/", "/**", "*", "?", "a/b", "\na\n", "[!", "<(", ">", "2>&1", "$[",
    "a = ", "target \"a\" {\n", "%{if b}", "%{endif}", "%{for c in d}", "~}", "$${", "[*]", ".*",
    "[for e in f : ", " => ", " ? ", " : ", "...", "<<-E\n", "\nE\n", "{\"a\":", "\\u00e9", "/*",
};
// clang-format on

std::string current; ///< what a signal handler may save

void save_current(int signal) {
    const int file = ::open("crash-input", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file >= 0 && ::write(file, current.data(), current.size()) >= 0) {
        constexpr std::string_view message = "the input is in ./crash-input\n";
        [[maybe_unused]] const auto ignored = ::write(2, message.data(), message.size());
    }
    ::signal(signal, SIG_DFL);
    ::raise(signal);
}

void run(std::string input) {
    current = std::move(input);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
}

std::vector<std::string> read_seeds(int count, char** paths) {
    namespace fs = std::filesystem;
    std::vector<std::string> seeds{""};
    const auto read = [&](const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    };
    for (int i = 0; i < count; ++i) {
        if (!fs::is_directory(paths[i])) {
            read(paths[i]);
            continue;
        }
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(paths[i])) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
        std::sort(files.begin(), files.end());
        for (const fs::path& file : files) read(file);
    }
    return seeds;
}

class Mutator {
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    template <class List> const auto& pick(const List& list) {
        return list[below(std::size(list))];
    }

public:
    explicit Mutator(const std::vector<std::string>& seeds) : seeds_(seeds) {}

    std::string next() {
        std::string text = pick(seeds_).substr(0, max_size);
        for (std::size_t i = below(4) + 1; i > 0; --i) change(text);
        text.resize(std::min(text.size(), max_size));
        return text;
    }

private:
    void change(std::string& text) {
        const std::size_t at = below(text.size() + 1);
        const std::size_t size = std::min(below(16) + 1, text.size() - at);
        switch (below(5)) {
        case 0:
            text.insert(at, pick(words));
            break;
        case 1:
            text.erase(at, size);
            break;
        case 2:
            text.replace(at, size, 1, static_cast<char>(below(256)));
            break;
        case 3:
            text.insert(below(text.size() + 1), text.substr(at, size));
            break;
        default: {
            const std::string& other = pick(seeds_);
            text.insert(at, other, below(other.size() + 1), below(64));
        }
        }
    }

    const std::vector<std::string>& seeds_;
    std::mt19937_64 random_{2026};
};

} // namespace

int main(int count, char** words_given) {
    if (count < 2) {
        std::cerr << "usage: " << words_given[0] << " RUNS PATH...\n";
        return 2;
    }
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS})
        ::signal(signal, save_current);
    const std::vector<std::string> seeds = read_seeds(count - 2, words_given + 2);
    for (const std::string& seed : seeds) run(seed);
    Mutator mutator(seeds);
    const long runs = std::strtol(words_given[1], nullptr, 10);
    for (long i = 0; i < runs; ++i) run(mutator.next());
    std::cout << seeds.size() << " seeds and " << runs << " mutations, no complaint\n";
    return 0;
}
