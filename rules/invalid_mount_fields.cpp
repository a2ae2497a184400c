// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/certain_scope.h"
#include "dflint/model/mounts.h"
#include "dflint/source/ascii.h"
#include "dflint/source/nearest.h"
#include "dflint/source/quote.h"
#include "dflint/syntax/dockerfile/go_bool.h"
#include "invalid_mount.h"
#include "mount_values.h"

#include <algorithm>
#include <initializer_list>
#include <span>

namespace dflint::rules {

namespace {

using dockerfile::MountField;
using Type = model::Mount::Type;

constexpr std::string_view keys[] = {"type", "from",      "source",   "target", "readonly",
                                     "id",   "sharing",   "required", "size",   "mode",
                                     "uid",  "gid",       "src",      "dst",    "destination",
                                     "ro",   "readwrite", "rw",       "env"};
/// What Buildah and Podman take as well, in their case.
constexpr std::string_view buildah_keys[] = {"z",
                                             "Z",
                                             "U",
                                             "relabel",
                                             "bind-propagation",
                                             "bind-nonrecursive",
                                             "shared",
                                             "rshared",
                                             "slave",
                                             "rslave",
                                             "private",
                                             "rprivate",
                                             "suid",
                                             "nosuid",
                                             "dev",
                                             "nodev",
                                             "exec",
                                             "noexec",
                                             "tmpcopyup",
                                             "notmpcopyup"};
constexpr Type types[] = {Type::bind, Type::cache, Type::tmpfs, Type::secret, Type::ssh};

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), key) != names.end();
}

bool is_any_of(std::string_view key, std::span<const std::string_view> names) {
    return std::find(names.begin(), names.end(), key) != names.end();
}

std::optional<Type> type_called(std::string_view name) {
    for (const Type type : types) {
        if (name == model::name_of(type)) return type;
    }
    return std::nullopt;
}

/// The word begins like a field of a mount.
bool is_field(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos) return false;
    const std::string key = ascii::lower(text.substr(0, equals));
    return is_any_of(key, keys);
}

/// What the command begins with.
std::string_view first_word(const dockerfile::Instruction& instruction) {
    const std::string_view arguments = instruction.text.slice(instruction.arguments);
    return arguments.substr(0, arguments.find_first_of(" \t"));
}

/// `--mount=type=cache, target=/a`
bool has_field_behind(const MountPlaces& places) {
    return &places.flag == &places.instruction.flags.back() &&
           is_field(first_word(places.instruction));
}

class FieldCheck {
public:
    FieldCheck(const std::vector<MountField>& fields, const model::Run& run,
               const MountPlaces& places, Pass& pass)
        : fields_(fields), places_(places), scope_(run.scope), pass_(pass) {}

    MountMeaning run() {
        for (const MountField& field : fields_) {
            const std::string key = ascii::lower(field.key);
            if (field.value) {
                check_value(field, key);
            } else {
                check_word(field, key);
            }
        }
        return std::move(meaning_);
    }

private:
    void check_word(const MountField& field, const std::string& key) {
        if (is_of_buildah(field)) return;
        if (is_one_of(key, {"ro", "readonly", "rw", "readwrite"})) return;
        if (key == "required") return check_type(field, key, {Type::secret, Type::ssh});
        if (key.empty()) return report_comma(field);
        meaning_.has_gap = true;
        const bool is_key = is_any_of(key, keys);
        report(field.at,
               is_key ? in_code(key) + " has no value" : in_code(field.key) + " is no `key=value`");
    }

    void check_value(const MountField& field, const std::string& key) {
        const auto value = scope_.expand(*field.value);
        if (key == "type") return check_type_name(field, value);
        if (key == "from") return keep(meaning_.from, field, value);
        if (is_one_of(key, {"source", "src"})) return keep(meaning_.source, field, value);
        if (is_one_of(key, {"target", "dst", "destination"})) {
            return keep(meaning_.target, field, value);
        }
        if (key == "id") return keep(meaning_.id, field, value);
        if (key == "env") return keep(meaning_.env, field, value);
        if (key == "sharing") return check_sharing(field, value);
        if (is_one_of(key, {"ro", "readonly", "rw", "readwrite"})) return check_bool(field, value);
        if (key == "required") {
            check_type(field, key, {Type::secret, Type::ssh});
            return check_bool(field, value);
        }
        if (key == "size") {
            check_type(field, key, {Type::tmpfs});
            if (value && !may_be_size(*value)) {
                report(field.value_at(), in_code(*value) + " is no size, as `64m` is");
            }
            return;
        }
        if (key == "mode") return check_number(meaning_.mode, field, value, 8);
        if (key == "uid") return check_number(meaning_.uid, field, value, 10);
        if (key == "gid") return check_number(meaning_.gid, field, value, 10);
        report_unknown(field, key);
    }

