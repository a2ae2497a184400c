// SPDX-License-Identifier: Apache-2.0
#include "show_syntax.h"

#include "dflint/source/utf8.h"
#include "dflint/syntax/dockerfile/directive.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/dockerfile/words.h"

#include <nlohmann/json.hpp>

namespace dflint::tools {

using namespace dockerfile;
using Json = nlohmann::ordered_json;

namespace {
Json text(std::string_view bytes) {
    return utf8::sanitized(bytes);
}

/// BuildKit gives ENV and LABEL as triples key, value, sign; ARG as it stands.
Json arguments(const Pairs& pairs, Keyword keyword) {
    Json out = Json::array();
    for (const Pair& pair : pairs.pairs) {
        const std::string_view value = pair.value ? pair.value->text : std::string_view();
        if (keyword == Keyword::arg) {
            out.push_back(text(pair.value ? std::string(pair.key.text) + "=" + std::string(value)
                                          : std::string(pair.key.text)));
            continue;
        }
        out.push_back(text(pair.key.text));
        out.push_back(text(value));
        out.push_back(pairs.legacy ? "" : "=");
    }
    return out;
}

Json texts(const std::vector<Word>& words) {
    Json out = Json::array();
    for (const Word& word : words) out.push_back(text(word.text));
    return out;
}

Json arguments(const Command& command) {
    if (command.json) return texts(command.exec);
    return command.shell.text.empty() ? Json::array() : Json::array({text(command.shell.text)});
}

Json node(const Instruction& instruction);

struct BodyJson {
    const Instruction& instruction;
    Json& out;

