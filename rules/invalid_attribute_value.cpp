// SPDX-License-Identifier: Apache-2.0
#include "attribute_problem.h"
#include "dflint/bake/written.h"
#include "dflint/lint/rule.h"
#include "dflint/model/image_reference.h"
#include "dflint/model/platform.h"
#include "dflint/syntax/hcl/walk.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule invalid_attribute_value = rule({
    .name = "invalid-attribute-value",
    .summary = "Tag, platform, limit or other value that the build refuses",
    .why =
        R"(bake reads any text as a tag, a platform, a network, a size, a limit or an annotation; only when the target is built, or printed, does buildx end with an error, and with it the build of all the others.

What depends on variables is judged by their defaults, unless one of them is empty: then the environment is meant to give it.)",
    .bad = "target \"default\" {\n  tags = [\"Example/App:1.0\"]\n}\n",
    .good = "target \"default\" {\n  tags = [\"example/app:1.0\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/reference/#targettags",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::error,
    .checks = {check},
});

namespace {

using bake::AttributeId;

std::string problem_of_tag(std::string_view tag) {
    if (tag.find(',') != tag.npos) return "each tag is a string of its own in the list";
    return model::problem_of_reference(tag);
}

/// One string may have several, separated by commas.
std::string problem_of_platforms(std::string_view text) {
    while (true) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view platform = text.substr(0, comma);
        const bool is_known = platform == "local" || model::read_platform(platform);
        if (!is_known)
            return "`" + std::string(platform) + "` is no `os/arch` or `os/arch/variant`";
        if (comma == text.size()) return {};
        text.remove_prefix(comma + 1);
    }
}

std::string problem_of_network(std::string_view network) {
    constexpr std::array<std::string_view, 4> modes{"", "default", "host", "none"};
    if (std::find(modes.begin(), modes.end(), network) != modes.end()) return {};
    return "BuildKit knows `default`, `host` and `none`";
}

std::string problem_of_path(std::string_view path) {
    return path == "-" ? "bake reads nothing from standard input" : "";
}

/// An attribute, what one value of it is called, and what is wrong with one.
struct Subject {
    AttributeId id;
    std::string_view noun;
    std::string (*problem)(std::string_view);
};

constexpr Subject subjects[] = {
    {AttributeId::tags, "tag", problem_of_tag},
    {AttributeId::platforms, "platform", problem_of_platforms},
    {AttributeId::network, "network", problem_of_network},
    {AttributeId::shm_size, "size", problem_of_size},
    {AttributeId::ulimits, "limit", problem_of_ulimit},
    {AttributeId::annotations, "annotation", problem_of_annotation},
    {AttributeId::context, "context", problem_of_path},
    {AttributeId::dockerfile, "path", problem_of_path},
};

/// Written as it is, without variables or functions.
bool is_literal(std::string_view written) {
    return written.starts_with('"') && written.find("${") == written.npos &&
           written.find("%{") == written.npos;
}

/// Something that may be another value elsewhere: a variable, another target, a function of the
/// file. An axis of a matrix is none, nor is what a `for` goes through.
bool is_open(const bake::Project& meaning, const hcl::Expr& expr) {
    if (!expr.is(hcl::ExprKind::variable) && !expr.is(hcl::ExprKind::call)) return false;
    const std::string_view name = expr.name().text;
    const auto is_called_so = [&](const auto& each) { return each.name == name; };
    if (expr.is(hcl::ExprKind::call)) {
        return std::any_of(meaning.functions.begin(), meaning.functions.end(), is_called_so);
    }
    return name == "target" || name == "group" || name.starts_with("BAKE_") ||
           std::any_of(meaning.variables.begin(), meaning.variables.end(), is_called_so);
}

/// What the file says there is so wherever it is built.
bool is_certain(const workspace::Project& project, const bake::Origin& at) {
    const SourceFile& file = project.file(at.file);
    const std::string_view written = file.slice(at.at);
    if (file.kind() == FileKind::compose) return written.find('$') == written.npos;
    if (is_literal(written)) return true;
    const auto block = bake::block_around(project.meaning(), at);
    if (!block || block->is_json() || block->block->type.text != "target") return false;
    bool is_settled = true;
    const auto look = [&](const hcl::Expr& each) {
        is_settled = is_settled && !is_open(project.meaning(), each);
    };
    // An axis is what the matrix makes it.
    if (const auto* const matrix = block->attribute("matrix")) hcl::walk(matrix->expr, look);
    for (const hcl::Attribute& attribute : block->block->body().attributes) {
        if (!attribute.expr.at.contains(at.at)) continue;
        hcl::walk(attribute.expr, [&](const hcl::Expr& each) {
            if (at.at.contains(each.at)) look(each);
        });
    }
    return is_settled;
}

/// What stands there is wrong already as it is written.
bool has_mistake(const bake::Project& meaning, const bake::Origin& at) {
    return std::any_of(meaning.diagnostics.begin(), meaning.diagnostics.end(),
                       [&](const bake::FileDiagnostic& each) {
                           const Span mistake = each.diagnostic.at;
                           return each.file == at.file && !mistake.empty() &&
                                  (at.at.contains(mistake) || mistake.contains(at.at));
                       });
}

/// A variable that is empty here leaves such holes.
bool has_hole(std::string_view text) {
    return text.starts_with('/') || text.starts_with(':') || text.starts_with('-') ||
           text.ends_with(':') || text.ends_with('/') || text.ends_with('-') ||
           text.find("//") != text.npos || text.find("/:") != text.npos ||
           text.find(":-") != text.npos || text.find("--") != text.npos;
}

class Looker {
public:
    Looker(const workspace::Project& project, Pass& pass) : project_(project), pass_(pass) {}

    void look(const Subject& subject, const bake::Value& value, const bake::Origin& at) {
        const auto text = workspace::text_of(value);
        if (!text || !at.is_written() || !told_.insert({at.file, at.at}).second) return;
        // A variable without its braces is another mistake.
        if (text->empty() || text->find('$') != text->npos) return;
        const std::string problem = subject.problem(*text);
        if (problem.empty()) return;
        if (has_mistake(project_.meaning(), at)) return;
        const bool holds_everywhere = is_certain(project_, at);
        if (!holds_everywhere && has_hole(*text)) return;
        std::string message =
            "the build refuses the " + std::string(subject.noun) + " `" + *text + "`: " + problem;
        if (holds_everywhere) {
            pass_.report(at, {.at = at.at, .message = std::move(message)});
        } else {
            message = "with the defaults of its variables " + message;
            pass_.report(Severity::info, at, {.at = at.at, .message = std::move(message)});
        }
    }

private:
    const workspace::Project& project_;
    Pass& pass_;
    std::set<std::pair<bake::FileIndex, Span>> told_;
};

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    Looker looker(project, pass);
    for (const workspace::BakeTarget& target : project.targets()) {
        if (target.is_abstract) continue;
        for (const Subject& subject : subjects) {
            const auto* const found = target.meaning->attributes.find(subject.id);
            if (found == nullptr) continue;
            looker.look(subject, found->value, found->at);
            for (const bake::Element& each : found->elements) {
                looker.look(subject, each.value, each.at);
            }
        }
    }
}
} // namespace dflint::rules
