#include "engine/forecast/series/off_season.h"

#include <algorithm>
#include <cmath>

#include "engine/numeric/log_choose.h"

namespace bihuan::forecast {

namespace {

constexpr std::size_t kFewestSeasons = 2;
constexpr std::size_t kFewestPlaces = 12;
constexpr std::ptrdiff_t kUnsoldAround = 2;  ///< Periods ahead of a first season, and behind.
constexpr double kFewestUntold = 6;
constexpr double kMostlyTold = 0.8;
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

/// How many periods of the history lie at a place.
double seasons_of(std::size_t place, std::size_t length, std::size_t season) {
    const std::size_t whole = (length - place + season - 1) / season;
    return static_cast<double>(whole);
}

/// Of tables that leave out the months in which nothing sells: places that were never told, where
/// the others mostly were, are without sales. One that was forgotten a few times is a gap.
bool take_untold_as_zeros(Places& places, std::size_t length) {
    const std::size_t season = places.sales.size();
    double untold = 0;
    double told = 0;
    double possible = 0;
    for (std::size_t place = 0; place < season; ++place) {
        const double seasons = seasons_of(place, length, season);
        if (places.seen(place) == 0) {
            untold += seasons;
        } else {
            told += places.seen(place);
            possible += seasons;
        }
    }
    if (untold < kFewestUntold || told < kMostlyTold * possible) return false;
    for (std::size_t place = 0; place < season; ++place) {
        if (places.seen(place) > 0) continue;
        places.zeros[place] = seasons_of(place, length, season);
        places.all_zeros += places.zeros[place];
    }
    return true;
}

/// Whether every place was told never, or in both of two seasons.
bool told_in_pairs(const Places& places) {
    for (std::size_t place = 0; place < places.sales.size(); ++place) {
        if (places.seen(place) != 0 && places.sales[place] != 2) return false;
    }
    return true;
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

/// How the places of less than two seasons lie.
struct FirstSeason {
    bool tidy = true;      ///< Each was seen, and sold always or never.
    bool again = false;    ///< One sold in both seasons.
    std::size_t open = 0;  ///< Places that sold.
    std::size_t runs = 0;  ///< Of those, next to one another around the year.

    explicit FirstSeason(const Places& places) {
        const std::size_t season = places.sales.size();
        for (std::size_t place = 0; place < season; ++place) {
            const bool sold = places.sales[place] > 0;
            const bool before = places.sales[(place + season - 1) % season] > 0;
            tidy = tidy && places.seen(place) > 0 && !(sold && places.zeros[place] > 0);
            again = again || places.sales[place] > 1;
            open += sold ? 1 : 0;
            runs += sold && !before ? 1 : 0;
        }
    }
};

bool unsold_around(std::span<const double> values) {
    const auto unsold = [](double value) { return value == 0; };
    return std::all_of(values.begin(), values.begin() + kUnsoldAround, unsold) &&
           std::all_of(values.end() - kUnsoldAround, values.end(), unsold);
}

}  // namespace

std::vector<unsigned char> find_off_season(std::span<const double> values, std::size_t season) {
    const auto nothing = [](double value) { return value == 0 || !std::isfinite(value); };
    if (season < 2 || values.size() <= season ||
        std::none_of(values.begin(), values.end(), nothing))
        return {};
    Places places = count_places(values, season);
    const bool pairs = told_in_pairs(places);
    const bool untold = take_untold_as_zeros(places, values.size());
    if (values.size() < kFewestSeasons * season && !(untold && pairs)) return {};
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
    if (!some || places.negative || zeros < kHardlyEver * seen ||
        !(repeat(places) || (untold && pairs)))
        return {};
    return off;
}

std::vector<unsigned char> find_first_season(std::span<const double> values, std::size_t season) {
    if (season < kFewestPlaces || values.size() < season || values.size() >= 2 * season) return {};
    const Places places = count_places(values, season);
    const FirstSeason first(places);
    const bool known = first.again || unsold_around(values);
    if (!known || !first.tidy || first.runs != 1 || places.negative) return {};
    if (first.open < 2 || 2 * first.open > season) return {};
    std::vector<unsigned char> off(season);
    for (std::size_t place = 0; place < season; ++place)
        off[place] = places.sales[place] > 0 ? 0 : 1;
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