    static void keep(MountMeaning::Part& part, const MountField& field,
                     std::optional<std::string> value) {
        part = {&field, std::move(value)};
    }

    void check_type_name(const MountField& field, const std::optional<std::string>& value) {
        meaning_.type = value ? type_called(ascii::lower(*value)) : std::nullopt;
        if (!value || meaning_.type) return;
        Nearest near(*value);
        for (const Type type : types) near.offer(model::name_of(type));
        report(field.value_at(),
               in_code(*value) + " is none of bind, cache, tmpfs, secret and ssh" +
                   did_you_mean(near.found()),
               rewrite(field.value_at(), near.found()));
    }

    void check_sharing(const MountField& field, const std::optional<std::string>& value) {
        keep(meaning_.sharing, field, value);
        if (!value || is_one_of(ascii::lower(*value), {"shared", "private", "locked"})) return;
        Nearest near(*value);
        for (const std::string_view each : {"shared", "private", "locked"}) near.offer(each);
        report(field.value_at(),
               in_code(*value) + " is none of shared, private and locked" +
                   did_you_mean(near.found()),
               rewrite(field.value_at(), near.found()));
    }

    void check_bool(const MountField& field, const std::optional<std::string>& value) {
        if (!value || dockerfile::read_bool(*value)) return;
        report(field.value_at(), in_code(*value) + " is neither `true` nor `false`");
    }

    void check_number(MountMeaning::Part& part, const MountField& field,
                      const std::optional<std::string>& value, int base) {
        keep(part, field, value);
        if (!value || is_uint32(*value, base)) return;
        report(field.value_at(),
               in_code(*value) + (base == 8 ? " is no octal number"
                                            : " is no number: BuildKit looks up no names here"));
    }

    /// The type that is read so far has to be one of these.
    void check_type(const MountField& field, std::string_view key,
                    std::initializer_list<Type> fitting) {
        if (!meaning_.type) return;
        const auto fits = [&](Type type) {
            return std::find(fitting.begin(), fitting.end(), type) != fitting.end();
        };
        if (fits(*meaning_.type)) return;
        for (const MountField* later = &field + 1; later <= &fields_.back(); ++later) {
            if (!later->value || ascii::lower(later->key) != "type") continue;
            const auto type = type_called(ascii::lower(*later->value));
            if (!type || !fits(*type)) continue;
            return report(field.key_at(),
                          in_code(key) + " stands before the type: here the mount is still a " +
                              std::string(model::name_of(*meaning_.type)) + " mount",
                          move_to_front(*later));
        }
        std::string names;
        for (const Type type : fitting) {
            if (!names.empty()) names += " and ";
            names += model::name_of(type);
        }
        report(field.key_at(), in_code(key) + " is for " + names + " mounts, this is a " +
                                   std::string(model::name_of(*meaning_.type)) + " mount");
    }

    void report_comma(const MountField& field) {
        meaning_.has_gap = true;
        const std::uint32_t comma = field.at.begin == 0 ? 0 : field.at.begin - 1;
        const Span at = {comma, comma + 1};
        const bool is_last = &field == &fields_.back();
        if (is_last && has_field_behind(places_)) {
            return report(at, "the mount ends here, and what stands behind the blank is a command",
                          places_.are_exact()
                              ? join_behind_comma(places_, pass_.build().file.text())
                              : std::nullopt);
        }
        std::optional<Fix> fix;
        if (places_.are_exact() &&
            places_.flag.value->find_first_not_of(',') != std::string_view::npos) {
            fix = Fix{.title = "remove the comma",
                      .applicability = Applicability::safe,
                      .edits = {{places_.of(at), ""}}};
        }
        report(at, "nothing stands beside this comma, where a `key=value` belongs", std::move(fix));
    }

