#include "business/demand/forecasts/steadying.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "business/demand/forecasts/plain_figures.h"

namespace bihuan::forecasts {
namespace {

constexpr Month kFirst{2024, 1};
const std::vector<PlainFigure> kFigures{PlainFigure::YearMean, PlainFigure::LastYear};

/// One series per key with the same `months` of figures(series, month).
SalesHistory history_of(const std::vector<SeriesKey>& keys,
                        std::size_t months,
                        const std::function<double(std::size_t, std::size_t)>& figure) {
    SalesHistory history{
        .first = kFirst, .months = months, .rhythm = {std::nullopt, kFirst.first_day()}};
    history.keys = keys;
    history.reported.assign(months, true);
    for (std::size_t series = 0; series < keys.size(); ++series)
        for (std::size_t i = 0; i < months; ++i) history.quantities.push_back(figure(series, i));
    history.prices.assign(history.quantities.size(), NAN);
    history.coupons.assign(history.quantities.size(), 0);
    history.features = history.coupons;
    return history;
}

std::vector<SeriesKey> products(std::int64_t count) {
    std::vector<SeriesKey> keys;
    for (std::int64_t product = 1; product <= count; ++product) keys.push_back({product, 1, 1});
    return keys;
}

/// An engine that knows `truth` but for a factor.
Rehearsals::Engine off_by(const SalesHistory& truth, double factor) {
    return [&truth, factor](const SalesHistory& known) {
        std::vector<double> figures;
        for (std::size_t series = 0; series < truth.size(); ++series)
            for (std::size_t lead = 0; lead < kRehearsedLeads; ++lead) {
                const auto at = known.months + lead;
                figures.push_back(at < truth.months ? factor * truth.quantity(series, at) : 0);
            }
        return figures;
    };
}

Month last_of(const SalesHistory& history) {
    return history.month_at(history.months - 1);
}

double noise(Random& random) {
    return static_cast<double>(random.below(2001)) / 1000 - 1;
}

TEST(PlainFigures, AreLastYearsMonthOfAllPlacesByShare) {
    const auto history = history_of({{1, 1, 1}, {1, 2, 1}}, 14, [](auto series, auto i) {
        return i == 2 ? (series == 0 ? 100.0 : 0.0) : (series == 0 ? 30.0 : 10.0);
    });
    const PlainFigures plain(history);
    // Months 2 … 13: 100 + 11 · 30 = 430 and 11 · 10 = 110.
    EXPECT_DOUBLE_EQ(plain.at(PlainFigure::YearMean, 0, 0), 430.0 / 12);
    EXPECT_DOUBLE_EQ(plain.at(PlainFigure::LastYear, 1, 0), 100 * 110.0 / 540);
    EXPECT_DOUBLE_EQ(plain.at(PlainFigure::LastYear, 0, 1), 40 * 430.0 / 540);
}

// A quarter of the month before, half of the month, a quarter of the month after.
TEST(PlainFigures, SeeWhatComesAMonthSoonerOrLater) {
    const auto history =
        history_of({{1, 1, 1}}, 14, [](auto, auto i) { return i == 3 ? 100.0 : 20.0; });
    const PlainFigures plain(history);
    const auto around = [&](std::size_t ahead) {
        return plain.at(PlainFigure::AroundLastYear, 0, ahead);
    };
    EXPECT_DOUBLE_EQ(around(0), 40);
    EXPECT_DOUBLE_EQ(around(1), 60);
    EXPECT_DOUBLE_EQ(around(2), 40);
    EXPECT_DOUBLE_EQ(around(3), 20);
    EXPECT_DOUBLE_EQ(around(11), 20) << "nothing is known yet of the month after";
}

TEST(Rehearsals, TrustAnEngineThatWasNearlyRight) {
    const auto history = history_of(products(6), 30, [](auto series, auto i) {
        return 100 + 10.0 * static_cast<double>(series) + 5.0 * static_cast<double>(i);
    });
    Rehearsals rehearsals(history, kFigures, off_by(history, 1.01));
    for (const auto& weights : rehearsals.mixes_at(last_of(history)).company)
        EXPECT_GT(weights.engine, 0.99);
}

TEST(Rehearsals, TrustTheMeanWhereOnlyChanceRules) {
    Random random(3);
    constexpr std::size_t kMonths = 30;
    std::vector<double> figures;
    for (int i = 0; i < 40 * 30; ++i) figures.push_back(100 + 60 * noise(random));
    const auto history = history_of(
        products(40), kMonths, [&](auto series, auto i) { return figures[series * kMonths + i]; });
    const auto last_month = [&](const SalesHistory& known) {
        std::vector<double> result;
        for (std::size_t series = 0; series < known.size(); ++series)
            result.insert(result.end(), kRehearsedLeads, known.quantity(series, known.months - 1));
        return result;
    };
    Rehearsals rehearsals(history, kFigures, last_month);
    const auto next = rehearsals.mixes_at(last_of(history)).company.front();
    EXPECT_GT(next.of(PlainFigure::YearMean), 0.8);
    EXPECT_LT(next.engine, 0.1);
}

TEST(Rehearsals, KnowLessOfFartherMonthsAndOfFewerProducts) {
    const auto figure = [](auto series, auto i) {
        return (i % 5 < 3 ? 100.0 : 120.0) + static_cast<double>(series);
    };
    const auto weight = [&](std::int64_t count, std::size_t lead) {
        const auto history = history_of(products(count), 30, figure);
        Rehearsals rehearsals(history, kFigures, off_by(history, 1.05));
        return rehearsals.mixes_at(last_of(history)).company[lead].of(PlainFigure::YearMean);
    };
    EXPECT_LT(weight(6, 0), weight(2, 0));
    EXPECT_LT(weight(2, 0), weight(2, 2));
    EXPECT_GT(weight(2, 2), 0.0);
}

/// A company of strong seasons, and an engine that has never seen one come back.
struct YoungCompany {
    SalesHistory history;

