#include "engine/forecast/series/off_season.h"

#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "base/day.h"
#include "base/random.h"
#include "base/work_calendar.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> sales(std::size_t periods, const std::function<double(std::size_t)>& of) {
    std::vector<double> values;
    for (std::size_t t = 0; t < periods; ++t) values.push_back(of(t));
    return values;
}

/// Sold in August and September only, from a January on; 3 % more each year.
double mooncakes(std::size_t t) {
    const double growth = std::pow(1.03, static_cast<double>(t / 12));
    if (t % 12 == 7) return 9000 * growth;
    return t % 12 == 8 ? 14000 * growth : 0;
}

std::size_t places_off(const std::vector<double>& values, std::size_t season) {
    std::size_t count = 0;
    for (const unsigned char off : find_off_season(values, season)) count += off;
    return count;
}

Outcome forecast_of(const std::vector<double>& values,
                    Frequency frequency,
                    int horizon,
                    int season = 0) {
    Problem problem{.frequency = frequency, .season = season, .horizon = horizon};
    Series series;
    series.values = values;
    series.first_period = frequency == Frequency::Monthly  ? Month(2020, 1).number()
                          : frequency == Frequency::Weekly ? Day(2021, 1, 4).number()
                                                           : 0;
    problem.series.push_back(series);
    return forecast(problem);
}

TEST(OffSeason, IsWhenZerosRepeatWithTheSeason) {
    EXPECT_EQ(places_off(sales(60, mooncakes), 12), 10U);
    EXPECT_EQ(places_off(sales(24, mooncakes), 12), 10U) << "two years are enough";
    EXPECT_EQ(places_off(sales(40, mooncakes), 12), 10U) << "and the last need not be whole";
    const auto closed = [](std::size_t t) {
        return t % 7 < 5 ? 200.0 + 10.0 * static_cast<double>(t % 7) : 0;
    };
    EXPECT_EQ(places_off(sales(21, closed), 7), 2U);
    const auto sundays = [](std::size_t t) { return t % 7 < 6 ? 200.0 : 0; };
    EXPECT_EQ(places_off(sales(21, sundays), 7), 1U);
}

TEST(OffSeason, MayHaveATrickleOfSalesAndMayHaveGaps) {
    auto values = sales(60, mooncakes);
    values[6] = 30;
    values[33] = 12;
    values[8] = kNan;
    EXPECT_EQ(places_off(values, 12), 10U);
}

TEST(OffSeason, IsNotWhatChanceOftenBrings) {
    Random random(7);
    int found = 0;
    for (int i = 0; i < 2000; ++i) {
        const auto share = 0.05 + 0.3 * static_cast<double>(i % 3);
        const auto rare = sales(static_cast<std::size_t>(24 + i % 30),
                                [&](auto) { return random.uniform() < share ? 3.0 : 0; });
        found += places_off(rare, 12) > 0 ? 1 : 0;
    }
    EXPECT_LT(found, 20);
}

// Most tables have no row for a month in which nothing was sold.
TEST(OffSeason, MayBeLeftOutOfTheTable) {
    const auto left_out = [](std::size_t t) { return mooncakes(t) > 0 ? mooncakes(t) : kNan; };
    for (const std::size_t months : {24U, 33U, 45U, 60U})
        EXPECT_EQ(places_off(sales(months, left_out), 12), 10U) << months;
    const auto two_years = [&](std::size_t t) { return left_out(t + 7); };
    EXPECT_EQ(places_off(sales(14, two_years), 12), 10U);
    EXPECT_EQ(places_off(sales(13, two_years), 12), 0U) << "September came once";
    const auto sundays = [](std::size_t t) { return t % 7 < 6 ? 200.0 : kNan; };
    EXPECT_EQ(places_off(sales(60, sundays), 7), 1U);
}

TEST(OffSeason, IsNoGapThatWasForgottenNowAndThen) {
    auto february = [](std::size_t t) { return t % 12 == 1 ? kNan : 100.0; };
    EXPECT_EQ(places_off(sales(36, february), 12), 0U);
    const auto every_third = [](std::size_t t) { return t % 3 == 0 ? 100.0 : kNan; };
    auto some = sales(36, every_third);
    some[7] = some[20] = 90;
    EXPECT_EQ(places_off(some, 12), 0U) << "rows come as they like";
}

