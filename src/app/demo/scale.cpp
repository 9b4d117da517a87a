#include "app/demo/scale.h"

namespace bihuan::demo {

std::optional<Size> parse_size(std::string_view text) {
    if (text == "small") {
        return Size::Small;
    }
    if (text == "medium") {
        return Size::Medium;
    }
    if (text == "large") {
        return Size::Large;
    }
    return std::nullopt;
}

Scale scale_of(Size size) {
    switch (size) {
        case Size::Small:
            return {.own_products = 24,
                    .competing_products = 9,
                    .leaves = Leaves::SomeCities,
                    .outlets = 240,
                    .reporting_outlets = 180,
                    .listing = 0.8,
                    .outlet_listing = 0.7,
                    .reports_per_month = 3};
        case Size::Medium:
            return {.own_products = 300,
                    .competing_products = 30,
                    .leaves = Leaves::Provinces,
                    .outlets = 20'000,
                    .reporting_outlets = 1'550,
                    .listing = 0.6,
                    .outlet_listing = 0.35,
                    .sell_in_months = 12};
        case Size::Large:
            break;
    }
    return {.own_products = 500,
            .competing_products = 20,
            .leaves = Leaves::Cities,
            .outlets = 20'000,
            .reporting_outlets = 3'350,
            .listing = 0.205,
            .outlet_listing = 0.97,
            .sell_in_months = 3};
}

std::vector<Period> make_periods(Month first, Month end, int per_month) {
    std::vector<Period> periods;
    for (Month month = first; month < end; month = month + 1) {
        for (int part = 0; part < per_month; ++part) {
            const int length = 30 / per_month;
            const Day begin = month.first_day() + part * length;
            periods.push_back({begin, part + 1 == per_month ? month.end_day() : begin + length});
        }
    }
    return periods;
}

}  // namespace bihuan::demo
