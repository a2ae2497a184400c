// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/multiarch_directories.h"

#include "dflint/model/architecture.h"
#include "dflint/model/architecture_branches.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <iterator>

namespace dflint::model {

namespace {

constexpr std::string_view system = "-linux-gnu";

/// The name of such a directory begins there.
bool is_directory(std::string_view text, Span name) {
    static constexpr ByteSet ends("/:;\"' \t");
    const std::string_view before = text.substr(0, name.begin);
    const std::string_view after = text.substr(name.end);
    if (!before.ends_with("/lib/") && !before.ends_with("/include/")) return false;
    return after.starts_with(system) &&
           (after.size() == system.size() || ends.has(after[system.size()]));
}

bool names_several(std::string_view text) {
    const auto first = find_architecture(text);
    for (auto name = first; name; name = find_architecture(text, name->at.end)) {
        if (name->architecture != first->architecture) return true;
    }
    return false;
}

/// Adds those of a text that stands at `at` in the file byte for byte.
void collect(std::string_view text, Span at, std::vector<MultiarchDirectory>& out) {
    for (auto name = find_architecture(text); name; name = find_architecture(text, name->at.end)) {
        if (!is_directory(text, name->at)) continue;
        const auto end = name->at.end + static_cast<std::uint32_t>(system.size());
        out.push_back({{at.begin + name->at.begin, at.begin + end}, name->architecture});
    }
}

/// Where the loader looks anyway, under the name that the machine has for it.
bool is_default(std::string_view text, Span name) {
    const std::string_view before = text.substr(0, name.begin);
    const std::string_view list = before.substr(before.find_last_of(":=\"") + 1);
    return (list == "/usr/lib/" || list == "/lib/") && !text.substr(name.end).starts_with("/");
}

bool looks_first(const Command& command) {
    return command.is_one_of({"[", "[[", "test", "ls", "find", "stat"});
}

/// `-L/usr/lib/...`, `CFLAGS=...`, `--with-ssl=...`: tells a program where to look.
bool is_setting(std::string_view word) {
    return word.starts_with("-") || word.find('=') != word.npos;
}

class Reader {
public:
    Reader(const Run& run, const ArchitectureNames& names)
        : run_(run), names_(names), branches_(run) {}

    std::vector<MultiarchDirectory> read() {
        for (const Setting& setting : run_.settings) read(setting.at);
        for (const Command& command : run_.commands) {
            for (const Setting& setting : command.assignments) read(setting.at);
            if (!names_.are_in(command.at)) continue;
            if (looks_first(command)) return {};
            if (command.is_one_of({"echo", "printf", "sed", "grep", "awk"})) continue;
            for (const Word& word : command.words) {
                if (word.at.size() == word.shell->raw.size() && is_setting(word.text)) {
                    read(word.at);
                }
            }
        }
        std::sort(out_.begin(), out_.end(),
                  [](const auto& a, const auto& b) { return a.at < b.at; });
        // `export A=b` is a setting and a word.
        const auto last = std::unique(out_.begin(), out_.end(),
                                      [](const auto& a, const auto& b) { return a.at == b.at; });
        out_.erase(last, out_.end());
        return std::move(out_);
    }

private:
    void read(Span at) {
        if (!names_.are_in(at) || branches_.contain(at.begin)) return;
        collect(run_.stage->build->file.slice(at), at, out_);
    }

    const Run& run_;
    const ArchitectureNames& names_;
    const ArchitectureBranches branches_;
    std::vector<MultiarchDirectory> out_;
};

} // namespace

std::vector<MultiarchDirectory> multiarch_directories_in(const Binding& binding,
                                                         const Build& build) {
    std::vector<MultiarchDirectory> out;
    if (!binding.is_env || !binding.pair->value) return out;
    const dockerfile::Word& value = *binding.pair->value;
    if (!build.fact<ArchitectureNames>().are_in(value.at)) return out;
    if (value.at.size() != value.text.size() || names_several(value.text)) return out;
    if (asks_architecture(value.text)) return out;
    collect(value.text, value.at, out);
    if (binding.name == "LD_LIBRARY_PATH") {
        std::erase_if(out, [&](const auto& each) {
            return is_default(value.text,
                              {each.at.begin - value.at.begin, each.at.end - value.at.begin});
        });
    }
    return out;
}

std::vector<MultiarchDirectory> multiarch_directories_in(const Run& run) {
    const auto& names = run.stage->build->fact<ArchitectureNames>();
    if (!names.are_in(run.instruction->at)) return {};
    const std::string_view text = run.instruction->text.text();
    if (text.find(system) == text.npos || asks_architecture(text) || names_several(text)) return {};
    return Reader(run, names).read();
}

bool may_cross_compile(const Build& build) {
    constexpr std::string_view signs[] = {
        "--add-architecture", "crossbuild-essential", "-cross",
        "linux-gnu-gcc",      "linux-gnu-g++",        "gcc-aarch64-",
        "gcc-x86-64-",        "g++-aarch64-",         "g++-x86-64-"};
    const std::string_view text = build.file.text();
    return std::any_of(std::begin(signs), std::end(signs),
                       [text](std::string_view sign) { return text.find(sign) != text.npos; });
}

} // namespace dflint::model
