// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/hcl/walk.h"
#include "dflint/workspace/project.h"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule unbraced_variable = rule({
    .name = "unbraced-variable",
    .summary = "`$NAME` in a bake file, where only `${NAME}` is a variable",
    .why =
        R"(HCL replaces `${NAME}` and nothing else: `app:$VERSION` is that text, dollar sign and all. As a tag it is refused when the build begins; as an argument or a label it goes on unseen.

Looks for names that the file declares, and at tags and platforms, which cannot have a dollar sign at all. A Dockerfile in the file has variables of its own.)",
    .bad = "variable \"VERSION\" {\n  default = \"1\"\n}\n\ntarget \"default\" {\n  tags = "
           "[\"app:$VERSION\"]\n}\n",
    .good = "variable \"VERSION\" {\n  default = \"1\"\n}\n\ntarget \"default\" {\n  tags = "
            "[\"app:${VERSION}\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/variables/",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using Names = std::set<std::string, std::less<>>;

/// One file, and what is declared in all of them.
struct Looker {
    bake::FileIndex file;
    const Names& declared;
    Pass& pass;

    void report(Span at, std::string_view name) const {
        Diagnostic diagnostic;
        diagnostic.message = "`$" + std::string(name) + "` is plain text here";
        if (declared.contains(name)) {
            diagnostic.message += ": the variable is written `${" + std::string(name) + "}`";
            diagnostic.fix = Fix{.title = "write `${" + std::string(name) + "}`",
                                 .applicability = Applicability::unsafe,
                                 .edits = {{at, "${" + std::string(name) + "}"}}};
        } else {
            diagnostic.message += ", and no variable of the file has the name";
        }
        pass.report({file, at}, std::move(diagnostic));
    }

    void look(const hcl::Expr& text, bool takes_no_dollar) const {
        const std::string_view all = text.text;
        // One escape: its text is not what is written.
        if (text.at.size() != all.size()) return;
        for (std::size_t at = all.find('$'); at != all.npos; at = all.find('$', at + 1)) {
            std::size_t end = at + 1;
            if (end == all.size() || !ascii::begins_name(all[end])) continue;
            if (at > 0 && all[at - 1] == '$') continue;
            while (end < all.size() && ascii::is_in_name(all[end])) ++end;
            const std::string_view name = all.substr(at + 1, end - at - 1);
            if (!takes_no_dollar && !declared.contains(name)) continue;
            const auto begin = text.at.begin + static_cast<std::uint32_t>(at);
            report({begin, begin + static_cast<std::uint32_t>(end - at)}, name);
        }
    }

    void look(const hcl::Attribute& attribute) const {
        const std::string_view name = attribute.name.text;
        if (name == "dockerfile-inline" || name == "description") return;
        const bool takes_no_dollar = name == "tags" || name == "platforms";
        hcl::walk(attribute.expr, [&](const hcl::Expr& each) {
            if (each.is(hcl::ExprKind::text)) look(each, takes_no_dollar);
        });
    }
};

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    const bake::Project& meaning = project.meaning();
    Names declared;
    for (const bake::Variable& each : meaning.variables) declared.insert(each.name);
    for (bake::FileIndex i = 0; i < meaning.files.size(); ++i) {
        const hcl::Body& body = meaning.files[i].tree.body;
        for (const hcl::Attribute& each : body.attributes) Looker{i, declared, pass}.look(each);
        for (const hcl::Block& block : body.blocks) {
            Names here = declared;
            // The axes of a matrix are variables of its block.
            if (const hcl::Attribute* const matrix = block.body().attribute("matrix")) {
                for (const hcl::Expr& axis : matrix->expr.children) {
                    if (axis.is(hcl::ExprKind::item)) here.emplace(axis.child(0).text);
                }
            }
            for (const hcl::Attribute& each : block.body().attributes)
                Looker{i, here, pass}.look(each);
        }
    }
}
} // namespace dflint::rules
