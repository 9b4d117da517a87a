#include "business/demand/forecasts/learned.h"

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "business/demand/forecasts/coherence.h"

namespace bihuan::forecasts {
namespace {

/// Thirty-six months of two places of one product: a season, and much chance.
ForecastBasis chancy(std::uint64_t seed) {
    constexpr std::size_t kMonths = 36;
    ForecastBasis basis{.month = Month(2026, 10)};
    auto& history = basis.history;
    history.first = basis.month - static_cast<int>(kMonths - 1);
    history.months = kMonths;
    history.keys = {{0, 1, 1, 0}, {0, 2, 1, 0}};
    history.rhythm.first_day = history.first.first_day();
    history.reported.assign(kMonths, true);
    history.prices.assign(2 * kMonths, std::nan(""));
    history.coupons.assign(2 * kMonths, 0);
    history.features.assign(2 * kMonths, 0);
    Random random(seed);
    for (std::size_t i = 0; i < 2 * kMonths; ++i) {
        const double season = 1 + 0.3 * std::sin(static_cast<double>(i % kMonths) * 0.5236);
        history.quantities.push_back(std::round(1000 * season * std::exp(0.3 * random.normal())));
    }
    basis.plans = basis.influences.plans_for(history, kHorizon);
    basis.content_hash = content_hash_of(history, basis.influences);
    return basis;
}

TEST(LearnedText, GivesTheSameNumbersBack) {
    forecasts::Run run;
    run.repeats = {.coupon = 0.1, .feature = 1.0 / 3, .price = 2e-17};
    run.mixes.resize(2);
    run.mixes[1][1] = {.engine = 2.0 / 3, .plain = {1e-9, 1.0 / 3, 0}};

    const auto learned = nlohmann::json::parse(learned_text(run, 1));

    EXPECT_EQ(learned["repeats"][1].get<double>(), run.repeats.feature);
    EXPECT_EQ(learned["repeats"][2].get<double>(), run.repeats.price);
    EXPECT_EQ(learned["mix"][1][0].get<double>(), run.mixes[1][1].engine);
    EXPECT_EQ(learned["mix"][1][1].get<double>(), run.mixes[1][1].of(PlainFigure::YearMean));
    EXPECT_EQ(learned["mix"].size(), kRehearsedLeads);
    EXPECT_EQ(learned["usual"][1][0].get<double>(), 1) << "as other products are mixed";
}

TEST(MixMemory, TellsWhatACloseWouldRehearse) {
    const auto basis = chancy(1);
    const std::vector<Month> origins{basis.month - 3, basis.month};
    MixMemory memory;

    const auto mixes = memory.at(basis, 1, origins);

    for (const auto origin : origins) {
        auto of_nodes = rehearse_nodes(basis, {.threads = 1});
        auto of_products = rehearse_products(basis, {.threads = 1});
        EXPECT_EQ(mixes.at(origin).nodes, of_nodes.mixes_at(origin));
        EXPECT_EQ(mixes.at(origin).products, of_products.mixes_at(origin));
        EXPECT_LT(mixes.at(origin).nodes.company[0].engine, 1);
    }
}

TEST(MixMemory, ForgetsWhenOtherSalesAreAskedAbout) {
    MixMemory memory;
    const std::vector<Month> origins{Month(2026, 10)};
    const auto first = memory.at(chancy(1), 1, origins);
    const auto second = memory.at(chancy(2), 1, origins);
    const auto again = memory.at(chancy(1), 1, origins);

    EXPECT_NE(first.begin()->second.nodes, second.begin()->second.nodes);
    EXPECT_EQ(first.begin()->second.nodes, again.begin()->second.nodes);
}

}  // namespace
}  // namespace bihuan::forecasts