    /// Files for Podman are built with BuildKit now and then, and most never.
    bool is_of_buildah(const MountField& field) {
        if (!is_any_of(field.key, buildah_keys)) return false;
        pass_.report(Severity::warning,
                     {.at = places_.of(field.key_at()),
                      .message = in_code(field.key) + " is an option of Buildah: BuildKit fails"});
        return true;
    }

    void report_unknown(const MountField& field, const std::string& key) {
        if (is_of_buildah(field)) return;
        meaning_.has_gap = true;
        Nearest near(key);
        for (const std::string_view each : keys) near.offer(each);
        // The key of `docker run --mount`.
        const std::string_view meant = key == "tmpfs-size" ? "size" : near.found();
        report(field.key_at(), "there is no key " + in_code(field.key) + did_you_mean(meant),
               rewrite(field.key_at(), meant));
    }

    /// No build comes through without it, so nothing is lost.
    std::optional<Fix> rewrite(Span part, std::string_view text) const {
        const Span at = places_.of(part);
        if (text.empty() || !places_.are_exact() || at.size() != part.size()) return std::nullopt;
        return Fix{.title = "write " + in_code(text),
                   .applicability = Applicability::safe,
                   .edits = {{at, std::string(text)}}};
    }

    std::optional<Fix> move_to_front(const MountField& type) const {
        const Span cut = places_.of({type.at.begin - 1, type.at.end});
        const Span front = places_.of({0, 1});
        if (!places_.are_exact() || cut.size() != type.at.size() + 1) return std::nullopt;
        std::string text(pass_.build().file.slice({cut.begin + 1, cut.end}));
        return Fix{.title = "put the type first",
                   .applicability = Applicability::safe,
                   .edits = {{{front.begin, front.begin}, text + ","}, {cut, ""}}};
    }

    void report(Span part, std::string message, std::optional<Fix> fix = std::nullopt) {
        pass_.report(
            {.at = places_.of(part), .message = std::move(message), .fix = std::move(fix)});
    }

    const std::vector<MountField>& fields_;
    const MountPlaces& places_;
    model::CertainScope scope_;
    Pass& pass_;
    MountMeaning meaning_{};
};

} // namespace

MountMeaning check_fields(const std::vector<MountField>& fields, const model::Run& run,
                          const MountPlaces& places, Pass& pass) {
    return FieldCheck(fields, run, places, pass).run();
}

std::optional<Fix> join_behind_comma(const MountPlaces& places, std::string_view file) {
    const dockerfile::Instruction& instruction = places.instruction;
    const std::string_view arguments = instruction.text.slice(instruction.arguments);
    const std::string_view word = first_word(instruction);
    if (word.find_first_of("\"'\\`") != word.npos) return std::nullopt; // a flag goes on behind it
    const std::uint32_t begin = instruction.arguments.begin;
    const auto size = static_cast<std::uint32_t>(word.size());
    const Span next = instruction.text.in_file(Span{begin, begin + size});
    // A flag behind it is the name of the command so far: all words get another meaning then, and
    // belong to the edit.
    const std::size_t behind = arguments.find_first_not_of(" \t", word.size());
    const bool has_flag = behind != arguments.npos && arguments.substr(behind).starts_with("--");
    const Span whole = {places.flag.at.begin,
                        has_flag ? instruction.text.in_file(instruction.arguments).end : next.end};
    const std::string_view gap = file.substr(places.flag.at.end, next.begin - places.flag.at.end);
    if (gap.find('#') != gap.npos || next.size() != size) return std::nullopt;
    // The two become one word, so the edit holds both. Joined lines get no blank in between.
    std::string text(file.substr(places.flag.at.begin, places.flag.at.size()));
    for (const char c : gap) {
        if (c != ' ' && c != '\t' && c != '\r') text += c;
    }
    text.append(word).append(file.substr(next.end, whole.end - next.end));
    return Fix{.title = "close the gap",
               .applicability = Applicability::safe, // no build comes through without it
               .edits = {{whole, std::move(text)}}};
}

} // namespace dflint::rules
