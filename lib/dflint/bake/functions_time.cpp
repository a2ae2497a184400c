// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib: datetime.go; buildx: formattimestamp, unixtimestampparse
#include "dflint/bake/functions.h"
#include "dflint/bake/timestamp.h"
#include "dflint/source/ascii.h"

#include <fmt/format.h>

namespace dflint::bake {

namespace {

/// The literal in quotes at `at`; a doubled quote stands for one.
std::optional<std::string> quoted_literal(std::string_view format, std::size_t& at) {
    if (format.substr(at).starts_with("''")) {
        at += 2;
        return "'";
    }
    std::string out;
    for (++at; at < format.size(); ++at) {
        if (format[at] != '\'') {
            out += format[at];
        } else if (at + 1 < format.size() && format[at + 1] == '\'') {
            out += format[at++];
        } else {
            ++at;
            return out;
        }
    }
    return std::nullopt;
}

std::string plain_or_two(int value, std::size_t letters) {
    return letters == 1 ? std::to_string(value) : fmt::format("{:02}", value);
}

struct Spelling {
    std::string text;
    const char* mistake = nullptr; ///< what the verb must be instead
};

Spelling counted(int value, std::size_t letters, const char* rule) {
    if (letters > 2) return {"", rule};
    return {plain_or_two(value, letters), nullptr};
}

Spelling named(std::string_view name, std::size_t letters) {
    return {std::string(letters == 3 ? name.substr(0, 3) : name), nullptr};
}

Spelling zone(const Timestamp& time, std::size_t letters) {
    switch (letters) {
    case 1:
        return {time.offset == 0 ? "Z" : zone_text(time, true)};
    case 3:
        return {time.offset == 0 ? "UTC" : zone_text(time, false)};
    case 4:
        return {zone_text(time, false)};
    case 5:
        return {zone_text(time, true)};
    default:
        return {"", "timezone must be Z, ZZZZ, or ZZZZZ"};
    }
}

Spelling verb(const Timestamp& time, const CivilTime& c, char letter, std::size_t letters) {
    switch (letter) {
    case 'Y':
        if (letters == 2) return {fmt::format("{:02}", c.year % 100)};
        if (letters == 4) return {fmt::format("{:04}", c.year)};
        return {"", R"(year must either be "YY" or "YYYY")"};
    case 'M':
        if (letters > 4) return {"", R"(month must be "M", "MM", "MMM", or "MMMM")"};
        if (letters > 2) return named(month_name(c.month), letters);
        return {plain_or_two(c.month, letters)};
    case 'D':
        return counted(c.day, letters, R"(day of month must either be "D" or "DD")");
    case 'E':
        if (letters != 3 && letters != 4)
            return {"", R"(day of week must either be "EEE" or "EEEE")"};
        return named(weekday_name(c.weekday), letters);
    case 'h':
        return counted(c.hour, letters, R"(24-hour must either be "h" or "hh")");
    case 'H':
        return counted(c.hour % 12 == 0 ? 12 : c.hour % 12, letters,
                       R"(12-hour must either be "H" or "HH")");
    case 'A':
    case 'a':
        if (letters != 2) return {"", letter == 'A' ? R"(must be "AA")" : R"(must be "aa")"};
        if (letter == 'A') return {c.hour < 12 ? "AM" : "PM"};
        return {c.hour < 12 ? "am" : "pm"};
    case 'm':
        return counted(c.minute, letters, R"(minute must either be "m" or "mm")");
    case 's':
        return counted(c.second, letters, R"(second must either be "s" or "ss")");
    case 'Z':
        return zone(time, letters);
    default:
        return {"", ""};
    }
}

Outcome format_time(std::string_view format, const Timestamp& time) {
    const CivilTime parts = civil(time);
    std::string out;
    for (std::size_t at = 0; at < format.size();) {
        if (format[at] == '\'') {
            auto literal = quoted_literal(format, at);
            if (!literal) return fault(0, "unterminated literal '");
            out += *literal;
            continue;
        }
        if (!ascii::is_letter(format[at])) {
            out += format[at++];
            continue;
        }
        std::size_t end = at;
        while (end < format.size() && format[end] == format[at]) ++end;
        const Spelling spelling = verb(time, parts, format[at], end - at);
        if (spelling.mistake) {
            const std::string rule = *spelling.mistake ? fmt::format(": {}", spelling.mistake) : "";
            return fault(0, fmt::format("invalid date format verb {}{}",
                                        quoted(format.substr(at, end - at)), rule));
        }
        out += spelling.text;
        at = end;
    }
    return Value(std::move(out));
}

Outcome format_date(Arguments in) {
    const auto time = parse_timestamp(in[1].text());
    if (!time) return fault(1, time.error().message);
    return format_time(in[0].text(), *time);
}

/// Seconds since 1970, within the years that four digits can write.
std::optional<Timestamp> unix_time(const Value& value) {
    const auto whole = value.number().truncated().as_int64();
    constexpr std::int64_t first = -62'167'219'200;
    constexpr std::int64_t last = 253'402'300'799;
    if (!whole || *whole < first || *whole > last) return std::nullopt;
    return Timestamp{*whole, 0, 0};
}

Outcome format_timestamp(Arguments in) {
    if (in[1].is(Kind::number)) {
        const auto time = unix_time(in[1]);
        if (!time) return fault(1, "the timestamp is out of range");
        return format_time(in[0].text(), *time);
    }
    if (!in[1].is_string()) return fault(1, "timestamp must be a string or a number");
    return format_date(in);
}

Outcome unix_timestamp_parse(Arguments in) {
    const auto time = unix_time(in[0]);
    if (!time || !in[0].number().is_whole()) return fault(0, "value must be a whole number");
    const CivilTime c = civil(*time);
    const auto [iso_year, week] = iso_week(c);
    const auto whole = [](std::int64_t value) { return Value(Number(value)); };
    return Value::object({
        {"year", whole(c.year)},
        {"year_day", whole(c.year_day)},
        {"day", whole(c.day)},
        {"month", whole(c.month)},
        {"month_name", Value(month_name(c.month))},
        {"weekday", whole(c.weekday)},
        {"weekday_name", Value(weekday_name(c.weekday))},
        {"hour", whole(c.hour)},
        {"minute", whole(c.minute)},
        {"second", whole(c.second)},
        {"rfc3339", Value(rfc3339(*time))},
        {"iso_year", whole(iso_year)},
        {"iso_week", whole(week)},
    });
}

Outcome time_add(Arguments in) {
    auto time = parse_timestamp(in[0].text());
    if (!time) return fault(time.error().message);
    const auto duration = parse_duration(in[1].text());
    if (!duration) return fault(duration.error().message);
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t nanoseconds = time->nanoseconds + *duration % second;
    time->seconds += *duration / second;
    // Borrow or carry: the rest may be negative, or a second and more.
    time->seconds += nanoseconds < 0 ? -1 : nanoseconds >= second ? 1 : 0;
    return Value(rfc3339(*time));
}

} // namespace

std::vector<Function> time_functions() {
    return {
        {"formatdate", {text("format"), text("time")}, {}, Kind::string, format_date},
        {"formattimestamp", {text("format"), any("timestamp")}, {}, Kind::string, format_timestamp},
        {"timeadd", {text("timestamp"), text("duration")}, {}, Kind::string, time_add},
        {"unixtimestampparse", {number("unix_timestamp")}, {}, {}, unix_timestamp_parse},
    };
}

} // namespace dflint::bake
