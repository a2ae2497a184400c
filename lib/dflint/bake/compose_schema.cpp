// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose_schema.h"

#include "dflint/bake/compose_scalar.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <array>

namespace dflint::bake {

namespace {

using yaml::Node;

/// What may stand behind a key.
enum class Shape : std::uint8_t {
    text,
    truth,
    size,
    truth_or_text,
    texts,
    pairs,    ///< a mapping of any scalars, or a list of texts
    contexts, ///< a mapping of texts, or a list of `name=value`
    hosts,    ///< the same with `name:address`, and lists of addresses
    mapping,
    mapping_or_list,
    list,
};

struct Key {
    std::string_view name;
    Shape shape;
};

constexpr std::array<Key, 25> build_keys{{
    {"additional_contexts", Shape::contexts},
    {"args", Shape::pairs},
    {"cache_from", Shape::texts},
    {"cache_to", Shape::texts},
    {"context", Shape::text},
    {"dockerfile", Shape::text},
    {"dockerfile_inline", Shape::text},
    {"entitlements", Shape::texts},
    {"extra_hosts", Shape::hosts},
    {"isolation", Shape::text},
    {"labels", Shape::pairs},
    {"network", Shape::text},
    {"no_cache", Shape::truth},
    {"no_cache_filter", Shape::texts},
    {"platforms", Shape::texts},
    {"privileged", Shape::truth},
    {"provenance", Shape::truth_or_text},
    {"pull", Shape::truth},
    {"sbom", Shape::truth_or_text},
    {"secrets", Shape::list},
    {"shm_size", Shape::size},
    {"ssh", Shape::mapping_or_list},
    {"tags", Shape::texts},
    {"target", Shape::text},
    {"ulimits", Shape::mapping},
}};

bool is_text(const Node& node) {
    return node.is_scalar() && scalar_kind(node) == ScalarKind::text;
}
bool is_truth(const Node& node) {
    return node.is_scalar() && scalar_kind(node) == ScalarKind::boolean;
}
bool is_word_of_truth(std::string_view text) {
    constexpr std::array<std::string_view, 8> words{"true", "false", "y",  "yes",
                                                    "on",   "n",     "no", "off"};
    return std::find(words.begin(), words.end(), ascii::lower(text)) != words.end();
}

class Check {
public:
    void build(const Node& build) {
        for (const auto& [key, value] : build.merged_entries()) {
            if (key->text.starts_with("x-") || value->tag == "!reset") continue;
            const auto known = std::find_if(build_keys.begin(), build_keys.end(),
                                            [name = std::string_view(key->text)](const Key& each) {
                                                return each.name == name;
                                            });
            if (known == build_keys.end()) {
                tell(*key, "additional property '" + key->text + "' is not allowed in `build`");
            } else {
                shape(known->shape, *key, *value);
            }
        }
    }

    void extension(const Node& extension) {
        if (extension.is_null()) return;
        if (!extension.is_mapping()) return tell(extension, "`x-bake` must be a mapping");
        for (const auto& [key, value] : extension.merged_entries()) {
            const std::string& name = key->text;
            if (name == "pull" || name == "no-cache") {
                truth_of_extension(*key, *value);
            } else if (name == "contexts") {
                if (!value->is_mapping() && !value->is_null()) must(*key, *value, "be a mapping");
            } else if (value->is_mapping()) {
                must(*key, *value, "be a list or a string");
            }
        }
    }

    std::vector<SchemaMistake> take() { return std::move(mistakes_); }

private:
    void tell(const Node& at, std::string message) {
        mistakes_.push_back({&at, std::move(message)});
    }
    /// At the value, or at its key where nothing is written.
    void must(const Node& key, const Node& value, std::string_view what) {
        const bool is_written = !value.at.empty();
        std::string message = "`" + key.text + "` must " + std::string(what);
        if (value.is_scalar() && is_written && scalar_kind(value) != ScalarKind::text) {
            message += ": put `" + value.text + "` in quotes";
        }
        tell(is_written ? value : key, std::move(message));
    }

