#include "base/calendar.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "base/error.h"
#include "base/lunar_table.h"

namespace bihuan {

namespace {

std::uint32_t word_of(int year) {
    return kLunarYears.at(static_cast<std::size_t>(year - kFirstLunarYear));
}

int leap_of(std::uint32_t word) {
    return static_cast<int>((word >> 13U) & 0xFU);
}

int length_of(std::uint32_t word, int index) {
    return 29 + static_cast<int>((word >> static_cast<unsigned>(index)) & 1U);
}

Day first_day_of(int year, std::uint32_t word) {
    return Day(year, 1, 21) + static_cast<int>((word >> 17U) & 0x3FU);
}

/// Where a month stands in its year, the leap month counted; none when the year lacks it.
std::optional<int> index_of(std::uint32_t word, int month, LunarMonth kind) {
    const int leap = leap_of(word);
    if (kind == LunarMonth::Leap) {
        return month == leap ? std::optional(month) : std::nullopt;
    }
    return leap != 0 && month > leap ? month : month - 1;
}

void require_known(int year) {
    if (!knows_lunar_year(year)) {
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("The Chinese calendar is known for {} to {}, not for {}.",
                                kFirstLunarYear,
                                kLastLunarYear,
                                year));
    }
}

Day moving(int year, int month, int day) {
    require_known(year);
    const auto found = lunar_to_day(year, month, day);
    BIHUAN_CHECK(found.has_value());
    return *found;
}

}  // namespace

bool knows_lunar_year(int year) {
    return year >= kFirstLunarYear && year <= kLastLunarYear;
}

std::optional<Day> lunar_to_day(int year, int month, int day, LunarMonth kind) {
    if (!knows_lunar_year(year) || month < 1 || month > 12 || day < 1) {
        return std::nullopt;
    }
    const auto word = word_of(year);
    const auto index = index_of(word, month, kind);
    if (!index || day > length_of(word, *index)) {
        return std::nullopt;
    }
    int days = day - 1;
    for (int before = 0; before < *index; ++before) {
        days += length_of(word, before);
    }
    return first_day_of(year, word) + days;
}

std::optional<int> leap_month(int lunar_year) {
    if (!knows_lunar_year(lunar_year)) {
        return std::nullopt;
    }
    const int leap = leap_of(word_of(lunar_year));
    return leap == 0 ? std::nullopt : std::optional(leap);
}

Day spring_festival(int year) {
    return moving(year, 1, 1);
}
Day lantern_festival(int year) {
    return moving(year, 1, 15);
}
Day dragon_boat(int year) {
    return moving(year, 5, 5);
}
Day qixi(int year) {
    return moving(year, 7, 7);
}
Day mid_autumn(int year) {
    return moving(year, 8, 15);
}
Day double_ninth(int year) {
    return moving(year, 9, 9);
}

Day qingming(int year) {
    require_known(year);
    return Day(year, 4, 4) + static_cast<int>((word_of(year) >> 23U) & 3U);
}

std::vector<Festival> festivals_of(int year) {
    std::vector<Festival> festivals{{"new_year", new_year(year)},
                                    {"goddess_day", goddess_day(year)},
                                    {"labour_day", labour_day(year)},
                                    {"mid_year_sale", mid_year_sale(year)},
                                    {"national_day", national_day(year)},
                                    {"singles_day", singles_day(year)},
                                    {"year_end_sale", year_end_sale(year)}};
    if (knows_lunar_year(year)) {
        const std::array<Festival, 7> lunar{{{"spring_festival", spring_festival(year)},
                                             {"lantern_festival", lantern_festival(year)},
                                             {"qingming", qingming(year)},
                                             {"dragon_boat", dragon_boat(year)},
                                             {"qixi", qixi(year)},
                                             {"mid_autumn", mid_autumn(year)},
                                             {"double_ninth", double_ninth(year)}}};
        festivals.insert(festivals.end(), lunar.begin(), lunar.end());
    }
    std::stable_sort(festivals.begin(), festivals.end(), [](const Festival& a, const Festival& b) {
        return a.day < b.day;
    });
    return festivals;
}

}  // namespace bihuan
