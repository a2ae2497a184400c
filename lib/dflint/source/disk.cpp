// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/disk.h"

#include "dflint/source/source_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dflint {

namespace {

Error failure(const std::string& path, std::string_view action, int code) {
    return {path + ": cannot " + std::string(action) + ": " + std::strerror(code)};
}

/// Closes its descriptor; -1 holds none.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }
    int close() {
        const int fd = fd_;
        fd_ = -1;
        return fd < 0 ? 0 : ::close(fd);
    }

private:
    int fd_;
};

/// As the system knows it, within what can be read; 0 for a pipe.
std::size_t size_of(int fd) {
    struct stat info {};
    if (::fstat(fd, &info) != 0 || info.st_size < 0) return 0;
    return std::min(static_cast<std::size_t>(info.st_size), SourceFile::max_byte_count);
}

} // namespace

Result<std::string> read_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (file.get() < 0) return failure(path, "open", errno);
    // Nearly every file fits at once, and asking for its size first would take as long: the size
    // of a pipe is not known, and one that is may change meanwhile.
    std::array<char, 65536> buffer;
    std::string text;
    for (;;) {
        const ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failure(path, "read", errno);
        if (got == 0) return text;
        if (text.size() + static_cast<std::size_t>(got) > SourceFile::max_byte_count) {
            return failure(path, "read", EFBIG);
        }
        if (text.empty() && static_cast<std::size_t>(got) == buffer.size()) {
            text.reserve(size_of(file.get())); // a large one is not copied while it grows
        }
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

Result<std::monostate> write_file_atomically(const std::string& path, std::string_view text) {
    char* const resolved = ::realpath(path.c_str(), nullptr);
    if (resolved == nullptr) return failure(path, "resolve", errno);
    const std::string target = resolved;
    std::free(resolved);

    struct stat info {};
    if (::stat(target.c_str(), &info) != 0) return failure(path, "read", errno);
    // A rename asks the directory only, not the file that somebody protects.
    if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) {
        return failure(path, "write", errno);
    }

    // Hidden: a search that goes on meanwhile must not take it for a Dockerfile.
    std::string temporary = target + ".dflint-XXXXXX";
    temporary.insert(target.rfind('/') + 1, ".");
    Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0) return failure(path, "create a temporary file beside it", errno);
    const auto give_up = [&](std::string_view action) {
        const int code = errno;
        ::unlink(temporary.c_str());
        return failure(path, action, code);
    };

    for (std::size_t written = 0; written < text.size();) {
        const ssize_t count = ::write(file.get(), text.data() + written, text.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return give_up("write");
        written += static_cast<std::size_t>(count);
    }
    // The owner first, as changing it clears set-id bits; only root may, so a refusal is no error.
    [[maybe_unused]] const int ignored = ::fchown(file.get(), info.st_uid, info.st_gid);
    if (::fchmod(file.get(), info.st_mode & 07777) != 0) return give_up("set the mode");
    if (::fsync(file.get()) != 0) return give_up("write");
    if (file.close() != 0) return give_up("write");
    if (::rename(temporary.c_str(), target.c_str()) != 0) return give_up("replace");
    return std::monostate{};
}

} // namespace dflint
