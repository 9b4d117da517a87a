#include "engine/forecast/forecast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/day.h"
#include "base/error.h"
#include "base/random.h"

namespace bihuan::forecast {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

/// Keeps the buffers that the series of a problem point into.
struct Company {
    std::vector<std::vector<double>> histories;
    Problem problem;

    explicit Company(int horizon = 12) { problem.horizon = horizon; }

    Series& add(std::vector<double> history, int category = 1) {
        histories.reserve(1000);
        histories.push_back(std::move(history));
        Series series;
        series.values = histories.back();
        series.category = category;
        series.first_period = Month(2020, 1).number();
        series.key = static_cast<std::int64_t>(problem.series.size());
        problem.series.push_back(series);
        return problem.series.back();
    }
};

/// Level 100, trend, a season with its top in summer, and noise.
std::vector<double> seasonal_sales(std::size_t months, std::uint64_t seed, double level = 100) {
    Random random(seed);
    std::vector<double> values;
    for (std::size_t t = 0; t < months; ++t) {
        const auto time = static_cast<double>(t);
        const double season = 1 + 0.3 * std::sin(time * 2 * std::numbers::pi / 12);
        values.push_back(level * (1 + 0.004 * time) * season * std::exp(0.05 * random.normal()));
    }
    return values;
}

std::vector<double> copy(std::span<const double> path) {
    return {path.begin(), path.end()};
}

TEST(Forecast, FollowsLevelTrendAndSeason) {
    constexpr int kSeries = 20;
    Company company;
    for (int i = 0; i < kSeries; ++i)
        company.add(seasonal_sales(60, static_cast<std::uint64_t>(1 + i)), i);

    const auto outcome = forecast(company.problem);

    double distance = 0;
    for (std::size_t i = 0; i < kSeries; ++i) {
        EXPECT_EQ(outcome.statuses[i], Status::Regular);
        for (std::size_t h = 0; h < 12; ++h) {
            const auto time = static_cast<double>(60 + h);
            const double season = 1 + 0.3 * std::sin(time * 2 * std::numbers::pi / 12);
            const double expected = 100 * (1 + 0.004 * time) * season;
            distance += std::abs(outcome.mean(i)[h] / expected - 1) / (12 * kSeries);
        }
    }
    EXPECT_LT(distance, 0.04);  // the noise of one month is 0.05
}

TEST(Forecast, LayersAddUpExactly) {
    Company company;
    company.add(seasonal_sales(50, 2));
    company.add({0, 0, 3, 0, 0, 1, 0, 0, 0, 2, 0, 4, 0, 0, 0, 1});
    company.add({-5, 3, 8, -2, 6, 4, 9, -1, 5, 7, 10, 2});

    const auto outcome = forecast(company.problem);

    for (std::size_t i = 0; i < outcome.size(); ++i) {
        for (std::size_t h = 0; h < 12; ++h) {
            double sum = 0;
            for (std::size_t k = 0; k < kLayers; ++k) {
                sum += outcome.layer(i, static_cast<Layer>(k))[h];
            }
            EXPECT_EQ(sum, outcome.mean(i)[h]);
        }
    }
}

TEST(Forecast, OrdersItsIntervals) {
    Company company;
    for (std::uint64_t seed = 0; seed < 20; ++seed) company.add(seasonal_sales(45, seed));

    const auto outcome = forecast(company.problem);

    for (std::size_t i = 0; i < outcome.size(); ++i) {
        for (std::size_t h = 0; h < 12; ++h) {
            EXPECT_LE(0, outcome.low95(i)[h]);
            EXPECT_LE(outcome.low95(i)[h], outcome.low80(i)[h]);
            EXPECT_LE(outcome.low80(i)[h], outcome.mean(i)[h]);
            EXPECT_LE(outcome.mean(i)[h], outcome.high80(i)[h]);
            EXPECT_LE(outcome.high80(i)[h], outcome.high95(i)[h]);
            EXPECT_LT(outcome.low95(i)[h], outcome.high95(i)[h]);
        }
    }
}

TEST(Forecast, IsTheSameBitsForAnyThreadCountAndOrder) {
    Company company(6);
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        company.add(seasonal_sales(30 + seed, seed), static_cast<int>(seed % 3));
    }
    Problem turned = company.problem;
    std::reverse(turned.series.begin(), turned.series.end());

