// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/console.h"

#include "dflint/emit/visible.h"
#include "dflint/source/source_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace dflint::cli {

namespace {

/// 0, or the errno of what went wrong.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

Error failure(std::string_view where, std::string_view action, int code) {
    std::string message(where);
    message += ": cannot ";
    message += action;
    message += ": ";
    message += std::strerror(code);
    return {message};
}

/// Empty when it is not set, which the conventions about colour make no difference between.
std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

} // namespace

Result<std::monostate> write_output(std::string_view text) {
    const int code = write_all(STDOUT_FILENO, text);
    if (code != 0 && code != EPIPE) return failure("standard output", "write", code);
    return std::monostate{};
}

Result<std::monostate> write_output(std::string_view text, const std::string& path) {
    if (path == "-") return write_output(text);
    const int file =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);
    if (file < 0) return failure(path, "write", errno);
    int code = write_all(file, text);
    if (::close(file) != 0 && code == 0) code = errno;
    if (code != 0) return failure(path, "write", code);
    return std::monostate{};
}

void write_error(std::string_view text) {
    // There is nowhere left to say that this failed.
    [[maybe_unused]] const int code = write_all(STDERR_FILENO, text);
}

void complain(std::string_view message) {
    std::string line = "dflint: ";
    emit::append_visible(line, message); // names of files can hold anything
    line += '\n';
    write_error(line);
}

Result<std::string> read_input() {
    std::string text;
    for (;;) {
        const std::size_t count = text.size();
        if (count > SourceFile::max_byte_count) return failure("standard input", "read", EFBIG);
        text.resize(count + std::max<std::size_t>(count, 65536));
        const ssize_t got = ::read(STDIN_FILENO, text.data() + count, text.size() - count);
        const int code = errno;
        text.resize(count + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got == 0) return text;
        if (got < 0 && code != EINTR) return failure("standard input", "read", code);
    }
}

bool output_has_color() {
    if (!variable("NO_COLOR").empty()) return false;
    for (const char* name : {"FORCE_COLOR", "CLICOLOR_FORCE"}) {
        const std::string_view value = variable(name);
        if (!value.empty() && value != "0") return true;
    }
    return variable("TERM") != "dumb" && ::isatty(STDOUT_FILENO) != 0;
}

} // namespace dflint::cli
