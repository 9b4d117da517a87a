#include "engine/numeric/apportion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"

namespace bihuan::numeric {
namespace {

using ::testing::ElementsAre;

TEST(Apportion, GivesTheRestToTheLargestRemainders) {
    // Hand calculation: 10 · (47, 16, 15.8, 12, 6.1, 3.1) % = 4.7 1.6 1.58 1.2 0.61 0.31.
    EXPECT_THAT(apportion(10, std::vector<double>{47, 16, 15.8, 12, 6.1, 3.1}),
                ElementsAre(5, 2, 1, 1, 1, 0));
    EXPECT_THAT(apportion(5, std::vector<double>{1, 1, 1}), ElementsAre(2, 2, 1));
    EXPECT_THAT(apportion(-5, std::vector<double>{1, 1, 1}), ElementsAre(-2, -2, -1));
    EXPECT_THAT(apportion(3, std::vector<double>{0, 0}), ElementsAre(2, 1));
    EXPECT_THAT(apportion(10, std::vector<double>{0.3, 0.7}), ElementsAre(3, 7));
}

TEST(SplitWithin, SpreadsWhatABoundTakes) {
    const std::vector<double> weights{1, 1, 2};
    const std::vector<Bounds> bounds{{.low = 40, .high = 100}, {.high = 100}, {.high = 100}};

    const auto parts = split_within(100, weights, bounds);

    EXPECT_NEAR(parts[0], 40, 1e-9);
    EXPECT_NEAR(parts[1], 20, 1e-9);
    EXPECT_NEAR(parts[2], 40, 1e-9);
}

TEST(SplitWithin, FillsTheUnweightedOnlyWhenTheOthersAreFull) {
    const std::vector<double> weights{0, 1};
    const std::vector<Bounds> bounds{{.high = 100}, {.high = 30}};

    EXPECT_NEAR(split_within(20, weights, bounds)[0], 0, 1e-9);
    EXPECT_NEAR(split_within(50, weights, bounds)[0], 20, 1e-6);
}

TEST(FitMargins, ReachesBothMargins) {
    Table table{.rows = 2, .columns = 2, .values = {40, 30, 35, 50}};
    const std::vector<std::int64_t> rows{80, 70};
    const std::vector<std::int64_t> columns{70, 80};

    EXPECT_LT(fit_margins(table, rows, columns), 1e-9);

    EXPECT_NEAR(table.at(0, 0) + table.at(0, 1), 80, 1e-9);
    EXPECT_NEAR(table.at(0, 1) + table.at(1, 1), 80, 1e-9);
    // The fit keeps the odds ratio of the seed: (40·50)/(30·35).
    EXPECT_NEAR(table.at(0, 0) * table.at(1, 1) / (table.at(0, 1) * table.at(1, 0)),
                40.0 * 50 / (30 * 35),
                1e-9);
}

TEST(FitMargins, ReportsContradictingZeros) {
    Table table{.rows = 2, .columns = 2, .values = {1, 0, 0, 1}};
    const std::vector<std::int64_t> rows{3, 1};
    const std::vector<std::int64_t> columns{1, 3};

    EXPECT_GT(fit_margins(table, rows, columns), 0.1);
}

TEST(RoundTable, KeepsEveryMarginAndStaysNextToEachCell) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Random random(seed);
        Table table{.rows = static_cast<std::size_t>(1 + random.below(12)),
                    .columns = static_cast<std::size_t>(1 + random.below(9))};
        std::vector<std::int64_t> rows(table.rows);
        std::vector<std::int64_t> columns(table.columns);
        for (std::size_t i = 0; i < table.rows * table.columns; ++i) {
            const auto units = random.below(4);
            rows[i / table.columns] += units;
            columns[i % table.columns] += units;
            table.values.push_back(random.uniform(0.1, 3));
        }
        ASSERT_LT(fit_margins(table, rows, columns, 2000), 1e-6) << "seed " << seed;

        const auto rounded = round_table(table, rows, columns);

        ASSERT_EQ(rounded.size(), table.values.size()) << "seed " << seed;
        for (std::size_t i = 0; i < rounded.size(); ++i) {
            EXPECT_LT(std::fabs(static_cast<double>(rounded[i]) - table.values[i]), 1 + 1e-6);
            rows[i / table.columns] -= rounded[i];
            columns[i % table.columns] -= rounded[i];
        }
        EXPECT_EQ(std::count(rows.begin(), rows.end(), 0), std::ssize(rows));
        EXPECT_EQ(std::count(columns.begin(), columns.end(), 0), std::ssize(columns));
    }
}

}  // namespace
}  // namespace bihuan::numeric
