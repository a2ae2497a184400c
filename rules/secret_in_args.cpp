// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/secret_name.h"
#include "dflint/source/ascii.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule secret_in_args = rule({
    .name = "secret-in-args",
    .summary = "Secret that is given as a build argument or a label",
    .why =
        R"(The value of a build argument stands in the build cache, in the history of an image whose RUN could read it, and in full provenance; a label in the configuration of the image. Whoever can pull these can read them, and a secret that was pushed once has to be revoked.

`secret = ["type=env,id=token,env=TOKEN"]` gives it to the build, and `RUN --mount=type=secret,id=token,env=TOKEN` to one step, and nothing is left behind.)",
    .bad = "variable \"NPM_TOKEN\" {}\n\ntarget \"default\" {\n  args = {\n    NPM_TOKEN = "
           "NPM_TOKEN\n  }\n}\n",
    .good = "target \"default\" {\n  secret = [\"type=env,id=npm,env=NPM_TOKEN\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/reference/#targetsecret",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .checks = {check},
});

namespace {

using bake::AttributeId;

/// Tells where something is, or which key it is that everybody may know.
bool is_harmless(std::string_view value) {
    const bool is_fingerprint =
        value.size() == 40 && std::all_of(value.begin(), value.end(), ascii::is_hex_digit);
    return model::is_switch(value) || is_fingerprint || value.find("://") != value.npos ||
           value.find('/') != value.npos || value.starts_with("id_");
}

/// `key` and `auth` alone are words of many meanings: the key of a cache, a kind of login.
bool is_vague(std::string_view name) {
    constexpr std::string_view telling[] = {"TOKEN",    "SECRET",  "PASSW",      "PWORD",
                                            "CREDENTI", "API_KEY", "ACCESS_KEY", "PRIVATE_KEY"};
    std::string upper(name);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
    return std::none_of(std::begin(telling), std::end(telling),
                        [&](std::string_view word) { return upper.find(word) != upper.npos; });
}

/// The name says that it is secret, and what is known of the value does not say otherwise.
bool is_secret(std::string_view name, const std::optional<std::string>& value) {
    constexpr std::size_t shortest_key = 16;
    if (!model::is_secret_name(name) || model::is_about_secret(name)) return false;
    // Unknown or empty: the environment gives it.
    if (!value || value->empty()) return true;
    return !is_harmless(*value) && !(is_vague(name) && value->size() < shortest_key);
}

/// A secret variable in what is written behind the key.
std::optional<std::string> secret_variable(const bake::Project& meaning, std::string_view written) {
    for (std::size_t at = 0; at < written.size();) {
        if (!ascii::is_in_name(written[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < written.size() && ascii::is_in_name(written[end])) ++end;
        const std::string_view word = written.substr(at, end - at);
        at = end;
        if (!model::is_secret_name(word)) continue;
        const auto variable =
            std::find_if(meaning.variables.begin(), meaning.variables.end(),
                         [&](const bake::Variable& each) { return each.name == word; });
        if (variable == meaning.variables.end()) continue;
        if (is_secret(word, workspace::text_of(variable->value))) return std::string(word);
    }
    return std::nullopt;
}

/// The key of `KEY = value`, without quotes.
Span key_of(const SourceFile& file, Span item, std::string_view key) {
    std::string_view written = file.slice(item);
    std::uint32_t begin = item.begin;
    if (written.starts_with('"')) {
        written.remove_prefix(1);
        ++begin;
    }
    if (!written.starts_with(key)) return item;
    return {begin, begin + static_cast<std::uint32_t>(key.size())};
}

void check_pair(const workspace::Project& project, const bake::Element& each, bool is_label,
                Pass& pass) {
    const SourceFile& file = project.file(each.at.file);
    const Span key = key_of(file, each.at.at, each.key);
    const std::string_view written = file.slice({key.end, std::max(key.end, each.at.at.end)});
    const std::string place = is_label ? "a label" : "a build argument";
    const bake::Origin at{each.at.file, key};
    const auto value = workspace::text_of(each.value);
    if (value && model::is_secret_text(*value)) {
        pass.report(Severity::error, at,
                    {.at = key,
                     .message = "the value of `" + each.key + "` is a secret, and " + place +
                                " is open to whoever has the image"});
        return;
    }
    if (const auto variable = secret_variable(project.meaning(), written)) {
        pass.report(at, {.at = key,
                         .message = place + " is no place for the variable `" + *variable +
                                    "`, whose name says that it is secret"});
        return;
    }
    // Labels have keys of many words, such as those of proxies: a word says little.
    const bool is_empty = value && value->empty() && written.find("\"\"") != written.npos;
    if (is_label || is_empty || !is_secret(each.key, value)) return;
    pass.report(at, {.at = key,
                     .message = place + " is no place for `" + each.key +
                                "`, whose name says that it is secret"});
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    std::set<std::pair<bake::FileIndex, Span>> told;
    for (const workspace::BakeTarget& target : project.targets()) {
        for (const AttributeId id : {AttributeId::args, AttributeId::labels}) {
            const bake::Attribute* const attribute = target.meaning->attributes.find(id);
            if (attribute == nullptr) continue;
            for (const bake::Element& each : attribute->elements) {
                if (!each.at.is_written()) continue;
                if (!told.insert({each.at.file, each.at.at}).second) continue;
                check_pair(project, each, id == AttributeId::labels, pass);
            }
        }
    }
}
} // namespace dflint::rules
