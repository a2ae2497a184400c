// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/nearest.h"
#include "dflint/source/quote.h"
#include "dflint/workspace/project.h"
#include "unknown_field.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule unknown_attribute = rule({
    .name = "unknown-attribute",
    .summary = "Block or attribute that bake passes over without a word",
    .why =
        R"(buildx reads the names it knows and ignores all others: no error, no warning, and the image is built without the tag, the platform or the argument.

The entries of `cache-from` and `cache-to` are no better off: a field that the backend does not know is passed over.

A map is written with an equals sign, `args = { ... }`. As a block, `args { ... }`, it is ignored, too; and so is an unknown key of `x-bake` in a compose file, or an `x-bake` that does not stand below `build`.)",
    .bad = "target \"app\" {\n  tag = [\"app:1\"]\n}\n",
    .good = "target \"app\" {\n  tags = [\"app:1\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/reference/#target",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check, check_cache_fields, check_object_fields},
});

namespace {

/// Where it stands.
std::string owner_of(const bake::Ignored& ignored) {
    if (ignored.owner.empty()) return "at the top level";
    if (ignored.owner == "x-bake") return "in `x-bake`";
    if (ignored.owner == "service") return "at a service";
    return "at a " + ignored.owner;
}

/// The attribute or block that may have been meant.
std::string meant_by(const bake::Ignored& ignored) {
    Nearest nearest(ignored.name);
    if (ignored.owner == "target") {
        for (const bake::AttributeRule& each : bake::attribute_rules()) {
            nearest.offer(each.name);
        }
    } else if (ignored.owner == "x-bake") {
        for (const char* name : {"tags", "platforms", "output", "cache-from", "cache-to", "secret",
                                 "ssh", "no-cache-filter", "contexts", "pull", "no-cache"})
            nearest.offer(name);
    } else if (ignored.owner == "variable") {
        for (const char* name : {"default", "type", "description"}) nearest.offer(name);
    } else if (ignored.owner.empty()) {
        for (const char* name : {"target", "group", "variable", "function"}) nearest.offer(name);
    }
    return std::string(nearest.found());
}

/// What does the job of a name that bake does not know in a target.
std::string_view instead_of(const bake::Ignored& ignored) {
    struct Other {
        std::string_view name, way;
    };
    static constexpr Other others[] = {
        {"targets", "targets are listed in a `group`"},
        {"depends_on", "a target needs another by `contexts = { name = \"target:name\" }`"},
        {"push", "`output = [\"type=registry\"]` pushes"},
        {"load", "`output = [\"type=docker\"]` loads"},
        {"image", "`tags` names the image"},
        {"file", "`dockerfile` names the file"},
        {"build-args", "`args` sets build arguments"},
        {"build_args", "`args` sets build arguments"},
        {"env", "`args` sets build arguments"},
        {"environment", "`args` sets build arguments"},
        {"provenance", "`attest = [\"type=provenance,...\"]` sets it"},
        {"sbom", "`attest = [\"type=sbom\"]` sets it"},
    };
    if (ignored.owner == "service") return "it belongs below `build`";
    if (ignored.owner != "target") return {};
    const auto* const found =
        std::find_if(std::begin(others), std::end(others),
                     [&](const Other& each) { return each.name == ignored.name; });
    return found == std::end(others) ? std::string_view() : found->way;
}

/// `args {`: bake knows the name, but as an attribute.
bool is_map_as_block(const bake::Ignored& ignored) {
    if (!ignored.is_block || ignored.owner != "target") return false;
    const bake::AttributeRule* const rule = bake::attribute_rule(ignored.name);
    return rule != nullptr && rule->shape == bake::AttributeRule::Shape::table;
}

bool is_json(const workspace::Project& project, const bake::Origin& at) {
    return project.file(at.file).kind() == FileKind::bake_json;
}

/// The other name, with the equals sign where it is when that was put into a column.
Edit renamed(const SourceFile& file, const bake::Ignored& ignored, std::string name) {
    const std::string_view rest = file.text().substr(ignored.at.at.end);
    const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
    Span at = ignored.at.at;
    if (blanks < 2 || !rest.substr(blanks).starts_with('=')) return {at, std::move(name)};
    at.end += static_cast<std::uint32_t>(blanks);
    name.resize(std::max<std::size_t>(at.size(), name.size() + 1), ' ');
    return {at, std::move(name)};
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    for (const bake::Ignored& each : project.meaning().ignored) {
        const std::string owner = owner_of(each);
        Diagnostic diagnostic;
        if (is_map_as_block(each)) {
            diagnostic.message = in_code(each.name) + " is a block here, which bake ignores; " +
                                 in_code(each.name + " = {") + " sets it";
            if (!is_json(project, each.at)) {
                diagnostic.fix = Fix{.title = "write it as an attribute",
                                     .applicability = Applicability::show,
                                     .edits = {{{each.at.at.end, each.at.at.end}, " ="}}};
            }
        } else {
            const std::string_view way = instead_of(each);
            const std::string near = way.empty() ? meant_by(each) : std::string();
            diagnostic.message = "bake knows no " + std::string(each.is_block ? "block " : "") +
                                 in_code(each.name) + " " + owner + " and ignores it";
            if (!way.empty()) diagnostic.message += "; " + std::string(way);
            if (!near.empty()) {
                diagnostic.message += did_you_mean(near);
                diagnostic.fix = Fix{.title = "rename it to " + in_code(near),
                                     .applicability = Applicability::unsafe,
                                     .edits = {renamed(project.file(each.at.file), each, near)}};
            }
        }
        pass.report(each.at, std::move(diagnostic));
    }
}
} // namespace dflint::rules
