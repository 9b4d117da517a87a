#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "platform/files/cell_values.h"
#include "platform/files/decimal.h"
#include "platform/files/text.h"

// Days and months of cell_values.h.
namespace bihuan::files {

namespace {

tl::unexpected<CellFault> fault(std::string_view code) {
    return tl::unexpected(CellFault{code});
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A run of digits in a text of digits and separators.
struct Part {
    int value = 0;
    std::size_t digits = 0;
};

struct Parts {
    std::array<Part, 3> part;
    std::size_t count = 0;
    bool chinese = false;  ///< 年 and 月 say which part is which.
    bool wrong = false;    ///< Something else stands in the text.
};

/// Takes one separator off the front: - / . or 年 月 日.
bool take_separator(std::string_view& text, Parts& parts) {
    if (text.front() == '-' || text.front() == '/' || text.front() == '.') {
        text.remove_prefix(1);
        return true;
    }
    for (const std::string_view word : {"年", "月", "日", "号"}) {
        if (!text.starts_with(word)) continue;
        text.remove_prefix(word.size());
        parts.chinese = true;
        return true;
    }
    return false;
}

Parts split(std::string_view text) {
    constexpr std::size_t kMostDigits = 8;
    Parts parts;
    while (!text.empty() && !parts.wrong) {
        Part part;
        while (!text.empty() && is_digit(text.front()) && part.digits < kMostDigits) {
            part.value = part.value * 10 + (text.front() - '0');
            ++part.digits;
            text.remove_prefix(1);
        }
        parts.wrong = part.digits == 0 || parts.count == parts.part.size();
        if (parts.wrong) break;
        parts.part[parts.count++] = part;
        text = trim(text);
        if (text.empty()) break;
        parts.wrong = !take_separator(text, parts);
        text = trim(text);
    }
    return parts;
}

CellResult<Day> make_day(int year, int month, int day) {
    if (year < 1900 || year > 9999 || month < 1 || day < 1) return fault("not_a_day");
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return fault("not_a_day");
    return Day(std::chrono::sys_days{date});
}

/// 10/13/2026 and 13/10/2026 have one reading; 10/1/2026 has two.
CellResult<Day> day_with_year_behind(const Parts& parts) {
    const int first = parts.part[0].value;
    const int second = parts.part[1].value;
    const int year = parts.part[2].value;
    const auto month_first = make_day(year, first, second);
    const auto day_first = make_day(year, second, first);
    if (month_first && day_first && first != second) return fault("ambiguous_day");
    return month_first ? month_first : day_first;
}

CellResult<Day> day_of_digits(const Part& part) {
    constexpr std::size_t kFullDate = 8;
    constexpr int kFirstSerial = 18'264;  // 1950-01-01; smaller numbers are rather quantities
    constexpr int kLastSerial = 73'050;   // 2099-12-31
    if (part.digits == kFullDate) {
        return make_day(part.value / 10'000, part.value / 100 % 100, part.value % 100);
    }
    if (part.digits == 5 && part.value >= kFirstSerial && part.value <= kLastSerial) {
        return day_of_serial(part.value);
    }
    return fault("not_a_day");
}

/// Whether what stands behind a day is a time: 08:30, 08:30:00.000, T00:00:00Z.
bool is_time(std::string_view text) {
    if (text.starts_with('T')) text.remove_prefix(1);
    text = trim(text);
    return text.find(':') != std::string_view::npos &&
           text.find_first_not_of("0123456789:.Z+ ") == std::string_view::npos;
}

/// Cuts off a time; a serial's fraction too.
std::string_view without_time(std::string_view text) {
    const auto gap = text.find_first_of(" T");
    if (gap != std::string_view::npos && is_time(text.substr(gap))) return text.substr(0, gap);
    const auto point = text.find('.');
    constexpr std::size_t kSerialDigits = 5;
    if (point == kSerialDigits && std::all_of(text.begin(), text.begin() + point, is_digit) &&
        text.find_first_not_of("0123456789", point + 1) == std::string_view::npos) {
        return text.substr(0, point);
    }
    return text;
}

/// In plain characters; `scratch` keeps them when they were not.
std::string_view plain(std::string_view text, std::string& scratch) {
    const bool ascii = std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    if (ascii) return trim(text);
    scratch = normalise(trim(text));
    return trim(scratch);
}

CellResult<Day> day_of_parts(const Parts& parts) {
    if (parts.wrong || parts.count == 2) return fault("not_a_day");
    if (parts.count == 1) return parts.chinese ? fault("not_a_day") : day_of_digits(parts.part[0]);
    if (parts.part[0].digits == 4) {
        return make_day(parts.part[0].value, parts.part[1].value, parts.part[2].value);
    }
    if (parts.part[2].digits == 4 && !parts.chinese) return day_with_year_behind(parts);
    const bool short_year = parts.part[0].digits <= 2 && parts.part[2].digits <= 2;
    return fault(short_year ? "ambiguous_day" : "not_a_day");
}

CellResult<Month> month_of(int year, int month) {
    if (year < 1900 || year > 9999 || month < 1 || month > 12) return fault("not_a_month");
    return Month(year, static_cast<unsigned>(month));
}

}  // namespace

CellResult<Day> parse_day(std::string_view text) {
    if (const auto day = Day::parse(text); day && day->date().year() >= std::chrono::year{1900}) {
        return *day;
    }
    std::string scratch;
    text = plain(text, scratch);
    if (const auto wrong = text_fault(text)) return tl::unexpected(*wrong);
    return day_of_parts(split(without_time(text)));
}

CellResult<Month> parse_month(std::string_view text) {
    std::string scratch;
    text = plain(text, scratch);
    if (const auto wrong = text_fault(text)) return tl::unexpected(*wrong);
    const auto parts = split(without_time(text));
    if (!parts.wrong && parts.count == 1 && parts.part[0].digits == 6 && !parts.chinese) {
        return month_of(parts.part[0].value / 100, parts.part[0].value % 100);
    }
    if (!parts.wrong && parts.count == 2) {
        if (parts.part[0].digits == 4) return month_of(parts.part[0].value, parts.part[1].value);
        const bool year_behind = parts.part[1].digits == 4 && !parts.chinese;
        if (year_behind) return month_of(parts.part[1].value, parts.part[0].value);
        return fault("ambiguous_month");
    }
    const auto day = day_of_parts(parts);
    if (!day || Month(*day).first_day() != *day) return fault("not_a_month");
    return Month(*day);
}

}  // namespace bihuan::files
