#include "engine/forecast/festival/festival_goods.h"

#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "base/calendar.h"
#include "base/random.h"

namespace bihuan::forecast {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

/// A season's share sold on a day, by its distance from the festival.
using ByDay = std::function<double(int)>;

/// As much each day of the three weeks before.
double gift_boxes(int distance) {
    return distance >= -21 && distance < 0 ? 1.0 / 21 : 0;
}

/// More from day to day over four weeks, and nothing from the day after on.
double mooncakes(int distance) {
    return distance >= -28 && distance <= 0 ? (29.0 + distance) / 435 : 0;
}

struct Shop {
    Frequency frequency = Frequency::Monthly;
    std::int32_t first = 0;
    std::size_t periods = 0;
    Day (*festival)(int) = spring_festival;
    ByDay by_day = gift_boxes;
    double amount = 30'000;  ///< A season's sales …
    double growth = 1;       ///< … times this from year to year.

    Problem problem(int horizon) const {
        return {.frequency = frequency,
                .season = usual_season(frequency),
                .horizon = horizon,
                .holidays = Holidays::China};
    }

    double sold(std::size_t t) const {
        const auto counted = problem(1);
        const int step = frequency == Frequency::Weekly ? 7 : 1;
        const auto period = first + step * static_cast<std::int32_t>(t);
        double sum = 0;
        for (Day day = first_day_of(counted, period); day < first_day_of(counted, period + step);
             day = day + 1) {
            for (int year = 2020; year <= 2028; ++year)
                sum += amount * std::pow(growth, year - 2023) * by_day(day - festival(year));
        }
        return sum;
    }

    std::vector<double> sold_from(std::size_t begin, std::size_t count) const {
        std::vector<double> values;
        for (std::size_t t = begin; t < begin + count; ++t) values.push_back(std::round(sold(t)));
        return values;
    }