    explicit YoungCompany(std::size_t months)
        : history(history_of(products(15), months, [](auto series, auto i) {
              return (100 + 10.0 * static_cast<double>(series)) * (i % 12 < 3 ? 3.0 : 1.0);
          })) {}

    /// What was sold last goes on.
    MixWeights next(std::size_t origin_months) const {
        Rehearsals rehearsals(history, kFigures, [](const SalesHistory& known) {
            std::vector<double> result;
            for (std::size_t series = 0; series < known.size(); ++series)
                result.insert(
                    result.end(), kRehearsedLeads, known.quantity(series, known.months - 1));
            return result;
        });
        return rehearsals.mixes_at(history.month_at(origin_months - 1)).company.front();
    }
};

TEST(Rehearsals, OfAYoungCompanyLeanOnLastYearsMonth) {
    const YoungCompany company(15);
    EXPECT_EQ(company.next(11).engine, 1) << "there is no last year";
    EXPECT_GT(company.next(12).of(PlainFigure::LastYear), 0.5);
    EXPECT_GT(company.next(13).of(PlainFigure::LastYear), 0.5);
    EXPECT_GT(company.next(14).of(PlainFigure::LastYear), 0.99) << "a season was missed and found";
}

TEST(Rehearsals, OfAYoungCompanyBelieveAnEngineThatWasRight) {
    const auto growing = history_of(products(15), 16, [](auto series, auto i) {
        return (100 + 10.0 * static_cast<double>(series)) * std::pow(1.06, static_cast<double>(i));
    });
    Rehearsals rehearsals(growing, kFigures, off_by(growing, 1.01));
    EXPECT_GT(rehearsals.mixes_at(growing.month_at(12)).company.front().engine, 0.9);
    EXPECT_GT(rehearsals.mixes_at(growing.month_at(14)).company.front().engine, 0.99);
}

// Each product is promoted once a year, a month sooner or later than the year before.
TEST(Rehearsals, LookAroundLastYearWhereDealsMove) {
    const auto history = history_of(products(12), 36, [](auto series, auto i) {
        const bool second_year = i / 12 == 1;
        return i % 12 == (series + (second_year ? 1 : 0)) % 12 ? 300.0 : 100.0;
    });
    const auto all = std::vector<PlainFigure>(kPlainFigures.begin(), kPlainFigures.end());
    Rehearsals rehearsals(history, all, off_by(history, 2));
    for (const auto& weights : rehearsals.mixes_at(last_of(history)).company) {
        EXPECT_GT(weights.of(PlainFigure::AroundLastYear), weights.of(PlainFigure::LastYear));
        EXPECT_GT(weights.of(PlainFigure::AroundLastYear), 0.3);
    }
}

// Ten outlets of one product promoted by one chain tell no more than one of them.
TEST(Rehearsals, CountPlacesOfAProductOnce) {
    const auto figure = [](auto /*series*/, auto i) { return i % 2 == 0 ? 90.0 : 130.0; };
    std::vector<SeriesKey> places;
    for (std::int64_t region = 1; region <= 10; ++region) places.push_back({1, region, 1});
    const auto many = history_of(places, 30, figure);
    const auto one = history_of({{1, 1, 1}}, 30, figure);
    Rehearsals of_many(many, kFigures, off_by(many, 1.1));
    Rehearsals of_one(one, kFigures, off_by(one, 1.1));
    EXPECT_NEAR(of_many.mixes_at(last_of(many)).company[0].engine,
                of_one.mixes_at(last_of(one)).company[0].engine,
                1e-9);
}

TEST(Rehearsals, NeverSeeWhatCameLater) {
    const auto history = history_of(products(1), 30, [](auto, auto) { return 10.0; });
    std::vector<Month> last_known;
    Rehearsals rehearsals(history, kFigures, [&](const SalesHistory& known) {
        last_known.push_back(last_of(known));
        return std::vector<double>(kRehearsedLeads, 9);
    });
    const Month origin = last_of(history) - 4;
    rehearsals.mixes_at(origin);
    rehearsals.mixes_at(origin);
    EXPECT_THAT(last_known,
                testing::ElementsAre(
                    origin - 1, origin - 2, origin - 3, origin - 4, origin - 5, origin - 6))
        << "each origin once";
}

// Mooncakes beside eleven goods of every month, whom the mean of the year would help.
TEST(Rehearsals, AreNotJudgedByGoodsOfASeason) {
    const auto figure = [](auto series, auto i) {
        if (series == 0) return i % 12 == 7 || i % 12 == 8 ? 90'000.0 : 0.0;
        return i % 2 == 0 ? 90.0 : 130.0;
    };
    const auto mix = [&](std::int64_t first, std::int64_t last) {
        std::vector<SeriesKey> keys;
        for (auto product = first; product <= last; ++product) keys.push_back({product, 1, 1});
        const auto skipped = static_cast<std::size_t>(first - 1);
        const auto history =
            history_of(keys, 36, [&](auto series, auto i) { return figure(series + skipped, i); });
        Rehearsals rehearsals(history, kFigures, off_by(history, 1.1));
        return rehearsals.mixes_at(last_of(history)).company.front();
    };
    EXPECT_EQ(mix(1, 12), mix(2, 12));
}

// Five goods of festivals that the engine has not understood, ten of every day that it knows well
// while their year's mean and last year tell little.
TEST(Rehearsals, LetGoodsOfFestivalsStandBackAlone) {
    Random random(11);
    constexpr std::size_t kMonths = 36;
    std::vector<double> figures;
    for (std::size_t series = 0; series < 15; ++series)
        for (std::size_t i = 0; i < kMonths; ++i) {
            const double festive = i % 12 == (series + 9) % 12 ? 300.0 : 60.0;
            const double growing = 40.0 + 4 * static_cast<double>(i);
            figures.push_back((series < 5 ? festive : growing) * (1 + 0.1 * noise(random)));
        }
    const auto history = history_of(
        products(15), kMonths, [&](auto series, auto i) { return figures[series * kMonths + i]; });
    Rehearsals rehearsals(history, kFigures, [&](const SalesHistory& known) {
        auto engine = off_by(history, 1.05)(known);
        for (std::size_t i = 0; i < 5 * kRehearsedLeads; ++i) engine[i] = 100;
        return engine;
    });
    const auto mixes = rehearsals.mixes_at(last_of(history));
    for (std::int64_t product = 1; product <= 5; ++product)
        EXPECT_GT(mixes.of(product)[0].of(PlainFigure::LastYear), 0.9) << product;
    for (std::int64_t product = 6; product <= 15; ++product)
        EXPECT_GT(mixes.of(product)[0].engine, 0.9) << product;
    EXPECT_GT(mixes.of(99)[0].engine, 0.9) << "one that nobody rehearsed";
}

TEST(FiguresToRehearse, LookAroundLastYearOnlyWhereNobodyPlans) {
    auto history = history_of(products(4), 30, [](auto, auto) { return 100.0; });
    Plans plans{.columns = 33};
    plans.promoted_days.assign(4 * plans.columns, 0);
    EXPECT_EQ(figures_for(history, plans), kFigures) << "no promotion at all";

    for (std::size_t series = 0; series < 4; ++series) history.coupons[series * 30 + 7] = 1;
    EXPECT_THAT(figures_for(history, plans), testing::Contains(PlainFigure::AroundLastYear));

    for (std::size_t series = 0; series < 2; ++series)
        plans.promoted_days[series * plans.columns + 7] = 0.5;
    EXPECT_EQ(figures_for(history, plans), kFigures) << "half of them were planned";
}

// Engine 100, mean 80, last year 60 at 20 % and 30 %: 100 − 0.2 · 20 − 0.3 · 40 = 84.
TEST(Steady, MovesForecastIntervalsAndLayersAlike) {
    const auto history = history_of(
        {{1, 1, 1}}, 12, [](auto, auto i) { return i == 0 ? 60.0 : (12 * 80 - 60) / 11.0; });
    forecasts::Run run{.origin = last_of(history), .horizon = 1};
    auto& outcome = run.outcome;
    outcome.statuses.resize(1);
    outcome.off_seasons.resize(1);
    outcome.horizon = 1;
    outcome.means = {100};
    outcome.lows80 = outcome.lows95 = {90};
    outcome.highs80 = outcome.highs95 = {120};
    outcome.layers.assign(forecast::kLayers, 0);
    outcome.layers[static_cast<std::size_t>(forecast::Layer::Level)] = 100;
    ProductMixes mixes;
    mixes.company.fill({.engine = 0.5, .plain = {0.2, 0.3, 0}});

    steady(history, mixes, run);

    EXPECT_NEAR(outcome.means[0], 84, 1e-9);
    EXPECT_NEAR(outcome.lows80[0], 74, 1e-9);
    EXPECT_NEAR(outcome.highs95[0], 104, 1e-9);
    EXPECT_NEAR(outcome.layers[static_cast<std::size_t>(forecast::Layer::Level)], 96, 1e-9);
    EXPECT_NEAR(outcome.layers[static_cast<std::size_t>(forecast::Layer::Season)], -12, 1e-9);
}

TEST(Steady, LeavesGoodsOfASeasonAndThoseThatEndedToTheEngine) {
    const auto history =
        history_of(products(2), 12, [](auto, auto i) { return i < 6 ? 100.0 : 0.0; });
    forecasts::Run run{.origin = last_of(history), .horizon = 1};
    auto& outcome = run.outcome;
    outcome.statuses = {forecast::Status::Regular, forecast::Status::Delisted};
    outcome.off_seasons = {true, false};
    outcome.horizon = 1;
    for (auto* path :
         {&outcome.means, &outcome.lows80, &outcome.lows95, &outcome.highs80, &outcome.highs95})
        *path = {0, 0};
    ProductMixes mixes;
    mixes.company.fill({.engine = 0.5, .plain = {0.25, 0.25, 0}});

    steady(history, mixes, run);

    EXPECT_THAT(outcome.means, testing::Each(0));
    EXPECT_THAT(outcome.highs95, testing::Each(0));
    EXPECT_EQ(weights_of(run, 0, 0).engine, 1);
}

}  // namespace
}  // namespace bihuan::forecasts
