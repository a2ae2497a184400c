// SPDX-License-Identifier: Apache-2.0
// Outside law: hcl/json/spec.md.
#include "dflint/syntax/hcl/entry.h"
#include "dflint/syntax/hcl/json.h"
#include "dflint/syntax/hcl/parse.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace dflint::hcl {

namespace {
/// A place of a decoded string, in the file. Nothing is left out between two bytes of a string, so
/// the end is where the next byte begins, and an escape is taken whole.
Span in_file(const LogicalText& text, Span at) {
    return {text.in_file(at.begin), text.in_file(at.end)};
}

/// A literal part with escapes of JSON in it, as one part for each escape and each run without.
void split(const Expr& part, const LogicalText& text, std::vector<Expr>& out) {
    const Span whole = part.at;
    std::uint32_t begin = whole.begin;
    const auto add = [&](std::uint32_t end) {
        Expr piece = part;
        if (part.text.size() == whole.size()) {
            piece.text = part.text.substr(begin - whole.begin, end - begin);
        }
        piece.at = in_file(text, {begin, end});
        out.push_back(std::move(piece));
        begin = end;
    };
    if (part.text.size() != whole.size()) return add(whole.end); // an escape of the template
    auto segment =
        std::ranges::upper_bound(text.segments(), whole.begin, {}, &LogicalText::Segment::logical);
    for (; segment != text.segments().end() && segment->logical < whole.end; ++segment) {
        add(segment->logical);
    }
    add(whole.end);
}

void move_to_file(Expr& expr, const LogicalText& text) {
    expr.at = in_file(text, expr.at);
    expr.mark = expr.mark.empty() ? expr.mark : in_file(text, expr.mark);
    for (Name& name : expr.names) name.at = in_file(text, name.at);
    std::vector<Expr> children;
    for (Expr& child : expr.children) {
        if (child.is(ExprKind::text)) {
            split(child, text, children);
        } else {
            move_to_file(child, text);
            children.push_back(std::move(child));
        }
    }
    expr.children = std::move(children);
}

/// Mistakes inside of a string. No fix: what it inserts would have to be escaped.
void add_moved(Diagnostics found, const LogicalText& text, Diagnostics& out) {
    for (Diagnostic& each : found) {
        each.at = in_file(text, each.at);
        for (Label& label : each.labels) label.at = in_file(text, label.at);
        each.fix.reset();
        out.push_back(std::move(each));
    }
}

/// Reads a decoded string with a grammar of the native syntax.
Expr read_inside(const LogicalText& text, LexMode mode, std::deque<std::string>& texts,
                 Diagnostics& out) {
    Diagnostics found;
    const Span all = {0, static_cast<std::uint32_t>(text.text().size())};
    Reader reader(text.text(), lex(text.text(), all, mode, texts, found), texts, found);
    Expr result = mode == LexMode::template_ ? read_template(reader) : read_expression(reader);
    move_to_file(result, text);
    add_moved(std::move(found), text, out);
    return result;
}

bool is_object(const JsonValue& value) {
    return value.kind == JsonKind::object;
}

class TreeBuilder {
public:
    TreeBuilder(std::deque<std::string>& texts, Diagnostics& out) : texts_(texts), out_(out) {}

    Body body(const JsonValue& value, std::span<const BlockType> schema) {
        Body result;
        result.at = value.at;
        if (is_object(value)) result.at = {value.at.begin + 1, value.at.end - value.is_closed};
        for (const JsonValue* const member :
             members(value, "an object is expected: the attributes and blocks of a body")) {
            if (member->key().text == "//") continue;
            const auto type = std::ranges::find(schema, member->key().text, &BlockType::name);
            if (type == schema.end()) {
                result.attributes.push_back(attribute(*member));
            } else {
                Header header{*type, name_of(member->key()), {}, member->key().at.begin};
                blocks(header, member->value(), result.blocks);
            }
        }
        report_repeated_names(result, out_);
        return result;
    }

    Expr expression(const JsonValue& value) {
        Expr result{.at = value.at};
        switch (value.kind) {
        case JsonKind::error:
        case JsonKind::member:
            break;
        case JsonKind::null:
            result.kind = ExprKind::null;
            break;
        case JsonKind::boolean:
            result.kind = ExprKind::boolean;
            result.is_true = value.is_true;
            break;
        case JsonKind::number:
            result.kind = ExprKind::number;
            result.text = value.text;
            break;
        case JsonKind::string:
            return string(value);
        case JsonKind::array:
            result.kind = ExprKind::tuple;
            for (const JsonValue& element : value.elements) add(result, expression(element));
            break;
        case JsonKind::object:
            return object(value);
        }
        return result;
    }

private:
    static Name name_of(const JsonValue& key) { return {key.inside(), key.text}; }

    Attribute attribute(const JsonValue& member) {
        return {.name = name_of(member.key()),
                .at = member.at,
                .equals = member.colon,
                .expr = expression(member.value())};
    }