    const auto one = forecast(company.problem, {.threads = 1});
    const auto four = forecast(company.problem, {.threads = 4});
    const auto backwards = forecast(turned, {.threads = 3});

    EXPECT_EQ(one.means, four.means);
    EXPECT_EQ(one.highs95, four.highs95);
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(copy(one.mean(i)), copy(backwards.mean(one.size() - 1 - i)));
        EXPECT_EQ(copy(one.low80(i)), copy(backwards.low80(one.size() - 1 - i)));
    }
}

TEST(Forecast, ScalesWithTheData) {
    Company company;
    company.add(seasonal_sales(48, 3));
    Company greater;
    std::vector<double> history = company.histories.front();
    for (double& value : history) value *= 1024;
    greater.add(history);

    const auto small = forecast(company.problem);
    const auto large = forecast(greater.problem);

    for (std::size_t h = 0; h < 12; ++h) {
        EXPECT_DOUBLE_EQ(large.mean(0)[h], 1024 * small.mean(0)[h]);
        EXPECT_DOUBLE_EQ(large.high95(0)[h], 1024 * small.high95(0)[h]);
    }
}

TEST(Forecast, TakesOneWildValueForASlipButNoYearlyFeast) {
    auto slip = seasonal_sales(36, 21);
    auto feast = slip;
    auto latest = slip;
    slip[20] = latest[35] = 5000;
    feast[8] = feast[20] = feast[32] = 5000;
    Company company;
    for (const auto& history : {slip, feast, latest})
        company.add(history, static_cast<int>(company.histories.size()));
    const auto outcome = forecast(company.problem);
    ASSERT_EQ(outcome.cleaned(0).size(), 1U);
    EXPECT_EQ(outcome.cleaned(0)[0].reason, CleanReason::Outlier);
    EXPECT_EQ(outcome.cleaned(0)[0].was, 5000);
    EXPECT_LT(outcome.mean(0)[8], 200);
    EXPECT_TRUE(outcome.cleaned(1).empty());
    EXPECT_GT(outcome.mean(1)[8], 1500);
    ASSERT_EQ(outcome.cleaned(2).size(), 1U);
    EXPECT_EQ(outcome.cleaned(2)[0].reason, CleanReason::Doubtful);
}

TEST(Forecast, KnowsHowSureItIsOfAFewValues) {
    for (const int season : {1, 4, 7, 12}) {
        Company company(3);
        company.problem.season = season;
        company.add({5, 7, 6, 8, 9});
        const auto outcome = forecast(company.problem);
        EXPECT_LT(outcome.high95(0)[2], 25) << season;
        EXPECT_GT(outcome.high95(0)[2], 9) << season;
    }
}

// Three or four values lie nearer to their own mean than the next one will.
TEST(Forecast, IsNotTooSureOfThreeOrFourValues) {
    for (const std::size_t known : {3U, 4U}) {
        int inside = 0;
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            Random random(seed);
            std::vector<double> values;
            for (std::size_t t = 0; t <= known; ++t)
                values.push_back(100 * std::exp(0.15 * random.normal()));
            Problem problem;
            Series series;
            series.values = std::span(values).first(known);
            problem.series.push_back(series);
            const auto outcome = forecast(problem);
            const double next = values.back();
            inside += next >= outcome.low95(0)[0] && next <= outcome.high95(0)[0] ? 1 : 0;
        }
        EXPECT_GE(inside, 90) << known;
    }
}

TEST(Forecast, SeesTheSeasonOfAShortSeriesAlone) {
    std::vector<double> history;
    for (std::size_t month = 0; month < 19; ++month)
        history.push_back(month % 12 == 0 ? 300 : 100 + static_cast<double>(month % 3));
    Company company;
    company.add(history);
    company.problem.horizon = 6;
    const auto outcome = forecast(company.problem);
    EXPECT_EQ(outcome.statuses[0], Status::Short);
    EXPECT_GT(outcome.mean(0)[5], 200);
    EXPECT_LT(outcome.mean(0)[4], 130);
}

