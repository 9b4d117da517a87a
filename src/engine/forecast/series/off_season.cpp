#include "engine/forecast/series/off_season.h"

#include <algorithm>
#include <cmath>

namespace bihuan::forecast {

namespace {

constexpr std::size_t kFewestSeasons = 2;
constexpr double kMostlyZero = 0.5;
constexpr double kHardlyEver = 0.9;       ///< Zeros among the values of all places off season.
constexpr double kTidyByChance = 0.01;    ///< Of arrangements in which every place is pure.
constexpr double kUntidyDeviation = 3.1;  ///< One in a thousand of the normal distribution.

/// What each place of the season has seen.
struct Places {
    std::vector<double> sales, zeros;
    double all_sales = 0;
    double all_zeros = 0;
    bool negative = false;

    double seen(std::size_t place) const { return sales[place] + zeros[place]; }
};

Places count_places(std::span<const double> values, std::size_t season) {
    Places places{std::vector<double>(season), std::vector<double>(season)};
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (!std::isfinite(values[t])) continue;
        places.negative = places.negative || values[t] < 0;
        (values[t] == 0 ? places.zeros : places.sales)[t % season] += 1;
        (values[t] == 0 ? places.all_zeros : places.all_sales) += 1;
    }
    return places;
}

/// The logarithm of how many ways there are to choose `some` of `all`.
double log_choose(double all, double some) {
    double sum = 0;
    for (double i = 1; i <= std::min(some, all - some); ++i) sum += std::log((all + 1 - i) / i);
    return sum;
}

/// Pearson's statistic of zeros by place as a deviate of the normal distribution (Wilson, Hilferty
/// 1931).
double deviation_of(const Places& places) {
    const double zeros = places.all_zeros / (places.all_zeros + places.all_sales);
    double statistic = 0;
    double freedom = -1;
    for (std::size_t place = 0; place < places.sales.size(); ++place) {
        const double seen = places.seen(place);
        if (seen == 0) continue;
        const double distance = places.zeros[place] - seen * zeros;
        statistic += distance * distance / (seen * zeros * (1 - zeros));
        freedom += 1;
    }
    if (freedom < 1) return 0;
    const double usual = 2 / (9 * freedom);
    return (std::cbrt(statistic / freedom) - (1 - usual)) / std::sqrt(usual);
}

/// Whether the zeros repeat with the season beyond chance.
bool repeat(const Places& places) {
    double open = 0;
    double known = 0;
    bool tidy = true;
    for (std::size_t place = 0; place < places.sales.size(); ++place) {
        if (places.seen(place) == 0) continue;
        known += 1;
        open += places.sales[place] > 0 ? 1 : 0;
        tidy = tidy && (places.sales[place] == 0 || places.zeros[place] == 0);
    }
    if (!tidy) return deviation_of(places) > kUntidyDeviation;
    const double all = places.all_sales + places.all_zeros;
    return log_choose(known, open) - log_choose(all, places.all_sales) < std::log(kTidyByChance);
}

}  // namespace

std::vector<unsigned char> find_off_season(std::span<const double> values, std::size_t season) {
    if (season < 2 || values.size() < kFewestSeasons * season) return {};
    if (std::find(values.begin(), values.end(), 0.0) == values.end()) return {};
    const Places places = count_places(values, season);
    std::vector<unsigned char> off(season);
    double zeros = 0;
    double seen = 0;
    std::size_t places_off = 0;
    for (std::size_t place = 0; place < season; ++place) {
        if (!(places.zeros[place] > kMostlyZero * places.seen(place))) continue;
        off[place] = 1;
        places_off += 1;
        zeros += places.zeros[place];
        seen += places.seen(place);
    }
    const bool some = places_off > 0 && places_off < season;
    if (!some || places.negative || zeros < kHardlyEver * seen || !repeat(places)) return {};
    return off;
}

SeasonPeriods::SeasonPeriods(std::span<const unsigned char> off,
                             std::size_t length,
                             std::size_t horizon)
    : off_(off), places_(off.size()) {
    for (const unsigned char one : off) places_ -= one;
    for (std::size_t t = 0; t < length + horizon; ++t) {
        if (off_season(t)) continue;
        known_ += t < length ? 1 : 0;
        periods_.push_back(t);
    }
}

}  // namespace bihuan::forecast
