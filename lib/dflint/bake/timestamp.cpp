// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/timestamp.h"

#include "dflint/bake/functions.h"
#include "dflint/source/ascii.h"

#include <array>
#include <chrono>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

constexpr std::int64_t day_seconds = 86'400;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Days since 1970-01-01 of a date of the Gregorian calendar.
std::int64_t days_of(std::int64_t year, int month, int day) {
    using namespace std::chrono;
    const auto date = std::chrono::year(static_cast<int>(year)) /
                      std::chrono::month(static_cast<unsigned>(month)) /
                      std::chrono::day(static_cast<unsigned>(day));
    return sys_days(date).time_since_epoch().count();
}

/// The layout 2006-01-02T15:04:05Z07:00, read from the left.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    Result<Timestamp> run() {
        const int year = number(4, "year");
        mark('-');
        const int month = number(2, "month");
        if (error_.empty() && (month < 1 || month > 12)) out_of_range("month");
        mark('-');
        const int day = number(2, "day of month");
        mark('T');
        const int hour = number(2, "hour");
        if (hour > 23) out_of_range("hour");
        mark(':');
        const int minute = number(2, "minute");
        if (minute > 59) out_of_range("minute");
        mark(':');
        const int second = number(2, "second");
        if (second > 59) out_of_range("second");
        const std::int64_t nanoseconds = fraction();
        const std::int64_t offset = zone();
        if (error_.empty() && !rest_.empty())
            error_ = fmt::format("not a valid RFC3339 timestamp: extra text: {}", quoted(rest_));
        if (error_.empty() && !exists(year, month, day)) out_of_range("day");
        if (!error_.empty()) return Error{error_};
        const std::int64_t clock = hour * 3600 + minute * 60 + second;
        return Timestamp{days_of(year, month, day) * day_seconds + clock - offset, nanoseconds,
                         offset};
    }

private:
    static bool exists(int year, int month, int day) {
        const auto date = std::chrono::year(year) /
                          std::chrono::month(static_cast<unsigned>(month)) /
                          std::chrono::day(static_cast<unsigned>(day));
        return date.ok();
    }
    void out_of_range(std::string_view what) {
        if (error_.empty())
            error_ = fmt::format("not a valid RFC3339 timestamp: {} out of range", what);
    }
    void cannot_use(std::string_view what) {
        if (!error_.empty()) return;
        error_ = rest_.empty()
                     ? fmt::format("not a valid RFC3339 timestamp: end of string before {}", what)
                     : fmt::format("not a valid RFC3339 timestamp: cannot use {} as {}",
                                   quoted(rest_), what);
    }

    int number(std::size_t digits, std::string_view what) {
        if (!error_.empty()) return 0;
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (i >= rest_.size() || !ascii::is_digit(rest_[i])) {
                cannot_use(what);
                return 0;
            }
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(digits);
        return value;
    }
    void mark(char wanted) {
        if (!error_.empty()) return;
        if (rest_.starts_with(wanted)) {
            rest_.remove_prefix(1);
        } else if (wanted == 'T') {
            error_ = "not a valid RFC3339 timestamp: missing required time introducer 'T'";
        } else if (rest_.empty()) {
            error_ = fmt::format(
                "not a valid RFC3339 timestamp: end of string where \"{}\" is expected", wanted);
        } else {
            error_ = fmt::format("not a valid RFC3339 timestamp: found {} where \"{}\" is expected",
                                 quoted(rest_), wanted);
        }
    }
    std::int64_t fraction() {
        const bool there =
            rest_.size() > 1 && (rest_[0] == '.' || rest_[0] == ',') && ascii::is_digit(rest_[1]);
        if (!there || !error_.empty()) return 0;
        std::int64_t value = 0;
        std::int64_t unit = 100'000'000;
        rest_.remove_prefix(1);
        for (; !rest_.empty() && ascii::is_digit(rest_[0]); rest_.remove_prefix(1), unit /= 10)
            value += unit * (rest_[0] - '0');
        return value;
    }
    std::int64_t zone() {
        if (!error_.empty()) return 0;
        if (rest_.starts_with('Z')) {
            rest_.remove_prefix(1);
            return 0;
        }
        const bool signed_ = rest_.starts_with('+') || rest_.starts_with('-');
        const bool complete = rest_.size() >= 6 && ascii::is_digit(rest_[1]) &&
                              ascii::is_digit(rest_[2]) && rest_[3] == ':' &&
                              ascii::is_digit(rest_[4]) && ascii::is_digit(rest_[5]);
        if (!signed_ || !complete) {
            cannot_use("UTC offset");
            return 0;
        }
        const bool west = rest_[0] == '-';
        rest_.remove_prefix(1);
        const int hours = number(2, "UTC offset");
        mark(':');
        const int minutes = number(2, "UTC offset");
        if (hours > 24 || minutes > 60) out_of_range("time zone offset hour");
        const std::int64_t offset = hours * 3600 + minutes * 60;
        return west ? -offset : offset;
    }

    std::string_view rest_;
    std::string error_;
};

} // namespace

