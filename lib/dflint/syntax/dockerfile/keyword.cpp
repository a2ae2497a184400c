// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/keyword.h"

#include "dflint/syntax/dockerfile/parse.h"

#include <array>

namespace dflint::dockerfile {

namespace {
/// In the order of the enumeration.
constexpr std::array<std::string_view, 18> names = {
    "ADD",    "ARG",   "CMD",         "COPY",  "ENTRYPOINT", "ENV",
    "EXPOSE", "FROM",  "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
    "RUN",    "SHELL", "STOPSIGNAL",  "USER",  "VOLUME",     "WORKDIR"};
constexpr std::array<std::string_view, 18> lower_names = {
    "add",    "arg",   "cmd",         "copy",  "entrypoint", "env",
    "expose", "from",  "healthcheck", "label", "maintainer", "onbuild",
    "run",    "shell", "stopsignal",  "user",  "volume",     "workdir"};
static_assert(names.size() == static_cast<std::size_t>(Keyword::unknown));
} // namespace

Keyword keyword_of(std::string_view word) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (equals_ignoring_case(word, names[i])) return static_cast<Keyword>(i);
    }
    return Keyword::unknown;
}

std::string_view name_of(Keyword keyword) {
    return keyword == Keyword::unknown ? "" : names[static_cast<std::size_t>(keyword)];
}

bool is_instruction(std::string_view word) {
    return keyword_of(word) != Keyword::unknown;
}

std::string_view lower_name_of(Keyword keyword) {
    return keyword == Keyword::unknown ? "" : lower_names[static_cast<std::size_t>(keyword)];
}

} // namespace dflint::dockerfile
