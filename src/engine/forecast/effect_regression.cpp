#include "engine/forecast/effect_regression.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>

#include "engine/forecast/kernel.h"

namespace bihuan::forecast {

namespace {

constexpr double kWild = 1.5;  ///< Standard deviations.
constexpr double kSmallestNoise = 1e-6;

const Kernel& kernel() {
    static const Kernel kernel = kernel_for(best_instruction_set());
    return kernel;
}

/// The equations of an update, in space that a thread uses again.
struct Ridge {
    std::vector<double> matrix;
    std::vector<double> scratch;
    std::vector<std::size_t> order;

    /// The mean, and the variances where they are wanted.
    void solve(const Belief& prior,
               const Moments& moments,
               double noise,
               Eigen::VectorXd& mean,
               Eigen::VectorXd* variances) {
        const auto regressors = moments.regressors;
        const auto size = static_cast<std::size_t>(regressors);
        const auto stride = static_cast<Eigen::Index>(ridge_stride(size));
        matrix.resize(size * ridge_stride(size));
        scratch.resize((size + 2) * ridge_stride(size));
        order.resize(size);
        Eigen::Index from = 0;
        for (Eigen::Index j = 0; j < regressors; from += regressors - j++) {
            Eigen::Map<Eigen::VectorXd> column(matrix.data() + j * stride + j, regressors - j);
            const auto half = moments.sums.segment(from, regressors - j);
            if (noise == 1)
                column = half;
            else
                column = half / noise;
            column[0] += 1 / prior.variance[j];
        }
        mean = moments.xy() / noise + prior.variance.cwiseInverse().cwiseProduct(prior.mean);
        if (variances != nullptr) variances->resize(regressors);
        kernel().ridge({size,
                        matrix.data(),
                        mean.data(),
                        variances == nullptr ? nullptr : variances->data(),
                        scratch.data(),
                        order.data()});
    }

    static Ridge& of_thread() {
        thread_local Ridge ridge;
        return ridge;
    }
};

/// Space that a thread uses again.
struct Filter {
    std::size_t regressors = 0;
    std::vector<double> first;
    std::vector<double> rest;
    std::vector<double> scratch;
    double first_count = 0;
    double rest_count = 0;
    Moments whole;

    /// With every gain at once.
    void run(const RegressionInput& input) {
        regressors = input.regressors;
        first.resize(gain_rows(regressors) * kGainLanes);
        rest.resize(first.size());
        scratch.resize((2 * regressors + 1) * kGainLanes);
        kernel().filter({.length = input.logs.size(),
                         .regressors = regressors,
                         .split = input.split,
                         .logs = input.logs.data(),
                         .columns = input.columns.data(),
                         .skip = input.skip.data(),
                         .effect = input.effect.size() == 0 ? nullptr : input.effect.data(),
                         .limit = kWild * input.deviation},
                        {first.data(), rest.data(), scratch.data()});
        count(input);
    }

    /// What one gain's lane summed up; `at` gives the sum of a row.
    template <class At>
    void take(double observations, const At& at, Moments& into) const {
        const std::size_t rows = gain_rows(regressors);
        into.regressors = static_cast<Eigen::Index>(regressors);
        into.sums.resize(static_cast<Eigen::Index>(rows));
        for (std::size_t row = 0; row < rows; ++row)
            into.sums[static_cast<Eigen::Index>(row)] = at(row);
        into.count = observations;
    }

