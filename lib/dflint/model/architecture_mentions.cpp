// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/architecture_mentions.h"

#include "dflint/model/architecture.h"
#include "dflint/model/architecture_branches.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <initializer_list>

namespace dflint::model {

namespace {

bool contains_one_of(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [text](std::string_view part) { return text.find(part) != text.npos; });
}

bool ends_with_one_of(std::string_view text, std::initializer_list<std::string_view> ends) {
    return std::any_of(ends.begin(), ends.end(),
                       [text](std::string_view end) { return text.ends_with(end); });
}

/// x86_64-linux-gnu, aarch64-unknown-linux-musl, /targets/x86_64-linux/: a system, not a processor.
bool is_triplet(std::string_view text, Span name) {
    std::string_view rest = text.substr(name.end);
    static constexpr ByteSet ends("/:");
    rest = rest.substr(0, ends.first_in(rest));
    if (!rest.starts_with("-")) return text.substr(0, name.begin).ends_with("ld-linux-");
    return rest == "-linux" ||
           contains_one_of(rest, {"-linux-gnu", "-linux-musl", "-w64-", "-pc-", "-unknown-",
                                  "-apple-", "-redhat-", "-none-", "-elf", "-conda"});
}

/// Made for another machine on purpose: emulators, boot loaders, other operating systems.
bool is_foreign(std::string_view text) {
    return contains_one_of(text, {"qemu", "grub", "syslinux", "-efi", "darwin", "windows",
                                  "Windows", "macos", "osx", "win32", "win64", "mingw"});
}

/// A key, or a package for all architectures that stands in the directory of one.
bool is_for_all(std::string_view text) {
    while (!text.empty() && (text.back() == '"' || text.back() == '\'')) text.remove_suffix(1);
    return ends_with_one_of(text, {".noarch.rpm", "-any.whl", ".pub", ".asc", ".gpg", ".key"});
}

bool is_archive(std::string_view text) {
    return ends_with_one_of(text,
                            {".deb", ".rpm", ".apk", ".gz", ".tgz", ".xz", ".bz2", ".zip", ".zst",
                             ".tar", ".sh", ".run", ".bin", ".whl", ".jar", ".AppImage", ".conda"});
}

Carrier carrier_of(std::string_view text, const ArchitectureName& name) {
    const std::string_view after_sign = text.substr(std::min(text.rfind('=') + 1, text.size()));
    const bool is_list = contains_one_of(text, {"deb [", "deb-src ["});
    if (is_list && text.substr(0, name.at.begin).ends_with("arch=")) return Carrier::source;
    if (text.find("://") != text.npos) return Carrier::url;
    if (architecture_named(after_sign) == name.architecture) return Carrier::value;
    if (is_archive(text)) return Carrier::file;
    // Of paths only those that a package of the distribution makes: Java's name theirs.
    if (contains_one_of(text, {"/jvm/", "/lib/amd64", "/jre/lib/"})) return Carrier::path;
    return Carrier::follower;
}

/// `tool-1.2-x86_64-unknown-linux-musl/tool` behind the download of an archive of that name.
bool is_named_after_download(std::string_view text, Span name,
                             const std::vector<ArchitectureMention>& before) {
    const std::size_t begin = text.substr(0, name.begin).find_last_of("/\"'=") + 1;
    if (begin == name.begin) return false;
    const std::string_view part = text.substr(begin, name.end - begin);
    return std::any_of(before.begin(), before.end(), [&](const ArchitectureMention& each) {
        return each.carrier == Carrier::url && each.text.find(part) != std::string_view::npos;
    });
}

/// Every name in a text that stands at `at` in the file byte for byte.
void collect(std::string_view text, Span at, std::vector<ArchitectureMention>& out) {
    auto name = find_architecture(text);
    if (!name || is_foreign(text) || is_for_all(text) || asks_architecture(text)) return;
    for (; name; name = find_architecture(text, name->at.end)) {
        const Carrier carrier = carrier_of(text, *name);
        if (carrier != Carrier::url && is_triplet(text, name->at) &&
            !is_named_after_download(text, name->at, out)) {
            continue;
        }
        out.push_back({{at.begin + name->at.begin, at.begin + name->at.end},
                       name->architecture,
                       carrier,
                       text,
                       false});
    }
}

class RunReader {
public:
    RunReader(const Run& run, const ArchitectureNames& names)
        : run_(run), file_(run.stage->build->file), names_(names), branches_(run) {}

    std::vector<ArchitectureMention> read() {
        for (const Setting& setting : run_.settings) read(setting);
        for (const Command& command : run_.commands) {
            for (const Setting& setting : command.assignments) read(setting);
            if (!names_.are_in(command.at) || branches_.contain(command.at.begin) ||
                takes_patterns(command)) {
                continue;
            }
            for (std::size_t i = 0; i < command.words.size(); ++i) read(command, i);
        }
        std::stable_sort(out_.begin(), out_.end(),
                         [](const auto& a, const auto& b) { return a.at < b.at; });
        const auto last = std::unique(out_.begin(), out_.end(),
                                      [](const auto& a, const auto& b) { return a.at == b.at; });
        out_.erase(last, out_.end());
        return std::move(out_);
    }

private:
    static bool takes_patterns(const Command& command) {
        return command.is_one_of({"sed", "awk", "gawk", "grep", "egrep", "tr", "test", "[", "expr",
                                  "rustup", "git", "export"});
    }

