// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/check_flags.h"

#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/device.h"
#include "dflint/syntax/dockerfile/duration.h"
#include "dflint/syntax/dockerfile/errors.h"
#include "dflint/syntax/dockerfile/mount.h"
#include "dflint/syntax/dockerfile/repairs.h"
#include "dflint/syntax/dockerfile/suggest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>
#include <vector>

namespace dflint::dockerfile {

namespace {
enum class Kind : std::uint8_t {
    text,
    yes_or_no,
    list,
    mount,
    device,
    network,
    security,
    duration,
    count
};

struct Known {
    std::string_view name;
    Kind kind;
};

constexpr Known from_flags[] = {{"platform", Kind::text}};
constexpr Known run_flags[] = {{"mount", Kind::mount},
                               {"network", Kind::network},
                               {"security", Kind::security},
                               {"device", Kind::device}};
constexpr Known copy_flags[] = {{"chown", Kind::text},   {"from", Kind::text},
                                {"chmod", Kind::text},   {"link", Kind::yes_or_no},
                                {"exclude", Kind::list}, {"parents", Kind::yes_or_no}};
constexpr Known add_flags[] = {{"chown", Kind::text},     {"chmod", Kind::text},
                               {"link", Kind::yes_or_no}, {"keep-git-dir", Kind::yes_or_no},
                               {"checksum", Kind::text},  {"unpack", Kind::yes_or_no},
                               {"exclude", Kind::list}};
constexpr Known health_flags[] = {{"interval", Kind::duration},
                                  {"timeout", Kind::duration},
                                  {"start-period", Kind::duration},
                                  {"start-interval", Kind::duration},
                                  {"retries", Kind::count}};

std::span<const Known> known_flags(Keyword keyword) {
    switch (keyword) {
    case Keyword::from:
        return from_flags;
    case Keyword::run:
        return run_flags;
    case Keyword::copy:
        return copy_flags;
    case Keyword::add:
        return add_flags;
    case Keyword::healthcheck:
        return health_flags;
    default:
        return {};
    }
}

/// BuildKit never looks at these: whatever stands there is silently swallowed.
bool ignores_flags(const Instruction& instruction) {
    if (instruction.keyword == Keyword::arg || instruction.keyword == Keyword::stopsignal) {
        return true;
    }
    const auto* health = instruction.as<Healthcheck>();
    return health != nullptr && ascii::equals_ignoring_case(health->type.text, "none");
}

class FlagCheck {
public:
    FlagCheck(const Instruction& instruction, Tree& tree, Phase phase)
        : instruction_(instruction), tree_(tree), phase_(phase),
          known_(known_flags(instruction.keyword)) {}

    void run() {
        for (const Flag& flag : instruction_.flags) check_one(flag);
    }

private:
    void check_one(const Flag& flag) {
        const std::string name(flag.name);
        const auto known = std::find_if(known_.begin(), known_.end(),
                                        [&](const Known& each) { return each.name == flag.name; });
        if (known == known_.end()) {
            std::vector<std::string_view> names;
            for (const Known& each : known_) names.push_back(each.name);
            const std::string_view near = nearest(flag.name, names);
            return report(flag.at, "unknown flag: --" + name + hint(near),
                          near.empty() ? std::nullopt : rename_flag(flag, near));
        }
        const bool is_list =
            known->kind == Kind::list || known->kind == Kind::mount || known->kind == Kind::device;
        if (!is_list && std::exchange(seen_[index_of(known)], true)) {
            return report(flag.at, "duplicate flag specified: --" + name);
        }
        if (known->kind == Kind::yes_or_no ? flag.value && flag.value->empty() : !flag.value) {
            return report(flag.at, "missing a value on flag: --" + name,
                          join_flag_value(instruction_, flag));
        }
        if (flag.value) check_value(flag, known->kind, *flag.value);
    }