Result<Timestamp> parse_timestamp(std::string_view text) {
    return Reader(text).run();
}

CivilTime civil(const Timestamp& time) {
    using namespace std::chrono;
    const std::int64_t local = time.seconds + time.offset;
    const std::int64_t days = floor_divide(local, day_seconds);
    const auto clock = static_cast<int>(local - days * day_seconds);
    const sys_days date{std::chrono::days(static_cast<int>(days))};
    const year_month_day parts(date);
    CivilTime out;
    out.year = static_cast<int>(parts.year());
    out.month = static_cast<int>(static_cast<unsigned>(parts.month()));
    out.day = static_cast<int>(static_cast<unsigned>(parts.day()));
    out.hour = clock / 3600;
    out.minute = clock / 60 % 60;
    out.second = clock % 60;
    out.weekday = static_cast<int>(weekday(date).c_encoding());
    out.year_day = static_cast<int>(days - days_of(out.year, 1, 1)) + 1;
    return out;
}

std::string zone_text(const Timestamp& time, bool colon) {
    const std::int64_t minutes = std::abs(time.offset) / 60;
    return fmt::format("{}{:02}{}{:02}", time.offset < 0 ? '-' : '+', minutes / 60,
                       colon ? ":" : "", minutes % 60);
}

std::string rfc3339(const Timestamp& time) {
    const CivilTime c = civil(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", c.year, c.month, c.day, c.hour,
                       c.minute, c.second, time.offset == 0 ? "Z" : zone_text(time, true));
}

std::pair<std::int64_t, int> iso_week(const CivilTime& time) {
    // The week belongs to the year of its Thursday.
    const int from_monday = (time.weekday + 6) % 7;
    const std::int64_t thursday = days_of(time.year, time.month, time.day) - from_monday + 3;
    const CivilTime day = civil({thursday * day_seconds, 0, 0});
    return {day.year, (day.year_day - 1) / 7 + 1};
}

std::string_view month_name(int month) {
    static constexpr std::array<std::string_view, 12> names = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return names[static_cast<std::size_t>(month - 1)];
}

std::string_view weekday_name(int weekday) {
    static constexpr std::array<std::string_view, 7> names = {
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    return names[static_cast<std::size_t>(weekday)];
}

Result<std::int64_t> parse_duration(std::string_view written) {
    const Error invalid{fmt::format("time: invalid duration {}", quoted(written))};
    std::string_view text = written;
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text == "0") return std::int64_t{0};
    if (text.empty()) return invalid;
    long double total = 0;
    while (!text.empty()) {
        long double value = 0;
        long double scale = 1;
        bool any = false;
        bool fraction = false;
        while (!text.empty() && (text[0] == '.' || ascii::is_digit(text[0]))) {
            if (text[0] == '.') {
                if (fraction) return invalid;
                fraction = true;
            } else {
                any = true;
                value = value * 10 + (text[0] - '0');
                if (fraction) scale *= 10;
            }
            text.remove_prefix(1);
        }
        if (!any) return invalid;
        std::size_t end = 0;
        while (end < text.size() && text[end] != '.' && !ascii::is_digit(text[end])) ++end;
        const std::string_view unit = text.substr(0, end);
        text.remove_prefix(end);
        if (unit.empty())
            return Error{fmt::format("time: missing unit in duration {}", quoted(written))};
        const long double size = unit == "ns"                                             ? 1.0L
                                 : unit == "us" || unit == "\u00b5s" || unit == "\u03bcs" ? 1e3L
                                 : unit == "ms"                                           ? 1e6L
                                 : unit == "s"                                            ? 1e9L
                                 : unit == "m"                                            ? 60e9L
                                 : unit == "h"                                            ? 3600e9L
                                                                                          : 0.0L;
        if (size == 0.0L) {
            return Error{
                fmt::format("time: unknown unit {} in duration {}", quoted(unit), quoted(written))};
        }
        total += value / scale * size;
        if (total > 9.2e18L) return invalid;
    }
    const auto nanoseconds = static_cast<std::int64_t>(total);
    return negative ? -nanoseconds : nanoseconds;
}

} // namespace dflint::bake
