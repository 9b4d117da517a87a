#include "engine/forecast/festival/open_days.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/calendar.h"
#include "base/random.h"
#include "engine/forecast/festival/festival_time.h"
#include "engine/forecast/revise.h"

namespace bihuan::forecast {
namespace {

/// A shop that sells some 100 a day and closes, or sells less, around a holiday.
struct Shop {
    Frequency frequency = Frequency::Monthly;
    int first_day = -1;  ///< From the holiday: the eve …
    int last_day = 6;
    double loss = 1;
    double growth = 0;  ///< A year.
    double noise = 0.1;
    Day (*holiday)(int year) = spring_festival;

    double sold_on(Day day, Random& random) const {
        const int distance = day - holiday(static_cast<int>(day.date().year()));
        const bool closed = distance >= first_day && distance <= last_day;
        return 100 * std::exp(growth * (day - Day(2022, 1, 1)) / 365.25) *
               (1 + noise * random.normal()) * (closed ? 1 - loss : 1);
    }

    Problem problem(int horizon) const {
        return {.frequency = frequency,
                .season = usual_season(frequency),
                .horizon = horizon,
                .holidays = Holidays::China};
    }

    std::vector<double> sold(std::int32_t first, std::size_t periods) const {
        Random random(periods);
        const auto counted = problem(1);
        const int step = frequency == Frequency::Weekly ? 7 : 1;
        std::vector<double> values;
        for (std::size_t t = 0; t < periods; ++t) {
            const auto period = first + step * static_cast<std::int32_t>(t);
            double sum = 0;
            for (Day day = first_day_of(counted, period);
                 day < first_day_of(counted, period + step);
                 day = day + 1)
                sum += sold_on(day, random);
            values.push_back(sum);
        }
        return values;
    }
};

struct Case {
    Problem problem;
    std::vector<double> values;
    std::size_t known = 0;
    Outcome outcome;

    double error(std::size_t h) const { return outcome.mean(0)[h] / values[known + h] - 1; }
};

/// Months until the end of a year, or as many weeks, and a forecast of the next year's beginning.
Case forecast_of(const Shop& shop,
                 std::int32_t first,
                 std::size_t known,
                 int horizon,
                 Holidays holidays = Holidays::China) {
    Case result{shop.problem(horizon), {}, known, {}};
    result.problem.holidays = holidays;
    result.values = shop.sold(first, known + static_cast<std::size_t>(horizon));
    Series series;
    series.values = std::span(result.values).first(known);
    series.first_period = first;
    result.problem.series.push_back(series);
    result.outcome = forecast(result.problem);
    return result;
}

Case months_to(int year, std::size_t known, const Shop& shop = {}) {
    const auto first = Month(year, 1).number() - static_cast<std::int32_t>(known);
    return forecast_of(shop, first, known, 3);
}

// Eight days of January 2023, of February 2024, half of each in 2025, of February 2026.
TEST(ClosedForSpringFestival, IsJanuaryOrFebruaryAsTheMoonSays) {
    for (const std::size_t known : {24U, 36U, 48U, 60U}) {
        for (const int year : {2025, 2026}) {
            const auto shop = months_to(year, known);
            for (std::size_t h = 0; h < 3; ++h)
                EXPECT_NEAR(shop.error(h), 0, known == 24 ? 0.13 : 0.08)
                    << year << ", " << known << " known, " << h;
        }
    }
}

TEST(ClosedForSpringFestival, MayTakeFiveDaysOrTwenty) {
    for (const auto& [first, last] : {std::pair{-1, 3}, std::pair{-3, 8}, std::pair{-5, 14}}) {
        const auto shop = months_to(2026, 48, {.first_day = first, .last_day = last});
        for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(shop.error(h), 0, 0.08) << last;
    }
}

TEST(ClosedForSpringFestival, MayBeHalfOpen) {
    const auto shop = months_to(2026, 60, {.loss = 0.5});
    for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(shop.error(h), 0, 0.06);
}

TEST(ClosedForSpringFestival, IsSeenBesideGrowth) {
    const auto shop = months_to(2026, 48, {.growth = 0.2});
    for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(shop.error(h), 0, 0.1);
}

TEST(ClosedForSpringFestival, IsSeenInWeeksAfterOneYear) {
    for (const std::size_t known : {70U, 122U, 226U}) {
        const Shop shop{.frequency = Frequency::Weekly};
        const auto first = Day(2026, 1, 5).number() - 7 * static_cast<std::int32_t>(known);
        const auto weeks = forecast_of(shop, first, known, 10);
        for (std::size_t h = 0; h < 10; ++h)
            EXPECT_NEAR(weeks.outcome.mean(0)[h], weeks.values[known + h], 90) << known;
        // 16 to 22 February 2026 is closed, which was seen once only of the shortest history.
        EXPECT_EQ(weeks.outcome.high95(0)[6] > 400, known == 70) << known;
    }
}

TEST(ClosedForSpringFestival, MayBeCertainBeyondWhatANumberHolds) {
    const std::size_t known = 1100;
    const auto first = Day(2026, 1, 5).number() - 7 * static_cast<std::int32_t>(known);
    const Shop shop{
        .frequency = Frequency::Weekly, .first_day = -7, .last_day = 13, .noise = 0.001};
    const auto weeks = forecast_of(shop, first, known, 10);
    for (std::size_t h = 0; h < 10; ++h)
        EXPECT_NEAR(weeks.outcome.mean(0)[h], weeks.values[known + h], 30) << h;
}

TEST(ClosedForNationalDay, IsSeenInWeeks) {
    const Shop shop{
        .frequency = Frequency::Weekly, .first_day = 0, .last_day = 6, .holiday = national_day};
    const auto first = Day(2026, 9, 7).number() - 7 * 120;
    const auto weeks = forecast_of(shop, first, 120, 8);
    for (std::size_t h = 0; h < 8; ++h)
        EXPECT_NEAR(weeks.outcome.mean(0)[h], weeks.values[120 + h], 90) << h;
}

TEST(ClosedForSpringFestival, IsNothingThatAnOpenShopDoes) {
    for (const std::size_t known : {24U, 36U, 60U}) {
        const auto shop = months_to(2026, known, {.loss = 0});
        EXPECT_TRUE(shop.outcome.open_shares.empty());
        for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(shop.error(h), 0, 0.08) << known;
    }
}

TEST(ClosedForSpringFestival, IsNotKnownWithoutTheCalendar) {
    const Shop shop;
    const auto months = forecast_of(shop, Month(2022, 1).number(), 48, 3, Holidays::None);
    EXPECT_TRUE(months.outcome.open_shares.empty());
}

TEST(ClosedForSpringFestival, IsAFestivalsLayerThatAddsUp) {
    const auto shop = months_to(2026, 48);
    const auto& outcome = shop.outcome;
    EXPECT_LT(outcome.layer(0, Layer::Festival)[1], -600);
    double sum = 0;
    for (std::size_t k = 0; k < kLayers; ++k) sum += outcome.layer(0, static_cast<Layer>(k))[1];
    EXPECT_DOUBLE_EQ(sum, outcome.mean(0)[1]);
    EXPECT_EQ(outcome.cleaned(0).front().reason, CleanReason::Closed);
}

TEST(ClosedForSpringFestival, StaysClosedWhenAnEffectIsCorrected) {
    auto shop = months_to(2026, 48);
    const std::vector<double> before(shop.outcome.mean(0).begin(), shop.outcome.mean(0).end());
    restack(shop.problem, 0, shop.outcome);
    for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(shop.outcome.mean(0)[h], before[h], 1e-6);
}

}  // namespace
}  // namespace bihuan::forecast