    using Position = std::span<const Known>::iterator;
    [[nodiscard]] std::size_t index_of(Position known) const {
        return static_cast<std::size_t>(known - known_.begin());
    }

    void check_value(const Flag& flag, Kind kind, std::string_view value) {
        switch (kind) {
        case Kind::yes_or_no:
            if (!ascii::equals_ignoring_case(value, "true") &&
                !ascii::equals_ignoring_case(value, "false")) {
                report(flag.value_at, "expecting boolean value for flag --" +
                                          std::string(flag.name) + ", not: " + std::string(value));
            }
            return;
        case Kind::network:
            if (value != "default" && value != "none" && value != "host") {
                report(flag.value_at, "invalid network mode " + go_quoted(value));
            }
            return;
        case Kind::security:
            if (value != "sandbox" && value != "insecure") {
                report(flag.value_at, "security " + go_quoted(value) + " is not valid");
            }
            return;
        case Kind::mount:
            return check_mount(flag);
        case Kind::device:
            return check_device(flag);
        case Kind::duration:
            return report(flag.value_at, interval_error(flag.name, value));
        case Kind::count:
            return report(flag.value_at, retries_error(value));
        case Kind::text:
        case Kind::list:
            return;
        }
    }

    /// What else is wrong with a mount BuildKit sees when it has expanded the variables.
    void check_mount(const Flag& flag) {
        const MountFields mount = split_mount(*flag.value);
        if (!mount.error.empty()) {
            report(flag.value_at.empty() ? flag.at : flag.value_at,
                   "failed to parse csv mounts: " + mount.error);
        }
        for (const MountField& field : mount.fields) {
            if (!has_variable_origin(field)) continue;
            report(place_in_value(instruction_, flag, field.value_at()),
                   "'from' doesn't support variable expansion, define alias stage instead");
        }
    }

    void check_device(const Flag& flag) {
        const auto error = device_error(*flag.value);
        if (!error) return;
        const Span at = place_in_value(instruction_, flag, error->at);
        report(at.empty() ? flag.at : at, error->message);
    }

    static std::string interval_error(std::string_view name, std::string_view value) {
        if (value.empty()) return {};
        const Duration duration = read_duration(value);
        if (!duration.error.empty()) return duration.error;
        constexpr double shortest = 1e6;
        if (duration.nanoseconds == 0 || duration.nanoseconds >= shortest) return {};
        return "Interval " + go_quoted(name) + " cannot be less than 1ms";
    }

    static std::string retries_error(std::string_view value) {
        if (value.empty()) return {};
        std::int32_t count = 0;
        // Go takes a leading plus sign, from_chars does not.
        const bool has_plus = value.size() > 1 && value[0] == '+' && value[1] != '-';
        const char* const begin = value.data() + (has_plus ? 1 : 0);
        const char* const end = value.data() + value.size();
        const auto [stop, problem] = std::from_chars(begin, end, count);
        const std::string prefix = "strconv.ParseInt: parsing " + go_quoted(value) + ": ";
        if (stop != end || problem == std::errc::invalid_argument) {
            return prefix + "invalid syntax";
        }
        if (problem == std::errc::result_out_of_range) return prefix + "value out of range";
        if (count >= 0) return {};
        return "--retries cannot be negative (" + std::to_string(count) + ")";
    }

    void report(Span at, std::string message, std::optional<Fix> fix = std::nullopt) {
        if (message.empty()) return;
        add_error(tree_, phase_, at, instruction_.first_line, std::move(message), std::move(fix));
    }

    const Instruction& instruction_;
    Tree& tree_;
    Phase phase_;
    std::span<const Known> known_;
    std::array<bool, 8> seen_{}; ///< by index into `known_`
};
} // namespace

void check_flags(const Instruction& instruction, Tree& tree, Phase phase) {
    if (instruction.flags.empty() || ignores_flags(instruction)) return;
    FlagCheck(instruction, tree, phase).run();
}

} // namespace dflint::dockerfile
