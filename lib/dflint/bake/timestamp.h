// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace dflint::bake {

/// A point in time in a zone, as RFC 3339 writes it.
struct Timestamp {
    std::int64_t seconds = 0;     ///< since 1970-01-01T00:00:00Z
    std::int64_t nanoseconds = 0; ///< 0 to 999999999
    std::int64_t offset = 0;      ///< of the zone, in seconds east
};

/// What clocks and calendars of the zone show.
struct CivilTime {
    std::int64_t year = 1970;
    int month = 1; ///< from 1
    int day = 1;   ///< from 1
    int hour = 0;
    int minute = 0;
    int second = 0;
    int weekday = 4;  ///< 0 is Sunday
    int year_day = 1; ///< from 1
};

/// The error is cty's: what was found where what was expected.
[[nodiscard]] Result<Timestamp> parse_timestamp(std::string_view text);
[[nodiscard]] CivilTime civil(const Timestamp& time);
[[nodiscard]] std::string rfc3339(const Timestamp& time);
/// +01:00, or +0100.
[[nodiscard]] std::string zone_text(const Timestamp& time, bool colon);
/// ISO 8601: the year that the week belongs to, and its number.
[[nodiscard]] std::pair<std::int64_t, int> iso_week(const CivilTime& time);

[[nodiscard]] std::string_view month_name(int month);
[[nodiscard]] std::string_view weekday_name(int weekday);

/// Go's time.ParseDuration, in nanoseconds: "1h30m", "-1.5s".
[[nodiscard]] Result<std::int64_t> parse_duration(std::string_view text);

} // namespace dflint::bake
