// SPDX-License-Identifier: Apache-2.0
// Variables and constants: docker/buildx, bake/hclparser.
#include "dflint/bake/builder.h"
#include "dflint/bake/convert.h"
#include "dflint/bake/csv.h"
#include "dflint/bake/functions.h"
#include "dflint/bake/json_reader.h"
#include "dflint/syntax/hcl/parse.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

namespace {

const Scope no_scope{};

/// What an environment variable's text is as a value of a primitive type; buildx reads bools more
/// liberally than HCL does.
Result<Value> primitive_from_text(std::string_view text, const Type& type, std::string_view name) {
    if (type.is(Kind::boolean)) {
        static constexpr std::string_view yes[] = {"1", "t", "T", "true", "TRUE", "True"};
        static constexpr std::string_view no[] = {"0", "f", "F", "false", "FALSE", "False"};
        if (std::find(std::begin(yes), std::end(yes), text) != std::end(yes)) return Value(true);
        if (std::find(std::begin(no), std::end(no), text) != std::end(no)) return Value(false);
        return Error{fmt::format("failed to parse {} as bool: {}", name, quoted(text))};
    }
    if (type.is(Kind::number)) {
        const auto number = Number::parse(text);
        if (number) return Value(*number);
        return Error{fmt::format("failed to parse {} as number: {}", name, quoted(text))};
    }
    return Value(text);
}

bool is_simple_collection(const Type& type) {
    if (type.is_collection())
        return type.element().is_primitive() || type.element().is(Kind::dynamic);
    return type.is(Kind::tuple) && std::all_of(type.elements().begin(), type.elements().end(),
                                               [](const Type& one) { return one.is_primitive(); });
}

/// A list, set or tuple from `a,b`, a map from `a:1,b:2`.
Result<Value> collection_from_csv(std::string_view text, const Type& type, std::string_view name) {
    const auto fields = csv::fields(text);
    if (!fields)
        return Error{fmt::format("failed to convert variable {} from CSV: {}", name,
                                 fields.error().message)};
    Value::Elements elements;
    Value::Members members;
    for (const std::string& field : *fields) {
        if (!type.is(Kind::map)) {
            elements.emplace_back(field);
            continue;
        }
        const std::size_t colon = field.find(':');
        if (colon == std::string::npos) {
            return Error{fmt::format("failed to convert variable {} from CSV: expected k:v pairs, "
                                     "got {}",
                                     name, quoted(field))};
        }
        members.emplace_back(field.substr(0, colon), Value(field.substr(colon + 1)));
    }
    const auto raw =
        type.is(Kind::map) ? Value::object(std::move(members)) : Value::tuple(std::move(elements));
    auto converted = convert(raw.value_or(Value()), type);
    if (converted) return converted;
    return Error{
        fmt::format("failed to convert variable {} from CSV: {}", name, converted.error().message)};
}

} // namespace

const Value* Builder::variable(std::string_view name) {
    if (const auto builtin = builtins_.find(name); builtin != builtins_.end())
        return &builtin->second;
    const auto found = globals_.find(name);
    if (found == globals_.end()) return nullptr;
    Global& global = found->second;
    resolve(global);
    project_.variables[global.index].is_used = true;
    return &global.value;
}

std::vector<std::string_view> Builder::variable_names() const {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : builtins_) names.push_back(name);
    for (const auto& [name, global] : globals_) names.push_back(name);
    return names;
}

void Builder::list_variables() {
    for (const std::string_view name : global_order_) {
        Global& global = globals_.find(name)->second;
        global.index = project_.variables.size();
        Variable variable;
        variable.name = name;
        variable.is_constant = global.block == nullptr;
        const hcl::Name& at = global.block ? global.block->labels.front() : global.constant->name;
        variable.at = {global.block ? global.file : global.constant_file, at.at};
        if (global.block) {
            variable.description = constant_string(global.file, *global.block, "description");
            variable.has_default = global.block->body().attribute("default") != nullptr;
        }
        project_.variables.push_back(std::move(variable));
    }
}

void Builder::resolve_variables() {
    for (const std::string_view name : global_order_) {
        Global& global = globals_.find(name)->second;
        if (global.block) resolve(global);
    }
    for (const std::string_view name : global_order_) {
        const Global& global = globals_.find(name)->second;
        if (global.block) validate(global);
    }
}

