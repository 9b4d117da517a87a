#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/random.h"

// What the demo company and its competitors sell.
namespace bihuan::demo {

/// How demand moves with the seasons and festivals.
enum class Taste : std::uint8_t { Water, Tea, Juice, Snack, Biscuit, Gift, Household };
inline constexpr int kTastes = 7;

/// Where a product stands in its life at the end of the history.
enum class Career : std::uint8_t { Steady, Growing, Launched, Declining };

struct DemoBrand {
    std::string_view code;
    std::string_view name;
    bool own = true;
};

struct DemoLine {
    std::string_view code;
    std::string_view name;
    int brand = 0;  ///< Index into Assortment::brands.
    Taste taste = Taste::Water;
    std::string_view category;
};

struct DemoProduct {
    std::string code;
    std::string name;
    int line = 0;  ///< Index into Assortment::lines.
    std::string gtin;
    std::string unit;
    int units_per_box = 12;
    int boxes_per_pallet = 60;
    std::int64_t list_price = 0;  ///< Retail, in 分 per base unit.
    double popularity = 1;        ///< Relative; the best seller of a line has 1.
    Career career = Career::Steady;
};

struct Assortment {
    std::vector<DemoBrand> brands;
    std::vector<DemoLine> lines;
    std::vector<DemoProduct> products;  ///< Own products first.
    std::size_t own = 0;                ///< How many of them are own.

    const DemoLine& line_of(const DemoProduct& product) const {
        return lines[static_cast<std::size_t>(product.line)];
    }
};

/// `own` own products over all own lines and `competing` ones of competitors; the same seed gives
/// the same products. Of the own, about one in twelve is new, grows or declines.
Assortment make_assortment(int own, int competing, std::uint64_t seed);

/// The check digit of a GTIN-13's first twelve digits (GS1 General Specifications, 7.9).
char gtin_check_digit(std::string_view first_twelve);

}  // namespace bihuan::demo