    void shape(Shape wanted, const Node& key, const Node& value) {
        switch (wanted) {
        case Shape::text:
            if (!is_text(value)) must(key, value, "be a string");
            break;
        case Shape::truth:
            truth(key, value);
            break;
        case Shape::size:
            if (!value.is_scalar() ||
                (scalar_kind(value) != ScalarKind::integer && !is_text(value)))
                must(key, value, "be a whole number or a string");
            break;
        case Shape::truth_or_text:
            if (!is_text(value) && !is_truth(value)) must(key, value, "be a boolean or a string");
            break;
        case Shape::texts:
            if (!value.is_sequence()) return must(key, value, "be a list");
            items(key, value);
            break;
        case Shape::pairs:
        case Shape::contexts:
        case Shape::hosts:
            table(wanted, key, value);
            break;
        case Shape::mapping:
            if (!value.is_mapping()) must(key, value, "be a mapping");
            break;
        case Shape::mapping_or_list:
            if (value.is_scalar()) must(key, value, "be a list or a mapping");
            break;
        case Shape::list:
            if (!value.is_sequence()) must(key, value, "be a list");
            break;
        }
    }

    void truth(const Node& key, const Node& value) {
        if (!is_truth(value) && !is_text(value)) {
            must(key, value, "be a boolean or a string");
        } else if (value.text.find('$') == std::string::npos && !is_word_of_truth(value.text)) {
            tell(value, "`" + key.text + "` must be true or false");
        }
    }

    /// Compose leaves `x-bake` alone, so that a string is no boolean here, but `yes` is.
    void truth_of_extension(const Node& key, const Node& value) {
        const bool is_fine = value.is_null() || is_truth(value) ||
                             (is_text(value) && value.text != "true" && value.text != "false" &&
                              is_word_of_truth(value.text));
        if (!is_fine) tell(value, "`" + key.text + "` must be true or false, without quotes");
    }

    void items(const Node& key, const Node& list) {
        for (const Node* each : list.items) {
            if (is_text(*each)) continue;
            const bool is_number = each->is_scalar() && !each->at.empty();
            tell(*each, "`" + key.text + "` holds strings only" +
                            (is_number ? ": put `" + each->text + "` in quotes" : std::string()));
        }
    }

    void table(Shape wanted, const Node& key, const Node& value) {
        if (value.is_scalar()) return must(key, value, "be a mapping or a list");
        items(key, value);
        for (const Node* each : value.items) {
            const bool is_whole = each->text.find('$') == std::string::npos && is_text(*each);
            const std::string_view signs = wanted == Shape::hosts ? "=:" : "=";
            if (wanted == Shape::pairs || !is_whole) continue;
            if (each->text.find_first_of(signs) != std::string::npos) continue;
            tell(*each, wanted == Shape::hosts ? "`" + each->text + "` names no address"
                                               : "`" + each->text + "` must be `name=value`");
        }
        for (const auto& [name, one] : value.merged_entries()) {
            if (one->tag == "!reset") continue;
            if (wanted != Shape::pairs) {
                const bool is_list = wanted == Shape::hosts && one->is_sequence();
                if (!is_text(*one) && !is_list) must(*name, *one, "be a string");
            } else if (!one->is_scalar()) {
                must(*name, *one, "be a string, a number or a boolean");
            } else if (scalar_kind(*one) == ScalarKind::timestamp) {
                tell(*one, "`" + one->text + "` is read as a date: put it in quotes");
            }
        }
    }

    std::vector<SchemaMistake> mistakes_;
};

} // namespace

std::vector<SchemaMistake> mistakes_in_build(const Node& build) {
    Check check;
    check.build(build);
    return check.take();
}

std::vector<SchemaMistake> mistakes_in_extension(const Node& extension) {
    Check check;
    check.extension(extension);
    return check.take();
}

bool is_service_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return ascii::is_in_name(c) || c == '.' || c == '-';
    });
}

} // namespace dflint::bake