/// Plain attributes that nobody asked for come last: they may refer to targets.
void Builder::resolve_constants() {
    for (const std::string_view name : global_order_) {
        Global& global = globals_.find(name)->second;
        resolve(global);
        project_.variables[global.index].value = global.value;
    }
}

/// A description: a text without anything to evaluate.
std::string Builder::constant_string(FileIndex file, const hcl::Block& block,
                                     std::string_view name) {
    const hcl::Attribute* attribute = block.body().attribute(name);
    if (!attribute) return "";
    if (auto text = hcl::constant_text(attribute->expr)) return *std::move(text);
    if (attribute->expr.is(ExprKind::number) || attribute->expr.is(ExprKind::boolean)) {
        const auto text = convert(evaluator_.evaluate(attribute->expr, no_scope), Kind::string);
        if (text) return text->text();
    }
    if (!attribute->expr.is(ExprKind::error))
        report(file, attribute->expr.at, fmt::format("a {} is a plain string", name));
    return "";
}

void Builder::resolve(Global& global) {
    using State = Global::State;
    if (global.state == State::done) return;
    const bool constant = global.constant != nullptr;
    const FileIndex file = constant ? global.constant_file : global.file;
    const Span at = constant ? global.constant->name.at : global.block->labels.front().at;
    const Evaluator::Visit visit(evaluator_, file);
    if (global.state == State::running) {
        evaluator_.report(at, fmt::format("`{}` depends on itself", global.name));
        return;
    }
    if (visit.is_too_deep()) {
        evaluator_.report(at, "variables lead to each other too deeply");
        global.state = State::done;
        return;
    }
    global.state = State::running;
    Value value = variable_value(global);
    global.value = std::move(value);
    global.state = State::done;
}

std::optional<Type> Builder::declared_type(const Global& global) {
    const hcl::Attribute* attribute =
        global.block ? global.block->body().attribute("type") : nullptr;
    if (!attribute) return std::nullopt;
    const Expr* expr = &attribute->expr;
    if (expr->is(ExprKind::null)) return std::nullopt;
    File& file = project_.files[global.file];
    if (expr->is_json && expr->is(ExprKind::template_)) {
        Diagnostics mistakes;
        reread_.push_back(
            hcl::parse_string_as_expression(*file.source, *expr, file.tree, mistakes));
        for (Diagnostic& mistake : mistakes) {
            mistake.severity = Severity::error;
            evaluator_.diagnostics().push_back({global.file, std::move(mistake)});
        }
        expr = &reread_.back();
    }
    return type_of_expression(*expr, evaluator_);
}

/// The text that the command line or the environment gives; NAME_JSON counts for typed variables.
std::optional<std::string> Builder::override_of(std::string_view name, bool typed,
                                                bool& is_json) const {
    const auto look_up = [&](std::string_view key) -> std::optional<std::string> {
        if (const auto own = invocation_.variables.find(key); own != invocation_.variables.end())
            return own->second;
        if (!looks_up_environment(invocation_)) return std::nullopt;
        if (const auto own = invocation_.environment.find(key);
            own != invocation_.environment.end())
            return own->second;
        return std::nullopt;
    };
    const std::string json_name = std::string(name) + "_JSON";
    is_json = false;
    if (typed && globals_.find(json_name) == globals_.end()) {
        if (auto text = look_up(json_name)) {
            is_json = true;
            return text;
        }
    }
    return look_up(name);
}

/// Who writes a default into a later file wants it to count.
void Builder::remark_on_environment(const Global& global, const Expr& fallback) {
    if (!global.is_override) return;
    for (const std::string& name : {std::string(global.name), std::string(global.name) + "_JSON"}) {
        if (invocation_.variables.contains(name)) return;
    }
    Diagnostic remark{.at = fallback.at,
                      .message = fmt::format("the environment sets `{0}`, which beats the default "
                                             "of a later file, too; `--var {0}=...` beats both",
                                             global.name)};
    project_.remarks.push_back({global.file, std::move(remark)});
}

