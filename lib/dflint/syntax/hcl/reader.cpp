// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/reader.h"

#include "dflint/syntax/hcl/parse.h"

#include <algorithm>
#include <unordered_map>

namespace dflint::hcl {

const Token* Reader::closer_behind(const Token* from) const {
    while (!is_closer(from->kind)) from = is_opener(from->kind) ? match(from) + 1 : from + 1;
    return from;
}

const Token* Reader::synchronize(const Token* from) {
    while (!is_closer(from->kind) && from->kind != TokenKind::comma &&
           from->kind != TokenKind::newline) {
        from = is_opener(from->kind) ? match(from) + 1 : from + 1;
    }
    if (!from->is_missing) told_ = from->at.begin;
    return from;
}

const Token* Reader::before(const Token* token) const {
    return token == begin() ? nullptr : token - 1;
}

bool Reader::enter(Span at) {
    if (++depth_ <= max_depth + 1) return true; // the outermost one is in no bracket
    --depth_;
    if (!told_height_) report(at, "this is nested deeper than 256 levels and not read");
    told_height_ = true;
    return false;
}

void Reader::add(Expr& parent, Expr child) {
    if (child.height >= max_height) {
        if (!told_height_) report(child.at, "this has more than 1,024 levels and is not read");
        told_height_ = true;
        child = Expr{.at = child.at};
    }
    parent.height = std::max(parent.height, static_cast<std::uint16_t>(child.height + 1));
    parent.at = cover(parent.at, child.at);
    parent.children.push_back(std::move(child));
}

Name Reader::label(const Token* open_quote) {
    const Token* const close = match(open_quote);
    Name name{{open_quote->at.end, close->at.begin}, {}};
    const Token* part = open_quote + 1;
    if (part + 1 == close && part->kind == TokenKind::literal) {
        name.text = part->text;
        return name;
    }
    std::string text;
    while (part < close) {
        if (is_opener(part->kind)) {
            report(part->at, "a label is no template: it is needed before anything is evaluated");
            part = match(part) + 1;
        } else {
            text += part->text;
            ++part;
        }
    }
    name.text = texts_.emplace_back(std::move(text));
    return name;
}

void report_repeated_names(const Body& body, Diagnostics& out) {
    std::unordered_map<std::string_view, const Attribute*> seen;
    if (body.attributes.size() < 2) return;
    for (const Attribute& attribute : body.attributes) {
        const auto [first, is_new] = seen.try_emplace(attribute.name.text, &attribute);
        if (is_new) continue;
        out.push_back({.at = attribute.name.at,
                       .message = "`" + std::string(attribute.name.text) + "` is set twice",
                       .labels = {{first->second->name.at, "set here first"}},
                       .severity = Severity::error});
    }
}

void Reader::report(Span at, std::string message, std::vector<Label> labels,
                    std::optional<Fix> fix) {
    out_.push_back({.at = at,
                    .message = std::move(message),
                    .labels = std::move(labels),
                    .fix = std::move(fix),
                    .severity = Severity::error});
}

} // namespace dflint::hcl
