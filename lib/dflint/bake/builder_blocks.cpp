// SPDX-License-Identifier: Apache-2.0
// Target and group blocks: their copies by matrix, their attributes, their merge by name.
#include "dflint/bake/builder.h"
#include "dflint/bake/convert.h"
#include "dflint/source/nearest.h"
#include "dflint/syntax/hcl/embedded.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace dflint::bake {

namespace {

/// A matrix that makes more copies than this is cut off, and said to be.
constexpr std::size_t most_copies = 10'000;

constexpr const char* allowed_names = "only letters, digits, `_` and `-` are allowed in a name";

} // namespace

bool Builder::is_block_type(std::string_view name) const {
    return name == "target" || name == "group";
}

Scope Builder::scope_of(const BlockCopy& copy) const {
    Scope scope;
    for (const auto& [name, value] : copy.axes) scope.names.emplace_back(name, value);
    return scope;
}

/// What is wrong with the names of copies: buildx says so at the label of the block.
void Builder::report_name(FileIndex file, const hcl::Block& block, Span cause,
                          std::string message) {
    const Evaluator::Visit visit(evaluator_, file);
    evaluator_.report(block.labels.front().at, std::move(message),
                      {{cause, "it comes from here", {}}});
}

/// One row for each combination of the axes, the first axis changing fastest. Nothing when they
/// are not known.
std::optional<std::vector<Value::Members>> Builder::matrix_rows(FileIndex file,
                                                                const hcl::Block& block) {
    const hcl::Attribute& matrix = *block.body().attribute("matrix");
    const Evaluator::Visit visit(evaluator_, file);
    const Value value = evaluator_.evaluate(matrix.expr, Scope{});
    if (!value.is_known()) return std::nullopt;
    if (value.is_null() || !value.type().is_mapping()) {
        report_name(file, block, matrix.expr.at, "matrix must be a map of lists");
        return std::nullopt;
    }
    std::vector<Value::Members> rows(1);
    for (const auto& [axis, values] : value.members()) {
        if (!values.is_known()) return std::nullopt;
        if (values.is_null() || (!values.type().is_listing() && !values.type().is_mapping())) {
            report_name(file, block, matrix.expr.at,
                        fmt::format("matrix values must be a list: `{}` is none", axis));
            return std::nullopt;
        }
        Value::Elements elements;
        if (values.type().is_mapping()) {
            for (const auto& [key, item] : values.members()) elements.push_back(item);
        } else {
            elements = values.elements();
        }
        if (rows.size() * elements.size() > most_copies) {
            evaluator_.report(matrix.expr.at,
                              fmt::format("the matrix makes more than {} targets", most_copies));
            return std::nullopt;
        }
        std::vector<Value::Members> more;
        for (const Value& element : elements) {
            for (const Value::Members& row : rows) {
                more.push_back(row);
                more.back().emplace_back(axis, element);
            }
        }
        rows = std::move(more);
    }
    return rows;
}

/// A wrong name is told for the first copy only.
std::optional<std::string> Builder::copy_name(const BlockCopy& copy, bool& is_told) {
    const hcl::Attribute* name = copy.block->body().attribute("name");
    const std::string_view label = copy.block->labels.front().text;
    if (!name) return std::string(label);
    const Evaluator::Visit visit(evaluator_, copy.file);
    const auto text = convert(evaluator_.evaluate(name->expr, scope_of(copy)), Kind::string);
    if (!text || text->is_null()) {
        evaluator_.report(name->expr.at, fmt::format("unsuitable value for `name`: {}",
                                                     text ? "it is null" : text.error().message));
        return std::nullopt;
    }
    if (!text->is_known()) return std::nullopt;
    if (is_valid_name(text->text())) return text->text();
    if (std::exchange(is_told, true)) return std::nullopt;
    report_name(copy.file, *copy.block, name->expr.at,
                fmt::format("invalid name `{}`: {}; `sanitize()` replaces all others", text->text(),
                            allowed_names));
    return std::nullopt;
}