TEST(Forecast, ShiftsWithTime) {
    Company company;
    company.add(seasonal_sales(48, 3));
    Problem later = company.problem;
    later.series.front().first_period += 5 * 12;

    EXPECT_EQ(forecast(company.problem).means, forecast(later).means);
}

TEST(Forecast, DoesNotFeelOtherCategories) {
    Company company;
    company.add(seasonal_sales(40, 4), 1);
    const auto alone = forecast(company.problem);
    for (std::uint64_t seed = 10; seed < 20; ++seed) company.add(seasonal_sales(50, seed), 2);

    const auto among = forecast(company.problem);

    EXPECT_EQ(copy(alone.mean(0)), copy(among.mean(0)));
    EXPECT_EQ(copy(alone.low95(0)), copy(among.low95(0)));
}

TEST(Forecast, KnowsWhatItCannotModel) {
    Company company(3);
    company.add({});
    company.add({kNan, kNan, kNan});
    company.add({7});
    company.add({5, 5, 5, 5, 5, 5});
    company.add({0, 0, 0, 0});
    company.add({9, 8, 9, 10, 9, 8, 9, 10, 11, 9, 8, 9, 0, 0, 0, 0, 0, 0});
    company.add({0, 0, 0, 0, 0, 9, 8, 9, 10, 9, 8, 9, 10, 11, 9, 8, 9});
    company.add({0, 3, 0, 0, 1, 0, 0, 0, 2, 0, 0, 5, 0, 0, 1, 0});

    const auto outcome = forecast(company.problem);

    EXPECT_EQ(outcome.statuses[0], Status::Empty);
    EXPECT_EQ(outcome.statuses[1], Status::Empty);
    EXPECT_EQ(outcome.statuses[2], Status::Tiny);
    EXPECT_EQ(outcome.mean(2)[0], 7);
    EXPECT_EQ(outcome.statuses[3], Status::Constant);
    EXPECT_EQ(outcome.mean(3)[2], 5);
    EXPECT_EQ(outcome.statuses[4], Status::Constant);
    EXPECT_EQ(outcome.statuses[5], Status::Delisted);
    EXPECT_EQ(outcome.mean(5)[0], 0);
    EXPECT_EQ(outcome.statuses[6], Status::Launched);
    EXPECT_NEAR(outcome.mean(6)[0], 9, 1.5);
    EXPECT_EQ(outcome.statuses[7], Status::Intermittent);
    EXPECT_NEAR(outcome.mean(7)[0], 0.75, 0.5);
    for (const double mean : outcome.means) EXPECT_TRUE(std::isfinite(mean));
}

// Nobody produces for a year what the last two months no longer sold; nor forgets that it may
// return.
TEST(Forecast, FollowsAProductThatJustEnded) {
    for (const std::size_t months : {2U, 3U, 5U}) {
        Company company;
        auto sales = seasonal_sales(60, 3);
        std::fill(sales.end() - static_cast<std::ptrdiff_t>(months), sales.end(), 0);
        company.add(sales);
        const auto outcome = forecast(company.problem);
        EXPECT_EQ(outcome.statuses[0], Status::Delisted);
        EXPECT_EQ(copy(outcome.mean(0)), std::vector<double>(12));
        EXPECT_EQ(outcome.high95(0)[0] > 80, months < 4) << months;
    }
    Company young;
    auto sales = seasonal_sales(20, 3);
    sales[18] = sales[19] = 0;
    young.add(sales);
    EXPECT_NE(forecast(young.problem).statuses[0], Status::Delisted);
}

