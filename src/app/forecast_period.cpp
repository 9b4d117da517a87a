#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "app/forecast_file.h"
#include "base/day.h"
#include "platform/files/cell_values.h"

namespace bihuan {

namespace {

using forecast::Frequency;

std::optional<int> whole(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// 2026Q4, 2026-Q4, 2026W05, 2026-W05.
std::optional<FilePeriod> parse_lettered(std::string_view text) {
    constexpr int kWeeksOfYear = 53;
    const auto letter = text.find_first_of("QqWw");
    if (letter == std::string_view::npos || letter < 4) return std::nullopt;
    const auto year = whole(text.substr(0, 4));
    const auto part = whole(text.substr(letter + 1));
    if (!year || !part || *part < 1 || text.substr(4, letter - 4).size() > 1) return std::nullopt;
    if (text[letter] == 'Q' || text[letter] == 'q') {
        if (*part > 4) return std::nullopt;
        return FilePeriod{Frequency::Quarterly, *year * 4 + *part - 1};
    }
    if (*part > kWeeksOfYear) return std::nullopt;
    const Day first = Day(*year, 1, 4).week();  // ISO 8601: the week of 4 January is the first
    return FilePeriod{Frequency::Weekly, (first + 7 * (*part - 1)).number()};
}

}  // namespace

std::optional<FilePeriod> parse_period(std::string_view text) {
    constexpr int kFirstYear = 1500;
    constexpr int kLastYear = 2500;
    if (const auto lettered = parse_lettered(text)) return lettered;
    if (text.size() == 4) {
        const auto year = whole(text);
        if (!year || *year < kFirstYear || *year > kLastYear) return std::nullopt;
        return FilePeriod{Frequency::Yearly, *year};
    }
    if (const auto month = Month::parse(text)) {
        return FilePeriod{Frequency::Monthly, month->number()};
    }
    if (const auto day = files::parse_day(text)) {
        return FilePeriod{Frequency::Daily, day->number()};
    }
    if (const auto month = files::parse_month(text)) {
        return FilePeriod{Frequency::Monthly, month->number()};
    }
    return std::nullopt;
}

std::string period_text(Frequency frequency, std::int32_t period) {
    switch (frequency) {
        case Frequency::Daily:
        case Frequency::Weekly:
            return to_string(Day::from_number(period));
        case Frequency::Monthly:
            return to_string(Month::from_number(period));
        case Frequency::Quarterly:
            return fmt::format("{}Q{}", period / 4, period % 4 + 1);
        case Frequency::Yearly:
        case Frequency::Other:
            break;
    }
    return fmt::format("{}", period);
}

}  // namespace bihuan
