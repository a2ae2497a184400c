// SPDX-License-Identifier: Apache-2.0
// Functions that bake files define: docker/buildx, bake/hclparser and util/userfunc.
#include "dflint/bake/builder.h"
#include "dflint/source/nearest.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

std::vector<std::string_view> Builder::function_names() const {
    std::vector<std::string_view> names;
    for (const auto& [name, function] : functions_) names.push_back(name);
    return names;
}

const Callable* Builder::function(std::string_view name) {
    const auto found = functions_.find(name);
    if (found == functions_.end()) return nullptr;
    for (UserFunction& function : project_.functions) {
        if (function.name == name) function.is_used = true;
    }
    return &found->second;
}

Callable Builder::prepare_function(FileIndex file, const hcl::Block& block) {
    Callable function;
    function.name = block.labels.front().text;
    function.file = file;
    const hcl::Body& body = block.body();
    const std::size_t errors = evaluator_.error_count();
    for (const char* required : {"params", "result"}) {
        if (!body.attribute(required)) {
            report(file, block.labels.front().at,
                   fmt::format("the function `{}` needs `{}`", function.name, required));
        }
    }
    for (const hcl::Attribute& attribute : body.attributes) {
        const std::string_view name = attribute.name.text;
        if (name != "params" && name != "variadic_params" && name != "result")
            report(file, attribute.name.at, fmt::format("a function has no `{}`", name));
    }
    for (const hcl::Block& inner : body.blocks)
        report(file, inner.type.at, fmt::format("a function has no `{}` block", inner.type.text));
    // In JSON a parameter is a string with its name.
    const auto name_of = [&](const Expr& expr) -> std::string_view {
        if (expr.is(ExprKind::variable)) return expr.name().text;
        if (expr.is_json && expr.is(ExprKind::template_) && expr.children.size() == 1)
            return expr.child(0).text;
        report(file, expr.at, "the name of a parameter is written without quotes");
        return {};
    };
    if (const hcl::Attribute* params = body.attribute("params")) {
        if (params->expr.is(ExprKind::tuple)) {
            for (const Expr& one : params->expr.children)
                function.parameters.push_back(name_of(one));
        } else {
            report(file, params->expr.at, "`params` is a list of names, as in `[a, b]`");
        }
    }
    if (const hcl::Attribute* variadic = body.attribute("variadic_params"))
        function.variadic = name_of(variadic->expr);
    if (const hcl::Attribute* result = body.attribute("result")) function.result = &result->expr;
    function.is_broken = evaluator_.error_count() > errors || !function.result;
    return function;
}

void Builder::prepare_functions() {
    for (const auto& [name, place] : function_blocks_) {
        UserFunction shown;
        shown.name = name;
        shown.at = {place.file, place.block->labels.front().at};
        shown.is_shadowed = standard_function(name) != nullptr;
        project_.functions.push_back(shown);
        functions_.emplace(name, prepare_function(place.file, *place.block));
    }
    std::sort(project_.functions.begin(), project_.functions.end(),
              [](const UserFunction& a, const UserFunction& b) {
                  return std::pair(a.at.file, a.at.at) < std::pair(b.at.file, b.at.at);
              });
}

namespace {

/// Every name that an expression looks up outside itself, and every function it calls.
struct Lookups {
    std::vector<const Expr*> variables;
    std::vector<const Expr*> calls;
};

/// Depth is bounded by hcl::max_height.
void find_lookups(const Expr& expr, std::vector<std::string_view>& local, Lookups& out) {
    if (expr.is(ExprKind::variable)) {
        if (std::find(local.begin(), local.end(), expr.name().text) == local.end())
            out.variables.push_back(&expr);
        return;
    }
    if (expr.is(ExprKind::call)) {
        out.calls.push_back(&expr);
        // The second argument of convert is a type.
        const bool converts = expr.name().text == "convert" && expr.children.size() == 2;
        for (std::size_t i = 0; i < expr.children.size(); ++i) {
            if (!converts || i != 1) find_lookups(expr.child(i), local, out);
        }
        return;
    }
    const bool loops = expr.is(ExprKind::for_tuple) || expr.is(ExprKind::for_object) ||
                       expr.is(ExprKind::template_for);
    const std::size_t outside = local.size();
    for (std::size_t i = 0; i < expr.children.size(); ++i) {
        find_lookups(expr.child(i), local, out);
        if (!loops || i != 0) continue;
        for (const hcl::Name& name : expr.names) local.push_back(name.text);
    }
    local.resize(outside);
}

} // namespace

/// What buildx refuses even of functions that nobody calls: unknown names, and recursion.
void Builder::check_functions() {
    for (const auto& [name, function] : functions_) {
        if (!function.is_broken && !standard_function(name)) check_function(name);
    }
}

void Builder::check_function(std::string_view name) {
    Callable& function = functions_.find(name)->second;
    // Whether calls lead back here; the way is remembered, not the stack.
    std::set<std::string_view> reached;
    std::vector<std::string_view> open = {name};
    bool cycle = false;
    while (!open.empty()) {
        const auto found = functions_.find(open.back());
        open.pop_back();
        if (found == functions_.end() || !found->second.result) continue;
        std::vector<std::string_view> local;
        Lookups lookups;
        find_lookups(*found->second.result, local, lookups);
        for (const Expr* call : lookups.calls) {
            const std::string_view called = call->name().text;
            if (standard_function(called)) continue;
            cycle = cycle || called == name;
            if (reached.insert(called).second) open.push_back(called);
        }
    }
    if (cycle) {
        report(function.file, function_blocks_.find(name)->second.block->labels.front().at,
               fmt::format("the function `{}` calls itself", name));
        function.is_broken = true;
        return;
    }
    std::vector<std::string_view> local = function.parameters;
    if (!function.variadic.empty()) local.push_back(function.variadic);
    Lookups lookups;
    find_lookups(*function.result, local, lookups);
    const std::size_t errors = evaluator_.error_count();
    for (const Expr* expr : lookups.variables) {
        const std::string_view wanted = expr->name().text;
        if (const auto global = globals_.find(wanted); global != globals_.end()) {
            project_.variables[global->second.index].is_used = true;
        } else if (is_block_type(wanted)) {
            // buildx reads functions before it knows of blocks.
            report(function.file, expr->at,
                   fmt::format("a function cannot read a `{}`: hand over what it needs", wanted));
        } else if (builtins_.find(wanted) == builtins_.end()) {
            Nearest nearest(wanted);
            for (const std::string_view one : variable_names()) nearest.offer(one);
            for (const std::string_view one : function.parameters) nearest.offer(one);
            report(function.file, expr->at,
                   fmt::format("there is no variable named `{}`{}", wanted,
                               did_you_mean(nearest.found())));
        }
    }
    for (const Expr* call : lookups.calls) {
        const std::string_view called = call->name().text;
        if (!standard_function(called) && !this->function(called)) {
            report(function.file, call->name().at,
                   fmt::format("there is no function named `{}`", called));
        }
    }
    function.is_broken = evaluator_.error_count() > errors;
}

} // namespace dflint::bake