void Builder::expand(FileIndex file, const hcl::Block& block) {
    const bool is_group = block.type.text == "group";
    const hcl::Name& label = block.labels.front();
    if (!is_valid_name(label.text)) {
        report(file, label.at, fmt::format("invalid name `{}`: {}", label.text, allowed_names));
        return;
    }
    const hcl::Attribute* matrix = block.body().attribute("matrix");
    const hcl::Attribute* name = block.body().attribute("name");
    if (is_group) {
        for (const hcl::Attribute* wrong : {matrix, name}) {
            if (wrong)
                report(file, wrong->name.at, fmt::format("a group has no `{}`", wrong->name.text));
        }
        ignore_unknown(file, block, [](std::string_view attribute) {
            return attribute == "targets" || attribute == "description" || attribute == "matrix" ||
                   attribute == "name";
        });
    } else {
        if (name && !matrix) report_name(file, block, name->name.at, "`name` needs a `matrix`");
        ignore_unknown(file, block, [](std::string_view attribute) {
            return attribute == "name" || attribute == "matrix" || attribute_rule(attribute);
        });
    }
    const bool multiplies = matrix && !is_group;
    const auto rows = multiplies ? matrix_rows(file, block)
                                 : std::optional<std::vector<Value::Members>>(std::in_place, 1);
    std::set<std::string> names;
    bool is_told = false;
    bool is_whole = rows.has_value();
    for (const Value::Members& row : rows.value_or(std::vector<Value::Members>())) {
        BlockCopy copy;
        copy.block = &block;
        copy.file = file;
        copy.is_group = is_group;
        copy.axes = row;
        copy.name = label.text;
        if (multiplies) {
            const auto own = copy_name(copy, is_told);
            if (!own) {
                is_whole = false;
                continue;
            }
            copy.name = *own;
        }
        if (!names.insert(copy.name).second) {
            report_name(
                file, block, name ? name->expr.at : matrix->name.at,
                name ? fmt::format("duplicate name `{}`: the matrix needs another one for each "
                                   "combination",
                                   copy.name)
                     : fmt::format("duplicate name `{}`: a matrix needs `name`, other for each "
                                   "combination",
                                   copy.name));
            break;
        }
        copies_.push_back(std::move(copy));
        BlockCopy* stored = &copies_.back();
        auto& by_name = is_group ? groups_by_name_ : targets_by_name_;
        by_name[stored->name].push_back(stored);
    }
    if (!multiplies || (names.size() == 1 && *names.begin() == label.text)) return;
    if (names.empty() && is_whole) return;
    // The label of the block stands for all its copies.
    const auto [place, fresh] =
        matrix_group_places_.emplace(std::string(label.text), matrix_groups_.size());
    if (fresh) matrix_groups_.push_back({std::string(label.text), "", {file, label.at}, {}, true});
    Group& group = matrix_groups_[place->second];
    const std::size_t first = copies_.size() - names.size();
    for (std::size_t i = first; i < copies_.size(); ++i)
        group.targets.push_back({"", Value(copies_[i].name), {file, label.at}});
    if (!is_whole) group.targets.push_back({"", Value::unknown(Kind::string), {file, label.at}});
}

void Builder::expand_blocks() {
    for (const auto& [file, block] : blocks_) expand(file, *block);
}

/// Variables of the Dockerfile look like those of bake.
void Builder::explain_inline(std::size_t first) {
    auto& all = evaluator_.diagnostics();
    for (std::size_t i = first; i < all.size(); ++i) {
        std::string& message = all[i].diagnostic.message;
        if (message.starts_with("there is no variable"))
            message += "; write `$${...}` to leave it to the Dockerfile";
    }
}

/// Evaluates what the template is filled with once more, to know how long each part of it is.
std::shared_ptr<const EmbeddedText> Builder::embedded(const BlockCopy& copy, const hcl::Expr& expr,
                                                      const Value& value) {
    const Scope scope = scope_of(copy);
    auto text = hcl::embedded_text(*project_.files[copy.file].source, expr,
                                   [&](const hcl::Expr& inner) -> std::optional<std::string> {
                                       const auto filled =
                                           convert(evaluator_.evaluate(inner, scope), Kind::string);
                                       if (!filled || !filled->has_value() || !filled->is_string())
                                           return std::nullopt;
                                       return filled->text();
                                   });
    // "${x}" alone may be something else than a string.
    if (!text || !value.is_string() || text->text() != value.text()) return nullptr;
    return std::make_shared<const EmbeddedText>(*std::move(text));
}