TEST(OffSeason, NeedsTwoSeasons) {
    EXPECT_EQ(places_off(sales(23, mooncakes), 12), 0U);
}

TEST(SeasonalGoods, AreForecastInTheirMonthsOnly) {
    for (const std::size_t months : {24U, 36U, 40U, 58U, 60U}) {
        const auto outcome = forecast_of(sales(months, mooncakes), Frequency::Monthly, 12);
        for (std::size_t h = 0; h < 12; ++h) {
            const double expected = mooncakes(months + h);
            EXPECT_NEAR(outcome.mean(0)[h], expected, 0.12 * expected) << months << " + " << h;
            if (expected > 0) continue;
            EXPECT_EQ(outcome.high95(0)[h], 0) << "nothing is kept in stock for it";
            EXPECT_EQ(outcome.low95(0)[h], 0);
        }
    }
}

TEST(SeasonalGoods, AreForecastSoFromRowsOfTheirMonthsAlone) {
    std::vector<double> values;
    for (std::size_t t = 7; t < 33; ++t) values.push_back(mooncakes(t) > 0 ? mooncakes(t) : kNan);
    const auto outcome = forecast_of(values, Frequency::Monthly, 12);
    for (std::size_t h = 0; h < 10; ++h) {
        EXPECT_EQ(outcome.mean(0)[h], 0) << h;
        EXPECT_EQ(outcome.high95(0)[h], 0) << h;
    }
    EXPECT_NEAR(outcome.mean(0)[10], 9800, 900);
    EXPECT_NEAR(outcome.mean(0)[11], 15300, 1400);
    EXPECT_GT(outcome.high95(0)[11], outcome.mean(0)[11]);
}

// The first year of mooncakes: neither ended after September nor rare demand all year round.
TEST(SeasonalGoods, OfOneYearComeAgainOrNot) {
    for (const std::size_t months : {12U, 13U, 16U, 19U}) {
        const auto outcome = forecast_of(sales(months, mooncakes), Frequency::Monthly, 12);
        for (std::size_t h = 0; h < 12; ++h) {
            const double last_year = mooncakes((months + h) % 12);
            EXPECT_NEAR(outcome.mean(0)[h], last_year, 0.01 * last_year) << months << ' ' << h;
            EXPECT_EQ(outcome.low95(0)[h], 0);
            EXPECT_GE(outcome.high95(0)[h], 1.2 * last_year);
        }
    }
    EXPECT_LT(forecast_of(sales(21, mooncakes), Frequency::Monthly, 12).mean(0)[10], 16000);
}

// Iced tea of May to September, seen again before two years are over: nothing in winter.
TEST(SeasonalGoods, OfLessThanTwoYearsRestInTheirMonths) {
    for (const std::size_t begin : {0U, 4U, 8U}) {
        for (std::size_t months = 17; months < 24; ++months) {
            const auto iced = [&](std::size_t t) {
                const std::size_t month = (begin + t) % 12;
                return month >= 4 && month <= 8 ? 1000.0 + 20 * static_cast<double>(t % 3) : 0;
            };
            const auto outcome = forecast_of(sales(months, iced), Frequency::Monthly, 12);
            for (std::size_t h = 0; h < 12; ++h) {
                const double wanted = iced(months + h) > 0 ? 1020 : 0;
                EXPECT_NEAR(outcome.mean(0)[h], wanted, 80) << begin << ' ' << months << ' ' << h;
            }
        }
    }
}

TEST(SeasonalGoods, OfOneYearAreNeitherALaunchNorAnEnd) {
    const auto launched = sales(13, [](std::size_t t) { return t < 7 ? 0 : 500.0; });
    EXPECT_TRUE(find_first_season(launched, 12).empty());
    const auto ended = sales(13, [](std::size_t t) { return t < 5 ? 500.0 : 0; });
    EXPECT_TRUE(find_first_season(ended, 12).empty());
}

TEST(SeasonalGoods, OfOneYearAreNotThoseThatSellNowAndThen) {
    const auto outcome = forecast_of(
        sales(14, [](std::size_t t) { return t == 3 || t == 8 ? 5.0 : 0; }), Frequency::Monthly, 6);
    EXPECT_EQ(outcome.statuses[0], Status::Intermittent);
}