    static void add(Expr& parent, Expr child) {
        parent.height = std::max(parent.height, static_cast<std::uint16_t>(child.height + 1));
        parent.children.push_back(std::move(child));
    }

    Expr object(const JsonValue& value) {
        Expr result{.kind = ExprKind::object, .at = value.at};
        std::unordered_map<std::string_view, Span> seen;
        for (const JsonValue& member : value.elements) {
            const auto [first, is_new] = seen.try_emplace(member.key().text, member.key().at);
            if (!is_new) {
                report(member.key().at, "`" + std::string(member.key().text) + "` is set twice");
                out_.back().labels.push_back({first->second, "set here first"});
            }
            Expr item{.kind = ExprKind::item, .at = member.at, .mark = member.colon};
            add(item, string(member.key()));
            add(item, expression(member.value()));
            add(result, std::move(item));
        }
        return result;
    }

    /// Each string is a template.
    Expr string(const JsonValue& value) {
        Expr result;
        const bool has_sequences =
            value.text.find("${") != value.text.npos || value.text.find("%{") != value.text.npos;
        if (value.escaped != nullptr) {
            result = read_inside(*value.escaped, LexMode::template_, texts_, out_);
        } else if (has_sequences) {
            result = read_inside(LogicalText(value.text, value.inside().begin), LexMode::template_,
                                 texts_, out_);
        } else if (!value.text.empty()) {
            add(result, {.kind = ExprKind::text, .at = value.inside(), .text = value.text});
        }
        result.kind = ExprKind::template_;
        result.is_json = true;
        result.at = value.at;
        return result;
    }

    /// What the blocks below one key have in common.
    struct Header {
        const BlockType& type;
        Name name;
        std::vector<Name> labels{};
        std::uint32_t begin = 0; ///< of the innermost key
    };

    /// One block for each object; an array repeats, at any level of labels.
    void blocks(Header& header, const JsonValue& value, std::vector<Block>& out) {
        if (header.labels.size() < header.type.label_count) {
            const auto labelled = members(value, "an object is expected, whose names are labels");
            if (labelled.empty() && (is_object(value) || value.kind == JsonKind::null)) {
                report(value.at,
                       "a label is missing: an object with at least one name is expected");
            }
            for (const JsonValue* const member : labelled) {
                header.labels.push_back(name_of(member->key()));
                header.begin = member->key().at.begin;
                blocks(header, member->value(), out);
                header.labels.pop_back();
            }
        } else if (value.kind == JsonKind::array) {
            for (const JsonValue& element : value.elements) out.push_back(block(header, element));
        } else if (value.kind == JsonKind::object) {
            out.push_back(block(header, value));
        } else if (value.kind != JsonKind::null && value.kind != JsonKind::error) {
            report(value.at, "an object or an array is expected: the body of a block");
        }
    }

    Block block(const Header& header, const JsonValue& value) {
        Block result{.type = header.name,
                     .labels = header.labels,
                     .at = {header.begin, value.at.end},
                     .open = {},
                     .close = {},
                     .bodies = {}};
        if (is_object(value)) {
            result.open = {value.at.begin, value.at.begin + 1};
            result.close = {value.at.end - value.is_closed, value.at.end};
        }
        result.bodies.push_back(body(value, header.type.blocks));
        return result;
    }

    /// The members of an object, or of all objects of an array.
    std::vector<const JsonValue*> members(const JsonValue& value, std::string_view message) {
        std::vector<const JsonValue*> all;
        const auto take = [&](const JsonValue& each) {
            if (is_object(each)) {
                for (const JsonValue& member : each.elements) all.push_back(&member);
            } else if (each.kind != JsonKind::error) {
                report(each.at, std::string(message));
            }
        };
        if (value.kind == JsonKind::null) return all;
        if (value.kind == JsonKind::array)
            std::ranges::for_each(value.elements, take);
        else
            take(value);
        return all;
    }

    void report(Span at, std::string message) {
        out_.push_back({.at = at, .message = std::move(message), .severity = Severity::error});
    }

    std::deque<std::string>& texts_;
    Diagnostics& out_;
};
} // namespace

File parse_json(const SourceFile& file, std::span<const BlockType> schema, Diagnostics& out) {
    File result;
    result.syntax = Syntax::json;
    JsonTexts texts{result.texts};
    const JsonValue root = read_json(file.text(), texts, out);
    result.body = TreeBuilder(result.texts, out).body(root, schema);
    result.body.at = {0, static_cast<std::uint32_t>(file.text().size())};
    return result;
}

Expr parse_string_as_expression(const SourceFile& file, const Expr& string, File& owner,
                                Diagnostics& out) {
    const Span inside = {string.at.begin + 1, string.at.end - 1};
    const LogicalText text = decode_json_string(file.text(), inside, owner.texts);
    return read_inside(text, LexMode::code, owner.texts, out);
}

} // namespace dflint::hcl