    static Filter& of_thread() {
        thread_local Filter filter;
        return filter;
    }

private:
    /// The first honest value only starts the filter.
    void count(const RegressionInput& input) {
        first_count = rest_count = 0;
        bool started = false;
        for (std::size_t t = 0; t < input.logs.size(); ++t) {
            if (input.skip[t] != 0) continue;
            if (started) (t < input.split ? first_count : rest_count) += 1;
            started = true;
        }
    }
};

}  // namespace

Moments::Moments(std::size_t size)
    : sums(Eigen::VectorXd::Zero(static_cast<Eigen::Index>(gain_rows(size)))),
      regressors(static_cast<Eigen::Index>(size)) {}

void Moments::add(const Moments& other, double factor) {
    sums += other.sums * factor;
    count += other.count;
}

void Moments::take(const Moments& other, double factor) {
    sums -= other.sums * factor;
    count -= other.count;
}

double Moments::error(const Eigen::VectorXd& effect) const {
    thread_local Eigen::MatrixXd xx;
    thread_local Eigen::VectorXd explained;
    xx.resize(regressors, regressors);
    Eigen::Index from = 0;
    for (Eigen::Index j = 0; j < regressors; ++j)
        for (Eigen::Index i = j; i < regressors; ++i) xx(i, j) = xx(j, i) = sums[from++];
    explained.noalias() = xx * effect;
    return yy() - 2 * effect.dot(xy()) + effect.dot(explained);
}

Belief update(const Belief& prior, const Moments& moments, double noise) {
    Belief belief;
    Ridge::of_thread().solve(prior, moments, noise, belief.mean, &belief.variance);
    return belief;
}

Eigen::VectorXd updated_mean(const Belief& prior, const Moments& moments, double noise) {
    Eigen::VectorXd mean;
    Ridge::of_thread().solve(prior, moments, noise, mean, nullptr);
    return mean;
}

SplitMoments filter_moments(const RegressionInput& input, const Belief& prior) {
    SplitMoments best;
    double least = std::numeric_limits<double>::infinity();
    auto& filter = Filter::of_thread();
    filter.run(input);
    std::size_t chosen = kGains;
    for (std::size_t gain = 0; gain < kGains; ++gain) {
        auto& whole = filter.whole;
        filter.take(
            filter.first_count + filter.rest_count,
            [&](std::size_t row) {
                const std::size_t at = row * kGainLanes + gain;
                return filter.first[at] + filter.rest[at];
            },
            whole);
        const double rough = std::max(whole.yy() / std::max(whole.count, 1.0), kSmallestNoise);
        const double error = whole.error(updated_mean(prior, whole, rough));
        if (error >= least) continue;
        least = error;
        chosen = gain;
        best.noise = std::max(error / std::max(whole.count - 1, 1.0), kSmallestNoise);
    }
    if (chosen == kGains) return best;
    const auto lane = [&](const std::vector<double>& sums) {
        return [&sums, chosen](std::size_t row) { return sums[row * kGainLanes + chosen]; };
    };
    filter.take(filter.first_count, lane(filter.first), best.first);
    filter.take(filter.rest_count, lane(filter.rest), best.rest);
    return best;
}

namespace {

/// Changes since a season before: of the regressors a row each, of the values without their mean.
struct Changes {
    Eigen::MatrixXd x;
    Eigen::VectorXd y;
};

Changes changes_since(const RegressionInput& input, std::size_t season) {
    const std::size_t n = input.logs.size();
    std::vector<std::size_t> times;
    for (std::size_t t = season; t < n; ++t)
        if (input.skip[t] == 0 && input.skip[t - season] == 0) times.push_back(t);
    const auto count = static_cast<Eigen::Index>(times.size());
    Changes changes{Eigen::MatrixXd(count, static_cast<Eigen::Index>(input.regressors)),
                    Eigen::VectorXd(count)};
    for (Eigen::Index k = 0; k < count; ++k) {
        const std::size_t t = times[static_cast<std::size_t>(k)];
        changes.y[k] = input.logs[t] - input.logs[t - season];
        for (Eigen::Index r = 0; r < changes.x.cols(); ++r) {
            const std::size_t row = static_cast<std::size_t>(r) * n;
            changes.x(k, r) = input.columns[row + t] - input.columns[row + t - season];
        }
    }
    if (count > 0) changes.y.array() -= changes.y.mean();
    return changes;
}

}  // namespace

Eigen::VectorXd effects_of_changes(const RegressionInput& input,
                                   const Belief& prior,
                                   std::size_t season) {
    Eigen::VectorXd effect = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(input.regressors));
    const auto [x, y] = changes_since(input, season);
    if (y.size() < 2) return effect;
    // The noise that a first guess leaves makes the second.
    const auto count = static_cast<double>(y.size());
    double noise = y.squaredNorm() / count;
    for (int round = 0; round < 2; ++round) {
        const double least = std::max(noise, kSmallestNoise);
        Eigen::MatrixXd matrix = x.transpose() * x / least;
        matrix.diagonal() += prior.variance.cwiseInverse();
        effect = matrix.ldlt().solve(x.transpose() * y / least);
        noise = (y - x * effect).squaredNorm() / count;
    }
    return effect;
}

}  // namespace bihuan::forecast
