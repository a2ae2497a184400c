// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/system.h"

#include "dflint/model/build.h"
#include "dflint/model/scripts.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <array>

namespace dflint::model {

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// Words of small letters that a text may hold, all looked for at once.
template <std::size_t size> class Parts {
public:
    consteval explicit Parts(const std::array<std::string_view, size>& parts) : parts_(parts) {
        for (const std::string_view part : parts) first_ |= bit(part.front());
    }

    [[nodiscard]] bool any_in(std::string_view text) const {
        for (; !text.empty(); text.remove_prefix(1)) {
            if ((first_ & bit(text.front())) != 0 && any_at_begin_of(text)) return true;
        }
        return false;
    }

private:
    static constexpr std::uint32_t bit(char c) {
        return c >= 'a' && c <= 'z' ? std::uint32_t{1} << (c - 'a') : 0;
    }
    [[nodiscard]] bool any_at_begin_of(std::string_view text) const {
        for (const std::string_view part : parts_) {
            if (part.front() == text.front() && text.starts_with(part)) return true;
        }
        return false;
    }

    std::array<std::string_view, size> parts_;
    std::uint32_t first_ = 0; ///< the letters they begin with
};

/// Distributions, and the tags of official images that name one.
bool is_posix_image(std::string_view reference) {
    using namespace std::string_view_literals;
    static constexpr Parts names(std::array{
        "alma"sv, "alpine"sv, "amazonlinux"sv, "archlinux"sv, "busybox"sv, "centos"sv, "debian"sv,
        "fedora"sv, "oracle"sv, "rocky"sv, "slim"sv, "suse"sv, "ubi"sv, "ubuntu"sv});
    static constexpr Parts releases(std::array{"bookworm"sv, "bullseye"sv, "buster"sv, "focal"sv,
                                               "jammy"sv, "noble"sv, "trixie"sv, "linux"sv});
    const ImageName name = ImageName::split(reference);
    return names.any_in(name.repository) || names.any_in(name.tag) || releases.any_in(name.tag);
}

/// `C:\x` and `c:/x`: no path of anything but Windows.
bool is_drive_path(std::string_view text) {
    if (!text.empty() && text.front() == '"') text.remove_prefix(1);
    const bool has_letter = !text.empty() && ((text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z');
    return has_letter && text.size() > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/');
}

/// `powershell` and `cmd` exist on Windows only; elsewhere PowerShell is called pwsh.
bool starts_windows_shell(std::string_view executable) {
    const Shell shell = shell_named(executable);
    if (shell != Shell::powershell) return shell == Shell::cmd;
    const std::string_view name = executable.substr(executable.find_last_of("/\\") + 1);
    return (name[1] | 0x20) == 'o';
}

bool shows_windows(const dockerfile::Command& command) {
    if (command.json) {
        return !command.exec.empty() && (starts_windows_shell(command.exec.front().text) ||
                                         is_drive_path(command.exec.front().text));
    }
    const std::string_view text = command.shell.text;
    static constexpr ByteSet blanks(" \t");
    const std::string_view first = text.substr(0, blanks.first_in(text));
    return starts_windows_shell(first) || is_drive_path(first);
}

/// One instruction of the stage can only be meant for Windows.
bool shows_windows(const Instruction& instruction) {
    switch (instruction.keyword) {
    case Keyword::shell:
    case Keyword::run:
    case Keyword::cmd:
    case Keyword::entrypoint: {
        const auto* const command = instruction.as<dockerfile::Command>();
        return command != nullptr && shows_windows(*command);
    }
    case Keyword::workdir: {
        const auto* const path = instruction.as<dockerfile::Single>();
        return path != nullptr && is_drive_path(path->value.text);
    }
    case Keyword::copy:
    case Keyword::add: {
        const auto* const files = instruction.as<dockerfile::Words>();
        return files != nullptr && !files->words.empty() && is_drive_path(files->words.back().text);
    }
    default:
        return false;
    }
}

} // namespace

bool is_windows_image(std::string_view reference) {
    using namespace std::string_view_literals;
    static constexpr Parts editions(std::array{"nanoserver"sv, "servercore"sv, "windowsserver"sv});
    static constexpr Parts of_microsoft(
        std::array{"windows"sv, "dotnet/framework"sv, "dotnet-framework"sv, "iis"sv});
    if (!holds(reference, "server") && !holds(reference, "microsoft") &&
        !holds(reference, "ltsc20")) {
        return false; // most references, and cheaper than splitting them
    }
    const ImageName name = ImageName::split(reference);
    if (editions.any_in(reference) || name.tag.starts_with("ltsc20")) return true;
    if (name.registry == "mcr.microsoft.com") return of_microsoft.any_in(name.repository);
    if (!name.repository.starts_with("microsoft/")) return false;
    return of_microsoft.any_in(name.repository.substr(10));
}

Systems::Systems(const dockerfile::Tree& tree) : tree_(tree) {
    for (const Instruction& each : tree.instructions) {
        if (const auto* const from = each.as<dockerfile::From>()) {
            names_windows_ |= is_windows_image(from->image.text);
        } else if (const auto* const pairs = each.as<dockerfile::Pairs>();
                   pairs != nullptr && each.keyword == Keyword::arg) {
            for (const dockerfile::Pair& pair : pairs->pairs) {
                names_windows_ |= pair.value && is_windows_image(pair.value->text);
            }
        }
    }
}

System Systems::of(std::uint32_t from, std::string_view image, std::string_view platform) const {
    if (platform.starts_with("windows")) return System::windows;
    // The machine that builds runs Linux wherever BuildKit is asked for its platform.
    if (platform.starts_with("linux") || holds(platform, "BUILDPLATFORM")) return System::posix;
    if (is_windows_image(image)) return System::windows;
    const auto& all = tree_.instructions;
    const auto begin = all.begin() + from + 1;
    const auto end = std::find_if(
        begin, all.end(), [](const Instruction& each) { return each.keyword == Keyword::from; });
    const auto shows = [](const Instruction& each) { return shows_windows(each); };
    const bool shows_it = std::any_of(begin, end, shows);
    const bool has_hint = tree_.escape == '`' || names_windows_ || holds(image, "windows");
    // Nearly all stages are through here, whatever their image is.
    if ((!shows_it && !has_hint) || is_posix_image(image)) return System::posix;
    return shows_it ? System::windows : System::unsure;
}

} // namespace dflint::model
