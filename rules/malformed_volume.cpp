// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dflint::rules {
static void check(const dockerfile::Instruction&, Pass&);

extern constexpr Rule malformed_volume = rule({
    .name = "malformed-volume",
    .summary = "VOLUME with a host's directory, or with a comma between two paths",
    .why =
        R"(VOLUME takes paths of the container with blanks between them. It cannot name a directory of the
host, as an image does not know where it will run: that is `docker run --volume` or a compose file. A
colon, a comma and `:ro` become a part of the name; the volume is made at that place, and none where it
was wanted.)",
    .bad = "FROM debian:12\nVOLUME /srv/data:/data\n",
    .good = "FROM debian:12\nVOLUME /data\n",
    .source = "https://docs.docker.com/reference/dockerfile/#volume",
    .group = Group::correctness,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Word;

/// `/host:/container`, `name:/container`, `/a:ro`. That of `${NAME:-/a}` is none.
bool is_mapping(std::string_view text) {
    for (std::size_t at = text.find(':'); at != text.npos; at = text.find(':', at + 1)) {
        const std::string_view behind = text.substr(at + 1);
        if (behind.starts_with('/') || behind.starts_with('$') || behind == "ro" ||
            behind == "rw" || behind == "z" || behind == "Z") {
            return true;
        }
    }
    return false;
}

/// The container's part of a mapping; empty where it is not plain.
std::string_view container_path(std::string_view text) {
    if (text.find_first_of("$\\\"'") != text.npos) return {};
    const std::size_t colon = text.find(':');
    std::string_view rest = text.substr(colon + 1);
    if (!rest.starts_with('/')) return text.substr(0, colon); // `/a:ro`
    rest = rest.substr(0, rest.find(':'));
    return rest.ends_with(".sock") ? std::string_view() : rest;
}

/// `/a,/b`, `/a,`
bool has_comma(std::string_view text) {
    return text.starts_with('/') && (text.find(",/") != text.npos || text.ends_with(','));
}

/// The paths of `/a,/b`, each as the form of the instruction has it.
std::string paths_of(std::string_view text, bool is_json) {
    std::string out;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        if (comma > 0) {
            if (!out.empty()) out += is_json ? "\", \"" : " ";
            out += text.substr(0, comma);
        }
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return is_json ? "\"" + out + "\"" : out;
}

std::optional<Fix> replacement(const Word& word, std::string_view file, std::string text,
                               std::string title) {
    const bool is_as_written = file.substr(word.at.begin, word.at.size()).find('\\') == file.npos;
    if (!is_as_written) return std::nullopt;
    return Fix{.title = std::move(title),
               .applicability = Applicability::unsafe, // the volume comes to another place
               .edits = {{word.at, std::move(text)}}};
}

} // namespace

static void check(const Instruction& instruction, Pass& pass) {
    const auto* const list = instruction.as<dockerfile::Words>();
    if (instruction.keyword != dockerfile::Keyword::volume || list == nullptr) return;
    const model::Build& build = pass.build();
    const auto index = static_cast<std::uint32_t>(&instruction - build.instructions().data());
    const model::Stage* const stage = build.stage_at(index);
    if (stage == nullptr || stage->system != model::System::posix) return;
    for (const Word& word : list->words) {
        const std::string_view text = word.text;
        if (is_mapping(text)) {
            Diagnostic made{.at = word.at,
                            .message = "VOLUME maps nothing: this is one directory called `" +
                                       std::string(text) + "`"};
            if (const std::string_view path = container_path(text); !path.empty()) {
                const std::string quote = list->json ? "\"" : "";
                made.fix = replacement(word, build.file.text(), quote + std::string(path) + quote,
                                       "leave the container's path");
            }
            pass.report(std::move(made));
        } else if (has_comma(text)) {
            pass.report({.at = word.at,
                         .message = "the comma is a part of the name: this is one directory "
                                    "called `" +
                                    std::string(text) + "`",
                         .fix = replacement(word, build.file.text(), paths_of(text, list->json),
                                            "write the paths apart")});
        }
    }
}
} // namespace dflint::rules