    void operator()(const Unreadable&) const {
        // BuildKit gives an unknown instruction one empty argument.
        put(instruction.keyword == Keyword::unknown ? Json::array({""}) : Json::array(), false);
    }
    void operator()(const From&) const {
        put(texts(split_blanks(instruction.text, instruction.arguments)), false);
    }
    void operator()(const Words& words) const { put(texts(words.words), words.json); }
    void operator()(const Command& command) const { put(arguments(command), command.json); }
    void operator()(const Pairs& pairs) const { put(arguments(pairs, instruction.keyword), false); }
    void operator()(const Single& single) const {
        put(single.value.text.empty() ? Json::array() : Json::array({text(single.value.text)}),
            false);
    }
    void operator()(const Healthcheck& health) const {
        Json words = Json::array();
        if (!health.type.text.empty()) words.push_back(text(health.type.text));
        for (Json& word : arguments(health.command)) words.push_back(std::move(word));
        put(std::move(words), health.command.json);
    }
    void operator()(const Onbuild& onbuild) const {
        Json words = Json::array();
        if (onbuild.inner) {
            // BuildKit gives the lines of the outer node only.
            Json inner = node(*onbuild.inner);
            inner["original"] = text(onbuild.inner->text.text());
            inner["start"] = inner["end"] = 0;
            words.push_back({{"children", Json::array({std::move(inner)})}});
        }
        put(std::move(words), false);
    }

private:
    void put(Json words, bool json) const {
        out["args"] = std::move(words);
        out["json"] = json;
    }
};

Json node(const Instruction& instruction) {
    Json out;
    const std::string_view joined = instruction.text.text();
    out["cmd"] = text(joined.substr(0, joined.find_first_of(" \t\r\v\f")));
    if (!instruction.flags.empty()) {
        Json& flags = out["flags"] = Json::array();
        for (const Flag& flag : instruction.flags) flags.push_back(text(flag.text));
    }
    std::visit(BodyJson{instruction, out}, instruction.body);
    out["start"] = instruction.first_line;
    out["end"] = instruction.last_line;
    return out;
}

Json heredoc(const Heredoc& heredoc, const SourceFile& file) {
    return {{"name", text(heredoc.name)},
            {"fd", heredoc.fd},
            {"expand", heredoc.expands},
            {"chomp", heredoc.strips_tabs},
            {"content", text(file.slice(heredoc.body))}};
}

Json nodes(const Tree& tree, const SourceFile& file) {
    Json out = Json::array();
    for (const Instruction& instruction : tree.instructions) {
        Json& each = out.emplace_back(node(instruction));
        for (const Heredoc& document : instruction.heredocs) {
            each["heredocs"].push_back(heredoc(document, file));
        }
    }
    return out;
}

Json or_null(Json list) {
    return list.empty() ? Json() : list;
}

Json directives(const Tree& tree, const SourceFile& file) {
    Json out = Json::array();
    for (const Directive& directive : tree.directives) {
        out.push_back({{"line", file.position(directive.at.begin).line},
                       {"name", name_of(directive.kind)},
                       {"value", text(directive.value.text)}});
    }
    return or_null(std::move(out));
}

/// The frontend image.
Json syntax(const Tree& tree) {
    if (!tree.frontend) return nullptr;
    const Frontend& frontend = *tree.frontend;
    return {{"cmdline", text(frontend.value.text)},
            {"loc", {frontend.line, frontend.line}},
            {"ref", text(frontend.image)}};
}

Json names(const std::vector<Word>& words) {
    return words.empty() ? Json() : texts(words);
}

Json checks(const Tree& tree, const SourceFile& file) {
    if (!tree.checks) return nullptr;
    const CheckOptions& options = *tree.checks;
    const std::string_view value = options.value.text;
    const std::uint32_t line = file.position(options.value.at.begin).line;
    Json out = {{"firstWord", text(value.substr(0, value.find(' ')))},
                {"loc", {line, line}},
                {"value", text(value)}};
    if (!options.mistake.empty()) {
        out["parseError"] = text(options.mistake);
        return out;
    }
    out["skip"] = names(options.skipped);
    out["skipAll"] = options.skips_all;
    out["experimental"] = names(options.enabled);
    out["experimentalAll"] = options.enables_all;
    out["error"] = options.fails_build;
    return out;
}

/// BuildKit keeps the blanks in front of a last escape that continues nothing.
std::string joined_text(const Instruction& instruction, const SourceFile& file) {
    std::string out(instruction.text.text());
    if (out.empty()) return out;
    std::size_t at = instruction.text.in_file(static_cast<std::uint32_t>(out.size()) - 1) + 1;
    while (at < instruction.at.end && (file.text()[at] == ' ' || file.text()[at] == '\t')) {
        out += file.text()[at++];
    }
    return out;
}

Json warnings(const Tree& tree, const SourceFile& file) {
    constexpr auto page = "https://docs.docker.com/go/dockerfile/rule/no-empty-continuation/";
    Json out = Json::array();
    for (const Instruction& instruction : tree.instructions) {
        if (!instruction.has_empty_continuation) continue;
        out.push_back(
            {{"line",
              instruction.heredocs.empty() ? instruction.last_line : instruction.first_line},
             {"short", text("Empty continuation line found in: " + joined_text(instruction, file))},
             {"url", page}});
    }
    return or_null(std::move(out));
}

/// First and last line of the instruction an error stands in.
Json locations(const Tree& tree, const SyntaxError& error) {
    for (const Instruction& instruction : tree.instructions) {
        if (instruction.at.begin <= error.at.begin && error.at.begin <= instruction.at.end) {
            return Json::array({{instruction.first_line, instruction.last_line}});
        }
    }
    return Json::array({{error.line, error.line}});
}

/// BuildKit stops at the first error of a phase.
Json first_error(const Tree& tree, Phase phase) {
    for (const SyntaxError& error : tree.errors) {
        if (error.phase != phase) continue;
        std::string message = error.message;
        if (phase == Phase::instruction && error.line != 0) {
            message =
                "dockerfile parse error on line " + std::to_string(error.line) + ": " + message;
        }
        return {{"locations", locations(tree, error)}, {"message", text(message)}};
    }
    return nullptr;
}
} // namespace

std::string syntax_json(const SourceFile& file) {
    const Tree tree = parse(file);
    Json out;
    out["file"] = text(file.path());
    out["directives"] = directives(tree, file);
    out["syntax"] = syntax(tree);
    out["check"] = checks(tree, file);
    out["escape"] = std::string(1, tree.escape);
    out["nodes"] = nodes(tree, file);
    out["parse_warnings"] = warnings(tree, file);
    out["parse_error"] = first_error(tree, Phase::parse);
    out["instruction_error"] = first_error(tree, Phase::instruction);
    return out.dump();
}

} // namespace dflint::tools
