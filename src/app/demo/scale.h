#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/day.h"

// How large the demo company is, and when it reports.
namespace bihuan::demo {

enum class Size : std::uint8_t { Small, Medium, Large };

/// "small", "medium" or "large".
std::optional<Size> parse_size(std::string_view text);

enum class Leaves : std::uint8_t { SomeCities, Provinces, Cities };

struct Scale {
    int own_products = 0;
    int competing_products = 0;
    Leaves leaves = Leaves::SomeCities;
    int outlets = 0;            ///< Registered; the reporting ones among them.
    int reporting_outlets = 0;  ///< Whose sell-out is known.
    double listing = 1;         ///< Share of the own products sold in a region × channel.
    double outlet_listing = 1;  ///< Share of those that one outlet of it sells.
    int reports_per_month = 1;  ///< Rows of sell-out per outlet × product × month.
    int sell_in_months = 36;    ///< For how many of the last months sell-in is known.
};

Scale scale_of(Size size);

/// A span of days that one row of sell-out stands for.
struct Period {
    Day first;
    Day end;  ///< The first day after.
};

/// Each month cut into `per_month` spans (three: 上旬, 中旬, 下旬).
std::vector<Period> make_periods(Month first, Month end, int per_month);

struct DemoChannel {
    std::string_view code;
    std::string_view name;
    std::string_view parent;  ///< Code of the group; empty for a group.
    double volume = 0;        ///< Sales of an average outlet against a supermarket's.
    double price = 1;         ///< Shelf price against the list price.
};

/// Two groups, then the five channels that outlets belong to.
inline constexpr std::array<DemoChannel, 7> kChannelRows{{{"OFF", "线下", ""},
                                                          {"ON", "线上", ""},
                                                          {"KA", "大卖场", "OFF", 3.0, 0.95},
                                                          {"SM", "超市", "OFF", 1.0, 0.98},
                                                          {"CVS", "便利店", "OFF", 0.45, 1.10},
                                                          {"GT", "传统小店", "OFF", 0.22, 1.03},
                                                          {"EC", "电商", "ON", 1.6, 0.90}}};
inline constexpr int kFirstChannel = 2;
inline constexpr int kChannels = 5;

/// The nth of the five, 0 … 4; kOnline is the last.
constexpr const DemoChannel& channel(int nth) {
    return kChannelRows.at(static_cast<std::size_t>(nth) + kFirstChannel);
}
inline constexpr int kOnline = 4;

}  // namespace bihuan::demo
