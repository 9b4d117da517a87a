#include "app/demo/season.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "app/demo/places.h"
#include "app/demo/scale.h"
#include "base/calendar.h"

namespace bihuan::demo {

namespace {

struct Season {
    double strength;  ///< Half the swing between the best and the worst time of the year.
    double peak;      ///< Month of the peak, 7.5 = mid-July.
};

constexpr std::array<Season, kTastes> kSeasons{{{0.38, 7.6},    // water
                                                {0.42, 7.4},    // tea
                                                {0.10, 7.8},    // juice
                                                {0.06, 1.0},    // snacks
                                                {0.10, 12.5},   // biscuits
                                                {0.15, 12.0},   // gifts
                                                {0.03, 6.0}}};  // household

/// What a festival does: a rise that grows over `lead` days to `rise`, then a rest.
struct Wave {
    double rise;
    int lead;
    double rest;
    int rest_days;
};

double wave_at(const Wave& wave, Day festival, Day day) {
    const int distance = day - festival;
    if (distance <= 0 && distance > -wave.lead) {
        const double nearness = 1 + static_cast<double>(distance) / wave.lead;
        return wave.rise * std::sqrt(nearness);
    }
    if (distance > 0 && distance <= wave.rest_days) {
        return -wave.rest * (1 - static_cast<double>(distance - 1) / wave.rest_days);
    }
    return 0;
}

// By taste: water, tea, juice, snacks, biscuits, gifts, household.
constexpr std::array<Wave, kTastes> kSpring{{{-0.12, 6, 0.25, 8},
                                             {-0.05, 6, 0.25, 8},
                                             {0.95, 24, 0.35, 16},
                                             {0.70, 24, 0.35, 16},
                                             {0.55, 24, 0.30, 16},
                                             {3.20, 30, 0.75, 30},
                                             {0.30, 14, 0.30, 10}}};
constexpr std::array<Wave, kTastes> kMidAutumn{{{0.04, 4, 0, 0},
                                                {0.06, 4, 0, 0},
                                                {0.25, 12, 0.08, 8},
                                                {0.15, 10, 0.05, 6},
                                                {0.20, 14, 0.10, 10},
                                                {2.60, 26, 0.70, 24},
                                                {0.02, 6, 0, 0}}};

double holiday_travel(Taste taste, Day first, Day day) {
    const int distance = day - first;
    if (distance < -2 || distance > 6) {
        return 0;
    }
    const bool drink = taste == Taste::Water || taste == Taste::Tea || taste == Taste::Juice;
    return drink ? 0.30 : (taste == Taste::Snack ? 0.20 : 0.05);
}

double shopping_events(Market market, int year, Day day) {
    if (market.channel != kOnline) {
        return wave_at({-0.03, 8, 0.04, 10}, singles_day(year), day);
    }
    return wave_at({1.3, 14, 0.30, 14}, mid_year_sale(year), day) +
           wave_at({2.2, 16, 0.40, 16}, singles_day(year), day) +
           wave_at({0.6, 5, 0.10, 8}, year_end_sale(year), day) +
           wave_at({0.3, 5, 0.05, 5}, goddess_day(year), day);
}

double festivals(Taste taste, Market market, Day day) {
    const int year = static_cast<int>(day.date().year());
    const auto index = static_cast<std::size_t>(taste);
    double sum = wave_at(kSpring.at(index), spring_festival(year), day) +
                 wave_at(kMidAutumn.at(index), mid_autumn(year), day) +
                 holiday_travel(taste, national_day(year), day) +
                 0.6 * holiday_travel(taste, labour_day(year), day) +
                 shopping_events(market, year, day);
    if (taste == Taste::Gift) {
        sum += wave_at({0.5, 10, 0.1, 5}, dragon_boat(year), day);
    }
    return sum;
}

}  // namespace

double calendar_factor(Taste taste, Market market, Day day) {
    const auto& season = kSeasons.at(static_cast<std::size_t>(taste));
    const double strength =
        season.strength * zones()[static_cast<std::size_t>(market.zone)].season_strength;
    const Day start(static_cast<int>(day.date().year()), 1, 1);
    const double month = 1 + (day - start) / 30.4375;
    const double wave = std::cos(2 * std::numbers::pi * (month - season.peak) / 12);
    const double weekend = day.weekday() > 5 ? 1.18 : 0.928;
    return weekend * std::exp(strength * wave) * std::max(0.15, 1 + festivals(taste, market, day));
}

}  // namespace bihuan::demo