    void read(const Setting& setting) {
        if (!names_.are_in(setting.at) || branches_.contain(setting.at.begin) ||
            contains_one_of(setting.value, {"$(", "`"})) {
            return;
        }
        if (find_architecture(setting.name)) return; // SHA256_amd64=...
        const std::string_view raw = file_.slice(setting.at);
        const bool is_quoted = raw.find('\'') != raw.npos;
        const std::size_t before = out_.size();
        collect(raw, setting.at, out_);
        for (std::size_t i = before; i < out_.size(); ++i) {
            out_[i].may_expand = !is_quoted;
            if (architecture_named(setting.value) == out_[i].architecture) {
                out_[i].carrier = Carrier::value;
            }
        }
    }

    void read(const Command& command, std::size_t index) {
        const Word& word = command.words[index];
        const std::string_view raw = word.shell->raw;
        if (!names_.are_in(word.at) || word.at.size() != raw.size()) return; // a line ends inside
        // Text for people; or the source of a package list.
        const bool prints = command.is_one_of({"echo", "printf"});
        if (prints && raw.find("://") == raw.npos) return;
        const std::size_t before = out_.size();
        collect(raw, word.at, out_);
        const auto is_expansion = [&](const ArchitectureMention& mention) {
            const std::uint32_t at = word.shell->at.begin + (mention.at.begin - word.at.begin);
            const auto& all = word.shell->expansions;
            return std::any_of(all.begin(), all.end(),
                               [at](const auto& each) { return each.at.contains(at); });
        };
        out_.erase(std::remove_if(out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end(),
                                  is_expansion),
                   out_.end());
        for (std::size_t i = before; i < out_.size(); ++i) {
            static constexpr ByteSet signs("'\\");
            out_[i].may_expand = signs.first_in(raw) == raw.npos;
            out_[i].carrier = carrier_in(command, index, out_[i]);
        }
    }

    static Carrier carrier_in(const Command& command, std::size_t index,
                              const ArchitectureMention& mention) {
        const std::string_view text = command.words[index].text;
        const bool is_whole = !architecture_named(text).empty();
        if (is_whole) {
            // `--arch x64` says what to get; `make amd64` names a target of the project; `dpkg
            // --add-architecture arm64` lets packages for another one in.
            const std::string_view option = index > 0 ? command.words[index - 1].text : "";
            const bool is_value = option.starts_with("-") && option != "--add-architecture" &&
                                  contains_one_of(option, {"arch", "platform"});
            return is_value ? Carrier::value : Carrier::follower;
        }
        const bool installs = command.is_one_of({"apt-get", "apt", "yum", "dnf", "microdnf"});
        if (installs && mention.carrier == Carrier::follower) {
            return ends_with_one_of(text, {":amd64", ":arm64", ".x86_64", ".aarch64"})
                       ? Carrier::package
                       : Carrier::follower;
        }
        return mention.carrier;
    }

    const Run& run_;
    const SourceFile& file_;
    const ArchitectureNames& names_;
    ArchitectureBranches branches_;
    std::vector<ArchitectureMention> out_;
};

} // namespace

// Mentions stand in the file byte for byte: nearly all texts are through after one look.

std::vector<ArchitectureMention> mentions_in(const Run& run) {
    const auto& names = run.stage->build->fact<ArchitectureNames>();
    if (!names.are_in(run.instruction->at)) return {};
    return RunReader(run, names).read();
}

std::vector<ArchitectureMention> mentions_in(const Binding& binding, const Build& build) {
    std::vector<ArchitectureMention> out;
    if (!binding.pair->value) return out;
    const dockerfile::Word& value = *binding.pair->value;
    if (!build.fact<ArchitectureNames>().are_in(value.at)) return out;
    if (value.at.size() != value.text.size() || find_architecture(binding.name)) return out;
    // An ARG whose value is the architecture, or part of a name for it, is the way to choose it.
    if (!binding.is_env && asks_architecture("$" + std::string(binding.name))) return out;
    collect(value.text, value.at, out);
    if (!binding.is_env) {
        std::erase_if(out, [](const auto& each) { return each.carrier == Carrier::value; });
    }
    return out;
}

std::vector<ArchitectureMention> mentions_in(const dockerfile::Word& source, const Build& build) {
    std::vector<ArchitectureMention> out;
    if (!build.fact<ArchitectureNames>().are_in(source.at)) return out;
    if (source.at.size() == source.text.size()) collect(source.text, source.at, out);
    return out;
}

} // namespace dflint::model
