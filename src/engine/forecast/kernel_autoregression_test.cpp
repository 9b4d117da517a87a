#include "engine/forecast/kernel_autoregression.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <Eigen/Cholesky>

#include "base/random.h"

namespace bihuan::forecast {
namespace {

using V = Lanes<2>;

struct Recorder {
    std::vector<double>* fitted;
    std::vector<double>* ahead;

    void fit(std::size_t, const V& value) const { fitted->push_back(value[0]); }
    void forecast(std::size_t, const V& value) const { ahead->push_back(value[0]); }
};

struct Answer {
    std::vector<double> fitted, ahead;
};

Answer run(const std::vector<double>& values,
           const AutoregressionPrior& prior,
           std::size_t horizon,
           double growth = 0) {
    std::vector<V> lanes;
    for (const double value : values) lanes.push_back(all<V>(value));
    std::vector<V> path(kMostLags + values.size() + horizon);
    const Track<V> track{lanes.data(), lanes.size(), horizon};
    Answer answer;
    AutoregressionModel<V>(track, prior, all<V>(growth), path.data())
        .run(Recorder{&answer.fitted, &answer.ahead});
    return answer;
}

/// The equation of the header, as a textbook writes it.
struct Regression {
    const AutoregressionPrior& prior;
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(prior.lags));

    Eigen::VectorXd row(const std::vector<double>& y, std::size_t t) const {
        Eigen::VectorXd x(mean.size());
        for (std::size_t l = 2; l <= prior.lags; ++l) {
            x[static_cast<Eigen::Index>(l) - 2] = (y[t - l] - y[t - 1]) / window(y, t);
        }
        x[mean.size() - 1] = 0.1;
        return x;
    }
    double window(const std::vector<double>& y, std::size_t t) const {
        double sum = 0;
        for (std::size_t l = 1; l <= prior.lags; ++l) sum += y[t - l];
        return sum / static_cast<double>(prior.lags);
    }

    double next(const std::vector<double>& y) {
        Eigen::VectorXd precision(mean.size());
        for (Eigen::Index k = 0; k < mean.size(); ++k) {
            mean[k] = prior.mean.at(static_cast<std::size_t>(k));
            precision[k] = std::pow(prior.deviation.at(static_cast<std::size_t>(k)), -2);
        }
        std::vector<double> errors;
        double size = 0;
        for (std::size_t t = prior.lags; t < y.size(); ++t) {
            errors.push_back((y[t] - y[t - 1]) / window(y, t) - mean.dot(row(y, t)));
            size += std::abs(errors.back());
        }
        const double deviation = 1.2533 * size / static_cast<double>(errors.size());
        Eigen::MatrixXd matrix = precision.asDiagonal() * deviation * deviation;
        Eigen::VectorXd right = Eigen::VectorXd::Zero(mean.size());
        for (std::size_t t = prior.lags; t < y.size(); ++t) {
            const Eigen::VectorXd x = row(y, t);
            matrix += x * x.transpose();
            right += x * std::clamp(errors[t - prior.lags], -2 * deviation, 2 * deviation);
        }
        const Eigen::VectorXd effect = mean + matrix.ldlt().solve(right);
        return y.back() + effect.dot(row(y, y.size())) * window(y, y.size());
    }
};

std::vector<double> noisy(std::size_t length) {
    Random random(5);
    std::vector<double> values;
    double level = 1;
    for (std::size_t t = 0; t < length; ++t) {
        level *= std::exp(0.05 * random.normal());
        values.push_back(level * std::exp(0.1 * random.normal()));
    }
    return values;
}

TEST(Autoregression, IsTheRidgeRegressionTowardsTheLearnedEffects) {
    for (const std::size_t season : {1UL, 4UL, 12UL}) {
        const auto& prior = autoregression_prior(season);
        const auto values = noisy(61);
        Regression plain{prior};
        EXPECT_NEAR(run(values, prior, 1).ahead.at(0), plain.next(values), 1e-9) << season;
    }
}

TEST(Autoregression, GoesOnWithAConstant) {
    for (const std::size_t length : {1UL, 2UL, 5UL, 40UL}) {
        const auto answer = run(std::vector<double>(length, 1.0), autoregression_prior(12), 12);
        for (const double value : answer.fitted) EXPECT_NEAR(value, 1, 1e-9);
        for (const double value : answer.ahead) EXPECT_NEAR(value, 1, 1e-9);
    }
}

TEST(Autoregression, ShowsTheErrorOfRepeatingWhereItCannotForecastYet) {
    const auto values = noisy(40);
    const auto answer = run(values, autoregression_prior(12), 1);
    ASSERT_EQ(answer.fitted.size(), values.size());
    EXPECT_EQ(answer.fitted[0], values[0]);
    EXPECT_EQ(answer.fitted[5], values[4]);
}

TEST(Autoregression, GrowsLikeItsKinAsLongAsItKnowsNoBetter) {
    const std::vector<double> one{1.0};
    const auto alone = run(one, autoregression_prior(12), 12);
    const auto kin = run(one, autoregression_prior(12), 12, 0.01);
    EXPECT_NEAR(alone.ahead.back(), 1, 1e-9);
    EXPECT_GT(kin.ahead.back(), 1.05);
    EXPECT_LT(kin.ahead.back(), std::pow(1.01, 36));

    const std::vector<double> flat(120, 1.0);
    const auto sure = run(flat, autoregression_prior(12), 12, 0.01);
    EXPECT_LT(sure.ahead.back(), 1.02);
}

TEST(Autoregression, NeverRunsAway) {
    std::vector<double> values{1};
    for (int t = 0; t < 60; ++t) values.push_back(values.back() * 1.5);
    for (const double value : run(values, autoregression_prior(12), 24, 0.02).ahead) {
        EXPECT_TRUE(std::isfinite(value));
        EXPECT_GE(value, 0);
    }
}

}  // namespace
}  // namespace bihuan::forecast