TEST(Forecast, FillsGapsAndLiftsStockOuts) {
    Company company;
    auto history = seasonal_sales(48, 5);
    history[20] = kNan;
    history[40] = 3;
    Series& series = company.add(history);
    std::vector<double> availability(48, 1.0);
    availability[40] = 0.1;
    series.availability = availability;

    const auto outcome = forecast(company.problem);

    ASSERT_EQ(outcome.cleaned(0).size(), 2U);
    EXPECT_EQ(outcome.cleaned(0)[0].reason, CleanReason::Missing);
    EXPECT_EQ(outcome.cleaned(0)[1].reason, CleanReason::StockOut);
    EXPECT_GT(outcome.cleaned(0)[1].used, 50);
    EXPECT_GT(outcome.mean(0)[0], 90);
}

/// What the models see of the last month of a series that was for sale in part.
double demand_seen(double sold, double part) {
    Company company;
    std::vector<double> history(40, 100);
    for (std::size_t month = 0; month < history.size(); ++month)
        history[month] += static_cast<double>(month * 7 % 5);
    history.back() = sold;
    Series& series = company.add(history);
    std::vector<double> availability(40, 1.0);
    availability.back() = part;
    series.availability = availability;
    const auto outcome = forecast(company.problem);
    return outcome.cleaned(0).empty() ? sold : outcome.cleaned(0).front().used;
}

TEST(Forecast, LiftsAPartOfAMonthToTheWholeAtItsOwnPaceAndTheUsualOne) {
    EXPECT_NEAR(demand_seen(50, 0.5), 101, 3);   // as usual while it was there
    EXPECT_NEAR(demand_seen(95, 0.95), 100, 1);  // nearly always: its own pace alone
    EXPECT_NEAR(demand_seen(80, 0.95), 84.2, 0.1);
    const double hot = demand_seen(90, 0.5);
    EXPECT_GT(hot, 150);
    EXPECT_LT(hot, 180);
    EXPECT_EQ(demand_seen(101, 1), 101);
}

TEST(Forecast, TakesNoEmptyShelfForAnEndOrForRareDemand) {
    Company company;
    std::vector<double> history(40, 100);
    std::vector<double> availability(40, 1.0);
    for (std::size_t month = 34; month < 40; ++month) history[month] = availability[month] = 0;
    company.add(history).availability = availability;
    company.add(history);
    company.histories[0][5] = company.histories[1][5] = 110;
    const auto outcome = forecast(company.problem);
    EXPECT_NEAR(outcome.mean(0)[0], 100, 5);
    EXPECT_EQ(outcome.statuses[1], Status::Delisted);
}

TEST(Forecast, BorrowsThePromotionOfItsKin) {
    Company company(2);
    company.problem.regressors = {{"promotion", Layer::Promotion}};
    std::vector<std::vector<double>> promotions(13, std::vector<double>(38));
    for (std::size_t i = 0; i < 13; ++i) {
        Random random(100 + i);
        std::vector<double> history;
        for (std::size_t t = 0; t < 36; ++t) {
            const bool promoted = i > 0 && random.chance(0.2);
            promotions[i][t] = promoted ? 1 : 0;
            history.push_back(100 * std::exp((promoted ? 0.7 : 0) + 0.05 * random.normal()));
        }
        promotions[i][37] = 1;  // planned for the second month ahead
        company.add(history).regressors = promotions[i];
    }

    const auto outcome = forecast(company.problem);

    const Index& index = outcome.indices(0)[0];  // never promoted so far
    EXPECT_TRUE(index.entered);
    EXPECT_NEAR(index.effect, 0.7, 0.1);
    EXPECT_NEAR(outcome.layer(0, Layer::Promotion)[1], 100 * (std::exp(0.7) - 1), 20);
    EXPECT_EQ(outcome.layer(0, Layer::Promotion)[0], 0);
    EXPECT_GT(outcome.indices(0)[0].standard_error, 0);
}

