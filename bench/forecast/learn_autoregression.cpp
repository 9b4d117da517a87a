// Learns the priors of src/engine/forecast/autoregression_prior.cpp: the mean and the spread of the
// effects of all series of the training data, by expectation and maximisation. Prints the tables.
// The test parts of M3 and Hospital are never read into a history.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "benchmark_set.h"
#include "engine/forecast/kernel.h"
#include "engine/forecast/season.h"

namespace bihuan::forecast_bench {

namespace {

constexpr double kDrift = 0.1;
constexpr double kWild = 2;
constexpr int kRounds = 15;
constexpr double kLeastVariance = 1e-5;

struct Source {
    const char* file;
    Selection selection;  ///< The test of the cut is left out too.
};

/// A set's series without their seasons.
using Set = std::vector<std::vector<double>>;

struct Prior {
    Eigen::VectorXd mean;
    Eigen::VectorXd variance;
};

Set read_set(const std::filesystem::path& folder, const Source& source) {
    Set set;
    for (const auto& row : read_benchmark(folder / source.file, source.selection)) {
        const auto season = forecast::estimate_season(row.history, row.season);
        std::vector<double> flat = row.history;
        for (std::size_t t = 0; t < flat.size(); ++t) {
            flat[t] /= season.indices[t % season.indices.size()];
        }
        set.push_back(std::move(flat));
    }
    return set;
}

using Use = std::function<void(const Eigen::VectorXd&, double)>;

/// The rows of kernel_autoregression.h.
void for_rows(const std::vector<double>& y, std::size_t lags, const Use& use) {
    Eigen::VectorXd x(static_cast<Eigen::Index>(lags));
    for (std::size_t t = lags; t < y.size(); ++t) {
        double mean = 0;
        for (std::size_t l = 1; l <= lags; ++l) mean += y[t - l] / static_cast<double>(lags);
        if (mean <= 0) continue;
        for (std::size_t l = 2; l <= lags; ++l) {
            x[static_cast<Eigen::Index>(l) - 2] = (y[t - l] - y[t - 1]) / mean;
        }
        x[x.size() - 1] = kDrift;
        use(x, (y[t] - y[t - 1]) / mean);
    }
}

struct Sums {
    Eigen::MatrixXd xx;
    Eigen::VectorXd xy;
    double variance = 0;
};

Sums sums_of(const std::vector<double>& y, const Eigen::VectorXd& mean) {
    const auto lags = static_cast<std::size_t>(mean.size());
    Sums sums{Eigen::MatrixXd::Zero(mean.size(), mean.size()), Eigen::VectorXd::Zero(mean.size())};
    double size = 0;
    double count = 0;
    for_rows(y, lags, [&](const Eigen::VectorXd& x, double change) {
        size += std::abs(change - mean.dot(x));
        count += 1;
    });
    if (count < 3) return sums;
    const double deviation = 1.2533 * size / count;
    sums.variance = deviation * deviation;
    for_rows(y, lags, [&](const Eigen::VectorXd& x, double change) {
        const double error = change - mean.dot(x);
        sums.xx.noalias() += x * x.transpose();
        sums.xy.noalias() += x * std::clamp(error, -kWild * deviation, kWild * deviation);
    });
    return sums;
}

Prior learn(const std::vector<Set>& sets, Eigen::Index lags) {
    Prior prior{Eigen::VectorXd::Zero(lags), Eigen::VectorXd::Constant(lags, 0.02)};
    for (int round = 0; round < kRounds; ++round) {
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(lags);
        Eigen::VectorXd squares = Eigen::VectorXd::Zero(lags);
        double weight = 0;
        for (const Set& set : sets) {
            for (const auto& series : set) {
                const Sums sums = sums_of(series, prior.mean);
                if (sums.variance <= 0) continue;
                Eigen::MatrixXd matrix = sums.xx / sums.variance;
                matrix.diagonal() += prior.variance.cwiseInverse();
                const Eigen::MatrixXd inverse =
                    matrix.ldlt().solve(Eigen::MatrixXd::Identity(lags, lags));
                const Eigen::VectorXd own = inverse * (sums.xy / sums.variance);
                const double share = 1 / static_cast<double>(set.size());
                sum += share * own;
                squares += share * (inverse.diagonal() + own.cwiseProduct(own));
                weight += share;
            }
        }
        sum /= weight;
        sum[lags - 1] = 0;
        prior.mean += sum;
        prior.variance = squares / weight - sum.cwiseProduct(sum);
        prior.variance.array() += kLeastVariance;
    }
    return prior;
}

void print(const char* name, const Prior& prior) {
    std::printf("%s\n    {", name);
    for (const double value : prior.mean) std::printf("%.3f, ", value);
    std::printf("}\n    {");
    for (const double value : prior.variance) std::printf("%.3f, ", std::sqrt(value));
    std::printf("}\n");
}

void learn_all(const std::filesystem::path& folder) {
    const auto read = [&](const std::vector<Source>& sources) {
        std::vector<Set> sets;
        for (const Source& source : sources) sets.push_back(read_set(folder, source));
        return sets;
    };
    constexpr Eigen::Index kMonths = 15;
    constexpr Eigen::Index kQuarters = 8;
    constexpr Eigen::Index kYears = 4;
    print("months",
          learn(read({{"m3_all.csv", {12, 0, 30, 'N'}},
                      {"hospital.csv", {12, 0, 24}},
                      {"nn3.csv", {12, 0, 30}},
                      {"aus_retail_monthly.csv", {12, 0, 30}}}),
                kMonths));
    print("quarters",
          learn(read({{"m3_all.csv", {4, 0, 14, 'N'}},
                      {"m3_all.csv", {12, 18, 14, 'N', 0, 3, 2}},
                      {"aus_retail_monthly.csv", {12, 0, 14, 0, 0, 3, 8}},
                      {"nn3.csv", {12, 0, 14, 0, 0, 3, 8}}}),
                kQuarters));
    print("years",
          learn(read({{"m3_all.csv", {1, 0, 9, 'N', 6}},
                      {"m3_all.csv", {1, 0, 14, 'N', 8}},
                      {"m3_all.csv", {4, 8, 9, 'N', 0, 4, 1}},
                      {"aus_retail_monthly.csv", {12, 0, 12, 0, 0, 12, 6}}}),
                kYears));
}

}  // namespace

}  // namespace bihuan::forecast_bench

int main() {
    const auto folder = bihuan::forecast_bench::data_folder();
    if (!folder) {
        std::fputs("No benchmark data; set BIHUAN_DATA.\n", stderr);
        return 2;
    }
    bihuan::forecast_bench::learn_all(*folder);
    return 0;
}
