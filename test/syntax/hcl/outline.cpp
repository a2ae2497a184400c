// SPDX-License-Identifier: Apache-2.0
#include "outline.h"

#include <array>

using namespace dflint::hcl;

namespace {
constexpr std::array operators{"",   "||", "&&", "==", "!=", "<", "<=", ">",
                               ">=", "+",  "-",  "*",  "/",  "%", "-",  "!"};

std::string shown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else
            out += c;
    }
    return out;
}

std::string names(const Expr& expr) {
    std::string out;
    for (const Name& name : expr.names) {
        if (!out.empty()) out += ",";
        out += name.text;
    }
    return out;
}

std::string list(const std::string& head, const Expr& expr) {
    std::string out = "(" + head;
    for (const Expr& child : expr.children) out += " " + outline(child);
    return out + ")";
}
} // namespace

std::string outline(const Expr& expr) {
    switch (expr.kind) {
    case ExprKind::error:
        return "ERROR";
    case ExprKind::null:
        return "null";
    case ExprKind::boolean:
        return expr.is_true ? "true" : "false";
    case ExprKind::number:
        return std::string(expr.text);
    case ExprKind::text:
        return "'" + shown(expr.text) + "'";
    case ExprKind::key_name:
        return std::string(expr.text);
    case ExprKind::variable:
        return names(expr);
    case ExprKind::each:
        return "_";
    case ExprKind::template_:
        return list(expr.is_flush ? "<<-" : expr.is_heredoc ? "<<" : "\"", expr);
    case ExprKind::interpolation:
        return list("$", expr);
    case ExprKind::template_if:
        return list("%if", expr);
    case ExprKind::template_for:
        return list("%for " + names(expr), expr);
    case ExprKind::tuple:
        return list("[]", expr);
    case ExprKind::object:
        return list("{}", expr);
    case ExprKind::item:
        return list("=", expr);
    case ExprKind::attribute:
        return list("." + names(expr), expr);
    case ExprKind::index:
        return list(expr.is_legacy ? ".N" : "[N]", expr);
    case ExprKind::splat:
        return list(expr.is_full ? "[*]" : ".*", expr);
    case ExprKind::call:
        return list(names(expr) + (expr.expands ? "..." : "") + "()", expr);
    case ExprKind::unary:
    case ExprKind::binary:
        return list(operators[static_cast<std::size_t>(expr.op)], expr);
    case ExprKind::conditional:
        return list("?", expr);
    case ExprKind::for_tuple:
        return list("for[] " + names(expr), expr);
    case ExprKind::for_object:
        return list("for{} " + names(expr) + (expr.is_grouped ? "..." : ""), expr);
    case ExprKind::parentheses:
        return list("()", expr);
    }
    return "?";
}

std::string outline(const Body& body) {
    std::string out;
    for (const Attribute& attribute : body.attributes) {
        out += std::string(attribute.name.text) + "=" + outline(attribute.expr) + "; ";
    }
    for (const Block& block : body.blocks) {
        out += std::string(block.type.text);
        for (const Name& label : block.labels) out += "[" + std::string(label.text) + "]";
        out += "{ " + outline(block.body()) + "}; ";
    }
    return out;
}
