#include <algorithm>
#include <array>
#include <vector>

#include <gtest/gtest.h>
#include <Eigen/Cholesky>

#include "base/random.h"
#include "engine/forecast/kernel.h"

namespace bihuan::forecast {
namespace {

constexpr double kLeastNoise = 1e-6;
constexpr double kObservations = 30;

/// Sums of one part of a history, as the filter gives them, and a belief before it.
struct Case {
    std::size_t regressors = 0;
    std::array<std::vector<double>, 2> parts;
    Eigen::VectorXd mean;
    Eigen::VectorXd variance;
};

Case some_case(Random& random, std::size_t regressors) {
    Case made;
    made.regressors = regressors;
    const auto size = static_cast<Eigen::Index>(regressors);
    for (auto& part : made.parts) {
        part.resize(gain_rows(regressors) * kGainLanes);
        for (std::size_t lane = 0; lane < kGainLanes; ++lane) {
            Eigen::MatrixXd x(size + 1, size + 4);
            for (double& entry : x.reshaped()) entry = random.uniform() - 0.5;
            const Eigen::MatrixXd products = x * x.transpose();
            std::size_t row = 0;
            const auto put = [&](double sum) { part[row++ * kGainLanes + lane] = sum; };
            for (Eigen::Index j = 0; j < size; ++j)
                for (Eigen::Index i = j; i < size; ++i) put(products(i, j));
            for (Eigen::Index j = 0; j < size; ++j) put(products(size, j));
            put(products(size, size));
        }
    }
    made.mean.resize(size);
    made.variance.resize(size);
    for (double& entry : made.mean) entry = random.uniform() - 0.5;
    // Effects of very different sizes, some of them held at 0.
    for (Eigen::Index i = 0; i < size; ++i)
        made.variance[i] = i % 5 == 3 ? 1e-12 : 0.01 + random.uniform();
    return made;
}

/// The error that one gain leaves, by Eigen.
double plainly(const Case& given, std::size_t gain) {
    const auto size = static_cast<Eigen::Index>(given.regressors);
    std::size_t row = 0;
    const auto take = [&] {
        const std::size_t at = row++ * kGainLanes + gain;
        return given.parts[0][at] + given.parts[1][at];
    };
    Eigen::MatrixXd xx(size, size);
    Eigen::VectorXd xy(size);
    for (Eigen::Index j = 0; j < size; ++j)
        for (Eigen::Index i = j; i < size; ++i) xx(i, j) = xx(j, i) = take();
    for (double& entry : xy) entry = take();
    const double yy = take();
    const double noise = std::max(yy / kObservations, kLeastNoise);
    Eigen::MatrixXd matrix = xx / noise;
    for (Eigen::Index j = 0; j < size; ++j) matrix(j, j) += 1 / given.variance[j];
    const Eigen::VectorXd right =
        xy / noise + given.variance.cwiseInverse().cwiseProduct(given.mean);
    const Eigen::VectorXd effect = Eigen::LDLT<Eigen::MatrixXd>(matrix).solve(right);
    const Eigen::VectorXd explained = xx * effect;
    return yy - 2 * effect.dot(xy) + effect.dot(explained);
}

void expect_eigens_bits(const Case& given, InstructionSet set) {
    std::vector<double> precision;
    for (const double variance : given.variance) precision.push_back(1 / variance);
    std::vector<double> scratch(gain_regression_rows(given.regressors) * kGainLanes);
    std::vector<std::size_t> order(ridge_order_entries(given.regressors));
    std::array<double, kGainLanes> errors{};
    kernel_for(set).regress({.regressors = given.regressors,
                             .first = given.parts[0].data(),
                             .rest = given.parts[1].data(),
                             .observations = kObservations,
                             .least_noise = kLeastNoise,
                             .precision = precision.data(),
                             .prior = given.mean.data(),
                             .scratch = scratch.data(),
                             .order = order.data(),
                             .errors = errors.data()});
    for (std::size_t gain = 0; gain < kGains; ++gain)
        EXPECT_EQ(errors.at(gain), plainly(given, gain)) << given.regressors;
}

TEST(KernelGainErrors, EveryGainLeavesWhatEigenSaysAlone) {
    constexpr std::size_t kMostUnknowns = 21;
    constexpr int kRounds = 10;
    Random random(13);
    for (int round = 0; round < kRounds; ++round)
        for (std::size_t regressors = 1; regressors <= kMostUnknowns; ++regressors) {
            const auto given = some_case(random, regressors);
            for (const auto set :
                 {InstructionSet::Baseline, InstructionSet::Avx2, InstructionSet::Avx512})
                if (set <= best_instruction_set()) expect_eigens_bits(given, set);
        }
}

}  // namespace
}  // namespace bihuan::forecast