void Builder::evaluate_attribute(BlockCopy& copy, const AttributeRule& rule,
                                 const hcl::Attribute& written) {
    if (copy.done.contains(rule.id)) return;
    copy.running.emplace_back(rule.name, true);
    Value value;
    {
        const Evaluator::Visit visit(evaluator_, copy.file);
        if (visit.is_too_deep()) {
            evaluator_.report(written.expr.at, "targets refer to each other too deeply");
        } else {
            const std::size_t before = evaluator_.diagnostics().size();
            value = evaluator_.evaluate(written.expr, scope_of(copy));
            const bool is_inline = rule.id == AttributeId::dockerfile_inline;
            if (is_inline) explain_inline(before);
            if (!value.is_null()) {
                copy.attributes[rule.id] = decode(rule, written.expr, value);
            } else if (rule.shape == AttributeRule::Shape::entries &&
                       rule.id != AttributeId::policy) {
                // A list of entries is a type of buildx's own, which has no null.
                evaluator_.report(written.expr.at,
                                  fmt::format("unsuitable value for `{}`: null value is not "
                                              "allowed: an empty list stands for none",
                                              rule.name));
            }
            if (is_inline && value.has_value()) {
                copy.attributes[rule.id].embedded = embedded(copy, written.expr, value);
            }
        }
    }
    copy.running.pop_back();
    copy.done.insert(rule.id);
}

void Builder::evaluate_target(BlockCopy& copy) {
    for (const hcl::Attribute& written : copy.block->body().attributes) {
        if (const AttributeRule* rule = attribute_rule(written.name.text))
            evaluate_attribute(copy, *rule, written);
    }
}

void Builder::evaluate_group(BlockCopy& copy) {
    // The elements of `targets` are read like any list of strings; `tags` has the same shape.
    const hcl::Attribute* targets = copy.block->body().attribute("targets");
    const hcl::Name& label = copy.block->labels.front();
    Group group;
    group.name = copy.name;
    group.at = {copy.file, label.at};
    const hcl::Attribute* description = copy.block->body().attribute("description");
    const Evaluator::Visit visit(evaluator_, copy.file);
    if (description) {
        const auto text = convert(evaluator_.evaluate(description->expr, Scope{}), Kind::string);
        if (text && text->is_string()) group.description = text->text();
    }
    if (!targets) {
        evaluator_.report(label.at, fmt::format("the group `{}` needs `targets`", copy.name));
    } else {
        const Value value = evaluator_.evaluate(targets->expr, Scope{});
        if (value.has_value()) {
            Attribute decoded;
            decoded.id = AttributeId::inherits;
            decode_texts(targets->expr, value, decoded);
            std::set<std::string> seen;
            for (Element& element : decoded.elements) {
                const bool is_new =
                    element.value.is_string() && seen.insert(element.value.text()).second;
                if (is_new) group.targets.push_back(std::move(element));
            }
        }
    }
    add_group(std::move(group));
}

/// A later group replaces an earlier one of its name.
void Builder::add_group(Group group) {
    const auto [place, fresh] = group_places_.emplace(group.name, project_.groups.size());
    if (fresh) {
        project_.groups.push_back(std::move(group));
    } else {
        project_.groups[place->second] = std::move(group);
    }
}

void Builder::evaluate_blocks() {
    for (const auto& content : compose_) {
        if (!content) continue;
        for (const Group& group : content->groups) add_group(group);
    }
    for (BlockCopy& copy : copies_) {
        if (copy.is_group) {
            evaluate_group(copy);
        } else {
            evaluate_target(copy);
        }
    }
    std::move(matrix_groups_.begin(), matrix_groups_.end(), std::back_inserter(project_.groups));
}

