// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/disk.h"

#include "dflint/source/source_file.h"

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

} // namespace

Result<std::string> read_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (file.get() < 0) return failure(path, "open", errno);
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) return failure(path, "read", errno);
    if (S_ISDIR(info.st_mode)) return failure(path, "read", EISDIR);
    if (info.st_size > 0 && static_cast<std::uint64_t>(info.st_size) > SourceFile::max_byte_count) {
        return failure(path, "read", EFBIG);
    }

    // The size is a hint: pipes and files under /proc say 0, and a file may shrink meanwhile.
    std::string text(static_cast<std::size_t>(info.st_size) + 1, '\0');
    std::size_t count = 0;
    for (;;) {
        if (count == text.size()) text.resize(text.size() * 2 + 4096);
        const ssize_t got = ::read(file.get(), text.data() + count, text.size() - count);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failure(path, "read", errno);
        if (got == 0) break;
        count += static_cast<std::size_t>(got);
        if (S_ISREG(info.st_mode) && count == static_cast<std::size_t>(info.st_size)) break;
        if (count > SourceFile::max_byte_count) return failure(path, "read", EFBIG);
    }
    text.resize(count);
    return text;
}

Result<std::monostate> write_file_atomically(const std::string& path, std::string_view text) {
    char* const resolved = ::realpath(path.c_str(), nullptr);
    if (resolved == nullptr) return failure(path, "resolve", errno);
    const std::string target = resolved;
    std::free(resolved);

    struct stat info {};
    if (::stat(target.c_str(), &info) != 0) return failure(path, "read", errno);

    std::string temporary = target + ".dflint-XXXXXX";
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
