// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib: json.go, csv.go; hashicorp/go-cty-funcs: encoding
#include "dflint/bake/csv.h"
#include "dflint/bake/functions.h"
#include "dflint/bake/json_reader.h"
#include "dflint/source/utf8.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Outcome base64_encode(Arguments in) {
    const std::string& text = in[0].text();
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += 3) {
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const unsigned char byte =
                at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
            bits = bits << 8 | byte;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            const bool used = at + i <= text.size() && (i < 2 || at + i - 1 < text.size());
            out += used ? base64_letters[(bits >> (18 - 6 * i)) & 63] : '=';
        }
    }
    return Value(std::move(out));
}

std::optional<std::string> decoded(std::string_view text) {
    std::string letters;
    for (const char letter : text) {
        // Go's decoder passes over line ends.
        if (letter != '\n' && letter != '\r') letters += letter;
    }
    if (letters.size() % 4 != 0) return std::nullopt;
    const std::size_t padding = letters.ends_with("==") ? 2 : letters.ends_with('=') ? 1 : 0;
    std::string out;
    for (std::size_t at = 0; at < letters.size(); at += 4) {
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const bool pad = at + i >= letters.size() - padding;
            const std::size_t value = pad ? 0 : base64_letters.find(letters[at + i]);
            if (value == std::string_view::npos) return std::nullopt;
            bits = bits << 6 | static_cast<std::uint32_t>(value);
        }
        for (std::size_t i = 0; i < 3; ++i) out += static_cast<char>(bits >> (16 - 8 * i));
    }
    out.resize(out.size() - padding);
    return out;
}

Outcome base64_decode(Arguments in) {
    auto text = decoded(in[0].text());
    if (!text) return fault(fmt::format("failed to decode base64 data '{}'", in[0].text()));
    if (!utf8::is_valid(*text))
        return fault("the result of decoding the the provided string is not valid UTF-8");
    return Value(*std::move(text));
}

Outcome url_encode(Arguments in) {
    std::string out;
    for (const char letter : in[0].text()) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') ||
                           std::string_view("-_.~").find(letter) != std::string_view::npos;
        if (plain) {
            out += letter;
        } else if (letter == ' ') {
            out += '+';
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
        }
    }
    return Value(std::move(out));
}

Outcome json_encode(Arguments in) {
    auto text = to_json(in[0]);
    if (!text) return fault("cannot serialize infinity as JSON");
    return Value(*std::move(text));
}

Outcome json_decode(Arguments in) {
    const auto value = from_json(in[0].text());
    if (!value) return fault(value.error().message);
    return *value;
}

CallError csv_error(const csv::Reader& reader, const Error& error) {
    return fault(fmt::format("CSV parse error on line {}: {}", reader.line(), error.message));
}

Outcome csv_decode(Arguments in) {
    csv::Reader reader(in[0].text());
    const auto header = reader.next();
    if (!header) return csv_error(reader, header.error());
    if (!*header) return fault("missing header line");
    const csv::Record& names = **header;
    std::vector<AttributeType> columns;
    for (const std::string& name : names) columns.push_back({name, Kind::string, false});
    const Type row_type = Type::object(columns);
    const auto& sorted = row_type.attributes();
    const auto twice =
        std::adjacent_find(sorted.begin(), sorted.end(),
                           [](const auto& a, const auto& b) { return a.name == b.name; });
    if (twice != sorted.end())
        return fault(fmt::format("duplicate column name {}", quoted(twice->name)));
    Value::Elements rows;
    while (true) {
        const auto record = reader.next();
        if (!record) return csv_error(reader, record.error());
        if (!*record) break;
        if ((*record)->size() != names.size()) return csv_error(reader, {"wrong number of fields"});
        Value::Members members;
        for (std::size_t i = 0; i < names.size(); ++i)
            members.emplace_back(names[i], (**record)[i]);
        auto row = Value::object(std::move(members));
        if (!row) return row;
        rows.push_back(*std::move(row));
    }
    return Value::list(row_type, std::move(rows));
}

} // namespace

std::vector<Function> encoding_functions() {
    Parameter value = any("val");
    value.allows_null = true;
    const std::vector<Parameter> one = {text("str")};
    return {
        {"base64encode", one, {}, Kind::string, base64_encode},
        {"base64decode", one, {}, Kind::string, base64_decode},
        {"urlencode", one, {}, Kind::string, url_encode},
        {"jsonencode", {value}, {}, Kind::string, json_encode, true},
        {"jsondecode", one, {}, {}, json_decode},
        {"csvdecode", one, {}, {}, csv_decode},
    };
}

} // namespace dflint::bake
