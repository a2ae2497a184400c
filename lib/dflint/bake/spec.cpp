// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/spec.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace dflint::bake {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 5> secret_names{"type", "id", "src", "source", "env"};
constexpr std::array<std::string_view, 5> policy_names{"filename", "reset", "disabled", "strict",
                                                       "log-level"};

/// A spec on its way from fields to what buildx keeps of them.
class Fields {
public:
    Fields(SpecKind kind, Spec& spec) : kind_(kind), spec_(spec) {}

    void set(std::string name, Text value) {
        if (kind_ == SpecKind::secret && name == "source") name = "src";
        for (Spec::Field& field : spec_.fields) {
            // An ssh key may have several paths.
            if (field.name == name && name != "path") {
                field.value = std::move(value);
                return;
            }
        }
        const auto place = name == "type" ? spec_.fields.begin() : spec_.fields.end();
        spec_.fields.insert(place, {std::move(name), std::move(value)});
    }

    /// A secret of type env names the variable where a file would stand.
    void finish_secret() {
        const bool is_env = spec_.type() == "env";
        std::erase_if(spec_.fields, [](const auto& field) { return field.name == "type"; });
        if (!is_env || spec_.find("env") != nullptr) return;
        for (Spec::Field& field : spec_.fields) {
            if (field.name == "src") field.name = "env";
        }
    }

private:
    SpecKind kind_;
    Spec& spec_;
};

Result<Spec> finish(SpecKind kind, Spec spec) {
    switch (kind) {
    case SpecKind::secret: {
        const std::string type(spec.type());
        if (!type.empty() && type != "file" && type != "env") {
            return Error{"unsupported secret type \"" + type + "\""};
        }
        Fields(kind, spec).finish_secret();
        return spec;
    }
    case SpecKind::attest:
        if (spec.type().empty()) return Error{"attestation type not specified"};
        return spec;
    case SpecKind::cache:
        if (spec.type().empty()) return Error{"type required"};
        return spec;
    case SpecKind::output:
        if (spec.type().empty()) return Error{"type is required for output"};
        return spec;
    case SpecKind::policy:
    case SpecKind::ssh:
        return spec;
    }
    return spec;
}

/// `ID` or `ID=path,path`.
Spec parse_ssh(const Text& text) {
    Spec spec{.at = text.at};
    Fields fields(SpecKind::ssh, spec);
    const std::string_view all = text.value;
    const std::size_t equals = all.find('=');
    fields.set("id", {std::string(all.substr(0, equals)), true, text.at});
    if (equals == std::string_view::npos) return spec;
    std::string_view paths = all.substr(equals + 1);
    while (true) {
        const std::size_t comma = paths.find(',');
        fields.set("path", {std::string(paths.substr(0, comma)), true, text.at});
        if (comma == std::string_view::npos) return spec;
        paths.remove_prefix(comma + 1);
    }
}

/// A reference or path alone is short for the usual type.
std::optional<Spec> parse_short_form(SpecKind kind, const Text& text,
                                     const std::vector<std::string>& parts) {
    const auto made = [&](std::string_view type, std::string_view name, std::string value) {
        Spec spec{.at = text.at};
        spec.fields.push_back({"type", {std::string(type), true, text.at}});
        spec.fields.push_back({std::string(name), {std::move(value), true, text.at}});
        return spec;
    };
    if (kind == SpecKind::cache) {
        const bool is_short = std::all_of(parts.begin(), parts.end(), [](const auto& part) {
            return part.find('=') == part.npos;
        });
        if (is_short) return made("registry", "ref", parts.front());
    }
    if (kind == SpecKind::output && parts.size() == 1 && parts.front() == text.value &&
        !text.value.starts_with("type=")) {
        if (text.value == "-") return made("tar", "dest", "-");
        return made("local", "dest", text.value);
    }
    return std::nullopt;
}

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

std::string bad_field(SpecKind kind, const std::string& field) {
    if (kind == SpecKind::secret) {
        return "invalid field '" + field + "' must be a key=value pair";
    }
    return "invalid value " + field;
}

} // namespace

std::optional<std::vector<std::string>> csv_fields(std::string_view text) {
    std::vector<std::string> fields;
    std::size_t at = 0;
    while (true) {
        std::string& field = fields.emplace_back();
        if (at < text.size() && text[at] == '"') {
            for (++at;; ++at) {
                if (at == text.size()) return std::nullopt;
                if (text[at] != '"') {
                    field += text[at];
                } else if (at + 1 < text.size() && text[at + 1] == '"') {
                    field += text[at++];
                } else {
                    break;
                }
            }
            ++at;
            if (at < text.size() && text[at] != ',') return std::nullopt;
        } else {
            while (at < text.size() && text[at] != ',') {
                if (text[at] == '"') return std::nullopt;
                field += text[at++];
            }
        }
        if (at >= text.size()) return fields;
        ++at;
    }
}

Result<Spec> parse_spec(SpecKind kind, const Text& text) {
    if (!text.is_known) return Spec{.is_known = false, .at = text.at};
    if (kind == SpecKind::ssh) return parse_ssh(text);
    const auto parts = csv_fields(text.value);
    if (!parts) return Error{"bare \" or missing \" in `" + text.value + "`"};
    if (auto spec = parse_short_form(kind, text, *parts)) return *std::move(spec);
    Spec spec{.at = text.at};
    Fields fields(kind, spec);
    for (const std::string& part : *parts) {
        const std::size_t equals = part.find('=');
        if (equals == std::string::npos) return Error{bad_field(kind, part)};
        std::string name = trimmed(lower(std::string_view(part).substr(0, equals)));
        const bool is_strange = (kind == SpecKind::secret && !is_one_of(name, secret_names)) ||
                                (kind == SpecKind::policy && !is_one_of(name, policy_names));
        if (is_strange) return Error{"unexpected key '" + name + "' in '" + part + "'"};
        fields.set(std::move(name), {part.substr(equals + 1), true, text.at});
    }
    return finish(kind, std::move(spec));
}

Result<Spec> spec_of_fields(SpecKind kind, std::vector<Spec::Field> written, Place at) {
    Spec spec{.at = at};
    Fields fields(kind, spec);
    for (Spec::Field& field : written) {
        if (!field.value.is_known) spec.is_known = false;
        if (kind == SpecKind::secret && !is_one_of(field.name, secret_names)) continue;
        if (kind == SpecKind::policy && !is_one_of(field.name, policy_names)) continue;
        if (kind == SpecKind::ssh && field.name == "paths") field.name = "path";
        if (kind == SpecKind::ssh && field.name != "id" && field.name != "path") continue;
        fields.set(std::move(field.name), std::move(field.value));
    }
    if (!spec.is_known) return spec;
    return finish(kind, std::move(spec));
}

} // namespace dflint::bake