TEST(Forecast, BorrowsFromTheOwnRegionWhereRegionsReactDifferently) {
    constexpr std::array kEffects{0.2, 0.9};
    Company company(2);
    company.problem.regressors = {{"promotion", Layer::Promotion}};
    constexpr std::size_t kPerRegion = 10;
    std::vector<std::vector<double>> promotions(2 * kPerRegion, std::vector<double>(50));
    for (std::size_t i = 0; i < 2 * kPerRegion; ++i) {
        Random random(200 + i);
        const std::size_t region = i / kPerRegion;
        const bool never = i % kPerRegion == 0;
        std::vector<double> history;
        for (std::size_t t = 0; t < 48; ++t) {
            const bool promoted = !never && random.chance(0.2);
            promotions[i][t] = promoted ? 1 : 0;
            const double effect = promoted ? kEffects.at(region) : 0;
            history.push_back(100 * std::exp(effect + 0.05 * random.normal()));
        }
        Series& series = company.add(history);
        series.regressors = promotions[i];
        series.region = static_cast<std::int32_t>(region);
    }

    const auto outcome = forecast(company.problem);

    EXPECT_NEAR(outcome.indices(0)[0].effect, kEffects[0], 0.1);
    EXPECT_NEAR(outcome.indices(kPerRegion)[0].effect, kEffects[1], 0.1);
}

TEST(Forecast, LeavesOutARegressorThatDoesNotHelp) {
    Company company(2);
    company.problem.regressors = {{"noise", Layer::Event}};
    std::vector<double> noise(50);
    Random random(3);
    for (double& value : noise) value = random.normal();
    company.add(seasonal_sales(48, 12)).regressors = noise;

    const auto outcome = forecast(company.problem);

    EXPECT_LT(std::abs(outcome.indices(0)[0].effect), 0.03);
}

TEST(Forecast, StartsWarmFromTheLastRun) {
    Company company;
    for (std::uint64_t seed = 0; seed < 12; ++seed) company.add(seasonal_sales(60, seed));
    const auto cold = forecast(company.problem);

    const auto warm = forecast(company.problem, {.previous = &cold.warm});

    for (std::size_t i = 0; i < cold.size(); ++i) {
        EXPECT_NEAR(warm.mean(i)[5], cold.mean(i)[5], 0.03 * cold.mean(i)[5]);
    }
}

TEST(Forecast, RefusesWrongShapes) {
    Company company(0);
    EXPECT_THROW(forecast(company.problem), Error);
    company.problem.horizon = 2;
    Series& series = company.add({1, 2, 3});
    const std::vector<double> wrong(2, 1.0);
    series.availability = wrong;
    EXPECT_THROW(forecast(company.problem), Error);
}

TEST(Forecast, SaysWhyAndByWhom) {
    Company company;
    company.add(seasonal_sales(72, 9));

    const auto outcome = forecast(company.problem);

    double weight = 0;
    for (const ModelShare& share : outcome.models(0)) weight += share.weight;
    EXPECT_NEAR(weight, 1, 1e-12);
    EXPECT_GT(outcome.backtests[0].origins, 0);
    EXPECT_LT(outcome.backtests[0].error, outcome.backtests[0].naive);
    EXPECT_EQ(outcome.fitted(0).size(), 72U);
    EXPECT_EQ(shown_model(outcome, 0), "combination");
}

TEST(Forecast, StopsWhenAsked) {
    Company company;
    for (std::uint64_t seed = 0; seed < 12; ++seed) company.add(seasonal_sales(60, seed));
    std::stop_source source;
    source.request_stop();

    EXPECT_FALSE(forecast(company.problem, {.stop = source.get_token()}).complete);
}

// Five sold, three sold, eight sent back: nobody will send back some every month.
TEST(Forecast, OfRareGoodsThatCameBackIsNotBelowZero) {
    for (const double gap : {0.0, std::numeric_limits<double>::quiet_NaN()}) {
        std::vector<double> values(36);
        values[5] = 5;
        values[17] = 3;
        values[19] = gap;
        values[25] = -8;
        Problem problem{.horizon = 6};
        Series series;
        series.values = values;
        problem.series.push_back(series);
        values[30] = 2;
        const auto outcome = forecast(problem);
        for (std::size_t h = 0; h < 6; ++h) {
            EXPECT_GE(outcome.mean(0)[h], 0);
            EXPECT_LT(outcome.mean(0)[h], 0.5);
            EXPECT_GE(outcome.low95(0)[h], 0);
        }
    }
}

}  // namespace
}  // namespace bihuan::forecast