namespace {

/// An attribute as other expressions see it.
Value reference_value(const AttributeRule& rule, const Attribute* attribute) {
    using Shape = AttributeRule::Shape;
    if (rule.shape == Shape::text || rule.shape == Shape::truth) {
        if (attribute) return attribute->value;
        if (rule.id == AttributeId::description) return Value("");
        return Value::null(rule.shape == Shape::text ? Kind::string : Kind::boolean);
    }
    const Type text_list = Type::list(Kind::string);
    const Type text_map = Type::map(Kind::string);
    if (attribute && !attribute->value.is_known())
        return Value::unknown({}, attribute->value.cause());
    if (rule.shape == Shape::table || rule.shape == Shape::object) {
        if (!attribute) return Value::null(text_map);
        Value::Members members;
        for (const Element& element : attribute->elements)
            members.emplace_back(element.key, element.value);
        if (rule.shape == Shape::object) return Value::object(std::move(members)).value_or(Value());
        return Value::map(Kind::string, std::move(members)).value_or(Value());
    }
    Value::Elements elements;
    if (attribute) {
        for (const Element& element : attribute->elements) elements.push_back(element.value);
    }
    if (rule.shape == Shape::entries) return Value::tuple(std::move(elements)).value_or(Value());
    if (!attribute) return Value::null(text_list);
    return Value::list(Kind::string, std::move(elements)).value_or(Value());
}

} // namespace

Value Builder::block_object(BlockCopy& copy, std::string_view attribute, Span at) {
    if (attribute == "name") return Value(copy.name);
    const AttributeRule* only = attribute.empty() ? nullptr : attribute_rule(attribute);
    if (!attribute.empty() && !only) {
        Nearest nearest(attribute);
        for (const AttributeRule& rule : attribute_rules()) nearest.offer(rule.name);
        evaluator_.report(at, fmt::format("a target has no attribute `{}`{}", attribute,
                                          did_you_mean(nearest.found())));
        return {};
    }
    Value::Members members{{"name", Value(copy.name)}};
    for (const AttributeRule& rule : attribute_rules()) {
        if (only && only->id != rule.id) continue;
        const bool running = std::any_of(copy.running.begin(), copy.running.end(),
                                         [&](const auto& one) { return one.first == rule.name; });
        if (running) {
            evaluator_.report(
                at, fmt::format("`target.{}.{}` depends on itself", copy.name, rule.name));
            return {};
        }
        if (const hcl::Attribute* written = copy.block->body().attribute(rule.name))
            evaluate_attribute(copy, rule, *written);
        Value value = reference_value(rule, copy.attributes.find(rule.id));
        if (only) return value;
        members.emplace_back(std::string(rule.name), std::move(value));
    }
    return Value::object(std::move(members)).value_or(Value());
}

std::optional<Value> Builder::block_value(std::string_view type, std::string_view name,
                                          std::string_view attribute, Span at) {
    const auto& by_name = type == "group" ? groups_by_name_ : targets_by_name_;
    const auto found = by_name.find(std::string(name));
    if (found == by_name.end()) return std::nullopt;
    if (type == "group") {
        // Nothing in a group can refer back: its elements are evaluated again, where asked for.
        BlockCopy& copy = *found->second.back();
        const hcl::Attribute* targets = copy.block->body().attribute("targets");
        if (!targets) return Value();
        const Evaluator::Visit visit(evaluator_, copy.file);
        if (visit.is_too_deep()) {
            evaluator_.report(targets->expr.at, "groups refer to each other too deeply");
            return Value();
        }
        Value members = evaluator_.evaluate(targets->expr, Scope{});
        if (attribute == "targets") return members;
        return Value::object({{"name", Value(name)}, {"targets", members}}).value_or(Value());
    }
    // Each block of the name is asked in turn; the last one's answer counts.
    Value value;
    for (BlockCopy* copy : found->second) value = block_object(*copy, attribute, at);
    return value;
}

void Builder::merge_definitions() {
    std::unordered_map<std::string, std::size_t> places;
    const auto add = [&](Definition definition) {
        const auto [place, fresh] = places.emplace(definition.name, project_.definitions.size());
        if (fresh) {
            project_.definitions.push_back(std::move(definition));
            return;
        }
        Definition& earlier = project_.definitions[place->second];
        merge(earlier.attributes, definition.attributes);
        earlier.blocks.insert(earlier.blocks.end(), definition.blocks.begin(),
                              definition.blocks.end());
    };
    for (auto& content : compose_) {
        if (!content) continue;
        for (Definition& definition : content->definitions) add(std::move(definition));
    }
    for (BlockCopy& copy : copies_) {
        if (copy.is_group) continue;
        Definition definition;
        definition.name = copy.name;
        definition.at = {copy.file, copy.block->labels.front().at};
        definition.blocks = {definition.at};
        definition.matrix = std::move(copy.axes);
        definition.attributes = std::move(copy.attributes);
        add(std::move(definition));
    }
}

} // namespace dflint::bake