    std::vector<double> history() const { return sold_from(0, periods); }
};

Outcome forecast_of(const Shop& shop,
                    const std::vector<double>& values,
                    int horizon,
                    Holidays holidays = Holidays::China) {
    Problem problem = shop.problem(horizon);
    problem.holidays = holidays;
    Series series;
    series.values = values;
    series.first_period = shop.first;
    problem.series.push_back(series);
    return forecast(problem);
}

/// The share of what will be sold that the forecast has in other periods, or too much or too little
/// of.
double error_of(const Shop& shop, const std::vector<double>& values, std::size_t horizon) {
    const auto outcome = forecast_of(shop, values, static_cast<int>(horizon));
    const auto truth = shop.sold_from(values.size(), horizon);
    double off = 0;
    for (std::size_t h = 0; h < horizon; ++h) off += std::abs(outcome.mean(0)[h] - truth[h]);
    return off / std::accumulate(truth.begin(), truth.end(), 0.0);
}

Shop monthly(int first_year, std::size_t months) {
    return {.first = Month(first_year, 1).number(), .periods = months};
}

TEST(FestivalGoods, AreForecastInTheMonthIntoWhichTheFestivalFalls) {
    auto shop = monthly(2023, 36);
    auto values = std::vector<double>(36);
    values[0] = 1500;   // 22 January 2023
    values[13] = 1500;  // 10 February 2024
    values[24] = 1500;  // 29 January 2025
    const auto outcome = forecast_of(shop, values, 3);
    EXPECT_EQ(outcome.statuses[0], Status::Festival);
    EXPECT_LT(outcome.mean(0)[0], 150) << "17 February 2026";
    EXPECT_NEAR(outcome.mean(0)[1], 1500, 150);
    EXPECT_EQ(outcome.mean(0)[2], 0);
    EXPECT_EQ(outcome.high95(0)[2], 0);
    EXPECT_GT(outcome.high95(0)[1], 1500);
}

TEST(FestivalGoods, AreTheSameInATableThatLeavesOutTheOtherMonths) {
    const auto shop = monthly(2022, 48);
    auto values = shop.history();
    const auto told = forecast_of(shop, values, 12);
    for (std::size_t t = 1; t < values.size(); ++t)
        if (values[t] == 0) values[t] = kNan;
    const auto left_out = forecast_of(shop, values, 12);
    EXPECT_EQ(left_out.statuses[0], Status::Festival);
    for (std::size_t h = 0; h < 12; ++h) EXPECT_EQ(left_out.mean(0)[h], told.mean(0)[h]);
}

TEST(FestivalGoods, FollowEachFestivalByMonthsWeeksAndDays) {
    for (const auto& [festival, by_day] :
         {std::pair{&spring_festival, ByDay(gift_boxes)}, {&mid_autumn, ByDay(mooncakes)}}) {
        auto months = monthly(2022, 48);
        months.festival = festival;
        months.by_day = by_day;
        EXPECT_LT(error_of(months, months.history(), 12), 0.25);
        Shop weeks{Frequency::Weekly, Day(2022, 1, 3).number(), 4 * 52, festival, by_day};
        EXPECT_LT(error_of(weeks, weeks.history(), 52), 0.25);
        Shop days{Frequency::Daily, Day(2022, 1, 1).number(), 4 * 365 + 1, festival, by_day};
        EXPECT_LT(error_of(days, days.history(), 365), 0.1);
    }
}

// A gift box of milk is bought by somebody every day.
TEST(FestivalGoods, MaySellALittleAllYear) {
    Random random(12);
    for (const double base : {30.0, 300.0, 900.0}) {
        auto shop = monthly(2021, 60);
        auto values = shop.history();
        for (double& value : values) value += std::round(base * (0.8 + 0.4 * random.uniform()));
        const auto outcome = forecast_of(shop, values, 6);
        EXPECT_EQ(outcome.statuses[0], Status::Festival) << base;
        for (std::size_t h = 0; h < 6; ++h) {
            const double truth = shop.sold(60 + h) + base;
            EXPECT_NEAR(outcome.mean(0)[h], truth, 0.25 * base + 0.13 * truth) << base << ", " << h;
        }
    }
}

TEST(FestivalGoods, MayComeBackInPartAfterIt) {
    for (const Frequency frequency : {Frequency::Monthly, Frequency::Weekly}) {
        Shop shop{frequency, Month(2021, 1).number(), 60};
        if (frequency == Frequency::Weekly) shop = {frequency, Day(2021, 1, 4).number(), 5 * 52};
        auto values = shop.history();
        for (std::size_t t = values.size() - 1; t > 2; --t) {
            const bool over = values[t - 1] > 0 && values[t] == 0;
            if (over) values[t] = -1500;
        }
        const auto outcome = forecast_of(shop, values, frequency == Frequency::Monthly ? 6 : 20);
        EXPECT_EQ(outcome.statuses[0], Status::Festival);
        double sum = 0;
        for (const double mean : outcome.mean(0)) {
            EXPECT_GE(mean, 0);
            sum += mean;
        }
        EXPECT_NEAR(sum, 28'500, 2'000);
    }
}

TEST(FestivalGoods, FollowItPastAYearOf53Weeks) {
    const Shop weeks{Frequency::Weekly, Day(2019, 1, 7).number(), 52 * 4};  // 2020 has 53
    EXPECT_LT(error_of(weeks, weeks.history(), 52), 0.25);
}

TEST(FestivalGoods, ThatGrowAreForecastAtTheirLatestLevel) {
    auto shop = monthly(2021, 60);
    shop.growth = 1.15;
    EXPECT_LT(error_of(shop, shop.history(), 12), 0.3);
}

TEST(FestivalGoods, MayHaveBegunInTheMiddleOfASeason) {
    auto shop = monthly(2023, 35);
    shop.first = Month(2023, 2).number();  // the festival was on 22 January
    EXPECT_LT(error_of(shop, shop.history(), 12), 0.4);
}

TEST(FestivalGoods, HaveAForecastFromWeeklySalesThatVary) {
    Random random(11);
    Shop weeks{Frequency::Weekly, Day(2021, 1, 4).number(), 5 * 52, mid_autumn, mooncakes};
    auto values = weeks.history();
    for (double& value : values) value = std::round(value * (0.75 + 0.5 * random.uniform()));
    EXPECT_LT(error_of(weeks, values, 39), 0.3);
}

TEST(FestivalGoods, AreNoneWithoutTheCalendar) {
    const auto shop = monthly(2022, 48);
    const auto outcome = forecast_of(shop, shop.history(), 12, Holidays::None);
    EXPECT_NE(outcome.statuses[0], Status::Festival);
}

TEST(FestivalGoods, AreNotThoseOfASeasonOfTheCalendar) {
    Random random(5);
    const auto ice = [&](std::size_t t) {
        const std::size_t month = t % 12;
        return month >= 4 && month <= 8 ? 1000 * (0.7 + 0.6 * random.uniform()) : 0;
    };
    const auto school = [&](std::size_t t) {
        return t % 12 == 7 || t % 12 == 8 ? 1000 * (0.7 + 0.6 * random.uniform()) : 0;
    };
    const auto shop = monthly(2021, 60);
    int wrong = 0;
    for (int i = 0; i < 100; ++i) {
        std::vector<double> values;
        for (std::size_t t = 0; t < 24 + static_cast<std::size_t>(i) % 36; ++t)
            values.push_back(i % 2 == 0 ? ice(t) : school(t));
        wrong += find_festival_season(shop.problem(12), shop.first, values) ? 1 : 0;
    }
    EXPECT_LE(wrong, 2);
}

TEST(FestivalGoods, AreNotRareOnes) {
    Random random(3);
    const auto shop = monthly(2021, 60);
    int wrong = 0;
    for (int i = 0; i < 3000; ++i) {
        const double share = 0.03 + 0.1 * static_cast<double>(i % 4);
        std::vector<double> values;
        for (std::size_t t = 0; t < 24 + static_cast<std::size_t>(i) % 36; ++t)
            values.push_back(random.uniform() < share ? 1.0 + static_cast<double>(t % 3) : 0);
        wrong += find_festival_season(shop.problem(12), shop.first, values) ? 1 : 0;
    }
    EXPECT_LE(wrong, 6);
}

TEST(FestivalGoods, ThatSkippedASeasonAreNotExpectedAgain) {
    const auto shop = monthly(2022, 48);
    auto values = shop.history();
    for (std::size_t t = 36; t < 48; ++t) values[t] = 0;
    EXPECT_FALSE(find_festival_season(shop.problem(12), shop.first, values));
}

}  // namespace
}  // namespace bihuan::forecast
