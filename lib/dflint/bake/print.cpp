// SPDX-License-Identifier: Apache-2.0
// docker/buildx: Target.MarshalJSON and the entries' own, as Go's MarshalIndent writes them.
#include "dflint/bake/print.h"

#include "dflint/bake/functions.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

using Id = AttributeId;
using Shape = AttributeRule::Shape;

/// Indented JSON, two blanks a level. Objects and arrays here are never empty.
class Writer {
public:
    void open(char bracket) {
        separate();
        out_ += bracket;
        ++depth_;
        first_ = true;
    }
    void close(char bracket) {
        --depth_;
        new_line();
        out_ += bracket;
        first_ = false;
    }
    void key(std::string_view name) {
        separate();
        append_json(out_, name);
        out_ += ": ";
        after_key_ = true;
    }
    void raw(std::string_view json) {
        separate();
        out_ += json;
    }
    void text(std::string_view content) {
        separate();
        append_json(out_, content);
    }
    [[nodiscard]] std::string take() && { return std::move(out_ += '\n'); }

private:
    void new_line() {
        out_ += '\n';
        out_.append(2 * depth_, ' ');
    }
    void separate() {
        if (after_key_) {
            after_key_ = false;
            return;
        }
        if (!first_) out_ += ',';
        if (depth_ > 0) new_line();
        first_ = false;
    }

    std::string out_;
    std::size_t depth_ = 0;
    bool first_ = true;
    bool after_key_ = false;
};

/// So that bake reads its own output back: ${ and %{ would be templates.
std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool opens =
            (text[i] == '$' || text[i] == '%') && i + 1 < text.size() && text[i + 1] == '{';
        if (opens) out += text[i];
        out += text[i];
    }
    return out;
}

bool is_escaped(Id id) {
    return id == Id::args || id == Id::labels || id == Id::extra_hosts || id == Id::annotations ||
           id == Id::dockerfile_inline;
}

class Printer {
public:
    explicit Printer(std::vector<std::string>& unknown) : unknown_(unknown) {}

    std::string run(const Project& project) {
        out_.open('{');
        if (!project.requested_groups.empty()) {
            out_.key("group");
            out_.open('{');
            for (const Group& one : project.requested_groups) group(one);
            out_.close('}');
        }
        out_.key("target");
        if (project.targets.empty()) {
            out_.raw("{}");
        } else {
            out_.open('{');
            for (const Target& one : project.targets) target(one);
            out_.close('}');
        }
        out_.close('}');
        return std::move(out_).take();
    }

private:
    void group(const Group& one) {
        out_.key(one.name);
        out_.open('{');
        if (!one.description.empty()) {
            out_.key("description");
            out_.text(one.description);
        }
        out_.key("targets");
        if (one.targets.empty()) {
            out_.raw("null");
        } else {
            out_.open('[');
            for (const Element& element : one.targets)
                value(Id::inherits, "group " + one.name, element.value);
            out_.close(']');
        }
        out_.close('}');
    }

    void target(const Target& one) {
        target_ = one.name;
        out_.key(one.name);
        out_.open('{');
        for (const Attribute& attribute : one.attributes) {
            const AttributeRule& rule = rule_of(attribute.id);
            if (attribute.id == Id::inherits || !is_shown(rule, attribute)) continue;
            out_.key(rule.name);
            content(rule, attribute);
        }
        out_.close('}');
    }

    static bool is_shown(const AttributeRule& rule, const Attribute& attribute) {
        if (rule.shape == Shape::text || rule.shape == Shape::truth) {
            const bool empty = attribute.value.is_string() && attribute.value.text().empty();
            return !attribute.value.is_null() && !(rule.id == Id::description && empty);
        }
        return !attribute.elements.empty() || !attribute.value.is_known();
    }

