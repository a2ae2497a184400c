// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/secret_name.h"

#include "dflint/source/ascii.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <iterator>

namespace dflint::model {

namespace {

constexpr std::string_view secrets[] = {"apikey", "auth",     "credential", "credentials", "key",
                                        "passwd", "password", "pword",      "secret",      "token"};
constexpr std::string_view harmless[] = {"file", "public", "version"};
constexpr std::string_view passwords[] = {"passwd", "password", "pword"};
constexpr std::string_view about[] = {"algorithm", "dir",        "directory", "disabled", "enabled",
                                      "endpoint",  "expiration", "expires",   "expiry",   "format",
                                      "header",    "length",     "lifetime",  "location", "method",
                                      "mode",      "name",       "path",      "port",     "prefix",
                                      "timeout",   "ttl",        "type",      "uri",      "url"};
constexpr std::string_view switches[] = {"", "0", "1", "false", "no", "off", "on", "true", "yes"};

/// How the tokens of a service begin, and how many letters and digits follow at least.
struct TokenForm {
    std::string_view prefix;
    std::size_t size;
};
constexpr TokenForm tokens[] = {
    {"ghp_", 36},   {"gho_", 36},      {"ghs_", 36},     {"ghu_", 36},      {"github_pat_", 22},
    {"glpat-", 20}, {"dckr_pat_", 27}, {"npm_", 36},     {"pypi-AgEI", 50}, {"hf_", 34},
    {"AKIA", 16},   {"xoxb-", 24},     {"sk_live_", 24}, {"AIza", 35},
};

bool is_word(char c) {
    return ascii::is_in_name(c) || c == '-';
}

bool is_token(std::string_view text) {
    return std::any_of(std::begin(tokens), std::end(tokens), [&](const TokenForm& form) {
        return text.starts_with(form.prefix) && text.size() >= form.prefix.size() + form.size &&
               std::all_of(text.begin(), text.end(), is_word);
    });
}

/// Stands for a password that somebody fills in.
bool is_placeholder(std::string_view password) {
    constexpr std::string_view words[] = {"pass", "password", "pw", "secret", "token"};
    return password.find_first_of("<>{}$*") != password.npos ||
           std::find(std::begin(words), std::end(words), password) != std::end(words);
}

/// `scheme://user:password@host`.
bool has_password(std::string_view text) {
    const std::size_t scheme = text.find("://");
    if (scheme == text.npos) return false;
    std::string_view rest = text.substr(scheme + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    const std::size_t at = rest.rfind('@');
    if (at == rest.npos) return false;
    const std::size_t colon = rest.find(':');
    if (colon >= at) return false;
    const std::string_view password = rest.substr(colon + 1, at - colon - 1);
    return !password.empty() && !is_placeholder(password);
}

/// Words are what underscores separate; case does not count.
template <std::size_t Count>
bool has_word_of(std::string_view name, const std::string_view (&words)[Count]) {
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('_'), name.size());
        const auto is_next = [word = name.substr(0, end)](std::string_view known) {
            return ascii::equals_ignoring_case(word, known);
        };
        if (std::any_of(std::begin(words), std::end(words), is_next)) return true;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return false;
}

} // namespace

bool is_about_secret(std::string_view name) {
    const std::string_view last = name.substr(name.rfind('_') + 1);
    return std::any_of(std::begin(about), std::end(about), [last](std::string_view known) {
        return ascii::equals_ignoring_case(last, known);
    });
}

bool is_hardly_secret(std::string_view name, std::string_view value) {
    constexpr std::size_t shortest_key = 8;
    if (is_switch(value)) return true;
    if (is_secret_text(value)) return false;
    if (value.starts_with('/') || value.find("://") != value.npos) return true;
    static constexpr ByteSet digits("0123456789");
    return value.size() < shortest_key && digits.first_not_in(value) == value.npos &&
           !has_word_of(name, passwords);
}

bool is_secret_name(std::string_view name) {
    return has_word_of(name, secrets) && !has_word_of(name, harmless);
}

bool is_switch(std::string_view value) {
    return std::find(std::begin(switches), std::end(switches), value) != std::end(switches);
}

bool is_secret_text(std::string_view text) {
    if (text.starts_with("-----BEGIN ")) {
        return text.substr(0, text.find('\n')).find("PRIVATE KEY") != text.npos;
    }
    return is_token(text) || has_password(text);
}

} // namespace dflint::model
