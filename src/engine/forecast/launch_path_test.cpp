#include "engine/forecast/launch_path.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace bihuan::forecast {
namespace {

constexpr double kLevel = 1000;

/// A tenth in the first month, a tenth more in each one after.
double build_up(std::size_t age) {
    return std::min(1.0, 0.1 * static_cast<double>(age + 1));
}

/// Products launched in different months of five years, and one `age` months ago.
class Shelf {
public:
    explicit Shelf(std::size_t age, std::size_t kin = 9) {
        for (std::size_t i = 0; i <= kin; ++i) {
            const std::size_t start = i < kin ? 5 + 3 * i : 60 - age;
            auto& values = values_.emplace_back(60);
            for (std::size_t t = start; t < 60; ++t) {
                const double wave = 1 + 0.01 * std::sin(static_cast<double>(7 * t + i));
                values[t] = kLevel * build_up(t - start) * wave;
            }
        }
        problem.horizon = 12;
        problem.season = 12;
        for (const auto& values : values_) {
            Series series;
            series.values = values;
            problem.series.push_back(series);
            shapes.push_back(find_shape(problem, series));
            order.push_back(order.size());
        }
    }

    Problem problem;
    std::vector<Shape> shapes;
    std::vector<std::size_t> order;

private:
    std::vector<std::vector<double>> values_;
};

TEST(LaunchPath, IsHowTheKinBuiltUp) {
    const Shelf shelf(6);
    const LaunchPath path(shelf.problem, shelf.shapes, shelf.order);
    ASSERT_TRUE(path.known(9));
    EXPECT_FALSE(path.known(0));
    EXPECT_LT(path.at(9, 0), 0.35);
    EXPECT_NEAR(path.at(9, 11), 1, 0.05);
    for (std::size_t age = 1; age < 10; ++age) EXPECT_GT(path.at(9, age), path.at(9, age - 1));
    EXPECT_EQ(path.at(9, 12), 1);
    EXPECT_EQ(path.at(0, 0), 1);
}

TEST(LaunchPath, NeedsFiveThatHaveGrownUp) {
    const Shelf shelf(6, 4);
    EXPECT_FALSE(LaunchPath(shelf.problem, shelf.shapes, shelf.order).known(4));
}

TEST(LaunchPath, LetsANewProductGrowUpInTheForecast) {
    for (const std::size_t age : {4UL, 6UL}) {
        const Shelf shelf(age);
        const auto outcome = forecast(shelf.problem, {.threads = 1});
        const auto mean = outcome.mean(9);
        EXPECT_GT(mean.back(), 0.6 * kLevel) << age;
        EXPECT_LT(mean.back(), 1.4 * kLevel) << age;
        EXPECT_GT(mean[3], mean[0]) << age;
        EXPECT_GE(outcome.high95(9)[11], mean.back());

        const Shelf few(age, 4);
        EXPECT_LT(forecast(few.problem, {.threads = 1}).mean(4).back(), mean.back()) << age;
    }
}

TEST(LaunchPath, StartsAProductWithoutAnySaleSmall) {
    Shelf shelf(6);
    const std::vector<double> nothing;
    shelf.problem.series[9].values = nothing;
    shelf.problem.series[9].stage = Stage::Launch;
    const auto outcome = forecast(shelf.problem, {.threads = 1});
    EXPECT_LT(outcome.mean(9)[0], 0.4 * kLevel);
    EXPECT_NEAR(outcome.mean(9)[11], kLevel, 0.1 * kLevel);
}

TEST(LaunchPath, LeavesLayersAndModelsAddingUp) {
    const Shelf shelf(6);
    const auto outcome = forecast(shelf.problem, {.threads = 1});
    for (std::size_t h = 0; h < 12; ++h) {
        double sum = 0;
        for (std::size_t k = 0; k < kLayers; ++k) {
            sum += outcome.layer(9, static_cast<Layer>(k))[h];
        }
        EXPECT_EQ(sum, outcome.mean(9)[h]);
    }

    const auto models = outcome.models(9);
    for (std::size_t h = 0; h < 12; ++h) {
        double sum = 0;
        for (std::size_t k = 0; k < models.size(); ++k) {
            sum += models[k].weight * outcome.member(9, k)[h];
        }
        EXPECT_NEAR(sum, outcome.mean(9)[h], 1e-6 * kLevel);
    }
}

}  // namespace
}  // namespace bihuan::forecast