    void content(const AttributeRule& rule, const Attribute& attribute) {
        const std::string place(rule.name);
        if (rule.shape == Shape::text || rule.shape == Shape::truth) {
            value(rule.id, place, attribute.value);
            return;
        }
        if (!attribute.value.is_known()) {
            value(rule.id, place, attribute.value);
            return;
        }
        const bool pairs = rule.shape == Shape::table || rule.shape == Shape::object;
        out_.open(pairs ? '{' : '[');
        if (rule.id == Id::resources) {
            resources(attribute);
        } else {
            for (const Element& element : attribute.elements) {
                if (pairs) out_.key(element.key);
                const std::string where = pairs ? place + "." + element.key : place;
                if (rule.shape == Shape::entries && element.value.has_value()) {
                    entry(rule.id, where, element.value);
                } else {
                    value(rule.id, where, element.value);
                }
            }
        }
        out_.close(pairs ? '}' : ']');
    }

    void value(Id id, const std::string& where, const Value& one) {
        if (!one.has_value()) {
            const Cause cause = one.cause();
            unknown_.push_back(fmt::format("target `{}`, {}: {}", target_, where,
                                           cause ? *cause : "unknown because of a mistake"));
            out_.raw("null");
        } else if (one.is_string()) {
            out_.text(is_escaped(id) ? escaped(one.text()) : one.text());
        } else if (one.is(Kind::list)) {
            out_.open('[');
            for (const Value& element : one.elements()) value(id, where, element);
            out_.close(']');
        } else {
            out_.raw(to_json(one).value_or("null"));
        }
    }

    void fields(Id id, const std::string& where, const Value& one,
                std::initializer_list<std::string_view> names) {
        for (const std::string_view name : names) {
            const Value* field = one.member(name);
            const bool empty =
                !field || field->is_null() ||
                (field->is(Kind::list) && field->is_known() && field->length() == 0) ||
                (field->is_string() && field->text().empty());
            if (empty) continue;
            out_.key(name);
            value(id, where, *field);
        }
    }

    void entry(Id id, const std::string& where, const Value& one) {
        if (one.length() == 0 && id != Id::policy) {
            out_.raw("{}");
            return;
        }
        out_.open('{');
        if (id == Id::secret) {
            fields(id, where, one, {"id", "src", "env"});
        } else if (id == Id::ssh) {
            fields(id, where, one, {"id", "paths"});
        } else if (id == Id::policy) {
            policy(where, one);
        } else {
            for (const auto& [key, field] : one.members()) {
                out_.key(key);
                value(id, where, field);
            }
        }
        out_.close('}');
    }

    /// buildx prints the fields of its Go struct.
    void policy(const std::string& where, const Value& one) {
        out_.key("Files");
        if (const Value* file = one.member("filename")) {
            out_.open('[');
            out_.open('{');
            out_.key("Filename");
            value(Id::policy, where, *file);
            out_.key("Data");
            out_.raw("null");
            out_.close('}');
            out_.close(']');
        } else {
            out_.raw("null");
        }
        const auto flag = [&](std::string_view name, std::string_view field,
                              std::string_view unset) {
            out_.key(name);
            const Value* own = one.member(field);
            if (own) {
                value(Id::policy, where, *own);
            } else {
                out_.raw(unset);
            }
        };
        flag("Reset", "reset", "false");
        flag("Disabled", "disabled", "false");
        flag("Strict", "strict", "null");
        flag("LogLevel", "log-level", "null");
    }

    void resources(const Attribute& attribute) {
        static constexpr std::array<std::string_view, 7> order = {
            "memory",    "memory-swap", "cpu-shares", "cpu-period",
            "cpu-quota", "cpuset-cpus", "cpuset-mems"};
        for (const std::string_view name : order) {
            const Element* field = attribute.element(name);
            if (!field) continue;
            out_.key(name);
            value(Id::resources, "resources", field->value);
        }
    }

    std::vector<std::string>& unknown_;
    Writer out_;
    std::string target_;
};

} // namespace

std::string print(const Project& project, std::vector<std::string>& unknown) {
    return Printer(unknown).run(project);
}

} // namespace dflint::bake
