// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/override.h"

#include "dflint/bake/spec.h"

#include <algorithm>
#include <array>
#include <fnmatch.h>
#include <set>

namespace dflint::bake {

namespace {

constexpr std::array<std::string_view, 28> keys{
    "annotations", "args",     "attest",     "cache-from",      "cache-to",    "call",
    "context",     "contexts", "dockerfile", "entitlements",    "extra-hosts", "labels",
    "load",        "network",  "no-cache",   "no-cache-filter", "output",      "platform",
    "policy",      "pull",     "push",       "resources",       "secrets",     "shm-size",
    "ssh",         "tags",     "target",     "ulimits",
};

/// Maps: the key is followed by the name of an entry.
constexpr std::array<std::string_view, 6> map_keys{"args",   "contexts",  "extra-hosts",
                                                   "labels", "resources", "secret"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_true(std::string_view value) {
    static constexpr std::array<std::string_view, 6> words{"1", "t", "T", "TRUE", "true", "True"};
    return is_one_of(value, words);
}

/// Writes overrides into one target.
class Writer {
public:
    explicit Writer(Target& target) : target_(target) {}

    void write(const Override& each) {
        const std::string_view key = each.key;
        if (key == "context") target_.context = text(each);
        if (key == "dockerfile") target_.dockerfile = text(each);
        if (key == "target") target_.target = text(each);
        if (key == "call") target_.call = text(each);
        if (key == "network") target_.network = text(each);
        if (key == "shm-size") target_.shm_size = text(each);
        if (key == "args") set_entry(target_.args, each);
        if (key == "labels") set_entry(target_.labels, each);
        if (key == "contexts") set_entry(target_.contexts, each);
        if (key == "extra-hosts") set_entry(target_.extra_hosts, each);
        if (key == "resources") set_entry(target_.resources, each);
        if (key == "pull") target_.pull = Flag{.value = is_true(each.value)};
        if (key == "no-cache") target_.no_cache = Flag{.value = is_true(each.value)};
        if (key == "tags") add(target_.tags, each);
        if (key == "platform") add(target_.platforms, each);
        if (key == "annotations") add(target_.annotations, each);
        if (key == "entitlements") add(target_.entitlements, each);
        if (key == "no-cache-filter") add(target_.no_cache_filter, each);
        if (key == "ulimits") add(target_.ulimits, each);
        if (key == "attest") add(target_.attest, SpecKind::attest, each);
        if (key == "cache-from") add(target_.cache_from, SpecKind::cache, each);
        if (key == "cache-to") add(target_.cache_to, SpecKind::cache, each);
        if (key == "output") add(target_.output, SpecKind::output, each);
        if (key == "policy") add(target_.policy, SpecKind::policy, each);
        if (key == "secrets") add(target_.secret, SpecKind::secret, each);
        if (key == "ssh") add(target_.ssh, SpecKind::ssh, each);
        if (key == "secret") set_secret(each);
        if ((key == "load" || key == "push") && is_true(each.value)) {
            add_output(key == "load" ? "docker" : "registry");
        }
    }

private:
    [[nodiscard]] static Text text(const Override& each) { return {.value = each.value}; }

    static void set_entry(Entries& entries, const Override& each) {
        Entry entry{{.value = each.name}, text(each)};
        const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& known) {
            return known.key.value == each.name;
        });
        if (found == entries.end()) {
            entries.push_back(std::move(entry));
        } else {
            *found = std::move(entry);
        }
    }

    template <class T> void clear_first(std::vector<T>& all, const Override& each) {
        if (!each.appends && replaced_.insert(each.key).second) all.clear();
    }
    void add(Texts& all, const Override& each) {
        clear_first(all, each);
        all.push_back(text(each));
    }
    void add(Specs& all, SpecKind kind, const Override& each) {
        clear_first(all, each);
        if (auto spec = parse_spec(kind, text(each))) all.push_back(*std::move(spec));
    }
    template <class T, class... More> void add(std::optional<T>& all, const More&... more) {
        if (!all) all.emplace();
        add(*all, more...);
    }

    /// `secret.ID=src`: the source of a secret that the target has.
    void set_secret(const Override& each) {
        for (Spec& spec : target_.secret) {
            if (spec.value("id") != each.name) continue;
            std::erase_if(spec.fields, [](const auto& field) { return field.name != "id"; });
            spec.fields.push_back({"src", text(each)});
        }
    }

    void add_output(std::string_view type) {
        if (!target_.output) target_.output.emplace();
        Spec spec;
        spec.fields.push_back({"type", {.value = std::string(type)}});
        target_.output->push_back(std::move(spec));
    }

    Target& target_;
    std::set<std::string> replaced_;
};

} // namespace

std::span<const std::string_view> override_keys() {
    return keys;
}

Result<std::optional<Override>>
parse_override(std::string_view text, const std::map<std::string, std::string>& environment) {
    const std::string shown(text);
    const std::size_t equals = text.find('=');
    std::string_view left = text.substr(0, equals);
    Override out;
    out.appends = left.ends_with('+');
    if (out.appends) left.remove_suffix(1);
    const std::size_t dot = left.find('.');
    if (dot == std::string_view::npos) {
        return Error{"invalid override key " + std::string(left) + ", expected target.name"};
    }
    out.pattern = left.substr(0, dot);
    std::string_view key = left.substr(dot + 1);
    const std::size_t second = key.find('.');
    if (second != std::string_view::npos && is_one_of(key.substr(0, second), map_keys)) {
        out.name = key.substr(second + 1);
        key = key.substr(0, second);
    }
    out.key = key;
    const bool is_map = is_one_of(key, map_keys);
    if (!is_map && !is_one_of(key, override_keys())) {
        return Error{"unknown key: " + std::string(left.substr(dot + 1))};
    }
    if (is_map && out.name.empty()) {
        return Error{"invalid key " + std::string(left) + ", " + out.key + " requires name"};
    }
    if (equals != std::string_view::npos) {
        out.value = text.substr(equals + 1);
        return std::optional(std::move(out));
    }
    if (out.key != "args")
        return Error{"invalid override " + shown + ", expected target.name=value"};
    const auto found = environment.find(out.name);
    if (found == environment.end()) return std::optional<Override>();
    out.value = found->second;
    return std::optional(std::move(out));
}

bool is_meant(const Override& override, const std::string& target) {
    return ::fnmatch(override.pattern.c_str(), target.c_str(), 0) == 0;
}

void apply_overrides(Target& target, std::span<const Override> overrides) {
    Writer writer(target);
    for (const Override& each : overrides) {
        if (is_meant(each, target.name)) writer.write(each);
    }
}

} // namespace dflint::bake
