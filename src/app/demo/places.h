#pragma once

#include <span>
#include <string_view>

// Where the demo company sells: sales zones, provinces and cities of China.
namespace bihuan::demo {

struct Zone {
    std::string_view code;
    std::string_view name;
    double season_strength;  ///< How much stronger than average summer and winter are felt.
};

struct Province {
    std::string_view code;  ///< GB/T 2260, two digits.
    std::string_view name;
    int zone;       ///< Index into zones().
    double weight;  ///< Consumption, in millions of people weighed by income; rough.
};

struct City {
    int province;  ///< Index into provinces().
    std::string_view name;
    double weight;  ///< Of its province's consumption; the list's cities stand for all of it.
};

std::span<const Zone> zones();
std::span<const Province> provinces();
/// 200 cities, grouped by province, the largest first.
std::span<const City> cities();

}  // namespace bihuan::demo