TEST(SeasonalGoods, KeepLayersThatAddUp) {
    const auto outcome = forecast_of(sales(58, mooncakes), Frequency::Monthly, 14);
    for (std::size_t h = 0; h < 14; ++h) {
        double sum = 0;
        for (std::size_t k = 0; k < kLayers; ++k) {
            sum += outcome.layer(0, static_cast<Layer>(k))[h];
            EXPECT_TRUE(std::isfinite(sum));
        }
        EXPECT_EQ(sum, outcome.mean(0)[h]);
    }
    EXPECT_NEAR(outcome.layer(0, Layer::Level)[0], 23000 * std::pow(1.03, 4.5) / 12, 300);
}

TEST(SeasonalGoods, AreForecastSoWhenTheSeasonIsFarAhead) {
    const auto outcome = forecast_of(sales(58, mooncakes), Frequency::Monthly, 6);
    for (std::size_t h = 0; h < 6; ++h) EXPECT_EQ(outcome.mean(0)[h], 0);
}

TEST(SeasonalGoods, MaySellInOneMonthOnly) {
    const auto lanterns = sales(
        60, [](auto t) { return t % 12 == 1 ? 500.0 + 10.0 * static_cast<double>(t / 12) : 0; });
    const auto outcome = forecast_of(lanterns, Frequency::Monthly, 12);
    for (std::size_t h = 0; h < 12; ++h)
        EXPECT_NEAR(outcome.mean(0)[h], h == 1 ? 540 : 0, h == 1 ? 40 : 0);
}

TEST(SeasonalGoods, KeepTheUsualFiguresWhereAMonthRestsNowAndThen) {
    Random random(5);
    auto values = sales(60, [&](auto t) {
        const double noise = 0.9 + 0.2 * random.uniform();
        return t % 12 < 3 ? 0 : (100 + 20.0 * static_cast<double>(t % 12)) * noise;
    });
    values[14] = 8;  // a March that sold a little
    const auto outcome = forecast_of(values, Frequency::Monthly, 12);
    EXPECT_EQ(outcome.mean(0)[0], 0);
    EXPECT_EQ(outcome.mean(0)[2], 0);
    for (std::size_t h = 3; h < 12; ++h)
        EXPECT_NEAR(outcome.mean(0)[h], 100 + 20.0 * static_cast<double>(h), 25) << h;
}

/// Twelve months from so many months after June on.
Outcome forecast_of_mooncakes(const std::vector<double>& newcomer) {
    static std::vector<std::vector<double>> old;
    Problem problem{.horizon = 12};
    old.clear();
    for (int i = 0; i < 4; ++i) {
        old.push_back(sales(54, mooncakes));
        for (double& value : old.back()) value *= 1 + i;
    }
    old.push_back(newcomer);
    for (const auto& values : old) {
        Series series;
        series.values = values;
        series.first_period = 2020 * 12 + 54 - static_cast<std::int32_t>(values.size());
        problem.series.push_back(series);
    }
    return forecast(problem);
}

TEST(SeasonalGoods, ThatAreNewFollowTheSeasonOfTheirKin) {
    std::vector<double> newcomer(54);
    newcomer[43] = 300;
    newcomer[44] = 500;
    const std::vector<double> young(newcomer.begin() + 43, newcomer.end());
    for (const auto& values : {newcomer, young}) {
        const auto outcome = forecast_of_mooncakes(values);
        EXPECT_EQ(outcome.mean(4)[0], 0) << "July";
        EXPECT_GT(outcome.mean(4)[1], 200) << "August";
        EXPECT_GT(outcome.mean(4)[2], 200) << "September";
        EXPECT_EQ(outcome.high95(4)[3], 0);
    }
}

TEST(SeasonalGoods, ThatMissedTheirSeasonHaveEnded) {
    std::vector<double> ended(54);
    ended[31] = 300;
    ended[32] = 500;
    const auto outcome = forecast_of_mooncakes(ended);
    EXPECT_EQ(outcome.statuses[4], Status::Delisted);
}

TEST(ClosedDays, StayClosed) {
    const auto shop = [](std::size_t t) {
        return t % 7 < 5 ? 200.0 + 10.0 * static_cast<double>(t % 7) : 0;
    };
    const auto outcome = forecast_of(sales(200, shop), Frequency::Daily, 28);
    for (std::size_t h = 0; h < 28; ++h) {
        const double expected = shop(200 + h);
        EXPECT_NEAR(outcome.mean(0)[h], expected, 0.02 * expected) << h;
    }
}

