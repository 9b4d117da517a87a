#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

// The parts of a day or month as people write it, before anybody says which of them is which.
namespace bihuan::files {

/// A run of digits, or a month's name.
struct DatePart {
    int value = 0;
    std::size_t digits = 0;  ///< 0 for a name.
};

/// What a Chinese word behind a part says it is.
enum class DateMark : std::uint8_t { None, Year, Month, Day };

struct DateParts {
    std::array<DatePart, 3> part;
    std::array<DateMark, 3> mark{};  ///< Behind each part.
    std::array<char, 3> between{};   ///< - / . , ~ behind each part; 0 for a word or a blank.
    std::size_t count = 0;
    bool chinese = false;  ///< 年 and 月 say which part is which.
    bool point = false;    ///< Only a full stop stands between: it may be a number.
    bool range = false;    ///< 1-2月, 2026.1-2, 5~6月: months from one to another.
    bool wrong = false;    ///< Something else stands in the text.
};

/// 10 for October and for its beginnings of three letters or more, in any case; none for other
/// words.
std::optional<int> month_of_name(std::string_view word);

/// Whether a time stands in the text that is said to be UTC's (Z, GMT, +00:00) and lies on the next
/// day where the company is: China has one zone, UTC+8. Midnight there is 16:00Z.
bool is_next_day_in_china(std::string_view text);

/// Splits a text in plain characters (NFKC). Weekdays before or behind, times with AM, PM, 上午 or
/// 下午 and time zones behind are dropped: 2026-10-01T00:00:00-05:00 is the first of October.
DateParts split_date(std::string_view text);

}  // namespace bihuan::files
