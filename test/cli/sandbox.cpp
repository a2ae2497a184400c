// SPDX-License-Identifier: Apache-2.0
#include "test/cli/sandbox.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace dflint::cli {

namespace fs = std::filesystem;

namespace {

std::string whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void redirect(const std::string& path, int flags, int descriptor) {
    const int file = ::open(path.c_str(), flags, 0600);
    if (file < 0 || ::dup2(file, descriptor) < 0) ::_exit(126);
}

[[noreturn]] void become(const std::vector<std::string>& arguments) {
    for (const char* variable : {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "GIT_DIR",
                                 "GIT_WORK_TREE", "GIT_INDEX_FILE"}) {
        ::unsetenv(variable);
    }
    ::setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    ::setenv("GIT_CONFIG_SYSTEM", "/dev/null", 1);
    std::vector<char*> words;
    words.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments) {
        words.push_back(const_cast<char*>(argument.c_str()));
    }
    words.push_back(nullptr);
    ::execvp(words[0], words.data());
    ::_exit(127);
}

} // namespace

Sandbox::Sandbox() {
    std::string name = (fs::temp_directory_path() / "dflint-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
    root_ = fs::canonical(name).string();
    fs::create_directory(root_ + "/io");
    fs::create_directory(root_ + "/work");
}

Sandbox::~Sandbox() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
}

std::string Sandbox::path(std::string_view relative) const {
    return root_ + "/work/" + std::string(relative);
}

void Sandbox::write(std::string_view relative, std::string_view text) const {
    const std::string name = path(relative);
    fs::create_directories(fs::path(name).parent_path());
    std::ofstream(name, std::ios::binary) << text;
}

std::string Sandbox::read(std::string_view relative) const {
    return whole(path(relative));
}

void Sandbox::make_directory(std::string_view relative) const {
    fs::create_directories(path(relative));
}

void Sandbox::link(std::string_view target, std::string_view relative) const {
    fs::create_symlink(target, path(relative));
}

Outcome Sandbox::run(const std::vector<std::string>& arguments, std::string_view input) const {
    const std::string in = root_ + "/io/in", out = root_ + "/io/out", err = root_ + "/io/err";
    std::ofstream(in, std::ios::binary) << input;
    const pid_t child = ::fork();
    if (child == 0) {
        if (::chdir((root_ + "/work").c_str()) != 0) ::_exit(126);
        redirect(in, O_RDONLY, 0);
        redirect(out, O_WRONLY | O_CREAT | O_TRUNC, 1);
        redirect(err, O_WRONLY | O_CREAT | O_TRUNC, 2);
        become(arguments);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {code, whole(out), whole(err)};
}

Outcome Sandbox::dflint(std::vector<std::string> arguments, std::string_view input) const {
    arguments.insert(arguments.begin(), program());
    return run(arguments, input);
}

std::string Sandbox::program() {
    return DFLINT_PROGRAM;
}

} // namespace dflint::cli