Value Builder::overridden(const Global& global, std::string_view text, bool is_json,
                          const std::optional<Type>& type, const std::optional<Value>& fallback) {
    const Span at = global.block->labels.front().at;
    const auto given = [&]() -> Result<Value> {
        if (is_json) {
            const auto value = from_json(text);
            if (!value) {
                return Error{fmt::format("failed to convert variable {} from JSON: {}", global.name,
                                         value.error().message)};
            }
            return convert(*value, *type);
        }
        if (type && (type->is(Kind::dynamic) || type->is_primitive()))
            return primitive_from_text(text, *type, global.name);
        if (type && is_simple_collection(*type))
            return collection_from_csv(text, *type, global.name);
        const Type own = type ? *type : fallback ? fallback->type() : Type();
        if (own.is(Kind::dynamic) || own.is_primitive())
            return primitive_from_text(text, own, global.name);
        return Error{
            fmt::format("unsupported type {} for variable {}: a value from the environment "
                        "needs a declared `type`",
                        own.name(), global.name)};
    }();
    if (given) return *given;
    evaluator_.report(at, given.error().message);
    return {};
}

/// A plain attribute. It is constant, unless a variable block of its name lets it be overridden.
Value Builder::constant_value(const Global& global) {
    return evaluator_.evaluate(global.constant->expr, no_scope);
}

Value Builder::variable_value(Global& global) {
    if (!global.block) return constant_value(global);
    const std::optional<Type> type = declared_type(global);
    project_.variables[global.index].type = type;
    const hcl::Attribute* written = global.block->body().attribute("default");
    std::optional<Value> fallback;
    if (global.constant) {
        fallback = constant_value(global);
    } else if (written) {
        fallback = evaluator_.evaluate(written->expr, no_scope);
    }
    if (fallback && type) {
        const auto converted = convert(*fallback, *type);
        if (!converted) {
            const Span at = written ? written->expr.at : global.block->labels.front().at;
            evaluator_.report(at, fmt::format("the default of `{}` is no {}: {}", global.name,
                                              type->constraint_name(), converted.error().message));
            return Value::unknown(*type);
        }
        fallback = *converted;
    }
    bool is_json = false;
    if (const auto text = override_of(global.name, type.has_value(), is_json)) {
        Value given = overridden(global, *text, is_json, type, fallback);
        if (written && fallback != given) remark_on_environment(global, written->expr);
        return given;
    }
    if (fallback) return *fallback;
    if (!invocation_.is_environment_known) {
        return Value::unknown(type.value_or(Type(Kind::string)),
                              std::make_shared<const std::string>(
                                  fmt::format("the environment sets `{}`", global.name)));
    }
    return type ? Value::null(*type) : Value("");
}

void Builder::validate(const Global& global) {
    for (const hcl::Block& block : global.block->body().blocks) {
        if (block.type.text != "validation") continue;
        const Evaluator::Visit visit(evaluator_, global.file);
        const hcl::Attribute* condition = block.body().attribute("condition");
        const hcl::Attribute* message = block.body().attribute("error_message");
        if (!condition) evaluator_.report(block.type.at, "a validation needs `condition`");
        for (const hcl::Attribute& attribute : block.body().attributes) {
            if (&attribute != condition && &attribute != message) {
                evaluator_.report(attribute.name.at,
                                  fmt::format("a validation has no `{}`", attribute.name.text));
            }
        }
        if (!condition) continue;
        const Value value = evaluator_.evaluate(condition->expr, no_scope);
        if (!value.is_known()) continue;
        const auto truth = convert(value, Kind::boolean);
        if (!truth || truth->is_null()) {
            evaluator_.report(condition->expr.at,
                              "the condition of a validation must be true or false");
            continue;
        }
        if (truth->boolean()) continue;
        if (!message) {
            evaluator_.report(
                condition->expr.at,
                fmt::format("validation of `{}` failed, and has no `error_message`", global.name));
            continue;
        }
        const auto text = convert(evaluator_.evaluate(message->expr, no_scope), Kind::string);
        const bool readable = text && text->is_string();
        evaluator_.report(condition->expr.at,
                          fmt::format("validation of `{}` failed: {}", global.name,
                                      readable ? text->text() : "no message"));
    }
}

} // namespace dflint::bake
