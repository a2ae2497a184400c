// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/invisible.h"
#include "dflint/model/stray.h"
#include "dflint/source/utf8.h"

#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule broken_continuation = rule({
    .name = "broken-continuation",
    .summary = "Instruction that ends before its last line",
    .why =
        R"(An instruction goes on in the next line when its line ends in one escape character, with nothing but
blanks behind it. Without it, with two of them, or with another character behind it, be it one that
nobody sees, the instruction ends there and the next line is read as an instruction of its own. The
error BuildKit then gives names that next line, not the cause.)",
    .bad = "FROM debian:12\nRUN apt-get update\n    && apt-get install -y curl\n",
    .good = "FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y curl\n",
    .source = "https://docs.docker.com/reference/dockerfile/#escape",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::Ending;
using model::Joint;

class Explanation {
public:
    Explanation(const model::Build& build, const model::Stray& stray)
        : build_(build), stray_(stray),
          escape_(build.tree.escape == '`' ? "the backtick" : "`\\`") {}

    [[nodiscard]] Diagnostic diagnostic() const {
        const auto& all = build_.instructions();
        Diagnostic made{.at = place_of(0), .message = message()};
        made.labels.push_back(
            {all[stray_.first].keyword_at, "is read as an instruction of its own"});
        for (std::uint32_t i = 1; i < stray_.joints.size(); ++i) {
            made.labels.push_back({place_of(i), "the same"});
        }
        // What the cut leaves open, a quote or an `&&`, is a part of it when the whole has no
        // mistake.
        const std::uint32_t head = stray_.is_readable ? stray_.first - 1 : stray_.first;
        made.explains = {all[head].at.begin, all[stray_.last].at.end};
        if (stray_.is_readable) made.fix = fix();
        return made;
    }

private:
    /// What is wrong at the end of a line; its last character when something is missing.
    [[nodiscard]] Span place_of(std::uint32_t index) const {
        const Joint& joint = stray_.joints[index];
        return joint.at.empty() ? Span{joint.at.begin - 1, joint.at.begin} : joint.at;
    }

    [[nodiscard]] std::string message() const {
        const Joint& joint = stray_.joints.front();
        switch (joint.ending) {
        case Ending::nothing:
            return "the line does not end in " + escape_ + ": the instruction ends here";
        case Ending::doubled_escape:
            return escape_ +
                   " escapes the one behind it and continues nothing: the instruction ends here";
        case Ending::invisible:
        case Ending::punctuation:
            return escape_ +
                   " continues a line only as its last character: the instruction ends at " +
                   intruder(joint);
        }
        return {};
    }

    /// The character behind the escape, in words when it cannot be seen.
    [[nodiscard]] std::string intruder(const Joint& joint) const {
        const std::string_view behind = build_.file.slice(joint.at).substr(1);
        if (joint.ending == Ending::punctuation) return "`" + std::string(behind) + "`";
        std::size_t at = 0;
        while (at + 1 < behind.size() && static_cast<unsigned char>(behind[at]) < 0x80) ++at;
        return "the " + std::string(model::name_of_invisible(utf8::decode(behind, at).code_point)) +
               " behind it";
    }

    [[nodiscard]] Fix fix() const {
        Fix fix{.title = "continue the line", .applicability = Applicability::safe, .edits = {}};
        for (const Joint& joint : stray_.joints) {
            if (!joint.is_certain) fix.applicability = Applicability::unsafe;
            if (joint.at.empty() && joint.text.size() > 2) {
                fix.title = "continue the line with " + joint.text.substr(1);
            }
            fix.edits.push_back({joint.at, joint.text});
        }
        return fix;
    }

    const model::Build& build_;
    const model::Stray& stray_;
    std::string escape_; ///< as messages call it
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    for (const model::Stray& stray : build.fact<model::Strays>().all) {
        if (stray.kind != model::StrayKind::continued) continue;
        pass.report(Explanation(build, stray).diagnostic());
    }
}
} // namespace dflint::rules