TEST(ClosedDays, StayClosedThoughTwoWereOpen) {
    auto values = sales(
        364, [](auto t) { return t % 7 < 5 ? 200.0 + 10.0 * static_cast<double>(t % 7) : 0; });
    values[26] = 230;
    values[117] = 220;
    const auto outcome = forecast_of(values, Frequency::Daily, 28);
    for (std::size_t h = 5; h < 28; h += 7) {
        EXPECT_EQ(outcome.mean(0)[h], 0) << h;
        EXPECT_EQ(outcome.mean(0)[h + 1], 0) << h;
    }
}

// 2026-02-14, a Saturday, is worked for Spring Festival.
TEST(ClosedDays, OpenOnMakeUpDaysThatTheCalendarKnows) {
    auto values = sales(800, [](auto t) { return t % 7 < 5 ? 200.0 : 0; });
    const Day first(2023, 11, 6);
    const auto calendar = WorkCalendar::official();
    for (std::size_t t = 0; t < values.size(); ++t) {
        const Day day = first + static_cast<int>(t);
        if (day.weekday() > 5 && calendar.is_working_day(day)) values[t] = 100;
    }
    Problem problem{.frequency = Frequency::Daily, .horizon = 60, .holidays = Holidays::China};
    Series series;
    series.values = values;
    series.first_period = first.number();
    problem.series.push_back(series);
    const auto outcome = forecast(problem);
    const auto at = static_cast<std::size_t>(Day(2026, 2, 14) - first) - values.size();
    ASSERT_LT(at, 60U);
    EXPECT_NEAR(outcome.mean(0)[at], 100, 25);
    EXPECT_EQ(outcome.mean(0)[at - 7], 0);
    EXPECT_EQ(outcome.mean(0)[at + 7], 0);
}

TEST(ClosedDays, OpenOnTheMakeUpDaysOfTheHolidayForWhichTheyDid) {
    auto values = sales(420, [](auto t) { return t % 7 < 5 ? 200.0 : 0; });
    const Day first(2024, 12, 2);
    for (const Day open : {Day(2025, 1, 26), Day(2025, 2, 8)})  // four others stayed closed
        values[static_cast<std::size_t>(open - first)] = 200;
    Problem problem{.frequency = Frequency::Daily, .horizon = 60, .holidays = Holidays::China};
    Series series;
    series.values = values;
    series.first_period = first.number();
    problem.series.push_back(series);
    const auto outcome = forecast(problem);
    for (const Day open : {Day(2026, 2, 14), Day(2026, 2, 28)})
        EXPECT_NEAR(outcome.mean(0)[static_cast<std::size_t>(open - first) - 420], 200, 20);
    EXPECT_EQ(outcome.mean(0)[static_cast<std::size_t>(Day(2026, 2, 7) - first) - 420], 0);
}

TEST(ClosedHours, StayClosed) {
    const auto shop = [](std::size_t t) {
        return t % 24 >= 8 && t % 24 < 20 ? 10.0 + static_cast<double>(t % 24) : 0;
    };
    const auto outcome = forecast_of(sales(24 * 20, shop), Frequency::Other, 48, 24);
    for (std::size_t h = 0; h < 48; ++h) {
        const double expected = shop(h);
        EXPECT_NEAR(outcome.mean(0)[h], expected, 0.02 * expected) << h;
    }
}

TEST(ClosedWeeks, StayClosed) {
    const auto zongzi = [](std::size_t t) { return t % 52 >= 20 && t % 52 < 24 ? 500.0 : 0; };
    const auto outcome = forecast_of(sales(260, zongzi), Frequency::Weekly, 52);
    for (std::size_t h = 0; h < 52; ++h) EXPECT_NEAR(outcome.mean(0)[h], zongzi(h), 1) << h;
}

TEST(RareDemand, StaysAMeanRate) {
    const std::vector<double> parts{0, 0, 3, 0, 0, 1, 0, 0, 0, 2, 0, 4, 0, 0, 0, 1, 0, 0,
                                    2, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 1, 0, 0, 0};
    const auto outcome = forecast_of(parts, Frequency::Monthly, 6);
    EXPECT_EQ(outcome.statuses[0], Status::Intermittent);
    EXPECT_GT(outcome.mean(0)[0], 0);
    EXPECT_EQ(outcome.mean(0)[0], outcome.mean(0)[5]);
}

}  // namespace
}  // namespace bihuan::forecast
