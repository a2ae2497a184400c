// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/neighbours.h"

#include "dflint/bake/invocation.h"
#include "dflint/syntax/hcl/parse.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dflint::workspace {

namespace {
constexpr int levels_up = 2;
constexpr std::size_t max_entries = 256; ///< a directory of more is no place of definitions

bool is_default_name(std::string_view name) {
    const auto& names = bake::default_file_names();
    return std::find(names.begin(), names.end(), name) != names.end();
}
} // namespace

const Vicinity::Directory& Vicinity::directory(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const auto [found, is_new] = directories_.try_emplace(path);
    Directory& directory = found->second;
    if (!is_new) return directory;
    const std::vector<std::string> names = files_.list(path.empty() ? "." : path);
    if (names.size() > max_entries) return directory;
    for (const std::string& name : names) {
        if (name.ends_with(".hcl")) directory.definitions.push_back(name);
        const bool may_be_one = name.find('.') == std::string::npos;
        if (may_be_one && files_.kind(path + name) == FileTree::Kind::directory) {
            directory.below.push_back(path + name + "/");
        }
    }
    return directory;
}

const std::vector<std::string>* Vicinity::declared_in(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const auto [found, is_new] = files_by_path_.try_emplace(path);
    File& known = found->second;
    if (is_new) {
        auto text = files_.read(path);
        if (!text) return nullptr;
        known.is_readable = true;
        const SourceFile file(path, std::move(*text));
        Diagnostics mistakes;
        const hcl::File tree = hcl::parse(file, mistakes);
        for (const hcl::Attribute& each : tree.body.attributes) {
            known.declared.emplace_back(each.name.text);
        }
        for (const hcl::Block& each : tree.body.blocks) {
            if (each.labels.size() == 1) known.declared.emplace_back(each.labels.front().text);
        }
    }
    return known.is_readable ? &known.declared : nullptr;
}

Neighbours::Neighbours(Vicinity& vicinity, const std::string& directory, const IsOwn& is_own) {
    std::string at = directory;
    for (int level = 0; level <= levels_up; ++level) {
        look_into(vicinity, at, is_own, true);
        for (const std::string& below : vicinity.directory(at).below) {
            // Beside this one, not below it: a file with a default name is called for itself.
            look_into(vicinity, below, is_own, level == 0);
        }
        if (at.empty() || at == "/") return;
        at.pop_back();
        at.resize(at.find_last_of('/') + 1);
    }
}

void Neighbours::look_into(Vicinity& vicinity, const std::string& directory, const IsOwn& is_own,
                           bool with_default_names) {
    for (const std::string& name : vicinity.directory(directory).definitions) {
        if (!with_default_names && is_default_name(name)) continue;
        const std::string path = directory + name;
        if (!is_own(path)) read(vicinity, path);
    }
}

const std::string* Neighbours::file_of(std::string_view name) const {
    const auto found = file_by_name_.find(name);
    return found == file_by_name_.end() ? nullptr : &found->second;
}

void Neighbours::read(Vicinity& vicinity, const std::string& path) {
    const std::vector<std::string>* const declared = vicinity.declared_in(path);
    if (declared == nullptr || !seen_.insert(path).second) return;
    ++count_;
    for (const std::string& name : *declared) file_by_name_.emplace(name, path);
}

} // namespace dflint::workspace
